"""What students receive: in step with the sources, always the same bytes, usable, and without any secret."""

import json
import sys
import zipfile

import pytest
from grading_sample import command, replace, write_project

from grading import leaks
from grading.__main__ import main
from grading.archive import PUBLIC, archive, bundle_files, course_requirements
from grading.errors import CourseError
from grading.release import out_of_step, release

NAME = "ps07-sample"
EXERCISE = f"exercises/{NAME}/{NAME}.ipynb"
BUNDLE = "_build/bundle/one-neuron-student.zip"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project with the sample as its only problem set, released once."""
    root = write_project(tmp_path_factory.mktemp("project"))
    release(root)
    return root


@pytest.fixture(scope="module")
def bundle(project, tmp_path_factory):
    """The student bundle, unpacked."""
    folder = tmp_path_factory.mktemp("student")
    with zipfile.ZipFile(project / BUNDLE) as file:
        file.extractall(folder)
    return folder / "one-neuron-student"


def test_the_exercises_are_in_step_and_nothing_leaks():
    assert out_of_step() == []


def test_a_second_release_changes_no_byte(project, capsys):
    before = {path: (project / path).read_bytes() for path in (EXERCISE, BUNDLE)}
    release(project)
    assert {path: (project / path).read_bytes() for path in before} == before
    assert capsys.readouterr().out.count("unchanged") == 2


def test_what_is_out_of_step_is_named(project):
    extra = project / "exercises" / "ps99-gone" / "ps99-gone.ipynb"
    extra.parent.mkdir()
    extra.write_text("{}")
    released = (project / EXERCISE).read_text()
    replace(project / EXERCISE, "Multiply by 2", "Multiply by two")
    found = out_of_step(project)
    (project / EXERCISE).write_text(released)
    extra.unlink()
    extra.parent.rmdir()
    assert [line.split(" is out of step")[0] for line in found] == [EXERCISE, str(extra.relative_to(project))]
    assert out_of_step(project) == []


def test_only_the_notebook_is_released(project):
    assert [path.name for path in (project / EXERCISE).parent.iterdir()] == [f"{NAME}.ipynb"]


def test_the_released_notebook_is_a_stub_that_runs_on_after_an_error(project):
    cells = {cell["id"]: cell for cell in json.loads((project / EXERCISE).read_text())["cells"]}
    assert cells["times2"]["source"][-1] == "    raise NotImplementedError"
    assert cells["why"]["source"] == ["*Write your answer here.*"]
    assert "hidden" not in "".join(cells["times2-check"]["source"])
    tagged = [name for name, cell in cells.items() if cell["metadata"].get("tags") == ["raises-exception"]]
    assert tagged == [name for name in cells if name.startswith("times")]


def test_the_archive_depends_on_nothing_but_the_files():
    assert archive({"a": b"1", "b": b"2"}) == archive({"a": b"1", "b": b"2"})


def test_the_bundle_holds_what_a_student_needs_and_no_more(bundle):
    found = {str(path.relative_to(bundle)) for path in bundle.rglob("*") if path.is_file()}
    assert {path for path in found if path.startswith("grading/")} == {
        f"grading/{name}.py" for name in PUBLIC
    }
    assert {path for path in found if path.startswith("exercises/")} == {EXERCISE}
    wanted = {"README.md", "AGENTS.md", "POLICY.md", "requirements.txt", "pyproject.toml"}
    assert wanted <= found
    assert len((bundle / "POLICY.md").read_text().splitlines()) == 1
    assert "nbgrader" not in (bundle / "requirements.txt").read_text()
    assert "nbclient" in (bundle / "requirements.txt").read_text()


def as_student(*words, cwd):
    """Run a command of the bundle without the finder by which the project itself is installed."""
    code = (
        "import sys; sys.meta_path = [f for f in sys.meta_path if 'Editable' not in str(f)];"
        "from grading.__main__ import main; main(sys.argv[1:])"
    )
    return command(sys.executable, "-c", code, *words, cwd=cwd)


def test_the_bundle_works_on_its_own(bundle):
    done = as_student("check", EXERCISE, cwd=bundle)
    assert done.stdout.endswith("Total: 0 of 12 points checked here; 12 more are checked after handing in\n")
    assert (done.returncode, done.stderr) == (0, "")
    for words in (["verify"], ["verify", "ps01"], ["release"], ["demo", "ps01"], ["source"]):
        done = as_student(*words, cwd=bundle)
        assert done.returncode == 1
        assert (
            done.stderr
            == f"{words[0]} belongs to the instructor's copy: the student bundle has only `check`\n"
        )


def test_the_bundle_installs(bundle, tmp_path):
    words = ["install", "-q", "--no-deps", "--no-build-isolation", "--target", str(tmp_path), "."]
    done = command(sys.executable, "-m", "pip", *words, cwd=bundle)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "grading" / "checks.py").exists()
    assert any(path.suffix == ".js" for path in (tmp_path / "minilib").iterdir())


def test_requirements_without_the_section_are_refused():
    assert course_requirements("x==1\n# --- course: all\ny==2\n\n# --- book\nz==3\n") == "y==2\n"
    with pytest.raises(CourseError, match="has no section"):
        course_requirements("x==1\n")


PLANTED = {
    "a line of a solution": ("minilib/neuron.py", "\n    secret_of_times3 = 3 * x\n", "cell times3"),
    "the same in a comment": ("minilib/neuron.py", "\n#   secret_of_times3=3*x\n", "cell times3"),
    "short lines of a solution": (
        "minilib/page.py",
        "\nbits = 2\nfor x in [x]:\n    bits *= x\n",
        "times2.py, in bits",
    ),
    "a line of a hidden test": ("README.md", "\nfor hidden_number in np.linspace(-3, 5, 7):\n", "cell times"),
    "a line of another right answer": (
        "grading/check.py",
        "\nreturn float(np.array([2]) @ [x])\n",
        "times2.py",
    ),
    "a model answer": ("AGENTS.md", "\nBecause a model answer says so here.\n", "cell why"),
    "a marker": ("README.md", "\n### BEGIN SOLUTION\n", "holds the marker"),
    "a solution by another name": (
        "minilib/neuron.py",
        '\ndef f(y: float):\n    """D."""\n    z = 2 * y\n    return z\n',
        "minilib/neuron.py, f is the same function as ps07-sample, times2",
    ),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_leak_is_found(project, kind):
    path, text, told = PLANTED[kind]
    files = bundle_files(project, {f"{NAME}/{NAME}.ipynb": (project / EXERCISE).read_bytes()})
    assert leaks.leaks(files, [NAME], project) == []
    files[path] += text.encode()
    (found,) = leaks.leaks(files, [NAME], project)
    assert found.startswith(path)
    assert told in found


def test_a_leak_in_a_notebook_is_found(project):
    notebook = json.loads((project / EXERCISE).read_text())
    notebook["cells"][0]["source"] = ['quoted: "secret_of_times2 = 2 * x"']
    (found,) = leaks.leaks({EXERCISE: json.dumps(notebook).encode()}, [NAME], project)
    assert found == f"{EXERCISE} holds a part of {NAME}, cell times2: secret_of_times2=2*x"


def test_a_release_that_would_leak_writes_nothing(project):
    before = (project / EXERCISE).read_bytes()
    library, source = project / "minilib" / "neuron.py", project / "solutions" / NAME / f"{NAME}.md"
    kept, kept_source = library.read_text(), source.read_text()
    library.write_text(kept + "\n# secret_of_times2 = 2 * x\n")
    replace(source, "## Multiply by 2", "## Multiply by two")
    with pytest.raises(CourseError, match=r"nothing was released.*\nminilib/neuron.py holds a part of"):
        release(project)
    library.write_text(kept)
    source.write_text(kept_source)
    assert (project / EXERCISE).read_bytes() == before


def test_release_out_of_step_is_an_error(monkeypatch):
    monkeypatch.setattr("grading.release.out_of_step", lambda: ["exercises/x is out of step"])
    with pytest.raises(SystemExit, match="exercises/x is out of step"):
        main(["release", "--check"])

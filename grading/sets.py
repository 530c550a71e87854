"""Which problem sets there are. This file imports nothing heavy: a run looks here before all else."""

from pathlib import Path

from grading.errors import CourseError

ROOT = Path(__file__).resolve().parent.parent


def problem_sets(root: Path = ROOT) -> list[str]:
    """The names of all problem sets, in order: folders of solutions/ with a text notebook of their name."""
    if not (root / "solutions").is_dir():
        raise CourseError(f"this command belongs to the instructor's copy: there is no solutions/ in {root}")
    return sorted(path.stem for path in root.glob("solutions/ps*/*.md") if path.stem == path.parent.name)


def milestones(root: Path = ROOT) -> list[str]:
    """The names of the notebooks that put a student's own answers together; nothing in them is graded."""
    return sorted(path.stem for path in root.glob("solutions/milestone-*/*.md"))


def chosen(words: list[str], root: Path = ROOT) -> list[str]:
    """The problem sets that these words name, all when there are none; "ps01" stands for "ps01-neuron"."""
    names = problem_sets(root)
    if not names:
        raise CourseError(f"no problem set found: {root / 'solutions'} holds no psNN-name/psNN-name.md")
    found = {word: [name for name in names if word in (name, name.split("-")[0])] for word in words}
    for word, matches in found.items():
        if not matches:
            raise CourseError(f"there is no problem set {word!r}: there are {', '.join(names)}")
    return [name for name in names if not words or any(name in matches for matches in found.values())]


def source_path(name: str, root: Path = ROOT) -> Path:
    """Where the text notebook of a problem set is."""
    return root / "solutions" / name / f"{name}.md"


def release_path(name: str, root: Path) -> Path:
    """Where the notebook is that students were given."""
    path = root / "exercises" / name / f"{name}.ipynb"
    if not path.is_file():
        raise CourseError(f"{path} is missing, which shows what was released: run `make release`")
    return path

"""What an LMS hands out lands in each student's folder, and nowhere else, whatever the archive says."""

import stat
import zipfile

import pytest

from grading.collect import collect, file_name, plain
from grading.errors import CourseError
from grading.intake.folder import MOST_BYTES

NAME = "ps07-sample"


@pytest.fixture
def unpack(tmp_path, capsys):
    """unpack({name in the archive: text}) returns the texts by path below submitted/, and what was said."""

    def run(files: dict) -> tuple[dict, str]:
        with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        submitted = tmp_path / "course" / "submitted"
        collect(NAME, tmp_path / "all.zip", submitted)
        found = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "all.zip"]
        return {
            path.relative_to(submitted).as_posix(): path.read_text() for path in found
        }, capsys.readouterr().out

    return run


def test_moodles_folders_and_files(unpack):
    found, said = unpack(
        {
            "Ana Roe_12_assignsubmission_file_/ps07.ipynb": "a",
            "José María_13_assignsubmission_file/a/b.ipynb": "j",
            "Bob_the_2nd_14_assignsubmission_file_ps07-2.pdf": "b",
            "Ana Roe_12_assignsubmission_onlinetext.html": "hello",
        }
    )
    assert found == {
        f"Ana-Roe/{NAME}/ps07.ipynb": "a",
        f"José-María/{NAME}/b.ipynb": "j",
        f"Bob_the_2nd/{NAME}/ps07-2.pdf": "b",
    }
    assert "what 3 students handed in" in said
    assert "of one name" not in said
    assert "left out: Ana Roe_12_assignsubmission_onlinetext.html" in said


def test_canvas_names_late_and_handed_in_again(unpack):
    found, _ = unpack({"roeana_LATE_5_678_ps07-sample-3.ipynb": "a", "poebob_6_679_my_own.ipynb": "b"})
    assert found == {f"roeana/{NAME}/ps07-sample.ipynb": "a", f"poebob/{NAME}/my_own.ipynb": "b"}


def test_two_of_the_same_name_stay_two(unpack):
    files = {f"Ana Roe_{k}_assignsubmission_file_/ps07.ipynb": str(k) for k in (1, 2)}
    found, said = unpack(files | {"ana roe_3_assignsubmission_file_/ps07.ipynb": "3"})
    folders = {"Ana-Roe-1": "1", "Ana-Roe-2": "2", "ana-roe-3": "3"}
    assert found == {f"{folder}/{NAME}/ps07.ipynb": text for folder, text in folders.items()}
    assert "told apart by the LMS' number: Ana-Roe-1, Ana-Roe-2, ana-roe-3. Moodle has other" in said


def test_no_name_leads_out_of_the_students_folder(unpack):
    names = ["/../../evil.ipynb", "/..", "\\..\\..\\evil2.ipynb", "/C:\\evil3.ipynb", "//etc/evil4.ipynb"]
    names = [f"ana_1_assignsubmission_file_{name}" for name in names]
    names += ["../../.._1_assignsubmission_file_/x.ipynb", ".._2_3_.ipynb", "a/../../b_2_3_x.ipynb"]
    found, _ = unpack(dict.fromkeys(names, "x"))
    assert {path.rpartition("/")[0] for path in found} <= {f"ana/{NAME}", f"unnamed/{NAME}"}
    assert {f"ana/{NAME}/evil{k}.ipynb" for k in ("", "2", "4")} <= set(found)


def test_links_and_what_is_too_large_stay_in_the_archive(unpack):
    link = zipfile.ZipInfo("ana_1_2_ps07.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    found, said = unpack(
        {link: "/etc/passwd", "bob_2_3_big.ipynb": "0" * (MOST_BYTES + 1), "cyd_3_4_ps.ipynb": "c"}
    )
    assert found == {f"cyd/{NAME}/ps.ipynb": "c"}
    assert "ana_1_2_ps07.ipynb is a link" in said
    assert "bob_2_3_big.ipynb has 10.0 MB" in said


def test_a_damaged_file_is_told_and_the_others_are_unpacked(unpack, tmp_path, capsys):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ana_1_2_ps.ipynb", "first first first")
        archive.writestr("bob_2_3_ps.ipynb", "second")
    path.write_bytes(path.read_bytes().replace(b"first first", b"FIRST first", 1))
    collect(NAME, path, tmp_path / "submitted")
    assert [path.name for path in (tmp_path / "submitted").iterdir()] == ["bob"]
    assert "ana_1_2_ps.ipynb cannot be unpacked: Bad CRC" in capsys.readouterr().out


def test_a_second_download_replaces_and_deletes_nothing(unpack):
    unpack({"ana_1_2_ps.ipynb": "old", "bob_2_3_ps.ipynb": "b"})
    found, _ = unpack({"ana_1_9_ps-1.ipynb": "new"})
    assert found == {f"ana/{NAME}/ps.ipynb": "new", f"bob/{NAME}/ps.ipynb": "b"}


@pytest.mark.parametrize(
    ("data", "says"), [(b"no archive", "cannot be unpacked"), (None, "cannot be unpacked")]
)
def test_what_is_no_archive_is_told(tmp_path, data, says):
    if data:
        (tmp_path / "all.zip").write_bytes(data)
    with pytest.raises(CourseError, match=says):
        collect(NAME, tmp_path / "all.zip", tmp_path)


def test_an_archive_of_something_else_is_told(unpack):
    with pytest.raises(CourseError, match="nothing that is named as Moodle or Canvas"):
        unpack({"readme.txt": "x"})


def test_names_are_plain():
    assert plain("..") == plain("") == plain("-.-") == "unnamed"
    assert plain("a" * 300) == "a" * 100
    assert plain("ana\x00/roe\n") == "ana-roe"
    assert file_name("a/b\\c d-2.ipynb") == "c-d.ipynb"

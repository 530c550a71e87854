"""What a student receives: exercises, library, checks and a page of instructions, in one archive.

Beside the exercises nothing in it is generated: its texts stand in grading/bundle/, to be edited.
"""

import io
import zipfile
from pathlib import Path

from grading.errors import CourseError

TOP = "one-neuron-student"
PUBLIC = ["__init__", "__main__", "check", "checks", "compare", "counting", "errors", "execute"]
PUBLIC += ["kernel", "progress"]
SECTION = "# --- course"


def bundle_files(root: Path, exercises: dict[str, bytes]) -> dict[str, bytes]:
    """Every file of the archive, by its path inside; exercises are the released notebooks, by theirs."""
    files = {f"exercises/{path}": data for path, data in exercises.items()}
    files |= {path.name: path.read_bytes() for path in (root / "grading" / "bundle").glob("*.*")}
    files["requirements.txt"] = course_requirements((root / "requirements.txt").read_text()).encode()
    files |= {f"grading/{name}.py": (root / "grading" / f"{name}.py").read_bytes() for name in PUBLIC}
    library = [path for path in (root / "minilib").glob("*.*") if path.suffix in (".py", ".js")]
    files |= {f"minilib/{path.name}": path.read_bytes() for path in library}
    if (root / "LICENSE").exists():
        files["LICENSE"] = (root / "LICENSE").read_bytes()
    return dict(sorted(files.items()))


def course_requirements(text: str) -> str:
    """The part of requirements.txt that a student needs: its section "--- course"."""
    _, found, rest = text.partition(SECTION)
    if not found:
        raise CourseError(f"requirements.txt has no section {SECTION!r}, which the student bundle takes")
    return "\n".join(rest.partition("\n# ---")[0].strip().splitlines()[1:]) + "\n"


def archive(files: dict[str, bytes]) -> bytes:
    """The files as a zip, the same bytes whenever the files are the same."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for path, data in files.items():
            entry = zipfile.ZipInfo(f"{TOP}/{path}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            out.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()

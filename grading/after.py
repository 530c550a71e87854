"""What an instructor does with a graded class: feedback after a person scored, tables, what is alike."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from grading.errors import CourseError
from grading.intake.submission import take_in
from grading.pages.places import Pages
from grading.sets import ROOT
from grading.todo import Class
from grading.whole import write_whole

ANY = 60  # seconds for a cell: of no consequence where nothing is graded


def feedback(name: str, submitted: Path, policy: str, root: Path = ROOT) -> None:
    """Write every page again, with a person's scores and comments and the points lost for lateness."""
    group = _graded(name, submitted, root)
    results = group.results.all()
    with closing(_book(group, root)) as book:
        book.charge()
        pages = Pages(group.course, group.source, policy, root, due(book.gradebook, name))
        pages.write(results, book.gradebook)
    print(f"{len(results)} pages in {group.course / 'feedback'}")


def due(gradebook, name: str) -> datetime | None:
    """The date to hand in, if the gradebook has one; in UTC, as nbgrader keeps it."""
    found = gradebook.find_assignment(name).duedate
    return found.replace(tzinfo=UTC) if found else None


def export(name: str, submitted: Path, root: Path = ROOT) -> None:
    """Write the tables, and say who is left out of those for an LMS."""
    from grading.book.export import export

    group = _graded(name, submitted, root)
    with closing(_book(group, root)) as book:
        book.charge()
        paths, left_out = export(book.gradebook, group.course, name, group.results.all())
    for kind, path in paths.items():
        print(f"{kind:<10} {path}")
    if left_out:
        print(f"without a score, so left out for Canvas and Moodle: {', '.join(left_out)}")


def similar(name: str, submitted: Path, root: Path = ROOT) -> None:
    """Write the page of pairs that are alike; it is for a person to judge."""
    from grading.pages.side_by_side import side_by_side
    from grading.pages.similar import given_code, similar

    group = Class(name, submitted, ANY, root)
    found = [take_in(group.look_at(student), name, group.release) for student in group.students(())]
    sources = {submission.student: submission.sources for submission in found if submission.sources}
    given = given_code(group.source)
    pairs = similar(sources, given)
    path = group.course / "results" / name / "similar.html"
    write_whole(path, side_by_side(name, pairs, sources, given).encode())
    print(f"{len(sources)} submissions, {len(pairs)} pairs that are alike: {path}")


def _graded(name: str, submitted: Path, root: Path) -> Class:
    group = Class(name, submitted, ANY, root)
    if not group.results.all():
        raise CourseError(
            f"nothing of {name} is graded in {group.course}: `python -m grading run {name}` comes first"
        )
    return group


def _book(group: Class, root: Path):
    from grading.book.gradebook import Book

    return Book(group.course, group.name, group.source, root)

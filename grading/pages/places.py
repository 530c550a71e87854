"""Where the pages for students are in a course folder."""

from datetime import UTC, datetime
from pathlib import Path

import nbformat

from grading.pages.feedback import feedback
from grading.pages.links import chapter_links
from grading.whole import storable, write_whole


class Pages:
    """The pages on one problem set. policy: what students learn of hidden checks."""

    def __init__(
        self,
        course: Path,
        source: nbformat.NotebookNode,
        policy: str,
        root: Path,
        due: datetime | None = None,
    ):
        self.course, self.source, self.policy, self.root = course, source, policy, root
        self.due = due is not None and datetime.now(UTC) > due
        self.links: dict | None = None

    def write(self, results: list[dict], gradebook) -> None:
        """Write what goes back to these students, with what the gradebook has beside their results."""
        from grading.book.given import given  # takes a second to import

        found = given(gradebook, results[0]["set"]) if results else {}
        for result in results:
            self.feedback(result, *found.get(storable(result["student"]), ({}, 0.0)))

    def feedback(self, result: dict, manual: dict | None = None, penalty: float = 0.0) -> None:
        """Write what goes back to one student; manual is what a person gave, by grade id."""
        name = result["set"]
        if self.links is None:
            self.links = chapter_links(name, self.source, self.root)
        text = feedback(
            result, self.source, self.policy, self.due, self.links, result["sources"], manual or {}, penalty
        )
        path = self.course / "feedback" / result["student"] / name / f"{name}.html"
        write_whole(path, text.encode())

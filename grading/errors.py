"""The one kind of failure that a command reports as a sentence instead of a traceback."""


class CourseError(Exception):
    """Ends `python -m grading` with its message and a non-zero exit code."""

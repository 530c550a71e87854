"""The one kind of failure that a command reports as a sentence instead of a traceback."""


class CourseError(Exception):
    """Ends `python -m grading` with its message and a non-zero exit code."""


class AnswerStopped(Exception):
    """Raised where an answer was to come back, and its process ended or was late: `status` says which."""

    def __init__(self, status: str, sentence: str):
        super().__init__(sentence)
        self.status = status

"""What nbgrader's own commands read when they run in this folder: `nbgrader autograde ps01-neuron` and so on.

`make release` (or `python -m grading source`) has to run before: nbgrader cannot read the text notebooks in
solutions/, so they are converted into _build/nbgrader/source. `python -m grading run` reads from here how
students' notebooks are released and what lateness costs; it runs answers in its own sandbox.
"""

import os
import sys
import warnings

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    GetGrades,
    OverwriteKernelspec,
)
from sqlalchemy.exc import SAWarning

from grading.plugins import ForStudents, HideHiddenTests, MendMetadata, RestoreCells

c = get_config()  # noqa: F821 - nbgrader defines it

# nbgrader calls `alembic` by name for each new gradebook: it stands beside this Python, activated or not.
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]

warnings.filterwarnings("ignore", category=SAWarning)  # nbgrader 0.9 with SQLAlchemy 2.1: of no consequence

c.CourseDirectory.course_id = "one-neuron"
c.CourseDirectory.source_directory = "_build/nbgrader/source"
c.CourseDirectory.release_directory = "exercises"

c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
c.ClearSolutions.text_stub = "*Write your answer here.*"
c.GenerateAssignment.preprocessors = [*GenerateAssignment.preprocessors.default(), ForStudents]

# A copied or deleted check cell must not cost anybody their points.
c.Autograde.sanitize_preprocessors = [
    MendMetadata,
    ClearOutput,
    DeduplicateIds,
    OverwriteKernelspec,
    RestoreCells,
    CheckCellMetadata,
]
c.OverwriteCells.add_missing_cells = True

c.Execute.timeout = 60  # seconds, for each cell
c.Execute.shutdown_kernel = "immediate"  # saves a second for each notebook
c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--IPKernelApp.log_level=40"]

c.GenerateFeedback.preprocessors = [GetGrades, HideHiddenTests, CSSHTMLHeaderPreprocessor]

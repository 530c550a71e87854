"""The commands: `python -m grading` lists them. Students have `check`; the others are the instructor's."""

import argparse
import sys
from pathlib import Path

from grading.errors import CourseError

# jsonschema, and so nbformat, imports this package for formats that no notebook uses: 1.4 s for nothing.
sys.modules.setdefault("rfc3987_syntax", None)


def check(args) -> None:
    from grading.check import check

    check(args.notebook, args.timeout)


def source(args) -> None:
    from grading.sets import chosen
    from grading.source import ROOT, convert

    for path in convert(chosen(args.sets), ROOT):
        print(path.relative_to(ROOT))


def release(args) -> None:
    from grading.release import out_of_step, release

    if not args.check:
        release()
    elif differ := out_of_step():
        raise CourseError("\n".join(differ))


def verify(args) -> None:
    from grading.sets import chosen
    from grading.verify import verify

    sys.exit(verify(chosen(args.sets), args.json))


def demo(args) -> None:
    from grading.demo import demo
    from grading.sets import chosen

    demo(chosen([args.set])[0])


def collect(args) -> None:
    from grading.collect import collect
    from grading.sets import chosen

    collect(chosen([args.set])[0], args.archive, args.submitted)


def run(args) -> None:
    from grading.run import run
    from grading.sets import chosen

    run(
        chosen([args.set])[0],
        args.submitted,
        args.workers,
        tuple(args.student),
        args.timeout,
        args.scheduler,
        args.without_sandbox,
        args.hidden,
    )


def feedback(args) -> None:
    from grading.after import feedback
    from grading.sets import chosen

    feedback(chosen([args.set])[0], args.submitted, args.hidden)


def export(args) -> None:
    from grading.after import export
    from grading.sets import chosen

    export(chosen([args.set])[0], args.submitted)


def similar(args) -> None:
    from grading.after import similar
    from grading.sets import chosen

    similar(chosen([args.set])[0], args.submitted)


COMMANDS = {
    check: "run a notebook and say how far it has come (exit code 0 when it ran)",
    source: "convert the text notebooks in solutions/ into what nbgrader reads",
    release: "write exercises/ and the student bundle from solutions/",
    verify: "grade the graders: every right and wrong answer through the real grading path",
    demo: "grade a sample class, with feedback pages and a table of scores",
    collect: "unpack what Moodle or Canvas hands out into submitted/<student>/<set>/",
    run: "grade what a class handed in: in the sandbox, into the gradebook, with feedback and a report",
    feedback: "write the feedback again, with what a person scored and wrote since",
    export: "write tables of the scores, for Canvas and Moodle too",
    similar: "list pairs of submissions that are alike, side by side",
}


def parser() -> argparse.ArgumentParser:
    """All commands and what each of them takes."""
    top = argparse.ArgumentParser(
        prog="python -m grading", description="Check, release and grade problem sets."
    )
    commands = top.add_subparsers(title="commands", metavar="")
    parts = {}
    for command, text in COMMANDS.items():
        parts[command] = commands.add_parser(command.__name__, help=text, description=text)
        parts[command].set_defaults(command=command)
    parts[check].add_argument("notebook", type=Path, help="as exercises/ps01-neuron/ps01-neuron.ipynb")
    parts[check].add_argument("--timeout", type=_number(int), default=60, help="seconds for each cell (60)")
    parts[source].add_argument("sets", nargs="*", help="ps01 or ps01-neuron; all when left out")
    parts[release].add_argument("--check", action="store_true", help="write nothing: fail when out of step")
    parts[verify].add_argument("sets", nargs="*", help="ps01 or ps01-neuron; all when left out")
    parts[verify].add_argument("--json", type=Path, metavar="FILE", help="write the same as JSON")
    for command in (demo, collect, run, feedback, export, similar):
        parts[command].add_argument("set", help="ps01 or ps01-neuron")
    parts[collect].add_argument(
        "archive", type=Path, metavar="FILE.zip", help="all submissions, from the LMS"
    )
    for command in (collect, run, feedback, export, similar):
        parts[command].add_argument("--submitted", type=Path, default=Path("submitted"), metavar="DIR",
            help="the folder with a folder for each student (submitted)")  # fmt: skip
    for command in (run, feedback):
        parts[command].add_argument("--hidden", choices=["never", "names", "after-due"], default="never",
            help="what the feedback tells of hidden checks (never)")  # fmt: skip
    _of_run(parts[run])
    return top


def _number(kind: type):
    """A number above zero, as an option."""

    def number(text: str):
        if not 0 < (found := kind(text)) < float("inf"):
            raise argparse.ArgumentTypeError(f"a number above 0 is wanted, got {text}")
        return found

    number.__name__ = "number"  # in argparse's own message
    return number


def _of_run(part: argparse.ArgumentParser) -> None:
    part.add_argument(
        "--workers", type=_number(int), default=2, metavar="N", help="notebooks graded at a time (2)"
    )
    part.add_argument(
        "--student", action="append", default=[], metavar="ID", help="only this one; repeatable"
    )
    part.add_argument(
        "--timeout", type=_number(float), default=60, metavar="S", help="seconds for each cell (60)"
    )
    part.add_argument("--scheduler", default="", metavar="ADDRESS", help="grade on the Dask cluster there")
    part.add_argument(
        "--without-sandbox", action="store_true", help="with limits only, where there is no bubblewrap"
    )


def main(words: list[str] | None = None) -> None:
    """Run one command; what it cannot do is told in a sentence, with exit code 1."""
    args = parser().parse_args(words)
    if "command" not in args:
        parser().print_help()
        return
    try:
        args.command(args)
    except ModuleNotFoundError as error:
        if not str(error.name).startswith("grading."):
            sys.exit(
                f"{args.command.__name__} needs the package {error.name}: install the requirements first"
            )
        sys.exit(
            f"{args.command.__name__} belongs to the instructor's copy: the student bundle has only `check`"
        )
    except CourseError as error:
        sys.exit(str(error))
    except OSError as error:  # a disk that is full, a folder that is not ours to write in
        if error.filename is None:
            raise
        sys.exit(f"{error.filename}: {error.strerror}. Nothing is lost: mend this, and run the same again")
    except KeyboardInterrupt:
        sys.exit("stopped: the same command goes on where it was")


if __name__ == "__main__":
    main()

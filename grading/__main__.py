"""The commands: `python -m grading` lists them. Students have `check`; the others are the instructor's."""

import argparse
import sys
from pathlib import Path

from grading.errors import CourseError


def check(args) -> None:
    from grading.check import check

    check(args.notebook, args.timeout)


def source(args) -> None:
    from grading.source import ROOT, chosen, convert

    for path in convert(chosen(args.sets), ROOT):
        print(path.relative_to(ROOT))


def release(args) -> None:
    from grading.release import out_of_step, release

    if not args.check:
        release()
    elif differ := out_of_step():
        raise CourseError("\n".join(differ))


def verify(args) -> None:
    from grading.source import chosen
    from grading.verify import verify

    sys.exit(verify(chosen(args.sets), args.json))


def demo(args) -> None:
    from grading.demo import demo
    from grading.source import chosen

    demo(chosen([args.set])[0])


COMMANDS = {
    check: "run a notebook and say how far it has come (exit code 0 when it ran)",
    source: "convert the text notebooks in solutions/ into what nbgrader reads",
    release: "write exercises/ and the student bundle from solutions/",
    verify: "grade the graders: every right and wrong answer through the real grading path",
    demo: "grade a sample class, with feedback pages and a table of scores",
}


def parser() -> argparse.ArgumentParser:
    """All commands and what each of them takes."""
    top = argparse.ArgumentParser(
        prog="python -m grading", description="Check, release and grade problem sets."
    )
    commands = top.add_subparsers(title="commands", metavar="")
    parts = {}
    for run, text in COMMANDS.items():
        parts[run] = commands.add_parser(run.__name__, help=text, description=text)
        parts[run].set_defaults(run=run)
    parts[check].add_argument("notebook", type=Path, help="as exercises/ps01-neuron/ps01-neuron.ipynb")
    parts[check].add_argument("--timeout", type=int, default=60, help="seconds for each cell (60)")
    parts[source].add_argument("sets", nargs="*", help="ps01 or ps01-neuron; all when left out")
    parts[release].add_argument("--check", action="store_true", help="write nothing: fail when out of step")
    parts[verify].add_argument("sets", nargs="*", help="ps01 or ps01-neuron; all when left out")
    parts[verify].add_argument("--json", type=Path, metavar="FILE", help="write the same as JSON")
    parts[demo].add_argument("set", help="ps01 or ps01-neuron")
    return top


def main(words: list[str] | None = None) -> None:
    """Run one command; what it cannot do is told in a sentence, with exit code 1."""
    args = parser().parse_args(words)
    if "run" not in args:
        parser().print_help()
        return
    try:
        args.run(args)
    except ModuleNotFoundError as error:
        if not str(error.name).startswith("grading."):
            sys.exit(f"{args.run.__name__} needs the package {error.name}: install the requirements first")
        sys.exit(f"{args.run.__name__} belongs to the instructor's copy: the student bundle has only `check`")
    except CourseError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("stopped")


if __name__ == "__main__":
    main()

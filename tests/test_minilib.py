"""What holds of every module of minilib and grading: examples, docstrings, size, place."""

import ast
import doctest
import importlib
import re
from pathlib import Path

import pytest

import minilib

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted([*ROOT.glob("minilib/*.py"), *ROOT.glob("grading/**/*.py")])
MODULES = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in FILES]
MODULES = [name for name in MODULES if "__" not in name]
MOST_LINES = 240


def public(tree: ast.Module) -> list:
    kinds = (ast.FunctionDef, ast.ClassDef)
    return [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]


@pytest.mark.parametrize("name", MODULES)
def test_worked_examples_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_file_fits_in_the_head_and_says_what_it_is(file):
    tree = ast.parse(file.read_text())
    assert len(file.read_text().splitlines()) <= MOST_LINES
    assert ast.get_docstring(tree)
    if file.parent.name == "minilib":
        assert [node.name for node in public(tree) if not ast.get_docstring(node)] == []


def test_nothing_is_re_exported():
    assert len(ast.parse((ROOT / "minilib/__init__.py").read_text()).body) == 1


def test_the_table_of_minilib_names_every_module_once():
    listed = re.findall(r"^    (\w+) +(?:\d+|-)  \S", minilib.__doc__, flags=re.MULTILINE)
    assert sorted(listed) == sorted(name.split(".")[1] for name in MODULES if name.startswith("minilib."))


def test_the_library_does_not_import_the_graders_and_students_checks_import_no_others():
    from grading.archive import PUBLIC

    private = {name.split(".")[1] for name in MODULES if name.startswith("grading.")} - set(PUBLIC)
    for file in FILES:
        at_top = [node for node in ast.parse(file.read_text()).body if isinstance(node, ast.ImportFrom)]
        imported = {node.module.split(".")[1] for node in at_top if node.module.startswith("grading.")}
        if file.parent.name == "minilib":
            assert not imported
        elif file.parent.name == "grading" and file.stem in PUBLIC:
            assert not imported & private

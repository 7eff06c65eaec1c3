"""The branches of the main path, and the test that shows each of them.

A branch without a test, or with one that is not there, fails.
"""

import ast
import tomllib
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PARTS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "branches.toml").read_text("utf-8"))
BRANCHES: dict[str, str] = {
    branch: test for part in PARTS.values() for branch, test in part["branches"].items()
}


def _tests_in(file: str) -> set[str]:
    path = HERE / f"{file}.py"
    if not path.exists():
        return set()
    tree = ast.parse(path.read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


@pytest.mark.parametrize("branch", list(BRANCHES))
def test_the_test_of_a_branch_is_there(branch: str) -> None:
    file, _, name = BRANCHES[branch].partition("::")
    assert name in _tests_in(file), f"{branch}: {file}.py has no {name}"


@pytest.mark.parametrize("part", list(PARTS))
def test_no_branch_is_left_out(part: str) -> None:
    number = part.removeprefix("part-")
    wanted = {f"{number}.{n}" for n in range(1, PARTS[part]["count"] + 1)}
    assert {branch.split()[0] for branch in PARTS[part]["branches"]} == wanted

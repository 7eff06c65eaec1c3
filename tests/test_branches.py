"""The branches of the story, and the tests that show them.

``branches.txt`` lists the branches. A test that shows one carries ``pytest.mark.branch("1.4")``,
so it keeps its branch when it is renamed or moved.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
BRANCH = re.compile(r"(\d+)\.(\d+) \S")


def branches() -> list[tuple[str, int]]:
    """The part and the number of each branch, in the order of the list."""
    lines = (HERE / "branches.txt").read_text("utf-8").splitlines()
    return [(found[1], int(found[2])) for line in lines if (found := BRANCH.match(line))]


def shown() -> set[str]:
    """Every branch that a test is marked with."""
    return {
        branch
        for path in HERE.rglob("test_*.py")
        if "node_modules" not in path.parts
        for branch in _marks_in(ast.parse(path.read_text("utf-8")))
    }


def _marks_in(tree: ast.AST) -> Iterator[str]:
    """The branches on what pytest collects; a mark on anything else reaches no test."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                marks: list[ast.expr] = node.decorator_list
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=mark)):
                marks = [mark]
            case _:
                continue
        for mark in marks if name.lower().startswith("test") else ():
            match mark:
                case ast.Call(func=ast.Attribute(attr="branch"), args=args):
                    yield from map(ast.literal_eval, args)


def test_each_branch_has_a_test_and_each_mark_names_a_branch() -> None:
    assert branches()
    assert shown() == {f"{part}.{number}" for part, number in branches()}


def test_the_branches_of_a_part_are_numbered_without_a_gap() -> None:
    counts = Counter(part for part, _ in branches())
    expected = [(part, number + 1) for part, count in counts.items() for number in range(count)]
    assert branches() == expected

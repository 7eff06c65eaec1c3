"""Each loop that asserts must run: over a literal, or over ``some(...)``."""

import ast
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
STAND_INS = "*_api/*.py"
"""The stand-ins for Slack and Teams may assert about what they are sent, which may be nothing."""
PASS_ON = {"enumerate", "list", "product", "reversed", "set", "sorted", "tuple", "zip"}
"""Functions whose result is empty only if their argument is."""


def test_every_loop_that_asserts_runs_at_least_once() -> None:
    found = [
        f"{path.relative_to(HERE)}:{line}"
        for path in sorted(HERE.rglob("*.py"))
        if not path.relative_to(HERE).match(STAND_INS) or path.stem.startswith("test_")
        for line in unsure_loops(ast.parse(path.read_text("utf-8")))
    ]
    assert found == [], "iterate over some(...), from tests.some"


def test_the_rule_sees_what_may_be_empty() -> None:
    seen = """
for x in found: assert x
for x in await names(): assert x
for x in some(found): assert x
for x in (1, *found): assert x
for x in (*found,): assert x
for x in sorted(found): assert x
for x in range(3): assert x
for x in found: print(x)
for x, y in KINDS.items(): assert x
assert all(x for x in found)
assert all(x for x in some(found))
"""
    assert list(unsure_loops(ast.parse(seen))) == [2, 3, 6, 7, 11]


def unsure_loops(tree: ast.Module) -> Iterator[int]:
    """The lines of loops that may run over nothing."""
    written = _written_in(tree)
    for node in _outside_of_checkers(tree):
        match node:
            case ast.For(iter=over) | ast.AsyncFor(iter=over) if _asserts(node):
                pass
            case ast.Assert(test=ast.Call(func=ast.Name("all"), args=[ast.GeneratorExp() as each])):
                over = each.generators[0].iter
            case _:
                continue
        if not _is_sure(over, written):
            yield node.lineno


def _outside_of_checkers(tree: ast.AST) -> Iterator[ast.AST]:
    """Everything but classes without tests.

    What such a class checks holds from the first moment, when there is nothing to look at yet.
    """
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.ClassDef) or node.name.startswith("Test"):
            yield node
            yield from _outside_of_checkers(node)


def _asserts(loop: ast.For | ast.AsyncFor) -> bool:
    return any(isinstance(node, ast.Assert) for part in loop.body for node in ast.walk(part))


def _written_in(tree: ast.Module) -> set[str]:
    """The names of literals in the same file."""
    pairs = [
        (target.id, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    sure = {name for name, value in pairs if _is_sure(value, set())}
    return sure - {name for name, value in pairs if not _is_sure(value, sure)}


def _is_sure(over: ast.expr, written: set[str]) -> bool:
    """Whether it is a literal with something in it."""
    match over:
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            starred = [part.value for part in parts if isinstance(part, ast.Starred)]
            return len(starred) < len(parts) or any(_is_sure(one, written) for one in starred)
        case ast.Dict(keys=keys):
            return bool(keys)
        case ast.Name(name):
            # A constant of another module counts as not empty.
            return name in written or name.isupper()
        case ast.Call(func=ast.Name("some" | "range")):
            return True
        case ast.Call(func=ast.Name(name), args=args) if name in PASS_ON:
            return all(_is_sure(arg, written) for arg in args)
        case ast.Call(func=ast.Attribute(value=value, attr="items" | "keys" | "values")):
            return _is_sure(value, written)
        case ast.Call(func=ast.Attribute(attr="split")) | ast.Constant():
            return True
        case _:
            return False

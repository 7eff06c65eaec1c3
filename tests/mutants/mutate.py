"""Makes mutants: a module in which one thing is wrong, as somebody might have written it."""

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass

FLIPPED: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}


@dataclass(frozen=True)
class Mutant:
    """One change of a module's text."""

    module: str
    line: int
    start: int
    """Where the changed text begins in the module, in bytes of UTF-8."""
    end: int
    new: str

    def text_in(self, source: str) -> str:
        """The module with the change."""
        raw = source.encode()
        return (raw[: self.start] + self.new.encode() + raw[self.end :]).decode()

    def said(self, source: str) -> str:
        """The change, in one line."""
        old = source.encode()[self.start : self.end].decode()
        return f"{self.module}:{self.line}: {_short(old)} -> {_short(self.new)}"


def _short(text: str) -> str:
    return " ".join(text.split()) or "nothing"


def mutants_of(module: str, source: str) -> list[Mutant]:
    """Every mutant of a module: each stays a valid program.

    A comparison is flipped, a condition reversed, ``and`` swapped with ``or``, a number moved by
    one, a call whose result nobody needs left out, a way out of a function taken always or never.
    """
    tree = ast.parse(source)
    starts, at = [], 0
    for line in source.encode().splitlines(keepends=True):
        starts.append(at)
        at += len(line)

    def place(node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        first, last = starts[node.lineno - 1], starts[node.end_lineno - 1]
        return first + node.col_offset, last + node.end_col_offset

    found = []
    for node in ast.walk(tree):
        for changed, new in _changes(node, source):
            start, end = place(changed)
            found.append(Mutant(module, changed.lineno, start, end, new))
    return [each for each in found if _is_another(each, source)]


def _is_another(mutant: Mutant, source: str) -> bool:
    """Whether it is a program, and not the same one."""
    try:
        return ast.dump(ast.parse(mutant.text_in(source))) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False


Change = tuple[ast.expr | ast.stmt, str]


def _changes(node: ast.AST, source: str) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[op], left=left, comparators=[right]):
            yield node, f"({_text(left, source)} {FLIPPED[type(op)]} {_text(right, source)})"
        case ast.BoolOp(op=op, values=values):
            word = " or " if isinstance(op, ast.And) else " and "
            yield node, "(" + word.join(f"({_text(each, source)})" for each in values) + ")"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, f"({_text(operand, source)})"
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
            yield node, f"({value - 1})"
        case ast.If(test=test) | ast.IfExp(test=test):
            yield test, f"(not ({_text(test, source)}))"
        case ast.Expr(value=ast.Call() | ast.Await(value=ast.Call())):
            yield node, "pass"
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from _ways_out(node)


def _ways_out(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Change]:
    """A function that gives nothing back does nothing; a guard of another is passed."""
    body = [each for each in function.body if not _is_text(each)]
    returns = function.returns
    if isinstance(returns, ast.Constant) and returns.value is None and body:
        yield body[0], "return"
    for each in ast.walk(function):
        if isinstance(each, ast.Raise):
            yield each, "pass"


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _text(node: ast.expr, source: str) -> str:
    return ast.get_source_segment(source, node) or ""


def drawn(mutants: list[Mutant], number: int, seed: int) -> list[Mutant]:
    """So many of them by chance, always the same for one seed; all of them for 0."""
    if not number or number >= len(mutants):
        return mutants
    return random.Random(seed).sample(mutants, number)

"""What the code says about the words: which keys it uses, and with which values."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

# Calls whose first argument is a key and whose other names are its values.
SPEAKERS = {"words", "Refused"}
# What a person sees of these, by position and by name.
SHOWN_FIRST = {"Text", "Small"}
SHOWN_SECOND = {"Button", "Option", "Choice", "Ticks", "PeoplePicker", "DayInput", "TimeInput"}
SHOWN_BY_NAME = {"text", "label", "title", "close", "submit", "preview", "yes", "no"}
NAMES = {"Screen", "Dialog", "Action", "JobName"}
BOTH = 2  # A platform and a key, of which each platform may have a text of its own.
SHOWN_BY = SHOWN_FIRST | SHOWN_SECOND | {"Card", "Form", "Confirm"}


@dataclass
class Uses:
    """Every literal of a source, those that look like keys, and every call that speaks."""

    literals: set[str] = field(default_factory=set)
    looks: set[str] = field(default_factory=set)
    called: list[tuple[str, frozenset[str] | None]] = field(default_factory=list)
    on_platforms: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    glued: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)


def sources(*folders: Path) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            yield path, path.read_text("utf-8")


def read(source: str, tables: set[str]) -> Uses:
    """What a source says. ``tables`` are the first words of keys; without, only calls count."""
    key = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, tables)))})(\.[a-z0-9_]+)*(\.?)\Z")
    uses = Uses()
    for node in _texts_and_calls(ast.parse(source)):
        match node:
            case ast.Constant(value=str(text)):
                uses.literals.add(text)
                if tables and "." in text and (found := key.match(text)):
                    (uses.glued.append if found[2] else uses.looks.add)(text)
            case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
                if tables and "." in text and key.match(text):
                    uses.glued.append(ast.unparse(node))
            case ast.Call():
                _read_call(node, uses)
    return uses


def _texts_and_calls(node: ast.AST) -> Iterator[ast.AST]:
    """Every node, except the names of screens, dialogs, actions and jobs, which are no texts."""
    yield node
    if isinstance(node, ast.Call) and _name(node.func) in NAMES:
        return
    for child in ast.iter_child_nodes(node):
        yield from _texts_and_calls(child)


def _read_call(call: ast.Call, uses: Uses) -> None:
    name = _name(call.func)
    if name in SPEAKERS and len(call.args) == 1:
        given = frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
        values = None if len(given) < len(call.keywords) else given
        for argument in _either(call.args[0]):
            if isinstance(argument, ast.JoinedStr | ast.BinOp):
                uses.glued.append(ast.unparse(argument))
            elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                uses.called.append((argument.value, values))
    if name == "texts_of":
        _read_section(call, uses)
    if name == "on" and len(call.args) == BOTH:
        _read_on(call.args[1], call, uses)
    if name == "FormRefused" and call.args and isinstance(call.args[0], ast.Dict):
        _read_refused(call.args[0], uses)
    if name in SHOWN_BY:
        uses.spoken += [ast.unparse(shown) for shown in _shown(call, name) if _is_speech(shown)]


def _read_section(call: ast.Call, uses: Uses) -> None:
    match call.args:
        case [_, ast.Constant(value=str(section)), ast.Name(id=names)]:
            uses.sections.append((section, names))
        case _:
            uses.glued.append(ast.unparse(call))


def _read_on(key: ast.expr, call: ast.Call, uses: Uses) -> None:
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        given = frozenset(keyword.arg for keyword in call.keywords if keyword.arg)
        uses.on_platforms.append((key.value, given))
    elif isinstance(key, ast.JoinedStr | ast.BinOp):
        uses.glued.append(ast.unparse(key))


def _read_refused(faults: ast.Dict, uses: Uses) -> None:
    for value in faults.values:
        if isinstance(value, ast.JoinedStr | ast.BinOp):
            uses.glued.append(ast.unparse(value))
        elif isinstance(value, ast.Constant) and isinstance(value.value, str):
            uses.called.append((value.value, frozenset()))


def _either(argument: ast.expr) -> list[ast.expr]:
    if isinstance(argument, ast.IfExp):
        return [*_either(argument.body), *_either(argument.orelse)]
    return [argument]


def _shown(call: ast.Call, name: str) -> list[ast.expr]:
    position = 0 if name in SHOWN_FIRST else 1 if name in SHOWN_SECOND else None
    shown = [] if position is None else call.args[position : position + 1]
    return shown + [each.value for each in call.keywords if each.arg in SHOWN_BY_NAME]


def _is_speech(shown: ast.expr) -> bool:
    """Whether letters are written in the code that a person will read."""
    parts = shown.values if isinstance(shown, ast.JoinedStr) else [shown]
    return any(
        isinstance(part, ast.Constant) and re.search(r"[^\W\d_]", str(part.value))
        for part in parts
        if not (isinstance(part, ast.Constant) and not isinstance(part.value, str))
    )


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def missing(uses: Uses, expects: Mapping[str, frozenset[str]], names: set[str]) -> list[str]:
    """Keys that are used and not there; ``names`` look like keys and are none."""
    asked = {key for key, _ in (*uses.called, *uses.on_platforms)}
    sections = {section for section, _ in uses.sections}
    return sorted((asked | (uses.looks - names - sections)) - expects.keys())


def misfilled(uses: Uses, expects: Mapping[str, frozenset[str]]) -> list[str]:
    """Calls whose values are not the placeholders of their text."""
    wrong = [
        (key, values)
        for key, values in uses.called
        if values is not None and key in expects and values != expects[key]
    ]
    # One platform's text may leave out what another's says.
    wrong += [
        (each, values)
        for key, values in uses.on_platforms
        for each in expects
        if common(each) == key and not expects[each] <= {*values, "platform"}
    ]
    return sorted(
        f"{key}: filled with {sorted(values)}, has {sorted(expects[key])}" for key, values in wrong
    )


def common(key: str) -> str:
    """The key that a text of one platform stands for: ``platform.x.name`` → ``platform.name``."""
    section, *rest = key.split(".")
    return f"{section}.{rest[-1]}" if section == "platform" and rest else key


def unused(all_uses: list[Uses], expects: Mapping[str, frozenset[str]]) -> list[str]:
    """Keys that no source names."""
    named = set[str]().union(*(uses.literals for uses in all_uses))
    return sorted(key for key in expects if common(key) not in named)

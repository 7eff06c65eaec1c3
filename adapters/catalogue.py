"""Reads and checks the message catalogues in ``messages/*.toml``.

A text is parsed and checked once, when it is read. Values are then only inserted, so a value that
looks like a placeholder is never interpreted.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Any

from bot.core.limits import LONGEST_BUTTON, LONGEST_PREVIEW, LONGEST_TEXT, LONGEST_TITLE

ORIGINAL = "en"
FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
COUNT = "count"

# The placeholders that a hospital's own text may leave out. People rely on all others, such as a
# number to call or a promised time.
MAY_BE_LEFT_OUT = frozenset({COUNT, "name", "typed"})
# A hospital may say in words of its own how its helpline is reached; the number must stay.
LEFT_OUT_OF = {"core.line": frozenset({"how", "hours", "cost"})}
TYPED = "typed"
"""A command with an example of its words; a line with it has the room of a paragraph."""
OLDER_KEYS = "older_keys.txt"
"""Each line has the beginning of keys in older versions, and what takes its place.

What nothing takes the place of stands alone: a hospital's own text for it is left out.
"""

# The longest text in each place: a title, a confirmation's verb, a button, a confirmation's title,
# a preview, a confirmation's text, a paragraph.
PLACES = (LONGEST_TITLE, 30, LONGEST_BUTTON, 100, LONGEST_PREVIEW, 300, LONGEST_TEXT)


class WordingError(Exception):
    """The catalogues cannot be used; ``faults`` lists everything wrong, each with a remedy."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class _Fault(Exception):
    """One text is wrong; the message has the remedy."""


Joint = Callable[[str, str], str]
"""Adapts the text before a value to that value."""


@dataclass(frozen=True)
class Template:
    """A parsed text: its pieces, each with the placeholder that follows it."""

    pieces: tuple[tuple[str, str], ...]

    @cached_property
    def placeholders(self) -> frozenset[str]:
        """The names of the values that the text needs."""
        return frozenset(name for _, name in self.pieces if name)

    @property
    def plain(self) -> str:
        """The text without its values."""
        return "".join(text for text, _ in self.pieces)

    @property
    def written(self) -> str:
        """The text as in its file, except that doubled braces are single."""
        return "".join(text + (f"{{{name}}}" if name else "") for text, name in self.pieces)

    def filled(self, values: Mapping[str, str], joint: Joint | None = None) -> str:
        """Insert the values, which are always plain text.

        ``joint`` adapts the text before a value where the language requires it.
        """
        found = ""
        for text, name in self.pieces:
            value = values[name] if name else ""
            before = joint(text, value) if joint and name else text
            # "8 a.m." ends a sentence by itself.
            found += (before[1:] if _ends_twice(found, before) else before) + value
        return found


def _ends_twice(before: str, text: str) -> bool:
    """Whether two full stops would meet; an ellipsis is kept."""
    return before.endswith(".") and text.startswith(".") and not text.startswith("..")


@dataclass(frozen=True)
class Message:
    """The texts of one key: one text, or one for each plural form of the language.

    ``expects`` names the values it must be called with; a text may leave some unused.
    """

    forms: Mapping[str, Template]
    is_plural: bool
    expects: frozenset[str]


Catalogue = Mapping[str, Message]

FACTS = "fact"
"""The table of sentences that several texts say in the same words, such as what is kept.

A text says ``{fact.NAME}`` where the sentence stands. It is put in when the file is read, so a fact
is no text of its own, and a change to it changes every text that says it.
"""
_A_FACT = re.compile(r"\{fact\.(\w+)\}")

PHRASES = "said."
"""The prefix of keys that are phrases of a hospital's playbook; their texts translate them."""


def load_catalogues(overrides: Path | None = None) -> dict[str, Catalogue]:
    """Load every shipped language by its name, with a hospital's own texts in place of ours.

    Texts that a translation lacks are in English. Raises ``WordingError`` with the faults of all
    files.
    """
    shipped, wrong = _shipped()
    faults = list(wrong)
    tables = {} if overrides is None else _tables_of(overrides, faults)
    catalogues, unfit = own_words(shipped, tables, f"{overrides}: ")
    if faults or unfit:
        raise WordingError(sorted([*faults, *unfit]))
    return catalogues


@cache
def _shipped() -> tuple[dict[str, dict[str, Message]], list[str]]:
    """The shipped languages and their faults, read once."""
    faults: list[str] = []
    files = {
        file.name.removesuffix(".toml"): file.read_text("utf-8")
        for file in resources.files("messages").iterdir()
        if file.name.endswith(".toml")
    }
    original = read_catalogue(files.pop(ORIGINAL), f"{ORIGINAL}.toml", faults)
    catalogues = {ORIGINAL: original}
    for language, text in files.items():
        catalogues[language] = translation(text, f"{language}.toml", original, faults)
    return catalogues, faults


def translation(
    text: str, source: str, original: Catalogue, faults: list[str]
) -> dict[str, Message]:
    """Read a translation; what it lacks is as in the original. Adds its faults to ``faults``."""
    translated = read_catalogue(text, source, faults, original)
    return {**original, **_fitted(translated, original, source, faults)}


def read_catalogue(
    text: str, source: str, faults: list[str], original: Catalogue | None = None
) -> dict[str, Message]:
    """Read the messages of a TOML text by dotted key; faults are added to ``faults``.

    A table is a plural if it has the form of one; in a translation, if ``original`` says so.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{source}: this is not TOML: {error}; mend that line")
        return {}
    facts = tables.pop(FACTS, {})
    return _messages(_with_facts(tables, facts, source, faults), source, faults, original)


def _with_facts(
    tables: dict[str, Any], facts: Mapping[str, str], source: str, faults: list[str]
) -> dict[str, Any]:
    """Put the facts into every text at or below the tables."""
    return {name: _with_fact(each, facts, source, faults) for name, each in tables.items()}


def _with_fact(value: object, facts: Mapping[str, str], source: str, faults: list[str]) -> object:
    if isinstance(value, dict):
        return _with_facts(value, facts, source, faults)
    if not isinstance(value, str):
        return value
    faults += [
        f"{source}: there is no fact {name} in [{FACTS}]; write it there, or correct the name"
        for name in _A_FACT.findall(value)
        if name not in facts
    ]
    return _A_FACT.sub(lambda found: facts.get(found[1], ""), value)


def _messages(
    tables: dict[str, Any], source: str, faults: list[str], original: Catalogue | None
) -> dict[str, Message]:
    found = {}
    for key, value in _flat(tables, original):
        try:
            found[key] = _message(value)
        except _Fault as fault:
            faults.append(f"{source}: {key}: {fault}")
    return found


def _flat(
    tables: dict[str, Any], original: Catalogue | None, above: str = ""
) -> Iterator[tuple[str, Any]]:
    for name, value in tables.items():
        key = f"{above}.{name}" if above else name
        if isinstance(value, dict) and not _is_plural(key, value, original):
            yield from _flat(value, original, key)
        else:
            yield key, value


def _is_plural(key: str, table: dict[str, Any], original: Catalogue | None) -> bool:
    if original is None:
        return "other" in table and table.keys() <= FORMS
    return key in original and original[key].is_plural


def _message(value: object) -> Message:
    if not isinstance(value, dict):
        template = _template(value)
        return Message({"other": template}, is_plural=False, expects=template.placeholders)
    if unknown := ", ".join(sorted(value.keys() - FORMS)):
        raise _Fault(f"{unknown} is no plural form; use {', '.join(sorted(FORMS))}")
    if "other" not in value:
        raise _Fault("the form other is missing; a plural is written whole")
    forms = {form: _template(text) for form, text in value.items()}
    return Message(forms, is_plural=True, expects=_named(forms) | {COUNT})


def _named(forms: Mapping[str, Template]) -> frozenset[str]:
    return frozenset[str]().union(*(form.placeholders for form in forms.values()))


def _template(text: object) -> Template:
    if not isinstance(text, str):
        raise _Fault("this is no text; put it in quotes")
    if not text.strip():
        raise _Fault("the text is empty; write one, or take the line out")
    try:
        parsed = list(Formatter().parse(text))
    except ValueError as error:
        raise _Fault(f"{error}; write a brace that is only a brace twice") from error
    pieces = []
    for before, name, spec, conversion in parsed:
        if name is not None and (spec or conversion or not name.isidentifier()):
            raise _Fault(f"the placeholder {{{name}}} cannot be read; write only a name in it")
        pieces.append((before, name or ""))
    return Template(tuple(pieces))


def _tables_of(path: Path, faults: list[str]) -> dict[str, Any]:
    """The tables of a hospital's file; none, with a fault, if it cannot be read."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        fault = f"cannot be read: {error.strerror}; name a file that can"
    except UnicodeDecodeError:
        fault = "this is not UTF-8; save it as UTF-8"
    except tomllib.TOMLDecodeError as error:
        fault = f"this is not TOML: {error}; mend that line"
    faults.append(f"{path}: {fault}")
    return {}


def own_words(
    catalogues: Mapping[str, Catalogue], tables: dict[str, Any], where: str = ""
) -> tuple[dict[str, Catalogue], list[str]]:
    """Replace texts of the catalogues with those of ``tables``; returns the faults as well.

    Each fault begins with ``where``, the language and the key, the last two followed by a colon.
    """
    found, faults = dict(catalogues), list[str]()
    for language, below in tables.items():
        source = f"{where}{language}"
        if language not in catalogues or not isinstance(below, dict):
            known = ", ".join(sorted(catalogues))
            faults.append(
                f"{source}: there is no such language; put texts below the table of"
                f" one there is ({known}), such as [{ORIGINAL}.core]"
            )
            continue
        original = catalogues[language]
        texts = _with_present_keys(_messages(below, source, faults, original))
        faults += _losses(texts, original, source)
        found[language] = {**original, **_fitted(texts, original, source, faults)}
    return found, faults


def _with_present_keys(texts: Catalogue) -> Catalogue:
    """Rename keys of older versions, so that a hospital's own texts outlive a renaming."""
    older = resources.files("messages").joinpath(OLDER_KEYS).read_text("utf-8")
    present, renamed = dict(texts), dict[str, Message]()
    for line in older.splitlines():
        before, *now = line.split()
        for key in [each for each in present if each.startswith(before)]:
            message = present.pop(key)
            if now:
                renamed[now[0] + key.removeprefix(before)] = message
    return renamed | present


def _fitted(
    texts: Catalogue, original: Catalogue, source: str, faults: list[str]
) -> dict[str, Message]:
    """Make the texts usable by callers that know only the original."""
    fitted = {}
    for key, message in texts.items():
        if key.startswith(PHRASES):
            fitted[key.casefold()] = message
            continue
        if key not in original:
            faults.append(f"{source}: {key}: there is no such text; take it out, or mend its name")
            continue
        expects = original[key].expects
        faults += [
            f"{source}: {key}: nothing fills {{{name}}}; use only {_list(expects)}"
            for name in sorted(_named(message.forms) - expects)
        ]
        fitted[key] = replace(message, expects=expects)
    return fitted


def _losses(texts: Catalogue, original: Catalogue, source: str) -> Iterator[str]:
    """Faults: placeholders that people would miss, and texts that are too long."""
    for key in sorted(texts.keys() & original.keys()):
        ours, theirs = original[key].forms, texts[key].forms
        needless = MAY_BE_LEFT_OUT | LEFT_OUT_OF.get(key, frozenset())
        for name in sorted(_named(ours) - _named(theirs) - needless):
            yield f"{source}: {key}: {{{name}}} is missing; put it in, people rely on it"
        longest = _longest(theirs)
        most = LONGEST_TEXT if TYPED in _named(ours) else _room(_longest(ours))
        if longest > most:
            yield f"{source}: {key}: {longest} characters, {most} fit there; shorten it"


def _longest(forms: Mapping[str, Template]) -> int:
    return max(len(form.plain) for form in forms.values())


def _room(length: int) -> int:
    return next((place for place in PLACES if length <= place), LONGEST_TEXT)


def _list(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "plain words"

"""Finds a trigger by what somebody typed: its name or its sentence, in any spelling."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from bot.programme.model import Trigger

CLOSE = 0.75
"""How alike two words must be for one to count as the other misspelt, from 0 to 1."""


@dataclass(frozen=True)
class Found:
    """The triggers that somebody may mean, likeliest first."""

    triggers: tuple[Trigger, ...] = ()
    is_sure: bool = False
    """Whether it can only be the first; if not, the person is asked."""


def plain(text: str) -> str:
    """The words of a text without case, accents, hyphens, or other signs."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare.casefold()))


def look_for(
    typed: str, triggers: Collection[Trigger], said: Callable[[Trigger], Iterable[str]]
) -> Found:
    """The triggers whose name or sentence (``said``) is, holds, or resembles what was typed.

    A misspelt word never makes it sure.
    """
    wanted = plain(typed)
    if not wanted:
        return Found()
    names = {t.key: tuple(plain(text) for text in (t.key, t.kind, *said(t))) for t in triggers}
    return (
        _those(triggers, lambda t: _run_together(names[t.key][0]) == _run_together(wanted))
        or _those(triggers, lambda t: _run_together(wanted) in map(_run_together, names[t.key]))
        or _those(triggers, lambda t: set(wanted.split()) <= _words(names[t.key]))
        or Found(tuple(t for t in triggers if _resembles(wanted, names[t.key])))
    )


def _those(triggers: Collection[Trigger], fits: Callable[[Trigger], bool]) -> Found | None:
    found = tuple(trigger for trigger in triggers if fits(trigger))
    return Found(found, is_sure=len(found) == 1) if found else None


def _run_together(text: str) -> str:
    return text.replace(" ", "")


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in name.split()}


def _resembles(wanted: str, names: Collection[str]) -> bool:
    whole = [_run_together(name) for name in names]
    if get_close_matches(_run_together(wanted), whole, n=1, cutoff=CLOSE):
        return True
    known = _words(names)
    return all(get_close_matches(word, known, n=1, cutoff=CLOSE) for word in wanted.split())

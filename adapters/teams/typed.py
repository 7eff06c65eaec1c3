"""Recognises commands in text typed to the app, with or without a slash.

Other text is dropped here, so it never reaches the bot, the logs or the database.
"""

import html
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from adapters.teams.address import HOME
from bot.core.commands import ADMIN, FREE_TEXT, NOES, SUPPORT
from bot.features import make_registry

Json = dict[str, Any]

ADMIN_WORDS = (ADMIN, "admin")
HOME_WORDS = (HOME, "hi", "hello", "start")
CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
"""Quotes and dashes that phones insert while a person types."""
MOST_MISSPELT = 3
"""In a text of at most this many words, a near miss counts as a misspelt command."""
NEAR = 0.8
_WRITTEN = re.compile(r"(?<![\w/])/(support-admin|support)\b(?: ([a-z]+)\b)?")
_MENTION = re.compile(r"<at(?:\s[^>]*)?>(.*?)</at>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,200}>")


@dataclass(frozen=True)
class Typed:
    """A command's name and words, and the ids (``29:…``) of the people it mentions."""

    name: str
    words: tuple[str, ...] = ()
    users: tuple[str, ...] = ()


def written_here(text: str) -> str:
    """A text with its commands without slashes, because a slash opens Teams' own menu."""
    return _WRITTEN.sub(_without_slash, text)


def _without_slash(found: re.Match[str]) -> str:
    command, word = found[1], found[2] or ""
    if command == ADMIN:
        return f"{ADMIN_WORDS[1]} {word}".strip()
    # In "/support at any time", "at" is not part of a command.
    return word if word in _own_words() else f"{SUPPORT} {word}".strip()


@cache
def _own_words() -> frozenset[str]:
    """The first words of the commands that everybody may use."""
    commands = make_registry().commands.values()
    own = (each.words.split() for each in commands if each.begins_with == SUPPORT)
    return frozenset(words[0] for words in own if words)


class Grammar:
    """Recognises the commands of these routes (``support duty on``)."""

    def __init__(self, names: Collection[str], commands: Iterable[tuple[str, str]] = ()) -> None:
        """``commands`` are other names of the two commands (``/help-me`` → ``support``)."""
        # A sentence may begin like one of these, so they count only where they stand alone.
        alone = {f"{SUPPORT} {words}" for words in NOES}
        names = [name for name in names if name not in alone]
        self._names = frozenset(names)
        self._commands = {name: name for name in (SUPPORT, *ADMIN_WORDS[:1])}
        self._commands |= dict.fromkeys(ADMIN_WORDS, ADMIN)
        self._commands |= {typed.lstrip("/").casefold(): name for typed, name in commands}
        self.bare = frozenset(
            name.split()[1] for name in names if name.startswith((f"{SUPPORT} ", f"{ADMIN} "))
        )
        """The first words of all commands."""

    def read(self, activity: Json, bot: str) -> Typed:
        """The command in a message; mentions of the app itself (``bot``) are ignored."""
        text = activity.get("text")
        words, users = _words(text if isinstance(text, str) else "", activity, bot)
        if not words:
            return Typed(FREE_TEXT if _has_more(activity) else HOME)
        if words[0] in HOME_WORDS and len(words) == 1:
            return Typed(HOME)
        spoken = " ".join(words).rstrip(".!")
        if spoken in NOES:
            return Typed(SUPPORT, tuple(spoken.split()))
        first = words[0].removeprefix("/")
        if first in self._commands:
            return Typed(self._commands[first], words[1:], users)
        return self._bare((first, *words[1:]), users)

    def _bare(self, words: tuple[str, ...], users: tuple[str, ...]) -> Typed:
        """The command that shares the most words; ``support`` comes before ``support-admin``."""
        own, admin = self._common(SUPPORT, words), self._common(ADMIN, words)
        if own and own >= admin:
            return Typed(SUPPORT, words, users)
        if admin and (admin == len(words) or users or any("=" in word for word in words)):
            # With more words after it, it is probably the start of a sentence.
            return Typed(ADMIN, words, users)
        if len(words) <= MOST_MISSPELT and get_close_matches(words[0], self.bare, cutoff=NEAR):
            # The bot suggests the nearest commands.
            return Typed(SUPPORT, words, users)
        return Typed(FREE_TEXT)

    def _common(self, name: str, words: tuple[str, ...]) -> int:
        lengths = range(len(words), 0, -1)
        return next((n for n in lengths if " ".join((name, *words[:n])) in self._names), 0)


def _has_more(activity: Json) -> bool:
    """Whether the message has an attachment such as a picture, a file or a recording."""
    found = activity.get("attachments")
    kinds = [
        one.get("contentType")
        for one in (found if isinstance(found, list) else ())
        if isinstance(one, dict)
    ]
    return any(kind != "text/html" for kind in kinds)


def _words(text: str, activity: Json, bot: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words in lower case, with ``@`` for each mention; and the mentioned ids."""
    named = _mentioned(activity)
    users: list[str] = []

    def stand_in(found: re.Match[str]) -> str:
        same = [one for one in named if one[0] == found[0]]
        if not same:
            return " "
        if len(same) > 1:
            named.remove(same[0])  # Two people share the name; use each id once.
        user = same[0][1]
        if user == bot:
            return " "
        users.append(user)
        return "@"

    plain = html.unescape(_TAG.sub(" ", _MENTION.sub(stand_in, text)))
    return tuple(plain.translate(CURLY).casefold().split()), tuple(users)


def _mentioned(activity: Json) -> list[tuple[str, str]]:
    """The text and id of each mention."""
    found = []
    entities = activity.get("entities")
    for entity in entities if isinstance(entities, list) else ():
        if not isinstance(entity, dict) or entity.get("type") != "mention":
            continue
        who, text = entity.get("mentioned"), entity.get("text")
        if isinstance(who, dict) and isinstance(who.get("id"), str) and isinstance(text, str):
            found.append((text, str(who["id"])))
    return found

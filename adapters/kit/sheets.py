"""What stands on the sheets of the kit: the values of their templates, and the posts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from adapters.kit.words import KitWords, Section
from adapters.platforms import WayIn
from adapters.printing import qr_code
from adapters.printing.board import paper_of
from bot.core.lines import Lines, SupportLine

MOST_LINES = 4
"""So many helplines have room on the leaflet."""

SHORT = 24
"""So many letters fit on a line of the smallest sheet."""

ISOLATED = "\u2066{}\u2069"
"""Keeps a command's slash before it in a text that is read from the right."""


class Paper(StrEnum):
    """The paper that a hospital prints on, as the typesetter calls it."""

    A4 = "a4"
    LETTER = "us-letter"

    @classmethod
    def chosen(cls, named: str, zone: str) -> "Paper":
        """The paper of this name, ``a4`` or ``letter``; unnamed, what is usual in a time zone."""
        return cls({"letter": "us-letter"}.get(named, named) or paper_of(zone))


@dataclass(frozen=True)
class Kit:
    """What a hospital's kit is made from."""

    hospital: str
    language: str
    """The language in which the playbook's own words are written."""
    app: str
    """The name of the app, as its messages show it."""
    command: str
    """What opens the menu where no platform is set up, such as ``/support``."""
    first: SupportLine
    """The helpline with the large number."""
    crisis: SupportLine | None
    """The crisis line, if it is not the first."""
    lines: tuple[SupportLine, ...]
    """The helplines on the leaflet."""
    ways: tuple[WayIn, ...] = ()
    """Where the app can be opened."""
    paper: Paper = Paper.A4

    @property
    def commands(self) -> tuple[str, ...]:
        """What opens the menu; each with its platform where they differ."""
        typed = tuple(dict.fromkeys(way.typed for way in self.ways)) or (self.command,)
        if len(typed) == 1:
            return typed
        return tuple(f"{way.typed}\u00a0({way.place})" for way in self.ways)

    @property
    def typed(self) -> str:
        """What opens the menu, in a sentence."""
        return ", ".join(self.commands)

    @property
    def links(self) -> tuple[WayIn, ...]:
        """Where a link opens the app."""
        return tuple(way for way in self.ways if way.link)

    def pictures(self) -> dict[str, bytes]:
        """The codes, by the names under which the templates find them."""
        return {picture_of(way): qr_code(way.link) for way in self.links}


def picture_of(way: WayIn) -> str:
    """The name of the picture of a way's code."""
    return f"{way.place.casefold()}.svg"


@dataclass(frozen=True)
class Helplines:
    """The helplines of a kit, in the order in which it shows them."""

    first: SupportLine
    crisis: SupportLine | None
    all: tuple[SupportLine, ...]


def helplines_for(lines: Lines) -> Helplines | None:
    """The helplines of a kit; ``None`` if there is no line to print."""
    first = lines.on_paper
    if first is None:
        return None
    crisis = None if lines.crisis is first else lines.crisis
    others = [line for line in lines.others if line is not first]
    room = MOST_LINES - 1 - (crisis is not None)
    return Helplines(first, crisis, (first, *others[:room], *([] if crisis is None else [crisis])))


def values_of(kit: Kit, words: KitWords) -> dict[str, Any]:
    """The values of all templates, in one language."""
    filled = {"app": kit.app, "typed": kit.typed}
    sections = {
        name: vars(section.filled(**filled))
        for name, section in (
            ("ask", words.ask),
            ("how", words.how),
            ("private", words.private),
            ("unasked", words.unasked),
        )
    }
    return {
        "title": words.card.title,
        "language": words.card.code,
        "own_language": kit.language,
        "right_to_left": words.card.right_to_left,
        "paper": kit.paper,
        "hospital": kit.hospital,
        "text": words.card.text.replace("'", "’"),
        "call": words.card.call,
        "typed": kit.commands,
        "interpreter": words.card.language,
        "now": words.now,
        "slide": words.slide,
        "first": _line(kit.first),
        "crisis": None if kit.crisis is None else _in_a_sentence(kit.crisis),
        "lines": [_line(line) for line in kit.lines],
        "codes": [_code(kit, words, way) for way in kit.links],
        **sections,
    }


def _filled(kit: Kit, words: KitWords) -> dict[str, str]:
    """What stands in the braces of the posts."""
    isolate = ISOLATED if words.card.right_to_left else "{}"
    return {"app": isolate.format(kit.app), "typed": isolate.format(kit.typed)}


def _line(line: SupportLine) -> Mapping[str, str]:
    return {"number": line.number, "about": _joined(line.name, line.hours, line.cost)}


def _in_a_sentence(line: SupportLine) -> str:
    return _joined(f"{line.name}: {line.how} {line.number}", line.hours, line.cost)


def _joined(*said: str) -> str:
    """The parts with dots between them; a short part stays on one line."""
    kept = [part.replace(" ", "\u00a0") if len(part) < SHORT else part for part in said if part]
    return "\u00a0· ".join(kept)


def _code(kit: Kit, words: KitWords, way: WayIn) -> Mapping[str, str]:
    says = words.scan.format(app=kit.app, platform=way.place)
    return {"picture": picture_of(way), "says": says, "short": way.place}


def chat_post(kit: Kit, words: KitWords) -> str:
    """An announcement for a channel that everybody reads, as plain text."""
    filled = _filled(kit, words)
    unasked = words.unasked.filled(**filled).lines
    paragraphs = [
        words.new.format(**filled),
        words.ask.lines[-1],
        " ".join(unasked),
        "\n".join([words.type.format(**filled), *_links(kit, words)]),
    ]
    return "\n\n".join(paragraphs) + "\n"


def mail_post(kit: Kit, words: KitWords) -> str:
    """The announcement as an e-mail: its subject on the first line, then the text."""
    filled = _filled(kit, words)
    listed = (
        words.ask,
        words.how.filled(**filled),
        words.private,
        words.unasked.filled(**filled),
    )
    paragraphs = [
        words.subject.format(**filled),
        words.hello,
        words.new.format(**filled),
        *map(_listed, listed),
        "\n".join([words.type.format(**filled), *_links(kit, words)]),
        "\n".join([words.now, *map(_in_a_sentence, kit.lines)]),
        f"{words.sender}\n{kit.hospital}",
    ]
    return "\n\n".join(paragraphs) + "\n"


def _listed(section: Section) -> str:
    return "\n".join([section.title, *(f"- {line}" for line in section.lines)])


def _links(kit: Kit, words: KitWords) -> list[str]:
    return [f"{words.open.format(platform=way.place)} {way.link}" for way in kit.links]

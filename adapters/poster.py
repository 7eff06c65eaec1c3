"""Printed cards with a support number, for people without the app, in several languages.

A card does not mention any event, so it can be left in a break room.
"""

from dataclasses import dataclass
from html import escape
from string import Template

from adapters.packaged import table_of, text_of
from bot.core.lines import SupportLine


class UnknownLanguageError(ValueError):
    """There is no card in this language; the message lists the languages."""


@dataclass(frozen=True)
class Paper:
    """The words of the card in one language."""

    code: str
    name: str
    title: str
    text: str
    call: str
    language: str
    right_to_left: bool = False


def papers() -> dict[str, Paper]:
    """All cards, by the code of their language."""
    cards = table_of("messages", "paper", "cards.toml")
    return {code: Paper(code, **words) for code, words in cards.items()}


def chosen(languages: list[str]) -> list[Paper]:
    """The cards in these languages, by default all. Raises ``UnknownLanguageError``."""
    known = papers()
    for code in languages:
        if code not in known:
            raise UnknownLanguageError(
                f'There is no card in "{code}".\n  Use one of: {", ".join(sorted(known))}.'
            )
    return [known[code] for code in languages] or list(known.values())


def page(cards: list[Paper], line: SupportLine) -> str:
    """An HTML page of these cards, to be printed from a browser."""
    body = "".join(_card(card, line) for card in cards)
    return Template(text_of("adapters", "poster.html")).substitute(cards=body)


def _card(card: Paper, line: SupportLine) -> str:
    direction = "rtl" if card.right_to_left else "ltr"
    shown = {**vars(card), "number": line.number, "line": line.name, "hours": line.hours}
    escaped = {name: escape(str(value)) for name, value in shown.items()}
    return Template(text_of("adapters", "poster_card.html")).substitute(
        escaped, direction=direction
    )

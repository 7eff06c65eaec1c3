"""Printed cards with a support number, for people without the app, in several languages.

A card does not mention any event, so it can be left in a break room.
"""

import tomllib
from dataclasses import dataclass
from html import escape
from importlib.resources import files

from bot.core.lines import Lines, SupportLine

STYLE = """
@page { size: A4; margin: 12mm }
body { font: 16pt/1.4 system-ui, sans-serif; margin: 0; color: #111; background: #fff }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 8mm }
article { border: 0.4mm solid #444; border-radius: 4mm; padding: 8mm; min-height: 110mm;
  break-inside: avoid; box-sizing: border-box }
h1 { font-size: 20pt; margin: 0 0 4mm }
.number { font-size: 26pt; font-weight: 700; white-space: nowrap }
small { font-size: 12pt }
@media (max-width: 700px) { main { grid-template-columns: 1fr } }
"""


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
    text = (files("messages") / "paper" / "cards.toml").read_text("utf-8")
    return {code: Paper(code, **words) for code, words in tomllib.loads(text).items()}


def chosen(languages: list[str]) -> list[Paper]:
    """The cards in these languages, by default all. Raises ``UnknownLanguageError``."""
    known = papers()
    for code in languages:
        if code not in known:
            raise UnknownLanguageError(
                f'There is no card in "{code}".\n  Use one of: {", ".join(sorted(known))}.'
            )
    return [known[code] for code in languages] or list(known.values())


def line_for(lines: Lines) -> SupportLine | None:
    """The support line on the card: preferably not the crisis line."""
    return next(iter(lines.others), None) or lines.crisis


def page(cards: list[Paper], line: SupportLine) -> str:
    """An HTML page of these cards, to be printed from a browser."""
    body = "".join(_card(card, line) for card in cards)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Cards to print</title>'
        f"<style>{STYLE}</style></head><body><main>{body}</main></body></html>\n"
    )


def _card(card: Paper, line: SupportLine) -> str:
    direction = "rtl" if card.right_to_left else "ltr"
    # Numbers are written from left to right in every language.
    number = f'<span class="number" dir="ltr">{escape(line.number)}</span>'
    return (
        f'<article lang="{escape(card.code)}" dir="{direction}">'
        f"<h1>{escape(card.title)}</h1><p>{escape(card.text)}</p>"
        f"<p>{escape(card.call)}<br>{number}<br>"
        f"<small><bdi>{escape(line.name)}</bdi> · <bdi>{escape(line.hours)}</bdi></small></p>"
        f"<p>{escape(card.language)}</p></article>"
    )

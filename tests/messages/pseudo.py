"""A made-up language: English with accents, longer by two fifths, in brackets.

What comes through without accents was never translated; what no longer fits would not fit in a
wordier language either. Each text is as long as its place allows, and no longer.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale

from adapters.catalogue import PLACES, Catalogue, Message, Template
from adapters.wording import LocaleWords
from bot.core.limits import LONGEST_TEXT
from bot.core.texts import Words
from tests.messages import drawn
from tests.world import ZONE

LONGER = 1.4
ACCENTS = str.maketrans("aeiouAEIOU", "åēîøüÅĒÎØÜ")
ACCENTED = frozenset("åēîøüÅĒÎØÜ")
PADDING = "~"


@cache
def pseudo_words() -> Words:
    """The made-up language's words."""
    catalogue = pseudo_catalogue(drawn.english())
    english = Locale.parse("en_US")
    return LocaleWords(catalogue, english, english, ZoneInfo(ZONE), lambda *_: {})


def pseudo_catalogue(original: Catalogue) -> Catalogue:
    return {key: pseudo_message(message) for key, message in original.items()}


def pseudo_message(message: Message) -> Message:
    forms: Mapping[str, Template] = message.forms
    longest = max(len(form.plain) for form in forms.values())
    room = next((place for place in PLACES if longest <= place), LONGEST_TEXT)
    return replace(message, forms={name: pseudo(form, room) for name, form in forms.items()})


def pseudo(text: Template, room: int) -> Template:
    """The text with accents, and as long as ``room`` allows."""
    pieces = [(_accented(before), name) for before, name in text.pieces]
    length = len(text.plain)
    wanted = min(room, int(length * LONGER) + 2)
    # A value needs room of its own in a place as narrow as a button.
    if wanted - length < 2 or (text.placeholders and room < LONGEST_TEXT):
        return Template(tuple(pieces))
    (first, name), *rest = pieces
    more = PADDING * (wanted - length - 2)
    return Template(((f"[{first}", name), *rest, (f"{more}]", "")))


def _accented(text: str) -> str:
    """The text with accents, except commands, which are typed as they are."""
    return " ".join(
        word if word.startswith("/") else word.translate(ACCENTS) for word in text.split(" ")
    )

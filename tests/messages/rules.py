"""How the bot speaks, as checks: each gives what is wrong with a text or a card."""

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from typing import Any

import pyphen

from bot.core.screens import Card, Form, Part, Small, Text, lines_of
from tests.messages.tongues import ENGLISH, Tongue

MOST_WORDS_A_SENTENCE = 20
MOST_WORDS_A_MESSAGE = 90
HIGHEST_GRADE = 8.0
WISHED_GRADE = 6.0
# Below this, one long word decides the grade and says nothing about the text.
FEWEST_WORDS_TO_GRADE = 10

# Buttons with which a person declines, ends or hands back; the one place that lists them.
WAYS_OUT = frozenset(
    {
        "adverse_event.discard",
        "adverse_event.leave_out",
        "adverse_event.stop_asking",
        "adverse_event.undo",
        "check_in.no_thanks",
        "follow_up.ok",
        "milestone.stop",
        "group.stay_away",
        "group.no",
        "drill.leave",
        "drill.no_thanks",
        "drill.pass",
        "follow_up.after_talk_stop",
        "follow_up.stop",
        "request.enough",
        "request.not_me",
        "request.pass",
        "request.release",
        "supporter_care.ok",
        "supporter_care.stop",
        "request.withdraw",
        "time_out.back",
        "unit_lead.hand_on",
        "time_out.cancel",
        "time_out.cannot",
        "time_out.decline",
        "time_out.pass",
    }
)
FORBIDDEN = ENGLISH.forbidden


# ---- one text ----


def words_of(text: str) -> list[str]:
    return [word for word in text.split() if re.search(r"\w", word)]


def sentences(text: str) -> list[str]:
    """The sentences of a text; a new paragraph ends one too."""
    whole = re.sub(r"\b([ap])\.m\.", r"\1m", text)
    return [part for part in re.split(r"(?<=[.?!])[\"”')]*\s+|\n+", whole) if words_of(part)]


def long_sentences(text: str) -> list[str]:
    return [each for each in sentences(text) if len(words_of(each)) > MOST_WORDS_A_SENTENCE]


def forbidden(text: str, tongue: Tongue = ENGLISH) -> list[str]:
    """Forbidden words, exclamation blind indexes and emoji in a text."""
    plain = re.sub(r"\s+", " ", text.replace("’", "'")).casefold()
    found = [
        word
        for word in tongue.forbidden
        if re.search(rf"(?<!\w){re.escape(word)}{tongue.endings}(?!\w)", plain)
    ]
    if "!" in text or "¡" in text:
        found.append("an exclamation mark")
    return found + [f"an emoji, {sign}" for sign in text if _is_emoji(sign)]


def _is_emoji(sign: str) -> bool:
    return unicodedata.category(sign) in {"So", "Cs"} or sign in "\ufe0f\u200d\u20e3"


@cache
def _hyphens() -> Any:
    dictionary: Any = pyphen.Pyphen  # which says nothing of its types
    return dictionary(lang="en_US")


@cache
def syllables(word: str) -> int:
    """The larger of what hyphenation and what the vowels say."""
    letters = "".join(re.findall(r"[a-z]", word.casefold()))
    vowels = len(re.findall(r"[aeiouy]+", letters))
    if vowels > 1 and letters.endswith("e") and not letters.endswith("le"):
        vowels -= 1
    return max(1, vowels, len(_hyphens().inserted(letters).split("-")) if letters else 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: the school year that reads it with ease."""
    words = words_of(text)
    a_sentence = len(words) / len(sentences(text))
    a_word = sum(syllables(word) for word in words) / len(words)
    return 0.39 * a_sentence + 11.8 * a_word - 15.59


def is_above(text: str, most: float) -> bool:
    """Whether it is harder to read than that, if it is long enough to tell."""
    return len(words_of(text)) >= FEWEST_WORDS_TO_GRADE and grade(text) > most


# ---- what is drawn ----


def paragraphs(screen: Card | Form, line_text: str = "") -> list[str]:
    """Everything it says but its buttons and the support line below it."""
    shown = [text for part in screen.parts for text in _texts(part)]
    return [text for text in shown if text != line_text]


def prose(screen: Card | Form, line_text: str = "") -> str:
    """What is read as sentences: no lists, whether of lines or within one, and no line."""
    said = [part.text for part in screen.parts if isinstance(part, Text | Small)]
    return "\n".join(text for text in said if text != line_text and " · " not in text)


def _texts(part: Part) -> tuple[str, ...]:
    return lines_of(part)


def length(screen: Card | Form, line_text: str = "", counsels: Collection[str] = ()) -> int:
    """How many words of ours it has: of a card all, of a dialog without its lists of people.

    ``counsels`` are sentences of the hospital's counsel, which stand there as they are.
    """
    if isinstance(screen, Card):
        text = "\n".join(paragraphs(screen, line_text))
    else:
        text = prose(screen, line_text)
    for sentence in counsels:
        text = text.replace(sentence, "")
    return len(words_of(text))


def lacks_line(card: Card, number: str) -> bool:
    """Whether the number to call is missing as text."""
    return not any(re.search(rf"(?<!\w){re.escape(number)}(?!\w)", t) for t in paragraphs(card))


def lacks_way_out(card: Card, line_text: str = "", tongue: Tongue = ENGLISH) -> bool:
    """Whether neither a button nor a sentence lets a person leave it."""
    by_button = any(button.action in WAYS_OUT for button in card.all_buttons)
    return not by_button and not tongue.may_be_left.search(prose(card, line_text))


def telling(preview: str, tongue: Tongue = ENGLISH) -> list[str]:
    """The words of a preview that tell a passer-by what it is about."""
    return [found.group() for found in tongue.not_on_a_lock_screen.finditer(preview)]


def vocabulary(texts: list[str]) -> frozenset[str]:
    """All words of some texts, however they are written."""
    return frozenset(word for text in texts for word in _letters(text))


def strangers(card: Card, known: frozenset[str], tongue: Tongue = ENGLISH) -> list[str]:
    """Words that stand in no text of ours: what a value brought in, such as a name.

    The name that a note greets is its reader's own. Whatever holds a digit is left aside:
    times, counts, codes and numbers to call.
    """
    shown = [card.preview, *paragraphs(card), *(button.label for button in card.all_buttons)]
    own = {name.casefold() for name in greets(card, tongue)}
    others = vocabulary(shown) - known
    return sorted(others - own if len(own) == 1 else others)


def greets(card: Card, tongue: Tongue = ENGLISH) -> list[str]:
    """The first names it greets."""
    return [name for text in paragraphs(card) for name in tongue.greeted.findall(text)]


def _letters(text: str) -> list[str]:
    words = re.findall(r"[\w'’]+", text)
    return [word.casefold() for word in words if not re.search(r"[\d_]", word)]


def telephone_numbers(text: str) -> list[str]:
    """Whatever in a text could be dialled: three known digits, or seven and more."""
    groups = re.findall(r"(?<!\w)\+?\d[\d\s().-]*\d(?!\w)", text)
    return [
        group
        for group in groups
        if len(digits := re.sub(r"\D", "", group)) >= 7 or digits in {"988", "911", "112", "999"}
    ]

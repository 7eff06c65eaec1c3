"""The form of preferences, and what the cards say of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.core.lines import Lines
from bot.core.names import Dialog
from bot.core.notices import with_line
from bot.core.screens import Choice, Form, Input, Option, PeoplePicker, Text, Ticks
from bot.core.texts import Words
from bot.requests.kind_screens import number_input, reach_choice
from bot.requests.model import Reach, SupportRequest
from bot.requests.preferences import CardSays, Preferences, UnitWish, When

PREFERENCES_FORM = Dialog("request.preferences")
PREFERENCES_NOTED = Dialog("request.preferences_noted")
UNIT, PROFESSION, LANGUAGE = "unit", "profession", "language"
WHEN, NOT_WITH = "when", "not_with"
ANY, SAME = "any", "same"
MOST_NAMED = 10


@dataclass(frozen=True)
class Asked:
    """What the form needs to know: wishes so far, and what there is to wish for.

    ``languages`` are the codes of those that somebody who could take it speaks; ``not_with`` the
    user ids, where the form is shown, of those named so far. ``minutes`` is how long it is kept
    to, ``number`` the telephone number typed for this talk. Without a known ``unit`` or
    ``profession`` of one's own there is nothing to compare.
    """

    wishes: Preferences
    minutes: int
    number: str = ""
    languages: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    unit: bool = True
    profession: bool = True
    reach: Reach = Reach.ANY


def preferences_form(words: Words, request: SupportRequest, asked: Asked) -> Form:
    """All of it may be left as it is."""
    return Form(
        name=PREFERENCES_FORM,
        subject=request.reference,
        title=words("support_requests.preferences.title"),
        close=words("core.close"),
        parts=(
            Text(words("support_requests.preferences.what")),
            Text(words("support_requests.preferences.kept", count=asked.minutes)),
            Text(words("support_requests.preferences.seen")),
        ),
        inputs=tuple(_inputs(words, asked)),
        submit=words("support_requests.preferences.send"),
    )


def _inputs(words: Words, asked: Asked) -> list[Input]:
    wishes, found = asked.wishes, list[Input]()
    if asked.unit:
        units = tuple(Option(each, _unit(words, each)) for each in UnitWish)
        label = words("support_requests.preferences.unit")
        found.append(Choice(UNIT, label, units, wishes.unit, optional=True))
    if asked.profession:
        same = Option(SAME, words("support_requests.preferences.same_profession"))
        label = words("support_requests.preferences.profession")
        found.append(Ticks(PROFESSION, label, (same,), (SAME,) if wishes.same_profession else ()))
    if len(asked.languages) > 1:
        languages = (
            Option(ANY, words("support_requests.preferences.any")),
            *(Option(each, language_name(words, each)) for each in asked.languages),
        )
        label = words("support_requests.preferences.language")
        found.append(Choice(LANGUAGE, label, languages, wishes.language or ANY, optional=True))
    found += [reach_choice(words, asked.reach), number_input(words, asked.number)]
    times = tuple(Option(each, _when(words, each)) for each in When)
    found.append(
        Choice(WHEN, words("support_requests.preferences.when"), times, wishes.when, optional=True)
    )
    label = words("support_requests.preferences.not_with")
    found.append(
        PeoplePicker(NOT_WITH, label, picked=asked.not_with, most=MOST_NAMED, optional=True)
    )
    return found


def _unit(words: Words, wish: UnitWish) -> str:
    match wish:
        case UnitWish.ANY:
            return words("support_requests.preferences.any")
        case UnitWish.OWN:
            return words("support_requests.preferences.own_unit")
        case UnitWish.OTHER:
            return words("support_requests.preferences.other_unit")


def _when(words: Words, when: When) -> str:
    match when:
        case When.ANY:
            return words("support_requests.preferences.any")
        case When.NOW:
            return words("support_requests.preferences.now")
        case When.TODAY:
            return words("support_requests.preferences.today")
        case When.ANOTHER_DAY:
            return words("support_requests.preferences.another_day")


def noted_form(
    words: Words, lines: Lines, request: SupportRequest, wishes: Preferences, now: datetime
) -> Form:
    """That it is noted, and how long it is kept to."""
    kept = kept_line(words, request, wishes, now)
    return Form(
        name=PREFERENCES_NOTED,
        subject=request.reference,
        title=words("support_requests.preferences.title"),
        close=words("core.close"),
        parts=(
            Text(words("support_requests.preferences.noted")),
            *((Text(kept),) if kept else ()),
            *with_line(words, lines),
        ),
    )


def kept_line(words: Words, request: SupportRequest, wishes: Preferences, now: datetime) -> str:
    """For the person who asked: until when only those who fit are asked; or that it is over."""
    if not wishes.choosy or request.kept_until is None:
        return ""
    if request.kept_until > now:
        return words("support_requests.preferences.until", time=words.time(request.kept_until))
    return words("support_requests.preferences.loosened")


def wish_lines(words: Words, reach: Reach, wishes: Preferences, says: CardSays) -> tuple[str, ...]:
    """What a supporter reads of it, each line a sentence; nothing that says who it is."""
    found = [line for line in (_way_line(words, reach), _when_line(words, wishes.when)) if line]
    if says.language:
        language = language_name(words, says.language)
        found.append(words("support_requests.wish.language", language=language))
    if says.profession:
        profession = words.translate(says.profession)
        found.append(words("support_requests.wish.profession", profession=profession))
    return tuple(found)


def _way_line(words: Words, reach: Reach) -> str:
    match reach:
        case Reach.ANY:
            return ""
        case Reach.APP:
            return words("support_requests.wish.app")
        case Reach.PHONE:
            return words("support_requests.wish.phone")
        case Reach.IN_PERSON:
            return words("support_requests.wish.in_person")
        case Reach.VIDEO:
            return words("support_requests.wish.video")


def _when_line(words: Words, when: When) -> str:
    match when:
        case When.ANY:
            return ""
        case When.NOW:
            return words("support_requests.wish.now")
        case When.TODAY:
            return words("support_requests.wish.today")
        case When.ANOTHER_DAY:
            return words("support_requests.wish.another_day")


def known_languages(spoken: Collection[str]) -> tuple[str, ...]:
    """Those of these languages that have a name here, in alphabetical order of their codes."""
    return tuple(sorted(set(spoken) & set(NAMED_LANGUAGES)))


NAMED_LANGUAGES = (
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "hi",
    "ht",
    "it",
    "ja",
    "ko",
    "pl",
    "pt",
    "ru",
    "so",
    "tl",
    "uk",
    "ur",
    "vi",
    "zh",
)
"""The languages that can be wished for. A new one takes a line here, one below, and its words."""


def language_name(words: Words, code: str) -> str:
    """What a language is called."""
    names = {
        "ar": words("support_requests.language.ar"),
        "de": words("support_requests.language.de"),
        "en": words("support_requests.language.en"),
        "es": words("support_requests.language.es"),
        "fr": words("support_requests.language.fr"),
        "hi": words("support_requests.language.hi"),
        "ht": words("support_requests.language.ht"),
        "it": words("support_requests.language.it"),
        "ja": words("support_requests.language.ja"),
        "ko": words("support_requests.language.ko"),
        "pl": words("support_requests.language.pl"),
        "pt": words("support_requests.language.pt"),
        "ru": words("support_requests.language.ru"),
        "so": words("support_requests.language.so"),
        "tl": words("support_requests.language.tl"),
        "uk": words("support_requests.language.uk"),
        "ur": words("support_requests.language.ur"),
        "vi": words("support_requests.language.vi"),
        "zh": words("support_requests.language.zh"),
    }
    return names[code]

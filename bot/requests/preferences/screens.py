"""The form of preferences, and what the cards say of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.core.inputs import Choice, Input, Option, PeoplePicker, Ticks, grouped, options_labelled
from bot.core.lines import Lines
from bot.core.names import Dialog
from bot.core.notices import with_line
from bot.core.screens import Form, Text
from bot.core.texts import Words, texts_of
from bot.requests.contact_inputs import number_input, reach_choice
from bot.requests.model import Reach, SupportRequest
from bot.requests.names import PREFERENCES_FORM
from bot.requests.wish_texts import kept_line, language_names
from bot.requests.wishes import Preferences, UnitWish, When

PREFERENCES_NOTED = Dialog("request.preferences_noted")
UNIT, PROFESSION, LEVEL, LANGUAGE = "unit", "profession", "level", "language"
WHEN, NOT_WITH = "when", "not_with"
ANY, SAME = "any", "same"
MOST_NAMED = 10


@dataclass(frozen=True)
class Asked:
    """What the form needs to know: wishes so far, and what there is to wish for.

    ``languages`` are the codes of those that somebody who could take it speaks; ``not_with`` the
    user ids, where the form is shown, of those named so far. ``minutes`` is how long it is kept
    to, ``number`` the telephone number typed for this talk. Without a known ``unit``,
    ``profession`` or ``level`` of training of one's own there is nothing to compare.
    """

    wishes: Preferences
    minutes: int
    number: str = ""
    languages: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    unit: bool = True
    profession: bool = True
    level: bool = False
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
        inputs=(
            *grouped(words("support_requests.preferences.with_whom"), *_with_whom(words, asked)),
            *grouped(words("support_requests.preferences.how"), *_how(words, asked)),
        ),
        submit=words("support_requests.preferences.send"),
    )


def _with_whom(words: Words, asked: Asked) -> list[Input]:
    wishes, found = asked.wishes, list[Input]()
    if asked.unit:
        units = tuple(Option(each, _unit(words, each)) for each in UnitWish)
        label = words("support_requests.preferences.unit")
        found.append(Choice(UNIT, label, units, wishes.unit, optional=True))
    if asked.profession:
        same = Option(SAME, words("support_requests.preferences.same_profession"))
        label = words("support_requests.preferences.profession")
        found.append(Ticks(PROFESSION, label, (same,), (SAME,) if wishes.same_profession else ()))
    if asked.level:
        same = Option(SAME, words("support_requests.preferences.same_level"))
        label = words("support_requests.preferences.level")
        found.append(Ticks(LEVEL, label, (same,), (SAME,) if wishes.same_level else ()))
    if len(asked.languages) > 1:
        languages = (
            Option(ANY, words("support_requests.preferences.any")),
            *(Option(each, language_names(words)[each]) for each in asked.languages),
        )
        label = words("support_requests.preferences.language")
        found.append(Choice(LANGUAGE, label, languages, wishes.language or ANY, optional=True))
    label = words("support_requests.preferences.not_with")
    found.append(
        PeoplePicker(NOT_WITH, label, picked=asked.not_with, most=MOST_NAMED, optional=True)
    )
    return found


def _how(words: Words, asked: Asked) -> tuple[Input, ...]:
    times = options_labelled(texts_of(words, "support_requests.preferences", When))
    label = words("support_requests.preferences.when")
    return (
        reach_choice(words, asked.reach),
        number_input(words, asked.number),
        Choice(WHEN, label, times, asked.wishes.when, optional=True),
    )


def _unit(words: Words, wish: UnitWish) -> str:
    match wish:
        case UnitWish.ANY:
            return words("support_requests.preferences.any")
        case UnitWish.OWN:
            return words("support_requests.preferences.own_unit")
        case UnitWish.OTHER:
            return words("support_requests.preferences.other_unit")


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


def known_languages(words: Words, spoken: Collection[str]) -> tuple[str, ...]:
    """Those of these languages that have a name here, in alphabetical order of their codes."""
    return tuple(sorted(language_names(words).keys() & set(spoken)))

"""The forms of triggers: the choice of a template, the whole trigger, the checks, the dry run."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from bot.adverse_events import kinds
from bot.check_ins import call_labels
from bot.core.inputs import (
    Choice,
    DayInput,
    Input,
    Option,
    Ticks,
    TimeInput,
    grouped,
    options_labelled,
    options_named,
)
from bot.core.limits import MOST_OPTIONS, MOST_TICKS
from bot.core.screens import Form, Items, Part, Small, Text
from bot.core.texts import Words, texts_of
from bot.programme.model import (
    LATER_NOTES,
    PERSONAL,
    Audience,
    Check,
    Offer,
    Programme,
    Trigger,
    Unit,
)
from bot.triggers.model import (
    ALL,
    AS_NOW,
    DELAYS,
    HOLD_OFFS,
    MINUTE,
    PER_PERSON,
    PER_UNIT,
    TEMPLATES,
    How,
    how_of,
)
from bot.triggers.names import CHECKS, EDIT, MORE, PICK, START, TEST, TESTED, WHEN, WHERE
from bot.triggers.sentences import kind_of, levels, sentence, wait_text

AS_USUAL = "usual"
"""The least harm that is usual for the chosen kind."""


def start_form(words: Words, there: Collection[str]) -> Form:
    """The first step of a new trigger; ``there`` are the kinds that would open an existing one."""
    levels_of_new = levels(words, TEMPLATES[0].trigger)
    usual = Option(AS_USUAL, words("trigger.edit.usual"))
    return Form(
        name=START,
        subject="",
        title=words("trigger.edit.first"),
        close=words("trigger.close"),
        submit=words("trigger.edit.next"),
        parts=(Text(words("trigger.start.text")),),
        inputs=(
            Choice("template", words("trigger.edit.kind"), _starts(words, there)),
            Choice(
                "harm",
                words("trigger.edit.harm"),
                (usual, *options_labelled(levels_of_new)),
                chosen=AS_USUAL,
            ),
        ),
    )


def _starts(words: Words, there: Collection[str]) -> tuple[Option, ...]:
    labels = {each.key: kind_of(words, each.trigger) for each in TEMPLATES}
    return tuple(
        Option(key, words("trigger.start.there", kind=label) if key in there else label)
        for key, label in labels.items()
    )


def edit_form(words: Words, programme: Programme, trigger: Trigger, subject: str) -> Form:
    """The first step of changing a trigger: what happened."""
    labels = {
        kind: label
        for kind, label in kinds(words).items()
        if kind not in PERSONAL or kind == trigger.kind
    }
    named = (*options_labelled(labels), Option(ALL, words("trigger.any_kind")))
    return Form(
        name=EDIT,
        subject=subject,
        title=words("trigger.edit.first"),
        close=words("trigger.close"),
        submit=words("trigger.edit.next"),
        parts=(Items((sentence(words, programme, trigger),)),),
        inputs=(
            Choice("kind", words("trigger.edit.kind"), named, chosen=trigger.kind),
            Choice(
                "harm",
                words("trigger.edit.harm"),
                options_labelled(levels(words, trigger)),
                chosen=trigger.harm,
            ),
        ),
    )


def where_form(
    words: Words,
    programme: Programme,
    units: tuple[Unit, ...],
    trigger: Trigger,
    subject: str,
    *,
    is_there: bool,
) -> Form:
    """The second step: where, and to whom; ``is_there`` if a new one turned out to exist."""
    so_far = words("trigger.edit.so_far", sentence=sentence(words, programme, trigger))
    found = (Text(words("trigger.edit.is_there")),) if is_there else ()
    where = (_where(words, programme, units, trigger),) if units else ()
    return Form(
        name=WHERE,
        subject=subject,
        title=words("trigger.edit.second"),
        close=words("trigger.close"),
        submit=words("trigger.edit.next"),
        parts=(*found, Items((so_far,))),
        inputs=(*where, *_audience(words, programme, trigger)),
    )


def _where(words: Words, programme: Programme, units: tuple[Unit, ...], trigger: Trigger) -> Input:
    """Ticks for a few units; for many, a choice of one, of all, or of those it has now."""
    named = options_named((unit.key, unit.name) for unit in units)
    everywhere = len(units) == len(programme.units)
    if len(named) < MOST_TICKS:
        label = words("trigger.edit.units_or_all") if everywhere else words("trigger.edit.units")
        return Ticks("units", label, named, ticked=trigger.units)
    every = words("trigger.edit.everywhere" if everywhere else "trigger.edit.every_own")
    options, chosen = [Option(ALL, every)], ALL
    if len(trigger.units) == 1:
        chosen = trigger.units[0]
    elif trigger.units and set(trigger.units) != {unit.key for unit in units}:
        chosen = AS_NOW
        options.append(Option(AS_NOW, words("trigger.edit.as_now", count=len(trigger.units))))
    options += named[: MOST_OPTIONS - len(options)]
    return Choice("units", words("trigger.edit.unit"), tuple(options), chosen=chosen)


def _audience(words: Words, programme: Programme, trigger: Trigger) -> tuple[Input, ...]:
    audience = Choice(
        "audience",
        words("trigger.edit.audience"),
        options_labelled(audiences(words)),
        chosen=trigger.audience,
    )
    how = Choice(
        "how",
        words("trigger.edit.how"),
        options_labelled(texts_of(words, "trigger.how", How)),
        chosen=how_of(trigger),
    )
    groups = options_named((group.key, group.name) for group in programme.groups[:MOST_TICKS])
    if not groups:
        return (audience, how)
    also = Ticks("groups", words("trigger.edit.groups"), groups, ticked=trigger.groups)
    return (audience, also, how)


def when_form(words: Words, programme: Programme, trigger: Trigger, subject: str) -> Form:
    """The third step: when its message goes, and on which days it works."""
    so_far = words("trigger.edit.so_far", sentence=sentence(words, programme, trigger))
    then = words("trigger.edit.live") if trigger.is_checked else words("trigger.edit.text")
    return Form(
        name=WHEN,
        subject=subject,
        title=words("trigger.edit.third"),
        close=words("trigger.close"),
        submit=words("trigger.edit.save"),
        parts=(Items((so_far,)), Small(then)),
        inputs=(
            *grouped(words("trigger.edit.how_soon"), *_waits(words, trigger)),
            *grouped(
                words("trigger.edit.which_days"),
                DayInput(
                    "starts", words("trigger.edit.starts"), _date(trigger.starts), optional=True
                ),
                DayInput("ends", words("trigger.edit.ends"), _date(trigger.ends), optional=True),
            ),
        ),
    )


def _waits(words: Words, trigger: Trigger) -> tuple[Choice, Choice]:
    return (
        _wait("delay", words("trigger.edit.delay"), words, DELAYS, trigger.delay),
        _wait("hold_off", words("trigger.edit.hold_off"), words, HOLD_OFFS, trigger.hold_off),
    )


def _wait(
    name: str, label: str, words: Words, waits: Iterable[timedelta], now: timedelta
) -> Choice:
    known = sorted({*waits, now})
    options = tuple(Option(minutes_of(each), wait_text(words, each)) for each in known)
    return Choice(name, label, options, chosen=minutes_of(now))


def minutes_of(wait: timedelta) -> str:
    """The value of a waiting time as an option, in whole minutes."""
    return str(wait // MINUTE)


def _date(day: str) -> date | None:
    return date.fromisoformat(day) if day else None


def more_form(words: Words, programme: Programme, trigger: Trigger) -> Form:
    """What seldom changes: what the message offers, the later ones, and the limits."""
    return Form(
        name=MORE,
        subject=trigger.key,
        title=words("trigger.button.more"),
        close=words("trigger.close"),
        submit=words("trigger.edit.save"),
        parts=(Items((sentence(words, programme, trigger),)),),
        inputs=(
            *grouped(words("trigger.edit.messages"), *_messages(words, trigger)),
            *grouped(
                words("trigger.edit.limits"),
                _limit(
                    "per_unit", words("trigger.edit.per_unit"), words, PER_UNIT, trigger.per_unit
                ),
                _limit(
                    "per_person",
                    words("trigger.edit.per_person"),
                    words,
                    PER_PERSON,
                    trigger.per_person,
                ),
            ),
        ),
    )


def _messages(words: Words, trigger: Trigger) -> tuple[Input, ...]:
    """What the message offers, what comes later, and whether a peer calls."""
    return (
        Ticks(
            "offers",
            words("trigger.edit.offers"),
            options_labelled(texts_of(words, "trigger.offer", Offer)),
            ticked=trigger.offers,
        ),
        Ticks(
            "stages",
            words("trigger.edit.stages"),
            options_labelled(later_notes(words)),
            ticked=trigger.stages or LATER_NOTES,
        ),
        Choice(
            "calls",
            words("trigger.edit.calls"),
            options_labelled(call_labels(words)),
            chosen=trigger.calls,
        ),
    )


def _limit(name: str, label: str, words: Words, numbers: Iterable[int], now: int) -> Choice:
    options = tuple(
        Option(str(each), str(each) if each else words("trigger.no_limit"))
        for each in sorted({*numbers, now})
    )
    return Choice(name, label, options, chosen=str(now))


def pick_form(words: Words, named: Iterable[tuple[str, str]]) -> Form:
    """Pick one of the triggers (``named``: their keys with what they say) to see it."""
    return Form(
        name=PICK,
        subject="",
        title=words("trigger.list.open"),
        close=words("trigger.close"),
        submit=words("trigger.list.open"),
        inputs=(Choice("trigger", words("trigger.pick.which"), options_named(named)),),
    )


def audiences(words: Words) -> dict[Audience, str]:
    """The labels of the audiences a trigger can have."""
    return texts_of(words, "trigger.audience", Audience)


def later_notes(words: Words) -> dict[str, str]:
    """The labels of the later notes."""
    names = (
        words("trigger.later.three_days"),
        words("trigger.later.week"),
        words("trigger.later.month"),
    )
    return dict(zip(LATER_NOTES, names, strict=True))


def checks(words: Words) -> dict[Check, str]:
    """The labels of the checks to finish before a trigger goes live."""
    return texts_of(words, "trigger.check", Check)


def checks_form(words: Words, trigger: Trigger, people: int, everybody: int) -> Form:
    """The checks, and that ``people`` of ``everybody`` on the roster could get its notes."""
    if people:
        reach = words("trigger.checks.reach", count=people, all=everybody)
    else:
        reach = words("trigger.checks.nobody")
    return Form(
        name=CHECKS,
        subject=trigger.key,
        title=words("trigger.checks.title"),
        close=words("trigger.close"),
        submit=words("trigger.checks.save"),
        parts=(Text(words("trigger.checks.text")), Text(reach)),
        inputs=(
            Ticks(
                "checks",
                words("trigger.checks.label"),
                options_labelled(checks(words)),
                ticked=trigger.checks,
            ),
        ),
    )


def test_form(words: Words, trigger: Trigger, units: tuple[Unit, ...], local: datetime) -> Form:
    """Choose the unit and the moment of a dry run."""
    options = options_named((unit.key, unit.name) for unit in units)
    return Form(
        name=TEST,
        subject=trigger.key,
        title=words("trigger.test.title"),
        close=words("trigger.close"),
        submit=words("trigger.test.show"),
        parts=(Text(words("trigger.test.text")),),
        inputs=(
            Choice("unit", words("trigger.test.unit"), options, chosen=options[0].value),
            DayInput("day", words("trigger.test.day"), local.date()),
            TimeInput("time", words("trigger.test.time"), local.time().replace(microsecond=0)),
        ),
    )


def tested_form(words: Words, subject: str, parts: tuple[Part, ...]) -> Form:
    """The result of a dry run: who would get which words. Nothing is sent."""
    return Form(
        name=TESTED,
        subject=subject,
        title=words("trigger.test.title"),
        close=words("core.close"),
        parts=(*parts, Small(words("trigger.test.nothing_sent"))),
    )

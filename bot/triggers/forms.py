"""The forms of triggers: the choice of a template, the whole trigger, the checks, the dry run."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.adverse_events import harms, kinds
from bot.core.screens import (
    MOST_OPTIONS,
    MOST_TICKS,
    Choice,
    DayInput,
    Form,
    Input,
    Option,
    Part,
    Small,
    Text,
    Ticks,
    TimeInput,
    options_labelled,
    options_named,
)
from bot.core.texts import Words, texts_of
from bot.programme.model import (
    LATER_NOTES,
    PERSONAL,
    Audience,
    Check,
    Kind,
    Offer,
    Programme,
    Trigger,
    Unit,
)
from bot.triggers.model import DELAYS, HOLD_OFFS, HOUR, MINUTE, PER_PERSON, PER_UNIT, TEMPLATES
from bot.triggers.names import CHECKS, EDIT, START, TEST, TESTED

ALL = "*"
AMBIENT = "ambient"


def start_form(words: Words) -> Form:
    """Choose the template of a new trigger."""
    of_kinds = {kind.value: name for kind, name in kinds(words).items()}
    of_its_own = scenarios(words)
    options = tuple(
        Option(each.key, of_its_own.get(each.key, of_kinds[each.kind])) for each in TEMPLATES
    )
    return Form(
        name=START,
        subject="",
        title=words("trigger.start.title"),
        close=words("trigger.close"),
        submit=words("trigger.start.go_on"),
        parts=(Text(words("trigger.start.text")),),
        inputs=(Choice("template", words("trigger.start.kind"), options),),
    )


def scenarios(words: Words) -> dict[str, str]:
    """The labels of templates that need more than the name of their kind."""
    return {
        "first_death": words("trigger.template.first_death"),
        "long_known": words("trigger.template.long_known"),
        "young_adult": words("trigger.template.young_adult"),
        "like_family": words("trigger.template.like_family"),
        "sudden_decline": words("trigger.template.sudden_decline"),
        "well_known": words("trigger.template.well_known"),
        "several": words("trigger.template.several"),
    }


def edit_form(
    words: Words, programme: Programme, units: tuple[Unit, ...], trigger: Trigger, subject: str
) -> Form:
    """The whole trigger, with its present values chosen."""
    return Form(
        name=EDIT,
        subject=subject,
        title=words("trigger.edit.title"),
        close=words("trigger.close"),
        submit=words("trigger.edit.save"),
        parts=(Text(words("trigger.edit.text")),),
        inputs=(
            *_what(words, trigger),
            _where(words, programme, units, trigger),
            *_audience(words, programme, trigger),
            *_when(words, trigger),
            *_offered(words, trigger),
            *_limits(words, trigger),
        ),
    )


def _what(words: Words, trigger: Trigger) -> tuple[Input, ...]:
    any_kind = Option(ALL, words("trigger.any_kind"))
    named = (*options_labelled(trigger_kinds(words)), any_kind)
    return (
        Choice("kind", words("trigger.edit.kind"), named, chosen=trigger.kind),
        Choice(
            "harm", words("trigger.edit.harm"), options_labelled(harms(words)), chosen=trigger.harm
        ),
    )


def trigger_kinds(words: Words) -> dict[Kind, str]:
    """The labels of the kinds that a trigger may be for."""
    return {kind: label for kind, label in kinds(words).items() if kind not in PERSONAL}


def _where(words: Words, programme: Programme, units: tuple[Unit, ...], trigger: Trigger) -> Input:
    """Ticks for a few units; for many, a choice of one (the playbook can name several)."""
    named = options_named((unit.key, unit.name) for unit in units)
    everywhere = len(units) == len(programme.units)
    if len(named) < MOST_TICKS:
        label = words("trigger.edit.units_or_all") if everywhere else words("trigger.edit.units")
        return Ticks("units", label, named, ticked=trigger.units)
    options = named[: MOST_OPTIONS - 1]
    if everywhere:
        options = (Option(ALL, words("trigger.everywhere")), *options)
    chosen = trigger.units[0] if trigger.units else (ALL if everywhere else "")
    return Choice("units", words("trigger.edit.unit"), options, chosen=chosen)


def _audience(words: Words, programme: Programme, trigger: Trigger) -> tuple[Input, ...]:
    audience = Choice(
        "audience",
        words("trigger.edit.audience"),
        options_labelled(audiences(words)),
        chosen=trigger.audience,
    )
    groups = options_named((group.key, group.name) for group in programme.groups[:MOST_TICKS])
    if not groups:
        return (audience,)
    return (audience, Ticks("groups", words("trigger.edit.groups"), groups, ticked=trigger.groups))


def _when(words: Words, trigger: Trigger) -> tuple[Input, ...]:
    return (
        _wait("delay", words("trigger.edit.delay"), words, DELAYS, trigger.delay),
        _wait("hold_off", words("trigger.edit.hold_off"), words, HOLD_OFFS, trigger.hold_off),
        DayInput("starts", words("trigger.edit.starts"), _date(trigger.starts), optional=True),
        DayInput("ends", words("trigger.edit.ends"), _date(trigger.ends), optional=True),
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


def wait_text(words: Words, wait: timedelta) -> str:
    """The label of a waiting time."""
    if not wait:
        return words("trigger.wait.none")
    if wait >= HOUR and not wait % HOUR:
        return words("trigger.wait.hours", count=wait // HOUR)
    return words("trigger.wait.minutes", count=wait // MINUTE)


def _date(day: str) -> date | None:
    return date.fromisoformat(day) if day else None


def _offered(words: Words, trigger: Trigger) -> tuple[Input, ...]:
    offers = texts_of(words, "trigger.offer", Offer)
    ambient = Option(AMBIENT, words("trigger.edit.ambient"))
    return (
        Ticks(
            "offers", words("trigger.edit.offers"), options_labelled(offers), ticked=trigger.offers
        ),
        Ticks(
            "stages",
            words("trigger.edit.stages"),
            options_labelled(later_notes(words)),
            ticked=trigger.stages or LATER_NOTES,
        ),
        Ticks(
            "how",
            words("trigger.edit.how"),
            (ambient,),
            ticked=(AMBIENT,) if trigger.ambient else (),
        ),
    )


def _limits(words: Words, trigger: Trigger) -> tuple[Input, ...]:
    return (
        _limit("per_unit", words("trigger.edit.per_unit"), words, PER_UNIT, trigger.per_unit),
        _limit(
            "per_person", words("trigger.edit.per_person"), words, PER_PERSON, trigger.per_person
        ),
    )


def _limit(name: str, label: str, words: Words, numbers: Iterable[int], now: int) -> Choice:
    options = tuple(
        Option(str(each), str(each) if each else words("trigger.no_limit"))
        for each in sorted({*numbers, now})
    )
    return Choice(name, label, options, chosen=str(now))


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

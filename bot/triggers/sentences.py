"""A trigger as a sentence: what happened, where, when the message goes, and to whom."""

from datetime import timedelta

from bot.adverse_events import kinds
from bot.core.texts import Words, texts_of
from bot.programme.model import Audience, Harm, Kind, Programme, Trigger
from bot.triggers.model import ANY_HARM, HOUR, MINUTE

MOST_NAMED = 3
"""How many units or groups a sentence names; it counts the rest."""


def sentence(words: Words, programme: Programme, trigger: Trigger) -> str:
    """Say a trigger, as in "Unexpected death, any unit: after 1 hour, to everyone on shift"."""
    if trigger.is_milestone:
        about = short(words, programme, trigger)
        return words("trigger.sentence.milestone", about=about)
    return words(
        "trigger.sentence.whole",
        what=what_of(words, trigger),
        where=where_of(words, programme, trigger),
        when=when_of(words, trigger),
        who=who_of(words, programme, trigger),
    )


def short(words: Words, programme: Programme, trigger: Trigger) -> str:
    """Say only what happened and where, for a button or an option."""
    what, where = what_of(words, trigger), where_of(words, programme, trigger)
    return words("trigger.sentence.short", what=what, where=where)


def kind_of(words: Words, trigger: Trigger) -> str:
    """The kind of event."""
    return words("trigger.any_kind") if trigger.kind == "*" else kinds(words)[Kind(trigger.kind)]


def what_of(words: Words, trigger: Trigger) -> str:
    """What happened, with the least harm if not every harm counts."""
    kind = kind_of(words, trigger)
    match trigger.harm:
        case Harm.DEATH:
            return words("trigger.sentence.death", kind=kind)
        case Harm.SEVERE:
            return words("trigger.sentence.severe", kind=kind)
        case Harm.MODERATE:
            return words("trigger.sentence.moderate", kind=kind)
        case Harm.MILD:
            return words("trigger.sentence.mild", kind=kind)
        case _:
            return kind


def where_of(words: Words, programme: Programme, trigger: Trigger) -> str:
    """The units it is for."""
    if not trigger.units:
        return words("trigger.sentence.anywhere")
    return _listed(words, [u.name for u in programme.units if u.key in trigger.units])


def when_of(words: Words, trigger: Trigger) -> str:
    """How long after the event its message goes."""
    if not trigger.delay:
        return words("trigger.sentence.at_once")
    return words("trigger.sentence.after", wait=wait_text(words, trigger.delay))


def who_of(words: Words, programme: Programme, trigger: Trigger) -> str:
    """To whom its message goes if a report names nobody."""
    if trigger.ambient:
        return words("trigger.sentence.ambient")
    if trigger.audience is Audience.AROUND:
        who = words("trigger.sentence.around")
    else:
        who = words("trigger.sentence.on_shift")
    groups = [group.name for group in programme.groups if group.key in trigger.groups]
    if not groups:
        return who
    return words("trigger.sentence.groups", who=who, groups=_listed(words, groups))


def _listed(words: Words, names: list[str]) -> str:
    shown, more = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    return words("programme.and_more", names=shown, more=more) if more > 0 else shown


def wait_text(words: Words, wait: timedelta) -> str:
    """The label of a waiting time."""
    if not wait:
        return words("trigger.wait.none")
    if wait >= HOUR and not wait % HOUR:
        return words("trigger.wait.hours", count=wait // HOUR)
    return words("trigger.wait.minutes", count=wait // MINUTE)


def levels(words: Words, trigger: Trigger) -> dict[Harm, str]:
    """The levels of harm to choose from; the last one is every harm, and harm not known.

    Two values mean that, so the one that the trigger has already is offered.
    """
    every = trigger.harm if trigger.harm in ANY_HARM else Harm.NONE
    named = texts_of(words, "adverse_event.harm", Harm)
    least = {
        harm: words("trigger.edit.or_more", harm=named[harm])
        for harm in (Harm.SEVERE, Harm.MODERATE, Harm.MILD)
    }
    return {
        Harm.DEATH: named[Harm.DEATH],
        **least,
        every: words("trigger.edit.any_harm"),
    }

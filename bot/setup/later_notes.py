"""``followup show`` and ``edit``: which later notes go out, everywhere, in an area, by a trigger.

A hospital chooses which later notes there are. When each one comes is fixed, and anybody can
always stop them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as changed
from enum import StrEnum

from bot.core.context import Context
from bot.core.conversation import Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.inputs import Choice, Ticks, options_labelled, options_named
from bot.core.packed import Packed
from bot.core.routes import Reply, ask, say
from bot.core.screens import Button, Card, Form, Items, Text
from bot.core.texts import Words
from bot.programme import coordinator_card, current, note_change, put
from bot.programme.model import LATER_NOTES, Programme
from bot.setup.names import NOTES, NOTES_EDIT, NOTES_OF
from bot.triggers import later_notes, save_trigger, short_sentence
from bot.triggers.model import may_change

MOST_LISTED = 12


class ScopeKind(StrEnum):
    """What later notes are chosen for."""

    EVERYWHERE = "all"
    AREA = "area"
    TRIGGER = "trigger"


@dataclass(frozen=True)
class Scope(Packed):
    """What later notes are chosen for: everywhere, an area, or a trigger; the subject of forms."""

    between = "/"

    kind: ScopeKind
    key: str | None = None
    """The key of the area or the trigger."""


@dataclass(frozen=True)
class Kept:
    """The later notes of one scope: everywhere, an area, or a trigger."""

    scope: Scope
    name: str
    stages: tuple[str, ...]
    own: bool
    """Whether the scope names its later notes itself; otherwise a wider scope does."""
    mine: bool
    """Whether the reader may change it."""


def chosen_in(programme: Programme, person: str, words: Words) -> Iterator[Kept]:
    """Every scope, the widest first, including those the person may only see."""
    areas = programme.run_by(person)
    everything = len(areas) == len(programme.areas)
    usual = programme.later_notes or LATER_NOTES
    name = words("setup.notes.everywhere")
    yield Kept(Scope(ScopeKind.EVERYWHERE), name, usual, own=True, mine=everything)
    for area in areas:
        stages, own = area.later_notes or usual, bool(area.later_notes)
        scope = Scope(ScopeKind.AREA, area.key)
        yield Kept(scope, area.name, stages, own=own, mine=True)
    for trigger in programme.triggers:
        stages, own = trigger.stages or usual, bool(trigger.stages)
        mine = may_change(programme, person, trigger)
        scope = Scope(ScopeKind.TRIGGER, trigger.key)
        said = short_sentence(words, programme, trigger)
        yield Kept(scope, said, stages, own=own, mine=mine)


async def send_of(context: Context, sent: Submission) -> Reply:
    """Ask which later notes the chosen scope keeps."""
    if sent.one("of") not in {str(kept.scope) for kept in await _mine(context)}:
        raise FormRefused({"of": "setup.fault.choose"})
    return ask(NOTES_EDIT, sent.one("of"))


async def send_edit(context: Context, sent: Submission) -> Reply:
    """Keep the ticked notes; raises ``FormRefused`` if none is ticked."""
    kept = await _kept(context, sent.subject)
    stages = tuple(note for note in LATER_NOTES if note in sent.values.get("stages", ()))
    if not stages:
        raise FormRefused({"stages": "trigger.fault.stages"})
    if stages != kept.stages:
        await _keep(context, kept.scope, stages)
    return say(NOTES)


async def _keep(context: Context, scope: Scope, stages: tuple[str, ...]) -> None:
    programme = await current(context.work)
    named = scope.kind is ScopeKind.TRIGGER
    trigger = programme.trigger(scope.key or "") if named else None
    if trigger is not None:
        await save_trigger(context, changed(trigger, stages=stages), "later notes changed")
        return
    in_area = scope.kind is ScopeKind.AREA
    if in_area:
        areas = tuple(
            changed(area, later_notes=stages) if area.key == scope.key else area
            for area in programme.areas
        )
        await put(context.work, changed(programme, areas=areas))
    else:
        await put(context.work, changed(programme, later_notes=stages))
    where = f"in area {scope.key}" if in_area else "everywhere"
    await note_change(context.work, context.actor.reference, f"later notes changed {where}")


async def _mine(context: Context) -> list[Kept]:
    programme = await current(context.work)
    found = chosen_in(programme, context.actor.reference, context.words)
    return [kept for kept in found if kept.mine]


async def _kept(context: Context, subject: str) -> Kept:
    """The scope a form is about; raises ``Refused`` if the actor may not change it."""
    scope, programme = Scope.of_subject(subject), await current(context.work)
    for kept in chosen_in(programme, context.actor.reference, context.words):
        if kept.scope == scope:
            if not kept.mine:
                raise Refused("trigger.not_yours")
            return kept
    raise SubjectGone


async def draw_notes(context: Context, subject: str) -> Card:
    """The later notes of every scope."""
    programme = await current(context.work)
    found = list(chosen_in(programme, context.actor.reference, context.words))
    return notes_card(context.words, found)


async def draw_of(context: Context, subject: str) -> Form:
    """The form that asks for the scope."""
    return of_form(context.words, await _mine(context))


async def draw_edit(context: Context, subject: str) -> Form:
    """The form that asks which later notes a scope keeps."""
    return edit_form(context.words, await _kept(context, subject))


def notes_card(words: Words, found: list[Kept]) -> Card:
    """The later notes of every scope that names its own."""
    rows = [_row(words, kept) for kept in found if kept.own]
    return coordinator_card(
        words,
        NOTES,
        Text(words("setup.notes.text")),
        Items(tuple(rows[:MOST_LISTED])),
        Text(words("setup.notes.nearest")),
        buttons=(Button(NOTES_OF, words("setup.notes.change"), opens_form=True),),
    )


def _row(words: Words, kept: Kept) -> str:
    names = later_notes(words)
    notes = ", ".join(name for stage, name in names.items() if stage in kept.stages)
    return words("setup.notes.row", name=kept.name, notes=notes)


def of_form(words: Words, mine: list[Kept]) -> Form:
    """Ask for the scope: everywhere, an area, or a trigger."""
    options = options_named((str(kept.scope), kept.name) for kept in mine)
    return Form(
        name=NOTES_OF,
        subject="",
        title=words("setup.notes.title"),
        close=words("core.close"),
        submit=words("setup.notes.go_on"),
        inputs=(Choice("of", words("setup.notes.of"), options, chosen=options[0].value),),
    )


def edit_form(words: Words, kept: Kept) -> Form:
    """Ask which later notes one scope keeps."""
    options = options_labelled(later_notes(words))
    return Form(
        name=NOTES_EDIT,
        subject=str(kept.scope),
        title=words("setup.notes.title"),
        close=words("core.close"),
        submit=words("setup.notes.save"),
        parts=(Text(words("setup.notes.each", name=kept.name)),),
        inputs=(Ticks("stages", words("setup.notes.label"), options, ticked=kept.stages),),
    )

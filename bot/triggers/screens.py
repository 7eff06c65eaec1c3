"""The cards of triggers."""

from collections.abc import Iterator

from bot.adverse_events import harms, kinds
from bot.core.screens import Button, Card, Confirm, Items, Part, Text, Weight
from bot.core.texts import Words, texts_of
from bot.programme import coordinator_card
from bot.programme.model import Kind, Programme, Trigger
from bot.triggers.forms import audiences, later_notes, wait_text
from bot.triggers.model import State, lacking
from bot.triggers.names import (
    CHECKS,
    EDIT,
    SHOW,
    START,
    TEST,
    TRIGGER_LIST,
    TRIGGER_PAUSE,
    TRIGGER_PUT_BACK,
    TRIGGER_REMOVE,
    TRIGGER_RESUME,
)

MOST_LISTED = 12
MOST_NAMED = 4


def states(words: Words) -> dict[State, str]:
    """The labels of the states of a trigger."""
    return texts_of(words, "trigger.state", State)


def list_card(words: Words, triggers: list[tuple[Trigger, State]]) -> Card:
    """The triggers with their states."""
    named = states(words)
    rows = [
        words("trigger.list.row", name=trigger.key, state=named[state])
        for trigger, state in triggers[:MOST_LISTED]
    ]
    if len(triggers) > MOST_LISTED:
        rows.append(words("trigger.list.more", count=len(triggers) - MOST_LISTED))
    text = words("trigger.list.text") if rows else words("trigger.list.none")
    parts: tuple[Part, ...] = (Text(text), Items(tuple(rows))) if rows else (Text(text),)
    add = Button(START, words("trigger.list.add"), weight=Weight.MAIN, opens_form=True)
    return coordinator_card(words, TRIGGER_LIST, *parts, buttons=(add,))


def show_card(
    words: Words, programme: Programme, trigger: Trigger, state: State, *, mine: bool
) -> Card:
    """Describe a trigger; ``mine`` adds the buttons that change it."""
    title = words("trigger.show.title", name=trigger.key, state=states(words)[state])
    parts: list[Part] = [Text(title), Items(_description(words, programme, trigger))]
    if state is State.DRAFT:
        parts.append(Text(words("trigger.show.draft", count=len(lacking(trigger)))))
    buttons = _choices(words, trigger, state) if mine else ()
    return coordinator_card(words, SHOW, *parts, buttons=buttons, subject=trigger.key)


def _description(words: Words, programme: Programme, trigger: Trigger) -> tuple[str, ...]:
    rows = [_about(words, trigger), _where(words, programme, trigger)]
    if trigger.is_milestone:
        rows.append(words("trigger.show.milestone"))
    else:
        rows += _first_notes(words, trigger)
    if trigger.stages:
        notes = [name for stage, name in later_notes(words).items() if stage in trigger.stages]
        rows.append(words("trigger.show.stages", notes=", ".join(notes)))
    if trigger.per_unit:
        rows.append(words("trigger.show.per_unit", count=trigger.per_unit))
    if trigger.per_person:
        rows.append(words("trigger.show.per_person", count=trigger.per_person))
    if trigger.starts:
        rows.append(words("trigger.show.starts", day=trigger.starts))
    if trigger.ends:
        rows.append(words("trigger.show.ends", day=trigger.ends))
    return tuple(rows)


def _first_notes(words: Words, trigger: Trigger) -> Iterator[str]:
    yield words("trigger.show.audience", who=audiences(words)[trigger.audience])
    if trigger.ambient:
        yield words("trigger.show.ambient")
    yield words(
        "trigger.show.waits",
        delay=wait_text(words, trigger.delay),
        hold_off=wait_text(words, trigger.hold_off),
    )


def _about(words: Words, trigger: Trigger) -> str:
    kind = words("trigger.any_kind") if trigger.kind == "*" else kinds(words)[Kind(trigger.kind)]
    return words("trigger.show.about", kind=kind, harm=harms(words)[trigger.harm])


def _where(words: Words, programme: Programme, trigger: Trigger) -> str:
    if not trigger.units:
        return words("trigger.everywhere")
    names = [unit.name for unit in programme.units if unit.key in trigger.units]
    shown, more = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    where = words("programme.and_more", names=shown, more=more) if more > 0 else shown
    return words("trigger.show.where", units=where)


def _choices(words: Words, trigger: Trigger, state: State) -> tuple[Button, ...]:
    test = Button(TEST, words("trigger.button.test"), trigger.key, opens_form=True)
    edit = Button(EDIT, words("trigger.button.edit"), trigger.key, opens_form=True)
    sure = Confirm(
        words("trigger.sure.title"),
        words("trigger.sure.text"),
        words("trigger.sure.yes"),
        words("trigger.sure.no"),
    )
    remove = Button(
        TRIGGER_REMOVE, words("trigger.button.remove"), trigger.key, Weight.GRAVE, confirm=sure
    )
    match state:
        case State.DRAFT:
            label = words("trigger.button.checks")
            then = Button(CHECKS, label, trigger.key, Weight.MAIN, opens_form=True)
        case State.PAUSED:
            then = Button(TRIGGER_RESUME, words("trigger.button.resume"), trigger.key)
        case _:
            then = Button(TRIGGER_PAUSE, words("trigger.button.pause"), trigger.key)
    return (test, edit, then, remove)


def removed_card(words: Words, key: str) -> Card:
    """Replace the card of a removed trigger, with a button that puts it back."""
    text = Text(words("trigger.removed", name=key))
    put_back = Button(TRIGGER_PUT_BACK, words("trigger.button.put_back"), key)
    return coordinator_card(words, SHOW, text, buttons=(put_back,), subject=key)

"""The cards of triggers."""

from collections.abc import Sequence

from bot.adverse_events.model import BY_PLAN
from bot.check_ins import call_labels
from bot.core.names import Action
from bot.core.screens import Button, Card, Confirm, Items, Part, Text, Weight
from bot.core.texts import Words, texts_of
from bot.programme import coordinator_card
from bot.programme.model import Calls, Programme, Trigger
from bot.triggers.forms import later_notes
from bot.triggers.model import Meant, State, Verb, lacking
from bot.triggers.names import (
    CHECKS,
    EDIT,
    MORE,
    PICK,
    SHOW,
    START,
    TEST,
    TRIGGER_LIST,
    TRIGGER_PAUSE,
    TRIGGER_PUT_BACK,
    TRIGGER_REMOVE,
    TRIGGER_RESUME,
    WHICH,
)
from bot.triggers.sentences import sentence, short, wait_text

MOST_LISTED = 12
MOST_ASKED = 4
"""How many triggers the question has, beside the button to all of them."""
MOST_LETTERS = 70
MOST_ON_A_BUTTON = 40
ACTS: dict[Verb, tuple[Action, bool]] = {
    Verb.SHOW: (SHOW.action, False),
    Verb.EDIT: (EDIT, True),
    Verb.TEST: (TEST, True),
    Verb.PAUSE: (TRIGGER_PAUSE, False),
    Verb.RESUME: (TRIGGER_RESUME, False),
    Verb.REMOVE: (TRIGGER_REMOVE, False),
}
"""The button that does what was typed, and whether a form answers it."""


def states(words: Words) -> dict[State, str]:
    """The labels of the states of a trigger."""
    return texts_of(words, "trigger.state", State)


def list_card(words: Words, programme: Programme, triggers: list[tuple[Trigger, State]]) -> Card:
    """The triggers as sentences, with their states."""
    named = states(words)
    rows = [
        words("trigger.list.row", sentence=sentence(words, programme, each), state=named[state])
        for each, state in triggers[:MOST_LISTED]
    ]
    if len(triggers) > MOST_LISTED:
        rows.append(words("trigger.list.more", count=len(triggers) - MOST_LISTED))
    text = words("trigger.list.text") if rows else words("trigger.list.none")
    parts: tuple[Part, ...] = (Text(text), Items(tuple(rows))) if rows else (Text(text),)
    add = Button(START, words("trigger.list.add"), weight=Weight.MAIN, opens_form=True)
    see = (Button(PICK, words("trigger.list.open"), opens_form=True),) if rows else ()
    return coordinator_card(words, TRIGGER_LIST, *parts, buttons=(add, *see))


def which_card(
    words: Words, programme: Programme, meant: Meant, triggers: Sequence[Trigger]
) -> Card:
    """Ask which of these was meant; a press does what was typed."""
    action, opens_form = ACTS[meant.verb]
    asked = triggers[:MOST_ASKED]
    named = [short(words, programme, each) for each in asked]
    parts: tuple[Part, ...] = (Text(words("trigger.which.text")),)
    labels = named
    if len(set(named)) < len(named) or max(map(len, named), default=0) > MOST_ON_A_BUTTON:
        # A chat is narrow: long ones stand in a list, and the buttons have their numbers.
        labels = [str(number) for number in range(1, len(named) + 1)]
        told = (sentence(words, programme, each) for each in asked)
        rows = tuple(f"{n}: {said}" for n, said in zip(labels, told, strict=True))
        parts = (*parts, Items(rows))
    buttons = [
        Button(action, label, each.key, opens_form=opens_form)
        for label, each in zip(labels, asked, strict=True)
    ]
    buttons.append(Button(TRIGGER_LIST.action, words("trigger.which.all")))
    return coordinator_card(words, WHICH, *parts, buttons=tuple(buttons), subject=str(meant))


def show_card(
    words: Words, programme: Programme, trigger: Trigger, state: State, *, mine: bool
) -> Card:
    """Describe a trigger; ``mine`` adds the buttons that change it."""
    said = sentence(words, programme, trigger)
    title = words("trigger.list.row", sentence=said, state=states(words)[state])
    parts: list[Part] = [Items((title, *_details(words, trigger)))]
    if state is State.DRAFT:
        parts.append(Text(words("trigger.show.draft", count=len(lacking(trigger)))))
    buttons = _choices(words, trigger, state) if mine else ()
    return coordinator_card(words, SHOW, *parts, buttons=buttons, subject=trigger.key)


def _details(words: Words, trigger: Trigger) -> tuple[str, ...]:
    """What the sentence does not say."""
    rows = []
    if trigger.kind in BY_PLAN:
        rows.append(words("trigger.show.by_plan"))
    if trigger.hold_off:
        rows.append(words("trigger.show.hold_off", hold_off=wait_text(words, trigger.hold_off)))
    if trigger.stages:
        notes = [name for stage, name in later_notes(words).items() if stage in trigger.stages]
        rows.append(words("trigger.show.stages", notes=", ".join(notes)))
    if trigger.per_unit:
        rows.append(words("trigger.show.per_unit", count=trigger.per_unit))
    if trigger.per_person:
        rows.append(words("trigger.show.per_person", count=trigger.per_person))
    if trigger.calls is not Calls.NONE:
        rows.append(words("trigger.show.calls", calls=call_labels(words)[trigger.calls]))
    if trigger.starts:
        rows.append(words("trigger.show.starts", day=trigger.starts))
    if trigger.ends:
        rows.append(words("trigger.show.ends", day=trigger.ends))
    return tuple(rows)


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
    more = Button(MORE, words("trigger.button.more"), trigger.key, opens_form=True)
    return (test, edit, more, then, remove)


def removed_card(words: Words, programme: Programme, trigger: Trigger) -> Card:
    """Replace the card of a removed trigger, with a button that puts it back."""
    text = Text(words("trigger.removed", sentence=short(words, programme, trigger)))
    put_back = Button(TRIGGER_PUT_BACK, words("trigger.button.put_back"), trigger.key)
    return coordinator_card(words, SHOW, text, buttons=(put_back,), subject=trigger.key)

"""The screens of swaps: the list, the form, the card of an offer, and two short notes."""

from collections.abc import Iterable, Sequence

from bot.core.inputs import Choice, options_named
from bot.core.lines import Lines
from bot.core.messages import A_DAY, Message, by_day
from bot.core.names import Action, Dialog
from bot.core.screens import Button, Card, Form, Items, Part, Text
from bot.core.texts import Words
from bot.duty.model import TurnChange
from bot.duty.screens import SWAP
from bot.duty.turn_texts import span
from bot.duty.turns import Turn
from bot.programme import Window
from bot.supporters import duty_note

OFFER = Dialog("duty.offer")
TAKE = Action("duty.take")
TAKE_HERE = Action("duty.take_here")
KEEP = Action("duty.keep")
TURN = Message("supporters.turn", by_day(2 * A_DAY))
TAKEN = Message("supporters.turn_taken", by_day(2 * A_DAY))
GIVEN = Message("supporters.turn_given", by_day(2 * A_DAY))
MOST_TO_TAKE = 2
MOST_LISTED = 6


def swap_card(
    words: Words, zone: str, free: Sequence[TurnChange], mine: Sequence[TurnChange]
) -> Card:
    """Make the list of turns that the reader could take or has offered, without names."""
    parts: list[Part] = []
    if free:
        listed = tuple(_when(words, each, zone) for each in free[:MOST_LISTED])
        parts += [Text(words("supporters.swap.free")), Items(listed)]
    if mine:
        listed = tuple(_when(words, each, zone) for each in mine[:MOST_LISTED])
        parts += [Text(words("supporters.swap.mine")), Items(listed)]
    if not parts:
        parts = [Text(words("supporters.swap.nothing"))]
    takes = [
        Button(
            TAKE_HERE, words("supporters.swap.take", turn=_when(words, each, zone)), each.reference
        )
        for each in free[:MOST_TO_TAKE]
    ]
    keeps = [
        Button(KEEP, words("supporters.swap.keep", turn=_when(words, each, zone)), each.reference)
        for each in mine[:MOST_TO_TAKE]
    ]
    offer = Button(OFFER, words("supporters.swap.offer"), opens_form=True)
    return Card(
        screen=SWAP,
        subject="",
        preview=words("supporters.preview"),
        parts=tuple(parts),
        buttons=unlike((*takes, *keeps, offer)),
    )


def unlike(buttons: Iterable[Button]) -> tuple[Button, ...]:
    """Keep the first of the buttons with the same label, such as two turns at one time."""
    first: dict[str, Button] = {}
    for button in buttons:
        first.setdefault(button.label, button)
    return tuple(first.values())


def offer_form(words: Words, zone: str, turns: Sequence[Turn], areas: dict[str, str]) -> Form:
    """Make the form to choose a turn; ``areas`` maps areas to names if there are several."""
    options = options_named((turn.name, _named(words, turn, zone, areas)) for turn in turns)
    return Form(
        name=OFFER,
        subject="",
        title=words("supporters.swap.offer"),
        close=words("core.close"),
        parts=(Text(words("supporters.swap.stays")),),
        inputs=(Choice("turn", words("supporters.swap.which"), options),),
        submit=words("supporters.swap.offer_it"),
    )


def _named(words: Words, turn: Turn, zone: str, areas: dict[str, str]) -> str:
    text = span(words, turn.window, zone)
    return f"{text} · {areas[turn.area]}" if turn.area in areas else text


def turn_card(words: Words, change: TurnChange, zone: str, *, free: bool) -> Card:
    """Make the card of an offered turn, for a channel or each taker; it has no names."""
    text = words("supporters.turn.taken")
    if free:
        text = words("supporters.turn.free", turn=_when(words, change, zone))
    take = Button(TAKE, words("supporters.turn.take"), change.reference)
    return Card(
        screen=TURN,
        subject=change.reference,
        preview=words("supporters.preview"),
        parts=(Text(text),),
        buttons=(take,) if free else (),
    )


def taken_card(words: Words, lines: Lines, change: TurnChange, zone: str) -> Card:
    """Make the note to the person who took a turn."""
    text = words("supporters.turn.yours", turn=_when(words, change, zone))
    return duty_note(words, lines, TAKEN, change.reference, text)


def given_card(words: Words, lines: Lines, change: TurnChange, zone: str) -> Card:
    """Make the note to the person whose turn was taken."""
    text = words("supporters.turn.given", turn=_when(words, change, zone))
    return duty_note(words, lines, GIVEN, change.reference, text)


def _when(words: Words, change: TurnChange, zone: str) -> str:
    return span(words, Window(change.starts, change.ends), zone)

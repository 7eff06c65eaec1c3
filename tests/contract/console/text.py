"""Cards and forms as lines of text; buttons and forms have numbers, which are typed."""

from collections.abc import Callable
from typing import assert_never

from bot.core.inputs import Choice, DayInput, Input, PeoplePicker, PhoneInput, Ticks, TimeInput
from bot.core.screens import Button, Card, Form, Items, Part, Row, Tiles, lines_of

Number = Callable[[Button], int]
"""Gives a button the number that presses it."""


def card_text(card: Card, number: Number) -> str:
    """A card, each button on a line of its own."""
    parts = [line for part in card.parts for line in _part(part, number)]
    return "\n".join([card.preview, *parts, *(_button(one, number) for one in card.buttons)])


def form_text(form: Form, form_number: int, number: Number) -> str:
    """A form, with a name before each input, what is entered, and what is wrong with it."""
    lines = [f"FORM {form_number} {form.title}"]
    lines += [line for part in form.parts for line in _part(part, number)]
    for one in form.inputs:
        lines += [one.group] if one.group else []
        lines += [f"{one.name}: {one.label}", *_options(one)]
        lines += [f"  now: {value}" for value in _entered(one)]
        lines += [f"  wrong: {one.fault}"] if one.fault else []
    return "\n".join([*lines, *filter(None, [form.submit, form.close])])


def _button(button: Button, number: Number) -> str:
    asks = f" ({button.confirm.text})" if button.confirm else ""
    return f"[{number(button)}] {button.label}{asks}"


def _part(part: Part, number: Number) -> list[str]:
    match part:
        case Items(items=items):
            return [f"- {item}" for item in items]
        case Row(buttons=buttons) | Tiles(buttons=buttons):
            return [*lines_of(part), *(_button(button, number) for button in buttons)]
        case _:
            return list(lines_of(part))


def _options(one: Input) -> list[str]:
    given = one.options if isinstance(one, Choice | Ticks) else ()
    return [f"  {option.value} = {option.label}" for option in given]


def _entered(one: Input) -> list[str]:
    match one:
        case Choice(chosen=text) | PhoneInput(number=text):
            return [text] if text else []
        case Ticks(ticked=texts) | PeoplePicker(picked=texts):
            return list(texts)
        case DayInput(day=day):
            return [day.isoformat()] if day else []
        case TimeInput(at=at):
            return [at.isoformat(timespec="minutes")] if at else []
        case _:
            assert_never(one)

"""Renders cards, forms and answers as JSON for the page. All texts are plain text."""

from dataclasses import asdict
from typing import Any, assert_never

from bot.core.conversation import Answer, Ask, Nothing, Replace, Say
from bot.core.screens import (
    Button,
    Card,
    Choice,
    DayInput,
    Form,
    Heading,
    Input,
    Items,
    Part,
    PeoplePicker,
    PhoneInput,
    Row,
    Small,
    Text,
    Ticks,
    TimeInput,
)

Json = dict[str, Any]


def card_json(card: Card) -> Json:
    """A card."""
    return {
        "screen": card.screen,
        "preview": card.preview,
        "parts": [part_json(part) for part in card.parts],
        "buttons": [button_json(button) for button in card.buttons],
    }


def form_json(form: Form) -> Json:
    """A form, including the values entered so far."""
    return {
        "name": form.name,
        "subject": form.subject,
        "nonce": form.nonce,
        "title": form.title,
        "close": form.close,
        "submit": form.submit,
        "parts": [part_json(part) for part in form.parts],
        "inputs": [input_json(one) for one in form.inputs],
    }


def answer_json(answer: Answer) -> Json:
    """An answer."""
    match answer:
        case Say(card=card):
            return {"answer": "say", "card": card_json(card)}
        case Ask(form=form):
            return {"answer": "ask", "form": form_json(form)}
        case Replace(card=card):
            return {"answer": "replace", "card": card_json(card)}
        case Nothing():
            return {"answer": "nothing"}
        case _:
            assert_never(answer)


def part_json(part: Part) -> Json:
    """A text, a heading, a list or a row of buttons."""
    match part:
        case Text(text=text) | Small(text=text) | Heading(text=text):
            return {"kind": type(part).__name__.lower(), "text": text}
        case Items(items=items):
            return {"kind": "items", "items": list(items)}
        case Row(buttons=buttons):
            return {"kind": "row", "buttons": [button_json(button) for button in buttons]}
        case _:
            assert_never(part)


def button_json(button: Button) -> Json:
    """A button, with its question if it asks for confirmation."""
    return {
        "action": button.action,
        "value": button.value,
        "label": button.label,
        "weight": button.weight.value,
        "opens_form": button.opens_form,
        "confirm": button.confirm and asdict(button.confirm),
    }


def input_json(one: Input) -> Json:
    """An input with its label, values and fault."""
    common = {
        "name": one.name,
        "label": one.label,
        "optional": one.optional,
        "fault": one.fault,
    }
    match one:
        case Choice(options=options, chosen=chosen):
            shown = [asdict(option) for option in options]
            return {**common, "kind": "choice", "options": shown, "values": _some(chosen)}
        case Ticks(options=options, ticked=ticked):
            shown = [asdict(option) for option in options]
            return {**common, "kind": "ticks", "options": shown, "values": list(ticked)}
        case PeoplePicker(picked=picked, most=most):
            return {**common, "kind": "people", "values": list(picked), "most": most}
        case DayInput(day=day):
            return {**common, "kind": "day", "values": _some(day.isoformat() if day else "")}
        case TimeInput(at=at):
            text = at.isoformat(timespec="minutes") if at else ""
            return {**common, "kind": "time", "values": _some(text)}
        case PhoneInput(number=number):
            return {**common, "kind": "phone", "values": _some(number)}
        case _:
            assert_never(one)


def _some(value: str) -> list[str]:
    return [value] if value else []

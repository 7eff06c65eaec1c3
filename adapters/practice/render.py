"""Renders cards, forms and answers as JSON for the page. All texts are plain text."""

from dataclasses import asdict
from typing import Any, assert_never

from bot.core.conversation import Answer, Ask, Nothing, Replace, Say
from bot.core.inputs import (
    Choice,
    DayInput,
    Input,
    PeoplePicker,
    PhoneInput,
    Ticks,
    TimeInput,
    values_of,
)
from bot.core.screens import (
    Button,
    Card,
    Facts,
    Form,
    Heading,
    Items,
    Part,
    Picture,
    Row,
    Small,
    Text,
    Tiles,
)

Json = dict[str, Any]


def card_json(card: Card) -> Json:
    """A card."""
    return {
        "screen": card.screen,
        "preview": card.preview,
        "parts": [shown for part in card.parts for shown in parts_json(part)],
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
        "parts": [shown for part in form.parts for shown in parts_json(part)],
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


def parts_json(part: Part) -> list[Json]:
    """A part as the page draws it; a tile is a text and its button."""
    if not isinstance(part, Tiles):
        return [_part_json(part)]
    return [
        shown
        for tile in part.tiles
        for shown in (
            _part_json(Text("\n".join(tile.lines))),
            _part_json(Row((tile.button,))),
        )
    ]


def _part_json(part: Text | Small | Items | Facts | Heading | Row | Picture) -> Json:
    kind = type(part).__name__.lower()
    match part:
        case Text(text=text):
            calls = {"calls": list(map(list, part.pieces()))} if part.links else {}
            return {"kind": kind, "text": text, **calls}
        case Small() | Heading() | Items():
            return {"kind": kind, **asdict(part)}
        case Facts(facts=facts):
            rows = [[fact.label, fact.value] for fact in facts]
            return {"kind": kind, "items": [fact.line for fact in facts], "facts": rows}
        case Picture(chart=chart, png=png):
            return {"kind": kind, "text": chart.alt, "png": png}
        case Row(buttons=buttons):
            return {"kind": kind, "buttons": [button_json(button) for button in buttons]}
        case _:
            assert_never(part)


def button_json(button: Button) -> Json:
    """A button, with its question if it asks for confirmation."""
    return {**asdict(button), "value": button.value}


def input_json(one: Input) -> Json:
    """An input with its label, values and fault."""
    shown = {name: getattr(one, name) for name in ("name", "label", "optional", "fault", "group")}
    shown["values"] = values_of(one)
    match one:
        case Choice(options=options):
            return {**shown, "kind": "choice", "options": list(map(asdict, options))}
        case Ticks(options=options):
            return {**shown, "kind": "ticks", "options": list(map(asdict, options))}
        case PeoplePicker(most=most):
            return {**shown, "kind": "people", "most": most}
        case DayInput():
            return {**shown, "kind": "day"}
        case TimeInput():
            return {**shown, "kind": "time"}
        case PhoneInput():
            return {**shown, "kind": "phone"}
        case _:
            assert_never(one)


def lines_of(shown: Json) -> list[str]:
    """What a card or form reads, line by line; the labels of buttons are in brackets."""
    lines: list[str] = []
    for part in [*shown["parts"], {"buttons": shown.get("buttons", ())}]:
        lines += part.get("items") or filter(None, [part.get("text")])
        if labels := [f"[{button['label']}]" for button in part.get("buttons", ())]:
            lines.append(" ".join(labels))
    return lines

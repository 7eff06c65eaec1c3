"""Renders the inputs of a form as Adaptive Card inputs."""

from typing import Any, assert_never

from adapters.teams.plain import markdown, plain
from bot.core.inputs import Choice, DayInput, Input, PeoplePicker, PhoneInput, Ticks, TimeInput
from bot.core.limits import LONGEST_NUMBER

Json = dict[str, Any]

FEW = 5
"""Up to this many options are shown openly; more become a menu."""
PEOPLE = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
"""Teams' own people picker, an extension of the schema; its values are object ids.

https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/people-picker
"""


def input_blocks(one: Input, required: str, needed: str) -> list[Json]:
    """An input, below the text of its fault.

    ``required`` is the label of a required input (screen readers do not announce it otherwise),
    with ``{label}`` in it. ``needed`` is the error shown if the input is empty.
    """
    label = plain(one.label)
    found = {
        **_element(one),
        "id": one.name,
        "label": label if one.optional else required.replace("{label}", label),
        "isRequired": not one.optional,
        "errorMessage": plain(one.fault or needed),
    }
    if not one.fault:
        return [found]
    # "Attention" is a colour of every theme; the text is clear without it.
    fault = {"type": "TextBlock", "text": markdown(one.fault), "wrap": True, "color": "Attention"}
    return [{**fault, "id": f"fault-{one.name}"}, found]


def _element(one: Input) -> Json:
    match one:
        case Choice(options=options, chosen=chosen):
            style = "expanded" if len(options) <= FEW else "compact"
            given = [_option(option.value, option.label) for option in options]
            found = {"type": "Input.ChoiceSet", "style": style, "choices": given, "wrap": True}
            return _begun(found, chosen if chosen in {one.value for one in options} else "")
        case Ticks(options=options, ticked=ticked):
            given = [_option(option.value, option.label) for option in options]
            found = {"type": "Input.ChoiceSet", "style": "expanded", "isMultiSelect": True}
            known = [one.value for one in options if one.value in ticked]
            return _begun({**found, "choices": given, "wrap": True}, ",".join(known))
        case PeoplePicker(picked=picked, most=most):
            found = {"type": "Input.ChoiceSet", "isMultiSelect": most > 1, "choices": []}
            return _begun({**found, "choices.data": PEOPLE}, ",".join(picked))
        case DayInput(day=day):
            return _begun({"type": "Input.Date"}, day.isoformat() if day else "")
        case TimeInput(at=at):
            return _begun({"type": "Input.Time"}, at.isoformat(timespec="minutes") if at else "")
        case PhoneInput(number=number):
            found = {"type": "Input.Text", "style": "Tel", "maxLength": LONGEST_NUMBER}
            return _begun(found, number)
        case _:
            assert_never(one)


def _option(value: str, label: str) -> Json:
    return {"title": plain(label), "value": value}


def _begun(element: Json, value: str) -> Json:
    """The element with its initial value, if there is one."""
    return {**element, "value": value} if value else element

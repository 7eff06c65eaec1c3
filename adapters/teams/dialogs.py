"""Forms as Teams' dialogs (task modules): a card with labelled inputs, kept when refused.

Teams shows neither a card's required mark nor its error to every screen reader, so "(required)"
stands in the label and what is wrong above the input, as text.
"""

from typing import assert_never

from adapters.teams.cards import CONTENT_TYPE, SCHEMA, VERSION, Json, elements, plain
from bot.screens import (
    LONGEST_NUMBER,
    Choice,
    DayInput,
    Form,
    Input,
    PeoplePicker,
    PhoneInput,
    Ticks,
    TimeInput,
)
from bot.texts import Words

FEW = 6
"""Up to so many options are shown open; more are a list that unfolds."""
SENT = "support-timeout"
"""Under this name a dialog's button carries which form it sends."""


def task_json(form: Form, words: Words) -> Json:
    """A form as the value of a task module's answer."""
    return {
        "title": form.title,
        "height": "medium",
        "width": "medium",
        "card": {"contentType": CONTENT_TYPE, "content": form_json(form, words)},
    }


def form_json(form: Form, words: Words) -> Json:
    """A form as a card whose one button sends it; closing the dialog does nothing."""
    body = [element for part in form.parts for element in elements(part)]
    body += [element for one in form.inputs for element in _labelled(one, words)]
    actions = []
    if form.submit:
        sent = {"form": form.name, "subject": form.subject, "nonce": form.nonce}
        button = {"type": "Action.Submit", "title": form.submit, "data": {SENT: sent}}
        actions.append(button)
    return {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": VERSION,
        "fallbackText": form.title,
        "speak": form.title,
        "body": body,
        "actions": actions,
    }


def _labelled(one: Input, words: Words) -> list[Json]:
    """An input; above it, where it was refused, why."""
    shown = input_json(one, words)
    if not one.fault:
        return [shown]
    fault = {"type": "TextBlock", "text": plain(one.fault), "wrap": True, "color": "Attention"}
    return [{**fault, "spacing": "Medium", "weight": "Bolder"}, {**shown, "spacing": "Small"}]


def input_json(one: Input, words: Words) -> Json:
    """An input with its label, what is in it, and what to say if it is left empty."""
    needed = words("teams.required", label=one.label)
    common: Json = {
        "id": one.name,
        "label": plain(one.label) if one.optional else plain(needed),
        "isRequired": not one.optional,
        "errorMessage": words("teams.missing"),
    }
    match one:
        case Choice(options=options, chosen=chosen):
            style = "expanded" if len(options) <= FEW else "compact"
            given = [{"title": o.label, "value": o.value} for o in options]
            shown = {"type": "Input.ChoiceSet", "style": style, "choices": given, "wrap": True}
            return {**shown, **common, "value": chosen}
        case Ticks(options=options, ticked=ticked):
            given = [{"title": o.label, "value": o.value} for o in options]
            shown = {"type": "Input.ChoiceSet", "style": "expanded", "isMultiSelect": True}
            return {**shown, "choices": given, "wrap": True, **common, "value": ",".join(ticked)}
        case PeoplePicker(picked=picked):
            # Teams' people picker, an extension of the schema: it searches the organisation.
            search = {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
            shown = {"type": "Input.ChoiceSet", "isMultiSelect": True, "choices": []}
            return {**shown, "choices.data": search, **common, "value": ",".join(picked)}
        case DayInput(day=day):
            return {"type": "Input.Date", **common, "value": day.isoformat() if day else ""}
        case TimeInput(at=at):
            shown_at = at.isoformat(timespec="minutes") if at else ""
            return {"type": "Input.Time", **common, "value": shown_at}
        case PhoneInput(number=number):
            shown = {"type": "Input.Text", "style": "Tel", "maxLength": LONGEST_NUMBER}
            return {**shown, **common, "value": number}
        case _:
            assert_never(one)

"""When somebody may be in danger: the hospital's plan and numbers, from memory; stores nothing."""

from bot.check_ins.names import PRIVACY_CLEAR
from bot.core.lines import Lines
from bot.core.names import Screen
from bot.core.screens import Button, Card, Items, Part, Text
from bot.core.texts import Words

URGENT = Screen("home.urgent")


def urgent_card(words: Words, lines: Lines) -> Card:
    """What to do now, whom to call, and the steps of the hospital's own plan."""
    parts: list[Part] = [Text(words("home.urgent.stay"))]
    if lines.emergency is not None:
        parts.append(Text(words("home.urgent.emergency", number=lines.emergency.number)))
    else:
        parts.append(Text(words("home.urgent.emergency_unknown")))
    if lines.plan:
        parts.append(Text(words("home.urgent.plan")))
        parts.append(Items(tuple(words.said(step) for step in lines.plan)))
    if lines.crisis is not None:
        parts.append(
            Text(
                words(
                    "home.urgent.line",
                    name=words.said(lines.crisis.name),
                    number=lines.crisis.number,
                )
            )
        )
    parts.append(Text(words("home.urgent.after")))
    return Card(
        screen=URGENT,
        subject="",
        preview=words("home.preview"),
        parts=tuple(parts),
        buttons=(Button(PRIVACY_CLEAR, words("home.clear")),),
    )

"""The urgent screen: the hospital's plan and numbers, drawn from memory; nothing is stored."""

from bot.check_ins.names import PRIVACY_CLEAR
from bot.core.lines import Lines
from bot.core.names import Screen
from bot.core.screens import Button, Card, Items, Part, Text
from bot.core.texts import Words

URGENT = Screen("home.urgent")


def urgent_card(words: Words, lines: Lines) -> Card:
    """Show what to do now, the numbers to call, and the hospital's own plan."""
    parts: list[Part] = [Text(words("home.urgent.stay"))]
    if lines.emergency is not None:
        parts.append(Text(words("home.urgent.emergency", number=lines.emergency.number)))
    else:
        parts.append(Text(words("home.urgent.emergency_unknown")))
    if lines.plan:
        parts.append(Text(words("home.urgent.plan")))
        parts.append(Items(tuple(words.translate(step) for step in lines.plan)))
    if lines.crisis is not None:
        name, number = words.translate(lines.crisis.name), lines.crisis.number
        parts.append(Text(words("home.urgent.line", name=name, number=number)))
    parts.append(Text(words("home.urgent.after")))
    clear = Button(PRIVACY_CLEAR, words("home.clear"))
    return Card(URGENT, "", words("home.preview"), tuple(parts), (clear,))

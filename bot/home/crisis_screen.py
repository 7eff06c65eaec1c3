"""The crisis screen, drawn from lines in memory, so that it works when nothing else does."""

from bot.check_ins.names import PRIVACY_CLEAR
from bot.core.lines import Lines, SupportLine
from bot.core.names import Screen
from bot.core.screens import Button, Card, Items, Part, Small, Text
from bot.core.texts import Words

CRISIS = Screen("home.crisis")


def crisis_card(words: Words, lines: Lines) -> Card:
    """Show the numbers to call now, their hours and costs. Showing it is not counted."""
    parts: list[Part] = [Text(words("home.crisis.cope"))]
    if lines.crisis is not None:
        parts.append(Text(_line(words, lines.crisis)))
        parts.append(Text(words("home.crisis.no_name_needed")))
    if lines.emergency is None:
        parts.append(Text(words("home.crisis.emergency_unknown")))
    else:
        parts.append(Text(words("home.crisis.emergency", number=lines.emergency.number)))
    if lines.others:
        parts.append(Items(tuple(_line(words, line) for line in lines.others)))
    parts.append(Small(words("home.crisis.bot")))
    clear = Button(PRIVACY_CLEAR, words("home.clear"))
    return Card(CRISIS, "", words("home.preview"), tuple(parts), (clear,))


def _line(words: Words, line: SupportLine) -> str:
    return words(
        "home.crisis.line",
        name=words.translate(line.name),
        how=words.translate(line.how),
        number=line.number,
        hours=words.translate(line.hours),
        cost=words.translate(line.cost),
    )

"""The crisis screen: from lines in memory, so that it works when nothing else does."""

from bot.check_ins.names import PRIVACY_CLEAR
from bot.core.lines import Lines, SupportLine
from bot.core.names import Screen
from bot.core.screens import Button, Card, Items, Part, Small, Text
from bot.core.texts import Words

CRISIS = Screen("home.crisis")


def crisis_card(words: Words, lines: Lines) -> Card:
    """Whom to call now, how, when and at what cost. Showing it is counted nowhere."""
    return Card(
        screen=CRISIS,
        subject="",
        preview=words("home.preview"),
        parts=(
            Text(words("home.crisis.cope")),
            *_crisis_line(words, lines),
            Text(_emergency(words, lines)),
            *_others(words, lines),
            Small(words("home.crisis.bot")),
        ),
        buttons=(Button(PRIVACY_CLEAR, words("home.clear")),),
    )


def _crisis_line(words: Words, lines: Lines) -> tuple[Part, ...]:
    line = lines.crisis
    if line is None:
        return ()
    return (Text(_line(words, line)), Text(words("home.crisis.no_name_needed")))


def _line(words: Words, line: SupportLine) -> str:
    return words(
        "home.crisis.line",
        name=words.said(line.name),
        how=words.said(line.how),
        number=line.number,
        hours=words.said(line.hours),
        cost=words.said(line.cost),
    )


def _emergency(words: Words, lines: Lines) -> str:
    line = lines.emergency
    if line is None:
        return words("home.crisis.emergency_unknown")
    return words("home.crisis.emergency", number=line.number)


def _others(words: Words, lines: Lines) -> tuple[Part, ...]:
    """Every other line there is."""
    said = [_line(words, line) for line in lines.others]
    return (Items(tuple(said)),) if said else ()

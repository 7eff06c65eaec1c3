"""The crisis and urgent screens, drawn from memory, so that they work when nothing else does.

Nothing is stored about showing them.
"""

from bot.check_ins.names import PRIVACY_CLEAR
from bot.core.limits import MOST_PARTS
from bot.core.lines import Lines, SupportLine, reaching
from bot.core.names import Screen
from bot.core.screens import Button, Card, Items, Part, Small, Text
from bot.core.texts import Words

CRISIS = Screen("home.crisis")
URGENT = Screen("home.urgent")


def crisis_card(words: Words, lines: Lines) -> Card:
    """Show the numbers to call now, their hours and costs. Showing it is not counted."""
    parts: list[Part] = [Text(words("home.crisis.cope"))]
    if lines.crisis is not None:
        parts.append(_line(words, lines.crisis))
        parts.append(Text(words("home.crisis.no_name_needed")))
    if lines.emergency is None:
        parts.append(Text(words("home.crisis.emergency_unknown")))
    else:
        said = words("home.crisis.emergency", number=lines.emergency.number)
        parts.append(reaching(words, said, lines.emergency))
    if others := (*lines.others, *lines.topical):
        told = tuple(_line(words, line) for line in others)
        # A list cannot be tapped, so only what is too long for paragraphs becomes one.
        is_long = len(parts) + len(told) >= MOST_PARTS
        parts += [Items(tuple(one.text for one in told))] if is_long else told
    parts.append(Small(words("home.crisis.bot")))
    clear = Button(PRIVACY_CLEAR, words("home.clear"))
    return Card(CRISIS, "", words("home.preview"), tuple(parts), (clear,))


def _line(words: Words, line: SupportLine) -> Text:
    text = words(
        "home.crisis.line",
        name=words.translate(line.name),
        how=words.translate(line.how),
        number=line.number,
        hours=words.translate(line.hours),
        cost=words.translate(line.cost),
    )
    return reaching(words, text, line)


def urgent_card(words: Words, lines: Lines) -> Card:
    """Show what to do now, the numbers to call, and the hospital's own plan."""
    parts: list[Part] = [Text(words("home.urgent.stay"))]
    if lines.emergency is not None:
        said = words("home.urgent.emergency", number=lines.emergency.number)
        parts.append(reaching(words, said, lines.emergency))
    else:
        parts.append(Text(words("home.urgent.emergency_unknown")))
    if lines.plan:
        parts.append(Text(words("home.urgent.plan")))
        parts.append(Items(tuple(words.translate(step) for step in lines.plan)))
    if lines.crisis is not None:
        name = words.translate(lines.crisis.name)
        said = words("home.urgent.line", name=name, number=lines.crisis.number)
        parts.append(reaching(words, said, lines.crisis))
    parts.append(Text(words("home.urgent.after")))
    clear = Button(PRIVACY_CLEAR, words("home.clear"))
    return Card(URGENT, "", words("home.preview"), tuple(parts), (clear,))

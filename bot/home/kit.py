"""Shows a coordinator what the awareness kit is, and the line with which it is made.

The kit is written on the server (``support-timeout kit``): a chat is no place to keep files.
"""

from bot.core.context import Context
from bot.core.conversation import Command
from bot.core.lines import Lines, reaching
from bot.core.names import Screen
from bot.core.routes import Reply, say
from bot.core.screens import Card, Items, Small, Text
from bot.core.texts import Words
from bot.programme import coordinator_card, current

KIT = Screen("home.kit")


async def show(context: Context, command: Command) -> Reply:
    """Show the kit."""
    return say(KIT)


async def draw(context: Context, subject: str) -> Card:
    """Draw the kit with the helpline that stands on it."""
    programme = await current(context.work)
    return kit_card(context.words, Lines(programme.within("").lines))


def kit_card(words: Words, lines: Lines) -> Card:
    """Draw what is in the kit, its number, and the line for the person who runs the service."""
    line = lines.on_paper
    if line is None:
        number = Text(words("home.kit.no_number"))
    else:
        name = words.translate(line.name)
        said = words("home.kit.number", name=name, number=line.number)
        number = reaching(words, said, line)
    return coordinator_card(
        words,
        KIT,
        Text(words("home.kit.what")),
        number,
        Text(words("home.kit.make")),
        Items((words("setup.line.kit"),)),
        Small(words("home.kit.scan")),
    )

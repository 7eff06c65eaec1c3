"""What is said of commands: the pages of help, and the lists that platforms offer.

A command (``bot.core.routes.OnCommand``) carries its own line of help and its own place in the
lists, so that help, the lists, suggestions and the dispatcher all read the same value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.lines import Lines

SUPPORT, ADMIN = "support", "support-admin"
"""What the commands of everybody, and those of leads and coordinators, begin with."""
OPEN_HOME, FREE_TEXT = "home", "say"
"""What adapters send when somebody opens their page, and when somebody types no command."""
NOES = ("no", "no thanks", "no thank you", "no gracias")
"""The words on the button that ends a note, as people type them into a chat, and nothing else."""


@dataclass(frozen=True)
class HelpPage:
    """One page of help. It holds at most 90 words; what no longer fits goes to another page."""

    command: str
    """The command that it is help for, without a slash."""
    topic: str
    """What is typed after ``help`` to open it; the first page of a command opens without."""
    label: str
    """The key of the words on the button that opens it."""
    intro: str = ""
    """The key of a sentence above the lines."""
    outro: str = ""
    """The key of a sentence below them."""


FIRST_STEPS = HelpPage(SUPPORT, "now", "home.help_button", outro="home.help.others")
NOTES_AND_DATA = HelpPage(SUPPORT, "messages", "home.help.messages")
FOR_SUPPORTERS = HelpPage(SUPPORT, "supporters", "home.for_supporters", "home.help.supporters")
EVERY_DAY = HelpPage(ADMIN, "everyday", "home.help_button", "home.admin_help.intro")
SETTING_UP = HelpPage(ADMIN, "setup", "home.admin_help.setting_up", "home.admin_help.setup_intro")
SUPPORT_PAGES = (FIRST_STEPS, NOTES_AND_DATA, FOR_SUPPORTERS)
ADMIN_PAGES = (EVERY_DAY, SETTING_UP)


def page_of(pages: Sequence[HelpPage], typed: str) -> HelpPage:
    """Return the page of a topic, or of a number from 1; the first one for anything else."""
    for number, page in enumerate(pages, 1):
        if typed.casefold() in {page.topic, str(number)}:
            return page
    return pages[0]


def _nothing(lines: Lines) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class HelpLine:
    """The line about a command on a page of help."""

    page: HelpPage
    rank: int
    """Its place on the page, lowest first; no two lines of a page share one."""
    text: str
    """The key of the line, in which ``{typed}`` is the command with an example of its words."""
    example: str = ""
    """What is typed after the command, such as ``3d``."""
    values: Callable[[Lines], Mapping[str, str]] = _nothing
    """The values of the text besides ``typed``."""


@dataclass(frozen=True)
class Listing:
    """The place of a command in the list that a platform shows to people who begin to type.

    A platform that lists only so many takes those of the lowest rank.
    """

    rank: int
    """No two commands share one."""
    text: str
    """The key of a few words about it."""
    in_channels: bool = False
    """Whether it is also listed where several people write; its answer is private even there."""

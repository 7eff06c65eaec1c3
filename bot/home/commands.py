"""The pages of help, and the key of the line for each command.

A test compares the commands with the routes, both ways. A page holds at most 90 words; a command
that no longer fits goes to another page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class HelpPage:
    """One page of help."""

    topic: str
    """What is typed after ``help`` to open it; the first page opens without."""
    label: str
    """The key of the words on the button that opens it."""
    commands: Mapping[str, str]
    intro: str = ""
    """The key of a sentence above the commands."""
    outro: str = ""
    """The key of a sentence below them."""


SUPPORT_HELP = (
    HelpPage(
        topic="now",
        label="home.help_button",
        commands={
            "now": "home.help.now",
            "break": "home.help.break",
            "talk": "home.help.talk",
            "colleague": "home.help.colleague",
            "crisis": "home.help.crisis",
            "urgent": "home.help.urgent",
        },
        outro="home.help.others",
    ),
    HelpPage(
        topic="messages",
        label="home.help.messages",
        commands={
            "snooze": "home.help.snooze",
            "stop": "home.help.stop",
            "resume": "home.help.resume",
            "settings": "home.help.settings",
            "mydata": "home.help.mydata",
            "forget": "home.help.forget",
        },
    ),
    HelpPage(
        topic="supporters",
        label="home.for_supporters",
        commands={
            "duty": "home.help.duty",
            "duty week": "home.help.duty_week",
            "queue": "home.help.queue",
            "mine": "home.help.mine",
            "claim": "home.help.claim",
            "release": "home.help.release",
            "hand off": "home.help.hand_off",
            "escalate": "home.help.escalate",
            "done": "home.help.done",
        },
        intro="home.help.supporters",
    ),
)

ADMIN_HELP = (
    HelpPage(
        topic="everyday",
        label="home.help_button",
        commands={
            "activate": "home.admin_help.activate",
            "undo": "home.admin_help.undo",
            "open": "home.admin_help.open",
            "coverage": "home.admin_help.coverage",
            "assign": "home.admin_help.assign",
            "group": "home.admin_help.group",
            "retention": "home.admin_help.retention",
            "pause all": "home.admin_help.pause",
            "resume all": "home.admin_help.resume",
        },
        intro="home.admin_help.intro",
    ),
    HelpPage(
        topic="setup",
        label="home.admin_help.setting_up",
        commands={
            "setup": "home.admin_help.setup",
            "people": "home.admin_help.people",
            "lines": "home.admin_help.lines",
            "roster": "home.admin_help.roster",
            "trigger": "home.admin_help.trigger",
            "followup": "home.admin_help.followup",
            "announce": "home.admin_help.announce",
            "audit": "home.admin_help.audit",
            "drill": "home.admin_help.drill",
            "doctor": "home.admin_help.doctor",
        },
        intro="home.admin_help.setup_intro",
    ),
)


def page_of(pages: Sequence[HelpPage], typed: str) -> HelpPage:
    """Return the page of a topic, or of a number from 1; the first one for anything else."""
    for number, page in enumerate(pages, 1):
        if typed.casefold() in {page.topic, str(number)}:
            return page
    return pages[0]

"""What the cards of coordinators have in common."""

from collections.abc import Sequence

from bot.core.emblems import emblem
from bot.core.names import Screen
from bot.core.screens import Button, Card, Icon, Part
from bot.core.texts import Words


def coordinator_card(
    words: Words, screen: Screen, *parts: Part, buttons: Sequence[Button] = (), subject: str = ""
) -> Card:
    """Make a card for coordinators; its preview tells neither of people nor of events."""
    return Card(
        screen,
        subject,
        words("programme.preview"),
        parts,
        tuple(buttons),
        emblem=emblem(words, Icon.OFFICE),
    )

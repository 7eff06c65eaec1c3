"""Drawn examples of every screen, for the checks of wording and of what platforms can show."""

from dataclasses import dataclass
from typing import Literal

from bot.core.screens import Card, Form


@dataclass(frozen=True)
class Sample:
    """One drawn screen. ``note``: an unasked private message. ``channel``: a shared card.

    ``page``: somebody's home, with sections.
    """

    kind: Literal["note", "card", "form", "channel", "page"]
    screen: Card | Form

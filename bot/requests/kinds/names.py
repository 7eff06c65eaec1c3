"""What the screens and buttons of the support kinds are called, and their subjects."""

from dataclasses import dataclass

from bot.core.names import Action, Dialog, Screen
from bot.core.packed import Packed

KIND = Screen("request.kind")
"""The card of one kind, one for each kind; its action has the kind and the episode as its value."""
ASK = Dialog("request.ask")
"""Calls a kind that has a line of its own, or asks it to call back."""
ASK_NOW = Action("request.ask_now")
ASK_WHO_FIRST = Action("request.ask_who_first")


@dataclass(frozen=True)
class KindSubject(Packed):
    """The subject of what shows a support kind or asks for it: the kind's key, and an episode."""

    kind: str
    episode: str = ""
    """The reference of the episode from whose note it is; empty without one."""


def kind_screen(key: str) -> Screen:
    """The screen of one kind."""
    return KIND.variant(key)

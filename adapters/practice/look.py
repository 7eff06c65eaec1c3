"""The conversations of the practice room as the stories read them, and the step they give."""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.practice.workspace import Message, Workspace
from bot.core.screens import Card


@dataclass(frozen=True)
class Step:
    """What just happened, and what to press next.

    ``user`` is whose phone to hold; ``press`` the action of the button that goes on, or one of
    the page's own. ``in_channel``: the button hangs in a shared channel. ``over``: this was the
    last one.
    """

    user: str
    happened: str
    step: str
    press: str = ""
    in_channel: bool = False
    over: bool = False


@dataclass(frozen=True)
class Look:
    """The conversations, with the questions the story asks of them."""

    workspace: Workspace

    def messages(self, user: str) -> list[Message]:
        """What hangs in somebody's conversation, oldest first."""
        return list(self.workspace.conversations.get(f"@{user}", {}).values())

    def unread(self, user: str) -> bool:
        """Whether somebody has not opened all of it."""
        return any(not message.read for message in self.messages(user))

    def newest(self, user: str, *screens: str) -> Card | None:
        """The newest card of these screens."""
        found = [m.card for m in self.messages(user) if m.card.screen in screens]
        return found[-1] if found else None

    def last(self, user: str) -> Card | None:
        """The card that came last."""
        found = self.messages(user)
        return found[-1].card if found else None

    def who_has(self, screen: str, subject: str) -> Iterator[tuple[str, Card]]:
        """Everybody in whose conversation such a card hangs that still has something to press."""
        for name in self.workspace.conversations:
            if name.startswith("@"):
                card = self.newest(name[1:], screen)
                if card is not None and card.subject == subject and card.buttons:
                    yield name[1:], card

    def has_seen(self, user: str, subject: str, *forms: str) -> bool:
        """Whether this person has opened one of these dialogs about the subject."""
        opened = self.workspace.dialogs.get(f"@{user}", set())
        return any(form in forms and about.startswith(subject) for form, about in opened)

    def in_channel(self, action: str) -> bool:
        """Whether such a button hangs in a shared channel."""
        return any(
            action in actions(message.card)
            for name, messages in self.workspace.conversations.items()
            if name.startswith("#")
            for message in messages.values()
        )


def actions(card: Card | None) -> set[str]:
    """The actions of everything that can be pressed on a card."""
    return {button.action for button in card.all_buttons} if card is not None else set()


def first_name(user: str) -> str:
    """The first name of one of the sample hospital's people, which is their user id there."""
    return user.capitalize()

"""Questions that the stories ask about the practice conversations, and the step they return."""

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.practice.workspace import Message, Workspace
from bot.core.screens import Card


@dataclass(frozen=True)
class NextStep:
    """What just happened, and what to press next."""

    user: str
    """The person whose phone the player holds."""
    happened: str
    step: str
    press: str = ""
    """The action of the button that continues the story, or one of the page's own actions."""
    in_channel: bool = False
    """Whether the button hangs in a shared channel."""
    over: bool = False
    """Whether this was the last step."""


@dataclass(frozen=True)
class Look:
    """Answers the stories' questions about a workspace."""

    workspace: Workspace

    def messages(self, user: str) -> list[Message]:
        """The messages in one person's conversation, oldest first."""
        return list(self.workspace.conversations.get(f"@{user}", {}).values())

    def unread(self, user: str) -> bool:
        """Whether a person has unread messages."""
        return any(not message.read for message in self.messages(user))

    def newest(self, user: str, *screens: str) -> Card | None:
        """The newest card of one of these screens."""
        newest_first = reversed(self.messages(user))
        return next((m.card for m in newest_first if m.card.screen in screens), None)

    def last(self, user: str) -> Card | None:
        """The card that arrived last."""
        found = self.messages(user)
        return found[-1].card if found else None

    def who_has(self, screen: str, subject: str) -> Iterator[tuple[str, Card]]:
        """Every person whose newest card of this screen is about ``subject`` and has buttons."""
        for name in self.workspace.conversations:
            if name.startswith("@"):
                card = self.newest(name[1:], screen)
                if card is not None and card.subject == subject and card.buttons:
                    yield name[1:], card

    def has_seen(self, user: str, subject: str, *forms: str) -> bool:
        """Whether a person opened one of these dialogs about the subject."""
        opened = self.workspace.dialogs.get(f"@{user}", set())
        return any(form in forms and about.startswith(subject) for form, about in opened)

    def in_channel(self, action: str) -> bool:
        """Whether a button with this action hangs in a shared channel."""
        return any(
            action in actions(message.card)
            for name, messages in self.workspace.conversations.items()
            if name.startswith("#")
            for message in messages.values()
        )


def actions(card: Card | None) -> set[str]:
    """The actions of all buttons on a card."""
    return {button.action for button in card.all_buttons} if card is not None else set()


def first_name(user: str) -> str:
    """The first name of a person in the sample hospital, whose user id it is there."""
    return user.capitalize()

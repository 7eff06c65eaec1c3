"""The messenger of the practice workspace."""

from datetime import timedelta

from adapters.practice.address import direct
from adapters.practice.workspace import Workspace
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.errors import RecipientGone
from bot.core.people import Account
from bot.core.screens import Card


class PracticeMessenger:
    """``conversation.Messenger`` over a workspace in memory."""

    def __init__(self, workspace: Workspace) -> None:
        """Post into ``workspace``."""
        self._workspace = workspace

    @property
    def per_second(self) -> float:
        """Messages per second; memory has no real limit."""
        return 1000.0

    @property
    def closes_messages(self) -> bool:
        """No: the stage draws both, opened and closed."""
        return False

    async def open_direct(self, account: Account) -> Address:
        """The private conversation with one person."""
        return direct(account)

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Post a card as a new message and return its id."""
        await before_call()
        return self._workspace.post(address.value, card)

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        """Redraw a posted card. Raises ``RecipientGone`` if the message no longer exists."""
        await before_call()
        if not self._workspace.replace(address.value, message, card):
            raise RecipientGone

    async def rests_for(self, account: Account) -> timedelta:
        """Zero: the practice workspace has no quiet hours."""
        return timedelta()

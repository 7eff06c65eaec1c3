"""The practice pager: shows in a conversation what the hospital's paging would send."""

from datetime import timedelta
from typing import Never

from adapters.practice.workspace import Workspace
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.errors import RecipientGone
from bot.core.people import Account
from bot.core.screens import Card

PAGER = "#pager"
"""The conversation that stands for the pager on somebody's belt."""


class PracticePager:
    """``conversation.Messenger`` of the hospital's paging, over a workspace in memory."""

    def __init__(self, workspace: Workspace) -> None:
        """Show pages in ``workspace``."""
        self._workspace = workspace

    @property
    def per_second(self) -> float:
        """Pages per second; memory has no real limit."""
        return 1000.0

    @property
    def closes_messages(self) -> bool:
        """No: a page is read when it comes."""
        return False

    async def open_direct(self, account: Account) -> Never:
        """Raise ``RecipientGone``: nobody has an account with the paging."""
        raise RecipientGone

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Show a page; returns its delivery id."""
        await before_call()
        self._workspace.post(PAGER, card)
        return card.subject

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> Never:
        """Raise ``RecipientGone``: a page cannot be changed."""
        raise RecipientGone

    async def rests_for(self, account: Account) -> timedelta:
        """Zero: a page is for waking somebody."""
        return timedelta()

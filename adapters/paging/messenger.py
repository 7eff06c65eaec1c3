"""The messenger of the hospital's paging: one attempt at one page."""

from datetime import timedelta
from typing import Never

from adapters.outbound import Outbound
from adapters.paging.mail import MailPager
from adapters.paging.webhook import WebhookPager
from adapters.settings import PagingSettings
from bot.core.clock import Clock
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.errors import Faulty, InstallationBroken, RecipientGone
from bot.core.people import Account
from bot.core.screens import Card, Text
from bot.programme.model import MAIL, WEBHOOK

PER_SECOND = 5.0


class PagingMessenger:
    """``conversation.Messenger`` over the hospital's paging; call ``close`` at the end.

    A page's delivery id is the subject of its card, which stays the same over repeats.
    """

    def __init__(
        self, settings: PagingSettings, clock: Clock, outbound: Outbound | None = None
    ) -> None:
        """Sign by ``clock``; ``outbound`` says how pages leave."""
        self._webhook = (
            WebhookPager(settings.url, settings.keys[0], clock, outbound)
            if settings.url and settings.keys
            else None
        )
        self._mail = MailPager(settings.mail, outbound) if settings.mail else None

    @property
    def per_second(self) -> float:
        """Pages per second."""
        return PER_SECOND

    async def close(self) -> None:
        """Close what is open."""
        if self._webhook is not None:
            await self._webhook.close()

    @property
    def closes_messages(self) -> bool:
        """No: a page is read when it comes."""
        return False

    async def open_direct(self, account: Account) -> Never:
        """Raise ``RecipientGone``: nobody has an account with the paging."""
        raise RecipientGone

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Send a page; returns its delivery id. Raises the errors of a messenger.

        A card that is more than one paragraph is no page, and goes nowhere: it could say too much.
        """
        texts = [part.text for part in card.parts if isinstance(part, Text)]
        if len(texts) != 1 or len(card.parts) != 1 or card.buttons:
            raise Faulty("not_a_page")
        (text,) = texts
        if address.value == WEBHOOK:
            if self._webhook is None:
                raise InstallationBroken("SUPPORT_PAGING_URL")
            await self._webhook.page(card.subject, text, before_call)
        else:
            if self._mail is None:
                raise InstallationBroken("SUPPORT_PAGING_SMTP_HOST")
            pager = address.value.removeprefix(MAIL)
            await self._mail.page(pager, card.subject, text, before_call)
        return card.subject

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> Never:
        """Raise ``RecipientGone``: a page cannot be changed."""
        raise RecipientGone

    async def rests_for(self, account: Account) -> timedelta:
        """Zero: a page is for waking somebody."""
        return timedelta()

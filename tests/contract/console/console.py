"""The console: what hangs where, who types what, and the door for both."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Self, assert_never

from aiohttp import web

from adapters.platforms import Named
from bot.core.conversation import (
    Address,
    Answer,
    Ask,
    BeforeCall,
    Bot,
    Command,
    Delivery,
    Incoming,
    Nothing,
    Press,
    Profile,
    Replace,
    Say,
    Submission,
    at_once,
)
from bot.core.errors import RecipientGone
from bot.core.health import Symptom
from bot.core.people import Account
from bot.core.screens import Button, Card, Form
from bot.core.storage import Storage
from tests.contract.console import NAME
from tests.contract.console.text import card_text, form_text

HOME, BETWEEN = NAME, "\n\f\n"


@dataclass(frozen=True)
class Placed:
    """A button, and the message it is on."""

    conversation: str
    message: str
    button: Button


class Console:
    """The platform, its messenger and its workplace in one."""

    per_second, closes_messages = 1000.0, False

    def __init__(self, key: str) -> None:
        self._key = key
        self._bot: Bot | None = None
        self.shown: dict[str, dict[str, str]] = {}
        self.buttons: list[Placed] = []
        self.forms: list[tuple[Account, Form]] = []

    @property
    def messenger(self) -> Self:
        return self

    workplace = messenger

    @asynccontextmanager
    async def serving(self, app: web.Application, bot: Bot) -> AsyncIterator[None]:
        self._bot = bot
        app.router.add_post("/console/{user}", self._typed)
        app.router.add_get("/console/{conversation}", self._read)
        yield

    def roster(self, storage: Storage) -> None:
        return None

    async def refresh(self, storage: Storage) -> None:
        return None

    async def examine(self, named: Named) -> list[Symptom]:
        return []

    async def look_up(self, account: Account) -> Profile | None:
        return None

    async def is_member(self, channel: Address, account: Account) -> bool | None:
        return None

    async def open_direct(self, account: Account) -> Address:
        return Address(NAME, account.user)

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        await before_call()
        hangs = self.shown.setdefault(address.value, {})
        return self._hang(address.value, f"m{len(hangs)}", card)

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        await before_call()
        if message != HOME and message not in self.shown.get(address.value, {}):
            raise RecipientGone
        self._hang(address.value, message, card)

    async def rests_for(self, account: Account) -> timedelta:
        return timedelta()

    def _hang(self, conversation: str, message: str, card: Card) -> str:
        number = partial(self._number, conversation, message)
        self.shown.setdefault(conversation, {})[message] = card_text(card, number)
        return message

    def _number(self, conversation: str, message: str, button: Button) -> int:
        if (placed := Placed(conversation, message, button)) not in self.buttons:
            self.buttons.append(placed)
        return self.buttons.index(placed) + 1

    async def _read(self, request: web.Request) -> web.Response:
        self._check(request)
        shown = self.shown.get(request.match_info["conversation"], {})
        return web.Response(text=BETWEEN.join(shown.values()))

    async def _typed(self, request: web.Request) -> web.Response:
        self._check(request)
        text, delivery = await request.text(), request.headers["X-Delivery"]
        incoming, at = self._parsed(request.match_info["user"], text, delivery)
        if self._bot is None:
            raise web.HTTPServiceUnavailable
        answer = await self._bot.handle(incoming)
        return web.Response(text=await self._printed(answer, incoming.account, at))

    def _check(self, request: web.Request) -> None:
        if request.headers.get("X-Key") != self._key:
            raise web.HTTPUnauthorized

    def _parsed(self, user: str, text: str, delivery: str) -> tuple[Incoming, Placed | None]:
        """What somebody typed, and the button it was, if any."""
        account = Account(NAME, NAME, user)
        first, *lines = text.split("\n")
        word, *words = first.casefold().split() or [""]
        if word.isdecimal():
            at = self.buttons[int(word) - 1]
            made = Delivery("press", at.conversation, delivery)
            button = at.button
            return Press(made, account, button.action, button.value, at.message), at
        if word == "send":
            _, form = self.forms[int(words[0]) - 1]
            pairs = [line.partition(": ") for line in lines]
            values = {
                name: tuple(value for each, _, value in pairs if each == name)
                for name, _, _ in pairs
            }
            made = Delivery("submission", user, form.nonce)
            return Submission(made, account, form.name, form.subject, values), None
        name = word[1:] if word in {"/support", "/support-admin"} else "say"
        made = Delivery("command", user, delivery)
        return Command(made, account, name, tuple(words) if name != "say" else ()), None

    async def _printed(self, answer: Answer, account: Account, at: Placed | None) -> str:
        """What somebody reads in answer; cards stay in their conversation."""
        match answer:
            case Ask(form=form):
                if (opened := (account, form)) not in self.forms:
                    self.forms.append(opened)
                self.forms[at_ := self.forms.index(opened)] = opened  # the nonce is new
                return form_text(form, at_ + 1, partial(self._number, account.user, ""))
            case Replace(card=card) if at:
                await self.replace(Address(NAME, at.conversation), at.message, card)
                return self.shown[at.conversation][at.message]
            case Say(card=card) | Replace(card=card):
                message = await self.post(Address(NAME, account.user), card)
                return self.shown[account.user][message]
            case Nothing():
                return ""
            case _:
                assert_never(answer)

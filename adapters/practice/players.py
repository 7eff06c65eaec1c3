"""Simulated people who use the HTTP routes of the practice page and write a transcript.

They sign each body as the page does. Each delivered message is written to the transcript once,
and checked for names that a message must not contain.
"""

import asyncio
import hashlib
import hmac
import json
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import ClientResponse, ClientSession

from adapters.clock import SystemClock
from adapters.practice.render import Json, lines_of
from adapters.practice.signing import SIGNATURE, TIMESTAMP, sign

Write = Callable[[str], object]

ZONE = ZoneInfo("America/Denver")
PATIENCE_S = 30.0
PAUSE_S = 0.05
WIDTH = 92
SIGNED = ", for the peer supporters"


class Surprise(Exception):
    """Something did not go as the story expects; the text says what."""


class Players:
    """All people of the sample hospital, each in their own conversation."""

    def __init__(self, session: ClientSession, url: str, write: Write) -> None:
        """Play at ``url`` and pass the transcript to ``write``."""
        self._session = session
        self._url = url
        self._write = write
        self._known: dict[tuple[str, str], str] = {}
        self._key = ""
        self._ids = 0
        self.state: Json = {}

    # ---- what people do ----

    async def types(self, user: str, text: str) -> Json:
        """Type a command."""
        self.note(f"{self.first_name(user)} types {text}")
        sent = {"kind": "command", "user": user, "conversation": f"@{user}", "text": text}
        return await self._act(sent)

    async def presses(self, user: str, action: str, conversation: str = "") -> Json:
        """Press a button on the newest message that has it. Raises ``Surprise`` if none has."""
        where = conversation or f"@{user}"
        message, button = self._find(where, action)
        self.note(f"{self.first_name(user)} presses “{button['label']}”")
        sent = {
            "kind": "press",
            "user": user,
            "conversation": where,
            "message": message["id"],
            "action": action,
            "value": button["value"],
        }
        return await self._act(sent)

    async def sends(self, user: str, answer: Json, **values: list[str]) -> Json:
        """Send the form of a dialog with its own values, except for ``values``."""
        form = dialog_of(answer)
        self.note(f"{self.first_name(user)} presses “{form['submit']}” in the dialog")
        given = {one["name"]: one["values"] for one in form["inputs"]}
        sent = {
            "kind": "submission",
            "user": user,
            "conversation": f"@{user}",
            "id": form["nonce"],
            "form": form["name"],
            "subject": form["subject"],
            "values": {**given, **values},
        }
        return await self._act(sent)

    async def reads(self, user: str) -> None:
        """Open the conversation."""
        await self._signed("/practice/read", f"@{user}".encode())
        await self.look()

    async def reports(self, source: str, key: bytes, body: Json) -> int:
        """Report by signed webhook; return the HTTP status."""
        text = json.dumps(body).encode()
        timestamp = _timestamp()
        signed = b":".join([b"v1", source.encode(), timestamp.encode(), text])
        signature = "v1=" + hmac.new(key, signed, hashlib.sha256).hexdigest()
        headers = {"X-Support-Timestamp": timestamp, "X-Support-Signature": signature}
        url = f"{self._url}/intake/{source}"
        async with self._session.post(url, data=text, headers=headers) as response:
            self.note(f"A system reports by signed webhook: {response.status}")
            return response.status

    # ---- time ----

    async def turns_clock(self, verb: str) -> None:
        """Press a clock button."""
        await self._signed("/practice/clock", verb.encode())
        await self.look()

    async def goes_on_until(self, what: str, there: Callable[[], bool], verb: str = "next") -> None:
        """Press a clock button until ``there()`` is true. Raises ``Surprise`` after 60 times."""
        for _ in range(60):
            if there():
                return
            await self.turns_clock(verb)
        raise Surprise(f"{what} did not come")

    async def goes_on_to_card(
        self, what: str, conversation: str, screen: str, action: str = "", *, verb: str = "next"
    ) -> None:
        """Press a clock button until a conversation has such a card."""
        await self.goes_on_until(what, lambda: self.has(conversation, screen, action), verb)

    # ---- what is shown ----

    async def until(self, what: str, there: Callable[[], bool]) -> None:
        """Wait until ``there()`` is true, without moving the hospital's clock."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not there():
                    # The server's worker is another task and needs time to run.
                    await asyncio.sleep(PAUSE_S)
                    await self.look()
        except TimeoutError:
            raise Surprise(f"{what} did not come") from None

    async def until_card(self, what: str, conversation: str, screen: str, action: str = "") -> None:
        """Wait until a conversation has such a card."""
        await self.until(what, lambda: self.has(conversation, screen, action))

    async def look(self) -> Json:
        """Fetch the whole state, and write what is new to the transcript."""
        self.state = await self._get("/practice/state")
        self._key = self.state["key"]
        for name, messages in self.state["conversations"].items():
            for message in messages:
                self._note(name, message)
        return self.state

    def messages(self, conversation: str, screen: str = "") -> list[Json]:
        """The messages of a conversation, oldest first, optionally only those of one screen."""
        found: list[Json] = self.state["conversations"].get(conversation, [])
        return [one for one in found if not screen or one["card"]["screen"] == screen]

    def has(self, conversation: str, screen: str, action: str = "") -> bool:
        """Whether a conversation has a card of this screen, the newest one with this action."""
        found = self.messages(conversation, screen)
        if not found or not action:
            return bool(found)
        return any(button["action"] == action for button in found[-1]["card"]["buttons"])

    def rows_about(self, user: str) -> list[Json]:
        """The database rows that lead to a person."""
        rows: list[Json] = self.state["database"]["rows"]
        return [row for row in rows if user in row["about"]]

    def first_name(self, user: str) -> str:
        """A person's first name."""
        return user.capitalize()

    def now(self) -> datetime:
        """The current time in the hospital."""
        return datetime.fromisoformat(self.state["clock"]["now"])

    def chapter(self, title: str) -> None:
        """Begin a chapter of the transcript."""
        self._write(f"\n== {title}\n\n")

    def note(self, what: str) -> None:
        """Write one line with the time to the transcript."""
        self._write(f"{_clock(self.now())}  {what}\n")

    # ---- internals ----

    def _find(self, conversation: str, action: str) -> tuple[Json, Json]:
        for message in reversed(self.messages(conversation)):
            for button in message["card"]["buttons"]:
                if button["action"] == action:
                    return message, button
        raise Surprise(f"there is no button {action} in {conversation}")

    async def _act(self, sent: Json) -> Json:
        self._ids += 1
        body = {"id": f"headless-{self._ids}", **sent}
        answer: Json = await self._signed("/practice/act", json.dumps(body).encode())
        if answer["answer"] == "ask":
            self._write_dialog(sent["user"], answer["form"])
        await self.look()
        return answer

    async def _get(self, path: str) -> Json:
        return await self._asked(self._session.get(self._url + path))

    async def _signed(self, path: str, body: bytes) -> Json:
        timestamp = _timestamp()
        headers = {TIMESTAMP: timestamp, SIGNATURE: sign(self._key, timestamp, body)}
        return await self._asked(self._session.post(self._url + path, data=body, headers=headers))

    async def _asked(self, request: AbstractAsyncContextManager[ClientResponse]) -> Json:
        async with request as response:
            if response.status != 200:  # noqa: PLR2004
                what = f"{response.method} {response.url.path}"
                raise Surprise(f"{what} was answered with {response.status}")
            found: Json = await response.json()
            return found

    def _note(self, conversation: str, message: Json) -> None:
        card = json.dumps(message["card"])
        before = self._known.get((conversation, message["id"]))
        if before == card:
            return
        self._known[conversation, message["id"]] = card
        self._refuse_names(conversation, message["card"])
        head = _where(conversation)
        if before is None:
            at = datetime.fromisoformat(message["at"])
            only = "  (an answer only they see)" if message["private"] else ""
            self._write(f"{_clock(at)}  → {head}: {message['card']['preview']}{only}\n")
        else:
            self._write(f"{_clock(self.now())}  → {head}: the card now reads\n")
        for line in lines_of(message["card"]):
            self._write(f"{' ' * 17}| {_short(line)}\n")

    def _refuse_names(self, conversation: str, card: Json) -> None:
        """Raise ``Surprise`` if a message contains a name other than its reader's first name.

        A first note may bear the name of the peer lead who signs it.
        """
        lines = [line for line in lines_of(card) if not line.endswith(SIGNED)]
        text = "\n".join([card["preview"], *lines])
        for person in self.state["people"]:
            own = conversation == f"@{person['user']}"
            for name in dict.fromkeys([*person["name"].split(), self.first_name(person["user"])]):
                allowed = own and name == person["name"].split()[0]
                if not allowed and re.search(rf"\b{re.escape(name)}\b", text):
                    raise Surprise(f"a name stands in a message to {conversation}")

    def _write_dialog(self, user: str, form: Json) -> None:
        head = f"{' ' * 13}[dialog, {self.first_name(user)} alone, leaves nothing behind]"
        self._write(f"{head} {form['title']}\n")
        for line in lines_of(form):
            self._write(f"{' ' * 17}| {_short(line)}\n")


def dialog_of(answer: Json) -> Json:
    """The form that an answer opens. Raises ``Surprise`` for none, and for one with faults."""
    if answer["answer"] != "ask":
        raise Surprise("a dialog was to open, and none did")
    form: Json = answer["form"]
    faults = [one["fault"] for one in form["inputs"] if one["fault"]]
    if faults:
        raise Surprise(f"a form was refused: {' '.join(faults)}")
    return form


def _timestamp() -> str:
    return str(int(SystemClock().now().timestamp()))


def _where(conversation: str) -> str:
    if conversation.startswith("#"):
        return f"{conversation}, which all supporters see"
    return conversation.removeprefix("@").capitalize()


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%a %b %d %H:%M}"


def _short(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"

"""People at the practice page without a page: they use its HTTP routes and write down what comes.

Every body is signed as the page signs it. Whatever is delivered is written to the transcript
once, and looked at for names that may not stand in a message.
"""

import asyncio
import hashlib
import hmac
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientSession

from adapters.clock import SystemClock
from adapters.practice.signing import SIGNATURE, TIMESTAMP, sign

Json = dict[str, Any]
Write = Callable[[str], object]

ZONE = ZoneInfo("America/Denver")
PATIENCE_S = 30.0
PAUSE_S = 0.05
WIDTH = 92


class Surprise(Exception):
    """Something did not go as it is told; the text says what."""


class Players:
    """Everybody in the sample hospital, each at their own conversation."""

    def __init__(self, session: ClientSession, url: str, write: Write) -> None:
        """Play at ``url``; the transcript goes to ``write``."""
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
        self._tell(f"{self.first_name(user)} types {text}")
        sent = {"kind": "command", "user": user, "conversation": f"@{user}", "text": text}
        return await self._act(sent)

    async def presses(self, user: str, action: str, conversation: str = "") -> Json:
        """Press a button on the newest message that has it."""
        where = conversation or f"@{user}"
        message, button = self._find(where, action)
        self._tell(f"{self.first_name(user)} presses “{button['label']}”")
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
        """Send the form of a dialog, with what stands in it but for ``values``."""
        form = dialog_of(answer)
        label = form["submit"]
        self._tell(f"{self.first_name(user)} presses “{label}” in the dialog")
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
        """Report by signed webhook; the status comes back."""
        text = json.dumps(body).encode()
        timestamp = _timestamp()
        signed = b":".join([b"v1", source.encode(), timestamp.encode(), text])
        signature = "v1=" + hmac.new(key, signed, hashlib.sha256).hexdigest()
        headers = {"X-Support-Timestamp": timestamp, "X-Support-Signature": signature}
        url = f"{self._url}/intake/{source}"
        async with self._session.post(url, data=text, headers=headers) as response:
            self._tell(f"A system reports by signed webhook: {response.status}")
            return response.status

    # ---- time ----

    async def turns_clock(self, verb: str) -> None:
        """Press one of the clock's buttons."""
        await self._signed("/practice/clock", verb.encode())
        await self.look()

    async def goes_on_until(self, what: str, there: Callable[[], bool], verb: str = "next") -> None:
        """Press a button of the clock until something is there."""
        for _ in range(60):
            if there():
                return
            await self.turns_clock(verb)
        raise Surprise(f"{what} did not come")

    async def goes_on_to_card(
        self, what: str, conversation: str, screen: str, action: str = "", *, verb: str = "next"
    ) -> None:
        """Press a button of the clock until such a card hangs there."""
        await self.goes_on_until(what, lambda: self.has(conversation, screen, action), verb)

    # ---- what is there to see ----

    async def until(self, what: str, there: Callable[[], bool]) -> None:
        """Wait until something is there, without time going by in the hospital."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not there():
                    # The worker is another task of the server; it needs its turn.
                    await asyncio.sleep(PAUSE_S)
                    await self.look()
        except TimeoutError:
            raise Surprise(f"{what} did not come") from None

    async def until_card(self, what: str, conversation: str, screen: str, action: str = "") -> None:
        """Wait until such a card hangs there."""
        await self.until(what, lambda: self.has(conversation, screen, action))

    async def look(self) -> Json:
        """Fetch everything there is to see, and write down what is new."""
        self.state = await self._get("/practice/state")
        self._key = self.state["key"]
        for name, messages in self.state["conversations"].items():
            for message in messages:
                self._note(name, message)
        return self.state

    def messages(self, conversation: str, screen: str = "") -> list[Json]:
        """The messages of a conversation, of one screen or of all, oldest first."""
        found: list[Json] = self.state["conversations"].get(conversation, [])
        return [one for one in found if not screen or one["card"]["screen"] == screen]

    def has(self, conversation: str, screen: str, action: str = "") -> bool:
        """Whether such a card hangs there, with such a button on the newest one of them."""
        found = self.messages(conversation, screen)
        if not found or not action:
            return bool(found)
        return any(button["action"] == action for button in found[-1]["card"]["buttons"])

    def rows_about(self, user: str) -> list[Json]:
        """The rows of the database that lead to somebody."""
        rows: list[Json] = self.state["database"]["rows"]
        return [row for row in rows if user in row["about"]]

    def first_name(self, user: str) -> str:
        """How somebody is called."""
        return user.capitalize()

    def now(self) -> datetime:
        """The moment it is in the hospital."""
        return datetime.fromisoformat(self.state["clock"]["now"])

    def chapter(self, title: str) -> None:
        """Begin a part of the transcript."""
        self._write(f"\n== {title}\n\n")

    def note(self, what: str) -> None:
        """Write down something that is to be seen elsewhere than in a conversation."""
        self._tell(what)

    # ---- within ----

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
        async with self._session.get(self._url + path) as response:
            if response.status != 200:  # noqa: PLR2004
                raise Surprise(f"GET {path} was answered with {response.status}")
            found: Json = await response.json()
            return found

    async def _signed(self, path: str, body: bytes) -> Json:
        timestamp = _timestamp()
        headers = {TIMESTAMP: timestamp, SIGNATURE: sign(self._key, timestamp, body)}
        async with self._session.post(self._url + path, data=body, headers=headers) as response:
            if response.status != 200:  # noqa: PLR2004
                raise Surprise(f"POST {path} was answered with {response.status}")
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
        for line in _lines(message["card"]):
            self._write(f"{' ' * 17}| {_short(line)}\n")

    def _refuse_names(self, conversation: str, card: Json) -> None:
        """No message carries a name, but for the recipient's own first name."""
        text = "\n".join([card["preview"], *_lines(card)])
        for person in self.state["people"]:
            own = conversation == f"@{person['user']}"
            for name in dict.fromkeys([*person["name"].split(), self.first_name(person["user"])]):
                allowed = own and name == person["name"].split()[0]
                if not allowed and re.search(rf"\b{re.escape(name)}\b", text):
                    raise Surprise(f"a name stands in a message to {conversation}")

    def _write_dialog(self, user: str, form: Json) -> None:
        head = f"{' ' * 13}[dialog, {self.first_name(user)} alone, leaves nothing behind]"
        self._write(f"{head} {form['title']}\n")
        for line in _lines(form):
            self._write(f"{' ' * 17}| {_short(line)}\n")

    def _tell(self, what: str) -> None:
        self._write(f"{_clock(self.now())}  {what}\n")


def dialog_of(answer: Json) -> Json:
    """The form an answer opens."""
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


def _lines(shown: Json) -> list[str]:
    lines = [line for part in shown["parts"] for line in _part_lines(part)]
    labels = [f"[{button['label']}]" for button in shown.get("buttons", ())]
    return [*lines, " ".join(labels)] if labels else lines


def _part_lines(part: Json) -> list[str]:
    if part["kind"] == "row":
        return [" ".join(f"[{button['label']}]" for button in part["buttons"])]
    return list(part.get("items") or [part["text"]])


def _short(line: str) -> str:
    return line if len(line) <= WIDTH else f"{line[: WIDTH - 1]}…"

"""People of the contract suite at the practice page: signed input over real HTTP."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from adapters.practice.app import Practice, add_routes
from adapters.practice.messenger import PracticeMessenger
from adapters.practice.people import people_json
from adapters.practice.signing import SIGNATURE, TIMESTAMP, sign
from adapters.practice.workspace import Workspace
from tests.contract.stage import NOTHING_SHOWN, CrashOnce, Entered, Ground, Shown
from tests.messages import drawn
from tests.world import World

KEY = "practice-key"
CHANNELS = {"peer": "#peers", "chaplain": "#chaplains", "social_work": "#social-work"}
"""Who reads which shared channel."""
Json = dict[str, Any]


class PracticePerson:
    """Somebody at the practice page."""

    def __init__(self, user: str, stage: "PracticeStage") -> None:
        self.user = user
        self._stage = stage
        self._last: Json = {}

    async def types(self, text: str) -> Shown:
        return await self._act({"kind": "command", "conversation": self._own, "text": text})

    async def presses(self, action: str, on: Shown | None = None, *, again: bool = False) -> Shown:
        if again:
            return await self._act(self._last, again=True)
        found = on or self._newest_with(action)
        if found.is_form:
            conversation, message, values = self._own, "", found.place[3]
        else:
            conversation, message, values = found.place
        press = {"conversation": conversation, "message": message}
        press["action"] = action.partition("=")[0]
        return await self._act({"kind": "press", "value": values[action], **press})

    async def sends(self, form: Shown, *, again: bool = False, **values: Entered) -> Shown:
        if again:
            return await self._act(self._last, again=True)
        name, subject, nonce, _ = form.place
        given = {**{n: list(v) for n, v in form.inputs.items()}}
        given |= {n: [v] if isinstance(v, str) else list(v) for n, v in values.items()}
        sent = {"form": name, "subject": subject, "values": given, "id": nonce}
        return await self._act({"kind": "submission", "conversation": self._own, **sent})

    async def opens_home(self) -> Shown:
        await self._act({"kind": "home", "conversation": self._home})
        await self._stage.pass_time(timedelta())
        (shown,) = (await self._stage.get("/practice/state"))["conversations"][self._home]
        return _message(self._home, shown)

    async def reads(self) -> list[Shown]:
        state = await self._stage.get("/practice/state")
        mine = [self._own, *self._channels(state)]
        shown = state["conversations"]
        return [_message(place, message) for place in mine for message in shown.get(place, [])]

    def _channels(self, state: Json) -> list[str]:
        theirs = next((one["channels"] for one in state["people"] if one["user"] == self.user), ())
        return list(theirs)

    @property
    def _own(self) -> str:
        return f"@{self.user}"

    @property
    def _home(self) -> str:
        return f"home@{self.user}"

    def _newest_with(self, action: str) -> Shown:
        for conversation in (self._own, *CHANNELS.values()):
            messages = self._stage.workspace.conversations.get(conversation, {})
            for message in reversed(messages.values()):
                for button in message.card.all_buttons:
                    if action in {button.action, f"{button.action}={button.label}"}:
                        place = (conversation, message.id, {action: button.value})
                        return Shown(message.card.preview, place=place)
        text = f"{self.user} sees no button {action}"
        raise LookupError(text)

    async def _act(self, sent: Json, *, again: bool = False) -> Shown:
        if not again:
            sent = {"id": self._stage.new_id(), **sent, "user": self.user}
        self._last = sent
        answer = await self._stage.post("/practice/act", json.dumps(sent).encode())
        match answer["answer"]:
            case "ask":
                return _form(answer["form"])
            case "say" | "replace":
                return _card(self._own, self._stage.newest(self._own), answer["card"])
            case _:
                return NOTHING_SHOWN


class PracticeStage:
    """The practice routes on a real socket, the sample hospital behind them."""

    def __init__(self, world: World, workspace: Workspace, crash: CrashOnce) -> None:
        self.world = world
        self.workspace = workspace
        self.crash = crash
        self.base = ""
        self.session: ClientSession | None = None
        self._ids = 0

    def person(self, user: str) -> PracticePerson:
        return PracticePerson(user, self)

    async def pass_time(self, how_long: timedelta) -> None:
        await self.world.pass_time(how_long)

    def new_id(self) -> str:
        self._ids += 1
        return f"d{self._ids}"

    def newest(self, conversation: str) -> str:
        return list(self.workspace.conversations.get(conversation, {"": None}))[-1]

    async def get(self, path: str) -> Json:
        assert self.session
        async with self.session.get(self.base + path) as response:
            assert response.status == 200, await response.text()
            found: Json = await response.json()
            return found

    async def post(self, path: str, body: bytes) -> Json:
        assert self.session
        timestamp = str(int(SystemClock().now().timestamp()))
        headers = {TIMESTAMP: timestamp, SIGNATURE: sign(KEY, timestamp, body)}
        async with self.session.post(self.base + path, data=body, headers=headers) as response:
            assert response.status == 200, await response.text()
            found: Json = await response.json()
            return found


@asynccontextmanager
async def practice_stage(ground: Ground) -> AsyncIterator[PracticeStage]:
    """The practice workspace, served on loopback."""
    workspace = Workspace(ground.clock.now)
    crash = CrashOnce(ground.storage)
    world = World(crash, ground.queue, ground.clock, PracticeMessenger(workspace))
    await world.fill()
    stage = PracticeStage(world, workspace, crash)

    async def people() -> list[Json]:
        return await people_json(world.storage, world.directory, world.wording.words("en", "UTC"))

    async def nothing() -> Json:
        return {}

    async def no_turn(_: str) -> None:
        return None

    app = web.Application()
    add_routes(
        app,
        Practice(world.bot, workspace, people, nothing, nothing, no_turn, KEY, drawn.words()),
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stage.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with ClientSession() as session:
            stage.session = session
            yield stage
    finally:
        await runner.cleanup()


def _form(form: Json) -> Shown:
    lines = [form["title"], *_parts(form), *(i["label"] for i in form["inputs"])]
    rows = [part["buttons"] for part in form["parts"] if part["kind"] == "row"]
    buttons = [button for row in rows for button in row]
    return Shown(
        text="\n".join([*lines, form["submit"], form["close"]]),
        inputs={i["name"]: tuple(i["values"]) for i in form["inputs"]},
        faults={i["name"]: i["fault"] for i in form["inputs"] if i["fault"]},
        is_form=True,
        buttons={b["action"]: b["label"] for b in buttons},
        place=(
            form["name"],
            form["subject"],
            form["nonce"],
            {b["action"]: b["value"] for b in buttons},
        ),
    )


def _message(conversation: str, message: Json) -> Shown:
    return _card(conversation, message["id"], message["card"])


def _card(conversation: str, message: str, card: Json) -> Shown:
    rows = [part["buttons"] for part in card["parts"] if part["kind"] == "row"]
    everything = [button for row in (*rows, card["buttons"]) for button in row]
    buttons = {b["action"]: b["label"] for b in everything}
    choices = {f"{b['action']}={b['label']}": b["value"] for b in everything}
    values = {b["action"]: b["value"] for b in everything} | choices
    return Shown(
        text="\n".join([card["preview"], *_parts(card), *(b["label"] for b in everything)]),
        buttons=buttons,
        choices=tuple(choices),
        place=(conversation, message, values),
    )


def _parts(shown: Json) -> list[str]:
    found: list[str] = []
    for part in shown["parts"]:
        found.extend(part.get("items") or ([part["text"]] if "text" in part else []))
    return found

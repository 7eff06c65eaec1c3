"""People of the contract suite in Slack's client: signed bodies into the real route.

What they see comes from ``tests.slack_api``, a Slack of our own behind a real socket.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from adapters.http import make_app
from adapters.platforms import COMMANDS
from adapters.slack.messenger import SlackMessenger
from adapters.slack.opening import Slack, open_slack
from adapters.slack.render import Drawing
from adapters.slack.settings import SlackSettings
from adapters.slack.workplace import SlackWorkplace
from adapters.wording import load_wording
from bot.core.conversation import Bot
from bot.core.jobs import Urgency
from bot.core.letters import Letter
from bot.core.names import OPEN_ENVELOPE
from bot.core.people import Account
from bot.core.screens import Card, subject_of
from bot.core.storage import Work, in_one_work
from bot.programme.stored.configuration import current
from tests.contract.stage import NOTHING_SHOWN, CrashOnce, Entered, Ground, Shown
from tests.slack_api.client import SIGNING_SECRET, Sent, SlackClient
from tests.slack_api.reading import Read, read
from tests.slack_api.server import BOT_TOKEN, FakeSlack
from tests.slack_api.state import Json, Message, View
from tests.world import STAFF, Home, World, user_of

TEAM = "T1"
CHANNELS = {"peer": "C1", "chaplain": "C2", "social_work": "C3"}
"""Who is in which private channel, as a hospital would arrange it."""


CARD = "card"
"""What a modal is called that only shows a card, because there is no other place for it."""
FAULT = "fault-"
"""How the block above an input begins that says what is wrong with it."""


def slack_id(user: str) -> str:
    """The user id Slack gave to somebody."""
    return f"U{user.upper()}"


def first_name(slack_user: str) -> str:
    """The first name back from the id."""
    return slack_user[1:].lower()


@dataclass(frozen=True)
class SlackHome(Home):
    """The sample hospital in one workspace, where ids are Slack's."""

    def account(self, user: str) -> Account:
        """The account of somebody on the staff."""
        return Account(self.platform, self.tenant, slack_id(user))


HOME = SlackHome("slack", TEAM, {"claims": f"{TEAM}:C1", "chaplains": f"{TEAM}:C2"}, f"{TEAM}:C3")


class SlackPerson:
    """Somebody in Slack's client."""

    def __init__(self, user: str, stage: "SlackStage") -> None:
        self.user = user
        self.id = slack_id(user)
        self._stage = stage
        self._last: Sent | None = None
        self._pressed: Message | View | None = None

    async def types(self, text: str) -> Shown:
        # Nobody can write to the app: its messages tab is read-only. What somebody would say
        # to it can only stand behind the command.
        command, _, rest = text.partition(" ") if text.startswith("/") else ("/support", "", text)
        await self._ready()
        self._close()
        before = self._seen()
        self._last = await self._stage.client.command(self.id, command, rest)
        return await self._after(before, None)

    async def presses(self, action: str, on: Shown | None = None, *, again: bool = False) -> Shown:
        if again:
            return await self._again()
        await self._ready()
        if on is None:
            await self._open_closed()
        found = on or self._newest_with(action)
        place, places = found.place
        before = self._seen()
        self._pressed = place
        action_id, value = places[action]
        client = self._stage.client
        if isinstance(place, View):
            self._put_before(place)
            self._last = await client.press_in_view(self.id, place, action_id, value)
        else:
            self._close()
            self._last = await client.press(self.id, place, action_id, value)
        return await self._after(before, place)

    async def sends(self, form: Shown, *, again: bool = False, **values: Entered) -> Shown:
        if again:
            return await self._again()
        await self._ready()
        view, _ = form.place
        assert isinstance(view, View)
        self._put_before(view)
        before = self._seen()
        self._pressed = view
        given = {name: self._entered(view, name, value) for name, value in values.items()}
        self._last = await self._stage.client.submit(self.id, view, given)
        return await self._after(before, view)

    async def opens_home(self) -> Shown:
        await self._ready()
        self._close()
        await self._stage.client.opens_home(self.id)
        await self._stage.settle()
        home = self._stage.slack.state.homes[self.id]
        return _view(home)

    async def reads(self) -> list[Shown]:
        await self._ready()
        await self._open_closed()
        return [_message(message) for message in self._messages()]

    async def _open_closed(self) -> None:
        """Open what hangs closed, as somebody does who reads it.

        Opening one does not count as a tap.
        """
        for message in self._messages():
            places = read(message.blocks).places
            if OPEN_ENVELOPE in places:
                await self._stage.client.press(self.id, message, *places[OPEN_ENVELOPE])
        await self._stage.settle()

    # ---- what is before them ----

    def _messages(self) -> list[Message]:
        slack = self._stage.slack
        mine = [*slack.messages(self.id)]
        mine += [m for m in slack.state.ephemerals if m.only_for == self.id and not m.deleted]
        mine.sort(key=_order)
        for channel in CHANNELS.values():
            if self.id in slack.state.channels[channel].members:
                mine += slack.messages(channel)
        return mine

    def _newest_with(self, action: str) -> Shown:
        top = self._stage.slack.state.top(self.id)
        in_channels = [m for m in self._messages() if m.channel in CHANNELS.values()]
        own = [m for m in self._messages() if m not in in_channels]
        shown = [_view(top)] if top else []
        for one in (*shown, *map(_message, reversed(own)), *map(_message, reversed(in_channels))):
            if one.has(action):
                return one
        text = f"{self.user} sees no button {action}"
        raise LookupError(text)

    async def _ready(self) -> None:
        self._stage.know(self.user)
        await self._stage.fill_channels()

    def _close(self) -> None:
        """Nobody reaches what lies behind a modal without closing it."""
        self._stage.slack.state.modals.pop(self.id, None)

    def _put_before(self, view: View) -> None:
        """On a telephone that was put away, the modal is still open."""
        stack = self._stage.slack.state.modals.setdefault(self.id, [])
        if view.payload["type"] == "modal" and view not in stack:
            stack.append(view)

    def _entered(self, view: View, name: str, value: Entered) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        for block in view.payload["blocks"]:
            element = block.get("element", {})
            if element.get("action_id") == name and element["type"] == "multi_users_select":
                return (slack_id(value),)
        return (value,)

    # ---- what came of it ----

    async def _again(self) -> Shown:
        assert self._last
        before = self._seen()
        await self._stage.client.again(self._last)
        return await self._after(before, self._pressed)

    def _seen(self) -> "Seen":
        state = self._stage.slack.state
        top, home = state.top(self.id), state.homes.get(self.id)
        return Seen(
            {m.key: len(m.history) for m in self._messages()},
            (top.id, top.hash, dict(top.errors)) if top else None,
            home.hash if home else "",
        )

    async def _after(self, before: "Seen", pressed: Message | View | None) -> Shown:
        await self._stage.settle()
        state, now = self._stage.slack.state, self._seen()
        top, home = state.top(self.id), state.homes.get(self.id)
        if top and now.top != before.top:
            return _view(top)
        new = [
            m for m in self._messages() if m.only_for == self.id and m.key not in before.messages
        ]
        if new:
            return _message(new[-1])
        if isinstance(pressed, View) and home and pressed.id == home.id:
            return _view(home) if now.home != before.home else NOTHING_SHOWN
        if isinstance(pressed, Message):
            changed = now.messages.get(pressed.key) != before.messages.get(pressed.key)
            for message in self._messages():
                if message.key == pressed.key and changed:
                    return _message(message)
        return NOTHING_SHOWN


@dataclass(frozen=True)
class Seen:
    """What was before somebody: messages and how often each was changed, the modal, Home."""

    messages: dict[tuple[str, str], int]
    top: tuple[str, str, dict[str, str]] | None
    home: str


class StageTime:
    """The world's clock, and whatever somebody waited for beside it: nobody really waits."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._waited = 0.0

    def __call__(self) -> float:
        return self._now().timestamp() + self._waited

    async def sleep(self, seconds: float) -> None:
        until = self() + seconds
        await asyncio.sleep(0)
        self._waited += max(0.0, until - self())


class SlackStage:
    """The Slack routes on a real socket, the sample hospital behind them."""

    def __init__(self, world: World, crash: CrashOnce, slack: FakeSlack, ours: Slack) -> None:
        self.world = world
        self.crash = crash
        self.slack = slack
        self.ours = ours
        self.client: SlackClient
        self.filled = 0

    def person(self, user: str) -> SlackPerson:
        self.know(user)
        return SlackPerson(user, self)

    async def pass_time(self, how_long: timedelta) -> None:
        await self.fill_channels()
        await self.world.pass_time(how_long)

    async def settle(self) -> None:
        """What the web process does straight after a commit: answers, and no other job."""
        await self.ours.drain()
        if self.crash.down:
            return
        while await self.world.worker.run_due((Urgency.ANSWER,)):
            pass

    def know(self, user: str) -> None:
        """Somebody who came later has an account in the workspace as well."""
        if slack_id(user) not in self.slack.state.users:
            self.slack.add_user(slack_id(user), user.capitalize(), TEAM)

    async def fill_channels(self) -> None:
        """Whoever holds a role is in its private channel."""

        async def look(work: Work) -> dict[str, set[str]]:
            found: dict[str, set[str]] = {channel: set() for channel in CHANNELS.values()}
            programme = await current(work)
            for user, reference in self.world.people.items():
                for kind in CHANNELS.keys() & set(programme.taken_by(reference)):
                    found[CHANNELS[kind]].add(slack_id(user))
            return found

        if self.crash.down:
            return
        bot = self.slack.state.teams[TEAM].bot_user
        # Whether the app itself is in a channel is a test's own matter.
        inside = await in_one_work(self.world.storage, look, reads_only=True)
        for channel, members in inside.items():
            known = self.slack.state.channels[channel]
            if known.members - {bot} != members:
                known.members = members | (known.members & {bot})
                self.filled += 1


def inside(blocks: list[Json]) -> Card | None:
    """What a closed message shows once it is opened; ``None`` of one that is not closed."""
    place = read(blocks).places.get(OPEN_ENVELOPE)
    return Letter.of_subject(subject_of(place[1]) or "").card if place else None


def _order(message: Message) -> int:
    return int(message.ts.partition(".")[2])


def _message(message: Message) -> Shown:
    found = read(message.blocks)
    # The message goes on changing; what was seen of it does not.
    place = (replace(message), found.places)
    return _as_shown(found, [message.text], place)


def _view(view: View) -> Shown:
    found = read(view.payload["blocks"], view.state)
    names = ("title", "submit", "close")
    title, submit, close = (_plain(view.payload.get(name)) for name in names)
    found.lines += [one for one in (submit, close) if one]
    shown = _as_shown(found, [title] if title else [], (view, found.places))
    said = {n: view.errors[b] for n, b in found.blocks_of.items() if b in view.errors}
    is_form = view.payload["type"] == "modal" and view.payload.get("callback_id") != CARD
    return replace(shown, is_form=is_form, faults=said | _faults(view))


def _faults(view: View) -> dict[str, str]:
    """What is said above inputs."""
    return {
        block["block_id"].removeprefix(FAULT): read([block]).text
        for block in view.payload["blocks"]
        if block["block_id"].startswith(FAULT)
    }


def _as_shown(found: Read, above: list[str], place: object) -> Shown:
    return Shown(
        text="\n".join([*above, *found.lines]),
        buttons=found.buttons,
        choices=tuple(name for name in found.places if "=" in name),
        inputs=found.inputs,
        place=place,
    )


def _plain(text: Json | None) -> str:
    return str(text["text"]) if text else ""


@asynccontextmanager
async def slack_stage(
    ground: Ground, organisation: str = "", commands: Mapping[str, str] | None = None
) -> AsyncIterator[SlackStage]:
    """Slack's routes on loopback, with Slack's stand-in behind them.

    With an ``organisation`` the workspace is one of it (Enterprise Grid), and so are its people.
    ``commands`` are what the hospital calls the two.
    """
    now = StageTime(ground.clock.now)
    crash = CrashOnce(ground.storage)
    async with AsyncExitStack() as around:
        slack = await around.enter_async_context(FakeSlack(now))
        put_up(slack, organisation)
        options = SlackSettings(SIGNING_SECRET, BOT_TOKEN, api_url=slack.base_url)
        commands = commands or COMMANDS
        wording = load_wording()
        words = wording.words("en", "UTC")
        opening = open_slack(options, words, SystemClock(), wording=wording, commands=commands)
        ours = await around.enter_async_context(opening)
        drawing = Drawing(commands)
        messenger = SlackMessenger(ours.clients, ground.clock, now, now.sleep, drawing)
        # Whoever came into a channel is in it at once; how long that is kept is tested elsewhere.
        workplace = SlackWorkplace(ours.clients, lambda: stage.filled * 3600.0)
        home = replace(HOME, tenant=organisation or TEAM)
        world = World(crash, ground.queue, ground.clock, messenger, home, workplace)
        stage = SlackStage(world, crash, slack, ours)
        await world.fill()
        url = await around.enter_async_context(served(ours, world.bot))
        session = await around.enter_async_context(ClientSession())
        stage.client = SlackClient(slack, url, session)
        yield stage


def put_up(slack: FakeSlack, organisation: str = "") -> None:
    """The sample hospital's workspace."""
    slack.add_team(TEAM, enterprise=organisation)
    for name, *_ in STAFF:
        slack.add_user(slack_id(user_of(name)), name, TEAM)
    for channel in CHANNELS.values():
        slack.add_channel(channel)


@asynccontextmanager
async def served(ours: Slack, bot: Bot) -> AsyncIterator[str]:
    """Slack's routes on a port of loopback; the address of the one for events."""
    app = make_app()
    async with ours.serving(app, bot):
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        finally:
            await runner.cleanup()

"""People of the contract suite in Teams' client: signed activities into the real route.

What they see comes from ``tests.teams_api``, a Teams of our own behind a real socket.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from aiohttp import ClientSession, web
from cachetools import TTLCache

from adapters.clock import SystemClock
from adapters.http import make_app
from adapters.teams.members import KEPT_FOR_S, MOST_KEPT
from adapters.teams.opening import Teams, open_teams
from adapters.teams.render import AGAIN, CLOSE, KEEP
from adapters.teams.settings import SDK, TeamsSettings
from adapters.wording import load_wording
from bot.core.conversation import Bot
from bot.core.jobs import Urgency
from bot.core.people import Account
from bot.core.storage import Work, in_one_work
from bot.programme.stored.configuration import current
from tests.contract.slack_stage import StageTime
from tests.contract.stage import NOTHING_SHOWN, CrashOnce, Entered, Ground, Shown
from tests.teams_api.client import Sent, TeamsClient
from tests.teams_api.connector import ADAPTIVE
from tests.teams_api.issuer import APP_ID, APP_PASSWORD, TENANT, Issuer
from tests.teams_api.reading import Read, entered, read
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import BOT, Conversation, Dialog, Json, Message, User, aad_of
from tests.world import STAFF, Home, World, user_of

CHANNELS = {"peer": "peers", "chaplain": "chaplains", "social_work": "social"}
"""Who is in which channel, as a hospital would arrange it."""
EVERYBODY = "hospital"
"""A channel in which all of them are: whoever names somebody in words does it there."""
FRAME = {CLOSE, KEEP}
"""Buttons that every dialog and every question back has, and that do nothing."""
FAULT = "fault-"
"""How the id of the words above an input begins that say what is wrong with it."""


def channel_id(name: str) -> str:
    """The id Teams gave to a channel."""
    return f"19:{name}@thread.tacv2"


def aad(user: str) -> str:
    """The object id Entra has for somebody, by first name."""
    return aad_of(f"{user}@{TENANT}")


@dataclass(frozen=True)
class TeamsHome(Home):
    """The sample hospital in one tenant, where ids are Entra's."""

    def account(self, user: str) -> Account:
        """The account of somebody on the staff."""
        return Account(self.platform, self.tenant, aad(user))


HOME = TeamsHome(
    "teams",
    TENANT,
    {
        "claims": f"{TENANT}:{channel_id(CHANNELS['peer'])}",
        "chaplains": f"{TENANT}:{channel_id(CHANNELS['chaplain'])}",
    },
    f"{TENANT}:{channel_id(CHANNELS['social_work'])}",
)


class TeamsPerson:
    """Somebody in Teams' client."""

    def __init__(self, user: str, stage: "TeamsStage") -> None:
        self.user = user
        self._stage = stage
        self._last: Sent | None = None
        self._pressed: Message | None = None

    @property
    def who(self) -> User:
        """This person as Teams knows them."""
        return self._stage.user(self.user)

    async def types(self, text: str) -> Shown:
        await self._ready()
        self._stage.client.closes(self.who)
        before, named = self._seen(), self._stage.named_in(text)
        # In the chat with the app nobody else can be mentioned.
        place = self._stage.everybody() if named else None
        self._last = await self._stage.client.says(self.who, as_typed(text), place, named)
        shown = await self._after(before, None)
        if list(shown.buttons) == [AGAIN]:
            # A dialog opens from a button alone: words that ask for one are answered with it.
            return await self.presses(AGAIN, shown)
        return shown

    async def presses(self, action: str, on: Shown | None = None, *, again: bool = False) -> Shown:
        if again:
            return await self._again()
        await self._ready()
        place = (on or self._newest_with(action)).place
        before, client = self._seen(), self._stage.client
        if isinstance(place, Dialog):
            self._stage.teams.state.dialogs[self.who.id] = place
            self._pressed = None
            self._last = await client.presses_in_dialog(self.who, place, action)
        else:
            client.closes(self.who)
            self._pressed = place
            self._last = await client.presses(self.who, place, action)
        return await self._after(before, self._pressed)

    async def sends(self, form: Shown, *, again: bool = False, **values: Entered) -> Shown:
        if again:
            return await self._again()
        await self._ready()
        dialog = form.place
        assert isinstance(dialog, Dialog)
        self._stage.teams.state.dialogs[self.who.id] = dialog
        before, self._pressed = self._seen(), None
        given = self._entered(dialog, values)
        self._last = await self._stage.client.submits(self.who, dialog, given)
        if self._last.status == 0:
            return _dialog(dialog)
        return await self._after(before, None)

    async def opens_home(self) -> Shown:
        # Home is a card in the chat: whoever looks for it says so, and finds it at its end.
        return await self.types("home")

    async def reads(self) -> list[Shown]:
        await self._ready()
        await self._looks()
        return [self._message(message) for message in self._messages()]

    # ---- what is before them ----

    def _places(self) -> list[Conversation]:
        state = self._stage.teams.state
        mine = [state.personal(self.who)]
        channels = (state.conversations[channel_id(name)] for name in CHANNELS.values())
        return mine + [place for place in channels if self.who.id in place.members]

    def _messages(self) -> list[Message]:
        """What the app wrote; what somebody typed themselves is no news to them."""
        teams = self._stage.teams
        return [m for place in self._places() for m in teams.messages(place) if m.author == BOT]

    async def _looks(self) -> None:
        """A client asks for a card as it stands now where the card says so, once as it hangs."""
        if self._stage.crash.down:
            return
        for message in self._messages():
            refresh = (message.card or {}).get("refresh", {})
            if self.who.id in refresh.get("userIds", ()) and self.who.id not in message.views:
                await self._stage.client.refreshes(self.who, message)

    def _newest_with(self, action: str) -> Shown:
        teams = self._stage.teams
        own, *channels = self._places()
        dialog = teams.state.dialogs.get(self.who.id)
        if dialog and (shown := _dialog(dialog)).has(action):
            return shown
        for place in (own, *channels):
            for message in reversed(teams.messages(place)):
                if message.card and (shown := self._message(message)).has(action):
                    return shown
        text = f"{self.user} sees no button {action}"
        raise LookupError(text)

    async def _ready(self) -> None:
        self._stage.know(self.user)
        await self._stage.fill_channels()

    def _entered(self, dialog: Dialog, values: Mapping[str, Entered]) -> dict[str, str]:
        """Values as the client has them; in the people picker names are object ids."""
        inputs = read(dialog.card).inputs
        picked = {name for name, item in inputs.items() if "choices.data" in item}
        typed = {n: v if isinstance(v, str) else ",".join(v) for n, v in values.items()}
        return {name: aad(v) if name in picked and v else v for name, v in typed.items()}

    # ---- what came of it ----

    async def _again(self) -> Shown:
        assert self._last
        before = self._seen()
        self._last = await self._stage.client.again(self._last)
        return await self._after(before, self._pressed)

    def _seen(self) -> "Seen":
        state = self._stage.teams.state
        dialog = state.dialogs.get(self.who.id)
        toasts = len(state.toasts.get(self.who.id, ()))
        looks = {m.key: m.seen_by(self.who.id) for m in self._messages()}
        return Seen(looks, dialog, toasts)

    async def _after(self, before: "Seen", pressed: Message | None) -> Shown:
        await self._stage.settle()
        state, answer = self._stage.teams.state, self._last.json if self._last else {}
        dialog = state.dialogs.get(self.who.id)
        if dialog and dialog is not before.dialog:
            return _dialog(dialog)
        if pressed and answer.get("type") == ADAPTIVE:
            found = state.find(*pressed.key)
            # The message may be gone; what it was answered with was seen all the same.
            return self._message(found) if found else _as_shown(read(answer["value"]), [], pressed)
        own = self._stage.teams.messages(self.who)
        for message in reversed(own):
            if message.author == BOT and message.seen_by(self.who.id) != before.looks.get(
                message.key
            ):
                return self._message(message)
        toasts = state.toasts.get(self.who.id, [])
        return Shown(toasts[-1]) if len(toasts) > before.toasts else NOTHING_SHOWN

    def _message(self, message: Message) -> Shown:
        card = message.seen_by(self.who.id)
        # The message goes on changing; what was seen of it does not.
        place = replace(message, card=card, views={})
        return _as_shown(read(card or {}), [message.summary], place)


@dataclass(frozen=True)
class Seen:
    """What was before somebody: how each message looked, the dialog, the number of toasts."""

    looks: Mapping[tuple[str, str], Json | None]
    dialog: Dialog | None
    toasts: int


class TeamsStage:
    """Teams' route on a real socket, the sample hospital behind it."""

    def __init__(self, world: World, crash: CrashOnce, teams: FakeTeams, ours: Teams) -> None:
        self.world = world
        self.crash = crash
        self.teams = teams
        self.ours = ours
        self.client: TeamsClient
        self.filled = 0

    def person(self, user: str) -> TeamsPerson:
        self.know(user)
        return TeamsPerson(user, self)

    def user(self, user: str) -> User:
        """Somebody by first name. Raises ``LookupError``."""
        found = self.teams.state.user(aad(user))
        if found is None:
            raise LookupError(user)
        return found

    def named_in(self, text: str) -> tuple[User, ...]:
        """Those of the staff whom ``@first`` names."""
        names = [word[1:] for word in text.split() if word.startswith("@")]
        found = [self.teams.state.user(aad(name)) for name in names]
        return tuple(user for user in found if user is not None)

    def everybody(self) -> Conversation:
        """The channel in which all are who have an account."""
        channel = self.teams.state.conversations[channel_id(EVERYBODY)]
        if inside := self.teams.state.users.keys() - channel.members:
            channel.members |= inside
            self.filled += 1
        return channel

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
        """Somebody who came later has an account in the tenant as well."""
        if self.teams.state.user(aad(user)) is None:
            self.teams.add_user(user.capitalize())

    async def fill_channels(self) -> None:
        """Whoever holds a role is in its channel."""

        async def look(work: Work) -> dict[str, set[str]]:
            found: dict[str, set[str]] = {channel_id(name): set() for name in CHANNELS.values()}
            programme = await current(work)
            for user, reference in self.world.people.items():
                for kind in CHANNELS.keys() & set(programme.taken_by(reference)):
                    found[channel_id(CHANNELS[kind])].add(self.user(user).id)
            return found

        if self.crash.down:
            return
        for user in self.world.people:
            self.know(user)
        inside = await in_one_work(self.world.storage, look, reads_only=True)
        for channel, members in inside.items():
            known = self.teams.state.conversations[channel]
            if known.members - {BOT} != members:
                known.members = {BOT, *members}
                self.filled += 1


def as_typed(text: str) -> str:
    """What somebody writes in the chat with the app: the words alone, without the slash."""
    command, _, rest = text.partition(" ")
    match command:
        case "/support":
            return rest or "support"
        case "/support-admin":
            return f"admin {rest}".strip()
        case _:
            return text


def _dialog(dialog: Dialog) -> Shown:
    if dialog.note:
        return Shown(dialog.note, place=dialog)
    found = read(dialog.card)
    values = {
        name: entered(item, dialog.values.get(name, "")) for name, item in found.inputs.items()
    }
    said = {
        name.removeprefix(FAULT): text
        for name, text in found.by_id.items()
        if name.startswith(FAULT)
    }
    shown = _as_shown(found, [dialog.title], dialog)
    return replace(
        shown, inputs=values, faults=said | dialog.errors, is_form=found.closing is not None
    )


def _as_shown(found: Read, above: list[str], place: object) -> Shown:
    buttons = {verb: label for verb, label in found.buttons.items() if verb not in FRAME}
    choices = tuple(name for name in found.places if "=" in name)
    text = "\n".join([*above, *found.lines])
    return Shown(text, buttons=buttons, choices=choices, place=place)


@asynccontextmanager
async def teams_stage(ground: Ground, transport: str = SDK) -> AsyncIterator[TeamsStage]:
    """Teams' route on loopback, with Teams' stand-in behind it."""
    now = StageTime(ground.clock.now)
    crash = CrashOnce(ground.storage)
    async with AsyncExitStack() as around:
        issuer = around.enter_context(Issuer())
        teams = await around.enter_async_context(FakeTeams(issuer, now))
        put_up(teams)
        ours = await around.enter_async_context(
            open_teams(
                replace(options(teams), transport=transport),
                *(load_wording().words("en", "UTC"), SystemClock(), crash),
            )
        )
        hurry(ours, now, lambda: stage.filled * 3600.0)
        world = World(crash, ground.queue, ground.clock, ours.messenger, HOME, ours.workplace)
        stage = TeamsStage(world, crash, teams, ours)
        await world.fill()
        url = await around.enter_async_context(served(ours, world.bot))
        session = await around.enter_async_context(ClientSession())
        stage.client = TeamsClient(teams, url, session)
        await installed(stage)
        yield stage


def hurry(ours: Teams, now: StageTime, moved: Callable[[], float]) -> None:
    """Keep the pace by the world's clock, so that nobody really waits.

    Whoever came into a channel is in it at once: how long lists are kept is tested elsewhere.
    """
    ours.messenger._now, ours.messenger._sleep = now, now.sleep
    ours.replies._sleep = now.sleep
    ours.members._kept = TTLCache(MOST_KEPT, KEPT_FOR_S, timer=moved)


def options(teams: FakeTeams) -> TeamsSettings:
    """What a deployment is told that talks with the stand-in."""
    return TeamsSettings(
        APP_ID,
        APP_PASSWORD,
        TENANT,
        metadata_url=teams.issuer.metadata_url,
        login_url=teams.issuer.origin,
        service_hosts=frozenset({teams.host}),
    )


async def installed(stage: TeamsStage) -> None:
    """An administrator puts the app into the teams; from that we know where to write to."""
    admin = stage.user("kit")
    for name in CHANNELS.values():
        place = stage.teams.state.conversations[channel_id(name)]
        added = stage.client.make.members(admin, place, added=[BOT])
        assert (await stage.client.deliver(added)).status == 200


def put_up(teams: FakeTeams) -> None:
    """The sample hospital's tenant."""
    for name, *_ in STAFF:
        user = teams.add_user(name)
        assert user.aad == aad(user_of(name))
    for channel in (*CHANNELS.values(), EVERYBODY):
        teams.add_channel(channel)


@asynccontextmanager
async def served(ours: Teams, bot: Bot) -> AsyncIterator[str]:
    """Teams' route on a port of loopback; its address."""
    app = make_app()
    async with ours.serving(app, bot):
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
        finally:
            await runner.cleanup()

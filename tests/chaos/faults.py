"""The faults: each breaks one thing, and mends it."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.commands.playbook import apply_file
from adapters.playbook import write_onto
from bot.core.conversation import Address
from bot.core.errors import (
    BotError,
    InstallationBroken,
    NotUnderstood,
    OutcomeUnknown,
    PlatformBusy,
)
from bot.core.health import Symptom
from bot.core.sending_health import BUSY_FOR
from bot.core.storage import Work, in_one_work
from bot.core.symptoms import TOKEN, UNREACHABLE
from bot.programme import current, export, put
from bot.programme.model import Programme
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.chaos.house import DAY, HOUR, MINUTE, PLATFORM, House, Process
from tests.chaos.week import Fault, Scene
from tests.some import some
from tests.world import START, World

A_NIGHT = timedelta(hours=7, minutes=20)
"""From half past six to two at night, when what goes out at once would wake somebody."""
A_PAUSE = 70 * MINUTE
"""After this, everything that was refused has been tried again."""
TOKEN_REVOKED = {"platform_token": "Copy them again", "sends_installation": "revoked"}
LEAPT = {"clock_leapt": "support-timeout release"}
PEERS, NEW_PEERS = "#peers", "#new-peers"


class Nothing(Fault):
    """Nothing breaks."""

    name = "nothing"

    async def breaks(self, scene: Scene) -> None:
        """Leave everything as it is."""

    async def mends(self, scene: Scene) -> None:
        """Leave everything as it is."""


# ---- the platform ----


class Refusing(Fault):
    """The platform answers calls with an error."""

    def __init__(
        self,
        name: str,
        error: Callable[[], BotError],
        expects: Mapping[str, str],
        lasts: timedelta = A_NIGHT,
        *,
        shows: Symptom | None = None,
        presses: bool = True,
        shows_after: timedelta = timedelta(),
        lingers: timedelta = 10 * MINUTE,
    ) -> None:
        """``shows`` is what an examination finds; ``presses`` whether people can press."""
        self.name, self.lasts, self.expects = name, lasts, expects
        self.shows_after, self.lingers = shows_after, lingers
        self._error, self._shows, self._presses = error, shows, presses

    async def breaks(self, scene: Scene) -> None:
        """Refuse from now on."""
        wire = scene.house.wire
        scene.traffic.can_press = self._presses
        wire.trouble = self._trouble
        wire.shows = [self._shows] if self._shows else []
        self._before = wire.refused

    async def mends(self, scene: Scene) -> None:
        """Answer again."""
        scene.traffic.can_press = True
        scene.house.wire.trouble = lambda _: None
        scene.house.wire.shows = []

    def can_be_noticed(self, scene: Scene) -> bool:
        """Whether a call has failed."""
        return scene.house.wire.refused > self._before

    def _trouble(self, _: Address) -> BotError:
        return self._error()


class LosingAnswers(Refusing):
    """The platform does what it is asked to, but half of its answers come too late."""

    async def breaks(self, scene: Scene) -> None:
        """Lose half of the answers."""
        chance = scene.house.chance
        self._before = scene.house.wire.refused
        scene.house.wire.trouble = lambda _: self._error() if chance.random() < 0.5 else None


class ChannelAway(Fault):
    """The channel for the claim cards takes nothing."""

    def __init__(self, name: str, expects: Mapping[str, str], lasts: timedelta) -> None:
        """``lasts`` how long."""
        self.name, self.expects, self.lasts = name, expects, lasts

    async def breaks(self, scene: Scene) -> None:
        """Delete or archive it."""
        wire = scene.house.wire
        (wire.archived if "channel_archived" in self.expects else wire.gone).add(PEERS)

    async def mends(self, scene: Scene) -> None:
        """Let it be there again."""
        wire = scene.house.wire
        wire.gone.discard(PEERS)
        wire.archived.discard(PEERS)


class ChannelReplaced(Fault):
    """The playbook names another channel for the claim cards, and the old one is deleted."""

    name = "claims channel replaced by the playbook"

    async def breaks(self, scene: Scene) -> None:
        """Name the new channel, and delete the old one."""

        async def change(work: Work) -> None:
            programme = await current(work)
            channels = {**programme.channels, "claims": {PLATFORM: NEW_PEERS}}
            await put(work, replace(programme, channels=channels))

        await in_one_work(scene.house.processes[0].storage, change)
        scene.house.wire.gone.add(PEERS)

    async def mends(self, scene: Scene) -> None:
        """Leave it so."""


# ---- the database ----


class NothingWritten(Fault):
    """Nothing can be written any more: SQLite's disk is full, or the database is a read-only copy.

    On PostgreSQL it is read-only in either case.
    """

    def __init__(self, name: str, pragma: str, expects: Mapping[str, str]) -> None:
        """``pragma`` has SQLite refuse what is written."""
        self.name, self._pragma, self.expects = name, pragma, expects

    async def breaks(self, scene: Scene) -> None:
        """Let the database take no changes."""
        house = scene.house
        if house.on_postgresql:
            await _on_server(house, "ALTER DATABASE {name} SET default_transaction_read_only = on")
            await _on_server(house, END_CONNECTIONS)
        else:
            house.pragmas.append(self._pragma)
            await _reconnect(house)

    async def mends(self, scene: Scene) -> None:
        """Let it take them."""
        house = scene.house
        if house.on_postgresql:
            await _on_server(house, "ALTER DATABASE {name} RESET default_transaction_read_only")
            await _on_server(house, END_CONNECTIONS)
        else:
            house.pragmas.pop()
            await _reconnect(house)


class ConnectionsDropped(Fault):
    """Every connection is cut while a message is on its way."""

    name = "connections dropped"
    lasts = 5 * MINUTE

    async def breaks(self, scene: Scene) -> None:
        """Cut them in the middle of the next message."""
        scene.house.wire.in_the_middle = lambda: _cut(scene.house)

    async def mends(self, scene: Scene) -> None:
        """Need nothing."""


class DatabaseDown(Fault):
    """The database is away, from the middle of a message on."""

    name = "database down"
    expects: Mapping[str, str] = {"database": "DATABASE_URL"}
    is_readable = False

    async def breaks(self, scene: Scene) -> None:
        """Take it away while the next message is on its way."""
        scene.house.wire.in_the_middle = lambda: self._away(scene.house)

    def can_be_noticed(self, scene: Scene) -> bool:
        """Whether that message came."""
        return scene.house.wire.in_the_middle is None

    async def _away(self, house: House) -> None:
        await _cut(house)
        if house.on_postgresql:
            await _on_server(house, 'ALTER DATABASE {name} RENAME TO "away"')
        else:
            path = _file_of(house)
            path.rename(path.with_suffix(".away"))
            path.mkdir()

    async def mends(self, scene: Scene) -> None:
        """Bring it back."""
        house = scene.house
        if house.wire.in_the_middle is not None:
            house.wire.in_the_middle = None
            return
        if house.on_postgresql:
            await _on_server(house, 'ALTER DATABASE "away" RENAME TO {name}')
        else:
            path = _file_of(house)
            path.rmdir()
            path.with_suffix(".away").rename(path)


class Restored(Fault):
    """A copy from the day before is put in the place of the database, and confirmed at night."""

    name = "yesterday's copy restored"
    expects: Mapping[str, str] = {"held": "support-timeout release"}

    def prepares(self, scene: Scene) -> None:
        """Plan the copy, on Monday evening."""
        scene.traffic.plan(START + self.begins - DAY, partial(self._copies, scene))

    async def _copies(self, scene: Scene, _: World) -> bool:
        house = scene.house
        await house.stop()
        self._copied_at = house.now
        if house.on_postgresql:
            self._copy = _name_of(house) + "_copy"
            await _on_server(house, f'CREATE DATABASE "{self._copy}" TEMPLATE {{name}}')
        else:
            shutil.copy(_file_of(house), house.folder / "copy.db")
        await house.start()
        return True

    async def breaks(self, scene: Scene) -> None:
        """Put it in its place."""
        house = scene.house
        await house.stop()
        if house.on_postgresql:
            await _on_server(house, "DROP DATABASE {name} WITH (FORCE)")
            await _on_server(house, f'ALTER DATABASE "{self._copy}" RENAME TO {{name}}')
        else:
            for beside in house.folder.glob(f"{_file_of(house).name}-*"):
                beside.unlink()
            shutil.copy(house.folder / "copy.db", _file_of(house))
        await house.start()
        scene.ledger.restored = (self._copied_at, house.now)
        self._before = len(house.wire.arrived)

    async def mends(self, scene: Scene) -> None:
        """Confirm it. Nothing was sent until now."""
        house = scene.house
        assert len(house.wire.arrived) == self._before
        await house.processes[0].parts.standing.release()


END_CONNECTIONS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = '{bare}' AND pid <> pg_backend_pid()"
)


async def _on_server(house: House, sql: str) -> None:
    """Run a statement beside the database, as its administrator does."""
    name = _name_of(house)
    admin = create_async_engine(
        house.url.replace(f"/{name}?", "/postgres?"), isolation_level="AUTOCOMMIT"
    )
    try:
        async with admin.connect() as connection:
            await connection.execute(text(sql.format(name=f'"{name}"', bare=name)))
    finally:
        await admin.dispose()


async def _cut(house: House) -> None:
    if house.on_postgresql:
        await _on_server(house, END_CONNECTIONS)
    else:
        await _reconnect(house)


async def _reconnect(house: House) -> None:
    """Give up the connections to SQLite, so that the next ones are made anew."""
    for each in house.processes:
        await each.storage.close()


def _name_of(house: House) -> str:
    return house.url.partition("?")[0].rpartition("/")[2]


def _file_of(house: House) -> Path:
    return Path(house.url.removeprefix("sqlite+aiosqlite:///"))


# ---- the clock ----


class ClockMoved(Fault):
    """The clock is wrong for a while."""

    def __init__(
        self, name: str, expects: Mapping[str, str], by: timedelta, lasts: timedelta = A_NIGHT
    ) -> None:
        """``by`` how much it moves."""
        self.name, self.expects, self._by, self.lasts = name, expects, by, lasts

    async def breaks(self, scene: Scene) -> None:
        """Move it."""
        scene.house.move_clock(self._by)

    async def mends(self, scene: Scene) -> None:
        """Move it back."""
        scene.house.move_clock(-self._by)


# ---- the processes ----


class WorkersAway(Fault):
    """No worker runs; on SQLite nothing does."""

    expects: Mapping[str, str] = {"no_worker": "support-timeout worker"}

    def __init__(self, name: str, lasts: timedelta) -> None:
        """``lasts`` how long."""
        self.name, self.lasts = name, lasts

    async def breaks(self, scene: Scene) -> None:
        """End the workers."""
        house = scene.house
        for each in house.workers:
            await each.ends()
        house.webs = [each for each in house.webs if each not in house.workers]
        house.workers = []

    async def mends(self, scene: Scene) -> None:
        """Start them."""
        for each in scene.house.webs:
            await each.ends()
        await scene.house.start()


class WorkerWithoutSettings(Fault):
    """One worker lacks the platform's settings; on SQLite the only process does."""

    name = "worker without the platform's settings"
    expects: Mapping[str, str] = {"platform_not_open": "settings"}

    async def breaks(self, scene: Scene) -> None:
        """Start one that lacks them in the place of one that has them."""
        await self._replace(scene.house, has_platform=False)

    async def mends(self, scene: Scene) -> None:
        """Give it the settings."""
        await self._replace(scene.house, has_platform=True)

    async def _replace(self, house: House, *, has_platform: bool) -> None:
        before = house.workers[0]
        await before.ends()
        after = Process(house, before.name, has_platform=has_platform)
        await after.starts()
        house.webs = [after if each is before else each for each in house.webs]
        house.workers[0] = after


class PlaybookFlaps(Fault):
    """Two processes start again and again, each with another playbook file."""

    name = "two playbook files flapping"
    expects: Mapping[str, str] = {"older_playbook": "Export"}

    async def breaks(self, scene: Scene) -> None:
        """Start each of them a few times."""
        house = scene.house
        first, second = house.processes[0], house.processes[-1]
        found = await in_one_work(first.storage, export, reads_only=True)
        older = replace(found.playbook, programme=_renamed(found.playbook.programme, "Older"))
        newer = replace(found.playbook, programme=_renamed(found.playbook.programme, "Newer"))
        files = [house.folder / "older.toml", house.folder / "newer.toml"]
        for file, playbook in zip(files, (older, newer), strict=True):
            file.write_text(write_onto(found.text, playbook), "utf-8")
        for file, process in some(3 * list(zip(files, (first, second), strict=True))):
            assert await apply_file(process.storage, file, "start") == 0
        now = await in_one_work(first.storage, current, reads_only=True)
        assert now.name == "Newer"
        self._files = files
        await self._restart(house, files[0])

    async def mends(self, scene: Scene) -> None:
        """Put the newer file in the place of the older one."""
        older, newer = self._files
        older.write_text(newer.read_text("utf-8"), "utf-8")
        await self._restart(scene.house, older)

    async def _restart(self, house: House, file: Path) -> None:
        await house.stop()
        house.playbook = file
        await house.start()


def _renamed(programme: Programme, name: str) -> Programme:
    return replace(programme, name=name)


# ---- people ----


class AccountUnknown(Fault):
    """Nobody knows the account of somebody who is about to get a first note, for a day."""

    name = "account unknown for a day"
    begins = timedelta(days=1, hours=8, minutes=15)
    lasts = DAY
    shows_after = 2 * HOUR  # by then the first note is due
    expects: Mapping[str, str] = {"people_lost": "confirmed", "sends_no_account": "confirmed"}

    async def breaks(self, scene: Scene) -> None:
        """Lose the account of somebody who was just reported about."""
        self._user = scene.traffic.reported[-1]
        await Hospital(scene.house.processes[0].world).lose_account(self._user)

    async def mends(self, scene: Scene) -> None:
        """Learn it."""
        await Hospital(scene.house.processes[0].world).give_account(self._user)


class PersonLeaves(Fault):
    """Somebody leaves with their first note on its way, and comes back."""

    name = "person leaving and coming back"
    begins = timedelta(days=1, hours=8, minutes=15)
    lasts = DAY

    async def breaks(self, scene: Scene) -> None:
        """Let somebody leave who was just reported about."""
        self._user = scene.traffic.reported[-1]
        scene.ledger.unreachable.add(self._user)
        await Hospital(scene.house.processes[0].world).change_person(self._user, active=False)

    async def mends(self, scene: Scene) -> None:
        """Let them come back."""
        await Hospital(scene.house.processes[0].world).change_person(self._user, active=True)


QUICK: tuple[Fault, ...] = (
    LosingAnswers("platform slow", OutcomeUnknown, {"sends_unanswered": "slow"}, lingers=A_PAUSE),
    ClockMoved("clock an hour back", {"clock_back": "time server"}, -HOUR),
)
"""The weeks of `make test`."""
FAULTS: tuple[Fault, ...] = (
    Nothing(),
    Refusing(
        "token revoked",
        lambda: InstallationBroken("token_revoked"),
        TOKEN_REVOKED,
        shows=Symptom(TOKEN, PLATFORM, "token_revoked"),
    ),
    Refusing(
        "token revoked for three days",
        lambda: InstallationBroken("token_revoked"),
        TOKEN_REVOKED,
        3 * DAY + A_NIGHT,
        shows=Symptom(TOKEN, PLATFORM, "token_revoked"),
    ),
    Refusing(
        "platform unreachable",
        lambda: PlatformBusy(timedelta(seconds=30)),
        {"platform_unreachable": "firewall"},
        shows=Symptom(UNREACHABLE, PLATFORM, "ConnectError"),
        presses=False,
    ),
    Refusing(
        "platform too busy",
        lambda: PlatformBusy(timedelta(seconds=30)),
        {"sends_slow": "limits us"},
        shows_after=BUSY_FOR,
    ),
    Refusing(
        "unknown refusal",
        lambda: NotUnderstood("some_new_code"),
        {"sends_refused": "makers"},
        lingers=A_PAUSE,
    ),
    ChannelAway("claims channel deleted", {"channel_unseen": "playbook"}, 5 * DAY),
    ChannelAway("claims channel archived", {"channel_archived": "Unarchive"}, A_NIGHT),
    ChannelReplaced(),
    ConnectionsDropped(),
    NothingWritten("disk full", "max_page_count = 1", {"disk_full": "Make room"}),
    NothingWritten("database read only", "query_only = ON", {"write_refused": "make it writable"}),
    DatabaseDown(),
    Restored(),
    ClockMoved("clock a day ahead", LEAPT, DAY),
    ClockMoved(
        "clock a hundred days ahead for ten seconds", LEAPT, 100 * DAY, timedelta(seconds=10)
    ),
    WorkersAway("workers away for an evening", 4 * HOUR),
    WorkersAway("workers away until two at night", A_NIGHT),
    WorkersAway("workers away for three days", 3 * DAY + A_NIGHT),
    WorkersAway("workers away for nine days", 9 * DAY + A_NIGHT),
    WorkerWithoutSettings(),
    PlaybookFlaps(),
    AccountUnknown(),
    PersonLeaves(),
)
"""The further weeks of `make chaos`."""
OPEN: tuple[Fault, ...] = ()
"""Weeks that have a complaint still; no test plays them."""

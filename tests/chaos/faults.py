"""The faults: each breaks one thing, and mends it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.commands.playbook import apply_file
from adapters.playbook import write_onto
from bot.core.conversation import Address
from bot.core.deployment import state_of
from bot.core.errors import (
    BotError,
    InstallationBroken,
    NotUnderstood,
    OutcomeUnknown,
    PlatformBusy,
    RecipientGone,
)
from bot.core.storage import Work, in_one_work
from bot.programme import current, export, put
from bot.programme.model import Programme
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.chaos.house import DAY, HOUR, MINUTE, PLATFORM, House, Process
from tests.chaos.week import Fault, Scene
from tests.some import some
from tests.world import World

A_NIGHT = timedelta(hours=7, minutes=20)
"""From half past six to two at night, when what goes out at once would wake somebody."""
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
        expects: str,
        lasts: timedelta = A_NIGHT,
        *,
        where: str = "",
        presses: bool = True,
    ) -> None:
        """``where`` is the one address concerned; ``presses`` whether people can press."""
        self.name, self.lasts, self.expects = name, lasts, frozenset({expects})
        self._error, self._where, self._presses = error, where, presses

    async def breaks(self, scene: Scene) -> None:
        """Refuse from now on."""
        scene.traffic.can_press = self._presses
        scene.house.wire.trouble = self._trouble

    async def mends(self, scene: Scene) -> None:
        """Answer again."""
        scene.traffic.can_press = True
        scene.house.wire.trouble = lambda _: None

    def _trouble(self, address: Address) -> BotError | None:
        return self._error() if self._where in {"", address.value} else None


class LosingAnswers(Refusing):
    """The platform does what it is asked to, but half of its answers come too late."""

    async def breaks(self, scene: Scene) -> None:
        """Lose half of the answers."""
        chance = scene.house.chance
        scene.house.wire.trouble = lambda _: self._error() if chance.random() < 0.5 else None


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


class DiskFull(Fault):
    """Nothing can be written any more, from the middle of a message on."""

    name = "disk full"
    expects = frozenset({"database.full"})

    async def breaks(self, scene: Scene) -> None:
        """Let the database grow no more: on PostgreSQL as after a switch to a read-only copy."""
        house = scene.house
        if house.on_postgresql:
            await _on_server(house, "ALTER DATABASE {name} SET default_transaction_read_only = on")
            await _on_server(house, END_CONNECTIONS)
        else:
            house.pragmas.append("max_page_count = 1")
            await _reconnect(house)

    async def mends(self, scene: Scene) -> None:
        """Make room."""
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
    expects = frozenset({"database.down"})

    async def breaks(self, scene: Scene) -> None:
        """Take it away while the next message is on its way."""
        scene.house.wire.in_the_middle = lambda: self._away(scene.house)

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
    """Yesterday's copy is put in the place of the database."""

    name = "yesterday's copy restored"
    begins = timedelta(hours=9, minutes=40)
    lasts = DAY
    expects = frozenset({"deployment.held"})

    async def breaks(self, scene: Scene) -> None:
        """Make the copy."""
        house = scene.house
        await house.stop()
        self._copied_at = house.clock.now()
        if house.on_postgresql:
            self._copy = _name_of(house) + "_copy"
            await _on_server(house, f'CREATE DATABASE "{self._copy}" TEMPLATE {{name}}')
        else:
            shutil.copy(_file_of(house), house.folder / "copy.db")
        await house.start()

    async def mends(self, scene: Scene) -> None:
        """Put it in its place, and confirm it at two at night."""
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
        scene.ledger.restored = (self._copied_at, house.clock.now())
        state = await in_one_work(house.processes[0].storage, state_of, reads_only=True)
        assert state is not None
        assert state.held is not None
        before = len(house.wire.arrived)

        async def release(_: World) -> bool:
            assert len(house.wire.arrived) == before
            await house.processes[0].parts.standing.release()
            return True

        scene.traffic.plan(house.clock.now() + A_NIGHT, release)


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

    def __init__(self, name: str, by: timedelta, lasts: timedelta = A_NIGHT) -> None:
        """``by`` how much it moves."""
        self.name, self._by, self.lasts = name, by, lasts
        self.expects = frozenset({"clock"})

    async def breaks(self, scene: Scene) -> None:
        """Move it."""
        scene.house.clock.advance(self._by)

    async def mends(self, scene: Scene) -> None:
        """Move it back."""
        scene.house.clock.advance(-self._by)


# ---- the processes ----


class WorkersAway(Fault):
    """No worker runs; on SQLite nothing does."""

    expects = frozenset({"workers.none"})

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
    expects = frozenset({"platform.not_open_here"})

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
    expects = frozenset({"playbook.superseded"})

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

    async def mends(self, scene: Scene) -> None:
        """Leave it so."""


def _renamed(programme: Programme, name: str) -> Programme:
    return replace(programme, name=name)


# ---- people ----


class AccountUnknown(Fault):
    """Nobody knows the account of somebody who is about to get a first note, for a day."""

    name = "account unknown for a day"
    begins = timedelta(days=1, hours=8, minutes=15)
    lasts = DAY
    expects = frozenset({"people.without_account"})

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
    LosingAnswers("platform slow", OutcomeUnknown, "platform.slow"),
    ClockMoved("clock an hour back", -HOUR),
)
"""The weeks of `make test`."""
FAULTS: tuple[Fault, ...] = (
    Nothing(),
    ConnectionsDropped(),
    ClockMoved("clock a day ahead", DAY),
    AccountUnknown(),
    PersonLeaves(),
)
"""The further weeks of `make chaos`."""
OPEN: tuple[Fault, ...] = (
    Refusing("token revoked", lambda: InstallationBroken("token_revoked"), "platform.refused"),
    Refusing(
        "token revoked for three days",
        lambda: InstallationBroken("token_revoked"),
        "platform.refused",
        3 * DAY + A_NIGHT,
    ),
    Refusing(
        "platform unreachable",
        lambda: PlatformBusy(timedelta(seconds=30)),
        "platform.unreachable",
        presses=False,
    ),
    Refusing("unknown refusal", lambda: NotUnderstood("some_new_code"), "platform.refusal_unknown"),
    Refusing("claims channel deleted", RecipientGone, "channel.gone", 30 * DAY, where=PEERS),
    Refusing("claims channel archived", RecipientGone, "channel.gone", where=PEERS),
    ChannelReplaced(),
    DiskFull(),
    DatabaseDown(),
    Restored(),
    ClockMoved("clock a hundred days ahead for ten seconds", 100 * DAY, timedelta(seconds=10)),
    WorkersAway("workers away for an evening", 4 * HOUR),
    WorkersAway("workers away until two at night", A_NIGHT),
    WorkersAway("workers away for three days", 3 * DAY + A_NIGHT),
    WorkersAway("workers away for nine days", 9 * DAY + A_NIGHT),
    WorkerWithoutSettings(),
    PlaybookFlaps(),
)
"""Weeks that have a complaint still; no test plays them."""

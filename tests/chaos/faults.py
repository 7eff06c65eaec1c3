"""The faults: each breaks one thing, and mends it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from adapters.commands.playbook import apply_file
from adapters.playbook import write_onto
from bot.core.errors import (
    InstallationBroken,
    NotUnderstood,
    OutcomeUnknown,
    PlatformBusy,
)
from bot.core.health import Symptom
from bot.core.sending_health import BUSY_FOR
from bot.core.storage import in_one_work
from bot.core.symptoms import TOKEN, UNREACHABLE
from bot.programme import current, export
from bot.programme.model import Programme
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.chaos.database_faults import (
    READ_ONLY,
    ConnectionsDropped,
    DatabaseDown,
    NothingWritten,
    Restored,
)
from tests.chaos.house import DAY, HOUR, MINUTE, PLATFORM, House, Process
from tests.chaos.platform_faults import ChannelAway, ChannelReplaced, LosingAnswers, Refusing
from tests.chaos.week import A_NIGHT, Fault, Scene
from tests.some import some

A_WEEK = 7 * DAY
A_PAUSE = 70 * MINUTE
"""After this, everything that was refused has been tried again."""
TOKEN_REVOKED = {"platform_token": "Copy them again", "sends_installation": "revoked"}
LEAPT = {"clock_leapt": "support-timeout release"}


class Nothing(Fault):
    """Nothing breaks."""

    name = "nothing"

    async def breaks(self, scene: Scene) -> None:
        """Leave everything as it is."""

    async def mends(self, scene: Scene) -> None:
        """Leave everything as it is."""


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
        if self.lasts > A_WEEK:
            scene.ledger.silence = house.now, house.now + self.lasts
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

    def expected(self, scene: Scene) -> Mapping[str, str]:
        """Of three workers two have them, so that messages go out."""
        return {"platform_lacking": "settings"} if scene.house.on_postgresql else self.expects

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
    NothingWritten("database read only", "query_only = ON", READ_ONLY),
    DatabaseDown(),
    Restored(),
    ClockMoved("clock an hour back", {"clock_back": "time server"}, -HOUR),
    ClockMoved("clock a day ahead", LEAPT, DAY + 5 * MINUTE),
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

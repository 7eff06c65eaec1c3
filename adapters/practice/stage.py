"""What happens in the hospital before the page opens: reports, presses, and time going by."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from adapters.practice.address import account_of
from adapters.practice.clock import PracticeClock
from adapters.practice.workspace import Workspace
from bot.core.conversation import Answer, Ask, Bot, Command, Delivery, Submission
from bot.core.screens import Form

ZONE = ZoneInfo("America/Denver")


class Stage(Protocol):
    """What a scenario needs of the practice room."""

    @property
    def bot(self) -> Bot:
        """The bot, as the page reaches it."""
        ...

    @property
    def clock(self) -> PracticeClock:
        """The hospital's clock."""
        ...

    @property
    def workspace(self) -> Workspace:
        """What hangs in the conversations."""
        ...

    async def go_on_to(self, end: datetime) -> None:
        """Go forward in time, stopping wherever something is due."""
        ...


class StoryBroken(Exception):
    """The story did not go as it is told; the text says where."""


@dataclass(frozen=True)
class Reported:
    """What somebody reports by form: pickers and times, no word about a patient.

    ``near`` are the people picked; ``everyone``: those on the unit's shift then as well.
    """

    by: str
    unit: str
    kind: str
    harm: str
    near: tuple[str, ...] = ()
    everyone: bool = True

    def values(self, occurred_at: datetime) -> dict[str, tuple[str, ...]]:
        """What is entered into the form."""
        local = occurred_at.astimezone(ZONE)
        return {
            "kind": (self.kind,),
            "harm": (self.harm,),
            "unit": (self.unit,),
            "day": (local.date().isoformat(),),
            "time": (local.time().isoformat("minutes"),),
            "people": self.near,
            "everyone": ("everyone",) if self.everyone else (),
        }


async def report(stage: Stage, what: Reported, occurred_at: datetime) -> None:
    """Somebody reports, as they would from their phone, and looks at who gets what first."""
    account = account_of(what.by)
    name = f"report-{stage.clock.now().isoformat()}"

    def delivery(kind: str, key: str) -> Delivery:
        return Delivery(kind, f"@{what.by}", key)

    command = Command(delivery("command", name), account, "support-admin", ("activate",))
    form = _asked(await stage.bot.handle(command), "adverse_event.report")
    values = what.values(occurred_at)
    told = Submission(delivery("submission", form.nonce), account, form.name, "", values)
    seen = _asked(await stage.bot.handle(told), "check_in.preview")
    sure = Submission(delivery("submission", seen.nonce), account, seen.name, seen.subject)
    await stage.bot.handle(sure)


def _asked(answer: Answer, form: str) -> Form:
    if not isinstance(answer, Ask) or answer.form.name != form:
        message = f"no dialog {form} came"
        raise StoryBroken(message)
    return answer.form

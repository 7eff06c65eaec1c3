"""What a scenario does before the page opens: it files reports and moves the clock."""

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
    """The parts of the practice room that a scenario uses."""

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
        """The conversations."""
        ...

    async def go_on_to(self, end: datetime) -> None:
        """Move the clock to ``end``, running each job when it is due."""
        ...


class StoryBroken(Exception):
    """The story took an unexpected turn; the text says where."""


@dataclass(frozen=True)
class Reported:
    """A report by form; it says nothing about a patient."""

    by: str
    unit: str
    kind: str
    harm: str
    near: tuple[str, ...] = ()
    """The people picked as having been near."""
    everyone: bool = True
    """Whether it includes everyone on the unit's shift at that time."""

    def values(self, occurred_at: datetime) -> dict[str, tuple[str, ...]]:
        """The form's values."""
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
    """Report as a person would from their phone, and confirm the preview.

    Raises ``StoryBroken`` if an expected dialog does not open.
    """
    account = account_of(what.by)
    name = f"report-{stage.clock.now().isoformat()}"

    def delivery(kind: str, key: str) -> Delivery:
        return Delivery(kind, f"@{what.by}", key)

    command = Command(delivery("command", name), account, "support-admin", ("activate",))
    form = _asked(await stage.bot.handle(command), "adverse_event.report")
    values = what.values(occurred_at)
    filled = Submission(delivery("submission", form.nonce), account, form.name, "", values)
    preview = _asked(await stage.bot.handle(filled), "check_in.preview")
    confirmed = delivery("submission", preview.nonce)
    await stage.bot.handle(Submission(confirmed, account, preview.name, preview.subject))


def _asked(answer: Answer, form: str) -> Form:
    if not isinstance(answer, Ask) or answer.form.name != form:
        message = f"the dialog {form} did not open"
        raise StoryBroken(message)
    return answer.form

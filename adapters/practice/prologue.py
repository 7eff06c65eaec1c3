"""How the practice story begins, before the page opens on the middle of it."""

from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from adapters.practice.address import account_of
from adapters.practice.clock import PracticeClock
from bot.conversation import Answer, Ask, Bot, Command, Delivery, Submission
from bot.screens import Form

ZONE = ZoneInfo("America/Denver")
CHARGE_NURSE = "lena"
NEAR = ("theo", "nora", "rosa", "uma")
"""Who was near beside those on the unit's shift: a night nurse and a supporter among them."""

UNIT = "icu"
KIND = "unexpected_death"
HARM = "death"
BEFORE_THE_REPORT = timedelta(minutes=50)


class Stage(Protocol):
    """What the prologue needs of the practice room."""

    @property
    def bot(self) -> Bot:
        """The bot, as the page reaches it."""
        ...

    @property
    def clock(self) -> PracticeClock:
        """The hospital's clock."""
        ...

    async def go_on_to(self, end: datetime) -> None:
        """Go forward in time, stopping wherever something is due."""
        ...


class StoryBroken(Exception):
    """The story did not go as it is told; the text says where."""


async def prologue(stage: Stage) -> None:
    """The charge nurse reports, as she would from her phone, and the first notes go out."""
    account = account_of(CHARGE_NURSE)
    start = stage.clock.now()

    def delivery(kind: str, name: str) -> Delivery:
        return Delivery(kind, f"@{CHARGE_NURSE}", name)

    command = Command(delivery("command", "prologue"), account, "support-admin", ("activate",))
    form = _asked(await stage.bot.handle(command), "adverse_event.report")
    values = report_values(start - BEFORE_THE_REPORT)
    told = Submission(delivery("submission", form.nonce), account, form.name, "", values)
    seen = _asked(await stage.bot.handle(told), "check_in.preview")
    sure = Submission(delivery("submission", seen.nonce), account, seen.name, seen.subject)
    await stage.bot.handle(sure)
    # The hold-off first, then the hour after it happened.
    await stage.go_on_to(start - BEFORE_THE_REPORT + timedelta(hours=1))


def report_values(occurred_at: datetime) -> dict[str, tuple[str, ...]]:
    """What the charge nurse enters: pickers and times, no word about a patient."""
    local = occurred_at.astimezone(ZONE)
    return {
        "kind": (KIND,),
        "harm": (HARM,),
        "unit": (UNIT,),
        "day": (local.date().isoformat(),),
        "time": (local.time().isoformat("minutes"),),
        "people": NEAR,
        "everyone": ("everyone",),
    }


def _asked(answer: Answer, form: str) -> Form:
    if not isinstance(answer, Ask) or answer.form.name != form:
        message = f"no dialog {form} came"
        raise StoryBroken(message)
    return answer.form

"""Ways in which all people of a simulation behave unlike usual: ``make month HABIT=twice``."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from adapters.simulation.hospital import Hospital
from adapters.simulation.rates import Rate, Rates
from bot.check_ins.names import CHECK_IN_BREAK, CHECK_IN_TALK
from bot.core.conversation import Answer, Bot, Command, Incoming, Press, Submission
from bot.core.storage import Storage
from bot.requests.claims.contact_screens import CONTACT_DONE
from bot.requests.model import SupportRequest
from bot.requests.names import REQUEST_CLAIM, REQUEST_RELEASE

USUAL, TWICE, LATE, WORDS = "usual", "twice", "late", "words"
HABITS = (USUAL, TWICE, LATE, WORDS)
LATER_BY = 12
"""How many times later everybody answers who answers late."""
TIMES = ("read_in", "answers_in", "calls_in", "calls_again_in", "covers_in", "page_brings_in")
TYPED: Mapping[str, str] = {
    REQUEST_CLAIM: "support claim",
    REQUEST_RELEASE: "support release",
    CONTACT_DONE: "support done",
}
"""What a supporter may type, with the code of a request, in place of a button."""
ASKED: Mapping[str, str] = {CHECK_IN_TALK: "support talk", CHECK_IN_BREAK: "support break"}


def rates_of(habit: str) -> Rates:
    """The rates of a habit."""
    usual = Rates()
    if habit != LATE:
        return usual
    late = {
        each.name: _later(getattr(usual, each.name)) for each in fields(usual) if each.name in TIMES
    }
    return replace(usual, **late)


def _later(rate: Rate) -> Rate:
    return replace(rate, value=LATER_BY * rate.value)


def take_up(hospital: Hospital, habit: str) -> None:
    """Let everybody in ``hospital`` behave so from now on. Raises ``ValueError`` for no habit."""
    match habit:
        case "twice":
            hospital.bot = Twice(hospital.bot)
        case "words":
            hospital.bot = InWords(hospital.bot, hospital.storage)
        case "usual" | "late":
            pass
        case _:
            raise ValueError(habit)


@dataclass
class Twice:
    """Everybody presses twice and types twice; a platform delivers a form a second time."""

    bot: Bot

    async def handle(self, incoming: Incoming) -> Answer:
        """Do it, and do it once more."""
        answer = await self.bot.handle(incoming)
        again = incoming
        if isinstance(incoming, Press | Command):
            # Two presses are two; one form that is sent is the same each time it is delivered.
            delivery = replace(incoming.delivery, id=f"{incoming.delivery.id}-again")
            again = replace(incoming, delivery=delivery)
        await self.bot.handle(again)
        return answer


@dataclass
class InWords:
    """Everybody types what can be typed, and presses only the rest."""

    bot: Bot
    storage: Storage

    async def handle(self, incoming: Incoming) -> Answer:
        """Do it, by a command if there is one for it."""
        if isinstance(incoming, Submission | Command) or not isinstance(incoming, Press):
            return await self.bot.handle(incoming)
        if (words := await self._words(incoming)) is None:
            return await self.bot.handle(incoming)
        name, *rest = words.split()
        delivery = replace(incoming.delivery, kind="command")
        typed = Command(delivery, incoming.account, name, tuple(rest))
        return await self.bot.handle(typed)

    async def _words(self, press: Press) -> str | None:
        if press.action in ASKED:
            return ASKED[press.action]
        if press.action not in TYPED:
            return None
        subject = press.value.split(":")[1]
        async with self.storage.reading() as work:
            request = await work.of(SupportRequest).get(subject)
        return f"{TYPED[press.action]} {request.code.casefold()}" if request else None

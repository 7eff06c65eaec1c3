"""An ordinary week of the sample hospital: reports, talks, breaks, a review, practices.

Somebody whose wish was not taken, since nobody answered, tries again ten minutes later.
"""

import heapq
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from bot.adverse_events.model import SourceReport
from bot.core.clock import in_zone
from bot.core.conversation import Answer, Ask, Nothing, Replace, Say
from bot.core.errors import Conflict, StorageDown
from bot.core.screens import Card
from bot.programme.model import Harm, Kind, Ladder
from bot.time_outs.model import TimeOut
from tests.chaos.house import DAY, HOUR, MINUTE, MORE_STAFF, House
from tests.chaos.ledger import Ledger, Wish
from tests.wording import phrase
from tests.world import START, ZONE, World, text_of, user_of

Act = Callable[[World], Awaitable[bool]]
"""Something that people do; whether it was accepted."""
SUPPORTERS = ("pat", "quinn", "uma")
CHANNELS = ("#peers", "#new-peers")
COVER = ("fay", "gil")


class Traffic:
    """What people do, by the clock and by what they see."""

    def __init__(self, house: House, ledger: Ledger) -> None:
        """Plan the week."""
        self.house, self.ledger = house, ledger
        self.can_press = True
        """Whether presses arrive: not while the platform itself is away."""
        self._planned: list[tuple[datetime, int, Act]] = []
        self._count = 0
        self._answers: dict[str, str] = {}
        """What somebody presses on their first note."""
        self._looked: list[str] = []
        """Who pressed something on it other than a way to talk."""
        self._taken: set[str] = set()
        self.reported: list[str] = []
        """Who was reported about, in order."""
        self._staff = [user_of(name) for name in MORE_STAFF]
        house.chance.shuffle(self._staff)
        self._plan_week()

    def _plan_week(self) -> None:
        """Put the acts of a week where the faults begin and end; chance moves each a little."""
        at = self._at
        self._report(at(0, 9, 30), "more", "later", "silent")
        self._talk(at(0, 11))
        self._break(at(0, 12))
        self.plan(at(0, 14), self._drill)
        self._report(at(1, 9, 30), "more", "talk")
        self._talk(at(1, 12, 45))
        self._break(at(1, 12, 50))
        self._report(at(1, 17, 10), "later", "silent")
        self._talk(at(1, 18, 30))
        self._break(at(1, 18, 33))
        self._talk(at(1, 19, 10))
        self._break(at(1, 19, 20))
        self._report(at(1, 20), "more")
        self._talk(at(2, 10))
        self._break(at(2, 11))
        self.plan(at(2, 15), self._review)
        self._report(at(3, 9), "talk")
        self._talk(at(4, 10))
        self._break(at(4, 13))

    def _at(self, day: int, hour: int, minute: int = 0) -> datetime:
        """A moment of the week; ``START`` is nine in the morning of its Monday."""
        moment = START - 9 * HOUR + day * DAY + hour * HOUR + minute * MINUTE
        return moment + timedelta(seconds=self.house.chance.randrange(120))

    # ---- by the clock ----

    @property
    def next(self) -> datetime:
        """When somebody does something next."""
        return self._planned[0][0] if self._planned else START + 1000 * DAY

    async def act(self) -> None:
        """Do what is planned until now."""
        now = self.house.now
        while self._planned and self._planned[0][0] <= now:
            _, _, act = heapq.heappop(self._planned)
            if not await self._do(act):
                self.plan(now + 10 * MINUTE, act)

    def plan(self, at: datetime, act: Act) -> None:
        """Have something done at a moment, again until it is accepted."""
        self._count += 1
        heapq.heappush(self._planned, (at, self._count, act))

    async def _do(self, act: Act) -> bool:
        web = self.house.web
        if web is None:
            return False
        self.house.wire.is_answering = True
        try:
            accepted = await act(web.world)
        except (StorageDown, Conflict):
            return False
        finally:
            self.house.wire.is_answering = False
        self.house.acted_at = self.house.now
        return accepted

    # ---- what is asked for ----

    def _report(self, at: datetime, *answers: str) -> None:
        """A system tells of people, who will answer their first notes like this."""
        users = tuple(self._staff.pop() for _ in answers)
        self._answers |= dict(zip(users, answers, strict=True))
        self.plan(at, partial(self._tell, at, users))

    async def _tell(self, at: datetime, users: tuple[str, ...], world: World) -> bool:
        await _source(self.house, at, users, Kind.UNEXPECTED_DEATH, Harm.DEATH)
        for user in users:
            self.ledger.note(Wish.NOTE, user, self.house.now)
        self.reported += users
        return True

    async def _review(self, world: World) -> bool:
        """A coordinator plans a review for tomorrow, for those who answered their first notes."""
        users = tuple(self._looked)
        now = self.house.now
        form = await world.command("kit", "/support-admin milestone")
        if not isinstance(form, Ask):
            return False
        day = (in_zone(now, ZONE) + DAY).date().isoformat()
        given = {"kind": Kind.EVENT_REVIEW, "unit": "icu", "day": day, "told": "yes"}
        preview = await world.submit("kit", form, people=users, **given)
        if not isinstance(preview, Ask) or preview.form.name != "milestone.preview":
            return False
        if not isinstance(await world.submit("kit", preview), Nothing):
            return False
        self.ledger.touch(preview.form.subject, now)
        for user in users:
            self.ledger.note(Wish.MILESTONE, user, now)
        return True

    def _talk(self, at: datetime) -> None:
        self.plan(at, partial(self._ask_to_talk, self._staff.pop()))

    async def _ask_to_talk(self, user: str, world: World) -> bool:
        if not self.can_press:
            return False
        return self._accepted(Wish.TALK, user, await world.press(user, "check_in.peer"))

    def _break(self, at: datetime) -> None:
        self.plan(at, partial(self._ask_for_break, self._staff.pop()))

    async def _ask_for_break(self, user: str, world: World) -> bool:
        if not self.can_press:
            return False
        form = await world.command(user, "/support break")
        if not isinstance(form, Ask) or "minutes" not in {each.name for each in form.form.inputs}:
            return False
        if isinstance(await world.submit(user, form, minutes="15"), Ask):
            return False
        async with world.storage.reading() as work:
            newest = (await work.of(TimeOut).find(order_by=TimeOut.asked_at))[-1]
        self.ledger.note(Wish.BREAK, user, self.house.now, newest.reference)
        return True

    def _accepted(self, wish: Wish, user: str, answer: Answer) -> bool:
        card = answer.card if isinstance(answer, Say | Replace) else None
        if card is None or not card.subject:
            return False
        self.ledger.note(wish, user, self.house.now, card.subject)
        return True

    async def _drill(self, world: World) -> bool:
        form = await world.command("kit", "/support-admin drill on")
        if not isinstance(form, Ask):
            return False
        answer = await world.submit(
            "kit", form, near=("theo",), listens=("pat",), covers=("fay",), hours="2"
        )
        return isinstance(answer, Ask) and answer.form.name == "drill.asked"

    # ---- by what they see ----

    async def look(self) -> bool:
        """Let everybody act on what they see, by day; whether anybody did."""
        hour = in_zone(self.house.now, ZONE).hour
        if not self.can_press or not self.house.webs or not 8 <= hour < 20:
            return False
        acts = [*self._first_notes(), *self._requests(), *self._breaks()]
        done = [await self._do(act) for act in acts]
        return any(done)

    def _first_notes(self) -> Iterable[Act]:
        for user, answer in list(self._answers.items()):
            if answer == "silent" or not self._shown(user, "check_in.note"):
                continue
            yield partial(self._answer, user, answer)

    async def _answer(self, user: str, answer: str, world: World) -> bool:
        if self._answers.get(user) != answer:
            return False
        if answer == "later":
            await world.press_in(user, "check_in.more")
        shown = await world.press_in(user, f"check_in.{answer}")
        if not _is_care(shown):
            return False
        if answer == "later":
            # Where nobody knows when the shift ends, the card asks.
            asks = [b for b in _card(shown).buttons if b.action == "check_in.later_at"]
            for button in asks[-1:]:
                shown = await world.press(user, button.action, button.subject)
        self._answers[user] = "silent"
        if answer in {"more", "later"}:
            self._looked.append(user)
        if answer == "talk":
            episode = _card(shown).subject
            asked = await world.press(user, "check_in.peer", episode)
            if not self._accepted(Wish.TALK, user, asked):
                self._answers[user] = "talk"
        return True

    def _requests(self) -> Iterable[Act]:
        for where in (*CHANNELS, *SUPPORTERS):
            for card in self._shown(where, "request."):
                claims = [b for b in card.buttons if b.action == "request.claim"]
                if claims:
                    yield partial(self._take, card.subject, where)

    async def _take(self, request: str, where: str, world: World) -> bool:
        user = where if where in SUPPORTERS else self.house.chance.choice(SUPPORTERS)
        form = await world.press(user, "request.claim", request, at=where)
        if not isinstance(form, Ask) or form.form.name != "request.take":
            return False
        answer = await world.submit(user, form)
        if not isinstance(answer, Ask) or answer.form.name != "request.contact":
            return False
        now = self.house.now
        self.ledger.touch(request, now)
        # Whoever took it has so long to reach them; then it is given back, at any hour.
        self.ledger.touch(request, now + Ladder().confirm)
        self.ledger.meet(Wish.TALK, request)
        self.plan(now + 20 * MINUTE, partial(self._press, user, "request.reached", request))
        self.plan(now + 90 * MINUTE, partial(self._press, user, "request.done", request))
        return True

    async def _press(self, user: str, action: str, subject: str, world: World) -> bool:
        if not self.can_press:
            return False
        shown = text_of(await world.press(user, action, subject))
        if any(phrase(key) in shown for key in ("core.storage_down", "core.trouble")):
            return False
        self.ledger.touch(subject, self.house.now)
        return True

    def _breaks(self) -> Iterable[Act]:
        for user in COVER:
            for card in self._shown(user, "time_out.cover_card"):
                if any(b.action == "time_out.cover" for b in card.buttons):
                    yield partial(self._cover, user, card.subject)

    async def _cover(self, user: str, time_out: str, world: World) -> bool:
        if time_out in self._taken:
            return False
        form = await world.press(user, "time_out.cover", time_out)
        if not isinstance(form, Ask) or form.form.name != "time_out.cover":
            return False
        answer = await world.submit(user, form)
        if not isinstance(answer, Ask) or answer.form.name != "time_out.who":
            return False
        now = self.house.now
        self._taken.add(time_out)
        self.ledger.touch(time_out, now)
        asker = self.ledger.asker_of(time_out)
        for action, after in (("begin", 3), ("back", 18)):
            press = partial(self._press, asker, f"time_out.{action}", time_out)
            self.plan(now + after * MINUTE, press)
        return True

    def _shown(self, where: str, screen: str) -> list[Card]:
        cards = self.house.wire.at(where).messages.values()
        return [card for card in cards if card.screen.startswith(screen) and card.buttons]


async def _source(
    house: House, at: datetime, users: tuple[str, ...], kind: Kind, harm: Harm
) -> None:
    """A system tells the bot; it tells again what was not taken, under the same name."""
    web = house.web
    if web is None:
        raise StorageDown
    emails = tuple(f"{user}@example.org" for user in users)
    name = f"{kind}-{at.isoformat()}"
    told = SourceReport("incidents", name, kind, harm, "icu", at - 20 * MINUTE, emails)
    await web.parts.intake.take(told)


def _card(answer: Answer) -> Card:
    assert isinstance(answer, Say | Replace)
    return answer.card


def _is_care(answer: Answer) -> bool:
    """Whether it is more than a notice that it did not work."""
    return isinstance(answer, Say | Replace) and bool(answer.card.subject)

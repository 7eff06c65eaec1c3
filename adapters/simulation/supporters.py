"""What those do who help: supporters, people on call, those who cover, coordinators."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from adapters.simulation.diary import Diary
from adapters.simulation.hospital import (
    Act,
    Employee,
    Hospital,
    button_in,
    button_of,
    card_of,
    form_of,
    options_of,
)
from adapters.simulation.mailbox import Shown
from adapters.simulation.rates import Rate
from bot.adverse_events.names import ADVERSE_EVENT_LEAVE_OUT, ADVERSE_EVENT_LET_GO, LIMITED
from bot.core.conversation import Answer, Ask
from bot.core.screens import Form
from bot.requests.claims.assignment import ASSIGN, ASSIGN_WHICH
from bot.requests.claims.contact_screens import CONTACT_DONE, CONTACT_REACHED, CONTACT_TRIED
from bot.requests.claims.screens import TAKE
from bot.requests.names import (
    CLAIM_CARD,
    CONTACT,
    HELD_CARD,
    NEEDS_SOMEONE,
    REMINDER,
    REQUEST_CLAIM,
    REQUEST_RELEASE,
    SAID_YES,
    SUITS_CARD,
)
from bot.time_outs.names import COVER
from bot.time_outs.screens import COVER_CARD

MOST_CALLS = 4
Reaction = Callable[[Employee, Shown], Awaitable[None]]


@dataclass
class Holding:
    """A request that a supporter took, and has not talked about yet."""

    request: str
    then: list[Act] = field(default_factory=list)
    """What they do afterwards."""
    talks: bool = False
    """Whether they talk now."""


class Supporters:
    """Everybody, as somebody who may help."""

    def __init__(self, hospital: Hospital, diary: Diary) -> None:
        """Live in ``hospital`` and note in ``diary`` who talked with whom."""
        self._h, self._diary = hospital, diary
        self._holding: dict[str, Holding] = {}
        rates = hospital.rates
        self._reactions: dict[str, tuple[Reaction, Rate]] = {
            REMINDER: (partial(self._may_take, rates.takes_on_duty), rates.answers_in),
            NEEDS_SOMEONE: (self._is_called, rates.answers_in),
            HELD_CARD: (self._will_call, rates.calls_in),
            SAID_YES: (self._will_call, rates.calls_in),
            SUITS_CARD: (self._will_call, rates.calls_in),
            COVER_CARD: (self._may_cover, rates.covers_in),
            LIMITED: (self._decides, rates.read_in),
        }

    def sees(self, employee: Employee, shown: Shown) -> None:
        """Plan what somebody does about a message that came to them."""
        found = self._reactions.get(shown.card.screen)
        if found is None:
            return
        reaction, pause = found
        act = partial(reaction, employee, shown)
        if shown.card.screen == COVER_CARD:
            # Only who is at work at this moment is of use.
            if employee.is_at_work(self._h.now):
                self._h.after(self._h.chance.lasts(pause, employee.user, shown.key), act)
            return
        self._h.awake(employee, pause, shown.key, act)

    def sees_channel(self, employee: Employee, shown: Shown) -> None:
        """Plan what somebody does about a card in a channel they read."""
        if shown.card.screen == CLAIM_CARD and employee.is_at_work(self._h.now):
            act = partial(self._may_take, self._h.rates.takes_off_duty, employee, shown)
            self._h.awake(employee, self._h.rates.read_in, shown.key, act)

    # ---- requests ----

    async def looks_at_queue(self, employee: Employee) -> None:
        """Look for open requests at the start of a shift, and take the oldest, if any."""
        about = (employee.user, self._h.now)
        if employee.takes and self._h.chance.falls(self._h.rates.looks_at_queue, *about):
            await self._takes_oldest(employee)

    def _is_busy(self, employee: Employee, act: Act) -> bool:
        """Whether somebody has a request that they have not talked about; then they act later."""
        holding = self._holding.get(employee.user)
        if holding is None:
            return False
        holding.then.append(act)
        return True

    def _holds(self, user: str, request: str) -> Holding:
        """Somebody does nothing else until they have talked, or tried to."""
        holding = self._holding.setdefault(user, Holding(request))
        if holding.request != request:
            holding = self._holding[user] = Holding(request, holding.then)
        return holding

    def _is_free(self, user: str, request: str) -> None:
        """Somebody is done with a request for now, and does what waited for that."""
        holding = self._holding.get(user)
        if holding is None or holding.request != request:
            return
        del self._holding[user]
        for act in holding.then:
            self._h.after(timedelta(), act)

    async def _is_free_unless_talking(self, user: str, request: str) -> None:
        """The time for a first call is over, and the request is asked for anew."""
        holding = self._holding.get(user)
        if holding is not None and not holding.talks:
            self._is_free(user, request)

    async def _takes_oldest(self, employee: Employee) -> None:
        if self._is_busy(employee, partial(self._takes_oldest, employee)):
            return
        card = card_of(await self._h.types(employee.user, "support queue"))
        if (button := button_of(card, REQUEST_CLAIM)) is not None:
            await self._takes(employee.user, await self._h.presses(employee.user, button))

    def is_paged(self, shown: Shown) -> None:
        """Whoever carries the pager may telephone a supporter, who then looks for the request."""
        chance = self._h.chance
        takers = [each for each in self._h.everybody if each.takes]
        if takers and chance.falls(self._h.rates.page_brings, shown.key):
            employee = chance.of("paged", shown.key).choice(takers)
            pause = chance.lasts(self._h.rates.page_brings_in, shown.key)
            self._h.after(pause, partial(self._takes_oldest, employee))

    async def _may_take(self, rate: Rate, employee: Employee, shown: Shown) -> None:
        if self._is_busy(employee, partial(self._may_take, rate, employee, shown)):
            return
        user = employee.user
        button = button_of(self._h.card_now(shown), REQUEST_CLAIM)
        if button is not None and self._h.chance.falls(rate, user, shown.key):
            await self._takes(user, await self._h.presses(user, button, shown.message, shown.where))

    async def _is_called(self, employee: Employee, shown: Shown) -> None:
        """Somebody who answers for the programme reads that a request waits."""
        await self._may_take(self._h.rates.takes_on_call, employee, shown)
        coordinates = self._h.programme.run_by(employee.person.reference)
        if coordinates and self._h.chance.falls(self._h.rates.assigns, shown.key):
            await self._assigns(employee.user, shown.card.subject)

    async def _assigns(self, user: str, request: str) -> None:
        """Ask one supporter to look at a request."""
        which = form_of(await self._h.types(user, "support-admin assign"), ASSIGN_WHICH)
        if which is None or request not in options_of(which, "request"):
            return
        whom = form_of(await self._h.sends(user, which, request=(request,)), ASSIGN)
        if whom is not None:
            chosen = self._h.chance.of("assign", user, self._h.now)
            await self._h.sends(user, whom, who=(chosen.choice(options_of(whom, "who")),))

    async def _takes(self, user: str, asked: Answer) -> None:
        form = form_of(asked, TAKE)
        if form is None:
            return
        answer = await self._h.sends(user, form)
        talk = self._diary.talks.get(form.subject)
        if talk is not None and isinstance(answer, Ask) and answer.form.name == CONTACT:
            talk.taken_by = user
            talk.taken_at = talk.taken_at or self._h.now
            self._holds(user, form.subject)
            confirm = self._h.programme.ladder_for(talk.kind).confirm
            free = partial(self._is_free_unless_talking, user, form.subject)
            self._h.after(confirm, free)

    async def _will_call(self, employee: Employee, shown: Shown) -> None:
        """Somebody holds a request: they call, or hand it back, or forget it."""
        user, about = employee.user, (employee.user, shown.key)
        if self._h.chance.falls(self._h.rates.forgets_to_call, *about):
            self._is_free(user, shown.card.subject)
            return
        if self._h.chance.falls(self._h.rates.hands_back, *about):
            await self._hands_back(user, shown)
            return
        await self._calls(user, shown, 1)

    async def _hands_back(self, user: str, shown: Shown) -> None:
        button = button_of(self._h.card_now(shown), REQUEST_RELEASE)
        if button is not None:
            await self._h.presses(user, button, shown.message, shown.where)
        self._is_free(user, shown.card.subject)

    async def _calls(self, user: str, shown: Shown, number: int) -> None:
        """Call once; where nobody answers, call again later."""
        dialog = await self._contact(user, shown)
        tried, reached = button_in(dialog, CONTACT_TRIED), button_in(dialog, CONTACT_REACHED)
        request = shown.card.subject
        if reached is None:
            self._is_free(user, request)
            return
        if self._h.chance.falls(self._h.rates.reached, user, shown.key, number):
            await self._h.presses(user, reached)
            pause = self._h.chance.lasts(self._h.rates.talk_lasts, user, shown.key)
            talk = self._diary.talks.get(request)
            if talk is not None and talk.reached_at is None:
                talk.reached_at, talk.taken_by, talk.lasted = self._h.now, user, pause
            self._holds(user, request).talks = True
            self._h.after(pause, partial(self._talked, user, shown))
            return
        if tried is not None:
            await self._h.presses(user, tried)
        self._is_free(user, request)
        if number < MOST_CALLS:
            pause = self._h.chance.lasts(self._h.rates.calls_again_in, shown.key, number)
            self._h.after(pause, partial(self._calls, user, shown, number + 1))

    async def _talked(self, user: str, shown: Shown) -> None:
        """A talk is over: most close it."""
        if self._h.chance.falls(self._h.rates.closes, user, shown.key):
            await self._closes(user, shown)
        self._is_free(user, shown.card.subject)

    async def _closes(self, user: str, shown: Shown) -> None:
        done = button_in(await self._contact(user, shown), CONTACT_DONE)
        if done is not None:
            await self._h.presses(user, done)

    async def _contact(self, user: str, shown: Shown) -> Form | None:
        """Open the contact of a request they hold; ``None`` if they hold it no more."""
        button = button_of(self._h.card_now(shown), CONTACT)
        if button is None:
            return None
        answer = await self._h.presses(user, button, shown.message, shown.where)
        return answer.form if isinstance(answer, Ask) and answer.form.name == CONTACT else None

    # ---- breaks ----

    async def _may_cover(self, employee: Employee, shown: Shown) -> None:
        user = employee.user
        if not self._h.chance.falls(self._h.rates.covers, user, shown.key):
            return
        button = button_of(self._h.card_now(shown), COVER)
        if button is None:
            return
        asked = await self._h.presses(user, button, shown.message, shown.where)
        if (form := form_of(asked, COVER)) is not None:
            await self._h.sends(user, form)

    # ---- coordinators ----

    async def _decides(self, employee: Employee, shown: Shown) -> None:
        """Let one event more than a unit's limit through, or leave it out."""
        lets = self._h.chance.falls(self._h.rates.lets_go, shown.key)
        action = ADVERSE_EVENT_LET_GO if lets else ADVERSE_EVENT_LEAVE_OUT
        button = button_of(self._h.card_now(shown), action)
        if button is not None:
            await self._h.presses(employee.user, button, shown.message, shown.where)

"""What those do who may need support: they read, ask, wait, take a break, or do nothing."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from adapters.simulation.diary import Diary
from adapters.simulation.hospital import Employee, Hospital, button_of, card_of, form_of, options_of
from adapters.simulation.mailbox import Shown
from bot.check_ins.names import (
    CHECK_IN_BREAK,
    CHECK_IN_MORE,
    CHECK_IN_NO_THANKS,
    CHECK_IN_PEER,
    CHECK_IN_PEER_WHO_FIRST,
    CHECK_IN_TALK,
    NOTE,
    OPEN_CHECK_IN_LATER,
)
from bot.core.names import Action
from bot.core.screens import Card
from bot.follow_ups.names import (
    AFTER_TALK,
    AFTER_TALK_STOP,
    CHECK_IN_LATER_AT,
    FOLLOW_UP_DAY,
    FOLLOW_UP_OK,
    FOLLOW_UP_STOP,
    FOLLOW_UP_TALK,
)
from bot.follow_ups.screens import SCREENS, SILENCE
from bot.privacy.names import PRIVACY_FORGET
from bot.requests.kinds.names import ASK, ASK_NOW
from bot.requests.names import REQUEST_KEEP_ASKING, REQUEST_ON_CALL, REQUEST_WITHDRAW
from bot.requests.screens import ACCEPT, SOMEONE_ELSE, STATUS, STILL_THERE, SUITS, WHO
from bot.time_outs.names import ASK as ASK_FOR_BREAK
from bot.time_outs.names import TIME_OUT_BACK, TIME_OUT_BEGIN
from bot.time_outs.screens import MINE

MINUTES = "15"
LATER_NOTES = (*SCREENS.values(), SILENCE, AFTER_TALK)
Reaction = Callable[[Employee, Shown], Awaitable[None]]


class Clinicians:
    """Everybody, as somebody who may need support."""

    def __init__(self, hospital: Hospital, diary: Diary) -> None:
        """Live in ``hospital`` and note in ``diary`` what was asked for."""
        self._h, self._diary = hospital, diary
        self._reactions: dict[str, Reaction] = {
            NOTE: self._reads_note,
            STATUS: self._reads_status,
            STILL_THERE: self._reads_status,
            MINE: self._reads_break,
            **dict.fromkeys(map(str, LATER_NOTES), self._reads_later_note),
        }

    def sees(self, employee: Employee, shown: Shown) -> None:
        """Plan what somebody does about a message that came to them."""
        reaction = self._reactions.get(shown.card.screen)
        if reaction is None:
            return
        act = partial(reaction, employee, shown)
        if shown.card.screen == MINE:
            # Who asked for a break looks at their telephone.
            self._h.after(self._h.chance.lasts(self._h.rates.covers_in, shown.key), act)
            return
        self._h.awake(employee, self._h.rates.read_in, shown.key, act)

    # ---- first messages ----

    async def _reads_note(self, employee: Employee, shown: Shown) -> None:
        rates, user = self._h.rates, employee.user
        draw = self._h.chance.of("note", user, shown.key).random()
        for rate, act in (
            (rates.declines, self._declines),
            (rates.talks, self._wants_to_talk),
            (rates.breaks, self._wants_break),
            (rates.later, self._puts_off),
            (rates.stops_all, self._stops_all),
        ):
            if draw < rate.value:
                await act(user, shown)
                return
            draw -= rate.value

    async def _declines(self, user: str, shown: Shown) -> None:
        episode = shown.card.subject
        if await self._presses(user, shown, CHECK_IN_NO_THANKS) is not None:
            self._diary.stopped.append((self._h.now, user, episode))
            self._diary.answers["no thanks"] += 1

    async def _wants_to_talk(self, user: str, shown: Shown) -> None:
        self._diary.answers["talk"] += 1
        await self._chooses(user, shown, await self._presses(user, shown, CHECK_IN_TALK))

    async def _wants_break(self, user: str, shown: Shown) -> None:
        button = button_of(self._h.card_now(shown), CHECK_IN_BREAK)
        if button is None:
            return
        self._diary.answers["break"] += 1
        answer = await self._h.presses(user, button, shown.message, shown.where)
        if (form := form_of(answer, ASK_FOR_BREAK)) is not None:
            await self._h.sends(user, form, minutes=(MINUTES,))

    async def _puts_off(self, user: str, shown: Shown) -> None:
        if await self._presses(user, shown, CHECK_IN_MORE) is None:
            return
        self._diary.answers["later"] += 1
        card = await self._presses(user, shown, OPEN_CHECK_IN_LATER)
        if (asked := button_of(card, CHECK_IN_LATER_AT)) is not None:
            await self._h.presses(user, asked, shown.message, shown.where)

    async def _stops_all(self, user: str, shown: Shown) -> None:
        await self._h.types(user, "support stop")
        self._diary.stopped.append((self._h.now, user, ""))
        self._diary.answers["stop all"] += 1

    # ---- asking ----

    async def asks_to_talk(self, employee: Employee) -> None:
        """Somebody asks to talk, without any event."""
        card = card_of(await self._h.types(employee.user, "support talk"))
        if card is not None:
            await self._chooses(employee.user, self._h.mailbox.shown[-1], card)

    async def asks_for_break(self, employee: Employee) -> None:
        """Somebody asks for a break, without any event."""
        answer = await self._h.types(employee.user, "support break")
        if (form := form_of(answer, ASK_FOR_BREAK)) is not None and form.inputs:
            await self._h.sends(employee.user, form, minutes=(MINUTES,))

    async def _chooses(self, user: str, shown: Shown, card: Card | None) -> None:
        """Choose whom to talk with, on the card with all the ways."""
        if card is None:
            return
        about = (user, self._h.now)
        others = [each for each in card.all_buttons if each.action in {ASK, ASK_NOW}]
        peer = button_of(card, CHECK_IN_PEER)
        if self._h.chance.falls(self._h.rates.who_first, *about):
            peer = button_of(card, CHECK_IN_PEER_WHO_FIRST) or peer
        chosen = peer
        if others and (peer is None or self._h.chance.falls(self._h.rates.higher, *about)):
            chosen = self._h.chance.of("which", *about).choice(others)
        if chosen is None:
            self._diary.refused.append("nobody could be asked for")
            return
        answer = await self._h.presses(user, chosen, shown.message, shown.where)
        if (form := form_of(answer, ASK)) is not None:
            answer = await self._h.sends(user, form)

    async def _reads_status(self, employee: Employee, shown: Shown) -> None:
        """Read how it stands, and do what the card offers."""
        user, card = employee.user, self._h.card_now(shown)
        chance, rates, about = self._h.chance, self._h.rates, (user, shown.key)
        if button_of(card, REQUEST_KEEP_ASKING):
            if chance.falls(rates.still_wanted, *about):
                await self._presses(user, shown, REQUEST_KEEP_ASKING)
            return
        if button_of(card, SUITS) is not None:
            if chance.falls(rates.says_when, *about):
                await self._says_when(user, shown)
            return
        if button_of(card, WHO) is not None:
            await self._meets(user, shown)
            return
        talk = self._diary.talks.get(card.subject)
        if talk is None or talk.told_at is None:
            return
        if chance.falls(rates.gives_up, *about):
            if await self._presses(user, shown, REQUEST_WITHDRAW) is not None:
                talk.ended_by_person_at = self._h.now
        elif chance.falls(rates.wants_on_call, *about):
            await self._presses(user, shown, REQUEST_ON_CALL)

    async def _meets(self, user: str, shown: Shown) -> None:
        """Look who it is; where a yes is asked for, say yes or no, or nothing."""
        button = button_of(self._h.card_now(shown), WHO)
        if button is None:
            return
        answer = await self._h.presses(user, button, shown.message, shown.where)
        form = form_of(answer, ACCEPT)
        if form is None:
            return
        if self._h.chance.falls(self._h.rates.accepts, user, shown.key):
            await self._h.sends(user, form)
        elif self._h.chance.falls(self._h.rates.refuses, user, shown.key):
            await self._presses(user, shown, SOMEONE_ELSE)

    async def _says_when(self, user: str, shown: Shown) -> None:
        button = button_of(self._h.card_now(shown), SUITS)
        if button is None:
            return
        answer = await self._h.presses(user, button, shown.message, shown.where)
        if (form := form_of(answer, SUITS)) is not None:
            tomorrow = options_of(form, "day")[1]
            await self._h.sends(user, form, day=(tomorrow,), time=("10:00",))

    # ---- breaks ----

    async def _reads_break(self, employee: Employee, shown: Shown) -> None:
        user, card = employee.user, self._h.card_now(shown)
        begin = button_of(card, TIME_OUT_BEGIN)
        if begin is None or not self._h.chance.falls(self._h.rates.begins, user, shown.key):
            return
        if await self._presses(user, shown, TIME_OUT_BEGIN) is None:
            return
        self._diary.breaks[card.subject].begun_at = self._h.now
        if self._h.chance.falls(self._h.rates.comes_back, user, shown.key):
            back = partial(self._presses, user, shown, TIME_OUT_BACK)

            async def comes_back() -> None:
                await back()

            self._h.after(timedelta(minutes=int(MINUTES) - 1), comes_back)

    # ---- later messages ----

    async def _reads_later_note(self, employee: Employee, shown: Shown) -> None:
        user, rates, episode = employee.user, self._h.rates, shown.card.subject
        draw = self._h.chance.of("later note", user, shown.key).random()
        if draw < rates.talks_later.value:
            self._diary.answers["talk later"] += 1
            await self._chooses(user, shown, await self._presses(user, shown, FOLLOW_UP_TALK))
            return
        draw -= rates.talks_later.value
        if draw < rates.stops.value:
            await self._stops(user, shown, episode)
            return
        draw -= rates.stops.value
        if draw < rates.forgets_everything.value:
            await self._forgets(user)
        elif draw < rates.is_well.value and await self._presses(user, shown, FOLLOW_UP_OK):
            self._diary.answers["well"] += 1

    async def _stops(self, user: str, shown: Shown, episode: str) -> None:
        stop: dict[str, Action] = {
            AFTER_TALK: AFTER_TALK_STOP,
            FOLLOW_UP_DAY: CHECK_IN_NO_THANKS,
        }
        action = stop.get(shown.card.screen, FOLLOW_UP_STOP)
        if await self._presses(user, shown, action) is not None:
            self._diary.stopped.append((self._h.now, user, episode))
            self._diary.answers["stop"] += 1

    async def _forgets(self, user: str) -> None:
        card = card_of(await self._h.types(user, "support forget"))
        if (button := button_of(card, PRIVACY_FORGET)) is not None:
            await self._h.presses(user, button)
            self._diary.forgotten.append((self._h.now, user))

    async def _presses(self, user: str, shown: Shown, action: str) -> Card | None:
        """Press a button of a message as it reads now; ``None`` if it has no such button."""
        button = button_of(self._h.card_now(shown), action)
        if button is None:
            return None
        return card_of(await self._h.presses(user, button, shown.message, shown.where))

"""What a person who would like to talk does: ask, see who, choose, withdraw. Two taps each."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.adverse_events import episode_without_event, own_episode
from bot.adverse_events.model import Episode
from bot.check_ins import answered
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import Refused, SubjectGone
from bot.core.jobs import Recipient
from bot.core.redraws import is_kept_true
from bot.core.routes import Reply, ask, replace_card
from bot.core.storage import Work, new_reference
from bot.programme.model import FIRST_KIND
from bot.requests import telling, transitions
from bot.requests.blind_indexes import whose_index
from bot.requests.eligibility import also_after, not_with
from bot.requests.hanging import hang_up
from bot.requests.model import (
    ENDED,
    HELD,
    LIVE,
    Back,
    Origin,
    QueueMoved,
    Reach,
    RequestMade,
    RequestMode,
    RequestState,
    SupportRequest,
    new_code,
)
from bot.requests.names import CLAIM_CARD
from bot.requests.queries import (
    asked_by,
    calls_to,
    is_of_now,
    on_call_for,
    own_request,
    request_of,
)
from bot.requests.screens import NOTED, SHOWN_BELOW, STATUS, WHO
from bot.requests.wish_window import keep_to


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: whom, through which door, how to be reached.

    ``number`` was typed for this alone.
    """

    kind: str = FIRST_KIND
    mode: RequestMode = RequestMode.ANY
    reach: Reach = Reach.ANY
    number: str = ""
    there_too: bool = False
    """Whether it is fine if whoever takes it was near the same adverse event."""


async def any_one(context: Context, press: Press, subject: str) -> Reply:
    """Ask for whoever is free first."""
    return await ask_for(context, press, subject, Wish())


async def who_first(context: Context, press: Press, subject: str) -> Reply:
    """Ask to be shown who it is before they see one's name."""
    return await ask_for(context, press, subject, Wish(mode=RequestMode.WHO_FIRST))


async def ask_for(context: Context, press: Press, subject: str, wish: Wish) -> Reply:
    """Ask, or show the request of that kind there is already; ``subject`` may name an episode."""
    return await _shown(context, press, await _asked_for(context, subject, wish))


async def _shown(context: Context, press: Press, request: SupportRequest) -> Reply:
    """Show where a wish stands that has just been made, where that is kept true."""
    if await is_kept_true(context.work, press):
        return replace_card(STATUS, request.reference)
    # What answered a typed command would go on saying what was so when it was pressed.
    await telling.show_below(context, request)
    return replace_card(SHOWN_BELOW)


async def _asked_for(context: Context, subject: str, wish: Wish) -> SupportRequest:
    episode = await episode_named(context, subject)
    request = await live_request(context, wish.kind)
    if request is None:
        return await begin(context, episode, wish)
    if episode is not None and episode.reference != request.episode:
        await _also_after(context, request, episode)
    if request.state is RequestState.UNSURE:
        # Who asks once more has answered whether they still wish it.
        request = await transitions.back_to_queue(context, request, Back.STILL_WANTED, tell=False)
    if request.state is RequestState.OPEN and request.mode is not wish.mode:
        request = await context.work.save(replace(request, mode=wish.mode))
        await context.redraw(request.reference)
    return request


async def episode_named(context: Context, subject: str) -> Episode | None:
    """The actor's own episode, if the button names one that is still there.

    An old button whose episode has ended still means that somebody would like to talk.
    """
    if not subject:
        return None
    try:
        return await own_episode(context, subject)
    except SubjectGone:
        return None


async def live_request(context: Context, kind: str) -> SupportRequest | None:
    """The actor's wish for a kind, if it is not over: two notes are no reason for two."""
    found = await asked_by(context.work, context.actor.reference)
    return next((request for request in found if request.option == kind), None)


async def _also_after(context: Context, request: SupportRequest, episode: Episode) -> None:
    """The one talk is about this as well: who was near it may not take the request either."""
    known = await also_after(context.work, request)
    if episode.reference not in known:
        await context.work.vault.seal(request.also_after, (*known, episode.reference))
    if episode.event is not None:
        await answered(context, episode)


async def begin(context: Context, episode: Episode | None, wish: Wish) -> SupportRequest:
    """Ask for somebody: those who can take it see that someone would like to talk, no more."""
    call = await _call_to(context, wish.kind)
    if call is not None and call.state in HELD:
        return await _ask_instead(context, call, episode, wish)
    if call is not None:
        return await _ask_after_call(context, call, episode, wish)
    if episode is None:
        episode = await episode_without_event(context, context.actor)
    request = await _ask(context, episode.area, episode.reference, wish)
    if episode.event is not None:
        await answered(context, episode)
    return request


async def _ask(
    context: Context, area: str, episode: str, wish: Wish, rather_not: Collection[str] = ()
) -> SupportRequest:
    """Open a request; ``rather_not`` are people, by reference, who may not take it."""
    work, person = context.work, context.actor
    request = SupportRequest(
        reference=new_reference(),
        area=area,
        mode=wish.mode,
        asked_at=context.now,
        code=await free_code(work),
        episode=episode,
        whose=whose_index(work, person.reference),
        option=wish.kind,
        reach=wish.reach,
        there_too=wish.there_too,
    )
    await work.add(request)
    await work.vault.seal(request.person, person.reference)
    if wish.number:
        await work.vault.seal(request.number, wish.number)
    if rather_not:
        await work.vault.seal(request.not_with, tuple(rather_not))
    request = await transitions.begin_asking(context, await keep_to(context, request))
    await hang_up(context, request)
    context.tell(RequestMade(request.reference, episode))
    context.tell(QueueMoved(request.area))
    return request


async def free_code(work: Work) -> str:
    """A code that no request has which has not ended."""
    live = await work.of(SupportRequest).find(SupportRequest.state.one_of(LIVE))
    return new_code({other.code for other in live})


async def _call_to(context: Context, kind: str) -> SupportRequest | None:
    """The call of this kind to the actor: one that is still to come, or else one that was had."""
    calls = await calls_to(context.work, context.actor.reference)
    found = [call for call in calls if call.option == kind]
    return max(found, key=lambda call: call.state is not RequestState.REACHED, default=None)


async def _ask_after_call(
    context: Context, call: SupportRequest, episode: Episode | None, wish: Wish
) -> SupportRequest:
    """The person to be called asks for a talk themselves: the call ends, another request begins.

    It has another code, so that nobody who knows the call's code learns that its person has asked.
    All peers are asked anew, since some who leave a call are there for somebody who asks. What the
    person had said about the call still holds.
    """
    work = context.work
    rather_not = await not_with(work, call)
    number = wish.number or await work.vault.open(call.number) or ""
    await transitions.end_calls_of_asker(context, context.actor.reference, wish.kind)
    reach = _reach_of(wish, call)
    wish = replace(wish, reach=reach, number=number, there_too=call.there_too)
    # Whoever was near the event of the call may not take this either.
    request = await _ask(context, call.area, call.episode, wish, rather_not)
    await _asked_from(context, request, episode)
    return request


async def _ask_instead(
    context: Context, call: SupportRequest, episode: Episode | None, wish: Wish
) -> SupportRequest:
    """The person to be called asks for a talk themselves: the call's holder keeps it.

    There is no second request. What the person had said about the call still holds.
    """
    if wish.number:
        await context.work.vault.seal(call.number, wish.number)
    code = await free_code(context.work)
    wanted = replace(call, mode=wish.mode, reach=_reach_of(wish, call), code=code)
    request = await transitions.make_own(context, wanted)
    await _asked_from(context, request, episode)
    return request


def _reach_of(wish: Wish, call: SupportRequest) -> Reach:
    """How to be reached: as the person asks for now, or else as they had said about the call."""
    return wish.reach if wish.reach is not Reach.ANY else call.reach


async def _asked_from(context: Context, request: SupportRequest, episode: Episode | None) -> None:
    """Note from which episode's message the actor, who was to be called, has asked."""
    if episode is None:
        return
    # The end of the call may have ended it.
    episode = await own_episode(context, episode.reference)
    if episode.reference != request.episode:
        await _also_after(context, request, episode)
    elif episode.event is not None:
        await answered(context, episode)


async def withdraw(context: Context, press: Press, subject: str) -> Reply:
    """Take the request back; nobody is asked why."""
    if (await request_of(context, subject)).state in ENDED:
        return replace_card(STATUS, subject)
    request = await own_request(context, subject)
    await transitions.end(context, request, done=False)
    return replace_card(STATUS, request.reference)


async def see_who(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog that shows who holds the request."""
    request = await own_request(context, subject)
    if request.state not in HELD:
        raise Refused("support_requests.who.nobody")
    return ask(WHO, request.this_round)


async def accept(context: Context, submission: Submission) -> Reply:
    """Yes to the one who was shown, and to nobody who came after."""
    request = await own_request(context, submission.subject)
    if not is_of_now(request, submission.subject) or request.state is RequestState.OPEN:
        raise Refused("support_requests.who.over")
    if request.state is RequestState.OFFERED:
        await transitions.accept(context, request)
    return ask(NOTED, request.reference)


async def someone_else(context: Context, press: Press, subject: str) -> Reply:
    """Ask for somebody else, without a reason."""
    before = await own_request(context, subject)
    request = await _let_go(context, before, subject)
    if request.origin is not before.origin:
        # It has just become a wish: no card says yet where it stands.
        return await _shown(context, press, request)
    return replace_card(STATUS, request.reference)


async def someone_else_by_form(context: Context, submission: Submission) -> Reply:
    """The same from the dialog that shows who it is."""
    before = await own_request(context, submission.subject)
    request = await _let_go(context, before, submission.subject)
    if request.origin is not before.origin:
        await telling.show_below(context, request)
    return ask(NOTED, request.reference)


async def _let_go(context: Context, request: SupportRequest, subject: str) -> SupportRequest:
    # Held by somebody, or a colleague is asked to take it over: either is let go.
    if request.state not in {*HELD, RequestState.HANDED} or not is_of_now(request, subject):
        return request
    if request.origin is Origin.CALL and request.state is RequestState.REACHED:
        return await _ask_after_talk(context, request)
    return await transitions.back_to_queue(context, request, Back.SOMEONE_ELSE, tell=False)


async def _ask_after_talk(context: Context, call: SupportRequest) -> SupportRequest:
    """The person who was called asks for somebody else: that is a wish of their own.

    As a call it would end after some days, with nobody asked. If they wait for a talk of their own
    already, that is the one they get, and not with the peer who called.
    """
    own = await _own_to_come(context, call.option)
    if own is None:
        wanted = replace(call, code=await free_code(context.work))
        own = await transitions.make_own(context, wanted)
        return await transitions.back_to_queue(context, own, Back.SOMEONE_ELSE, tell=False)
    caller = await context.work.vault.open(call.supporter(call.round))
    await transitions.end(context, call, done=True)
    if caller is None:
        return own
    if own.state in HELD and await context.work.vault.open(own.supporter(own.round)) == caller:
        return await transitions.back_to_queue(context, own, Back.SOMEONE_ELSE, tell=False)
    await context.work.vault.seal(own.not_with, (*await not_with(context.work, own), caller))
    return own


async def _own_to_come(context: Context, kind: str) -> SupportRequest | None:
    """The actor's wish for a kind, if nobody has talked with them yet."""
    found = await asked_by(context.work, context.actor.reference)
    to_come = (own for own in found if own.state is not RequestState.REACHED)
    return next((own for own in to_come if own.option == kind), None)


async def keep_asking(context: Context, press: Press, subject: str) -> Reply:
    """They still wish to talk, though slots went by unanswered."""
    request = await own_request(context, subject)
    if request.state is RequestState.UNSURE:
        request = await transitions.back_to_queue(context, request, Back.STILL_WANTED, tell=False)
    return replace_card(STATUS, request.reference)


async def want_on_call(context: Context, press: Press, subject: str) -> Reply:
    """Let the people on call claim too, and see the name when one does."""
    request = await own_request(context, subject)
    if request.state is RequestState.OPEN and not request.on_call_wanted:
        asked = await on_call_for(context.work, request)
        request = await context.work.save(replace(request, on_call_wanted=True))
        await context.redraw(request.reference)
        for person in asked:
            key = f"on-call:{request.reference}:{person.reference}"
            to = Recipient.person(person.reference)
            await context.post(CLAIM_CARD, request.reference, to, key)
    return replace_card(STATUS, request.reference)

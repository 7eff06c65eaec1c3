"""Asking for a chaplain or a call-back of the EAP, saying how to be reached, and stepping up.

A step up from a peer is only ever an offer: a supporter presses, and nothing happens until the
person presses as well.
"""

from dataclasses import replace

from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.phones import read_number
from bot.core.routes import Reply, ask, replace_card, say
from bot.programme import current_for, current_in
from bot.programme.model import OUTSIDE, Option
from bot.requests import transitions
from bot.requests.command_handlers import held_by_code
from bot.requests.model import (
    WITH_CONTACT,
    Door,
    Reach,
    RequestState,
    SupportRequest,
)
from bot.requests.option_screens import (
    ASK,
    ASKED,
    CALL,
    CHAPLAIN,
    EAP,
    ENOUGH,
    ESCALATE,
    KEPT,
    NEAR,
    OTHERS,
    OUTSIDE_PEER,
    PEER_ENDS,
    REACH,
    SCREEN_OF,
    SENT,
    STEP_UP,
)
from bot.requests.option_views import TIER_3
from bot.requests.queries import held_request, live_of, own_request
from bot.requests.requester_handlers import Wish, begin, episode_named

REACHABLE = (RequestState.OPEN, RequestState.OFFERED, RequestState.CLAIMED)
"""The states in which it still matters how somebody would like to be reached."""


async def others(context: Context, press: Press, subject: str) -> Reply:
    """Show everybody else there is to talk with."""
    return replace_card(OTHERS, await _episode(context, subject))


async def chaplain(context: Context, press: Press, subject: str) -> Reply:
    """Show what a chaplain is, and the ways to one."""
    await _there(context, Option.CHAPLAIN)
    return replace_card(CHAPLAIN, await _episode(context, subject))


async def eap(context: Context, press: Press, subject: str) -> Reply:
    """Show how to reach the EAP."""
    await _there(context, Option.EAP)
    return replace_card(EAP, await _episode(context, subject))


async def outside(context: Context, press: Press, subject: str) -> Reply:
    """Show how to reach a peer outside."""
    await _there(context, OUTSIDE)
    return replace_card(OUTSIDE_PEER, await _episode(context, subject))


async def talk_chaplain(context: Context, command: Command) -> Reply:
    """The same, typed."""
    await _there(context, Option.CHAPLAIN)
    return say(CHAPLAIN)


async def talk_eap(context: Context, command: Command) -> Reply:
    """The same, typed."""
    await _there(context, Option.EAP)
    return say(EAP)


async def _there(context: Context, key: str) -> None:
    if key not in (await current_for(context.work, context.actor)).options:
        raise Refused("support_requests.others.none")


async def _episode(context: Context, subject: str) -> str:
    episode = await episode_named(context, subject)
    return episode.reference if episode else ""


async def ask_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog in which somebody says how to be reached."""
    await _may_ask(context, _option_in(subject))
    return ask(ASK, subject)


def _option_in(subject: str) -> Option:
    option = subject.partition(":")[0]
    if option not in TIER_3:
        raise SubjectGone
    return Option(option)


async def _may_ask(context: Context, option: Option) -> None:
    """Raise ``Refused`` if they have asked already, or if the option is not for them."""
    await _there(context, option)
    if await _live(context, option):
        if option is Option.CHAPLAIN:
            raise Refused("support_requests.chaplain.asked")
        raise Refused("support_requests.eap.asked")
    said = (await current_for(context.work, context.actor)).options[option]
    if not said.is_for(context.actor.employment):
        raise Refused("support_requests.ask.not_for_you")


async def _live(context: Context, option: Option) -> list[SupportRequest]:
    found = await live_of(context.work, context.actor.reference)
    return [request for request in found if request.option is option]


async def asked(context: Context, submission: Submission) -> Reply:
    """Ask for a chaplain or for a call-back."""
    option = _option_in(submission.subject)
    await _may_ask(context, option)
    reach, number = await reach_in(context, submission)
    episode = await episode_named(context, submission.subject.partition(":")[2])
    values = submission.values
    who_first = option is Option.CHAPLAIN and Door.WHO_FIRST in values.get("door", ())
    wish = Wish(
        option=option,
        door=Door.WHO_FIRST if who_first else Door.ANY,
        reach=reach,
        number=number,
        there_too=option is Option.CHAPLAIN and NEAR in values.get("near", ()),
    )
    request = await begin(context, episode, wish)
    if PEER_ENDS in values.get("peer", ()):
        for peer in await _live(context, Option.PEER):
            await transitions.end(context, peer, done=peer.state is RequestState.REACHED)
    await transitions.to_requester(context, request, f"asked:{request.reference}")
    if episode is not None:
        await context.redraw(episode.reference, SCREEN_OF[option])
    return ask(ASKED, request.reference)


async def reach_in(context: Context, submission: Submission) -> tuple[Reach, str]:
    """How to be reached, and the number typed for it; raises ``FormRefused`` without any."""
    chosen = (submission.values.get("reach") or (Reach.ANY,))[0]
    reach = Reach(chosen) if chosen in set(Reach) else Reach.ANY
    typed = (submission.values.get("number") or ("",))[0].strip()
    number = read_number(typed) if typed else ""
    if number is None:
        raise FormRefused({"number": "support_requests.fault.number"})
    if reach is Reach.PHONE and not number:
        known = await context.work.vault.open(context.actor.phone)
        if not known:
            raise FormRefused({"number": "support_requests.fault.number_missing"})
    return reach, "" if reach is Reach.APP else number


async def call_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog with the numbers, and the words for the operator."""
    _option_in(subject)
    return ask(CALL, subject)


async def reach_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog in which somebody changes how to be reached."""
    await _reachable(context, subject)
    return ask(REACH, subject)


async def reach_changed(context: Context, submission: Submission) -> Reply:
    """Keep how to be reached; whoever holds the request sees it when they look."""
    request = await _reachable(context, submission.subject)
    reach, number = await reach_in(context, submission)
    await context.work.vault.seal(request.number, number)
    request = await context.work.save(replace(request, reach=reach))
    return ask(KEPT, request.reference)


async def _reachable(context: Context, subject: str) -> SupportRequest:
    request = await own_request(context, subject)
    if request.state not in REACHABLE:
        raise SubjectGone
    return request


async def escalate_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog that says what the offer is."""
    request = await _in_touch(context, subject)
    return ask(ESCALATE, request.reference)


async def escalate_typed(context: Context, command: Command) -> Reply:
    """The same, typed with a code."""
    request = await held_by_code(context, command.words[1:])
    return ask(ESCALATE, (await _in_touch(context, request.reference)).reference)


async def escalated(context: Context, submission: Submission) -> Reply:
    """Send the offer, once a round; the talk goes on as it is."""
    request = await _in_touch(context, submission.subject)
    key = f"step-up:{request.this_round}"
    await transitions.to_requester(context, request, key, STEP_UP)
    return ask(SENT, request.reference)


async def _in_touch(context: Context, subject: str) -> SupportRequest:
    request = await held_request(context, subject)
    if request.option is not Option.PEER or request.state not in WITH_CONTACT:
        raise SubjectGone
    programme = await current_in(context.work, request.area)
    if not any(option in programme.options for option in TIER_3):
        raise Refused("support_requests.others.none")
    return request


async def enough(context: Context, press: Press, subject: str) -> Reply:
    """Leave the offer; nobody is told."""
    return replace_card(ENOUGH, subject)

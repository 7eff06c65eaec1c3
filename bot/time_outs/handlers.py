"""What people do about a time-out; each press is checked against whose it is."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.adverse_events import own_care
from bot.adverse_events.model import Care
from bot.check_ins import answered
from bot.check_ins.names import CHECK_IN_OPTIONS
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, SubjectGone
from bot.core.names import Dialog
from bot.core.people import Account, add_stranger, person_with
from bot.core.routes import NOTHING, Reply, ask, replace_card, say
from bot.core.storage import new_reference
from bot.time_outs import forms, state_machine, views
from bot.time_outs.cover_people import (
    askable,
    can_be_asked,
    invited,
    is_asker,
    is_coverer,
    open_of,
    units_of,
)
from bot.time_outs.model import (
    MINUTES,
    MOST_EXTENSIONS,
    SOON,
    Outcome,
    TimeOut,
    TimeOutState,
)
from bot.time_outs.names import ASK, ASK_LIST, ASK_ONE, COVER, SOON_FORM
from bot.time_outs.screens import COVERING, MINE, PASSED, WHO

AT_ONCE = timedelta()
"""The ways to talk; without a care as well."""

# ---- asking for a break ----


async def typed(context: Context, command: Command) -> Reply:
    """``/support break [minutes]``: the dialog, or how the open break stands."""
    time_out = await open_of(context.work, context.actor.reference)
    if time_out is not None:
        return say(MINE, time_out.reference)
    known = {str(minutes): minutes for minutes in MINUTES}
    minutes = next((known[word] for word in command.words if word in known), None)
    return ask(ASK, views.with_minutes(minutes) if minutes else "")


async def opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog: whatever has become of the note it hangs on, a break can be asked for."""
    return ask(ASK, subject)


async def asked(context: Context, submission: Submission) -> Reply:
    """Ask for cover. A second break is not begun: the dialog says where the first one stands."""
    person = context.actor
    if await open_of(context.work, person.reference):
        return ask(ASK, submission.subject)
    if submission.one("minutes") not in {str(minutes) for minutes in MINUTES}:
        raise FormRefused({"minutes": "time_out.ask.minutes_unknown"})
    picked = await _picked(context, submission)
    leave_lead_out = forms.LEAVE_OUT in submission.values.get("lead", ())
    unit = submission.one("unit") or person.unit
    if unit not in {person.unit, *(each.key for each in await units_of(context.work, person))}:
        raise FormRefused({"unit": "time_out.ask.unit_unknown"})
    await _check_somebody_is_asked(context, unit, picked, leave_lead_out=leave_lead_out)
    care = await _care_of_note(context, submission.subject)
    time_out = TimeOut(
        reference=new_reference(),
        unit=unit,
        minutes=int(submission.one("minutes")),
        asked_at=context.now,
        care=care.reference if care else None,
        whose=context.work.vault.mark("break", person.reference),
        leave_lead_out=leave_lead_out,
        alone=bool(picked),
    )
    await context.work.of(TimeOut).add(time_out)
    await context.work.vault.seal(time_out.person, person.reference)
    if picked:
        time_out = await state_machine.ask_single(context, time_out, picked)
    await state_machine.begin(context, time_out)
    if care:
        await answered(context, care)
    return NOTHING


async def _check_somebody_is_asked(
    context: Context, unit: str, picked: str, *, leave_lead_out: bool
) -> None:
    if picked:
        return
    asker = context.actor.reference
    if not await askable(context.work, unit, asker):
        raise FormRefused({"person": "time_out.ask.person_missing"})
    if not await askable(context.work, unit, asker, leave_lead_out=leave_lead_out):
        raise FormRefused({"lead": "time_out.ask.nobody_left"})


async def _care_of_note(context: Context, subject: str) -> Care | None:
    """The care of the note it came from; a note that has ended is no reason to refuse a break."""
    try:
        return await own_care(context, subject)
    except SubjectGone:
        return None


async def _picked(context: Context, submission: Submission) -> str:
    """The one person picked, or an empty text; refuses who cannot be asked."""
    users = submission.values.get("person", ())
    if not users:
        return ""
    of = submission.account
    account = Account(of.platform, of.tenant, users[0])
    person = await person_with(context.work, account)
    if person is None:
        # Nobody the programme knows, but somebody the asker trusts.
        me = context.actor
        person = await add_stranger(context.work, account, me.zone, me.locale)
    if person.reference == context.actor.reference:
        raise FormRefused({"person": "time_out.ask.person_is_you"})
    if not await can_be_asked(context.work, person.reference):
        raise FormRefused({"person": "time_out.ask.person_away"})
    return person.reference


async def ask_one_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog that picks one person."""
    return ask(ASK_ONE, subject)


async def ask_list_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog before more people are asked."""
    return ask(ASK_LIST, subject)


async def one_asked(context: Context, submission: Submission) -> Reply:
    """Ask one more person."""
    time_out = await _asked_by_me(context, submission.subject)
    picked = await _picked(context, submission)
    if not picked:
        raise FormRefused({"person": "time_out.ask.person_missing"})
    if picked in await invited(context.work, time_out):
        raise FormRefused({"person": "time_out.ask.person_asked"})
    await state_machine.ask_single(context, time_out, picked)
    await context.redraw(time_out.reference, MINE)
    return NOTHING


async def list_asked(context: Context, submission: Submission) -> Reply:
    """Ask the lists after all."""
    time_out = await _asked_by_me(context, submission.subject)
    leave_lead_out = forms.LEAVE_OUT in submission.values.get("lead", ())
    me = context.actor.reference
    if not await askable(context.work, time_out.unit, me, leave_lead_out=leave_lead_out):
        raise FormRefused({"lead": "time_out.ask.nobody_left"})
    if time_out.alone:
        await state_machine.ask_everybody(context, time_out, leave_lead_out=leave_lead_out)
    return NOTHING


async def _asked_by_me(context: Context, reference: str) -> TimeOut:
    time_out = await views.own(context, reference)
    if time_out.state is not TimeOutState.ASKED:
        raise SubjectGone
    return time_out


# ---- saying yes or no ----


async def cover_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open "I can cover": say yes, then you see who."""
    return await _say_yes(context, COVER, subject)


async def soon_opened(context: Context, press: Press, subject: str) -> Reply:
    """Open "In 10 minutes": the same, for a little later."""
    return await _say_yes(context, SOON_FORM, subject)


async def _say_yes(context: Context, form: Dialog, subject: str) -> Reply:
    if await is_coverer(context, await views.found(context, subject)):
        return ask(WHO, subject)
    return ask(form, subject)


def covered(after: timedelta) -> Callable[[Context, Submission], Awaitable[Reply]]:
    """The yes itself, to come ``after`` so long: the first one wins and sees who it is."""

    async def handle(context: Context, submission: Submission) -> Reply:
        time_out = await views.found(context, submission.subject)
        if await is_coverer(context, time_out):
            return ask(WHO, time_out.reference)
        if time_out.state is not TimeOutState.ASKED:
            return ask(Dialog(submission.form), time_out.reference)
        person = context.actor.reference
        if person not in await invited(context.work, time_out):
            raise SubjectGone
        await state_machine.cover(context, time_out, person, context.now + after)
        return ask(WHO, time_out.reference)

    return handle


covers_now = covered(AT_ONCE)
covers_soon = covered(SOON)


async def declined(context: Context, press: Press, subject: str) -> Reply:
    """Take "Not now" for an answer: nobody hears of it."""
    time_out = await views.found(context, subject)
    person = context.actor.reference
    if person not in await invited(context.work, time_out):
        raise SubjectGone
    if time_out.state is TimeOutState.ASKED:
        await state_machine.decline(context, time_out, person)
    return replace_card(PASSED, subject)


async def who_opened(context: Context, press: Press, subject: str) -> Reply:
    """Who it is, for each of the two."""
    return ask(WHO, subject)


async def talk(context: Context, press: Press, subject: str) -> Reply:
    """Show the ways to talk beside this card, which stays as it is."""
    if not subject:
        return say(CHECK_IN_OPTIONS)
    time_out = await views.own(context, subject)
    care = await _care_of_note(context, time_out.care or "")
    return say(CHECK_IN_OPTIONS, care.reference if care else "")


# ---- the break ----


async def handed_over(context: Context, press: Press, subject: str) -> Reply:
    """One of the two has handed over; an old button shows the present state."""
    time_out = await views.found(context, subject)
    asker = await is_asker(context, time_out)
    coverer = await is_coverer(context, time_out)
    if not asker and not coverer:
        raise SubjectGone
    if time_out.state is TimeOutState.COVERED:
        await state_machine.hand_over(context, time_out, by_asker=asker, by_coverer=coverer)
    return replace_card(MINE if asker else COVERING, subject)


async def cannot(context: Context, press: Press, subject: str) -> Reply:
    """The coverer cannot after all; once the break has begun, that is between the two."""
    time_out = await views.found(context, subject)
    if not await is_coverer(context, time_out):
        raise SubjectGone
    if time_out.state is not TimeOutState.COVERED:
        return replace_card(COVERING, subject)
    await state_machine.uncover(context, time_out)
    return replace_card(PASSED, subject)


async def nobody_came(context: Context, press: Press, subject: str) -> Reply:
    """The asker says that the cover is not there."""
    time_out = await views.own(context, subject)
    if time_out.state is TimeOutState.COVERED:
        await state_machine.uncover(context, time_out)
    return replace_card(MINE, subject)


async def cancelled(context: Context, press: Press, subject: str) -> Reply:
    """The asker no longer needs it; nobody is told why."""
    time_out = await views.own(context, subject)
    if time_out.state in {TimeOutState.ASKED, TimeOutState.COVERED}:
        await state_machine.finish(context, time_out, Outcome.CANCELLED)
    return replace_card(MINE, subject)


async def back(context: Context, press: Press, subject: str) -> Reply:
    """The asker is back."""
    time_out = await views.own(context, subject)
    if time_out.state is TimeOutState.RUNNING:
        await state_machine.finish(context, time_out, Outcome.DONE)
    return replace_card(MINE, subject)


async def longer(context: Context, press: Press, subject: str) -> Reply:
    """A few more minutes, twice at most."""
    time_out = await views.own(context, subject)
    # The first of two presses has moved the end ahead; the second is the same wish.
    is_up = time_out.ends_at is not None and time_out.ends_at <= context.now
    if time_out.state is TimeOutState.RUNNING and is_up and time_out.extensions < MOST_EXTENSIONS:
        await state_machine.make_longer(context, time_out)
    return replace_card(MINE, subject)

"""Handlers of a time-out; each checks that the actor is the asker or the coverer it is for."""

from datetime import timedelta

from bot.adverse_events import own_episode
from bot.adverse_events.model import Episode
from bot.check_ins import answered
from bot.check_ins.names import CHECK_IN_OPTIONS
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, SubjectGone
from bot.core.names import Dialog
from bot.core.people import add_stranger, person_with
from bot.core.routes import NOTHING, PressHandler, Reply, SubmissionHandler, ask, replace_card, say
from bot.core.storage import new_reference
from bot.time_outs import cover_people, forms, state_machine, views
from bot.time_outs.model import MINUTES, MOST_EXTENSIONS, Outcome, TimeOut, TimeOutState
from bot.time_outs.names import ASK
from bot.time_outs.screens import COVERING, MINE, PASSED, TAKEN_OVER, WHO

# ---- asking for a break ----


async def typed(context: Context, command: Command) -> Reply:
    """Handle ``/support break [minutes]``: open the dialog, or show the open break."""
    time_out = await cover_people.open_of(context.work, context.actor.reference)
    if time_out is not None:
        return say(MINE, time_out.reference)
    known = {str(minutes): minutes for minutes in MINUTES}
    minutes = next((known[word] for word in command.words if word in known), None)
    return ask(ASK, views.with_minutes(minutes) if minutes else "")


async def asked(context: Context, submission: Submission) -> Reply:
    """Ask for cover; with a break open already, the dialog tells where that one is."""
    person = context.actor
    if await cover_people.open_of(context.work, person.reference):
        return ask(ASK, submission.subject)
    if submission.one("minutes") not in {str(minutes) for minutes in MINUTES}:
        raise FormRefused({"minutes": "time_out.ask.minutes_unknown"})
    picked = await _picked(context, submission)
    leave_lead_out = forms.LEAVE_OUT in submission.values.get("lead", ())
    unit = submission.one("unit") or person.unit
    if unit not in {
        person.unit,
        *(each.key for each in await cover_people.units_of(context.work, person)),
    }:
        raise FormRefused({"unit": "time_out.ask.unit_unknown"})
    if not picked:
        if not await cover_people.askable(context.work, unit, person.reference):
            raise FormRefused({"person": "time_out.ask.person_missing"})
        await _check_somebody_is_left(context, unit, leave_lead_out=leave_lead_out)
    episode = await _episode_of_note(context, submission.subject)
    time_out = TimeOut(
        reference=new_reference(),
        unit=unit,
        minutes=int(submission.one("minutes")),
        asked_at=context.now,
        episode=episode.reference if episode else None,
        whose=context.work.vault.blind_index("break", person.reference),
        leave_lead_out=leave_lead_out,
        alone=bool(picked),
    )
    await context.work.add(time_out)
    await context.work.vault.seal(time_out.person, person.reference)
    if picked:
        time_out = await state_machine.ask_single(context, time_out, picked)
    await state_machine.begin(context, time_out)
    if episode:
        await answered(context, episode)
    return NOTHING


async def _check_somebody_is_left(context: Context, unit: str, *, leave_lead_out: bool) -> None:
    me = context.actor.reference
    if not await cover_people.askable(context.work, unit, me, leave_lead_out=leave_lead_out):
        raise FormRefused({"lead": "time_out.ask.nobody_left"})


async def _episode_of_note(context: Context, subject: str) -> Episode | None:
    """Return the episode of the note it was asked from; ``None`` if that has ended."""
    try:
        return await own_episode(context, subject)
    except SubjectGone:
        return None


async def _picked(context: Context, submission: Submission) -> str:
    """Return the one person picked, or an empty text; refuse somebody who cannot be asked."""
    users = submission.values.get("person", ())
    if not users:
        return ""
    account = submission.account.neighbour(users[0])
    person = await person_with(context.work, account)
    if person is None:
        # The directory does not know this person, but the asker trusts them.
        me = context.actor
        person = await add_stranger(context.work, account, me.zone, me.locale)
    if person.reference == context.actor.reference:
        raise FormRefused({"person": "time_out.ask.person_is_you"})
    if not await cover_people.can_be_asked(context.work, person.reference):
        raise FormRefused({"person": "time_out.ask.person_away"})
    return person.reference


async def one_asked(context: Context, submission: Submission) -> Reply:
    """Ask one more person."""
    time_out = await views.still_asked(context, submission.subject)
    picked = await _picked(context, submission)
    if not picked:
        raise FormRefused({"person": "time_out.ask.person_missing"})
    if picked in await cover_people.invited(context.work, time_out):
        raise FormRefused({"person": "time_out.ask.person_asked"})
    await state_machine.ask_single(context, time_out, picked)
    await context.redraw(time_out.reference, MINE)
    return NOTHING


async def list_asked(context: Context, submission: Submission) -> Reply:
    """Ask the unit's lists after only picked people were asked."""
    time_out = await views.still_asked(context, submission.subject)
    leave_lead_out = forms.LEAVE_OUT in submission.values.get("lead", ())
    await _check_somebody_is_left(context, time_out.unit, leave_lead_out=leave_lead_out)
    if time_out.alone:
        await state_machine.ask_everybody(context, time_out, leave_lead_out=leave_lead_out)
    return NOTHING


# ---- saying yes or no ----


def opens_yes(form: Dialog) -> PressHandler:
    """Return the handler that opens "I can cover" or "In 10 minutes", or who it is if you cover."""

    async def handle(context: Context, press: Press, subject: str) -> Reply:
        covers = await cover_people.is_coverer(context, await context.need(TimeOut, subject))
        return ask(WHO if covers else form, subject)

    return handle


def covered(after: timedelta) -> SubmissionHandler:
    """Return the handler of a yes that promises to come ``after`` a while.

    The first yes wins and shows who asked.
    """

    async def handle(context: Context, submission: Submission) -> Reply:
        time_out = await context.need(TimeOut, submission.subject)
        if await cover_people.is_coverer(context, time_out):
            return ask(WHO, time_out.reference)
        if time_out.state is not TimeOutState.ASKED:
            return ask(Dialog(submission.form), time_out.reference)
        person = context.actor.reference
        if person not in await cover_people.invited(context.work, time_out):
            raise SubjectGone
        await state_machine.cover(context, time_out, person, context.now + after)
        return ask(WHO, time_out.reference)

    return handle


async def declined(context: Context, press: Press, subject: str) -> Reply:
    """Handle "Not now"; nobody else is told."""
    time_out = await context.need(TimeOut, subject)
    person = context.actor.reference
    if person not in await cover_people.invited(context.work, time_out):
        raise SubjectGone
    if time_out.state is TimeOutState.ASKED:
        await state_machine.decline(context, time_out, person)
    return replace_card(PASSED, subject)


async def talk(context: Context, press: Press, subject: str) -> Reply:
    """Show the ways to talk beside this card, which stays; works without an episode too."""
    if not subject:
        return say(CHECK_IN_OPTIONS)
    time_out = await views.own(context, subject)
    episode = await _episode_of_note(context, time_out.episode or "")
    return say(CHECK_IN_OPTIONS, episode.reference if episode else "")


# ---- the break ----


async def begin(context: Context, press: Press, subject: str) -> Reply:
    """Begin the asker's break; a press at any other moment only redraws the card."""
    time_out = await views.own(context, subject)
    if time_out.state is TimeOutState.COVERED:
        await state_machine.begin_break(context, time_out)
    return replace_card(MINE, subject)


async def handed_over(context: Context, press: Press, subject: str) -> Reply:
    """Handle the button of an older card: the asker's begins the break, the cover's is thanked.

    The cover's press also redraws the asker's card, which may still say to wait for it.
    """
    time_out = await context.need(TimeOut, subject)
    if not await cover_people.is_coverer(context, time_out):
        return await begin(context, press, subject)
    await context.redraw(time_out.reference, MINE, COVERING)
    return say(TAKEN_OVER)


async def cannot(context: Context, press: Press, subject: str) -> Reply:
    """Take back the cover; once the break has begun, only redraw the card."""
    time_out = await context.need(TimeOut, subject)
    if not await cover_people.is_coverer(context, time_out):
        raise SubjectGone
    if time_out.state is not TimeOutState.COVERED:
        return replace_card(COVERING, subject)
    await state_machine.uncover(context, time_out)
    return replace_card(PASSED, subject)


async def nobody_came(context: Context, press: Press, subject: str) -> Reply:
    """Note that the cover did not come, and ask on."""
    time_out = await views.own(context, subject)
    if time_out.state is TimeOutState.COVERED:
        await state_machine.uncover(context, time_out)
    return replace_card(MINE, subject)


async def cancelled(context: Context, press: Press, subject: str) -> Reply:
    """Cancel the break; nobody is told why."""
    time_out = await views.own(context, subject)
    if time_out.state in {TimeOutState.ASKED, TimeOutState.COVERED}:
        await state_machine.finish(context, time_out, Outcome.CANCELLED)
    return replace_card(MINE, subject)


async def back(context: Context, press: Press, subject: str) -> Reply:
    """End the break, also one whose beginning nobody pressed."""
    time_out = await views.own(context, subject)
    if time_out.state in {TimeOutState.COVERED, TimeOutState.RUNNING}:
        await state_machine.finish(context, time_out, Outcome.DONE)
    return replace_card(MINE, subject)


async def longer(context: Context, press: Press, subject: str) -> Reply:
    """Add a few minutes, at most twice."""
    time_out = await views.own(context, subject)
    # After a first press the end lies ahead, so a second press adds nothing.
    is_up = time_out.ends_at is not None and time_out.ends_at <= context.now
    if time_out.state is TimeOutState.RUNNING and is_up and time_out.extensions < MOST_EXTENSIONS:
        await state_machine.make_longer(context, time_out)
    return replace_card(MINE, subject)

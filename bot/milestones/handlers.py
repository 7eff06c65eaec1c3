"""Plans a milestone, and handles the buttons of its messages."""

from datetime import date

from bot.adverse_events import confirm, draft, end_episode, own_report, picked
from bot.adverse_events.model import Episode, EpisodeState, PersonReport, ReportState
from bot.adverse_events.names import MILESTONE_PREVIEW
from bot.check_ins.names import CHECK_IN_OPTIONS, STOPPED
from bot.core.clock import in_zone, noon
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import FormRefused, SubjectGone
from bot.core.routes import NOTHING, Reply, ask, replace_card
from bot.milestones.model import BACK, furthest
from bot.milestones.screens import TOLD, YES
from bot.milestones.views import linkable, run_by
from bot.programme import current
from bot.programme.model import MILESTONES, Harm, Kind, Unit


async def send_plan(context: Context, sent: Submission) -> Reply:
    """Store a plan as a draft, and show who would get which words.

    Raises ``FormRefused`` without the tick that a person has told them: a message of the bot must
    never be the first that somebody hears of it.
    """
    units = await run_by(context)
    unit = next((each for each in units if each.key == sent.one("unit")), None)
    faults: dict[str, str] = {}
    if sent.one("kind") not in MILESTONES:
        faults["kind"] = "milestone.fault.kind"
    if unit is None:
        faults["unit"] = "milestone.fault.unit"
    if YES not in sent.values.get(TOLD, ()):
        faults[TOLD] = "milestone.fault.told"
    day = await _day(context, sent, unit, faults)
    linked = sent.one("linked")
    earlier = {event.reference for event in await linkable(context, units)}
    if linked and linked not in earlier:
        # Once nothing earlier is left, the form has no field for it.
        faults["linked" if earlier else "people"] = "milestone.fault.linked"
    if not sent.values.get("people", ()) and not linked:
        faults["people"] = "milestone.fault.people"
    if faults or unit is None or day is None:
        raise FormRefused(faults)
    given = PersonReport(
        kind=Kind(sent.one("kind")),
        harm=Harm.UNKNOWN,
        unit=unit.key,
        occurred_at=noon(day, unit.zone),
        people=tuple(await picked(context, sent.values.get("people", ()), unit.zone)),
        linked=linked,
    )
    report = await draft(context, unit, given, given.people)
    return ask(MILESTONE_PREVIEW, report.reference)


async def _day(
    context: Context, sent: Submission, unit: Unit | None, faults: dict[str, str]
) -> date | None:
    """Return the planned day; a day too far ahead or too long ago adds to ``faults``."""
    try:
        day = date.fromisoformat(sent.one("day"))
    except ValueError:
        faults["day"] = "milestone.fault.day"
        return None
    today = in_zone(context.now, unit.zone if unit else context.actor.zone).date()
    if day < today - BACK:
        faults["day"] = "milestone.fault.past"
    if day > furthest(await current(context.work), today):
        faults["day"] = "milestone.fault.far"
    return day


async def send_preview(context: Context, sent: Submission) -> Reply:
    """Confirm a plan once its words were seen; the time to undo it begins."""
    report = await own_report(context, sent.subject)
    if report.kind not in MILESTONES:
        raise SubjectGone
    if report.state is ReportState.DRAFT:
        await confirm(context, report)
    return NOTHING


async def talk(context: Context, press: Press, episode: str) -> Reply:
    """Show the ways to talk, also once the messages about the milestone have ended."""
    mine = await _mine(context, episode)
    goes_on = mine is not None and mine.state is not EpisodeState.ENDED
    return replace_card(CHECK_IN_OPTIONS, episode if goes_on else "")


async def stop(context: Context, press: Press, episode: str) -> Reply:
    """Send no more messages about this milestone, and erase who they were for."""
    mine = await _mine(context, episode)
    if mine is not None:
        await end_episode(context, mine, erase_now=True)
    return replace_card(STOPPED)


async def _mine(context: Context, episode: str) -> Episode | None:
    """Return the actor's episode, ``None`` if it was erased; else raise ``SubjectGone``."""
    person = await context.work.vault.open(Episode.person.of(episode))
    if person is None:
        return None
    if person != context.actor.reference:
        raise SubjectGone
    return await context.work.of(Episode).get(episode)

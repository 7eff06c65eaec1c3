"""Draws the cards about reports that wait at a brake, and finds those for doctor and home."""

from collections import Counter
from datetime import timedelta

from bot.adverse_events.brake import screens
from bot.adverse_events.brake.decisions import HOURS, own_brake, waiting_at
from bot.adverse_events.brake.holding import may_decide
from bot.adverse_events.brake.model import Brake, BrakeAsks, BrakeSpeaks, last_page
from bot.adverse_events.model import Report, ReportState
from bot.core.context import Context, View
from bot.core.errors import SubjectGone
from bot.core.health import Cause, Check, Finding, Mender
from bot.core.names import Screen
from bot.core.screens import Card, Form
from bot.programme import current
from bot.programme.model import Programme


def brake_as(screen: Screen) -> View:
    """The view of the question about a brake, or of a reminder of it."""

    async def view(context: Context, reference: str) -> Card:
        brake = await context.need(Brake, reference)
        waiting = await _waiting(context, brake)
        return screens.brake_card(context.words, context.lines, screen, waiting)

    return view


async def _waiting(context: Context, brake: Brake) -> screens.Waiting:
    programme = await current(context.work)
    reports = await waiting_at(context, brake)
    counts = Counter(report.unit for report in reports)
    happened = [report.occurred_at for report in reports]
    asks = BrakeAsks(brake.reference, reports[-1].reported_at if reports else None)
    return screens.Waiting(
        brake=brake.reference,
        source=_source(programme, brake),
        count=len(reports),
        since=brake.since,
        units={_unit(programme, key): count for key, count in counts.most_common()},
        first=min(happened, default=None),
        last=max(happened, default=None),
        asks=str(asks),
        let_go=brake.let_go,
        left_out=brake.left_out,
    )


def _source(programme: Programme, brake: Brake) -> str:
    source = programme.source(brake.source)
    return source.name if source else brake.source


def _unit(programme: Programme, key: str) -> str:
    unit = programme.unit(key)
    return unit.name if unit else key


async def some(context: Context, reference: str) -> Form:
    """Draw the form that chooses among the reports that wait."""
    brake = await own_brake(context, BrakeAsks.of_subject(reference).brake)
    reports = await waiting_at(context, brake)
    if not reports:
        raise SubjectGone
    programme = await current(context.work)
    counts = Counter(report.unit for report in reports)
    hours = {
        last: sum(report.occurred_at >= context.now - timedelta(hours=last) for report in reports)
        for last in HOURS
    }
    return screens.some_form(
        context.words,
        str(BrakeAsks(brake.reference, reports[-1].reported_at)),
        {key: (_unit(programme, key), count) for key, count in counts.most_common()},
        {last: count for last, count in hours.items() if 0 < count < len(reports)},
    )


async def page(context: Context, subject: str) -> Card:
    """Draw the page to the hospital's paging; ``SubjectGone`` if nothing waits or a newer came."""
    return await _page(context, subject, by_mail=False)


async def page_mail(context: Context, subject: str) -> Card:
    """Draw the page by e-mail; ``SubjectGone`` if nothing waits or a newer came."""
    return await _page(context, subject, by_mail=True)


async def _page(context: Context, subject: str, *, by_mail: bool) -> Card:
    speaks = BrakeSpeaks.of_subject(subject)
    brake = await context.need(Brake, speaks.brake)
    if brake.since is None or brake.round != speaks.round:
        raise SubjectGone
    if speaks.number != last_page(brake.reminded):
        # Out of the hours in which pages may go, several wait for the same moment: one is enough.
        raise SubjectGone
    return screens.page_card(context.words, subject, by_mail=by_mail)


async def is_page_of_brake(context: Context, delivery: str) -> bool:
    """Whether a page with this delivery id was about a brake, so that its answer is known."""
    try:
        speaks = BrakeSpeaks.parse(delivery)
    except ValueError:
        return False
    return await context.work.of(Brake).get(speaks.brake) is not None


BRAKED = Cause(
    "reports_wait",
    Mender.COORDINATOR,
    "adverse_event.finding.reports_wait",
    "adverse_event.mend.reports_wait",
)


async def _find(context: Context) -> list[Finding]:
    programme = await current(context.work)
    found = []
    for brake, count in await _standing(context):
        area = programme.area(brake.area)
        found.append(
            BRAKED.said(
                context.words,
                "",
                (brake.source, brake.area),
                count=count,
                source=_source(programme, brake),
                area=area.name if area else brake.area,
                since=context.words.day_and_time(brake.since) if brake.since else "",
            )
        )
    return found


CHECK = Check("reports_wait", _find, (BRAKED,))


async def _standing(context: Context) -> list[tuple[Brake, int]]:
    brakes = await context.work.of(Brake).find(Brake.since.at_most(context.now))
    return [
        (
            brake,
            await context.work.of(Report).count(
                Report.brake.is_(brake.reference), Report.state.is_(ReportState.BRAKED)
            ),
        )
        for brake in brakes
    ]


async def brakes_of(context: Context) -> list[tuple[str, str]]:
    """The brakes about which the actor decides: the reference of each, and how it stands."""
    programme = await current(context.work)
    return [
        (
            brake.reference,
            context.words(
                "adverse_event.brake.on_home",
                count=count,
                source=_source(programme, brake),
                since=context.words.day_and_time(brake.since) if brake.since else "",
            ),
        )
        for brake, count in await _standing(context)
        if may_decide(programme, context.actor.reference, brake.area)
    ]

"""How calls stand, in totals that tell nothing of one person."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.adverse_events import runs_the_unit_of
from bot.adverse_events.model import Episode, Report
from bot.adverse_events.names import ADVERSE_EVENT_CALLS
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.screens import Form, Text
from bot.core.storage import Work
from bot.core.texts import Words
from bot.requests.anonymity import FEWEST
from bot.requests.model import Origin, RequestState, SupportRequest

WAITING = (RequestState.OPEN, RequestState.HANDED)
"""The states in which a call waits for a peer."""


@dataclass(frozen=True)
class Totals:
    """How many calls there were, and how many of them still wait for a peer.

    Those that do not are told in one number: taken, talked, declined and given up alike.
    """

    calls: int
    waiting: int


async def totals_of_event(work: Work, event: str) -> Totals:
    """The totals of an event; a call that ended stays among them."""
    episodes = await work.of(Episode).find(Episode.event.is_(event))
    called = [episode.reference for episode in episodes if episode.called_at is not None]
    requests = await work.of(SupportRequest).find(SupportRequest.episode.one_of(called))
    return Totals(len(called), _waiting(requests))


async def totals_of_areas(work: Work, areas: Sequence[str]) -> Totals:
    """The totals of areas, by key, of calls that are not long over."""
    found = await work.of(SupportRequest).find(
        SupportRequest.area.one_of(areas), SupportRequest.origin.is_(Origin.CALL)
    )
    return Totals(len(found), _waiting(found))


def _waiting(requests: Sequence[SupportRequest]) -> int:
    return sum(each.origin is Origin.CALL and each.state in WAITING for each in requests)


def totals_text(words: Words, totals: Totals) -> str:
    """The totals in words; without numbers where they could tell of one person."""
    if totals.calls < FEWEST:
        return words("support_requests.calls.few", count=FEWEST)
    gone = totals.calls - totals.waiting
    return words(
        "support_requests.calls.totals", count=totals.calls, gone=gone, waiting=totals.waiting
    )


async def draw(context: Context, subject: str) -> Form:
    """The totals of a report's event, for its coordinators alone."""
    report = await context.need(Report, subject)
    if report.event is None or not await runs_the_unit_of(context, report):
        raise SubjectGone
    return calls_form(context.words, subject, await totals_of_event(context.work, report.event))


def calls_form(words: Words, report: str, totals: Totals) -> Form:
    """How the calls of an event stand."""
    return Form(
        name=ADVERSE_EVENT_CALLS,
        subject=report,
        title=words("adverse_event.calls.see"),
        close=words("core.close"),
        parts=(Text(totals_text(words, totals)), Text(words("support_requests.calls.nobody_else"))),
    )

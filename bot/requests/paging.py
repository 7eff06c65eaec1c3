"""Pages: the last levels of the escalation reach somebody by phone or pager.

A page goes over the hospital's own paging, as a message to a platform without people: its terms,
its repeats and the care against sending twice are those of every message. It says only that
someone waits, and the code.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.context import Context
from bot.core.job_kinds import DeliverPlanned, Dropped, Step
from bot.core.jobs import OPEN, Job, JobState, Recipient
from bot.core.messages import AN_HOUR, TWO_MINUTES, Message, at_once
from bot.core.names import JobName
from bot.core.screens import Card, Text
from bot.core.storage import Work, new_reference
from bot.core.texts import Words
from bot.programme import current_in, opening_of
from bot.programme.model import PAGING, WEBHOOK, PagingWay
from bot.requests.model import Origin, Page, PageNow, PageState, RequestState, SupportRequest
from bot.requests.names import NEEDS_SOMEONE
from bot.requests.screens import STATUS
from bot.requests.watching import pages_of, ways_left

PAGE = Message("request.page", at_once(AN_HOUR, repeats_after=TWO_MINUTES, complete=True))
"""To the paging system. If it is unknown whether it arrived, the same delivery goes once more."""
PAGE_MAIL = Message("request.page_mail", at_once(AN_HOUR, complete=True))
"""To a pager by e-mail, which cannot tell a repeat from a second page: none is sent."""
SEND_PAGE = JobName("request.send_page")


async def page_somebody(context: Context, request: SupportRequest) -> None:
    """Page everybody whom this level of a request reaches, each once; nobody after an answer.

    Whoever has a page of a lower level on its way, or waiting for its hours, gets no second one,
    and nobody more than ``MOST_PAGES``.
    """
    programme, work = await current_in(context.work, request.area), context.work
    paging = programme.paging
    if request.level < paging.level:
        return
    due_at = opening_of(paging.hours, programme.zone, work.now) if paging.hours else work.now
    for way in await ways_left(work, programme, request):
        key = f"page:{request.this_round}:{request.level}:{way}"
        if await work.of(Job).count(Job.key.is_(key)) or await _on_its_way(work, request, way):
            continue
        page = Page(
            reference=new_reference(),
            request=request.reference,
            round=request.round,
            way=way,
            planned_at=due_at,
        )
        await work.add(page)
        message = PAGE if way == WEBHOOK else PAGE_MAIL
        to = Recipient.channel(str(PagingWay(request.area, way)), PAGING)
        await context.post(message, page.reference, to, key, due_at=due_at, kind=SEND_PAGE)


async def _on_its_way(work: Work, request: SupportRequest, way: str) -> bool:
    """Whether a page of this round still waits to go this way."""
    pages = [page for page in await pages_of(work, request) if page.way == way]
    found = [await _as_it_stands(work, page) for page in pages]
    return any(page is not None and page.is_on_its_way for page in found)


async def page_answered_at(work: Work, request: SupportRequest) -> datetime | None:
    """When somebody first answered a page of this round; ``None`` if nobody has."""
    pages = await pages_of(work, request)
    return min((page.answered_at for page in pages if page.answered_at), default=None)


async def send_page(context: Context, job: Job) -> Step:
    """Send a page, if somebody still waits and nobody has answered one."""
    page = await context.need(Page, job.subject)
    request = await context.work.of(SupportRequest).get(page.request)
    if request is None or request.state is not RequestState.OPEN or request.round != page.round:
        return Dropped()
    if await page_answered_at(context.work, request) is not None:
        return Dropped()
    return DeliverPlanned()


async def page_taken(context: Context, job: Job) -> None:
    """The hospital's paging took the page: those who read of the request may read that."""
    page = await context.work.of(Page).get(job.subject)
    if page is None or page.taken_at is not None:
        return
    await context.work.save(replace(page, taken_at=context.now))
    await context.redraw(page.request, STATUS, NEEDS_SOMEONE)


async def answer_page(context: Context, delivery: str) -> bool:
    """Note that somebody answered a page; returns ``False`` if there is no such page (any more).

    That somebody answered also shows that it arrived.
    """
    page = await context.work.of(Page).get(delivery)
    if page is None:
        return False
    if page.answered_at is None:
        taken_at = page.taken_at or context.now
        await context.work.save(replace(page, taken_at=taken_at, answered_at=context.now))
        await context.redraw(page.request, STATUS, NEEDS_SOMEONE)
    return True


async def pages_now(work: Work, request: SupportRequest) -> list[PageNow]:
    """What is known of the pages of a request's present round, the first one first.

    Left out are those that were called off after an answer.
    """
    found = [await _as_it_stands(work, page) for page in await pages_of(work, request)]
    return [page for page in found if page is not None]


async def told_of_pages(work: Work, request: SupportRequest) -> PageNow | None:
    """What whoever asked reads of pages: the answer to one, or else the last that truly went."""
    found = {page.state: page for page in await pages_now(work, request)}
    return found.get(PageState.ANSWERED) or found.get(PageState.SENT)


async def _as_it_stands(work: Work, page: Page) -> PageNow | None:
    """What is known of a page; ``None`` if it was called off before it went."""
    can_be_answered = page.way == WEBHOOK
    if page.answered_at is not None:
        return PageNow(PageState.ANSWERED, page.answered_at)
    if page.taken_at is not None:
        return PageNow(PageState.SENT, page.taken_at, can_be_answered=can_be_answered)
    jobs = await work.of(Job).find(Job.subject.is_(page.reference), Job.kind.is_(SEND_PAGE))
    states = {job.state for job in jobs}
    is_on_its_way = bool(states & {*OPEN, JobState.SENDING})
    if JobState.UNKNOWN in states or any(job.repeats for job in jobs):
        return PageNow(PageState.UNKNOWN, page.planned_at, is_on_its_way)
    if states == {JobState.CANCELLED}:
        return None
    state = PageState.WAITS if is_on_its_way else PageState.FAILED
    return PageNow(state, page.planned_at, is_on_its_way)


async def draw_page(context: Context, subject: str) -> Card:
    """The page itself: that someone waits, and the code."""
    page = await context.need(Page, subject)
    request = await context.need(SupportRequest, page.request)
    return page_card(context.words, page, request)


def page_card(words: Words, page: Page, request: SupportRequest) -> Card:
    """That someone waits, and the code: nothing else may leave the building."""
    screen = PAGE if page.way == WEBHOOK else PAGE_MAIL
    if request.origin is Origin.CALL:
        text = words("support_requests.calls.page", code=request.code)
    else:
        text = words("support_requests.page.text", code=request.code)
    return Card(screen, page.reference, text, (Text(text),))


async def forget_pages(context: Context, request: SupportRequest) -> None:
    """Remove the pages of a request that ended a while ago."""
    for page in await context.work.of(Page).find(Page.request.is_(request.reference)):
        await context.forget_cards(page.reference)
        await context.work.remove(page)

"""The last levels of the escalation page somebody, once, and say truthfully what came of it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.core.context import Context
from bot.core.errors import InstallationBroken, OutcomeUnknown, PlatformBusy
from bot.core.jobs import Job, JobState
from bot.core.screens import Card
from bot.core.seen import ShownCard
from bot.core.storage import Work, in_one_work
from bot.programme.hours.quiet_hours import DAYS
from bot.programme.model import PAGING, Paging, ServiceHours
from bot.requests import answer_page
from bot.requests.model import Page
from bot.requests.paging import SEND_PAGE
from tests.bot.duty.rota_kit import programme_is
from tests.bot.requests.hospital import ask_for_peer, card_of, hanging, press, stored, take
from tests.bot.requests.test_ladder import area_is
from tests.wording import phrase
from tests.world import FakePlatform, World, lines, takers, text_of

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ALWAYS = ServiceHours(DAYS, time(), time())
PAGER = "mailto:5550142@pager.example.org"


async def with_paging(**changes: object) -> tuple[World, FakePlatform]:
    """The sample hospital with a paging system, a pager, and what the paging was sent."""
    world, paging = await World.make(), FakePlatform()
    world.add_messenger(PAGING, paging)
    usual = Paging(webhook=True, pagers={"house": PAGER.removeprefix("mailto:")})
    await programme_is(world, paging=replace(usual, **changes))  # type: ignore[arg-type]
    return world, paging


def pages(paging: FakePlatform, way: str = "webhook") -> list[Card]:
    return list(paging.at(way).log)


async def answer(world: World, delivery: str) -> bool:
    async def note(work: Work) -> bool:
        context = Context(work, world.wording.words("en", "UTC"), lines())
        return await answer_page(context, delivery)

    known = await in_one_work(world.storage, note)
    await world.settle()
    return known


async def jobs_of_pages(world: World) -> list[Job]:
    async with world.storage.reading() as work:
        return await work.of(Job).find(Job.kind.is_(SEND_PAGE))


async def tried(world: World) -> str:
    return text_of(await world.press_in("kit", "request.tried_so_far"))


# It is Monday, 09:00, and nobody is on duty: the third level comes at 09:10.


async def test_with_the_coordinator_everybody_whom_the_playbook_names_is_paged_once() -> None:
    world, paging = await with_paging()
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert hanging(world, "kit", request, "request.needs_someone")
    assert len(pages(paging)) == len(pages(paging, PAGER)) == 1


async def test_a_page_says_that_someone_waits_and_the_code_and_nothing_else() -> None:
    world, paging = await with_paging()
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    (page,) = pages(paging)
    code = (await stored(world, request)).code
    text = phrase("support_requests.page.text", code=code)
    assert text_of(page) == f"{text}\n{text}"
    assert page.subject != request
    assert pages(paging, PAGER)[0].parts == page.parts


async def test_nobody_is_paged_where_the_playbook_names_no_paging() -> None:
    world, paging = await with_paging(webhook=False, pagers={})
    await ask_for_peer(world)
    await world.pass_time(4 * HOUR)
    assert paging.conversations == {}


async def test_pages_begin_at_the_level_of_the_playbook_and_stop_after_three_levels() -> None:
    world, paging = await with_paging(level=4)
    await ask_for_peer(world)
    await world.pass_time(39 * MINUTE)
    assert pages(paging) == []
    await world.pass_time(MINUTE)
    assert len(pages(paging)) == 1
    await world.pass_time(timedelta(days=2))
    found = pages(paging)
    assert len(found) == 3
    assert len({page.subject for page in found}) == 3


async def test_who_takes_it_ends_the_pages() -> None:
    world, paging = await with_paging()
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    await take(world, "pat", request)
    await world.pass_time(3 * HOUR)
    assert len(pages(paging)) == 1


async def test_after_an_answer_nobody_is_paged_again_and_both_read_of_it() -> None:
    world, paging = await with_paging()
    await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert phrase("support_requests.page.sent", time="9:10 AM") in text_of(world.sees("sam").last)
    assert phrase("support_requests.tried.page.sent", time="9:10 AM") in await tried(world)
    await world.pass_time(5 * MINUTE)
    assert await answer(world, pages(paging)[0].subject)
    told = phrase("support_requests.page.answered", time="9:15 AM")
    assert told in text_of(world.sees("sam").last)
    assert told in text_of(world.sees("kit").last)
    assert told in await tried(world)
    assert await answer(world, pages(paging)[0].subject)
    await world.pass_time(6 * HOUR)
    assert len(pages(paging)) == 1
    assert told in text_of(world.sees("kit").last)


async def test_after_an_answer_no_page_is_said_to_wait_for_one_or_to_have_failed() -> None:
    world, paging = await with_paging(hours=ServiceHours(DAYS, time(9), time(10)), pagers={})
    await ask_for_peer(world)
    await world.pass_time(41 * MINUTE)
    first, _ = pages(paging)
    # The third page waits for its hours.
    await world.pass_time(2 * HOUR)
    assert phrase("support_requests.tried.page.waits") in await tried(world)
    assert await answer(world, first.subject)
    for later, day in ((MINUTE, ""), (timedelta(days=1), "Mar 2, ")):
        await world.pass_time(later)
        shown = await tried(world)
        assert [line for line in shown.splitlines() if "page" in line.casefold()] == [
            phrase("support_requests.page.answered", time=f"{day}11:41 AM"),
            phrase("support_requests.tried.page.paged", time=f"{day}9:40 AM"),
        ]


async def test_of_a_pager_by_mail_nobody_says_that_an_answer_is_missing() -> None:
    world, _ = await with_paging(webhook=False)
    await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    shown = await tried(world)
    assert phrase("support_requests.tried.page.paged", time="9:10 AM") in shown.splitlines()
    assert phrase("support_requests.tried.page.sent", time="9:10 AM") not in shown


async def test_an_answer_to_a_page_that_never_was_is_not_known() -> None:
    world, _ = await with_paging()
    assert not await answer(world, "0" * 32)


async def test_where_it_is_unknown_whether_it_went_the_same_delivery_goes_once_more() -> None:
    world, paging = await with_paging(pagers={})
    paging.fail["webhook"] = [OutcomeUnknown(), OutcomeUnknown()]
    await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert phrase("support_requests.tried.page.unknown", time="9:10 AM") in await tried(world)
    assert phrase("support_requests.page.sent") not in text_of(world.sees("sam").last)
    await world.pass_time(9 * MINUTE)
    assert paging.fail["webhook"] == []
    assert pages(paging) == []
    (job,) = await jobs_of_pages(world)
    assert (job.state, job.repeats) == (JobState.UNKNOWN, 1)
    assert phrase("support_requests.tried.page.unknown", time="9:10 AM") in await tried(world)


async def test_a_pager_is_never_written_to_again_where_nobody_knows_whether_it_went() -> None:
    world, paging = await with_paging(webhook=False)
    paging.fail[PAGER] = [OutcomeUnknown()]
    await ask_for_peer(world)
    await world.pass_time(20 * MINUTE)
    assert pages(paging, PAGER) == []
    (job,) = await jobs_of_pages(world)
    assert (job.state, job.repeats) == (JobState.UNKNOWN, 0)


async def test_the_repeat_of_a_page_has_the_id_of_the_first() -> None:
    world, paging = await with_paging(pagers={})
    paging.fail["webhook"] = [OutcomeUnknown()]
    await ask_for_peer(world)
    async with world.storage.reading() as work:
        assert await work.of(Page).find() == []
    await world.pass_time(13 * MINUTE)
    (sent,) = pages(paging)
    async with world.storage.reading() as work:
        (page,) = await work.of(Page).find()
    assert sent.subject == page.reference
    assert page.taken_at == page.planned_at + 2 * MINUTE


@pytest.mark.parametrize(
    "error", [PlatformBusy(timedelta(minutes=5)), InstallationBroken("http_401")]
)
async def test_a_page_that_was_refused_waits_and_nobody_reads_that_it_went(
    error: PlatformBusy,
) -> None:
    world, paging = await with_paging(pagers={})
    paging.fail["webhook"] = [error]
    await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert phrase("support_requests.tried.page.waits") in await tried(world)
    assert phrase("support_requests.page.sent") not in text_of(world.sees("sam").last)
    await world.pass_time(5 * MINUTE)
    assert len(pages(paging)) == 1
    assert phrase("support_requests.tried.page.sent", time="9:15 AM") in await tried(world)


async def test_while_a_page_waits_no_other_one_is_made_for_the_same_pager() -> None:
    world, paging = await with_paging(pagers={})
    paging.fail["webhook"] = [PlatformBusy(timedelta(minutes=45))]
    await ask_for_peer(world)
    await world.pass_time(54 * MINUTE)
    assert pages(paging) == []
    assert len(await jobs_of_pages(world)) == 1
    await world.pass_time(2 * MINUTE)
    assert len(pages(paging)) == 1


async def test_a_page_that_could_not_go_in_an_hour_is_said_to_have_failed() -> None:
    world, paging = await with_paging(pagers={})
    paging.fail["webhook"] = [InstallationBroken("http_401")] * 1000
    await ask_for_peer(world)
    await world.pass_time(100 * MINUTE)
    assert phrase("support_requests.tried.page.failed", time="9:10 AM") in await tried(world)


async def test_without_a_process_for_the_paging_the_page_waits_and_says_so() -> None:
    world = await World.make()
    await programme_is(world, paging=Paging(webhook=True))
    await ask_for_peer(world)
    # Time stands still here, as the page is due from then on.
    world.clock.advance(10 * MINUTE)
    await world.settle()
    assert phrase("support_requests.tried.page.waits") in await tried(world)


async def test_at_night_nobody_is_paged_unless_the_hours_of_pages_say_so() -> None:
    world, paging = await with_paging()
    await world.pass_time(17 * HOUR)  # 02:00
    status = card_of(await world.press("sam", "check_in.peer"))
    assert phrase("support_requests.aim.closed", time="8:00 AM") in text_of(status)
    await world.pass_time(5 * HOUR)
    assert pages(paging) == []
    await world.pass_time(HOUR + MINUTE)
    assert len(pages(paging)) == 1


async def test_with_pages_at_any_hour_somebody_is_paged_at_night_with_nobody_on_duty() -> None:
    world, paging = await with_paging(hours=ALWAYS)
    await world.pass_time(17 * HOUR)  # 02:00
    status = card_of(await world.press("sam", "check_in.peer"))
    assert phrase("support_requests.aim.nobody_on", time="2:30 AM") in text_of(status)
    await world.pass_time(31 * MINUTE)
    assert len(pages(paging)) == 1
    assert phrase("support_requests.page.sent") in text_of(world.sees("sam").last)
    # While nobody answers, the next levels page again, and the last of them by the morning.
    await world.pass_time(4 * HOUR)
    assert len(pages(paging)) == 3


async def test_outside_the_hours_of_pages_a_page_waits_until_they_begin() -> None:
    world, paging = await with_paging(hours=ServiceHours(DAYS, time(11), time(12)), level=3)
    await ask_for_peer(world)
    await world.pass_time(HOUR + 59 * MINUTE)
    assert pages(paging) == []
    await world.pass_time(2 * MINUTE)
    # By then three levels have come, and of what waits together one goes.
    assert len(pages(paging)) == 1


async def test_while_a_page_waits_for_its_hours_the_levels_do_not_use_up_the_others() -> None:
    world, paging = await with_paging(hours=ServiceHours(DAYS, time(15), time(20)), pagers={})
    await ask_for_peer(world)
    await world.pass_time(6 * HOUR + MINUTE)
    assert len(pages(paging)) == 1
    await world.pass_time(2 * HOUR)
    assert len(pages(paging)) == 2
    await world.pass_time(timedelta(days=3))
    assert len(pages(paging)) == 3


async def test_a_page_that_did_not_go_is_followed_by_the_two_others() -> None:
    world, paging = await with_paging(hours=ServiceHours(DAYS, time(15), time(20)), pagers={})
    paging.fail["webhook"] = [PlatformBusy(5 * MINUTE)] * 1000
    await ask_for_peer(world)
    await world.pass_time(7 * HOUR + 5 * MINUTE)
    assert pages(paging) == []
    paging.fail["webhook"] = []
    await world.pass_time(timedelta(days=3))
    assert len(pages(paging)) == 2


async def test_at_night_a_request_is_watched_until_its_last_page_has_gone() -> None:
    world, paging = await with_paging(hours=ALWAYS, pagers={})
    paging.fail["webhook"] = [PlatformBusy(5 * MINUTE)] * 1000
    await world.pass_time(17 * HOUR)  # 02:00
    await world.press("sam", "check_in.peer")
    await world.pass_time(95 * MINUTE)
    assert pages(paging) == []
    paging.fail["webhook"] = []
    await world.pass_time(2 * HOUR + 30 * MINUTE)  # 06:05
    assert len(pages(paging)) == 2


async def test_once_somebody_answered_at_night_the_next_level_waits_for_the_morning() -> None:
    world, paging = await with_paging(hours=ALWAYS, pagers={})
    await world.pass_time(17 * HOUR)  # 02:00
    request = card_of(await world.press("sam", "check_in.peer")).subject
    await world.pass_time(31 * MINUTE)
    await answer(world, pages(paging)[0].subject)
    level = (await stored(world, request)).level
    await world.pass_time(5 * HOUR)
    assert (await stored(world, request)).level == level
    await world.pass_time(HOUR)
    assert (await stored(world, request)).level == level + 1


async def test_an_area_may_have_pagers_of_its_own() -> None:
    world, paging = await with_paging()
    await area_is(world, paging=Paging(pagers={"chapel": "5550143@pager.example.org"}))
    await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert list(paging.conversations) == ["mailto:5550143@pager.example.org"]


async def test_the_pages_of_a_round_that_is_over_are_not_spoken_of_in_the_next() -> None:
    world, paging = await with_paging()
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    await answer(world, pages(paging)[0].subject)
    await take(world, "pat", request)
    await press(world, "pat", "request.release", request)
    await world.settle()
    assert phrase("support_requests.page.answered") not in text_of(world.sees("sam").last)
    await world.pass_time(HOUR)
    assert len(pages(paging)) >= 2


async def test_pages_and_where_they_went_are_gone_a_week_after_the_request() -> None:
    world, paging = await with_paging()
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    (page, *_) = pages(paging)
    await press(world, "sam", "request.withdraw", request)
    await world.pass_time(timedelta(days=9))
    async with world.storage.reading() as work:
        assert await work.of(Page).find() == []
        assert await work.of(ShownCard).find(ShownCard.subject.is_(page.subject)) == []
    assert not await answer(world, page.subject)


async def test_who_waits_where_nobody_may_take_it_is_no_reason_to_page() -> None:
    world, paging = await with_paging()
    await area_is(world, supports=takers(peer=(world.people["pat"],)))
    await world.press("pat", "check_in.peer")
    await world.pass_time(8 * HOUR)
    assert paging.conversations == {}

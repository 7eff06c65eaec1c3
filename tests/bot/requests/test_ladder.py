"""What happens while nobody has claimed."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.context import Context
from bot.core.conversation import Address
from bot.core.jobs import Job, JobState, cancel
from bot.core.lines import SupportLine
from bot.core.people import Person
from bot.core.screens import Card
from bot.core.seen import ShownCard
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.hours.service_hours import is_open, opening
from bot.programme.model import Programme, ServiceHours
from bot.requests.model import REMIND_AT_LEAST, TOLD_AT_LEVEL, RequestState, SupportRequest
from bot.requests.next_step import LADDER
from tests.bot.duty.rota_kit import person_is, rota_is, turn
from tests.bot.requests.hospital import (
    REFUSED,
    TAKEN,
    WHO_FIRST,
    actions,
    all_requests,
    ask_for_peer,
    card_of,
    episode_of,
    hanging,
    press,
    reads,
    stored,
    take,
)
from tests.wording import phrase
from tests.world import LINE, ZONE, World, takers, text_of

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


async def change_programme(world: World, **changes: object) -> None:
    async def write(work: Work) -> Programme:
        changed = replace(await current(work), **changes)  # type: ignore[arg-type]
        await put(work, changed)
        return changed

    world.directory.remember(await in_one_work(world.storage, write))


@pytest.mark.branch("5.1")
async def test_at_ten_and_twenty_minutes_the_people_on_duty_are_reminded() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    await world.pass_time(9 * MINUTE)
    assert hanging(world, "pat", request, "request.reminder") == []
    await world.pass_time(MINUTE)
    assert len(hanging(world, "pat", request, "request.reminder")) == 1
    await world.pass_time(10 * MINUTE)
    (reminder,) = hanging(world, "pat", request, "request.reminder")
    assert actions(reminder) == ["request.claim", "request.pass"]
    # The second one says something else, and the first has made way for it.
    assert phrase("support_requests.reminder_again", age="20 minutes") in text_of(reminder)
    assert len(hanging(world, "pat", request, "request.older")) == 1
    assert hanging(world, "quinn", request, "request.reminder") == []
    assert hanging(world, "kit", request, "request.needs_someone") == []


async def test_who_may_not_claim_is_not_reminded() -> None:
    world = await World.make()
    for supporter in ("pat", "quinn", "uma"):
        await world.command(supporter, "/support duty on")
    episode = await episode_of(world, "quinn")
    await episode_of(world, "pat")
    request = await ask_for_peer(world, "quinn", episode=episode)
    await world.pass_time(10 * MINUTE)
    reminded = [
        who for who in ("pat", "quinn", "uma") if hanging(world, who, request, "request.reminder")
    ]
    assert reminded == ["uma"]


@pytest.mark.branch("5.2")
async def test_at_thirty_minutes_on_call_and_coordinator_learn_only_that_a_request_waits() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    await world.pass_time(29 * MINUTE)
    assert hanging(world, "oda", request, "request.needs_someone") == []
    await world.pass_time(MINUTE)
    for who in ("oda", "kit"):
        (card,) = hanging(world, who, request, "request.needs_someone")
        assert actions(card) == ["request.tried_so_far"]
        assert (await stored(world, request)).code in text_of(card)
        for told in ("Sam", "Rivera", "ICU"):
            assert told not in text_of(card)


@pytest.mark.branch("5.3")
async def test_at_thirty_minutes_the_requester_gets_the_truth_and_what_is_open_now() -> None:
    world = await World.make()
    eap = SupportLine(
        **{**vars(LINE), "key": "eap", "name": "EAP", "number": "555 0199", "crisis": False}
    )
    await change_programme(world, lines=(LINE, eap))
    await world.command("pat", "/support duty on")
    await ask_for_peer(world)
    await world.pass_time(29 * MINUTE)
    assert phrase("supports.peer.waiting") not in reads(world, "sam")
    await world.pass_time(MINUTE)
    note = world.sees("sam").last
    assert phrase("supports.peer.waiting") in text_of(note)
    assert "EAP, day and night: 555 0199" in text_of(note)
    assert "988" in text_of(note)
    assert actions(note)[0] == "request.on_call"


async def test_with_nobody_on_duty_the_next_level_comes_at_once() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert hanging(world, "kit", request, "request.needs_someone")
    assert phrase("supports.peer.waiting") in text_of(world.sees("sam").last)


async def area_is(world: World, **changes: object) -> None:
    async with world.storage.reading() as work:
        (area,) = (await current(work)).areas
    await change_programme(world, areas=(replace(area, **changes),))  # type: ignore[arg-type]


async def test_a_coordinator_who_asks_is_not_told_about_themselves() -> None:
    world = await World.make()
    await area_is(world, coordinators=(world.people["kit"], world.people["lena"]))
    request = await ask_for_peer(world, "kit")
    await world.pass_time(timedelta(hours=3))
    assert hanging(world, "kit", request, "request.needs_someone") == []
    assert hanging(world, "lena", request, "request.needs_someone")
    assert hanging(world, "oda", request, "request.needs_someone")
    assert phrase("support_requests.waiting.lead") in text_of(world.sees("kit").last)


async def test_the_person_on_call_who_asks_is_not_told_about_themselves() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "oda")
    await world.pass_time(timedelta(hours=3))
    assert hanging(world, "oda", request, "request.needs_someone") == []
    assert hanging(world, "kit", request, "request.needs_someone")


async def test_the_only_coordinator_who_asks_reads_that_nobody_else_can_be_told() -> None:
    world = await World.make()
    await area_is(world, on_call=())
    request = await ask_for_peer(world, "kit")
    await world.pass_time(timedelta(hours=3))
    assert hanging(world, "kit", request, "request.needs_someone") == []
    note = text_of(world.sees("kit").last)
    assert phrase("support_requests.waiting.lead") not in note
    assert phrase("support_requests.waiting.alone") in note
    assert "a chaplain" in note
    assert "988" in note


async def test_with_someone_on_call_the_only_coordinator_reads_no_word_of_a_lead() -> None:
    world = await World.make()
    await ask_for_peer(world, "kit")
    await world.pass_time(timedelta(hours=1))
    note = text_of(world.sees("kit").last)
    assert phrase("support_requests.waiting.lead") not in note
    assert phrase("support_requests.waiting.alone") not in note


async def test_where_the_only_supporter_asks_other_ways_are_there_and_nobody_is_sent_looking() -> (
    None
):
    world = await World.make()
    await area_is(world, supports=takers(peer=(world.people["pat"],)))
    await world.command("pat", "/support duty on")
    answer = await world.press("pat", "check_in.peer")
    assert phrase("support_requests.waiting.nobody_may") in text_of(answer)
    assert "check_in.talk" in actions(card_of(answer))
    assert "request.on_call" in actions(card_of(answer))
    assert "555-0188" in text_of(answer)
    await world.pass_time(timedelta(hours=8))
    assert [c for c in everything_with(world, "kit") if c.screen == "request.needs_someone"] == []
    assert [c for c in everything_with(world, "#peers") if c.screen == "request.claim_card"] == []
    assert [c for c in everything_with(world, "pat") if c.screen == "request.reminder"] == []


def everything_with(world: World, where: str) -> list[Card]:
    return list(world.sees(where).messages.values())


async def test_where_all_supporters_were_near_the_event_the_other_ways_are_there_at_once() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    for supporter in ("pat", "quinn", "uma"):
        await episode_of(world, supporter)
        await world.command(supporter, "/support duty on")
    answer = await world.press("sam", "check_in.peer", episode)
    assert phrase("support_requests.waiting.nobody_may") in text_of(answer)
    assert phrase("supports.peer.waiting") not in text_of(answer)
    request = card_of(answer).subject
    await world.pass_time(timedelta(hours=8))
    assert hanging(world, "kit", request, "request.needs_someone") == []
    assert hanging(world, "#peers", request, "request.claim_card") == []


async def test_that_all_supporters_hold_as_many_as_they_should_is_told_to_the_coordinator() -> None:
    world = await World.make()
    await area_is(world, supporter_cap=1, supports=takers(peer=(world.people["pat"],)))
    await take(world, "pat", await ask_for_peer(world, "nora"))
    request = await ask_for_peer(world)
    await world.pass_time(30 * MINUTE)
    assert hanging(world, "kit", request, "request.needs_someone")
    assert phrase("supports.peer.waiting") in text_of(world.sees("sam").last)


async def test_the_person_reads_that_the_lead_knows_only_once_the_lead_was_told() -> None:
    world = await World.make()
    world.platform.gone.add("kit")
    await ask_for_peer(world)
    await world.pass_time(30 * MINUTE)
    note = text_of(world.sees("sam").last)
    assert phrase("supports.peer.waiting") in note
    assert phrase("support_requests.waiting.lead") not in note


async def test_the_card_of_who_answers_for_the_programme_says_what_was_tried() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    await world.pass_time(30 * MINUTE)
    dialog = text_of(await world.press_in("kit", "request.tried_so_far"))
    assert phrase("support_requests.tried.asked", time="9:00 AM") in dialog
    assert phrase("support_requests.tried.channel") in dialog
    assert phrase("support_requests.tried.on_duty", count=1) in dialog
    assert phrase("support_requests.tried.told", count=2) in dialog
    # Who asked cannot open it, nor can anybody else who does not answer for the programme.
    for other in ("sam", "nora", "pat"):
        answer = text_of(await world.press(other, "request.tried_so_far", request))
        assert phrase("core.gone") in answer


async def test_a_coordinator_who_also_supports_can_take_it_from_the_same_card() -> None:
    world = await World.make()
    await area_is(world, coordinators=(world.people["uma"],))
    request = await ask_for_peer(world)
    await world.pass_time(30 * MINUTE)
    (card,) = hanging(world, "uma", request, "request.needs_someone")
    assert actions(card) == ["request.claim", "request.tried_so_far"]
    dialog = await world.press_in("uma", "request.claim")
    assert "Sam Rivera" in text_of(await world.submit("uma", dialog))


async def test_who_comes_on_duty_while_somebody_waits_is_asked_at_the_next_level() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await world.pass_time(15 * MINUTE)
    assert hanging(world, "kit", request, "request.needs_someone")
    await world.command("pat", "/support duty on")
    await world.pass_time(30 * MINUTE)
    assert len(hanging(world, "pat", request, "request.reminder")) == 1
    await world.pass_time(timedelta(hours=6))
    assert len(hanging(world, "pat", request, "request.reminder")) == 1
    assert hanging(world, "pat", request, "request.older") == []


async def test_a_channel_that_is_gone_raises_hands_at_once_and_tells_the_person() -> None:
    world = await World.make()
    world.platform.gone.add("#peers")
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    await world.settle()
    assert hanging(world, "kit", request, "request.needs_someone")
    assert hanging(world, "oda", request, "request.needs_someone")
    assert phrase("supports.peer.waiting") in text_of(world.sees("sam").last)


@pytest.mark.branch("5.4")
async def test_on_call_may_not_claim_before_the_requesters_press() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await world.pass_time(30 * MINUTE)
    assert REFUSED in text_of(await world.press("oda", "request.claim", request))


@pytest.mark.parametrize("mode", ["check_in.peer", WHO_FIRST])
async def test_after_the_requesters_press_the_person_on_call_claims_like_a_supporter(
    mode: str,
) -> None:
    world = await World.make()
    request = await ask_for_peer(world, mode=mode)
    await world.pass_time(30 * MINUTE)
    answer = await world.press_in("sam", "request.on_call")
    await world.settle()
    assert phrase("support_requests.waiting.on_call_asked") in text_of(answer)
    assert len(hanging(world, "oda", request, "request.claim_card")) == 1
    dialog = await world.press_in("oda", "request.claim")
    # The press said yes to being seen by them, whichever the door.
    assert "Sam Rivera" in text_of(await world.submit("oda", dialog))
    await world.settle()
    assert TAKEN in text_of(hanging(world, "#peers", request, "request.claim_card")[0])


async def test_asking_for_on_call_twice_sends_one_card() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await press(world, "sam", "request.on_call", request)
    await press(world, "sam", "request.on_call", request)
    assert len(hanging(world, "oda", request, "request.claim_card")) == 1


async def test_the_person_on_call_is_not_offered_where_they_could_not_claim() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    await episode_of(world, "oda")
    await ask_for_peer(world, episode=episode)
    await world.pass_time(30 * MINUTE)
    assert "request.on_call" not in actions(world.sees("sam").last)


async def test_who_answers_for_the_programme_has_one_card_with_other_words_each_time() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    said = set()
    for _ in range(16):
        await world.pass_time(30 * MINUTE)
        (card,) = hanging(world, "kit", request, "request.needs_someone")
        said.add(text_of(card))
    async with world.storage.reading() as work:
        kept = await work.of(ShownCard).find(ShownCard.subject.is_(request))
    # What is left of those before is never drawn again, so nothing says where they hang.
    assert "request.older" not in {shown.screen for shown in kept}
    assert "request.needs_someone" in {shown.screen for shown in kept}
    # In eight hours it came five times, and no two of them said the same.
    older = hanging(world, "kit", request, "request.older")
    assert len(older) + 1 == 5
    assert phrase("support_requests.needs_someone.long", age="3 hours") in "".join(said)
    assert (await stored(world, request)).state is RequestState.OPEN


async def test_after_some_messages_nobody_gets_another_one_about_the_same_request() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await world.pass_time(timedelta(days=2))
    count = len(world.sees("kit").messages)
    await world.pass_time(timedelta(days=3))
    assert len(world.sees("kit").messages) == count
    assert len(hanging(world, "kit", request, "request.needs_someone")) == 1


async def test_the_requester_is_told_after_half_an_hour_and_once_more_after_two() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await world.pass_time(timedelta(hours=4))
    log = [c for c in world.sees("sam").messages.values() if c.subject == request]
    assert len(log) == 2


@pytest.mark.branch("5.5")
async def test_at_night_with_nobody_on_duty_it_waits_for_the_hours_and_then_begins_at_once() -> (
    None
):
    world = await World.make()
    await world.pass_time(timedelta(hours=17))  # 02:00
    request = await ask_for_peer(world)
    await world.pass_time(timedelta(hours=5, minutes=50))
    await world.command("pat", "/support duty on until 12:00")
    await world.pass_time(9 * MINUTE)
    assert hanging(world, "kit", request, "request.needs_someone") == []
    await world.pass_time(MINUTE)
    assert len(hanging(world, "pat", request, "request.reminder")) == 1
    await world.pass_time(20 * MINUTE)
    assert hanging(world, "kit", request, "request.needs_someone")


async def test_who_is_on_duty_at_night_is_asked_at_night_as_was_promised() -> None:
    world = await World.make()
    await world.pass_time(timedelta(hours=17))  # 02:00
    await world.command("pat", "/support duty on until 07:00")
    answer = await world.press("sam", "check_in.peer")
    promised = phrase("support_requests.aim.on_duty", yes="2:30 AM", calls="6:30 AM")
    assert promised in text_of(answer)
    request = card_of(answer).subject
    await world.pass_time(10 * MINUTE)
    assert len(hanging(world, "pat", request, "request.reminder")) == 1
    await world.pass_time(20 * MINUTE)
    # By the time at which somebody was to have said yes, the person hears that nobody has.
    assert phrase("supports.peer.waiting") in text_of(world.sees("sam").last)


async def test_a_claim_ends_the_ladder() -> None:
    world = await World.make()
    await world.command("quinn", "/support duty on")
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await world.pass_time(timedelta(hours=1))
    assert hanging(world, "quinn", request, "request.reminder") == []
    assert hanging(world, "kit", request, "request.needs_someone") == []


async def test_a_released_request_climbs_from_the_start() -> None:
    world = await World.make()
    await world.command("quinn", "/support duty on")
    request = await ask_for_peer(world)
    await world.pass_time(25 * MINUTE)
    await take(world, "pat", request)
    await press(world, "pat", "request.release", request)
    await world.pass_time(30 * MINUTE)
    assert len(hanging(world, "quinn", request, "request.reminder")) == 1
    assert len(hanging(world, "quinn", request, "request.older")) == 3
    assert phrase("supports.peer.waiting") in text_of(world.sees("sam").last)


async def test_a_request_of_who_has_left_is_closed() -> None:
    world = await World.make()
    request = await ask_for_peer(world)

    async def leave(work: Work) -> None:
        person = await work.of(Person).get(world.people["sam"])
        assert person is not None
        await work.save(replace(person, active=False))

    await in_one_work(world.storage, leave)
    await world.pass_time(10 * MINUTE)
    assert (await stored(world, request)).state is RequestState.WITHDRAWN
    assert TAKEN in text_of(hanging(world, "#peers", request, "request.claim_card")[0])


async def test_without_any_roster_the_requester_still_hears_the_truth() -> None:
    world = await World.make()
    await change_programme(world, areas=(), channels={})
    request = await ask_for_peer(world)
    await world.settle()
    note = world.sees("sam").last
    assert phrase("supports.peer.waiting") in text_of(note)
    assert phrase("support_requests.waiting.lead") not in text_of(note)
    assert "request.on_call" not in actions(note)
    assert await next_step_is_ahead(world, request)


async def next_step_is_ahead(world: World, request: str) -> bool:
    async with world.storage.reading() as work:
        jobs = await work.of(Job).find(Job.subject.is_(request), Job.state.is_(JobState.PENDING))
    step = (await stored(world, request)).next_step_at
    return step is not None and step >= world.clock.now() and bool(jobs)


async def lose_jobs(world: World, request: str) -> None:
    async def lose(work: Work) -> None:
        await cancel(work, request)

    await in_one_work(world.storage, lose)


@pytest.mark.branch("5.7")
async def test_the_auditor_gives_a_request_without_a_next_step_one() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await lose_jobs(world, request)
    await world.pass_time(11 * MINUTE)
    assert (await stored(world, request)).level == 3
    assert await next_step_is_ahead(world, request)


async def test_the_auditor_mends_a_lost_deadline_of_a_claim() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await lose_jobs(world, request)
    await world.pass_time(timedelta(hours=4))
    assert (await stored(world, request)).round == 1


async def test_the_auditor_finds_what_is_overdue_by_more_than_five_minutes() -> None:
    world = await World.make()
    (audit,) = [a for a in world.registry.audits if a.name == "requests_without_next_step"]
    request = await ask_for_peer(world)

    async def found(work: Work) -> list[str]:
        words = world.wording.words("en", ZONE)
        return await audit.find(Context(work, words, world.directory.lines()))

    world.clock.set(world.clock.now() + 15 * MINUTE)
    assert await in_one_work(world.storage, found) == []
    world.clock.set(world.clock.now() + MINUTE)
    assert await in_one_work(world.storage, found) == [request]


async def test_a_clock_that_was_a_day_ahead_leaves_nobody_waiting_for_a_day() -> None:
    world = await World.make()
    right = world.clock.now()
    world.clock.set(right + timedelta(days=1))
    request = await ask_for_peer(world)
    world.clock.set(right)
    await world.pass_time(30 * MINUTE)
    assert (await stored(world, request)).level == 3
    assert phrase("supports.peer.waiting") in text_of(world.sees("sam").last)


async def test_after_a_clock_that_was_ahead_a_claim_goes_back_in_the_agreed_time() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    right = world.clock.now()
    world.clock.set(right + timedelta(days=1))
    await take(world, "pat", request)
    world.clock.set(right)
    await world.pass_time(MINUTE)
    await world.pass_time(timedelta(hours=4, minutes=10))
    assert (await stored(world, request)).round == 1


async def test_the_same_level_twice_sends_nothing_twice() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)

    async def again(work: Work) -> None:
        (done,) = await work.of(Job).find(
            Job.subject.is_(request), Job.kind.is_(LADDER), Job.state.is_(JobState.DONE)
        )
        await work.save(replace(done, state=JobState.PENDING))

    await in_one_work(world.storage, again)
    await world.settle()
    assert len(hanging(world, "pat", request, "request.reminder")) == 1


async def test_the_row_of_an_ended_request_goes_after_a_week() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await press(world, "sam", "request.withdraw", request)
    await world.pass_time(timedelta(days=6))
    assert await all_requests(world)
    await world.pass_time(timedelta(days=2))
    assert await all_requests(world) == []
    answer = await world.press("pat", "request.claim", request)
    assert phrase("support_requests.not_with_you") in text_of(answer)


HOURS = Programme(name="h", zone=ZONE, hours=ServiceHours(("mon", "tue"), time(8), time(20)))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-03-02T15:00", "2026-03-02T15:00"),  # Monday 08:00
        ("2026-03-02T14:59", "2026-03-02T15:00"),
        ("2026-03-03T02:59", "2026-03-03T02:59"),  # Monday 19:59
        ("2026-03-03T03:00", "2026-03-03T15:00"),
        ("2026-03-04T12:00", "2026-03-09T14:00"),  # from Wednesday to Monday, in summer time
    ],
)
def test_service_hours_open_when_they_say(moment: str, opens: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert opening(HOURS, at) == datetime.fromisoformat(opens).replace(tzinfo=UTC)


def test_hours_over_midnight_and_hours_without_a_day_are_open() -> None:
    night = replace(HOURS, hours=ServiceHours(("mon",), time(20), time(8)))
    never = replace(HOURS, hours=ServiceHours((), time(8), time(20)))
    always = replace(HOURS, hours=ServiceHours(("mon",), time(0), time(0)))
    early = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # Tuesday 02:00
    assert is_open(night, early)
    assert is_open(never, early)
    assert is_open(always, early - timedelta(hours=3))
    assert not is_open(always, early)


def notes_about(world: World, user: str, request: str) -> int:
    return sum(card.subject == request for card in everything_with(world, user))


async def test_when_the_last_who_may_take_it_leaves_meanwhile_the_person_is_told_so_once() -> None:
    world = await World.make()
    await area_is(world, supports=takers(peer=(world.people["pat"], world.people["quinn"])))
    episode = await episode_of(world, "sam")
    await episode_of(world, "quinn")
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world, episode=episode)
    await world.pass_time(12 * MINUTE)
    before = notes_about(world, "sam", request)
    assert phrase("support_requests.waiting.nobody_may") not in reads(world, "sam")
    await person_is(world, "pat", active=False)
    await world.pass_time(8 * MINUTE)
    assert phrase("support_requests.waiting.nobody_may") in text_of(world.sees("sam").last)
    assert (await stored(world, request)).level == 3
    await world.pass_time(timedelta(hours=8))
    assert notes_about(world, "sam", request) == before + 1
    assert await next_step_is_ahead(world, request)


async def test_who_read_at_once_that_nobody_may_take_it_is_not_told_again() -> None:
    world = await World.make()
    await area_is(world, supports=takers(peer=(world.people["pat"],)))
    request = await ask_for_peer(world, "pat")
    before = notes_about(world, "pat", request)
    await world.pass_time(timedelta(hours=8))
    assert notes_about(world, "pat", request) == before


async def test_what_was_tried_counts_only_what_has_arrived() -> None:
    world = await World.make()
    world.platform.gone |= {"#peers", "pat"}
    await world.command("pat", "/support duty on")
    await ask_for_peer(world)
    await world.pass_time(30 * MINUTE)
    dialog = text_of(await world.press_in("kit", "request.tried_so_far"))
    assert phrase("support_requests.tried.channel") not in dialog
    assert phrase("support_requests.tried.on_duty", count=0) in dialog


async def test_once_it_is_asked_again_in_the_morning_the_person_reads_so() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "08:00", "16:00"))
    await world.pass_time(timedelta(hours=17))  # 02:00
    ways = card_of(await world.press("sam", "check_in.talk"))
    message = await world.platform.post(Address("practice", "sam"), ways)
    await world.press("sam", "check_in.peer", message=message)
    await world.settle()
    asked_again = phrase("support_requests.aim.closed", time="8:00 AM")
    assert asked_again in reads(world, "sam")
    await world.pass_time(timedelta(hours=6))
    assert hanging(world, "pat", (await all_requests(world))[0].reference, "request.reminder")
    assert asked_again not in reads(world, "sam")


async def test_nobody_is_woken_to_read_once_more_that_nobody_came() -> None:
    world = await World.make()  # at nine in the morning, after Nora's night
    await ask_for_peer(world, "nora")
    await world.pass_time(30 * MINUTE)
    told = len(world.sees("nora").messages)
    await world.pass_time(timedelta(hours=5, minutes=20))
    assert len(world.sees("nora").messages) == told
    await world.pass_time(timedelta(hours=1))
    assert len(world.sees("nora").messages) == told + 1
    assert phrase("supports.peer.waiting") in text_of(world.sees("nora").last)


async def test_a_word_that_waits_for_the_day_is_called_off_by_a_newer_one() -> None:
    world = await World.make()  # at nine in the morning, after Nora's night
    request = await ask_for_peer(world, "nora")
    await world.pass_time(timedelta(hours=4))
    await take(world, "pat", request)
    found = len(world.sees("nora").messages)
    await world.pass_time(timedelta(hours=3))
    assert len(world.sees("nora").messages) == found


async def test_whoever_sleeps_while_it_comes_back_reads_so_in_the_card_they_have() -> None:
    world = await World.make()
    await world.pass_time(10 * HOUR)  # 19:00
    request = await ask_for_peer(world)
    await take(world, "uma", request)
    held = (await stored(world, request)).next_step_at
    assert held is not None
    await world.pass_time(held - MINUTE - world.clock.now())
    await world.command("pat", "/support duty on")  # who is up at night
    await world.pass_time(MINUTE)
    before = len(world.sees("sam").messages)
    await world.pass_time(45 * MINUTE)
    assert (await stored(world, request)).level >= TOLD_AT_LEVEL
    # No message woke them, and what they would read now is so.
    assert len(world.sees("sam").messages) == before
    (card,) = hanging(world, "sam", request, "request.status")
    assert phrase("supports.peer.waiting") in text_of(card)
    await world.pass_time(10 * HOUR)
    assert hanging(world, "sam", request, "request.older")
    assert len(world.sees("sam").messages) > before
    (card,) = hanging(world, "sam", request, "request.status")
    assert world.sees("sam").last == card


async def test_a_request_that_waits_for_weeks_goes_on_being_looked_after() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    late = TOLD_AT_LEVEL + 60

    async def weeks(work: Work) -> None:
        kept = await work.of(SupportRequest).get(request)
        assert kept is not None
        await work.save(replace(kept, level=late))

    await in_one_work(world.storage, weeks)
    await world.pass_time(timedelta(days=1))
    after = await stored(world, request)
    assert after.level > late
    assert after.next_step_at is not None
    assert after.next_step_at - world.clock.now() <= REMIND_AT_LEAST

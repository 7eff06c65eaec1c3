"""Care for those who care: a limit, a silent pass, and what to do when somebody is in danger."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import Programme
from bot.requests.model import LIVE, SupportRequest
from tests.contract.matching import is_now, wishes
from tests.contract.stage import Shown, Stage
from tests.wording import phrase

pytestmark = pytest.mark.one_stage

NOW = timedelta()
DAY = timedelta(days=1)


async def programme_is(stage: Stage, *, cap: int = 2, urgent: tuple[str, ...] = ()) -> None:
    async def change(work: Work) -> Programme:
        programme = await current(work)
        areas = tuple(replace(area, supporter_cap=cap) for area in programme.areas)
        programme = replace(programme, areas=areas, urgent=urgent)
        await put(work, programme)
        return programme

    stage.world.directory.remember(await in_one_work(stage.world.storage, change))


async def asks(stage: Stage, user: str) -> None:
    who = stage.person(user)
    doors = await who.presses("check_in.talk", await who.types("/support"))
    await who.presses("check_in.peer", doors)
    await stage.pass_time(NOW)


async def takes(stage: Stage, user: str) -> Shown:
    who = stage.person(user)
    form = await who.presses("request.claim")
    shown = await who.sends(form)
    await stage.pass_time(NOW)
    return shown


@pytest.mark.branch("27.1")
async def test_at_their_limit_a_supporter_is_refused_like_anybody_else(stage: Stage) -> None:
    await programme_is(stage, cap=1)
    await asks(stage, "sam")
    await takes(stage, "pat")
    await asks(stage, "rosa")
    refused = await stage.person("pat").presses("request.claim")
    offered = await stage.person("quinn").presses("request.claim")
    assert refused.text != offered.text
    assert "hold" not in refused.text.lower()
    assert "limit" not in refused.text.lower()


@pytest.mark.branch("27.2")
async def test_a_limit_that_is_higher_lets_them_take_more(stage: Stage) -> None:
    await programme_is(stage, cap=2)
    await asks(stage, "sam")
    first = await takes(stage, "pat")
    await asks(stage, "rosa")
    second = await takes(stage, "pat")
    assert first.is_form == second.is_form


@pytest.mark.branch("27.3")
async def test_when_somebody_may_be_in_danger_the_plan_is_one_press_away(stage: Stage) -> None:
    await programme_is(stage, urgent=("Call extension 4911.",))
    await asks(stage, "sam")
    await takes(stage, "pat")
    pat = stage.person("pat")
    await pat.presses("request.reached")
    await stage.pass_time(NOW)
    shown = await pat.presses("request.urgent")
    assert "Call extension 4911." in shown.text
    assert phrase("home.urgent.stay") in shown.text


@pytest.mark.every_stage
@pytest.mark.branch("27.4")
async def test_the_plan_is_there_with_the_database_down_and_stores_nothing(stage: Stage) -> None:
    await programme_is(stage, urgent=("Call extension 4911.",))
    stage.crash.down = True
    shown = await stage.person("pat").types("/support urgent")
    assert "Call extension 4911." in shown.text


async def asks_to_know_who_first(stage: Stage, user: str) -> None:
    who = stage.person(user)
    await who.types("/support talk peer")
    await who.presses("check_in.peer_who_first")
    await stage.pass_time(NOW)


async def hands_to(stage: Stage, user: str, colleague: str) -> Shown:
    """From the list of what one holds to the list of colleagues, and one of them."""
    who = stage.person(user)
    picking = await who.presses("request.hand_off", await who.types("/support mine"))
    answer = await who.sends(picking, colleague=stage.world.people[colleague])
    await stage.pass_time(NOW)
    return answer


async def handed_card(stage: Stage, user: str) -> Shown:
    """The card with which somebody is asked to take a request over."""
    (card,) = [m for m in await stage.person(user).reads() if "request.not_me" in m.buttons]
    return card


@pytest.mark.every_stage
@pytest.mark.branch("27.6")
async def test_a_colleague_takes_it_over_only_by_their_own_yes(stage: Stage) -> None:
    await asks(stage, "sam")
    await takes(stage, "pat")
    pat = stage.person("pat")
    old = [m for m in await pat.reads() if "request.contact" in m.buttons][-1]
    answer = await hands_to(stage, "pat", "quinn")
    assert phrase("support_requests.hand_off.sent") in answer.text
    card = await handed_card(stage, "quinn")
    assert "Sam" not in card.text
    assert not any("request.release" in m.buttons for m in await pat.reads())
    assert "Sam" not in (await pat.presses("request.contact", old)).text
    told = [m.text for m in await stage.person("sam").reads() if "request.withdraw" in m.buttons]
    assert phrase("support_requests.handed_on") in told[-1]
    quinn = stage.person("quinn")
    taken = await quinn.sends(await quinn.presses("request.claim", card))
    assert "Sam Rivera" in taken.text


@pytest.mark.branch("27.7")
async def test_who_wished_to_know_first_is_asked_again(stage: Stage) -> None:
    await asks_to_know_who_first(stage, "sam")
    await takes(stage, "pat")
    sam = stage.person("sam")
    await sam.sends(await sam.presses("request.who"))
    await stage.pass_time(NOW)
    await hands_to(stage, "pat", "quinn")
    quinn = stage.person("quinn")
    taken = await quinn.sends(
        await quinn.presses("request.claim", await handed_card(stage, "quinn"))
    )
    await stage.pass_time(NOW)
    assert "Sam" not in taken.text
    shown = await sam.presses("request.who")
    assert "Quinn Mayer" in shown.text
    await sam.sends(shown)
    await stage.pass_time(NOW)
    assert "Sam Rivera" in (await quinn.presses("request.contact")).text


@pytest.mark.every_stage
@pytest.mark.branch("27.8")
async def test_whom_any_rule_keeps_from_it_is_not_asked_with_one_line_for_all(
    stage: Stage,
) -> None:
    await asks(stage, "sam")
    await wishes(stage, "sam", not_with="quinn")
    await takes(stage, "pat")
    await is_now(stage, "uma", trained_until="2026-03-01")
    said = set()
    for colleague in ("quinn", "uma"):
        answer = await hands_to(stage, "pat", colleague)
        assert answer.is_form
        said |= set(answer.faults.values())
    assert said == {phrase("support_requests.hand_off.not_them")}
    assert not any("request.not_me" in m.buttons for m in await stage.person("quinn").reads())
    assert "Sam Rivera" in (await stage.person("pat").presses("request.contact")).text


@pytest.mark.branch("27.9")
async def test_what_nobody_takes_over_goes_back_to_the_channel(stage: Stage) -> None:
    await asks(stage, "sam")
    await takes(stage, "pat")
    await hands_to(stage, "pat", "quinn")
    await stage.pass_time(timedelta(minutes=31))
    assert not any("request.not_me" in m.buttons for m in await stage.person("quinn").reads())
    shown = await takes(stage, "uma")
    assert "Sam Rivera" in shown.text


@pytest.mark.branch("27.11")
async def test_tried_once_keeps_the_contact_and_asks_the_person_nothing(stage: Stage) -> None:
    await asks(stage, "sam")
    await takes(stage, "pat")
    pat, sam = stage.person("pat"), stage.person("sam")
    before = [m.text for m in await sam.reads()]
    await pat.presses("request.tried")
    await stage.pass_time(NOW)
    assert "Sam Rivera" in (await pat.presses("request.contact")).text
    assert [m.text for m in await sam.reads()] == before
    held = [m for m in await pat.reads() if "request.contact" in m.buttons][-1]
    assert "request.urgent" in held.buttons
    assert "request.done" not in held.buttons


@pytest.mark.every_stage
@pytest.mark.branch("27.12")
async def test_after_two_tries_the_person_says_when_it_suits_them(stage: Stage) -> None:
    await asks(stage, "sam")
    await takes(stage, "pat")
    pat, sam = stage.person("pat"), stage.person("sam")
    for _ in range(2):
        await pat.presses("request.tried")
        await stage.pass_time(NOW)
    form = await sam.presses("request.suits")
    await sam.sends(form, day="2026-03-03", time="15:30")
    await stage.pass_time(timedelta(hours=5))
    assert any("3:30 PM" in m.text for m in await pat.reads())
    contact = await pat.presses("request.contact")
    assert "Sam Rivera" in contact.text
    assert "3:30 PM" in contact.text


@pytest.mark.every_stage
@pytest.mark.branch("27.11")
async def test_beside_the_number_one_says_what_came_of_the_call(stage: Stage) -> None:
    await asks(stage, "sam")
    pat = stage.person("pat")
    form = await pat.types(f"/support claim {await the_code(stage)}")
    contact = await pat.sends(form)
    await stage.pass_time(NOW)
    assert "Sam Rivera" in contact.text
    before = held_text(await pat.reads())
    tried = await pat.presses("request.contact_tried", contact)
    await stage.pass_time(NOW)
    assert phrase("support_requests.held.tried") in tried.text
    assert held_text(await pat.reads()) != before
    contact = await pat.presses("request.contact")
    await pat.presses("request.contact_reached", contact)
    await stage.pass_time(NOW)
    assert phrase("support_requests.held.reached") in held_text(await pat.reads())
    contact = await pat.presses("request.contact")
    await pat.presses("request.contact_done", contact)
    await stage.pass_time(NOW)
    assert not any("request.contact" in m.buttons for m in await pat.reads())


@pytest.mark.every_stage
@pytest.mark.branch("27.3")
async def test_the_plan_and_a_co_worker_are_one_press_from_the_number(stage: Stage) -> None:
    await programme_is(stage, urgent=("Call extension 4911.",))
    await asks(stage, "sam")
    contact = await takes(stage, "pat")
    pat = stage.person("pat")
    assert "Call extension 4911." in (await pat.presses("request.urgent", contact)).text
    picking = await pat.presses("request.hand_off", await pat.presses("request.contact"))
    await pat.sends(picking, colleague=stage.world.people["quinn"])
    await stage.pass_time(NOW)
    assert "Sam" not in (await handed_card(stage, "quinn")).text


def held_text(shown: list[Shown]) -> str:
    """The newest card of what one holds."""
    return [m for m in shown if "request.contact" in m.buttons][-1].text


@pytest.mark.branch("27.13")
async def test_release_needs_no_reason(stage: Stage) -> None:
    await asks(stage, "sam")
    await takes(stage, "pat")
    pat = stage.person("pat")
    shown = await pat.presses("request.release")
    assert not shown.is_form
    await stage.pass_time(NOW)
    assert "Sam" in (await takes(stage, "quinn")).text


@pytest.mark.every_stage
@pytest.mark.branch("27.5")
async def test_not_today_is_silent(stage: Stage) -> None:
    await asks(stage, "sam")
    before = [m.text for m in await stage.person("sam").reads()]
    shown = await stage.person("pat").presses("request.pass")
    await stage.pass_time(NOW)
    assert not shown.is_form
    assert [m.text for m in await stage.person("sam").reads()] == before


@pytest.mark.branch("27.15")
async def test_the_next_day_a_note_of_their_own_comes_and_can_be_stopped(stage: Stage) -> None:
    await asks(stage, "sam")
    await takes(stage, "pat")
    pat = stage.person("pat")
    await pat.presses("request.reached")
    await stage.pass_time(timedelta(hours=25))
    (note,) = [m for m in await pat.reads() if "supporter_care.ok" in m.buttons]
    assert phrase("supporter_care.note.why") in note.text
    assert "Sam" not in note.text
    await pat.presses("supporter_care.stop", note)
    await stage.pass_time(NOW)
    assert any(phrase("supporter_care.stopped") in m.text for m in await pat.reads())


@pytest.mark.branch("27.16")
async def test_however_many_talks_one_note_comes_and_none_to_who_wished_for_none(
    stage: Stage,
) -> None:
    await stage.person("quinn").types("/support stop")
    for user, supporter in (("sam", "pat"), ("nora", "pat"), ("theo", "quinn")):
        await asks(stage, user)
        await takes(stage, supporter)
        await stage.person(supporter).presses("request.reached")
        await stage.pass_time(NOW)
    await stage.pass_time(3 * DAY)
    for supporter, most in (("pat", 1), ("quinn", 0)):
        read = await stage.person(supporter).reads()
        assert sum(phrase("supporter_care.note.why") in m.text for m in read) == most


@pytest.mark.every_stage
@pytest.mark.branch("27.18")
async def test_done_is_one_tap_and_saying_how_it_was_is_up_to_them(stage: Stage) -> None:
    await asks(stage, "sam")
    await takes(stage, "pat")
    pat = stage.person("pat")
    await pat.presses("request.reached")
    await stage.pass_time(NOW)
    await pat.presses("request.done")
    await stage.pass_time(NOW)
    form = await pat.presses("request.describe")
    answer = await pat.sends(form, lasted="up_to_15", reason="work")
    await stage.pass_time(NOW)
    assert phrase("support_requests.describe.counted") in answer.text
    assert not any("request.describe" in m.buttons for m in await pat.reads())


async def the_code(stage: Stage) -> str:
    async with stage.world.storage.reading() as work:
        (request,) = await work.of(SupportRequest).find(SupportRequest.state.one_of(LIVE))
    return request.code.casefold()


@pytest.mark.every_stage
@pytest.mark.branch("27.10")
@pytest.mark.needs("mentions")
async def test_a_colleague_is_named_by_words(stage: Stage) -> None:
    await asks(stage, "sam")
    await takes(stage, "pat")
    await stage.person("pat").types(f"/support hand off {await the_code(stage)} @quinn")
    await stage.pass_time(NOW)
    quinn = stage.person("quinn")
    card = await handed_card(stage, "quinn")
    assert "Sam" in (await quinn.sends(await quinn.presses("request.claim", card))).text


async def test_words_without_a_name_open_the_list(stage: Stage) -> None:
    await asks(stage, "sam")
    await takes(stage, "pat")
    pat = stage.person("pat")
    shown = await pat.types(f"/support hand off {await the_code(stage)}")
    form = await pat.presses("request.hand_off", shown)
    await pat.sends(form, colleague=stage.world.people["quinn"])
    await stage.pass_time(NOW)
    assert "Sam" not in (await handed_card(stage, "quinn")).text

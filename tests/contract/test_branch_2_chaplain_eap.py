"""Chaplain and EAP: asked for by a press and a form, claimed by their own, in their own place."""

from datetime import timedelta

import pytest

from bot.adverse_events.model import Episode
from tests.bot.requests.hospital import episode_of
from tests.contract.stage import Ground, Shown, Stage, where_it_stands
from tests.wording import phrase

pytestmark = pytest.mark.one_stage

NOW = timedelta()
NUMBER = "303-555-0177"


async def asks(
    stage: Stage, user: str, option: str, *, reach: str = "any", number: str = "", mode: str = ""
) -> Shown:
    """Ask for a chaplain or a call-back, and say how to be reached; the last answer."""
    person = stage.person(user)
    card = await person.types(f"/support talk {option}")
    if option == "eap":
        answer = await person.sends(await person.presses("request.ask", card), number=number)
    else:
        answer = await person.presses(mode or "request.ask_now", card)
        if reach != "any":
            status = await where_it_stands(stage, user)
            form = await person.presses("request.reach", status)
            answer = await person.sends(form, reach=reach, number=number)
    await stage.pass_time(NOW)
    return answer


async def claim_cards(stage: Stage, user: str) -> list[Shown]:
    return [m for m in await stage.person(user).reads() if "request.claim" in m.buttons]


async def takes(stage: Stage, user: str) -> Shown:
    """Take what waits; the answer to the form."""
    person = stage.person(user)
    form = await person.presses("request.claim", (await claim_cards(stage, user))[-1])
    answer = await person.sends(form)
    await stage.pass_time(NOW)
    return answer


@pytest.mark.every_stage
@pytest.mark.branch("22.1")
async def test_a_chaplain_is_asked_for_in_their_own_channel(stage: Stage) -> None:
    await asks(stage, "sam", "chaplain")
    (card,) = await claim_cards(stage, "imani")
    assert phrase("supports.any.claim", one=phrase("supports.chaplain.one")) in card.text
    assert "Sam" not in card.text
    assert await claim_cards(stage, "pat") == []


@pytest.mark.branch("22.2")
async def test_a_chaplain_is_for_any_faith_or_none(stage: Stage) -> None:
    shown = await stage.person("sam").types("/support talk chaplain")
    assert phrase("supports.chaplain.about") in shown.text


async def test_the_chaplain_who_takes_it_sees_the_contact(stage: Stage) -> None:
    await asks(stage, "sam", "chaplain")
    assert "Sam Rivera" in (await takes(stage, "imani")).text


@pytest.mark.branch("22.3")
async def test_chaplains_have_a_duty_and_a_ladder_of_their_own(stage: Stage) -> None:
    await stage.person("imani").types("/support duty on")
    await stage.person("pat").types("/support duty on")
    before = len(await stage.person("pat").reads())
    await asks(stage, "sam", "chaplain")
    await stage.pass_time(timedelta(minutes=11))
    reminded = [
        m
        for m in await stage.person("imani").reads()
        if phrase("support_requests.reminder") in m.text
    ]
    assert len(reminded) == 1
    assert len(await stage.person("pat").reads()) == before


async def near_the_same(stage: Stage, user: str) -> None:
    """Give Sam a first note, and put somebody else on the list of the same event."""
    lena = stage.person("lena")
    preview = await lena.sends(
        await lena.types("/support-admin activate"),
        kind="unexpected_death",
        harm="death",
        unit="icu",
        day="2026-03-02",
        time="08:30",
        people="sam",
    )
    await lena.sends(preview)
    await stage.pass_time(timedelta(hours=3))
    async with stage.world.storage.reading() as work:
        (episode,) = await work.of(Episode).find()
    assert episode.event is not None
    await episode_of(stage.world, user, episode.event)


async def asks_from_the_note(stage: Stage, *, near: str = "") -> None:
    sam = stage.person("sam")
    await sam.presses("check_in.talk")
    await stage.pass_time(NOW)
    await sam.presses(f"request.ask_now={phrase('supports.chaplain.ask')}")
    await stage.pass_time(NOW)
    if near:
        await sam.sends(await sam.presses("request.reach"), near=near)
        await stage.pass_time(NOW)


@pytest.mark.branch("22.4")
async def test_one_who_was_near_is_refused_like_anybody_else(stage: Stage) -> None:
    await near_the_same(stage, "imani")
    await asks_from_the_note(stage)
    imani = stage.person("imani")
    refused = await imani.presses("request.claim", (await claim_cards(stage, "imani"))[-1])
    assert not refused.is_form
    assert "Sam" not in refused.text
    assert "Sam Rivera" in (await takes(stage, "abel")).text


@pytest.mark.every_stage
@pytest.mark.branch("22.5")
async def test_with_the_tick_one_who_was_near_may_take_it(stage: Stage) -> None:
    await near_the_same(stage, "imani")
    await asks_from_the_note(stage, near="fine")
    assert "Sam Rivera" in (await takes(stage, "imani")).text


@pytest.mark.branch("22.6")
async def test_the_eaps_screen_says_how_to_reach_it_now(stage: Stage) -> None:
    shown = await stage.person("sam").types("/support talk eap")
    for told in ("Call 555-0188, day and night, free.", phrase("support_requests.for.trainee")):
        assert told in shown.text


@pytest.mark.every_stage
@pytest.mark.branch("22.7")
async def test_a_call_back_goes_to_the_desk_only_after_the_press(stage: Stage) -> None:
    await stage.person("sam").types("/support talk eap")
    await stage.pass_time(NOW)
    assert await claim_cards(stage, "hana") == []
    await asks(stage, "sam", "eap", reach="phone", number=NUMBER)
    assert NUMBER in (await takes(stage, "hana")).text


@pytest.mark.branch("22.8")
async def test_the_operator_hears_only_the_neutral_words(stage: Stage) -> None:
    sam = stage.person("sam")
    screen = await sam.types("/support talk chaplain")
    assert "555-0100" not in screen.text
    shown = await sam.presses("request.call", screen)
    assert "call the operator: 555-0100" in shown.text
    assert phrase("support_requests.call.say") in shown.text


@pytest.mark.every_stage
@pytest.mark.branch("22.10")
async def test_a_typed_number_is_for_the_holder_alone_until_it_is_closed(
    stage: Stage, ground: Ground
) -> None:
    await asks(stage, "sam", "chaplain", reach="phone", number=NUMBER)
    assert NUMBER not in await ground.everything()
    (card,) = await claim_cards(stage, "imani")
    assert NUMBER not in card.text
    assert NUMBER in (await takes(stage, "imani")).text
    imani = stage.person("imani")
    held = next(m for m in await imani.reads() if "request.release" in m.buttons)
    await imani.presses("request.release", held)
    await stage.pass_time(NOW)
    gone = await imani.presses("request.contact", held)
    assert NUMBER not in gone.text
    assert NUMBER in (await takes(stage, "abel")).text


@pytest.mark.branch("22.9")
async def test_in_person_the_contact_says_so_and_how_to_agree_on_it(stage: Stage) -> None:
    await asks(stage, "sam", "chaplain", reach="in_person", number=NUMBER)
    shown = await takes(stage, "imani")
    assert phrase("support_requests.wish.in_person") in shown.text
    assert NUMBER in shown.text


@pytest.mark.branch("22.11")
async def test_with_show_me_who_first_the_number_waits_for_the_yes(stage: Stage) -> None:
    mode = "request.ask_who_first"
    await asks(stage, "sam", "chaplain", mode=mode, reach="phone", number=NUMBER)
    assert NUMBER not in (await takes(stage, "imani")).text
    sam = stage.person("sam")
    await sam.sends(await sam.presses("request.who"))
    await stage.pass_time(NOW)
    assert NUMBER in (await stage.person("imani").presses("request.contact")).text


@pytest.mark.every_stage
@pytest.mark.branch("22.12")
async def test_a_step_up_is_an_offer_that_its_person_takes_up(stage: Stage) -> None:
    sam, pat = stage.person("sam"), stage.person("pat")
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")
    await stage.pass_time(NOW)
    await takes(stage, "pat")
    await pat.presses("request.reached")
    await stage.pass_time(NOW)
    await pat.sends(await pat.presses("request.escalate"))
    await stage.pass_time(timedelta(hours=1))
    assert await claim_cards(stage, "imani") == []
    await sam.presses(f"request.kind={phrase('supports.chaplain.name')}")
    await sam.presses("request.ask_now")
    await stage.pass_time(NOW)
    assert len(await claim_cards(stage, "imani")) == 1

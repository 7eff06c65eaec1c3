"""A chaplain, the EAP and a peer outside: asked for, claimed, reached, and offered as a step up."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.core.context import Context
from bot.core.conversation import Answer, Ask, Say
from bot.core.names import Screen
from bot.core.people import Employment, Person
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import Programme, ServiceHours
from bot.requests.model import Reach, RequestMode, RequestState, SupportRequest
from tests.bot.requests.hospital import (
    REFUSED,
    actions,
    all_requests,
    ask_for_peer,
    card_of,
    episode_of,
    form_of,
    give_phone,
    hanging,
    press,
    reads,
    say_yes,
    stored,
    take,
)
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase
from tests.world import World, text_of, with_kind

MINUTE = timedelta(minutes=1)
NUMBER = "303-555-0177"
OPERATOR = "555-0100"
NEUTRAL = phrase("support_requests.call.say")


async def ask(
    world: World, user: str = "sam", option: str = "chaplain", episode: str = "", **values: str
) -> str:
    """Ask for a chaplain or a call-back; the reference of the request."""
    form = await world.press(user, "request.ask", f"{option}:{episode}")
    await world.submit(user, form, **values)
    await world.settle()
    mine = [r for r in await all_requests(world) if r.option == option and r.whose]
    return max(mine, key=lambda r: r.asked_at).reference


async def change(world: World, key: str, **changes: object) -> None:
    async def write(work: Work) -> None:
        await put(work, with_kind(await current(work), key, **changes))

    await in_one_work(world.storage, write)


async def employ(world: World, user: str, employment: Employment) -> None:
    async def write(work: Work) -> None:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        await work.save(replace(person, employment=employment))

    await in_one_work(world.storage, write)


async def without_channel(world: World, key: str) -> None:
    async def close(work: Work) -> None:
        programme = await current(work)
        rest = {name: at for name, at in programme.channels.items() if name != key}
        await put(work, replace(programme, channels=rest))

    await in_one_work(world.storage, close)


async def number_of(world: World, request: str) -> str | None:
    async with world.storage.reading() as work:
        return await work.vault.open(sealed_text(request, "number"))


def faults(answer: Answer) -> dict[str, str]:
    return {one.name: one.fault for one in form_of(answer).inputs if one.fault}


# ---- chaplains ----


async def test_a_wish_for_a_chaplain_hangs_with_the_chaplains_and_nowhere_else() -> None:
    world = await World.make()
    request = await ask(world)

    (card,) = hanging(world, "#chaplains", request, "request.claim_card")
    assert phrase("supports.any.claim", one=phrase("supports.chaplain.one")) in text_of(card)
    assert "Sam" not in text_of(card)
    assert hanging(world, "#peers", request, "request.claim_card") == []


async def test_only_a_chaplain_claims_it_and_sees_the_contact() -> None:
    world = await World.make()
    request = await ask(world)

    assert REFUSED in text_of(await take(world, "pat", request))
    assert REFUSED in text_of(await take(world, "hana", request))
    assert "Sam Rivera" in text_of(await take(world, "imani", request))
    assert phrase("support_requests.taken") in text_of(await take(world, "abel", request))


async def test_a_chaplain_takes_no_wish_for_a_peer() -> None:
    world = await World.make()
    request = await ask_for_peer(world)

    assert REFUSED in text_of(await take(world, "imani", request))


async def test_each_queue_shows_what_is_for_its_reader() -> None:
    world = await World.make()
    peer = await stored(world, await ask_for_peer(world, "theo"))
    chaplain = await stored(world, await ask(world))
    eap = await stored(world, await ask(world, "nora", "eap", reach="app"))

    for user, own in (("pat", peer), ("imani", chaplain), ("hana", eap)):
        shown = text_of(await world.command(user, "/support queue"))
        codes = {r.code for r in (peer, chaplain, eap) if r.code in shown}
        assert codes == {own.code}
    assert phrase("core.not_yours") in text_of(await world.command("sam", "/support queue"))


async def test_chaplains_on_duty_are_reminded_and_supporters_are_not() -> None:
    world = await World.make()
    await world.command("imani", "/support duty on")
    await world.command("pat", "/support duty on")
    request = await ask(world)
    await world.pass_time(11 * MINUTE)

    assert len(hanging(world, "imani", request, "request.reminder")) == 1
    assert phrase("support_requests.reminder", one=phrase("supports.chaplain.one")) in reads(
        world, "imani"
    )
    assert hanging(world, "abel", request, "request.reminder") == []
    assert hanging(world, "pat", request, "request.reminder") == []


async def test_a_chaplains_duty_is_not_tidied_away() -> None:
    world = await World.make()
    await world.command("imani", "/support duty on")
    await world.pass_time(timedelta(hours=3))

    assert phrase("supporters.duty.on") in text_of(await world.command("imani", "/support duty"))


async def test_the_chaplains_ladder_is_their_own() -> None:
    world = await World.make()
    ladder = (await programme_of(world)).ladder
    early = replace(ladder, remind_first=2 * MINUTE, remind_second=4 * MINUTE, on_call=6 * MINUTE)
    await change(world, "chaplain", ladder=early)
    request = await ask(world)
    peer = await ask_for_peer(world, "theo")
    await world.pass_time(7 * MINUTE)

    assert len(hanging(world, "kit", request, "request.needs_someone")) == 1
    assert hanging(world, "kit", peer, "request.needs_someone") == []
    assert phrase("supports.any.waiting") in reads(world, "sam")


async def test_chaplains_who_watch_at_night_are_reminded_at_night() -> None:
    world = await World.make()
    always = ServiceHours((), time(0), time(0))
    await change(world, "chaplain", hours=always)
    await world.pass_time(timedelta(hours=14))  # 23:00
    await world.command("imani", "/support duty on")
    request = await ask(world)
    peer = await ask_for_peer(world, "theo")
    await world.pass_time(31 * MINUTE)

    assert hanging(world, "imani", request, "request.reminder") != []
    assert (await stored(world, peer)).level == 0


async def test_whoever_answers_for_it_can_page_one_with_the_exact_neutral_words() -> None:
    world = await World.make()
    request = await ask(world)
    await world.pass_time(31 * MINUTE)

    (card,) = hanging(world, "kit", request, "request.needs_someone")
    assert phrase(
        "support_requests.needs_someone.open", one=phrase("supports.chaplain.one")
    ) in text_of(card)
    assert OPERATOR not in text_of(card)
    shown = text_of(await world.press("kit", "request.call", "chaplain"))
    assert OPERATOR in shown
    assert NEUTRAL in shown
    assert "request.call" in actions(world.sees("sam").last)


async def test_a_number_to_call_is_for_options_there_are() -> None:
    world = await World.make()
    for subject in ("peer", "outside", "nothing"):
        assert phrase("core.gone") in text_of(await world.press("sam", "request.call", subject))


async def test_who_was_near_may_not_take_it_without_the_tick() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    await episode_of(world, "imani")
    request = await ask(world, episode=episode)

    assert REFUSED in text_of(await take(world, "imani", request))
    assert "Sam Rivera" in text_of(await take(world, "abel", request))


async def test_with_the_tick_a_chaplain_who_was_near_may_and_a_peer_never() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    for user in ("imani", "pat"):
        await episode_of(world, user)
    request = await ask(world, episode=episode)
    form = await world.press("sam", "request.reach", request)
    await world.submit("sam", form, near="fine")
    peer = await ask_for_peer(world, episode=episode)
    await set_there_too(world, peer)

    assert REFUSED in text_of(await take(world, "pat", peer))
    assert "Sam Rivera" in text_of(await take(world, "imani", request))


async def test_the_tick_is_offered_only_where_there_is_something_to_be_near() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    asked = {}
    for option, of in (("chaplain", episode), ("eap", episode)):
        request = await ask(world, option=option, episode=of, reach="app")
        form = form_of(await world.press("sam", "request.reach", request))
        asked[option, bool(of)] = {one.name for one in form.inputs}
    await world.pass_time(MINUTE)
    request = await ask(world, "theo")
    form = form_of(await world.press("theo", "request.reach", request))
    asked["chaplain", False] = {one.name for one in form.inputs}

    assert asked == {
        ("chaplain", True): {"reach", "number", "near"},
        ("eap", True): {"reach", "number"},
        ("chaplain", False): {"reach", "number"},
    }


async def test_with_the_tick_each_chaplain_who_may_now_is_written_to() -> None:
    world = await World.make()
    await without_channel(world, "chaplains")
    episode = await episode_of(world, "sam")
    for user in ("imani", "abel"):
        await episode_of(world, user)
    request = await ask(world, episode=episode)
    assert hanging(world, "imani", request, "request.claim_card") == []
    form = await world.press("sam", "request.reach", request)
    await world.submit("sam", form, near="fine")
    await world.settle()
    assert len(hanging(world, "imani", request, "request.claim_card")) == 1


async def test_show_me_who_first_holds_for_chaplains() -> None:
    world = await World.make()
    answer = await world.press("sam", "request.ask_who_first", "chaplain:")
    request = card_of(answer).subject
    form = await world.press("sam", "request.reach", request)
    await world.submit("sam", form, reach="phone", number=NUMBER)
    answer = await take(world, "imani", request)

    assert NUMBER not in text_of(answer)
    assert "Sam" not in text_of(answer)
    assert phrase("supports.any.found_first", one=phrase("supports.chaplain.one")) in reads(
        world, "sam"
    )
    await say_yes(world, "sam", request)
    shown = text_of(await world.press("imani", "request.contact", request))
    assert NUMBER in shown
    assert "Sam Rivera" in shown


async def test_a_chaplain_is_asked_by_one_press_and_writes_in_the_app() -> None:
    world = await World.make()
    await give_phone(world, "sam", NUMBER)
    status = card_of(await world.press("sam", "request.ask_now", "chaplain:"))
    await world.settle()

    assert phrase("supports.any.asking", one=phrase("supports.chaplain.one")) in text_of(status)
    assert "request.reach" in actions(status)
    assert len(hanging(world, "#chaplains", status.subject, "request.claim_card")) == 1
    shown = text_of(await take(world, "imani", status.subject))
    assert phrase("support_requests.contact.in_app") in shown
    assert NUMBER not in shown


async def test_asking_by_one_press_twice_shows_where_the_one_request_stands() -> None:
    world = await World.make()
    first, again = [
        card_of(await world.press("sam", "request.ask_now", "chaplain:")) for _ in range(2)
    ]
    assert again.subject == first.subject
    assert len(await all_requests(world)) == 1


async def test_a_second_note_adds_its_list_to_the_one_request_for_a_chaplain() -> None:
    world = await World.make()
    await world.press("sam", "request.ask_now", f"chaplain:{await episode_of(world, 'sam')}")
    await episode_of(world, "imani", "e2")
    second = await episode_of(world, "sam", "e2")
    status = card_of(await world.press("sam", "request.ask_now", f"chaplain:{second}"))

    assert REFUSED in text_of(await take(world, "imani", status.subject))


async def test_without_a_channel_each_chaplain_who_may_is_written_to() -> None:
    world = await World.make()
    await without_channel(world, "chaplains")
    episode = await episode_of(world, "sam")
    await episode_of(world, "abel")
    request = await ask(world, episode=episode)

    assert len(hanging(world, "imani", request, "request.claim_card")) == 1
    assert hanging(world, "abel", request, "request.claim_card") == []


async def test_asking_twice_is_once() -> None:
    world = await World.make()
    form = await world.press("sam", "request.ask", "chaplain:")
    await world.submit("sam", form)
    again = await world.press("sam", "request.ask", "chaplain:")
    other = await world.submit("sam", replace(form_of(form), nonce="another"))

    assert len(await all_requests(world)) == 1
    for answer in (again, other):
        assert phrase(
            "support_requests.kind.asked", one=phrase("supports.chaplain.one")
        ) in text_of(answer)


async def test_a_chaplain_and_a_peer_may_both_be_asked_for() -> None:
    world = await World.make()
    await ask_for_peer(world)
    await ask(world)
    await ask_for_peer(world)

    states = {r.option: r.state for r in await all_requests(world)}
    assert states == {"peer": RequestState.OPEN, "chaplain": RequestState.OPEN}


async def test_a_button_for_what_is_no_option_leads_nowhere() -> None:
    world = await World.make()
    for subject in ("outside:", "nobody:", ""):
        answer = await world.press("sam", "request.ask", subject)
        assert phrase("core.gone") in text_of(answer)


async def test_the_first_kind_may_be_asked_for_like_all_kinds_too() -> None:
    world = await World.make()
    request = await stored(world, await ask(world, option="peer"))
    assert len(hanging(world, "#peers", request.reference, "request.claim_card")) == 1
    again = await world.press("sam", "request.ask", "peer:")
    assert phrase("support_requests.kind.asked", one=phrase("supports.peer.one")) in text_of(again)


async def test_without_options_in_the_playbook_nobody_else_is_offered() -> None:
    world = await World.make()

    async def none(work: Work) -> None:
        programme = await current(work)
        first = replace(programme.supports[0], private="", limits="")
        await put(work, replace(programme, supports=(first,)))

    await in_one_work(world.storage, none)
    for said in ("/support talk chaplain", "/support talk eap"):
        assert phrase("support_requests.others.none") in text_of(await world.command("sam", said))
    for action in ("chaplain", "eap", "outside"):
        assert phrase("support_requests.others.none") in text_of(
            await world.press("sam", f"check_in.{action}")
        )
    options = card_of(await world.press("sam", "check_in.talk"))
    assert [button.action for button in options.main_buttons] == ["check_in.peer"]
    assert phrase("programme.told.privacy") in text_of(options)
    more = text_of(await world.press("sam", "check_in.others"))
    assert phrase("support_requests.others.no_more") in more
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    assert phrase("support_requests.others.none") in text_of(
        await world.press("pat", "request.escalate", request)
    )


# ---- the EAP ----


async def test_the_eaps_screen_says_how_to_reach_it_now_hours_cost_and_for_whom() -> None:
    world = await World.make()
    shown = text_of(await world.command("sam", "/support talk eap"))

    assert "Call 555-0188, day and night, free." in shown
    assert "It is for staff and people in training." in shown
    assert await all_requests(world) == []


async def test_a_call_back_goes_to_its_desk_alone_and_only_after_the_press() -> None:
    world = await World.make()
    await world.command("sam", "/support talk eap")
    await world.settle()
    assert reads(world, "hana") == ""
    request = await ask(world, option="eap", reach="phone", number=NUMBER)

    (card,) = hanging(world, "hana", request, "request.claim_card")
    assert phrase("supports.eap.claim") in text_of(card)
    assert NUMBER not in text_of(card)
    shown = text_of(await take(world, "hana", request))
    assert NUMBER in shown
    assert "Sam Rivera" in shown


async def test_who_asked_to_be_called_back_still_finds_the_number_behind_every_button() -> None:
    world = await World.make()
    older = card_of(await world.command("sam", "/support talk eap"))
    await ask(world, option="eap", reach="phone", number=NUMBER)
    for said in ("/support talk eap", "/support talk"):
        card = card_of(await world.command("sam", said))
        assert phrase("support_requests.ways.asked", one=phrase("supports.eap.one")) in text_of(
            card
        )
        assert "555-0188" in text_of(card)
        dialog = form_of(await world.press("sam", "request.call", "eap"))
        assert "request.call" in actions(card)
        assert "request.ask" not in actions(card)
        assert "555-0188" in text_of(dialog)
    assert "request.ask" in actions(older)
    answer = form_of(await world.press("sam", "request.ask", "eap:"))
    assert "555-0188" in text_of(answer)
    assert not answer.inputs
    assert len(await all_requests(world)) == 1


async def test_a_contractor_is_not_offered_an_eap_that_does_not_cover_them() -> None:
    world = await World.make()
    await employ(world, "sam", Employment.CONTRACTOR)

    options = card_of(await world.press("sam", "check_in.talk"))
    assert [button.action for button in options.main_buttons] == [
        "check_in.peer",
        "request.ask_now",
    ]
    assert "555-0188" not in text_of(options)
    assert phrase("support_requests.kind.not_for") not in text_of(options)
    told = text_of(await world.command("sam", "/support talk eap"))
    assert phrase("support_requests.kind.not_for") in told
    assert "555-0188" not in told
    answer = await world.press("sam", "request.ask", "eap:")
    assert isinstance(answer, Say)
    assert phrase("support_requests.ask.not_for_you") in text_of(answer)


async def test_without_a_desk_only_the_line_is_shown() -> None:
    world = await World.make()
    await change(world, "eap", takers=())
    card = card_of(await world.command("sam", "/support talk eap"))

    assert "555-0188" in text_of(card)
    assert "request.ask" not in actions(card)


# ---- how to be reached ----


async def test_a_typed_number_is_seen_by_the_holder_alone_and_erased_with_the_request() -> None:
    world = await World.make()
    request = await ask(world, reach="phone", number=f" {NUMBER} ")

    assert await number_of(world, request) == NUMBER
    assert NUMBER in text_of(await take(world, "imani", request))
    for card in some(world.everything_posted()):
        assert NUMBER not in text_of(card)
    await press(world, "imani", "request.release", request)
    assert phrase("support_requests.not_with_you") in text_of(
        await world.press("imani", "request.contact", request)
    )
    assert NUMBER in text_of(await take(world, "abel", request))
    await press(world, "abel", "request.done", request)
    assert await number_of(world, request) is None


async def test_withdrawing_erases_the_number() -> None:
    world = await World.make()
    request = await ask(world, reach="phone", number=NUMBER)
    await press(world, "sam", "request.withdraw", request)

    assert await number_of(world, request) is None


async def test_forget_erases_the_number() -> None:
    world = await World.make()
    request = await ask(world, reach="phone", number=NUMBER)
    card = card_of(await world.command("sam", "/support forget"))
    (button,) = [b for b in card.buttons if b.action == "privacy.forget"]
    await world.press("sam", "privacy.forget", button.subject)
    await world.settle()

    assert await number_of(world, request) is None


@pytest.mark.parametrize("typed", ["call my sister", "12", "555 0100 at night"])
async def test_what_is_no_number_is_said_beside_it_and_nothing_is_kept(typed: str) -> None:
    world = await World.make()
    form = await world.press("sam", "request.ask", "chaplain:")
    answer = await world.submit("sam", form, reach="phone", number=typed)

    assert faults(answer) == {"number": phrase("support_requests.fault.number")}
    assert await all_requests(world) == []


async def test_by_phone_without_a_number_the_one_on_the_staff_list_will_do() -> None:
    world = await World.make()
    form = await world.press("sam", "request.ask", "chaplain:")
    answer = await world.submit("sam", form, reach="phone")
    assert faults(answer) == {"number": phrase("support_requests.fault.number_missing")}
    await give_phone(world, "sam", NUMBER)
    await world.submit("sam", form_of(answer), reach="phone")
    (request,) = await all_requests(world)

    assert request.reach is Reach.PHONE
    assert NUMBER in text_of(await take(world, "imani", request.reference))


async def test_in_this_app_shows_no_number_even_if_there_is_one() -> None:
    world = await World.make()
    await give_phone(world, "sam", NUMBER)
    request = await ask(world, reach="app", number="303-555-0199")
    shown = text_of(await take(world, "imani", request))

    assert phrase("support_requests.contact.in_app") in shown
    assert "303" not in shown
    assert await number_of(world, request) is None


async def test_in_person_says_so_and_how_to_agree_on_it() -> None:
    world = await World.make()
    request = await ask(world, reach="in_person")
    assert phrase("support_requests.wish.in_person") in text_of(await take(world, "imani", request))
    await press(world, "sam", "request.withdraw", request)
    request = await ask(world, reach="in_person", number=NUMBER)
    shown = text_of(await take(world, "imani", request))

    assert phrase("support_requests.wish.in_person") in shown
    assert NUMBER in shown


async def test_who_asked_for_a_peer_may_say_how_to_be_reached_and_change_it() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    form = await world.press("sam", "request.reach", request)
    answer = await world.submit("sam", form, reach="phone", number=NUMBER)
    assert isinstance(answer, Ask)
    assert NUMBER in text_of(await take(world, "pat", request))
    form = await world.press("sam", "request.reach", request)
    (given,) = [i for i in form_of(form).inputs if i.name == "number"]
    assert getattr(given, "number", "") == NUMBER
    await world.submit("sam", form, reach="app", number="")

    assert await number_of(world, request) in {None, ""}
    assert phrase("support_requests.contact.in_app") in text_of(
        await world.press("pat", "request.contact", request)
    )


async def test_nobody_else_may_look_at_or_change_how_to_be_reached() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    form = await world.press("sam", "request.reach", request)
    for user in ("pat", "nora"):
        assert phrase("core.gone") in text_of(await world.press(user, "request.reach", request))
        assert phrase("core.gone") in text_of(await world.submit(user, form, reach="app"))
    await press(world, "sam", "request.withdraw", request)

    assert phrase("core.gone") in text_of(await world.press("sam", "request.reach", request))


async def test_a_peer_takes_two_taps_from_the_note() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    card = card_of(await world.press("sam", "check_in.talk", episode))
    assert "check_in.peer" in actions(card)
    await world.press("sam", "check_in.peer", episode)

    (request,) = await all_requests(world)
    assert request.option == "peer"
    assert request.mode is RequestMode.ANY


# ---- a step up ----


async def in_touch(world: World) -> str:
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await press(world, "pat", "request.reached", request)
    return request


async def offer(world: World, request: str) -> None:
    form = await world.press("pat", "request.escalate", request)
    assert phrase("support_requests.step_up.what") in text_of(form)
    await world.submit("pat", form)
    await world.settle()


@pytest.mark.branch("22.13")
async def test_a_step_up_is_offered_and_nothing_happens_by_itself() -> None:
    world = await World.make()
    request = await in_touch(world)
    assert "request.escalate" in actions(hanging(world, "pat", request, "request.held")[-1])
    await offer(world, request)

    (card,) = hanging(world, "sam", request, "request.step_up")
    assert actions(card) == ["request.kind", "request.kind", "request.enough"]
    assert [button.label for button in card.buttons][:2] == [
        phrase("supports.chaplain.name"),
        phrase("supports.eap.name"),
    ]
    await world.pass_time(timedelta(days=2))
    assert len(await all_requests(world)) == 1
    assert (await stored(world, request)).state is RequestState.REACHED
    assert world.sees("#chaplains").log == []
    assert reads(world, "hana") == ""


async def test_an_offer_is_made_once_a_round() -> None:
    world = await World.make()
    request = await in_touch(world)
    await offer(world, request)
    await offer(world, request)

    assert len(hanging(world, "sam", request, "request.step_up")) == 1


async def test_leaving_the_offer_tells_nobody_and_changes_nothing() -> None:
    world = await World.make()
    request = await in_touch(world)
    await offer(world, request)
    before = reads(world, "pat")
    await world.press_in("sam", "request.enough")
    await world.settle()

    assert hanging(world, "sam", request, "request.step_up") == []
    assert phrase("support_requests.step_up.over") in reads(world, "sam")
    assert reads(world, "pat") == before


async def test_taking_it_up_is_the_persons_press_and_the_peers_talk_stays() -> None:
    world = await World.make()
    request = await in_touch(world)
    await offer(world, request)
    await world.press_in("sam", f"request.kind={phrase('supports.chaplain.name')}")
    await world.press_in("sam", "request.ask_now")
    await world.settle()

    assert (await stored(world, request)).state is RequestState.REACHED
    (chaplain,) = [r for r in await all_requests(world) if r.option == "chaplain"]
    assert chaplain.state is RequestState.OPEN
    assert chaplain.episode == (await stored(world, request)).episode


async def test_only_the_holder_of_a_talk_offers_a_step_up_from_any_kind_to_any() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    for user in ("pat", "quinn", "kit", "sam"):
        answer = await world.press(user, "request.escalate", request)
        assert phrase("support_requests.not_with_you") in text_of(answer)
    chaplain = await ask(world)
    await take(world, "imani", chaplain)
    await press(world, "imani", "request.reached", chaplain)
    assert "request.escalate" in actions(hanging(world, "imani", chaplain, "request.held")[-1])
    form = await world.press("imani", "request.escalate", chaplain)
    assert "a peer, someone from the EAP" in text_of(form)
    await world.submit("imani", form)
    await world.settle()
    (card,) = hanging(world, "sam", chaplain, "request.step_up")
    assert [button.label for button in card.buttons][:2] == [
        phrase("supports.peer.name"),
        phrase("supports.eap.name"),
    ]
    shown = card_of(await world.press_in("sam", f"request.kind={phrase('supports.peer.name')}"))
    assert shown.screen == "request.kind/peer"
    assert "check_in.peer" in actions(shown)


async def test_a_step_up_is_offered_by_typed_words_too() -> None:
    world = await World.make()
    request = await in_touch(world)
    code = (await stored(world, request)).code
    form = await world.command("pat", f"/support escalate {code}")
    await world.submit("pat", form)
    await world.settle()

    assert len(hanging(world, "sam", request, "request.step_up")) == 1


# ---- home ----


@pytest.mark.branch("22.14")
async def test_a_chaplains_home_has_duty_and_a_queue_of_their_own() -> None:
    world = await World.make()
    await ask(world)
    await ask_for_peer(world, "theo")
    await world.command("imani", "/home")
    await world.settle()
    (page,) = [c for c in world.sees("imani").messages.values() if c.screen == "home.home"]

    assert phrase("home.page.waiting", count=1) in text_of(page)
    assert {"home.duty_on", "home.queue", "home.mine"} <= {b.action for b in page.all_buttons}
    assert "talk with" not in text_of(page)
    shown = text_of(await world.press("imani", "home.queue"))
    assert phrase("support_requests.queue.line") in shown


async def programme_of(world: World) -> Programme:
    async with world.storage.reading() as work:
        return await current(work)


async def set_there_too(world: World, request: str) -> None:
    """As if somebody had found a way to tick it for a peer."""

    async def write(work: Work) -> None:
        found = await work.of(SupportRequest).get(request)
        assert found is not None
        await work.save(replace(found, there_too=True))

    await in_one_work(world.storage, write)


# ---- what older versions drew ----


@pytest.mark.parametrize(
    ("action", "kind", "says"),
    [
        ("check_in.chaplain", "chaplain", phrase("supports.chaplain.about")),
        ("check_in.eap", "eap", phrase("supports.eap.about")),
        ("check_in.outside", "outside", "The county line"),
    ],
)
async def test_old_buttons_and_old_screens_still_lead_to_their_kind(
    action: str, kind: str, says: str
) -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    card = card_of(await world.press("sam", action, episode))
    assert (card.screen, card.subject) == (f"request.kind/{kind}", episode)
    assert says in text_of(card)
    assert callable(world.registry.screen(Screen(f"request.{kind}")))


@pytest.mark.parametrize(
    ("old", "present", "asks"),
    [
        ("request.doors", "request.kind/peer", "check_in.peer"),
        ("follow_up.options", "check_in.options", "check_in.peer"),
        ("request.chaplain", "request.kind/chaplain", "request.ask_now"),
    ],
)
async def test_old_cards_are_drawn_anew_as_what_took_their_place(
    old: str, present: str, asks: str
) -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    async with world.storage.reading() as work:
        words = world.wording.words("en", "UTC")
        context = Context(work, words, world.directory.lines())
        card = await world.registry.screen(Screen(old))(context, episode)
    assert (card.screen, card.subject) == (present, episode)
    assert asks in actions(card)


async def test_an_old_button_that_opened_the_form_still_asks_with_it() -> None:
    world = await World.make()
    form = form_of(await world.press("sam", "request.ask", "chaplain:"))
    assert phrase("support_requests.ways.consent") in text_of(form)
    await world.submit("sam", form, reach="phone", number=NUMBER)
    (request,) = await all_requests(world)
    assert (request.option, request.reach) == ("chaplain", Reach.PHONE)

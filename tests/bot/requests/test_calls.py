"""Calls: a coordinator asks peers to call the people of an event, who did not ask for it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.adverse_events.model import Episode, EpisodeState
from bot.core.conversation import Ask, Command, Delivery, Replace, Say
from bot.core.retention import HeldBack
from bot.core.screens import Card
from bot.programme.model import Calls, Harm, Trigger
from bot.reports.declarations import ALL
from bot.requests.model import Origin, RequestState, SupportRequest
from tests.bot.adverse_events.reporting_kit import Hospital, form_of, hospital
from tests.bot.reports.counts import counts_of_tables
from tests.bot.requests.hospital import actions, all_requests, card_of, give_phone, take
from tests.some import some
from tests.wording import phrase
from tests.world import World, account, text_of

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
COMING = phrase("support_requests.calls.coming")
DEATH = {"kind": "unexpected_death", "harm": "death"}


async def asks_for_calls(
    place: Hospital, calls: str, people: tuple[str, ...] = ("sam",), **values: Any
) -> str:
    """The coordinator reports one of the gravest events, and asks for calls; its report."""
    preview = await place.fill_in("kit", **{**DEATH, "people": people, **values})
    await place.world.submit("kit", preview, calls=calls)
    await place.world.settle()
    return form_of(preview).subject


async def called(calls: str, people: tuple[str, ...] = ("sam",)) -> Hospital:
    """A hospital in which the calls of an event are open by now."""
    place = await hospital()
    await asks_for_calls(place, calls, people)
    await place.world.pass_time(HOUR)
    return place


async def the_call(place: Hospital) -> SupportRequest:
    (call,) = [each for each in await all_requests(place.world) if each.origin is Origin.CALL]
    return call


def line(place: Hospital, user: str = "sam") -> Card:
    """The one private line that says that somebody will call."""
    cards = place.world.sees(user).messages.values()
    (found,) = [card for card in cards if card.screen == "request.call_coming"]
    return found


async def talks(place: Hospital, user: str = "pat") -> str:
    """A peer takes the call, and has talked with its person."""
    call = await the_call(place)
    await take(place.world, user, call.reference)
    await place.world.press(user, "request.reached", call.reference)
    await place.world.settle()
    return call.reference


async def counts(place: Hospital) -> dict[str, int]:
    async with place.world.storage.reading() as work:
        return await counts_of_tables(work, "2026-03", *ALL)


async def opens(world: World, user: str) -> Card:
    """Somebody opens their home; the page."""
    delivery = Delivery("opened", user, f"open-{user}")
    await world.bot.handle(Command(delivery, account(user), "home", ()))
    await world.settle()
    return world.sees(user).messages["home"]


# ---- who may ask for them ----


async def test_only_a_coordinator_is_asked_and_only_for_the_gravest_events() -> None:
    place = await hospital()
    by_coordinator = form_of(await place.fill_in("kit", **DEATH))
    by_lead = form_of(await place.fill_in("lena", **DEATH))
    not_grave = form_of(await place.fill_in("kit", kind="near_miss", harm="none"))
    assert [each.name for each in by_coordinator.inputs] == ["calls"]
    assert phrase("check_in.see.who", count=1) in text_of(by_coordinator)
    assert by_lead.inputs == ()
    assert not_grave.inputs == ()


async def test_a_lead_who_sends_the_choice_all_the_same_changes_nothing() -> None:
    place = await hospital()
    preview = await place.fill_in("lena", **DEATH)
    await place.world.submit("lena", preview, calls="instead")
    await place.world.pass_time(2 * HOUR)
    assert await all_requests(place.world) == []
    assert place.notes("sam") == 1


async def test_a_coordinator_decides_about_a_systems_report_until_its_hold_off_ends() -> None:
    place = await hospital()
    await place.source(kind="unexpected_death", harm=Harm.DEATH)
    (report,) = await place.reports()
    preview = await place.world.press("kit", "check_in.preview", report.reference)
    assert form_of(preview).submit == phrase("check_in.see.save")
    await place.world.submit("kit", preview, calls="instead")
    await place.world.pass_time(2 * HOUR)
    assert (await the_call(place)).state is RequestState.OPEN
    assert place.notes("sam") == 0


async def test_a_coordinator_decides_about_a_leads_report_until_its_hold_off_ends() -> None:
    place = await hospital()
    await place.report("lena", **DEATH)
    preview = await place.world.command("kit", "/support-admin calls")
    assert phrase("check_in.see.calls.ask") in text_of(form_of(preview))
    await place.world.submit("kit", preview, calls="instead")
    await place.world.pass_time(2 * HOUR)
    assert (await the_call(place)).state is RequestState.OPEN
    assert place.notes("sam") == 0


async def test_of_several_reports_the_coordinator_picks_one_and_no_place_is_named() -> None:
    place = await hospital()
    await place.report("lena", **DEATH)
    await place.world.pass_time(MINUTE)
    await place.report("kit", **DEATH, unit="surgery", people=("rosa",))
    shown = await place.world.command("kit", "/support-admin calls")
    assert isinstance(shown, Say)
    said = text_of(shown)
    assert phrase("adverse_event.held_grave.one", number=1, at="9:01 AM") in said
    assert phrase("adverse_event.held_grave.one", number=2, at="9:00 AM") in said
    assert "ICU" not in said
    older = shown.card.buttons[1]
    preview = await place.world.press("kit", "check_in.preview", older.subject)
    assert "Sam" in text_of(form_of(preview))


@pytest.mark.parametrize("user", ["lena", "pat"])
async def test_nobody_but_a_coordinator_finds_a_report_to_ask_calls_for(user: str) -> None:
    place = await hospital()
    await place.report("lena", **DEATH)
    answer = await place.world.command(user, "/support-admin calls")
    assert phrase("adverse_event.no_calls") in text_of(answer)


async def test_after_the_hold_off_and_for_a_lesser_harm_no_calls_can_be_asked_for() -> None:
    place = await hospital()
    await place.report("lena", kind="near_miss", harm="none")
    refused = phrase("adverse_event.no_calls")
    assert refused in text_of(await place.world.command("kit", "/support-admin calls"))
    await place.report("lena", **DEATH)
    await place.world.pass_time(2 * HOUR)
    assert refused in text_of(await place.world.command("kit", "/support-admin calls"))


async def test_a_trigger_asks_for_calls_and_a_coordinator_may_still_say_no() -> None:
    place = await hospital()
    minutes = timedelta(minutes=5)
    trigger = Trigger("*", Harm.UNKNOWN, HOUR, minutes, calls=Calls.INSTEAD)
    await place.change_programme(triggers=(trigger,))
    await place.report("lena", people=("sam",))
    await asks_for_calls(place, "none", ("rosa",), unit="surgery")
    await place.world.pass_time(2 * HOUR)
    assert (place.notes("sam"), place.notes("rosa")) == (0, 1)
    assert (await the_call(place)).state is RequestState.OPEN


# ---- what the peers see ----


async def test_the_card_says_that_a_coordinator_asks_and_nobody_asked_for_help() -> None:
    place = await called("instead")
    (card,) = place.world.sees("#peers").messages.values()
    assert phrase("support_requests.calls.claim", one="a peer") in text_of(card)
    assert "Sam" not in text_of(card)
    assert "They did not say how" not in text_of(card)
    assert "They were told" not in text_of(card)


async def test_a_peer_reads_who_it_is_and_the_number_only_once_they_took_it() -> None:
    place = await called("instead")
    await give_phone(place.world, "sam", "555-0142")
    call = await the_call(place)
    before = await place.world.press("pat", "request.claim", call.reference, at="#peers")
    assert phrase("support_requests.calls.take") in text_of(before)
    assert "Sam" not in text_of(before)
    contact = await place.world.submit("pat", before)
    assert "Sam Rivera" in text_of(contact)
    assert "555-0142" in text_of(contact)
    opening = phrase("support_requests.calls.opening", name="Sam", me="Pat")
    assert opening in text_of(contact)


async def test_who_was_near_the_same_event_may_not_take_the_call() -> None:
    place = await called("instead", ("sam", "pat"))
    for call in some(await all_requests(place.world)):
        refused = await take(place.world, "pat", call.reference)
        assert phrase("support_requests.not_for_you") in text_of(refused)


async def test_nobody_takes_it_and_it_climbs_without_a_word_that_somebody_waits_for_help() -> None:
    place = await called("instead")
    await place.world.command("quinn", "/support duty on")
    await place.world.pass_time(45 * MINUTE)
    reminder = place.world.sees("quinn").last
    assert phrase("support_requests.calls.reminder_again", age="40 minutes") in text_of(reminder)
    told = [c for c in place.world.sees("kit").log if c.screen == "request.needs_someone"]
    assert phrase("support_requests.calls.waits") in text_of(told[0])
    assert phrase("support_requests.calls.waits_long") in text_of(told[-1])


async def test_where_the_message_has_gone_nobody_reads_that_it_depends_on_the_call() -> None:
    place = await called("instead")
    await place.world.command("quinn", "/support duty on")
    await place.world.pass_time(6 * HOUR)
    assert place.notes("sam") == 1
    told = [c for c in place.world.sees("kit").log if c.screen == "request.needs_someone"]
    assert phrase("support_requests.calls.waits_long") in text_of(told[-1])
    assert "If no one" not in text_of(told[-1])


async def test_a_hand_back_asks_the_team_again_and_tells_the_person_nothing_new() -> None:
    place = await called("first")
    call = await the_call(place)
    await take(place.world, "pat", call.reference)
    await place.world.press("pat", "request.release", call.reference)
    await place.world.settle()
    assert (await the_call(place)).state is RequestState.OPEN
    assert COMING in text_of(line(place))
    assert [c.screen for c in place.world.sees("sam").messages.values()] == ["request.call_coming"]


# ---- the person who is called ----


async def test_with_a_message_too_one_private_line_comes_before_the_card_hangs() -> None:
    place = await called("first")
    assert COMING in text_of(line(place))
    assert "request.no_call" in actions(line(place))
    assert place.world.sees("#peers").log
    (mine,), (theirs,) = place.world.sees("sam").messages, place.world.sees("#peers").messages
    assert int(mine.removeprefix("m")) < int(theirs.removeprefix("m"))
    assert "asked" not in text_of(line(place))


async def test_without_a_message_the_line_is_found_on_home_and_in_mydata() -> None:
    place = await called("instead")
    assert place.world.sees("sam").log == []
    mydata = await place.world.command("sam", "/support mydata")
    assert phrase("privacy.mydata.call") in text_of(mydata)
    assert phrase("privacy.mydata.talk") not in text_of(mydata)
    assert "request.no_call" in actions(card_of(mydata))
    home = await place.world.press("sam", "home.own")
    assert COMING in text_of(home)
    assert "request.no_call" in actions(card_of(home))


async def test_a_no_ends_the_call_and_only_the_card_says_so() -> None:
    place = await called("instead")
    posted = place.world.platform.posts
    call = await the_call(place)
    answer = await place.world.press("sam", "request.no_call", call.reference)
    assert isinstance(answer, Replace)
    assert phrase("support_requests.calls.declined") in text_of(answer)
    await place.world.settle()
    assert place.world.platform.posts == posted
    (card,) = place.world.sees("#peers").messages.values()
    assert phrase("support_requests.calls.not_needed") in text_of(card)
    await place.world.pass_time(6 * HOUR)
    assert place.notes("sam") == 0


async def test_a_no_comes_before_a_note_after_the_call_and_does_not_stop_it() -> None:
    place = await called("first")
    await place.world.press("sam", "request.no_call", (await the_call(place)).reference)
    await place.world.pass_time(MINUTE)
    assert place.notes("sam") == 1


async def test_a_button_that_outlived_its_call_still_takes_a_no() -> None:
    place = await called("instead")
    answer = await place.world.press("sam", "request.no_call", "0" * 32)
    assert phrase("support_requests.calls.declined") in text_of(answer)


async def test_nobody_else_can_say_no_to_it() -> None:
    place = await called("instead")
    call = await the_call(place)
    await place.world.press("rosa", "request.no_call", call.reference)
    assert (await the_call(place)).state is RequestState.OPEN


@pytest.mark.parametrize("typed", ["/support stop", "/support snooze 3d"])
async def test_who_wants_no_notes_gets_no_call_either(typed: str) -> None:
    place = await called("instead")
    await place.world.command("sam", typed)
    assert (await the_call(place)).state is RequestState.WITHDRAWN
    other = await hospital()
    await asks_for_calls(other, "instead")
    await other.world.command("sam", typed)
    await other.world.pass_time(2 * HOUR)
    assert await all_requests(other.world) == []


async def test_to_be_forgotten_ends_the_call_and_leaves_no_card_of_it() -> None:
    place = await called("first")
    await place.world.press("sam", "privacy.forget")
    await place.world.settle()
    call = await the_call(place)
    assert (call.state, call.whose) == (RequestState.WITHDRAWN, None)
    mydata = await place.world.command("sam", "/support mydata")
    assert phrase("privacy.mydata.call") not in text_of(mydata)


async def test_under_counsels_hold_a_no_still_ends_the_call_and_leads_to_nobody() -> None:
    place = await called("instead")
    await place.world.command("vera", "/support-admin retention hold on main")
    await place.world.press("vera", "privacy.hold", "main")
    await place.world.settle()
    await place.world.press("sam", "request.no_call", (await the_call(place)).reference)
    await place.world.settle()
    call = await the_call(place)
    assert (call.state, call.whose) == (RequestState.WITHDRAWN, None)
    async with place.world.storage.reading() as work:
        held = await work.of(HeldBack).find()
    assert held
    assert place.world.people["sam"] not in str(held)


async def test_who_asks_for_a_talk_meanwhile_gets_one_talk_which_is_their_own() -> None:
    place = await called("instead")
    await place.world.press("sam", "check_in.peer")
    await place.world.settle()
    (request,) = [each for each in await all_requests(place.world) if each.origin is Origin.OWN]
    assert request.state is RequestState.OPEN
    assert (await the_call(place)).state is RequestState.WITHDRAWN
    _, card = place.world.sees("#peers").messages.values()
    assert phrase("supports.any.claim", one="a peer") in text_of(card)
    # Whoever was near the same event still may not take it.
    assert request.episode != ""


# ---- the message ----


async def test_instead_of_the_message_nothing_follows_a_talk() -> None:
    place = await called("instead")
    await talks(place)
    await place.world.pass_time(30 * 24 * HOUR)
    assert place.notes("sam") == 0
    assert "asked" not in " ".join(text_of(card) for card in place.world.sees("sam").log)


async def test_whom_nobody_reaches_gets_the_message_after_all() -> None:
    place = await called("instead")
    await place.world.pass_time(3 * HOUR)
    assert place.notes("sam") == 0
    await place.world.pass_time(HOUR + MINUTE)
    assert place.notes("sam") == 1


async def test_the_message_follows_when_the_call_is_over() -> None:
    place = await called("first")
    assert place.notes("sam") == 0
    await talks(place)
    await place.world.pass_time(MINUTE)
    assert place.notes("sam") == 1


async def test_the_message_follows_after_some_hours_though_nobody_called() -> None:
    place = await called("first")
    await place.world.pass_time(4 * HOUR + MINUTE)
    assert place.notes("sam") == 1
    assert (await the_call(place)).state is RequestState.OPEN


async def test_where_nobody_may_call_the_message_goes_at_once() -> None:
    place = await hospital()
    await asks_for_calls(place, "first", ("sam", "pat", "quinn", "uma"))
    await place.world.pass_time(HOUR + 2 * MINUTE)
    assert {each.state for each in await all_requests(place.world)} == {RequestState.WITHDRAWN}
    assert place.notes("sam") == 1
    assert place.world.sees("#peers").log == []
    progress = [c for c in place.world.sees("kit").messages.values() if "progress" in c.screen]
    assert "asking" not in text_of(progress[-1])


async def test_after_two_tries_in_vain_nobody_else_rings_and_the_message_goes() -> None:
    place = await called("instead")
    call = (await the_call(place)).reference
    await take(place.world, "pat", call)
    for _ in range(2):
        await place.world.press_in("pat", "request.tried")
        await place.world.settle()
    assert phrase("support_requests.calls.tried_again") in text_of(place.world.sees("pat").last)
    await place.world.pass_time(5 * HOUR)
    assert (await the_call(place)).state is RequestState.WITHDRAWN
    assert place.notes("sam") == 1


async def test_a_call_that_nobody_takes_ends_after_days_and_the_line_says_so() -> None:
    place = await called("first")
    await place.world.pass_time(4 * 24 * HOUR)
    assert (await the_call(place)).state is RequestState.WITHDRAWN
    assert phrase("support_requests.calls.over") in text_of(line(place))
    assert "check_in.talk" in actions(line(place))


async def test_no_thanks_on_the_message_ends_the_call_too() -> None:
    place = await called("first")
    await place.world.pass_time(4 * HOUR + MINUTE)
    await place.world.press_in("sam", "check_in.no_thanks")
    await place.world.settle()
    assert (await the_call(place)).state is RequestState.WITHDRAWN


@pytest.mark.parametrize(("calls", "notes"), [("first", 1), ("instead", 0)])
async def test_only_a_message_that_comes_anyway_keeps_its_last_moment(
    calls: str, notes: int
) -> None:
    place = await hospital()
    await asks_for_calls(place, calls, day="2026-03-01", time="10:00")
    await place.world.pass_time(5 * MINUTE)
    async with place.world.storage.work() as work:
        (episode,) = await work.of(Episode).find()
        assert episode.called_at is not None
        await work.save(replace(episode, note_by=place.now + 10 * MINUTE))
    await place.world.pass_time(30 * MINUTE)
    assert place.notes("sam") == notes


async def test_a_call_is_opened_at_an_hour_that_suits_the_person() -> None:
    place = await hospital()
    # Nora works nights and sleeps by day.
    await asks_for_calls(place, "instead", ("nora",))
    await place.world.pass_time(2 * HOUR)
    assert await all_requests(place.world) == []


# ---- what is told and counted ----


async def test_the_coordinator_sees_totals_and_never_who_talked_or_said_no() -> None:
    place = await hospital()
    report = await asks_for_calls(place, "first", ("sam", "theo", "rosa", "cole", "gil"))
    await place.world.pass_time(HOUR)
    calls = await all_requests(place.world)
    assert len(calls) == 5
    await take(place.world, "pat", calls[0].reference)
    await place.world.press("pat", "request.reached", calls[0].reference)
    async with place.world.storage.reading() as work:
        person = await work.vault.open(calls[1].person)
    (user,) = [user for user, theirs in place.world.people.items() if theirs == person]
    await place.world.press(user, "request.no_call", calls[1].reference)
    await place.world.settle()
    shown = await place.world.press("kit", "adverse_event.calls", report)
    totals = phrase("support_requests.calls.totals", count=5, waiting=3, gone=2)
    assert totals in text_of(shown)
    overview = await place.world.command("kit", "/support-admin open")
    assert totals in text_of(overview)
    assert not [call.code for call in calls if call.code in text_of(overview)]
    # The number of notes that have gone would tell how calls ended.
    progress = [c for c in place.world.sees("kit").messages.values() if "progress" in c.screen]
    assert phrase("adverse_event.calls.asked", count=5) in text_of(progress[-1])
    assert "reached" not in text_of(progress[-1])


async def test_below_five_calls_no_number_is_told() -> None:
    place = await called("instead")
    (report,) = await place.reports()
    shown = await place.world.press("kit", "adverse_event.calls", report.reference)
    assert phrase("support_requests.calls.few", count=5) in text_of(shown)
    assert phrase("support_requests.calls.few", count=5) in text_of(
        await place.world.command("kit", "/support-admin open")
    )


async def test_how_the_calls_stand_is_for_coordinators_alone() -> None:
    place = await called("instead")
    (report,) = await place.reports()
    for user in ("lena", "pat", "sam"):
        shown = await place.world.press(user, "adverse_event.calls", report.reference)
        assert not isinstance(shown, Ask)


async def test_home_counts_calls_apart_from_people_who_wait() -> None:
    place = await called("instead")
    supporter, coordinator = await opens(place.world, "pat"), await opens(place.world, "kit")
    assert phrase("home.page.waiting", count=0) in text_of(supporter)
    assert phrase("home.page.calls", count=1) in text_of(supporter)
    assert phrase("home.page.open", count=0) in text_of(coordinator)
    queue = text_of(await place.world.command("pat", "/support queue"))
    assert "a coordinator asked for this call" in queue


async def test_a_call_counts_apart_from_talks_that_people_asked_for() -> None:
    place = await called("first")
    call = await talks(place)
    await place.world.press("pat", "request.done", call)
    await place.world.settle()
    found = await counts(place)
    assert found["calls:talked"] == 1
    assert not {name for name in found if name.startswith(("talks_done", "claimed", "never"))}


async def test_calls_that_were_declined_or_not_made_are_one_number() -> None:
    place = await called("instead")
    await place.world.press("sam", "request.no_call", (await the_call(place)).reference)
    await place.world.settle()
    assert (await counts(place))["calls:not_talked"] == 1


async def test_after_a_call_one_question_is_asked_and_counted_apart() -> None:
    place = await called("first")
    call = await talks(place)
    await place.world.press("pat", "request.done", call)
    await place.world.settle()
    (asked,) = [c for c in place.world.sees("sam").messages.values() if "closed" in c.screen]
    assert phrase("support_requests.calls.rate") in text_of(asked)
    assert phrase("support_requests.rate.soon") not in text_of(asked)
    await place.world.press_in("sam", f"request.rate={phrase('support_requests.rate.helped')}")
    await place.world.pass_time(25 * HOUR)
    found = await counts(place)
    assert found["calls_helped:yes"] == 1
    assert "helped:yes" not in found


async def test_nothing_of_the_person_is_left_of_a_call_once_it_is_done() -> None:
    place = await called("instead")
    call = await talks(place)
    await place.world.press("pat", "request.done", call)
    await place.world.pass_time(8 * 24 * HOUR)
    assert await all_requests(place.world) == []
    (episode,) = await place.episodes()
    assert (episode.state, episode.whose) == (EpisodeState.ENDED, None)

"""A group session: offered once, led by who agreed, and open to who likes to come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.conversation import Answer, Ask
from bot.core.inputs import Choice
from bot.core.jobs import Job
from bot.core.names import ENVELOPE, ENVELOPE_OVER, OPEN_ENVELOPE, Screen
from bot.core.screens import Card
from bot.core.seen import ShownCard
from bot.sessions import session_behind
from bot.sessions.model import GroupSession, Invitation, SessionState
from bot.sessions.session_calendar import address_of
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.bot.test_closed_messages import press
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase
from tests.world import text_of

NOW, MINUTE, HOUR, DAY = timedelta(), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SIX = tuple(f"{who}@example.org" for who in ("sam", "theo", "rosa", "lena", "cole", "nora"))
TWO_UNITS = ("sam@example.org", "fay@example.org")


async def with_a_room(hospital: Hospital, **changes: Any) -> None:
    """Say where sessions are held, and who leads them: Imani, a chaplain."""
    area = (await hospital.programme()).areas[0]
    usual: dict[str, Any] = {
        "places": ("Room 4", "Chapel"),
        "facilitators": (hospital.world.people["imani"], hospital.world.people["abel"]),
    }
    await hospital.change_programme(areas=(replace(area, **(usual | changes)),))


async def reported(hospital: Hospital, emails: tuple[str, ...] = SIX, **values: Any) -> str:
    """An event with these people on its list; its reference."""
    await hospital.source(emails=emails, **values)
    await hospital.world.pass_time(10 * MINUTE)
    return (await hospital.events())[-1].reference


def shown(hospital: Hospital, user: str, screen: str) -> list[Card]:
    return [card for card in hospital.world.sees(user).log if card.screen == screen]


async def plans(hospital: Hospital, event: str, **values: str) -> Answer:
    form = await hospital.world.press("kit", "group.plan", event)
    usual = {
        "leads": hospital.world.people["imani"],
        "place": "0",
        "day": "2026-03-03",
        "time": "15:00",
        "minutes": "60",
    }
    return await hospital.world.submit("kit", form, **(usual | values))


async def planned(hospital: Hospital, event: str, **values: str) -> GroupSession:
    """Plan, see the words, confirm; Imani says yes."""
    words = form_of(await plans(hospital, event, **values))
    await hospital.world.submit("kit", words)
    await hospital.world.settle()
    await hospital.world.press_in("imani", "group.yes")
    await hospital.world.settle()
    return await the_session(hospital)


async def the_session(hospital: Hospital) -> GroupSession:
    async with hospital.world.storage.reading() as work:
        (session,) = await work.of(GroupSession).find()
    return session


async def invitations(hospital: Hospital) -> list[Invitation]:
    async with hospital.world.storage.reading() as work:
        return await work.of(Invitation).find()


async def comes(hospital: Hospital, user: str) -> Answer:
    form = await hospital.world.press_in(user, "group.details")
    return await hospital.world.submit(user, form)


# ---- offered ----


@pytest.mark.branch("62.1")
async def test_more_than_five_people_and_the_coordinator_is_offered_one_once(
    hospital: Hospital,
) -> None:
    await reported(hospital)
    await hospital.source(emails=("oda@example.org",))
    await hospital.world.pass_time(DAY)
    (card,) = shown(hospital, "kit", "group.offer")
    assert "ICU" not in str(card)


async def test_more_than_one_unit_is_enough_and_one_with_five_is_not(hospital: Hospital) -> None:
    await reported(hospital, SIX[:5])
    assert shown(hospital, "kit", "group.offer") == []
    await hospital.world.pass_time(DAY)
    await reported(hospital, TWO_UNITS)
    assert len(shown(hospital, "kit", "group.offer")) == 1


@pytest.mark.branch("62.3")
async def test_what_a_unit_lead_asks_for_leads_to_the_same_plan(hospital: Hospital) -> None:
    await with_a_room(hospital)
    event = await reported(hospital, SIX[:3])
    asked = await hospital.world.press_in("lena", "unit_lead.pause")
    await hospital.world.submit("lena", asked)
    await hospital.world.settle()
    (card,) = shown(hospital, "kit", "unit_lead.group")
    assert [(b.action, b.subject) for b in card.buttons] == [("group.plan", event)]


# ---- planned ----


@pytest.mark.branch("62.4")
async def test_the_words_are_seen_first_and_nobody_is_asked_before(hospital: Hospital) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    seen = await plans(hospital, event)
    assert isinstance(seen, Ask)
    text = text_of(seen)
    assert phrase("group.invite.text") in text
    assert phrase("group.where", place="Room 4") in text
    assert phrase("group.who", name="Imani Roth") in text
    await hospital.world.pass_time(2 * HOUR)
    assert shown(hospital, "imani", "group.lead") == []
    assert shown(hospital, "sam", "group.invite") == []


@pytest.mark.branch("62.5")
async def test_nobody_is_invited_before_the_one_who_leads_it_says_yes(hospital: Hospital) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    await hospital.world.submit("kit", form_of(await plans(hospital, event)))
    await hospital.world.pass_time(2 * HOUR)
    (asked,) = shown(hospital, "imani", "group.lead")
    assert "ICU" not in str(asked)
    assert shown(hospital, "sam", "group.invite") == []
    await hospital.world.press_in("imani", "group.yes")
    await hospital.world.pass_time(HOUR)
    assert len(shown(hospital, "sam", "group.invite")) == 1


async def test_whoever_says_no_is_not_named_and_somebody_else_is_picked(
    hospital: Hospital,
) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    await hospital.world.submit("kit", form_of(await plans(hospital, event)))
    await hospital.world.settle()
    await hospital.world.press_in("imani", "group.no")
    await hospital.world.settle()
    assert phrase("group.session.nobody") in str(shown(hospital, "kit", "group.session")[-1])
    assert "Imani" not in str(shown(hospital, "kit", "group.session"))
    session = await the_session(hospital)
    form = await hospital.world.press("kit", "group.pick", session.reference)
    await hospital.world.submit("kit", form, leads=hospital.world.people["abel"])
    await hospital.world.settle()
    await hospital.world.press_in("abel", "group.yes")
    await hospital.world.settle()
    assert (await the_session(hospital)).facilitator == hospital.world.people["abel"]


async def test_who_does_not_answer_is_left_in_peace_and_another_is_asked(
    hospital: Hospital,
) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    await hospital.world.submit("kit", form_of(await plans(hospital, event)))
    await hospital.world.settle()
    session = await the_session(hospital)
    form = await hospital.world.press("kit", "group.pick", session.reference)
    await hospital.world.submit("kit", form, leads=hospital.world.people["abel"])
    await hospital.world.settle()
    assert hospital.world.sees("imani").last.buttons == ()
    answer = await hospital.world.press("imani", "group.yes", session.reference)
    assert phrase("core.gone") in text_of(answer)
    assert len(shown(hospital, "abel", "group.lead")) == 1


@pytest.mark.branch("62.6")
@pytest.mark.parametrize("why", ["near", "leads", "manages", "looks"])
async def test_who_is_to_be_kept_apart_is_refused_with_the_same_words(
    hospital: Hospital, why: str
) -> None:
    imani, people = hospital.world.people["imani"], SIX
    await with_a_room(hospital, investigators=(imani,) if why == "looks" else ())
    if why == "near":
        people = (*SIX, "imani@example.org")
    if why == "manages":
        await hospital.change_person("pat", manager=imani)
    if why == "leads":
        units = tuple(replace(u, leads=(imani,)) for u in (await hospital.programme()).units)
        await hospital.change_programme(units=units)
    event = await reported(hospital, people)
    answer = await plans(hospital, event)
    assert phrase("group.fault.not_them") in str(answer) or "not_them" in str(answer)
    assert shown(hospital, "imani", "group.lead") == []


async def test_a_time_that_is_past_too_soon_or_too_far_is_refused(hospital: Hospital) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    for day, time in (("2026-03-02", "08:00"), ("2026-03-02", "10:00"), ("2026-05-02", "10:00")):
        answer = await plans(hospital, event, day=day, time=time)
        assert isinstance(answer, Ask)
        assert answer.form.inputs[2].fault
    answer = await plans(hospital, event, time="noon", place="9")
    assert isinstance(answer, Ask)
    assert answer.form.inputs[1].fault
    assert answer.form.inputs[3].fault


async def test_what_the_playbook_lacks_is_said_with_its_line(hospital: Hospital) -> None:
    event = await reported(hospital)
    form = text_of(await hospital.world.press("kit", "group.plan", event))
    assert phrase("group.line.places") in form


async def test_one_is_planned_for_an_event_and_no_second(hospital: Hospital) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    await planned(hospital, event)
    assert phrase("group.planned_already") in text_of(await plans(hospital, event))
    assert phrase("group.offer.planned") in str(hospital.world.sees("kit").messages.values())


async def test_only_the_areas_coordinators_plan(hospital: Hospital) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    session = await planned(hospital, event)
    for user in ("lena", "pat", "imani"):
        for action in ("group.plan", "group.change", "group.cancel", "group.show"):
            answer = await hospital.world.press(user, action, session.reference)
            assert phrase("core.not_yours") in text_of(answer)
    areas = (await hospital.programme()).areas
    other = replace(areas[0], key="north", coordinators=(hospital.world.people["rosa"],))
    await hospital.change_programme(areas=(*areas, other))
    answer = await hospital.world.press("rosa", "group.change", session.reference)
    assert phrase("core.gone") in text_of(answer)


# ---- invited ----


async def test_one_invitation_each_after_the_first_note_and_to_nobody_else(
    hospital: Hospital,
) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    await planned(hospital, event)
    await hospital.world.pass_time(DAY + 4 * HOUR)
    for email in SIX:
        user = email.split("@")[0]
        log = [c.screen for c in hospital.world.sees(user).log]
        if user != "nora":
            assert log.count(Screen("group.invite")) == 1, user
            assert log.index(Screen("check_in.note")) < log.index(Screen("group.invite"))
    for user in ("pat", "fay", "gil", "oda"):
        assert shown(hospital, user, "group.invite") == []


async def test_no_card_says_where_with_whom_or_what_it_is_about(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    await hospital.world.settle()
    for card in some(hospital.world.everything_posted()):
        if card.screen.startswith("group."):
            assert not any(word in str(card) for word in ("Room 4", "Imani", "ICU", "Rivera"))


@pytest.mark.branch("62.9")
async def test_who_said_no_thanks_or_stop_is_not_invited(hospital: Hospital) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    await hospital.world.pass_time(HOUR)
    await hospital.world.press_in("sam", "check_in.no_thanks")
    await hospital.world.command("theo", "/support stop")
    await planned(hospital, event)
    await hospital.world.pass_time(6 * HOUR)
    assert shown(hospital, "sam", "group.invite") == []
    assert shown(hospital, "theo", "group.invite") == []
    assert len(shown(hospital, "rosa", "group.invite")) == 1


@pytest.mark.branch("62.8")
async def test_nobody_is_invited_in_quiet_hours_or_when_it_is_too_late(hospital: Hospital) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    await planned(hospital, event, day="2026-03-02", time="15:00")
    await hospital.world.pass_time(5 * HOUR)
    # Nora works at night and sleeps by day: it would be over when she could read of it.
    assert shown(hospital, "nora", "group.invite") == []
    assert len(shown(hospital, "sam", "group.invite")) == 1


async def test_a_pause_holds_invitations_back(hospital: Hospital) -> None:
    await with_a_room(hospital)
    event = await reported(hospital)
    await hospital.world.pass_time(2 * HOUR)
    await hospital.world.press("kit", "programme.pause")
    await planned(hospital, event)
    await hospital.world.pass_time(2 * HOUR)
    assert shown(hospital, "sam", "group.invite") == []
    await hospital.world.command("kit", "/support-admin resume all")
    await hospital.world.pass_time(HOUR)
    assert len(shown(hospital, "sam", "group.invite")) == 1


async def test_coming_is_one_press_in_the_dialog_and_can_be_taken_back(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    assert phrase("group.details.comes") in text_of(await comes(hospital, "sam"))
    await hospital.world.settle()
    assert phrase("group.details.comes") in str(hospital.world.sees("sam").last)
    assert sum(each.joined for each in await invitations(hospital)) == 1
    await hospital.world.press_in("sam", "group.stay_away")
    await hospital.world.settle()
    assert sum(each.joined for each in await invitations(hospital)) == 0
    assert phrase("group.declined") in str(hospital.world.sees("sam").last)


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_who_takes_it_back_on_one_card_reads_so_on_each_of_them(
    hospital: Hospital, locale: str
) -> None:
    await hospital.change_person("sam", locale=locale, from_playbook=("locale",))
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    await hospital.world.pass_time(18 * HOUR)
    before = {
        message
        for message, card in hospital.world.sees("sam").messages.items()
        if card.screen in {"group.invite", "group.reminder"}
    }
    assert len(before) == 2
    await hospital.world.press_in("sam", "group.stay_away")
    await hospital.world.settle()
    declined = phrase("group.declined", locale)
    for message in some(before):
        card = hospital.world.sees("sam").messages[message]
        assert declined in str(card)
        assert card.buttons == ()
    await hospital.world.pass_time(3 * DAY)
    async with hospital.world.storage.reading() as work:
        kept = await work.of(ShownCard).find()
    assert not [each for each in kept if each.screen.startswith("group.") and not each.subject]


async def test_a_card_that_hangs_closed_stays_so_when_another_is_declined(
    hospital: Hospital,
) -> None:
    world = hospital.world
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital))
    world.platform.closes = True
    await world.pass_time(6 * HOUR)
    invited, subject = await message_of(hospital, "group.invite", "sam")
    form = await world.press("sam", "group.details", subject)
    await world.submit("sam", form)
    await world.pass_time(18 * HOUR)
    reminded, _ = await message_of(hospital, "group.reminder", "sam")
    assert world.sees("sam").messages[reminded].screen == ENVELOPE
    await press(world, OPEN_ENVELOPE, invited)
    await press(world, "group.stay_away", invited)
    assert world.sees("sam").messages[invited].screen == "group.declined"
    assert world.sees("sam").messages[reminded].screen == ENVELOPE_OVER


async def message_of(hospital: Hospital, screen: str, user: str) -> tuple[str, str]:
    """The message of a card that is kept and hangs where a user reads it, and its subject."""
    async with hospital.world.storage.reading() as work:
        for shown in await work.of(ShownCard).find(ShownCard.screen.is_(screen)):
            at = await work.vault.open(shown.address)
            message = await work.vault.open(shown.message)
            if message and at and at.value == user:
                return message, shown.subject
    raise LookupError(screen)


async def test_nobody_else_can_press_it(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    mine = shown(hospital, "sam", "group.invite")[0]
    for action, instead in (("group.details", "core.gone"), ("group.stay_away", "group.declined")):
        answer = await hospital.world.press("rosa", action, mine.subject)
        assert phrase(instead) in text_of(answer)
    answer = await hospital.world.press("sam", "group.details", mine.subject)
    assert phrase("group.details.what") in text_of(answer), "it is still there"


# ---- who sees what ----


async def test_the_coordinator_never_sees_who_comes_nor_how_many(hospital: Hospital) -> None:
    await with_a_room(hospital)
    session = await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    before = text_of(await hospital.world.press("kit", "group.show", session.reference))
    for user in ("sam", "theo", "rosa", "lena", "cole"):
        await comes(hospital, user)
    after = text_of(await hospital.world.press("kit", "group.show", session.reference))
    assert before == after


@pytest.mark.branch("62.12")
async def test_whoever_leads_it_hears_how_many_from_five_on(hospital: Hospital) -> None:
    await with_a_room(hospital)
    session = await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)

    async def hears() -> str:
        return text_of(await hospital.world.press("imani", "group.lead_details", session.reference))

    for user in ("sam", "theo", "rosa", "lena"):
        await comes(hospital, user)
        assert phrase("group.lead.few") in await hears()
    await comes(hospital, "cole")
    assert phrase("group.lead.count", count=5) in await hears()
    assert "Sam" not in await hears()


# ---- on the day ----


def reminders(hospital: Hospital, user: str) -> list[Card]:
    """Those that were sent, without what they became later."""
    today = phrase("group.reminder.today")
    return [card for card in shown(hospital, user, "group.reminder") if today in str(card)]


@pytest.mark.branch("62.17")
async def test_who_comes_is_reminded_once_on_the_day_and_by_day(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    await hospital.world.pass_time(9 * HOUR)
    assert reminders(hospital, "sam") == [], "it is the night before"
    await hospital.world.pass_time(9 * HOUR)
    (card,) = reminders(hospital, "sam")
    assert phrase("group.reminder.today") in str(card)
    assert not any(word in str(card) for word in ("Room 4", "Imani", "ICU"))
    assert reminders(hospital, "rosa") == [], "she did not say that she comes"
    await hospital.world.pass_time(2 * DAY)
    assert len(reminders(hospital, "sam")) == 1


async def test_who_changed_their_mind_or_stopped_is_not_reminded(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    for user in ("sam", "theo", "rosa"):
        await comes(hospital, user)
    await hospital.world.press_in("sam", "group.stay_away")
    await hospital.world.command("theo", "/support stop")
    await hospital.world.pass_time(DAY)
    assert reminders(hospital, "sam") == []
    assert reminders(hospital, "theo") == []
    assert len(reminders(hospital, "rosa")) == 1


async def test_who_sleeps_after_a_night_is_never_reminded_late(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital), day="2026-03-04", time="10:00")
    await hospital.world.pass_time(DAY)
    await comes(hospital, "nora")
    await hospital.world.pass_time(2 * DAY)
    assert len(reminders(hospital, "nora")) == 1, "at six, before she goes home to sleep"
    async with hospital.world.storage.reading() as work:
        (job,) = await work.of(Job).find(Job.screen.is_("group.reminder"))
    assert job.due_at < datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


async def test_a_session_that_is_moved_is_reminded_of_on_its_new_day(hospital: Hospital) -> None:
    await with_a_room(hospital)
    session = await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    form = await hospital.world.press("kit", "group.change", session.reference)
    await hospital.world.submit(
        "kit", form, place="1", day="2026-03-05", time="15:00", minutes="60"
    )
    await hospital.world.pass_time(DAY)
    assert reminders(hospital, "sam") == []
    await hospital.world.pass_time(2 * DAY)
    assert len(reminders(hospital, "sam")) == 1


async def test_a_reminder_says_that_the_day_changed_when_it_is_not_today_any_more(
    hospital: Hospital,
) -> None:
    await with_a_room(hospital)
    session = await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    await hospital.world.pass_time(17 * HOUR)
    assert len(reminders(hospital, "sam")) == 1
    form = await hospital.world.press("kit", "group.change", session.reference)
    await hospital.world.submit(
        "kit", form, place="0", day="2026-03-05", time="15:00", minutes="60"
    )
    await hospital.world.settle()
    assert phrase("group.reminder.today") not in str(hospital.world.sees("sam").messages.values())
    (moved,) = {
        str(card)
        for card in hospital.world.sees("sam").messages.values()
        if card.screen == "group.reminder"
    }
    assert phrase("group.coming.changed") in moved
    await hospital.world.pass_time(2 * DAY)
    assert len(reminders(hospital, "sam")) == 2, "one for each day it was on"


@pytest.mark.parametrize("early", ["00:30", "01:30", "07:00", "08:45"])
async def test_of_an_early_session_everybody_is_reminded_the_evening_before(
    hospital: Hospital, early: str
) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital), day="2026-03-04", time=early)
    await hospital.world.pass_time(8 * HOUR)
    await comes(hospital, "sam")
    await hospital.world.pass_time(DAY + 5 * HOUR)
    (card,) = shown(hospital, "sam", "group.reminder")
    assert phrase("group.reminder.soon") in str(card)
    assert phrase("group.coming.changed") not in str(card)
    await hospital.world.pass_time(2 * DAY)
    for card in some(shown(hospital, "sam", "group.reminder")):
        assert phrase("group.coming.changed") not in str(card)


async def test_a_reminder_does_not_speak_of_a_change_when_another_is_asked_to_lead(
    hospital: Hospital,
) -> None:
    await with_a_room(hospital)
    session = await planned(hospital, await reported(hospital), day="2026-03-04", time="08:00")
    await hospital.world.pass_time(8 * HOUR)
    await comes(hospital, "sam")
    await hospital.world.press_in("imani", "group.no")
    form = await hospital.world.press("kit", "group.pick", session.reference)
    await hospital.world.submit("kit", form, leads=hospital.world.people["abel"])
    await hospital.world.pass_time(DAY + 5 * HOUR)
    (card,) = shown(hospital, "sam", "group.reminder")
    assert phrase("group.reminder.soon") in str(card)


async def test_a_pause_holds_the_reminder_back_and_a_cancelled_session_has_none(
    hospital: Hospital,
) -> None:
    await with_a_room(hospital)
    session = await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    await hospital.world.press("kit", "programme.pause")
    await hospital.world.pass_time(17 * HOUR)
    assert reminders(hospital, "sam") == []
    await hospital.world.press("kit", "group.cancel", session.reference)
    await hospital.world.command("kit", "/support-admin resume all")
    await hospital.world.pass_time(DAY)
    assert reminders(hospital, "sam") == []


# ---- where ----


async def test_a_room_comes_first_and_an_online_meeting_says_that_it_shows_who_attends(
    hospital: Hospital,
) -> None:
    await with_a_room(hospital, online_places=("Ours: https://meet.example.org/quiet",))
    event = await reported(hospital)
    form = form_of(await hospital.world.press("kit", "group.plan", event))
    place = next(each for each in form.inputs if each.name == "place")
    assert isinstance(place, Choice)
    assert [option.label for option in place.options] == [
        "Room 4",
        "Chapel",
        "Ours: https://meet.example.org/quiet",
    ]
    assert place.chosen == "0"
    assert phrase("group.online") not in text_of(await plans(hospital, event))
    assert phrase("group.online") in text_of(await plans(hospital, event, place="2"))


async def test_who_is_invited_reads_that_before_they_say_yes(hospital: Hospital) -> None:
    await with_a_room(hospital, online_places=("Ours: https://meet.example.org/quiet",))
    await planned(hospital, await reported(hospital), place="2")
    await hospital.world.pass_time(6 * HOUR)
    assert phrase("group.online") in text_of(await hospital.world.press_in("sam", "group.details"))


# ---- changed, called off, over ----


async def test_a_change_reaches_who_comes_and_who_leads_it_and_nobody_else(
    hospital: Hospital,
) -> None:
    await with_a_room(hospital)
    session = await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    form = await hospital.world.press("kit", "group.change", session.reference)
    await hospital.world.submit(
        "kit", form, place="1", day="2026-03-04", time="09:00", minutes="30"
    )
    await hospital.world.settle()
    assert len(shown(hospital, "sam", "group.coming")) == 1
    assert shown(hospital, "rosa", "group.coming") == []
    text = text_of(await hospital.world.press_in("sam", "group.details"))
    assert phrase("group.where", place="Chapel") in text
    assert phrase("group.when", count=30) in text
    assert len(shown(hospital, "imani", "group.lead")) > 1


async def test_saving_what_it_is_already_tells_nobody(hospital: Hospital) -> None:
    await with_a_room(hospital)
    session = await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    form = await hospital.world.press("kit", "group.change", session.reference)
    await hospital.world.submit(
        "kit", form, place="0", day="2026-03-03", time="15:00", minutes="60"
    )
    await hospital.world.settle()
    assert shown(hospital, "sam", "group.coming") == []


async def test_called_off_it_tells_who_comes_and_invites_nobody_more(hospital: Hospital) -> None:
    await with_a_room(hospital)
    session = await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    await hospital.world.press("kit", "group.cancel", session.reference)
    await hospital.world.pass_time(HOUR)
    assert phrase("group.coming.cancelled") in str(shown(hospital, "sam", "group.coming")[-1])
    assert phrase("group.coming.cancelled") in str(shown(hospital, "imani", "group.lead")[-1])
    assert shown(hospital, "rosa", "group.coming") == []
    await hospital.world.pass_time(2 * DAY)
    assert shown(hospital, "nora", "group.invite") == []


async def test_when_it_is_over_all_of_it_is_erased(hospital: Hospital) -> None:
    await with_a_room(hospital)
    session = await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    (mine,) = [each for each in await invitations(hospital) if each.joined]
    await hospital.world.pass_time(2 * DAY)
    async with hospital.world.storage.reading() as work:
        assert await work.of(GroupSession).count() == 0
        assert await work.of(Invitation).count() == 0
        assert await work.vault.open(sealed_text(mine.reference, "person")) is None
        assert await work.of(Job).count(Job.kind.is_("group.inviting")) == 0
        assert await session_behind(work, "0" * 32) is None
    answer = await hospital.world.press("sam", "group.details", mine.reference)
    assert phrase("core.gone") in text_of(answer)
    answer = await hospital.world.press("kit", "group.show", session.reference)
    assert phrase("core.gone") in text_of(answer)


async def test_a_plan_that_is_never_confirmed_goes_after_a_day(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await plans(hospital, await reported(hospital))
    await hospital.world.pass_time(2 * DAY)
    async with hospital.world.storage.reading() as work:
        assert await work.of(GroupSession).count() == 0


async def test_it_is_listed_for_the_coordinator(hospital: Hospital) -> None:
    await with_a_room(hospital)
    assert phrase("group.sessions.none") in text_of(
        await hospital.world.command("kit", "/support-admin group")
    )
    await planned(hospital, await reported(hospital))
    answer = text_of(await hospital.world.command("kit", "/support-admin group"))
    assert phrase("group.sessions.text") in answer


# ---- privacy ----


async def test_mydata_names_it_and_forget_takes_it_away(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    assert phrase("privacy.mydata.group") in text_of(
        await hospital.world.command("sam", "/support mydata")
    )
    await hospital.world.command("sam", "/support forget")
    await hospital.world.press("sam", "privacy.forget")
    assert phrase("privacy.mydata.group") not in text_of(
        await hospital.world.command("sam", "/support mydata")
    )
    assert not any(each.joined for each in await invitations(hospital))


async def test_who_is_silent_is_erased_as_always_and_has_no_invitation_left(
    hospital: Hospital,
) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital), day="2026-03-20")
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    await hospital.world.pass_time(10 * DAY)
    left = await invitations(hospital)
    assert [each.joined for each in left] == [True]


async def test_no_row_says_in_the_clear_who_comes(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    assert hospital.world.people["sam"] not in str(await invitations(hospital))


# ---- the calendar ----


async def test_the_address_is_in_dialogs_alone_and_is_one_for_all(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await hospital.change_programme(address="https://support.example.org")
    session = await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    mine = text_of(await comes(hospital, "sam"))
    async with hospital.world.storage.reading() as work:
        address = await address_of(work, session)
        entry = await session_behind(work, address.removesuffix(".ics").rpartition("/")[2])
    assert address in mine
    assert address in text_of(await comes(hospital, "rosa"))
    assert entry is not None
    assert entry.place == "Room 4"
    assert not any(address in str(card) for card in hospital.world.everything_posted())
    await hospital.world.press("kit", "group.cancel", session.reference)
    async with hospital.world.storage.reading() as work:
        entry = await session_behind(work, address.removesuffix(".ics").rpartition("/")[2])
    assert entry is not None
    assert entry.is_cancelled
    assert (await the_session(hospital)).state is SessionState.CANCELLED


@pytest.mark.branch("62.16")
async def test_counsels_hold_keeps_it_sealed_until_the_hold_ends(hospital: Hospital) -> None:
    await with_a_room(hospital)
    await planned(hospital, await reported(hospital))
    await hospital.world.pass_time(6 * HOUR)
    await comes(hospital, "sam")
    (mine,) = [each for each in await invitations(hospital) if each.joined]
    await hospital.world.press("vera", "privacy.hold", "main")
    await hospital.world.pass_time(3 * DAY)
    async with hospital.world.storage.reading() as work:
        assert await work.of(GroupSession).count() == 1
        assert (
            await work.vault.open(sealed_text(mine.reference, "person"))
            == hospital.world.people["sam"]
        )
    await hospital.world.press("vera", "privacy.lift", "main")
    await hospital.world.pass_time(2 * DAY)
    async with hospital.world.storage.reading() as work:
        assert await work.of(GroupSession).count() == 0
        assert await work.vault.open(sealed_text(mine.reference, "person")) is None

"""Who will get a note, and its exact words, are seen before anything goes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events.model import ReportState
from bot.core.conversation import Nothing
from bot.programme import current
from bot.programme.model import Harm, Trigger
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase
from tests.world import text_of

HELD = timedelta(minutes=5)
SOON = timedelta(minutes=6)


# ---- seen before anything goes ----


@pytest.mark.branch("1.6")
async def test_the_preview_shows_who_and_the_exact_words(hospital: Hospital) -> None:
    preview = await hospital.fill_in(people=("sam", "rosa"))
    said = text_of(preview)
    assert "Rosa Lind · Sam Rivera" in said
    await hospital.world.submit("lena", preview)
    await hospital.world.pass_time(timedelta(hours=1))
    note = hospital.world.sees("sam").last
    for part in some(note.parts):
        assert text_of_part(part).replace("Sam", "(first name)") in said
    for button in some(note.buttons):
        assert button.label in said


def text_of_part(part: object) -> str:
    return str(getattr(part, "text", ""))


async def test_the_preview_names_who_cannot_be_reached(hospital: Hospital) -> None:
    await hospital.change_person("rosa", active=False)
    said = text_of(await hospital.fill_in(people=("sam", "rosa")))
    assert f"{phrase('check_in.see.unreachable', count=1)}\nRosa Lind" in said


async def test_nothing_goes_and_no_event_is_known_before_the_preview_is_confirmed(
    hospital: Hospital,
) -> None:
    await hospital.fill_in()
    assert await hospital.events() == []
    await hospital.world.pass_time(timedelta(minutes=59))
    assert hospital.world.everything_posted() == []


async def test_a_draft_never_confirmed_vanishes_after_an_hour(hospital: Hospital) -> None:
    preview = await hospital.fill_in()
    form = form_of(preview)
    await hospital.world.pass_time(timedelta(minutes=61))
    assert await hospital.reports() == []
    async with hospital.world.storage.reading() as work:
        assert await work.vault.open(sealed_text(form.subject, "reporter")) is None
    late = await hospital.world.submit("lena", preview)
    assert phrase("core.gone") in text_of(late)
    assert await hospital.events() == []


async def test_nobody_else_can_see_or_confirm_a_draft(hospital: Hospital) -> None:
    preview = form_of(await hospital.fill_in())
    for user in ("sam", "kit"):
        seen = await hospital.world.press(user, "check_in.preview", preview.subject)
        assert phrase("core.gone") in text_of(seen)
        sent = await hospital.world.submit(user, replace(preview, nonce=f"of-{user}"))
        assert phrase("core.gone") in text_of(sent)
    assert await hospital.events() == []


async def test_a_preview_sent_twice_is_one_report(hospital: Hospital) -> None:
    preview = await hospital.fill_in()
    first = await hospital.world.submit("lena", preview)
    again = await hospital.world.submit("lena", preview)
    other = await hospital.world.submit("lena", replace(form_of(preview), nonce="another"))
    assert [type(a) for a in (first, again, other)] == [Nothing] * 3
    await hospital.world.pass_time(timedelta(hours=2))
    assert len(await hospital.events()) == 1
    assert hospital.notes("sam") == 1


async def test_a_report_by_system_shows_the_coordinator_a_card_without_names(
    hospital: Hospital,
) -> None:
    await hospital.source(emails=("sam@example.org", "rosa@example.org", "who@example.org"))
    card = hospital.world.sees("kit").last
    assert phrase("adverse_event.progress.incoming", count=2) in text_of(card)
    assert phrase("adverse_event.progress.unknown", count=1) in text_of(card)
    for name in ("Sam", "Rosa", "ICU", "who@"):
        assert name not in text_of(card)
    shown = await hospital.world.press_in("kit", "check_in.preview")
    assert "Rosa Lind · Sam Rivera" in text_of(shown)
    assert phrase("check_in.note.offer") in text_of(shown)
    assert form_of(shown).submit == phrase("check_in.see.save")
    assert [each.name for each in form_of(shown).inputs] == ["calls"]


@pytest.mark.branch("1.7")
async def test_a_report_by_system_goes_by_itself_when_the_hold_off_ends(
    hospital: Hospital,
) -> None:
    await hospital.source(occurred_at=hospital.now - timedelta(hours=2))
    await hospital.world.pass_time(HELD - timedelta(seconds=1))
    assert hospital.notes("sam") == 0
    await hospital.world.pass_time(timedelta(seconds=2))
    assert hospital.notes("sam") == 1


async def test_addresses_that_are_all_unknown_are_told_to_the_coordinator_as_a_number(
    hospital: Hospital,
) -> None:
    await hospital.source(emails=("who@example.org", "what@example.org"))
    cards = [text_of(card) for card in hospital.world.sees("kit").messages.values()]
    assert any(phrase("adverse_event.progress.unknown", count=2) in said for said in cards)
    assert any(phrase("adverse_event.nobody.text") in said for said in cards)


async def test_a_report_by_system_without_people_is_about_the_shift_then(
    hospital: Hospital,
) -> None:
    await hospital.source(emails=())
    assert phrase("adverse_event.progress.incoming", count=5) in text_of(
        hospital.world.sees("kit").last
    )


async def test_without_a_coordinator_the_unit_leads_get_that_card(hospital: Hospital) -> None:
    async with hospital.world.storage.reading() as work:
        programme = await current(work)
    areas = tuple(replace(area, coordinators=()) for area in programme.areas)
    await hospital.change_programme(areas=areas)
    await hospital.source()
    assert phrase("adverse_event.progress.incoming", count=1) in text_of(
        hospital.world.sees("lena").last
    )


async def test_a_harm_below_every_trigger_is_taken_and_sends_nothing(
    hospital: Hospital,
) -> None:
    hour, five = timedelta(hours=1), timedelta(minutes=5)
    await hospital.change_programme(triggers=(Trigger("*", Harm.MODERATE, hour, five),))
    await hospital.source(id="x", harm=Harm.MILD)
    await hospital.world.pass_time(timedelta(days=1))
    assert hospital.world.everything_posted() == []
    assert await hospital.events() == []


async def test_a_harm_nobody_knows_yet_reaches_every_trigger(hospital: Hospital) -> None:
    hour, five = timedelta(hours=1), timedelta(minutes=5)
    await hospital.change_programme(triggers=(Trigger("*", Harm.DEATH, hour, five),))
    await hospital.source(harm=Harm.UNKNOWN)
    await hospital.world.pass_time(timedelta(hours=2))
    assert hospital.notes("sam") == 1


async def test_what_a_person_reports_counts_below_every_trigger_too(hospital: Hospital) -> None:
    hour, five = timedelta(hours=1), timedelta(minutes=5)
    await hospital.change_programme(triggers=(Trigger("*", Harm.DEATH, hour, five),))
    await hospital.report(harm="none", kind="near_miss")
    await hospital.world.pass_time(timedelta(hours=1))
    assert hospital.notes("sam") == 1


async def test_the_list_is_gone_from_the_report_once_it_is_released(hospital: Hospital) -> None:
    await hospital.report()
    await hospital.world.pass_time(SOON)
    (report,) = await hospital.reports()
    assert report.state is ReportState.RELEASED
    async with hospital.world.storage.reading() as work:
        assert await work.vault.open(sealed_text(report.people, "people")) is None

"""Who holds which seat: changed in chat by the rules that keep people apart."""

from dataclasses import replace

import pytest

from bot.core.conversation import Answer, Ask, Say
from bot.programme import current
from bot.programme.model import Area, AuditEntry, Programme
from bot.setup.model import spellings
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.wording import phrase
from tests.world import STAFF, takers_in, text_of, with_kind

ADMIN = "/support-admin people"


async def programme(hospital: Hospital) -> Programme:
    return await hospital.programme()


async def area(hospital: Hospital) -> Area:
    return (await programme(hospital)).areas[0]


async def names(hospital: Hospital, seat: str, **values: str) -> Answer:
    form = await hospital.world.command("kit", f"{ADMIN} add")
    return await hospital.world.submit("kit", form, seat=seat, **values)


async def said(hospital: Hospital, words: str) -> str:
    return text_of(await hospital.world.command("kit", f"{ADMIN} {words}"))


async def test_a_supporter_is_named_by_the_form_and_is_one_at_the_next_press(
    hospital: Hospital,
) -> None:
    answer = await names(hospital, "supporter", where="main", who="rosa")
    assert isinstance(answer, Say)
    assert phrase("setup.changed.text", people=4) in text_of(answer)
    assert hospital.world.people["rosa"] in takers_in(await area(hospital))
    async with hospital.world.storage.reading() as work:
        (entry,) = await work.of(AuditEntry).find()
        assert (await current(work)).areas
    assert entry.what == f"{hospital.world.people['rosa']} added to supporter in main"
    assert entry.who == hospital.world.people["kit"]
    assert phrase("supporters.duty.off") in text_of(
        await hospital.world.command("rosa", "/support duty")
    )


async def test_by_words_too_and_the_card_names_nobody(hospital: Hospital) -> None:
    said_of = await said(hospital, "add cover unit=icu @rosa")
    assert f"{phrase('setup.seat.cover')}, ICU" in said_of
    for name, *_ in STAFF:
        assert name.split()[0] not in said_of
    unit = (await programme(hospital)).unit("icu")
    assert unit is not None
    assert unit.cover[-1] == hospital.world.people["rosa"]
    await said(hospital, "remove cover @rosa in=icu")
    assert hospital.world.people["rosa"] not in (await programme(hospital)).units[0].cover


@pytest.mark.parametrize("spelling", ["supporter", "supporters", "on call", "on-call", "on_call"])
async def test_a_seat_is_typed_in_many_ways(hospital: Hospital, spelling: str) -> None:
    assert spelling in spellings()
    assert phrase("setup.changed.text") in await said(hospital, f"add {spelling} @rosa")


async def test_who_has_it_already_keeps_it_and_nothing_is_logged(hospital: Hospital) -> None:
    before = await area(hospital)
    await said(hospital, "add supporter @pat")
    assert await area(hospital) == before
    async with hospital.world.storage.reading() as work:
        assert await work.of(AuditEntry).count() == 0


@pytest.mark.branch("61.6")
async def test_nobodys_manager_and_no_investigator_becomes_a_supporter(hospital: Hospital) -> None:
    await hospital.change_person("sam", manager=hospital.world.people["rosa"])
    assert phrase("setup.people.apart") in await said(hospital, "add supporter @rosa")
    await said(hospital, "add investigator @theo")
    assert phrase("setup.people.apart") in await said(hospital, "add chaplain @theo")
    assert phrase("setup.people.apart") in await said(hospital, "add investigator @pat")
    now = await area(hospital)
    assert hospital.world.people["rosa"] not in takers_in(now)
    assert now.investigators == (hospital.world.people["theo"],)


async def test_nobody_under_age_takes_requests(hospital: Hospital) -> None:
    await hospital.change_person("rosa", adult=False)
    assert phrase("setup.people.young") in await said(hospital, "add supporter @rosa")


async def test_whom_the_roster_does_not_have_is_refused_with_how_to_mend_it(
    hospital: Hospital,
) -> None:
    assert phrase("setup.people.unknown") in await said(hospital, "add supporter @somebody")
    answer = await names(hospital, "supporter", where="main", who="somebody")
    assert isinstance(answer, Ask)
    assert answer.form.inputs[0].fault != ""


async def test_a_unit_is_needed_for_who_leads_it(hospital: Hospital) -> None:
    answer = await names(hospital, "lead", where="main", who="rosa")
    assert isinstance(answer, Ask)
    assert phrase("setup.fault.unit") in str(answer.form)
    answer = await names(hospital, "lead", where="unit/surgery", who="rosa")
    assert f"{phrase('setup.seat.lead')}, Surgery" in text_of(answer)
    assert "where, as in unit=icu" in await said(hospital, "add lead @rosa")


async def test_counsel_is_named_by_the_playbook_alone(hospital: Hospital) -> None:
    assert "counsel" not in spellings()
    assert phrase("setup.people.how") in await said(hospital, "add counsel @rosa")


@pytest.mark.branch("61.7")
async def test_the_last_coordinator_stays(hospital: Hospital) -> None:
    assert phrase("setup.people.last") in await said(hospital, "remove coordinator @kit")
    await said(hospital, "add coordinator @rosa")
    await said(hospital, "remove coordinator @kit")
    answer = await hospital.world.command("kit", ADMIN)
    assert phrase("core.not_yours") in text_of(answer)


async def test_the_last_who_could_take_a_request_stays(hospital: Hospital) -> None:
    for user in ("pat", "quinn"):
        assert phrase("setup.changed.text") in await said(hospital, f"remove supporter @{user}")
    assert phrase("setup.people.last_taker") in await said(hospital, "remove supporter @uma")
    assert takers_in(await area(hospital)) == (hospital.world.people["uma"],)
    await said(hospital, "add supporter @rosa")
    assert phrase("setup.changed.text", people=1) in await said(hospital, "remove supporter @uma")


async def test_the_last_chaplain_stays_where_no_one_else_could_be_called(
    hospital: Hospital,
) -> None:
    await said(hospital, "remove chaplain @abel")
    found = await programme(hospital)
    unpaged = with_kind(found, "chaplain", operator="")
    await hospital.change_programme(supports=unpaged.supports)
    assert phrase("setup.people.last_taker") in await said(hospital, "remove chaplain @imani")
    await hospital.change_programme(supports=found.supports)
    assert phrase("setup.changed.text", people=0) in await said(hospital, "remove chaplain @imani")


async def test_somebody_is_taken_off_by_name_in_a_dialog(hospital: Hospital) -> None:
    form = await hospital.world.command("kit", f"{ADMIN} remove")
    second = await hospital.world.submit("kit", form, seat="supporter", where="main")
    assert "Pat Okafor" in str(second)
    answer = await hospital.world.submit("kit", second, who=hospital.world.people["pat"])
    assert phrase("setup.changed.text", people=2) in text_of(answer)
    assert hospital.world.people["pat"] not in takers_in(await area(hospital))
    duty = await hospital.world.command("pat", "/support duty")
    assert phrase("core.not_yours") in text_of(duty)


async def test_an_empty_seat_says_so(hospital: Hospital) -> None:
    form = await hospital.world.command("kit", f"{ADMIN} remove")
    answer = await hospital.world.submit("kit", form, seat="investigator", where="main")
    assert phrase("setup.fault.nobody") in str(answer)


@pytest.mark.branch("61.8")
async def test_a_coordinators_reach_is_their_area(hospital: Hospital) -> None:
    other = Area("north", "North", coordinators=(hospital.world.people["rosa"],))
    areas = (*(await programme(hospital)).areas, other)
    units = (*(await programme(hospital)).units,)
    units = (*units, replace(units[0], key="nicu", name="NICU", area="north"))
    await hospital.change_programme(areas=areas, units=units)
    assert "as in unit=main" in await said(hospital, "add supporter area=north @sam")
    answer = await names(hospital, "lead", where="unit/nicu", who="sam")
    assert phrase("setup.fault.choose") in str(answer)
    form = await hospital.world.command("rosa", f"{ADMIN} remove")
    assert "Main campus" not in str(form)


@pytest.mark.parametrize("user", ["sam", "pat", "lena", "vera"])
@pytest.mark.parametrize("words", ["people add", "people add supporter @sam", "people remove"])
async def test_only_coordinators_may(hospital: Hospital, user: str, words: str) -> None:
    answer = await hospital.world.command(user, f"/support-admin {words}")
    assert phrase("core.not_yours") in text_of(answer)

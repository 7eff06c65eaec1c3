"""A hard event is reported by a form or by words, by those who may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events.model import REPORTED, EventState, ReportState
from bot.core.conversation import Ask, Command, Delivery, Say
from bot.core.inputs import Choice, DayInput, PeoplePicker, Ticks, TimeInput
from bot.programme import current
from bot.programme.model import MILESTONES, PERSONAL, Check, Group, Harm, Kind, Trigger
from tests.bot.adverse_events.reporting_kit import HALF_PAST_EIGHT, Hospital, form_of
from tests.wording import phrase
from tests.world import account, text_of


def faults_of(answer: object) -> set[str]:
    assert isinstance(answer, Ask)
    return {entered.name for entered in answer.form.inputs if entered.fault}


# ---- by a form ----


@pytest.mark.branch("1.1")
async def test_a_report_by_form_leads_to_a_first_note(hospital: Hospital) -> None:
    await hospital.report()
    assert hospital.notes("sam") == 0
    await hospital.world.pass_time(timedelta(hours=1))
    assert hospital.notes("sam") == 1
    (event,) = await hospital.events()
    assert (event.unit, event.kind, event.state) == (
        "icu",
        Kind.RESUSCITATION,
        EventState.RELEASED,
    )


@pytest.mark.branch("1.5")
async def test_every_input_is_a_picker_or_a_time_and_none_takes_free_text(
    hospital: Hospital,
) -> None:
    form = form_of(await hospital.world.command("lena", "/support-admin activate"))
    kinds = {type(entered) for entered in form.inputs}
    assert kinds <= {Choice, Ticks, PeoplePicker, DayInput, TimeInput}
    asked = [entered.name for entered in form.inputs]
    assert asked == ["unit", "day", "time", "people", "everyone", "kind", "harm"]


async def test_the_form_offers_each_kind_and_harm_of_the_contract(hospital: Hospital) -> None:
    form = form_of(await hospital.world.command("lena", "/support-admin activate"))
    offered = {i.name: {o.value for o in i.options} for i in form.inputs if isinstance(i, Choice)}
    assert offered["kind"] == set(Kind) - MILESTONES - PERSONAL
    assert offered["harm"] == set(Harm)


async def test_the_kinds_of_the_units_triggers_stand_first_and_none_is_left_out(
    hospital: Hospital,
) -> None:
    wait = timedelta(hours=1)

    def on(kind: Kind, *units: str, checks: tuple[Check, ...] = tuple(Check)) -> Trigger:
        return Trigger(kind, Harm.NONE, wait, wait, units=units, checks=checks)

    triggers = (
        on(Kind.RESUSCITATION),
        on(Kind.EXPOSURE_INJURY, "pharmacy"),
        on(Kind.MEDICATION_EVENT, "pharmacy"),
        on(Kind.NEAR_MISS, "icu"),
        on(Kind.VIOLENCE_OR_THREAT),
        on(Kind.COLLEAGUE_LOSS),
        on(Kind.SERIOUS_HARM, "icu", checks=()),
    )
    await hospital.change_programme(triggers=triggers)
    form = form_of(await hospital.world.command("lena", "/support-admin activate"))
    (kinds,) = (one for one in form.inputs if isinstance(one, Choice) and one.name == "kind")
    offered = [option.value for option in kinds.options]
    assert offered[:5] == [
        "near_miss",  # of this unit
        "medication_event",  # of its area
        "exposure_injury",
        "resuscitation",  # of every unit
        "violence_or_threat",
    ]
    assert offered[5:] == [kind for kind in REPORTED if kind not in offered[:5]]


async def test_who_answers_for_several_units_says_where_before_what(hospital: Hospital) -> None:
    wait = timedelta(hours=1)
    near = Trigger(Kind.NEAR_MISS, Harm.NONE, wait, wait, units=("surgery",))
    groups = (Group("code", "Code team", (hospital.world.people["theo"],)),)
    with_group = Trigger(Kind.RESUSCITATION, Harm.NONE, wait, wait, groups=("code",))
    await hospital.change_programme(triggers=(near, with_group), groups=groups)
    first = form_of(await hospital.world.command("kit", "/support-admin activate"))
    assert [one.name for one in first.inputs] == ["unit", "day", "time", "people", "everyone"]
    then = form_of(
        await hospital.world.submit(
            "kit", first, unit="surgery", people=("quinn",), **HALF_PAST_EIGHT
        )
    )
    assert [one.name for one in then.inputs] == ["kind", "harm"]
    (kinds, _) = then.inputs
    assert isinstance(kinds, Choice)
    assert kinds.options[0].value == "near_miss"
    assert faults_of(await hospital.world.submit("kit", then, harm="none")) == {"kind"}
    preview = await hospital.world.submit("kit", then, kind="resuscitation", harm="none")
    assert "Quinn" in text_of(preview)
    assert "Theo Brandt" in text_of(preview)  # of the group that this kind brings
    await hospital.world.submit("kit", preview)
    (event,) = await hospital.events()
    assert (event.unit, event.kind) == ("surgery", Kind.RESUSCITATION)


async def test_nobody_but_its_reporter_says_what_happened(hospital: Hospital) -> None:
    first = await hospital.world.command("kit", "/support-admin activate")
    form = await hospital.world.submit("kit", first, unit="icu", people=("sam",), **HALF_PAST_EIGHT)
    await hospital.world.submit("lena", form, kind="near_miss", harm="none")
    (report,) = await hospital.reports()
    assert (report.kind, report.state) == (Kind.OTHER, ReportState.DRAFT)


async def test_the_form_is_there_behind_a_button_as_well(hospital: Hospital) -> None:
    answer = await hospital.world.press("lena", "adverse_event.report")
    assert form_of(answer).name == "adverse_event.report"


async def test_everyone_on_shift_then_comes_from_the_units_roster(hospital: Hospital) -> None:
    preview = await hospital.fill_in(people=(), everyone="everyone")
    said = text_of(preview)
    for name in ("Sam Rivera", "Theo Brandt", "Rosa Lind", "Lena Ortiz", "Cole Avery"):
        assert name in said
    assert "Nora Quist" not in said  # on nights
    assert "Fay Odum" not in said  # of another unit


async def test_who_was_on_the_night_shift_then_is_found_by_the_time(hospital: Hospital) -> None:
    preview = await hospital.fill_in(people=(), everyone="everyone", time="03:00")
    assert "Nora Quist" in text_of(preview)
    assert "Sam Rivera" not in text_of(preview)


@pytest.mark.branch("1.4")
async def test_picked_people_and_the_roster_add_up_and_nobody_counts_twice(
    hospital: Hospital,
) -> None:
    preview = await hospital.fill_in(people=("sam", "sam", "fay"), everyone="everyone")
    assert text_of(preview).count("Sam Rivera") == 1
    assert "Fay Odum" in text_of(preview)
    assert phrase("check_in.see.who", count=6) in text_of(preview)


async def test_somebody_not_in_the_playbook_can_be_picked(hospital: Hospital) -> None:
    preview = await hospital.fill_in(people=("transporter",))
    assert phrase("adverse_event.names.nameless", count=1) in text_of(preview)
    await hospital.world.submit("lena", preview)
    await hospital.world.pass_time(timedelta(hours=2))
    assert hospital.notes("transporter") == 1


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"kind": ()}, "kind"),
        ({"kind": "sneeze"}, "kind"),
        ({"harm": ()}, "harm"),
        ({"unit": "surgery"}, "unit"),
        ({"unit": ()}, "unit"),
        ({"time": ()}, "time"),
        ({"time": "25:00"}, "time"),
        ({"day": "2026-02-30"}, "time"),
        ({"time": "09:01"}, "time"),
        ({"day": "2026-03-03"}, "time"),
        ({"day": "2025-03-01"}, "day"),
        ({"people": ()}, "people"),
    ],
)
async def test_a_form_that_cannot_be_taken_says_so_beside_the_input_and_keeps_the_rest(
    hospital: Hospital, values: dict[str, str], fault: str
) -> None:
    answer = await hospital.fill_in(**values)
    assert faults_of(answer) == {fault}
    assert await hospital.reports() == []


async def test_a_roster_with_nobody_on_shift_asks_for_people_in_the_form(
    hospital: Hospital,
) -> None:
    for user in ("sam", "theo", "rosa", "lena", "cole", "nora"):
        await hospital.change_person(user, shift="")
    answer = await hospital.fill_in(people=(), everyone="everyone")
    assert faults_of(answer) == {"people"}
    assert phrase("adverse_event.fault.nobody_on_shift") in text_of(answer)


# ---- who may ----


@pytest.mark.parametrize("user", ["sam", "pat", "cole", "stranger"])
async def test_who_leads_no_unit_cannot_report_and_reads_whom_to_ask(
    hospital: Hospital, user: str
) -> None:
    for typed in ("activate", "activate near_miss unit=icu people=@rosa", "activate nonsense"):
        answer = await hospital.world.command(user, f"/support-admin {typed}", ("rosa",))
        assert phrase("adverse_event.not_yours") in text_of(answer)
    assert await hospital.reports() == []


async def test_a_coordinator_reports_for_every_unit_of_the_area(hospital: Hospital) -> None:
    await hospital.report("kit", unit="surgery", people=("quinn",))
    await hospital.world.pass_time(timedelta(hours=1))
    assert hospital.notes("quinn") == 1


async def test_the_right_to_report_is_checked_again_when_the_form_comes_in(
    hospital: Hospital,
) -> None:
    form = await hospital.world.command("lena", "/support-admin activate")
    await hospital.change_programme(units=())
    answer = await hospital.world.submit("lena", form, kind="other", harm="none", unit="icu")
    assert phrase("adverse_event.not_yours") in text_of(answer)
    assert await hospital.reports() == []


@pytest.mark.branch("8.2")
async def test_the_right_to_report_is_checked_again_when_it_is_confirmed(
    hospital: Hospital,
) -> None:
    preview = await hospital.fill_in()
    async with hospital.world.storage.reading() as work:
        programme = await current(work)
    units = tuple(replace(unit, leads=()) for unit in programme.units)
    await hospital.change_programme(units=units)
    answer = await hospital.world.submit("lena", preview)
    assert phrase("adverse_event.not_yours") in text_of(answer)
    assert await hospital.events() == []


# ---- by words ----


async def type_it(hospital: Hospital, text: str, *mentioned: str, user: str = "lena") -> str:
    """Words as an adapter hands them on: split, folded, each mention an ``@``."""
    words = ("activate", *text.casefold().split())
    delivery = Delivery("command", user, f"typed-{next(hospital.numbers)}")
    typed = Command(delivery, account(user), "support-admin", words, mentioned)
    answer = await hospital.world.bot.handle(typed)
    assert isinstance(answer, Say)
    return text_of(answer)


@pytest.mark.branch("1.2")
async def test_words_make_a_draft_and_a_private_card_without_a_name(hospital: Hospital) -> None:
    said = await type_it(hospital, "near_miss unit=icu people=@,@ at=08:30", "sam", "rosa")
    assert phrase("adverse_event.ready.text", count=2) in said
    assert "Sam" not in said
    assert "Rosa" not in said
    assert "ICU" not in said
    (report,) = await hospital.reports()
    assert (report.state, report.kind, report.harm) == (
        ReportState.DRAFT,
        Kind.NEAR_MISS,
        Harm.NONE,
    )
    assert report.occurred_at == hospital.now - timedelta(minutes=30)


async def test_the_cards_button_shows_who_and_the_words_and_sends_only_when_confirmed(
    hospital: Hospital,
) -> None:
    await type_it(hospital, "near_miss unit=icu people=@", "sam")
    (report,) = await hospital.reports()
    preview = await hospital.world.press("lena", "check_in.preview", report.reference)
    assert "Sam Rivera" in text_of(preview)
    await hospital.world.pass_time(timedelta(minutes=50))
    assert hospital.notes("sam") == 0
    await hospital.world.submit("lena", preview)
    await hospital.world.pass_time(timedelta(hours=2))
    assert hospital.notes("sam") == 1


@pytest.mark.parametrize(
    "text",
    [
        "near_miss unit=icu people=@,@",
        "near-miss unit=icu people=@ @",
        "near miss unit=icu people=@, @",
        "near_miss people=@,@ unit=icu",
        "near_miss unit = icu people = @ and @",
        "near_miss unit=“icu” people=“@”, “@”",
        "near_miss unit='ICU' people=@;@",
        "near_miss icu @ @",
        "near_miss people=@,@",
        "near_miss who=@ & @ ward=icu",
    ],
)
async def test_words_are_read_as_people_type_them(hospital: Hospital, text: str) -> None:
    said = await type_it(hospital, text, "sam", "rosa")
    assert phrase("adverse_event.ready.text", count=2) in said


@pytest.mark.parametrize(
    ("at", "minutes_ago"),
    [
        ("at=08:30", 30),
        ("at=8.30", 30),
        ("at=0830", 30),
        ("at=8:30am", 30),
        ("at=8:30 a.m.", 30),
        ("at=8am", 60),
        ("at=“8:30”", 30),
        ("at=12am", 9 * 60),
        ("at=21:00", 12 * 60),  # not yet today, so it was yesterday
        ("at=9pm", 12 * 60),
        ("", 0),
    ],
)
async def test_a_time_is_the_last_one_the_persons_clock_showed(
    hospital: Hospital, at: str, minutes_ago: int
) -> None:
    await type_it(hospital, f"near_miss unit=icu people=@ {at}", "sam")
    (report,) = await hospital.reports()
    assert report.occurred_at == hospital.now - timedelta(minutes=minutes_ago)


async def test_everyone_by_words_is_the_roster(hospital: Hospital) -> None:
    said = await type_it(hospital, "near_miss unit=icu everyone")
    assert phrase("adverse_event.ready.text", count=5) in said


@pytest.mark.parametrize(
    ("text", "mentioned", "mend"),
    [
        ("unit=icu people=@", ("sam",), phrase("adverse_event.typed.kind")),
        ("sneeze unit=icu people=@", ("sam",), phrase("adverse_event.typed.kind")),
        ("near_miss unit=moon people=@", ("sam",), "one of these: icu"),
        ("near_miss unit=surgery people=@", ("sam",), "one of these: icu"),
        ("near_miss unit=icu", (), phrase("adverse_event.typed.people")),
        ("near_miss unit=icu people=sam", (), phrase("adverse_event.typed.people")),
        ("near_miss unit=icu people=@sam", (), phrase("adverse_event.typed.people")),
        ("near_miss unit=icu people=@ at=noonish", ("sam",), "at=14:30"),
        ("near_miss unit=icu people=@ at=25:00", ("sam",), "at=14:30"),
        ("near_miss unit=icu people=@ at=8", ("sam",), "at=14:30"),
        ("near_miss unit=icu people=@ at=13pm", ("sam",), "at=14:30"),
        ("near_miss untit=icu people=@", ("sam",), phrase("adverse_event.typed.keys")),
    ],
)
async def test_a_fault_in_the_words_says_how_to_mend_it_and_keeps_nothing(
    hospital: Hospital, text: str, mentioned: tuple[str, ...], mend: str
) -> None:
    assert mend in await type_it(hospital, text, *mentioned)
    assert await hospital.reports() == []


async def test_nothing_typed_comes_back(hospital: Hospital) -> None:
    for text in ("near_miss unit=mrs-jones people=@", "near_miss icu mrs-jones", "mrs-jones"):
        assert "jones" not in (await type_it(hospital, text, "sam")).casefold()


async def test_everyone_where_the_roster_is_empty_asks_for_people(hospital: Hospital) -> None:
    said = await type_it(hospital, "near_miss unit=pastoral everyone at=03:00", user="kit")
    assert phrase("adverse_event.typed.nobody_on_shift") in said


async def test_a_draft_can_be_thrown_away_and_its_buttons_are_dead_then(
    hospital: Hospital,
) -> None:
    await type_it(hospital, "near_miss unit=icu people=@", "sam")
    (report,) = await hospital.reports()
    gone = await hospital.world.press("lena", "adverse_event.discard", report.reference)
    assert phrase("trigger.test.nothing_sent") in text_of(gone)
    assert await hospital.reports() == []
    for action in ("check_in.preview", "adverse_event.discard", "adverse_event.undo"):
        answer = await hospital.world.press("lena", action, report.reference)
        assert phrase("core.gone") in text_of(answer)

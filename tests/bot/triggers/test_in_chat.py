"""A coordinator sets a trigger up in chat, tries it out, and switches it on and off."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.conversation import Answer, Ask, Replace, Say
from bot.core.inputs import Choice, DayInput, Ticks, TimeInput
from bot.core.screens import Form
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import (
    Area,
    AuditEntry,
    Calls,
    Check,
    Group,
    Harm,
    Kind,
    Programme,
    Trigger,
)
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase
from tests.world import text_of

ADMIN = "/support-admin trigger"


def filled(form: Form) -> dict[str, Any]:
    """What is in a form as it is opened."""
    values: dict[str, Any] = {}
    for one in form.inputs:
        match one:
            case Choice() if one.chosen:
                values[one.name] = one.chosen
            case Ticks():
                values[one.name] = tuple(map(str, one.ticked))
            case DayInput() if one.day:
                values[one.name] = one.day.isoformat()
            case TimeInput() if one.at:
                values[one.name] = one.at.isoformat("minutes")
            case _:
                pass
    return values


async def triggers(hospital: Hospital) -> tuple[Trigger, ...]:
    async with hospital.world.storage.reading() as work:
        return (await current(work)).triggers


async def audit(hospital: Hospital) -> list[str]:
    async with hospital.world.storage.reading() as work:
        return [entry.what for entry in await work.of(AuditEntry).find(order_by=AuditEntry.number)]


async def added(hospital: Hospital, start: str = "near_miss", **values: Any) -> Answer:
    """Add a trigger by its three steps, as they are filled in but for these values."""
    form = await hospital.world.command("kit", f"{ADMIN} add")
    return await through(hospital, form, template=start, **values)


async def through(hospital: Hospital, answer: Answer, user: str = "kit", **values: Any) -> Answer:
    """Send each step as it is filled in but for these values, until one is refused or the last."""
    while isinstance(answer, Ask) and not faulty(answer.form):
        asked = {one.name for one in answer.form.inputs}
        given = filled(answer.form) | {n: v for n, v in values.items() if n in asked}
        answer = await hospital.world.submit(user, answer, **given)
    return answer


def faulty(form: Form) -> set[str]:
    return {one.name for one in form.inputs if one.fault}


async def live(hospital: Hospital, name: str) -> Answer:
    form = await hospital.world.press("kit", "trigger.checks", name)
    return await hospital.world.submit("kit", form, checks=tuple(Check))


# ---- set up ----


async def test_three_steps_and_a_checklist_make_a_live_trigger(hospital: Hospital) -> None:
    answer = await added(hospital, units=("icu",))
    assert "Near miss, ICU: after 1 hour, to everyone on shift (not on yet)" in text_of(answer)
    now = text_of(await live(hospital, "near-miss"))
    assert "Near miss, ICU: after 1 hour, to everyone on shift (on)" in now
    (_, made) = await triggers(hospital)
    assert (made.key, made.kind, made.units) == ("near-miss", "near_miss", ("icu",))
    assert await audit(hospital) == ["trigger near-miss added", "trigger near-miss live"]


async def test_it_is_not_live_before_all_of_the_checklist_is_ticked(hospital: Hospital) -> None:
    await added(hospital)
    form = await hospital.world.press("kit", "trigger.checks", "near-miss")
    answer = await hospital.world.submit("kit", form, checks=("leads", "policy"))
    said = text_of(answer)
    assert phrase("trigger.state.draft") in said
    assert phrase("trigger.show.draft", count=3) in said
    again = await hospital.world.press("kit", "trigger.checks", "near-miss")
    assert filled(form_of(again))["checks"] == ("leads", "policy")


async def test_words_are_the_fast_lane(hospital: Hospital) -> None:
    said = text_of(
        await hospital.world.command("kit", f"{ADMIN} add near miss from=mild units=icu delay=2h")
    )
    assert "Near miss with mild harm or worse, ICU: after 2 hours" in said
    assert phrase("trigger.state.draft") in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("add", ""),
        ("add earthquake", phrase("trigger.typed.kind")),
        ("add near_miss please", phrase("trigger.typed.words")),
        ("add near_miss from=terrible", phrase("trigger.typed.harm")),
        ("add near_miss units=moon", phrase("trigger.typed.units")),
        ("add near_miss delay=9d", phrase("trigger.typed.delay")),
        ("add near_miss delay=99h", phrase("trigger.typed.delay")),
        ("show nothing", phrase("trigger.typed.name")),
        ("show", phrase("trigger.typed.name")),
    ],
)
async def test_what_cannot_be_read_says_how_to_mend_it(
    hospital: Hospital, words: str, said: str
) -> None:
    answer = await hospital.world.command("kit", f"{ADMIN} {words}")
    assert said in text_of(answer)
    assert len(await triggers(hospital)) == 1


async def test_a_second_one_for_the_same_units_is_refused_and_the_form_keeps_what_was_typed(
    hospital: Hospital,
) -> None:
    await added(hospital, units=("icu",), delay="120")
    again = await added(hospital, units=("icu", "float"), audience="shifts_around")
    form = form_of(again)
    assert (form.name, faulty(form)) == ("trigger.where", {"units"})
    assert phrase("trigger.fault.clash") in text_of(again)
    assert filled(form)["audience"] == "shifts_around"
    assert len(await triggers(hospital)) == 2


async def test_one_that_follows_another_on_later_days_is_no_second_one(hospital: Hospital) -> None:
    await added(hospital, units=("icu",), ends="2026-06-30")
    again = await added(hospital, units=("icu",), starts="2026-06-01")
    assert faulty(form_of(again)) == {"starts"}
    assert len(await triggers(hospital)) == 2
    await added(hospital, units=("icu",), starts="2026-07-01")
    assert len(await triggers(hospital)) == 3


@pytest.mark.branch("68.5")
async def test_what_cannot_be_together_is_refused_in_the_form(hospital: Hospital) -> None:
    said = text_of(await added(hospital, units=("icu",), how="ambient"))
    assert phrase("trigger.fault.no_channel") in said
    review = text_of(await added(hospital, "event_review", units=("icu",), how="ambient"))
    assert phrase("trigger.fault.one_way") in review
    assert len(await triggers(hospital)) == 1


async def test_a_group_of_most_people_is_refused_as_a_playbook_would_refuse_it(
    hospital: Hospital,
) -> None:
    world = hospital.world

    async def with_groups(work: Work) -> Programme:
        new = [await world.add_person(work, f"P{n} New", "nurse", "icu") for n in range(25)]
        people = tuple(person.reference for person in new)
        groups = (Group("most", "Most", people), Group("some", "Some", people[:5]))
        changed = replace(await current(work), groups=groups)
        await put(work, changed)
        return changed

    await in_one_work(world.storage, with_groups)
    said = text_of(await added(hospital, units=("icu",), groups=("most", "some")))
    assert phrase("trigger.fault.too_many") in said
    assert len(await triggers(hospital)) == 1
    assert phrase("trigger.state.draft") in text_of(
        await added(hospital, units=("icu",), groups=("some",))
    )


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (("icu",), phrase("trigger.checks.reach", count=6, all=18)),
        ((), phrase("trigger.checks.reach", count=16, all=18)),
        (("empty",), phrase("trigger.checks.nobody")),
    ],
)
async def test_before_it_is_live_it_says_how_many_it_could_reach(
    hospital: Hospital, units: tuple[str, ...], said: str
) -> None:
    async def with_an_empty_unit(work: Work) -> None:
        programme = await current(work)
        empty = replace(programme.units[0], key="empty", name="Empty")
        await put(work, replace(programme, units=(*programme.units, empty)))

    await in_one_work(hospital.world.storage, with_an_empty_unit)
    await added(hospital, units=units)
    assert said in text_of(await hospital.world.press("kit", "trigger.checks", "near-miss"))


async def test_units_and_groups_that_went_while_a_form_was_open_are_refused(
    hospital: Hospital,
) -> None:
    assert phrase("trigger.fault.units") in text_of(await added(hospital, units=("icu", "closed")))
    form = await hospital.world.command("kit", f"{ADMIN} add")
    where = form_of(await hospital.world.submit("kit", form, template="near_miss"))
    given = filled(where) | {"groups": ("gone",)}
    assert faulty(form_of(await hospital.world.submit("kit", where, **given))) == {"audience"}
    assert len(await triggers(hospital)) == 1


async def test_a_last_day_before_the_first_is_refused(hospital: Hospital) -> None:
    said = text_of(await added(hospital, starts="2026-05-02", ends="2026-05-01"))
    assert phrase("trigger.fault.ends") in said


# ---- tried out ----


async def test_a_dry_run_shows_exactly_who_and_which_words_and_sends_nothing(
    hospital: Hospital,
) -> None:
    await added(hospital, units=("icu",))
    form = await hospital.world.command("kit", f"{ADMIN} test near-miss")
    shown = await hospital.world.submit("kit", form, unit="icu", day="2026-03-02", time="08:30")
    said = text_of(shown)
    assert "Sam Rivera" in said
    assert phrase("check_in.note.hello", name="(first name)") in said
    assert phrase("trigger.test.nothing_sent") in said
    await hospital.world.settle()
    assert hospital.world.everything_posted() == []
    assert await hospital.reports() == []


async def test_what_a_dry_run_shows_is_what_happens(hospital: Hospital) -> None:
    await added(hospital, units=("icu",))
    await live(hospital, "near-miss")
    form = await hospital.world.command("kit", f"{ADMIN} test near-miss")
    said = text_of(
        await hospital.world.submit("kit", form, unit="icu", day="2026-03-02", time="08:30")
    )
    await hospital.source(kind=Kind.NEAR_MISS, harm=Harm.NONE, emails=())
    await hospital.world.pass_time(timedelta(days=1))
    got = {user for user in hospital.world.people if hospital.notes(user)}
    async with hospital.world.storage.reading() as work:
        names = {
            u: await work.vault.open(sealed_text(hospital.world.people[u], "name")) for u in got
        }
    assert got
    assert all(name in said for name in some(names.values()) if name)


async def test_a_time_that_is_none_is_refused_in_the_form(hospital: Hospital) -> None:
    await added(hospital)
    form = await hospital.world.command("kit", f"{ADMIN} test near-miss")
    shown = await hospital.world.submit("kit", form, unit="icu", day="tomorrow", time="8")
    assert phrase("adverse_event.fault.time") in text_of(shown)


async def test_a_time_that_no_clock_shows_is_as_far_after_the_gap(hospital: Hospital) -> None:
    await added(hospital, units=("icu",))
    form = await hospital.world.command("kit", f"{ADMIN} test near-miss")
    # Half past two, on the night on which clocks go from two to three.
    shown = await hospital.world.submit("kit", form, unit="icu", day="2026-03-08", time="02:30")
    assert "4:30" in text_of(shown)
    assert "Nora Quist" in text_of(shown)


# ---- switched ----


async def test_paused_and_resumed_by_words_and_by_buttons(hospital: Hospital) -> None:
    await added(hospital)
    await live(hospital, "near-miss")
    assert phrase("trigger.state.paused") in text_of(
        await hospital.world.command("kit", f"{ADMIN} pause near-miss")
    )
    assert (await triggers(hospital))[1].paused
    answer = await hospital.world.press("kit", "trigger.resume", "near-miss")
    assert isinstance(answer, Replace)
    assert "to everyone on shift (on)" in text_of(answer)
    await hospital.world.press("kit", "trigger.pause", "near-miss")
    await hospital.world.press("kit", "trigger.pause", "near-miss")
    assert (await audit(hospital))[2:] == [
        "trigger near-miss paused",
        "trigger near-miss resumed",
        "trigger near-miss paused",
    ]


async def test_what_was_taken_out_can_be_put_back_as_it_was(hospital: Hospital) -> None:
    await added(hospital, units=("icu",))
    form = await hospital.world.press("kit", "trigger.more", "near-miss")
    said = text_of(await through(hospital, form, per_unit="2", offers=("talk",)))
    assert phrase("trigger.show.per_unit", count=2) in said
    await live(hospital, "near-miss")
    before = (await triggers(hospital))[1]
    answer = await hospital.world.press("kit", "trigger.remove", "near-miss")
    assert phrase("trigger.removed") in text_of(answer)
    assert len(await triggers(hospital)) == 1
    again = await hospital.world.press("kit", "trigger.put_back", "near-miss")
    assert "to everyone on shift (on)" in text_of(again)
    assert (await triggers(hospital))[1] == before


async def test_calls_are_asked_for_in_chat_and_a_dry_run_says_so(hospital: Hospital) -> None:
    await added(hospital, units=("icu",))
    form = await hospital.world.press("kit", "trigger.more", "near-miss")
    said = text_of(await through(hospital, form, calls="instead"))
    assert phrase("trigger.show.calls", calls=phrase("check_in.calls.instead")) in said
    assert (await triggers(hospital))[1].calls is Calls.INSTEAD
    form = await hospital.world.command("kit", f"{ADMIN} test near-miss")
    shown = await hospital.world.submit("kit", form, unit="icu", day="2026-03-02", time="08:30")
    assert phrase("check_in.see.calls.instead", hours=4) in text_of(shown)
    assert phrase("trigger.test.who") not in text_of(shown)


async def test_a_planned_day_names_nobody_to_call(hospital: Hospital) -> None:
    await added(hospital, start="event_review", units=("icu",))
    planned = (await triggers(hospital))[1]
    form = form_of(await hospital.world.press("kit", "trigger.more", planned.key))
    given = filled(form) | {"calls": "first"}
    said = text_of(await hospital.world.submit("kit", form, **given))
    assert phrase("trigger.fault.no_calls") in said
    assert {each.calls for each in await triggers(hospital)} == {Calls.NONE}


async def test_a_change_keeps_the_name_and_shows_in_the_list(hospital: Hospital) -> None:
    await added(hospital)
    form = await hospital.world.command("kit", f"{ADMIN} edit near-miss")
    await through(hospital, form, kind="resuscitation", delay="0")
    answer = await hospital.world.command("kit", f"{ADMIN} list")
    assert isinstance(answer, Say)
    assert "Resuscitation, any unit: at once, to everyone on shift (not on yet)" in text_of(answer)
    assert (await triggers(hospital))[1].key == "near-miss"


async def test_the_last_step_says_whether_a_change_counts_at_once(hospital: Hospital) -> None:
    async def last_step() -> str:
        form = form_of(await hospital.world.command("kit", f"{ADMIN} edit near-miss"))
        where = form_of(await hospital.world.submit("kit", form, **filled(form)))
        return text_of(await hospital.world.submit("kit", where, **filled(where)))

    await added(hospital)
    assert phrase("trigger.edit.text") in await last_step()
    await live(hospital, "near-miss")
    said = await last_step()
    assert phrase("trigger.edit.live") in said
    assert phrase("trigger.edit.text") not in said


async def test_nothing_of_a_change_is_kept_before_its_last_step(hospital: Hospital) -> None:
    await added(hospital)
    before = await triggers(hospital)
    form = await hospital.world.command("kit", f"{ADMIN} edit near-miss")
    then = await hospital.world.submit("kit", form, kind="*", harm="death")
    assert "So far: Any kind of event with a death, any unit" in text_of(then)
    last = await hospital.world.submit(
        "kit", then, units=("icu",), audience="shifts_around", how="messages"
    )
    assert "Any kind of event with a death, ICU: after 1 hour, to that shift and" in text_of(last)
    assert await triggers(hospital) == before


# ---- whose it is ----


async def test_only_coordinators_reach_any_of_it(hospital: Hospital) -> None:
    for user in ("sam", "pat", "lena"):
        assert phrase("core.not_yours") in text_of(
            await hospital.world.command(user, f"{ADMIN} list")
        )
        answer = await hospital.world.press(user, "trigger.remove", "any-from-unknown")
        assert phrase("core.not_yours") in text_of(answer)
    assert len(await triggers(hospital)) == 1


async def test_a_coordinators_reach_is_their_area(hospital: Hospital) -> None:
    async def split(work: Any) -> Programme:
        programme = await current(work)
        north = Area("north", "North", coordinators=(hospital.world.people["lena"],))
        units = tuple(
            replace(u, area="north") if u.key == "pharmacy" else u for u in programme.units
        )
        changed = replace(programme, areas=(*programme.areas, north), units=units)
        await put(work, changed)
        return changed

    await in_one_work(hospital.world.storage, split)
    everywhere = await hospital.world.command("lena", f"{ADMIN} pause any-from-unknown")
    assert phrase("trigger.not_yours") in text_of(everywhere)
    first = await hospital.world.command("lena", f"{ADMIN} add near_miss units=icu")
    assert phrase("trigger.typed.units") in text_of(first)
    # Without units it is for those of her area.
    assert "Near miss, Pharmacy" in text_of(
        await hospital.world.command("lena", f"{ADMIN} add near_miss")
    )
    assert phrase("trigger.not_yours") in text_of(
        await hospital.world.command("kit", f"{ADMIN} remove near-miss")
    )

"""Every starting point makes a trigger as it is filled in, in any hospital."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.playbook import check
from bot.core.inputs import Choice
from bot.core.storage import Work, in_one_work
from bot.programme import Playbook, current, put
from bot.programme.model import PERSONAL, Area, Programme, Unit
from bot.triggers.model import TEMPLATES, template
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.bot.triggers.test_in_chat import ADMIN, added, filled, triggers
from tests.wording import phrase
from tests.world import text_of

SAMPLE = Path("adapters/practice/hospital.toml")
STARTS = [each.key for each in TEMPLATES]
Made = Callable[[Programme, str], Programme]


def sample(programme: Programme, kit: str) -> Programme:
    """The sample hospital as it ships."""
    playbook = check(SAMPLE.read_text("utf-8"))
    assert isinstance(playbook, Playbook)
    areas = tuple(replace(area, coordinators=(kit,)) for area in playbook.programme.areas)
    return replace(playbook.programme, areas=areas)


def no_units(programme: Programme, kit: str) -> Programme:
    """A hospital of which nothing but the coordinator is known."""
    return replace(programme, units=(), triggers=(), groups=())


def no_triggers(programme: Programme, kit: str) -> Programme:
    return replace(programme, triggers=())


def one_area_of_two(programme: Programme, kit: str) -> Programme:
    """One of whose areas another coordinates."""
    units = tuple(
        replace(unit, area="north") if unit.key == "pharmacy" else unit for unit in programme.units
    )
    north = Area("north", "North", coordinators=("somebody",))
    return replace(programme, areas=(*programme.areas, north), units=units, triggers=())


def many_units(programme: Programme, kit: str) -> Programme:
    """One area of a hospital with more units than can be ticked."""
    (area,) = programme.areas
    units = tuple(Unit(f"u{n}", f"Unit {n}", area.key, "UTC") for n in range(40))
    north = Area("north", "North", coordinators=("somebody",))
    far = Unit("far", "Far", "north", "UTC")
    return replace(programme, areas=(area, north), units=(*units, far), triggers=())


async def change(hospital: Hospital, made: Made) -> None:
    async def changed(work: Work) -> Programme:
        programme = made(await current(work), hospital.world.people["kit"])
        await put(work, programme)
        return programme

    hospital.world.directory.remember(await in_one_work(hospital.world.storage, changed))


@pytest.mark.branch("68.4")
@pytest.mark.parametrize("made", [sample, no_units, no_triggers, one_area_of_two, many_units])
async def test_each_starting_point_saves_as_it_is_filled_in(hospital: Hospital, made: Made) -> None:
    await change(hospital, made)
    for start in STARTS:
        before = await triggers(hospital)
        card = text_of(await added(hospital, start))
        found = template(start)
        assert found is not None
        assert any(phrase(f"trigger.state.{state}") in card for state in ("draft", "live")), start
        now = await triggers(hospital)
        if now != before:
            assert now[:-1] == before
            assert (now[-1].kind, now[-1].harm) == (found.kind, found.harm)
        else:
            assert any(each.kind == found.kind for each in now), start
    kinds = {each.kind for each in await triggers(hospital)}
    assert kinds >= {each.kind for each in TEMPLATES}


async def test_each_of_them_can_be_tried_out_or_says_what_lacks(hospital: Hospital) -> None:
    await change(hospital, no_units)
    await added(hospital)
    shown = await hospital.world.press("kit", "trigger.test", "near-miss")
    assert phrase("trigger.test.no_units") in text_of(shown)


def test_no_two_starting_points_are_reported_alike() -> None:
    assert len({each.kind for each in TEMPLATES}) == len(TEMPLATES)


async def test_one_that_is_there_already_says_so_and_opens_to_be_changed(
    hospital: Hospital,
) -> None:
    await added(hospital)
    form = form_of(await hospital.world.command("kit", f"{ADMIN} add"))
    (kinds,) = (one for one in form.inputs if isinstance(one, Choice) and one.name == "template")
    labels = {option.value: option.label for option in kinds.options}
    there = phrase("trigger.start.there", kind=phrase("adverse_event.kind.near_miss"))
    assert labels["near_miss"] == there
    assert labels["resuscitation"] == phrase("adverse_event.kind.resuscitation")
    before = await triggers(hospital)
    then = await hospital.world.submit("kit", form, template="near_miss", harm="usual")
    assert phrase("trigger.edit.is_there") in text_of(then)
    last = await hospital.world.submit("kit", then, **(filled(form_of(then)) | {"units": ("icu",)}))
    await hospital.world.submit("kit", last, **(filled(form_of(last)) | {"delay": "240"}))
    (first, changed) = await triggers(hospital)
    assert first == before[0]
    assert (changed.key, changed.units) == ("near-miss", ("icu",))


async def test_one_of_another_area_is_shown_and_not_changed(hospital: Hospital) -> None:
    await added(hospital)
    await change(hospital, one_area_of_two_with_its_triggers)
    shown = await added(hospital)
    said = text_of(shown)
    # Here it is for the units of one's own area alone, which goes before the one for all.
    assert "Near miss, " in said
    assert "Pharmacy" not in said


def one_area_of_two_with_its_triggers(programme: Programme, kit: str) -> Programme:
    return replace(one_area_of_two(programme, kit), triggers=programme.triggers)


async def test_of_many_units_those_that_it_has_now_stay(hospital: Hospital) -> None:
    await change(hospital, many_units)
    await added(hospital)
    (made,) = await triggers(hospital)
    assert len(made.units) == 40

    def fewer(programme: Programme, kit: str) -> Programme:
        (trigger,) = programme.triggers
        return replace(programme, triggers=(replace(trigger, units=("u1", "u2", "u3")),))

    await change(hospital, fewer)
    form = await hospital.world.command("kit", f"{ADMIN} edit near miss")
    then = await hospital.world.submit("kit", form, **filled(form_of(form)))
    (where, *_) = form_of(then).inputs
    assert isinstance(where, Choice)
    labels = {option.value: option.label for option in where.options}
    assert labels[where.chosen] == phrase("trigger.edit.as_now", count=3)
    last = await hospital.world.submit("kit", then, **filled(form_of(then)))
    await hospital.world.submit("kit", last, **(filled(form_of(last)) | {"delay": "0"}))
    (changed,) = await triggers(hospital)
    assert (changed.units, changed.delay.total_seconds()) == (("u1", "u2", "u3"), 0)


async def test_what_a_person_alone_may_ask_for_is_no_starting_point(hospital: Hospital) -> None:
    assert not {each.kind for each in TEMPLATES} & PERSONAL
    said = text_of(await hospital.world.command("kit", f"{ADMIN} add legal notice"))
    assert phrase("trigger.typed.kind") in said
    for typed in ("litigation_notice", "anniversary"):
        said = text_of(await hospital.world.command("kit", f"{ADMIN} add {typed}"))
        assert phrase("trigger.typed.personal") in said

"""Areas inherit from the programme, and say for themselves what is otherwise with them."""

import re
from collections.abc import Awaitable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest

from bot.core.people import Person, Role
from bot.core.storage import Work, in_one_work
from bot.programme import current, is_odd_hour, is_open, put
from bot.programme.model import Area, Ladder, Programme, ServiceHours, SupportTerms
from bot.programme.people.directory import roles_in
from bot.programme.stored.codec import from_json, to_json
from bot.requests.model import ALPHABET, CODE_LENGTH
from tests.bot.programme.test_playbook import SMALL, faults, good, line_of
from tests.bot.requests.hospital import ask_for_peer, hanging, stored, take
from tests.some import some
from tests.wording import phrase
from tests.world import World, takers, text_of

NORTH = """
[[areas]]
key = "north"
name = "North"
zone = "Europe/Lisbon"
coordinators = ["kit@x.org"]
supporters = ["pat@x.org"]
on_call = ["kit@x.org"]
physician_leads = ["kit@x.org", "pat@x.org"]
programme_manager = "pat@x.org"
facts_contact = "The north office"

[areas.service_hours]
time = "09:00-17:00"
holidays = [2026-12-24]

[areas.ladder]
on_call = "45 min"

[areas.options.peer]
at_night = "by noon"

[areas.channels.claims]
slack = "T1:C9"

[[units]]
key = "north-icu"
name = "North ICU"
area = "north"
leads = ["pat@x.org"]
cover = ["pat@x.org"]
"""
TWO = SMALL + NORTH


def two() -> Programme:
    return good(TWO).programme


@pytest.mark.branch("68.17")
def test_what_an_area_says_holds_there_and_the_rest_is_inherited() -> None:
    programme = two()
    north, main = programme.within("north"), programme.within("main")

    assert (north.zone, main.zone) == ("Europe/Lisbon", "Europe/Berlin")
    assert (north.hours.starts, north.hours.holidays) == (time(9), ("2026-12-24",))
    assert north.hours.days == programme.hours.days
    assert north.ladder == replace(programme.ladder, on_call=timedelta(minutes=45))
    peer = programme.kind("peer")
    assert north.kind("peer") == replace(peer, at_night="by noon", takers=north.kind("peer").takers)
    assert north.facts_contact == "The north office"
    assert replace(main, supports=programme.supports) == programme


def test_a_unit_without_a_zone_is_on_the_clock_of_its_area() -> None:
    assert [unit.zone for unit in two().units] == ["Europe/Berlin", "Europe/Lisbon"]


def test_holidays_of_an_area_add_to_those_of_the_programme() -> None:
    hours = "[service_hours]\nholidays = [2026-12-25]\n"
    north = good(TWO + hours).programme.within("north")
    assert north.hours.holidays == ("2026-12-24", "2026-12-25")


def test_a_line_for_some_areas_is_no_line_for_others_nor_for_who_is_not_known() -> None:
    programme = good(TWO.replace('key = "110"', 'key = "110"\nareas = ["north"]')).programme
    everywhere = [line.key for line in programme.within("").lines]

    assert everywhere == ["112"]
    assert [line.key for line in programme.within("main").lines] == ["112"]
    assert [line.key for line in programme.within("north").lines] == ["112", "110"]


def test_two_areas_with_everything_of_their_own_are_kept_and_read_again() -> None:
    programme = two()
    assert from_json(to_json(programme)) == programme


def test_a_trigger_for_an_area_is_one_for_all_its_units() -> None:
    more = '[[triggers]]\nkind = "*"\nharm = "mild"\nareas = ["north"]\n'
    (trigger,) = good(TWO + more).programme.triggers
    assert trigger.units == ("north-icu",)


@pytest.mark.parametrize(
    ("old", "new", "part", "what"),
    [
        ('on_call = "45 min"', 'on_call = "5 min"', 'on_call = "5 min"', "not in their order"),
        ("at_night =", "at_nigth =", "at_nigth", 'no "at_nigth"'),
        ("[areas.channels.claims]", "[areas.channels.huddle]", "[areas.channels.huddle]", "huddle"),
        (
            'manager = "pat@x.org"',
            'manager = "pta@x.org"',
            "programme_manager",
            "with the e-mail",
        ),
        ('time = "09:00-17:00"', 'time = "9-5"', 'time = "9-5"', "not a span of time"),
    ],
)
def test_faults_in_what_an_area_says_are_told_with_their_line(
    old: str, new: str, part: str, what: str
) -> None:
    text = SMALL + NORTH.replace(old, new)
    assert text != TWO

    (fault,) = [each for each in faults(text) if not each.warning]

    assert what in fault.what
    assert line_of(text, part) - 1 <= fault.line <= line_of(text, part)


EAP = """
[options.eap]
private = "The EAP keeps it private."
limits = "There are limits."
answers = "within the hour"
at_night = "by 9 a.m."
"""
NORTH_EAP = '[areas.options.eap]\nline = "110"\n'


def test_what_is_offered_has_to_be_had_in_every_area() -> None:
    (fault,) = [each for each in faults(TWO + EAP) if not each.warning]
    assert fault.what == "nobody could be reached for eap"
    both = TWO + NORTH_EAP + EAP + 'line = "112"\n'
    assert good(both).programme.within("north").kind("eap").line == "110"
    elsewhere = both.replace('key = "110"', 'key = "110"\nareas = ["main"]')
    (fault,) = [each for each in faults(elsewhere) if not each.warning]
    assert fault.what == "line 110 is not for area north, where it should reach eap"
    assert fault.line == line_of(elsewhere, 'line = "110"')


def test_an_option_that_only_an_area_has_is_to_say_everything() -> None:
    text = TWO + '[areas.options.chaplain]\nanswers = "soon"\n'
    assert any("private is missing" in fault.what for fault in faults(text))


def test_a_programme_manager_may_do_what_a_coordinator_may_and_a_physician_lead_may_not() -> None:
    programme = two()
    areas = tuple(replace(area, coordinators=("c",)) for area in programme.areas)
    programme = replace(programme, areas=areas)
    assert Role.COORDINATOR in roles_in(programme, "pat@x.org")
    assert Role.COORDINATOR not in roles_in(programme, "kit@x.org")


def test_the_holidays_of_a_units_area_are_the_odd_hours_of_the_unit() -> None:
    programme, noon = two(), datetime(2026, 12, 24, 12, tzinfo=UTC)
    main, north = programme.units
    assert is_odd_hour(programme, north, noon)
    assert not is_odd_hour(programme, main, noon)


def test_each_option_is_answered_in_the_hours_of_its_area() -> None:
    programme, early = two(), datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
    assert is_open(programme, early)
    assert not is_open(programme.within("north"), early)


# ---- as people meet it ----

WEEKDAYS = ServiceHours(("mon", "tue", "wed", "thu", "fri"), time(7), time(22))


async def with_north(world: World, **says: object) -> None:
    """An area beside the main one: the surgery, with Quinn as its supporter."""

    async def write(work: Work) -> Programme:
        programme, people = await current(work), world.people
        (main,) = programme.areas
        north = Area(
            "north",
            "North",
            coordinators=(people["kit"],),
            **{"supports": takers(peer=(people["quinn"],)), **says},  # type: ignore[arg-type]  # fields of an area
        )
        units = tuple(
            replace(unit, area="north") if unit.key in {"surgery", "icu"} else unit
            for unit in programme.units
        )
        changed = replace(programme, areas=(main, north), units=units)
        await put(work, changed)
        return changed

    world.directory.remember(await in_one_work(world.storage, write))


@pytest.mark.branch("68.18")
async def test_a_request_waits_as_long_as_its_area_says() -> None:
    world = await World.make()
    slow = Ladder(timedelta(minutes=40), timedelta(minutes=50), timedelta(minutes=60))
    await with_north(world, ladder=slow, hours=WEEKDAYS)
    request = await ask_for_peer(world)
    kept = await stored(world, request)
    assert kept.area == "north"
    assert kept.next_step_at == world.clock.now() + timedelta(minutes=40)


@pytest.mark.branch("68.25")
async def test_a_coordinator_sees_who_holds_roles_in_their_own_area_alone() -> None:
    world = await World.make()
    uma, lena, theo = (world.people[user] for user in ("uma", "lena", "theo"))
    await with_north(world, physician_leads=(lena,), programme_manager=uma)

    def other(work: Work) -> Awaitable[None]:
        return _only_manager(work, theo)

    await in_one_work(world.storage, other)
    both = text_of(await world.command("uma", "/support-admin people"))
    assert f"{phrase('programme.role.managers')}: 1" in both
    assert f"{phrase('programme.role.physician_leads')}: 1" in both
    assert "Coordinators: 1" in both
    names = text_of(await world.press("uma", "programme.names"))
    assert "Lena Ortiz" in names
    assert "Pat Okafor" not in names
    assert "Pat Okafor" in text_of(await world.press("theo", "programme.names"))


WORDS = (
    "audit",
    "setup",
    "coverage",
    "roster show",
    phrase("home.admin_help.followup"),
    "assign",
    "people add",
    "people add supporter @rosa",
    "lines",
    "open",
    "trigger list",
    "trigger add near_miss units=icu",
    "group",
    "drill on",
    "retention show",
)
"""What a coordinator of an area may type."""


async def test_a_programme_manager_is_answered_as_a_coordinator_is() -> None:
    heard: dict[str, list[str]] = {}
    for who in ("kit", "theo"):
        world = await World.make()
        theo = world.people["theo"]
        await in_one_work(world.storage, partial(_only_manager, person=theo))
        await ask_for_peer(world)
        for words in WORDS:
            said = text_of(await world.command(who, f"/support-admin {words}"))
            heard.setdefault(words, []).append(_without_codes(said))
    for words, (coordinator, manager) in some(heard.items()):
        assert manager == coordinator, words


async def test_a_programme_manager_begins_and_ends_a_practice() -> None:
    world = await World.make()
    await in_one_work(world.storage, partial(_only_manager, person=world.people["theo"]))
    form = await world.command("theo", "/support-admin drill on")
    answer = await world.submit("theo", form, near=("sam",), listens=("pat",), hours="1")
    assert phrase("drill.on.asked") in text_of(answer)
    await world.settle()
    await world.press_in("sam", "drill.join")
    await world.settle()
    await world.press_in("theo", "drill.begin")
    assert phrase("drill.none") not in text_of(
        await world.command("theo", "/support-admin drill off")
    )
    assert phrase("drill.none") in text_of(await world.command("theo", "/support-admin drill off"))


def _without_codes(text: str) -> str:
    """Codes are made by chance, and no two are alike."""
    return re.sub(f"[{ALPHABET}]{{{CODE_LENGTH}}}", "CODE", text)


async def _only_manager(work: Work, person: str) -> None:
    programme = await current(work)
    main, *others = programme.areas
    await put(work, replace(programme, areas=(replace(main, programme_manager=person), *others)))


@pytest.mark.branch("68.19")
async def test_requests_of_an_area_hang_in_its_own_channel() -> None:
    world = await World.make()
    await with_north(world, channels={"claims": {"practice": "#north"}})
    request = await ask_for_peer(world)
    assert hanging(world, "#north", request, "request.claim_card")
    assert not hanging(world, "#peers", request, "request.claim_card")
    assert "Sam Rivera" in text_of(await take(world, "quinn", request))


async def test_people_read_the_lines_and_the_words_of_their_area() -> None:
    world = await World.make()
    kept = SupportTerms(private="North keeps it private.", takers=(world.people["quinn"],))
    await with_north(world, facts_contact="The north office", supports={"peer": kept})
    north = text_of(await world.command("sam", "/support talk"))
    main = text_of(await world.command("gil", "/support talk"))
    assert "North keeps it private." in north
    assert "North keeps it private." not in main


@pytest.mark.branch("68.20")
async def test_a_number_of_an_area_is_told_to_its_people_alone() -> None:
    world = await World.make()

    async def only_here(work: Work) -> Programme:
        programme = await current(work)
        last = replace(
            programme.lines[-1],
            key="north-eap",
            number="303-555-0911",
            areas=("north",),
            last_verified=date(2026, 1, 1),
        )
        changed = replace(programme, lines=(*programme.lines, last))
        await put(work, changed)
        return changed

    await with_north(world)
    world.directory.remember(await in_one_work(world.storage, only_here))
    async with world.storage.reading() as work:
        sam, gil = [await work.of(Person).get(world.people[user]) for user in ("sam", "gil")]
    assert "303-555-0911" in [line.number for line in world.directory.lines(sam).all]
    assert "303-555-0911" not in [line.number for line in world.directory.lines(gil).all]
    assert "303-555-0911" not in [line.number for line in world.directory.lines().all]


def test_an_area_is_made_once_and_anew_for_a_changed_programme() -> None:
    programme = good(TWO).programme
    north = programme.within("north")
    assert programme.within("north") is north
    changed = replace(programme, address="https://elsewhere.example")
    assert changed.within("north").address == "https://elsewhere.example"
    assert north.address != "https://elsewhere.example"

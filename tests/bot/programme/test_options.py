"""What a playbook says of those one can talk with, and what doctor misses in it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.core.people import Employment, Person, Role
from bot.programme import current, difference, put
from bot.programme.health import findings, reach_findings
from bot.programme.model import DEFAULT_KINDS
from bot.programme.people.directory import roles_in
from bot.programme.people.reach import Reach
from bot.programme.playbook.apply import apply
from tests.bot.programme.test_health import NOW, WORDS, hospital
from tests.bot.programme.test_playbook import SMALL, faults, good
from tests.some import some
from tests.wording import phrase
from tests.world import World, with_kind

CHAPLAIN = """\
[options.chaplain]
private = "A chaplain keeps it private."
limits = "There are limits."
answers = "within an hour"
at_night = "in two hours"
operator = "303-555-0100"
hours = { days = ["mon"], time = "06:00-23:00" }
ladder = { remind_first = "5 min" }
"""
EAP = """\
[options.eap]
private = "The EAP keeps it private."
limits = "There are limits."
answers = "within the hour"
at_night = "by 9 a.m."
line = "112"
open_to = ["employee"]
desk = ["kit@x.org"]
"""


def test_options_are_read_with_hours_and_a_ladder_of_their_own() -> None:
    programme = good(SMALL + CHAPLAIN + EAP).programme

    chaplain = programme.kind("chaplain")
    assert chaplain.operator == "303-555-0100"
    assert programme.hours_for("chaplain").starts == time(6)
    assert programme.ladder_for("chaplain").remind_first == timedelta(minutes=5)
    assert programme.ladder_for("eap") == programme.ladder
    assert programme.hours_for("eap") == programme.hours
    eap = programme.kind("eap")
    assert eap.is_for(Employment.EMPLOYEE)
    assert not eap.is_for(Employment.CONTRACTOR)
    line = programme.line_of("eap")
    assert line is not None
    assert line.number == "112"


@pytest.mark.branch("23.3")
@pytest.mark.parametrize(
    ("option", "old", "new", "what", "remedy"),
    [
        (CHAPLAIN, 'private = "A chaplain keeps it private."\n', "", "private is missing", "add"),
        (CHAPLAIN, 'limits = "There are limits."\n', "", "limits is missing", "add limits"),
        (CHAPLAIN, 'at_night = "in two hours"\n', "", "at_night is missing", "add at_night"),
        (CHAPLAIN, '"303-555-0100"', '"ask at the door"', "not a telephone number", "303-555-0100"),
        (
            CHAPLAIN,
            'operator = "303-555-0100"\n',
            "",
            "nobody could be reached for chaplain",
            "operator",
        ),
        (CHAPLAIN, "operator", "pager", 'no "pager" here', "use one of"),
        (EAP, '"112"', '"113"', 'there is no line under [[lines]] with the key "113"', "112"),
        (EAP, '"employee"', '"staff"', 'there is no kind of employment "staff"', "employee"),
        (EAP, '"kit@x.org"', '"kim@x.org"', "with the e-mail", "kit@x.org"),
    ],
)
def test_each_fault_of_an_option_is_told_with_its_line_and_remedy(
    option: str, old: str, new: str, what: str, remedy: str
) -> None:
    found = faults(SMALL + option.replace(old, new))

    (fault,) = [each for each in found if what in each.what]
    assert remedy in fault.remedy
    assert fault.line > SMALL.count("\n")


def test_an_eap_nobody_could_reach_is_a_fault() -> None:
    alone = EAP.replace('line = "112"\n', "").replace('desk = ["kit@x.org"]\n', "")
    (fault,) = faults(SMALL + alone)

    assert "nobody could be reached for eap" in fault.what


def test_without_a_word_on_what_a_peer_keeps_private_there_is_a_warning() -> None:
    before, _, rest = SMALL.partition("[options.peer]")
    (warning,) = good(before + rest[rest.index("[[areas]]") :]).warnings

    assert "keeps private" in warning.what
    assert "counsel" in warning.remedy


def test_chaplains_nobody_is_told_of_are_a_warning() -> None:
    on_call = 'on_call = ["kit@x.org"]'
    text = SMALL.replace(on_call, f'{on_call}\nchaplains = ["kit@x.org"]')
    (warning,) = good(text).warnings

    assert "people take requests of chaplain, but nobody is told" in warning.what


@pytest.mark.branch("23.2")
def test_doctor_fails_without_counsels_words_on_any_option() -> None:
    programme = hospital()
    for kind in some(programme.supports):
        for part in ("private", "limits"):
            unsaid = with_kind(programme, kind.key, **{part: ""})
            (finding,) = findings(unsaid, NOW, WORDS)
            assert finding.broken
            assert phrase("programme.finding.no_privacy") in finding.what
            assert phrase("programme.mend.privacy") in finding.mend
    bare = (DEFAULT_KINDS["peer"],)
    (finding, *_) = findings(replace(programme, supports=bare), NOW, WORDS)
    assert finding.broken
    assert "peer" in finding.what


def test_doctor_sees_chaplains_and_a_desk_that_cannot_be_reached() -> None:
    programme = hospital()
    (main, *_) = programme.areas
    lost = {*programme.takers(main, "chaplain"), *programme.takers(main, "eap")}
    others = {*main.coordinators, *programme.takers(main, "peer")} - lost
    reach = Reach(tuple(Person(reference=each) for each in others), frozenset(others))

    (finding, *_) = reach_findings(programme, reach, WORDS)

    assert finding.broken
    lost_names = "a chaplain, someone from the EAP, someone from Social work, a disclosure coach"
    assert finding.what == phrase("programme.finding.kind_lost", names=lost_names)


async def test_applying_keeps_the_desk_by_reference_and_says_what_changes() -> None:
    world = await World.make()
    async with world.storage.work() as work:
        told = await difference(work, good(SMALL + EAP))
        await apply(work, good(SMALL + EAP), "test")
        programme = await current(work)
    (desk,) = programme.kind("eap").takers or ()

    assert "support kind changed: eap" in "\n".join(told)
    assert "@" not in desk
    assert "eap" in programme.taken_by(desk)
    assert roles_in(programme, desk) >= {Role.SUPPORTER, Role.COORDINATOR}


async def test_who_sits_at_the_desk_loses_the_role_with_the_playbook() -> None:
    world = await World.make()
    async with world.storage.work() as work:
        programme = await current(work)
        assert Role.SUPPORTER in roles_in(programme, world.people["hana"])
        await put(work, with_kind(programme, "eap", takers=()))
        assert Role.SUPPORTER not in roles_in(await current(work), world.people["hana"])

"""Support kinds of a hospital's own in a playbook, and what check and doctor say of them."""

from dataclasses import replace

import pytest

from adapters.playbook import write
from bot.core.people import Role
from bot.programme.health import findings
from bot.programme.model import DEFAULT_KINDS, SupportKind
from bot.programme.people.directory import roles_in
from tests.bot.programme.test_health import NOW, WORDS, hospital
from tests.bot.programme.test_playbook import SMALL, faults, good
from tests.some import some
from tests.wording import phrase
from tests.world import SOCIAL_WORK, with_kind

OWN = """
[[supports]]
key = "social_work"
name = "Social work"
takers = ["pat@x.org"]
private = "It stays with them."
limits = "There are limits."
"""


def test_six_lines_add_a_kind_after_the_one_that_is_always_there() -> None:
    programme = good(SMALL + OWN).programme
    kind = programme.kind("social_work")

    assert [each.key for each in programme.supports] == ["peer", "social_work"]
    assert kind.is_offered
    assert kind.channel_key == "social_work"
    assert programme.takers(programme.areas[0], "social_work") == ("pat@x.org",)
    assert programme.taken_by("pat@x.org") == ("peer", "social_work")
    assert Role.SUPPORTER in roles_in(programme, "pat@x.org")
    assert programme.hours_for("social_work") == programme.hours


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('name = "Social work"\n', "", "name is missing"),
        ('private = "It stays with them."\n', "", "private is missing"),
        (
            'limits = "There are limits."\n',
            'limits = "x"\nanswers = "soon"\n',
            "at_night is missing",
        ),
        ('takers = ["pat@x.org"]\n', "", "nobody could be reached for social_work"),
        ('"pat@x.org"', '"pta@x.org"', "with the e-mail"),
        ('key = "social_work"', 'key = "Social work"', "is not a key"),
        ('key = "social_work"', 'key = "announcements"', "name of another channel"),
        ('key = "social_work"', 'key = "claims"', "name of another channel"),
        ('name = "Social work"', 'name = "Social work"\ntier = 4', "there is no tier 4"),
        ('name = "Social work"', f'name = "{"x" * 41}"', "name is too long"),
        ('name = "Social work"', 'name = "Social work"\nexternal = true', "how is missing"),
        ("limits =", "limitz =", 'there is no "limitz" here'),
    ],
)
def test_each_fault_of_a_kind_is_told_on_its_line(old: str, new: str, what: str) -> None:
    found = [fault for fault in faults(SMALL + OWN.replace(old, new)) if what in fault.what]

    assert found
    assert all(fault.line > SMALL.count("\n") for fault in some(found))


def test_takers_who_are_misspelt_are_one_fault_and_not_two() -> None:
    misspelt = SMALL + OWN.replace('"pat@x.org"', '"pta@x.org"')
    (fault,) = [each for each in faults(misspelt) if not each.warning]
    assert 'did you mean "pat@x.org"?' in fault.remedy


def test_a_kind_stands_once_and_in_an_area_only_if_there_is_one() -> None:
    assert any("social_work" in fault.what for fault in faults(SMALL + OWN + OWN))
    there = SMALL.replace("on_call =", "supports.social_wrok.takers = []\non_call =", 1) + OWN
    (fault,) = [each for each in faults(there) if not each.warning]
    assert "no support kind with the key" in fault.what
    assert 'did you mean "social_work"?' in fault.remedy


def test_more_kinds_than_fit_on_a_card_are_a_fault() -> None:
    many = "".join(OWN.replace("social_work", f"kind{n}") for n in range(13))
    assert any("there are 14 support kinds" in fault.what for fault in faults(SMALL + many))


def test_an_area_says_who_takes_it_there_and_what_is_written_reads_the_same() -> None:
    text = SMALL.replace("on_call =", 'supports.social_work.takers = ["kit@x.org"]\non_call =', 1)
    playbook = good(text + OWN)
    (area,) = playbook.programme.areas

    assert playbook.programme.takers(area, "social_work") == ("kit@x.org",)
    assert good(write(playbook)).programme == playbook.programme


# ---- doctor ----


def with_social_work(**changes: object) -> list[str]:
    """What doctor finds in the sample hospital with its social work like this."""
    programme = with_kind(hospital(), "social_work", **changes)
    return [f"{finding.what} {finding.mend}" for finding in findings(programme, NOW, WORDS)]


def test_doctor_finds_a_kind_that_nobody_takes() -> None:
    (found,) = with_social_work(takers=())
    assert (
        phrase("programme.finding.no_takers", names=phrase("supports.any.one", name="Social work"))
        in found
    )
    assert phrase("programme.mend.supporters") in found


def test_doctor_finds_a_kind_of_which_counsel_said_nothing() -> None:
    (found,) = with_social_work(private="")
    assert phrase("supports.any.one", name="Social work") in found
    assert phrase("programme.mend.privacy") in found


def test_doctor_finds_a_kind_whose_requests_several_people_are_written_to_about() -> None:
    programme = hospital()
    two = tuple(person for person in programme.areas[0].coordinators)
    assert with_social_work(takers=two) == []
    bare = replace(programme, channels={"claims": programme.channels["claims"]})
    bare = with_kind(bare, "social_work", takers=two)
    (found,) = [each.what for each in findings(bare, NOW, WORDS) if "Social" in each.what]
    assert found == phrase("programme.finding.kind_channel", names="A chaplain, Social work")


def test_doctor_finds_a_kind_without_a_spanish_name() -> None:
    (found,) = with_social_work(languages={})
    assert (
        phrase("programme.finding.kind_language", name="Social work", languages="Español") in found
    )


# ---- what a kind is called ----


@pytest.mark.parametrize("kind", [*DEFAULT_KINDS.values(), SOCIAL_WORK])
def test_a_kind_is_offered_with_counsels_words_and_only_peers_without(kind: SupportKind) -> None:
    assert replace(kind, private="x", limits="y").is_offered
    assert replace(kind, private="", limits="").is_offered == (kind.key == "peer")

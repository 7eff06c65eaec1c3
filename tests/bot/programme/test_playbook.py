"""Checking a playbook: what it says, and everything that is wrong with it at once."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from adapters.playbook import check
from bot.core.people import Account, Employment
from bot.programme import Fault, Playbook
from bot.programme.model import Audience, Check, Harm, Offer, Shift, Trigger
from bot.programme.model.external_sources import Calendar, HrFile
from tests.world import takers_in

HOSPITAL = Path("adapters/practice/hospital.toml")

SMALL = """\
[programme]
name = "Small"
zone = "Europe/Berlin"
facts_contact = "The office"

[shifts]
day = "07:00-19:00"

[channels.claims]
slack = "T1:C1"

[options.peer]
private = "A peer keeps it private."
limits = "There are limits."
answers = "within 30 minutes"
at_night = "by 8 a.m."

[[areas]]
key = "main"
name = "Main"
coordinators = ["kit@x.org"]
supporters = ["PAT@x.org"]
on_call = ["kit@x.org"]

[[units]]
key = "icu"
name = "ICU"
area = "main"
leads = ["pat@x.org"]
cover = ["pat@x.org"]

[[people]]
name = "Kit"
email = "kit@x.org"
accounts = { slack = "T1:U1", practice = "kit" }

[[people]]
name = "Pat"
email = "Pat@x.org"
unit = "icu"
shift = "day"
manager = "kit@x.org"
accounts = { teams = "tenant:29:user", slack = "" }

[[lines]]
key = "112"
name = "Line"
country = "DE"
number = "112"
how = "call"
hours = "always"
cost = "free"
source = "x"
last_verified = 2026-11-01
crisis = true

[[lines]]
key = "110"
name = "Other"
country = "DE"
number = "110"
how = "call"
hours = "always"
cost = "free"
source = "x"
last_verified = 2026-11-01
emergency = true
"""


PAT = '[[people]]\nname = "Pat'
OTHER = '[[lines]]\nkey = "112"\nname = "Other'
NEAR = '[[triggers]]\nkind = "near_miss"\nharm = "mild"\n'
VERIFIED = "last_verified = 2026-11-01\n"


def good(text: str) -> Playbook:
    playbook = check(text)
    assert isinstance(playbook, Playbook), [str(fault) for fault in playbook]
    return playbook


def faults(text: str) -> list[Fault]:
    found = check(text)
    assert isinstance(found, list)
    return found


def spoiled(old: str, new: str) -> list[Fault]:
    assert old in SMALL
    return faults(SMALL.replace(old, new, 1))


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


# ---- what it says ----


@pytest.mark.branch("9.4")
def test_the_sample_hospital_is_sound_and_says_what_the_page_promises() -> None:
    playbook = good(HOSPITAL.read_text("utf-8"))
    programme = playbook.programme

    assert playbook.warnings == ()
    assert len(playbook.people) >= 24
    assert len({person.profession for person in playbook.people}) >= 7
    assert len({unit.zone for unit in programme.units}) == 2
    assert len({person.zone for person in playbook.people}) == 3
    (area,) = programme.areas
    supporters = [person for person in playbook.people if person.email in takers_in(area)]
    assert len(supporters) >= 4
    assert len({person.unit for person in supporters}) >= 4
    assert len({person.profession for person in supporters}) >= 4
    assert len(area.coordinators) == 2
    sam = playbook.people[0]
    assert (sam.name, sam.unit, sam.profession, sam.shift) == ("Sam Rivera", "icu", "nurse", "day")
    assert sam.accounts == (("practice", Account("practice", "practice", "sam")),)
    assert [line.number for line in programme.lines if line.crisis] == ["988"]
    assert set(programme.channels["claims"]) == {"practice"}


def test_what_is_left_out_has_its_default() -> None:
    playbook = good(SMALL)

    kit, pat = playbook.people
    assert kit.zone == "Europe/Berlin"
    assert playbook.programme.units[0].zone == "Europe/Berlin"
    assert playbook.programme.units[0].shifts == (Shift("day", time(7), time(19)),)
    assert playbook.programme.ladder.on_call == timedelta(minutes=30)
    assert playbook.programme.hours.days[0] == "mon"
    assert pat.email == "pat@x.org"
    assert takers_in(playbook.programme.areas[0]) == ("pat@x.org",)


def test_accounts_carry_their_workspace_or_tenant_and_an_empty_one_takes_away() -> None:
    kit, pat = good(SMALL).people

    assert dict(kit.accounts) == {
        "slack": Account("slack", "T1", "U1"),
        "practice": Account("practice", "practice", "kit"),
    }
    assert dict(pat.accounts) == {"slack": None, "teams": Account("teams", "tenant", "29:user")}


def test_triggers_hours_and_ladder_are_read() -> None:
    more = """
[[triggers]]
kind = "near_miss"
harm = "mild"
delay = "2 h"
hold_off = "10 min"
[service_hours]
days = ["Mon", "sat"]
time = "20:00-06:00"
[ladder]
offer = "1 d"
"""
    programme = good(SMALL + more).programme

    assert programme.triggers == (
        Trigger("near_miss", Harm.MILD, timedelta(hours=2), timedelta(minutes=10)),
    )
    assert programme.hours.days == ("mon", "sat")
    assert programme.hours.starts == time(20)
    assert programme.ladder.offer == timedelta(days=1)


def test_everything_a_trigger_can_say_is_read() -> None:
    more = """
[[groups]]
key = "code"
name = "Code team"
people = ["pat@x.org"]
[[triggers]]
name = "pilot"
kind = "event_review"
harm = "mild"
units = ["icu"]
audience = "shifts_around"
groups = ["code"]
offers = ["talk"]
later_notes = ["1w"]
per_unit = 2
per_person = 1
milestone = true
starts = 2026-04-01
ends = 2026-06-30
paused = true
checks = ["leads", "counsel"]
"""
    (trigger,) = good(SMALL + more).programme.triggers
    assert trigger == Trigger(
        "event_review",
        Harm.MILD,
        timedelta(hours=1),
        timedelta(minutes=5),
        name="pilot",
        units=("icu",),
        audience=Audience.AROUND,
        groups=("code",),
        offers=(Offer.TALK,),
        stages=("1w",),
        per_unit=2,
        per_person=1,
        milestone=True,
        starts="2026-04-01",
        ends="2026-06-30",
        paused=True,
        checks=(Check.LEADS, Check.COUNSEL),
    )


def test_triggers_for_other_units_or_other_days_get_along() -> None:
    one = '[[triggers]]\nkind = "*"\nharm = "mild"\n'
    pilot = one + 'name = "pilot"\nunits = ["icu"]\n'
    before = one + 'name = "before"\nends = 2026-03-31\n'
    after = one + 'name = "after"\nstarts = 2026-04-01\n'
    assert len(good(SMALL + pilot + before + after).programme.triggers) == 3


def test_a_byte_order_index_is_no_fault() -> None:
    good("\ufeff" + SMALL)


# ---- what is wrong ----


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb = [", 2), ('[x]\nname = "a\n', 2), ("a = 1\na = 2", 2), ("x", 1), ("\n\nx =", 3)],
)
def test_text_that_is_no_toml_is_told_with_its_line(text: str, line: int) -> None:
    (fault,) = faults(text)

    assert fault.line == line
    assert "not TOML" in fault.what


@pytest.mark.parametrize("depth", [50, 300, 5000])
def test_what_is_nested_too_deeply_is_a_fault_and_no_accident(depth: int) -> None:
    found = faults(f"{SMALL}\nmore = {'[' * depth}{']' * depth}\n")
    assert found[0].what in {"this file is nested too deeply", 'there is no "more" here'}


@pytest.mark.branch("9.1")
@pytest.mark.parametrize(
    ("old", "new", "part", "what", "remedy"),
    [
        ('zone = "Europe/Berlin"', 'zone = "Europe/Berlni"', "zone", "not a time zone", "Berlin"),
        ('name = "Small"', 'nmae = "Small"', "nmae", 'no "nmae"', 'did you mean "name"'),
        ('name = "Small"\n', "", "[programme]", "name is missing in [programme]", "add name"),
        ("[shifts]", "[shfits]", "[shfits]", 'no "shfits"', 'did you mean "shifts"'),
        ('key = "icu"', 'key = "The ICU"', 'key = "The', "is not a key", "small letters"),
        ('"07:00-19:00"', '"7-19"', "day =", "not a span of time", "07:00-19:00"),
        ('"07:00-19:00"', '"07:00-25:00"', "day =", "not a span of time", "07:00-19:00"),
        ("[shifts]\nday", "[shifts]\nDay", "Day", "is not a key", "small letters"),
        ('leads = ["pat@', 'leads = ["pta@', "leads", "with the e-mail", "pat@x.org"),
        ('manager = "kit@x', 'manager = "kti@x', "manager", "with the e-mail", "kit@x.org"),
        ('manager = "kit@x', 'manager = "pat@x', "manager", "their own manager", "name another"),
        ('area = "main"', 'area = "mian"', "area =", "no area with the key", "main"),
        ('area = "main"\n', "", "[[units]]", "area is missing", "add area"),
        ('unit = "icu"', 'unit = "icuu"', 'unit = "icuu"', "no unit with the key", "icu"),
        ('unit = "icu"\n', "", 'shift = "day"', "one of a unit's", "add unit"),
        ('shift = "day"', 'shift = "dya"', 'shift = "dya"', "no shift in icu called", "day"),
        ('email = "kit@x.org"', 'email = "kit"', 'email = "kit"', "not an e-mail", "work e-mail"),
        ('email = "Pat@x.org"', 'email = "kit@x.org"', PAT, "already", "take"),
        ('slack = "T1:U1"', 'slack = "U1"', "accounts", "does not say where", "TEAM:USER"),
        ('slack = "T1:U1"', 'slak = "T1:U1"', "accounts", 'no "slak"', "slack"),
        ('slack = ""', 'slack = "T1:U1"', "accounts = { teams", "belongs to kit", "take one"),
        ('on_call = ["kit@x.org"]', 'on_call = ["kit@x.org", 1]', "on_call", "a text", "quotes"),
        ('on_call = ["kit@x.org"]', 'on_call = "kit@x.org"', "on_call", "cannot", "as a list"),
        ('["PAT@x.org"]', '["pat@x.org", "PAT@x.org"]', "supporters", "twice", "take"),
        ("= 2026-11-01", '= "soon"', "last_verified", "cannot be read", "2026-11-01"),
        (VERIFIED, "", "[[lines]]", "last_verified is missing", "without quotes"),
        ('country = "DE"', 'country = "Germany"', "country", "not a country", "two letters"),
        ("crisis = true", 'crisis = "yes"', "crisis", "cannot be read", "crisis = true"),
        ("crisis = true", "crisis = true\nemergency = true", "emergency", "both", "two lines"),
        ('key = "110"', 'key = "112"', OTHER, "already", "take"),
        ("[[areas]]", "[areas]", "[areas]", "cannot be read", "[[areas]]"),
        ("[programme]", "programme = 1\n[other]", "programme", "cannot be read", "[programme]"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_line_and_remedy(
    old: str, new: str, part: str, what: str, remedy: str
) -> None:
    text = SMALL.replace(old, new, 1)
    assert text != SMALL

    found = faults(text)

    assert [
        fault
        for fault in found
        if what in fault.what and remedy in fault.remedy and not fault.warning
    ], [str(fault) for fault in found]
    fault = next(each for each in found if what in each.what)
    first, last = line_of(text, part), line_of(text, part) + part.count("\n") + 1
    assert first <= fault.line <= last


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ('[[triggers]]\nkind = "near_mis"\nharm = "mild"', 'there is no kind "near_mis"'),
        ('[[triggers]]\nkind = "near_miss"\nharm = "bad"', 'there is no harm "bad"'),
        ('[[triggers]]\nkind = "*"\nharm = "mild"\ndelay = "1 fortnight"', "not a length of time"),
        ('[[triggers]]\nkind = "*"\nharm = "mild"\ndelay = "2 d"', "later than 24 hours"),
        ('[[triggers]]\nkind = "*"\nharm = "mild"\n' * 2, "has a trigger already"),
        (
            '[[triggers]]\nkind = "*"\nharm = "mild"\nunits = ["moon"]',
            'unit with the key "moon"',
        ),
        (
            '[[triggers]]\nkind = "*"\nharm = "mild"\ngroups = ["g"]',
            'no group with the key "g"',
        ),
        ('[[triggers]]\nkind = "*"\nharm = "mild"\noffers = ["tea"]', 'there is no offer "tea"'),
        ('[[triggers]]\nkind = "*"\nharm = "mild"\nper_unit = -1', "not a whole number"),
        ('[[triggers]]\nkind = "*"\nharm = "mild"\nper_unit = true', "not a whole number"),
        ('[[triggers]]\nkind = "*"\nharm = "mild"\nambient = true', "no channel to write to"),
        (
            '[[triggers]]\nkind = "*"\nharm = "mild"\nstarts = 2026-05-02\nends = 2026-05-01',
            "ends before it starts",
        ),
        (
            '[[triggers]]\nkind = "event_review"\nharm = "mild"\ncalls = "first"',
            "names nobody for a peer to call",
        ),
        (
            '[[triggers]]\nkind = "*"\nharm = "mild"\ncalls = "often"',
            'there is no way to call people "often"',
        ),
        (
            '[[triggers]]\nkind = "event_review"\nharm = "mild"\nambient = true',
            "does not go to the people picked for a milestone",
        ),
        (
            '[[triggers]]\nkind = "near_miss"\nharm = "mild"\nmilestone = true',
            "near_miss is no milestone",
        ),
        (
            '[[triggers]]\nkind = "litigation_notice"\nharm = "none"',
            "nobody may send messages to others about litigation_notice",
        ),
        (
            NEAR + NEAR + 'units = ["icu"]',
            '"near-miss-from-mild" is a trigger already, on line',
        ),
        (
            NEAR + 'name = "x"\n' + NEAR.replace("near_miss", "other") + 'name = "x"',
            '"x" is a trigger already, on line',
        ),
        (
            '[[triggers]]\nkind = "*"\nharm = "mild"\nareas = ["moon"]',
            'area with the key "moon"',
        ),
        ('[[groups]]\nkey = "g"\nname = "G"', "group g has nobody"),
        ('[ladder]\nremind_first = "40 min"', "not in their order"),
        ('[retention]\nnames = "61 d"', "no later than 60 days"),
        ('[retention]\nnames = "39 d"', "not before the last notes"),
        ('[ladder]\nconfirm = "0 h"', "gives nobody any time"),
        ('[service_hours]\ndays = ["monday"]', 'there is no day "monday"'),
        ("[service_hours]\ndays = []", "no day on which"),
        ('[[sources]]\nkey = "a"\nname = "A"\n' * 2, "already"),
        ("[channels.huddle]\nslack = 'x'", 'no "huddle"'),
        ('[[people]]\nname = "Z"\nemail = "z@x.org"\nlanguage = "Spanish!"', "not a language"),
        ('[[people]]\nname = "Z"\nemail = "z@x.org"\ndays = ["funday"]', "no day"),
    ],
)
def test_faults_in_further_tables_are_told(more: str, what: str) -> None:
    found = faults(SMALL + more)

    assert [fault for fault in found if what in fault.what and fault.line > SMALL.count("\n")]


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("crisis = true\n", "", "a crisis"),
        ('slack = "T1:C1"\n', "", "no channel"),
        ('coordinators = ["kit@x.org"]\n', "", "no coordinator"),
        ('supporters = ["PAT@x.org"]\n', "", "no supporter"),
    ],
)
def test_what_makes_help_impossible_is_a_fault(old: str, new: str, what: str) -> None:
    assert [fault for fault in spoiled(old, new) if what in fault.what and not fault.warning]


def test_without_an_area_or_a_unit_nothing_can_be_applied() -> None:
    said = "\n".join(fault.what for fault in faults('[programme]\nname = "A"\nzone = "UTC"'))

    assert "there is no area" in said
    assert "there is no unit" in said


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('leads = ["pat@x.org"]\n', "", "nobody leads"),
        ('cover = ["pat@x.org"]\n', "", "nobody to cover"),
        ('on_call = ["kit@x.org"]\n', "", "nobody on call"),
        ('facts_contact = "The office"\n', "", "what happened"),
        (
            'facts_contact = "The office"\n',
            'facts_contact = "The office"\nopen_messages = true\n',
            "somebody else at a shared screen can read it",
        ),
        ("emergency = true\n", "", "danger right now"),
        (
            'teams = "tenant:29:user", ',
            "",
            "1 person has no account here",
        ),
    ],
)
def test_what_makes_things_worse_is_a_warning(old: str, new: str, what: str) -> None:
    (warning,) = good(SMALL.replace(old, new, 1)).warnings

    assert what in warning.what
    assert warning.warning
    assert str(warning).startswith(f"line {warning.line}: warning: ")


MANY = "".join(
    f'[[people]]\nname = "P{n}"\nemail = "p{n}@x.org"\naccounts = {{ slack = "T1:P{n}" }}\n'
    for n in range(30)
)


@pytest.mark.branch("68.6")
def test_a_trigger_that_would_write_to_most_people_at_once_is_a_fault() -> None:
    named = [f"p{n}@x.org" for n in range(25)]
    group = f'[[groups]]\nkey = "all"\nname = "All"\npeople = {named}\n'
    trigger = '[[triggers]]\nkind = "other"\nharm = "mild"\ngroups = ["all"]\n'
    text = SMALL + MANY + group + trigger

    (fault,) = faults(text)

    assert fault.what == "one event of trigger other-from-mild would write to 25 people"
    assert fault.line == line_of(text, 'groups = ["all"]')
    assert "of 32 in all" in fault.remedy


@pytest.mark.branch("68.7")
@pytest.mark.parametrize(
    ("trigger", "what", "part"),
    [
        ('kind = "other"\nharm = "mild"\nunits = ["empty"]', "reaches nobody by itself", "units"),
        ('kind = "*"\nharm = "none"', "sends notes for every report there is", "harm"),
    ],
)
def test_a_trigger_that_reaches_nobody_or_everything_is_warned_of(
    trigger: str, what: str, part: str
) -> None:
    empty = '[[units]]\nkey = "empty"\nname = "E"\narea = "main"\nleads = ["pat@x.org"]\n'
    text = f'{SMALL}{empty}cover = ["pat@x.org"]\n[[triggers]]\n{trigger}\n'

    (warning,) = good(text).warnings

    assert what in warning.what
    start = text.rindex("[[triggers]]")
    assert warning.line == text[: text.index(f"{part} =", start)].count("\n") + 1


def test_an_area_without_supporters_beside_one_with_some_is_a_warning() -> None:
    more = '[[areas]]\nkey = "b"\nname = "B"\ncoordinators = ["kit@x.org"]\non_call = ["kit@x.org"]'

    (warning,) = good(SMALL + more).warnings

    assert warning.line == line_of(SMALL + more, 'key = "b"') - 1


@pytest.mark.branch("9.2")
def test_all_faults_come_at_once_in_the_order_of_the_file() -> None:
    text = (
        SMALL.replace("Europe/Berlin", "Nowhere")
        .replace('area = "main"', 'area = "x"')
        .replace("crisis = true", "crisis = 1")
        .replace('email = "Pat@x.org"', 'email = "Pat"')
    )

    found = faults(text)

    assert len({fault.line for fault in found}) >= 4
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)
    assert len(found) == len(set(found))


def test_the_same_accounts_on_two_platforms_are_two() -> None:
    good(SMALL.replace('teams = "tenant:29:user"', 'teams = "T1:U1"'))


# ---- who is kept apart from requests ----


@pytest.mark.branch("25.10")
def test_somebodys_manager_is_nobodys_supporter() -> None:
    text = SMALL.replace('supporters = ["PAT@x.org"]', 'supporters = ["PAT@x.org", "kit@x.org"]', 1)
    (fault,) = faults(text)

    assert fault.line == line_of(text, "supporters =")
    assert fault.what == "kit@x.org is somebody's manager, and managers take no requests"
    assert fault.remedy.startswith("take them out of supporters, or name another manager")


@pytest.mark.parametrize("role", ["supporters", "chaplains", "on_call"])
def test_who_looks_into_what_happened_takes_no_requests(role: str) -> None:
    who = "kit@x.org" if role == "on_call" else "pat@x.org"
    more = f'investigators = ["{who}"]\n'
    more += f'chaplains = ["{who}"]\n' if role == "chaplains" else ""
    text = SMALL.replace('name = "Main"\n', f'name = "Main"\n{more}', 1)
    found = [fault for fault in faults(text) if not fault.warning]

    assert f"{who} is among the investigators, who take no requests" in {f.what for f in found}
    assert f"take them out of {role} or of investigators" in {f.remedy for f in found}


@pytest.mark.parametrize(
    "link",
    [
        "https://teams.microsoft.com/l/channel/19%3AAbC%40thread.tacv2/P%20%26?tenantId=TENANT-A",
        "https://teams.microsoft.com/l/team/19%3AAbC%40thread.tacv2/conversations?tenantId=TENANT-A",
        "https://gov.teams.microsoft.us/l/channel/19:AbC@thread.tacv2/P?tenantId=TENANT-A",
        "TENANT-A:19:AbC@thread.tacv2",
    ],
)
def test_a_channel_or_a_team_of_teams_may_be_named_by_the_link_that_teams_copies(link: str) -> None:
    text = SMALL.replace('slack = "T1:C1"', f'teams = "{link}"')
    programme = good(text.replace("leads =", f'teams_team = "{link}"\nleads =', 1)).programme
    assert programme.channels["claims"] == {"teams": "tenant-a:19:AbC@thread.tacv2"}
    assert programme.units[0].groups["teams"] == "tenant-a:19:AbC@thread.tacv2"


@pytest.mark.parametrize(
    "text",
    [
        "19:AbC@thread.tacv2",
        "TENANT-A:Peers",
        "https://teams.microsoft.com/l/channel/19%3AAbC%40thread.tacv2/Peers",
        "https://teams.microsoft.com/l/chat/0/0?tenantId=TENANT-A",
        "https://[teams",
    ],
)
def test_what_is_no_channel_of_teams_is_a_fault_that_says_where_its_link_is(text: str) -> None:
    found = spoiled('slack = "T1:C1"', f'teams = "{text}"')
    (fault,) = [one for one in found if "is not a channel or team of Teams" in one.what]
    assert "copy its link in Teams" in fault.remedy


def test_ids_of_teams_are_alike_in_capitals_and_small_letters() -> None:
    text = SMALL.replace('slack = "T1:C1"', 'teams = "TENANT-A:19:AbC@thread.tacv2"')
    text = text.replace('teams = "tenant:29:user"', 'teams = "TENANT-A:USER-B"')
    found = check(text)
    assert isinstance(found, Playbook), found
    assert found.programme.channels["claims"] == {"teams": "tenant-a:19:AbC@thread.tacv2"}
    accounts = [account for entry in found.people for _, account in entry.accounts]
    assert Account("teams", "tenant-a", "user-b") in accounts


@pytest.mark.parametrize(
    "written",
    [
        'groups = { slack = "T1:S1", teams = "TENANT:19:AbC@thread.tacv2" }',
        'slack_group = "T1:S1"\nteams_team = "TENANT:19:AbC@thread.tacv2"',
        'slack_group = "T9:S9"\ngroups = { slack = "T1:S1", teams = "TENANT:19:AbC@thread.tacv2" }',
    ],
)
def test_a_units_groups_are_read_by_platform_or_under_their_older_names(written: str) -> None:
    programme = good(SMALL.replace("leads =", f"{written}\nleads =", 1)).programme
    there = {"slack": "T1:S1", "teams": "tenant:19:AbC@thread.tacv2"}
    assert programme.units[0].groups == there


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ('groups = { slack = "S1" }', "is not a user group of Slack"),
        ('slack_group = "S1"', "is not a user group of Slack"),
        ('groups = { practice = "#x" }', 'there is no "practice" here'),
    ],
)
def test_what_is_no_group_is_a_fault(written: str, what: str) -> None:
    (fault,) = spoiled("leads =", f"{written}\nleads =")
    assert what in fault.what


def test_a_channel_of_slack_without_its_workspace_is_a_fault() -> None:
    found = spoiled('slack = "T1:C1"', 'slack = "C1"')
    (fault,) = [one for one in found if not one.warning and "C1" in one.what]
    assert fault.what == '"C1" does not say in which workspace of Slack that is'
    assert fault.remedy == 'write slack = "TEAM:CHANNEL"'


ROSTER = """
[roster]
encoding = "windows-1252"
other_units = true
columns = { email = "Work E-mail" }
units = { "4120 West" = "icu", Finance = "" }
employments = { Agency = "contractor" }
active = { "On Leave" = true, T = false }
"""


def test_the_playbook_says_what_the_words_of_hrs_file_mean() -> None:
    playbook = check(SMALL + ROSTER)
    assert isinstance(playbook, Playbook)
    assert playbook.programme.hr == HrFile(
        encoding="windows-1252",
        other_units=True,
        columns={"email": "Work E-mail"},
        units={"4120 west": "icu", "finance": ""},
        employments={"agency": Employment.CONTRACTOR},
        active={"on leave": True, "t": False},
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"windows-1252"', '"ebcdic"', 'there is no encoding "ebcdic"; use one of'),
        ('"icu"', '"icy"', 'there is no unit with the key "icy"; did you mean "icu"?'),
        ('"contractor"', '"agent"', 'there is no kind of employment "agent"; use one of'),
        ("email =", "mail =", 'there is no "mail" here; did you mean "email"?'),
        ("other_units", "other_unit", 'there is no "other_unit" here; did you mean'),
    ],
)
def test_what_is_wrong_with_those_words_is_told(old: str, new: str, said: str) -> None:
    found = check(SMALL + ROSTER.replace(old, new))
    assert isinstance(found, list)
    assert any(said in str(fault) for fault in found), [str(fault) for fault in found]


def test_what_the_playbook_itself_says_of_somebody_is_known() -> None:
    playbook = check(SMALL.replace('shift = "day"', 'shift = "day"\nroster = false'))
    assert isinstance(playbook, Playbook)
    assert [entry.from_playbook for entry in playbook.people] == [
        ("name",),
        ("manager", "name", "roster", "shift", "unit"),
    ]


CALENDARS = """
[[calendars]]
key = "icu-rota"
unit = "icu"
address = "webcal://rota.example/icu.ics?key=x"

[[calendars]]
key = "kits"
person = "KIT@x.org"
address = "https://rota.example/kit.ics"
zone = "Europe/London"
"""


def test_calendars_of_shifts_are_a_units_or_a_persons() -> None:
    playbook = check(SMALL + CALENDARS)
    assert isinstance(playbook, Playbook)
    assert playbook.programme.calendars == (
        Calendar("icu-rota", "https://rota.example/icu.ics?key=x", "Europe/Berlin", unit="icu"),
        Calendar("kits", "https://rota.example/kit.ics", "Europe/London", person="kit@x.org"),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('unit = "icu"\naddress', "address", "this calendar is neither a unit's nor a person's"),
        ('person = "KIT@x.org"', 'person = "kit@x.org"\nunit = "icu"', "neither a unit's nor"),
        (
            'unit = "icu"\naddress',
            'unit = "icy"\naddress',
            'unit with the key "icy"; did you',
        ),
        (
            '"KIT@x.org"',
            '"kid@x.org"',
            'with the e-mail "kid@x.org"; did',
        ),
        ('"kits"', '"icu-rota"', '"icu-rota" is on line'),
        ("webcal:", "http:", "this is not the address of a calendar; write the address it is"),
        ("Europe/London", "London", '"London" is not a time zone'),
    ],
)
def test_what_is_wrong_with_a_calendar_is_told(old: str, new: str, said: str) -> None:
    assert old in CALENDARS
    found = check(SMALL + CALENDARS.replace(old, new))
    assert isinstance(found, list)
    assert any(said in str(fault) for fault in found), [str(fault) for fault in found]


def test_a_hospital_may_speak_a_language_there_are_texts_in_and_no_other() -> None:
    spanish = check(SMALL.replace("[programme]", '[programme]\nlanguage = "es"'))
    assert isinstance(spanish, Playbook)
    assert spanish.programme.language == "es"
    usual = check(SMALL)
    assert isinstance(usual, Playbook)
    assert usual.programme.language == "en"
    found = check(SMALL.replace("[programme]", '[programme]\nlanguage = "tlh"'))
    assert isinstance(found, list)
    assert [str(fault).partition(": ")[2] for fault in found] == [
        'there are no texts in "tlh"; write one of: en, es'
    ]

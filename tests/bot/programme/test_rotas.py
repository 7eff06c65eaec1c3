"""Rotas in the playbook: read, named with what is amiss, and applied by reference."""

from datetime import time
from pathlib import Path

import pytest

from adapters.playbook import check
from bot.core.people import person_with_email
from bot.core.storage import Work, in_one_work
from bot.programme import Fault, Playbook, apply, current, difference
from bot.programme.model import Rota, RotaTurn
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.some import some
from tests.world import START

WHOLE = Path("adapters/practice/hospital.toml").read_text("utf-8")
BEFORE, _, REST = WHOLE.partition("\n[[rotas]]")
HOSPITAL = BEFORE + "\n# ---- units" + REST.partition("# ---- units")[2]
"""The sample hospital without its rota."""
PAT = "pat.okafor@larkspur.example"
AMADOU = "amadou.sy@larkspur.example"
ROTAS = f"""
[[rotas]]
area = "main"
turns = [
    {{ person = "{PAT.capitalize()}", days = ["mon", "Wed"], time = "07:00-15:00" }},
    {{ person = "{PAT}", time = "22:00-06:00" }},
]

[[rotas]]
area = "main"
option = "chaplain"
calendar = "webcal://rota.example/chaplains.ics"
turns = [{{ person = "{AMADOU}", days = ["sun"], time = "06:00-23:00" }}]
"""


def with_rotas(rotas: str) -> str:
    return HOSPITAL + "\n" + rotas


def good(rotas: str) -> Playbook:
    found = check(with_rotas(rotas))
    assert isinstance(found, Playbook), found
    return found


def faults(rotas: str) -> list[Fault]:
    found = check(with_rotas(rotas))
    assert isinstance(found, list)
    return [fault for fault in found if not fault.warning]


@pytest.mark.branch("67.1")
def test_a_rota_says_whose_turn_it_is_by_area_and_option() -> None:
    peers, chaplains = good(ROTAS).programme.rotas

    assert peers == Rota(
        "main",
        "peer",
        (
            RotaTurn(PAT, time(7), time(15), ("mon", "wed")),
            RotaTurn(PAT, time(22), time(6)),
        ),
    )
    assert (chaplains.option, chaplains.calendar) == (
        "chaplain",
        "https://rota.example/chaplains.ics",
    )


@pytest.mark.branch("67.2")
@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        ('area = "main"', 'area = "mian"', 'there is no area with the key "mian"', "did you mean"),
        ('option = "chaplain"', 'option = "priest"', "no support kind with the key", "use one of"),
        (f'"{AMADOU}"', f'"{PAT}"', f"{PAT} takes no such requests in main", "take the turn out"),
        (f'"{AMADOU}"', '"nobody@x.org"', "with the e-mail", "mend it"),
        ('"06:00-23:00"', '"6-23"', "not a span of time", '"07:00-19:00"'),
        (', time = "06:00-23:00"', "", "this turn has no hours", 'write time = "08:00-16:00"'),
        ('["sun"]', '["someday"]', "no day", "use one of"),
        (
            "webcal://rota.example",
            "ftp://rota.example",
            "not the address of a calendar",
            "https://",
        ),
        ("webcal://rota.example", "http://127.0.0.1", "not the address of a calendar", "https://"),
        ('option = "chaplain"', 'option = "peer"', "a rota for peer already", "one of them"),
        ('option = "chaplain"', "optoin = 1", 'there is no "optoin" here', "option"),
    ],
)
def test_each_fault_is_told_with_its_line_and_remedy(
    old: str, new: str, what: str, remedy: str
) -> None:
    found = faults(ROTAS.replace(old, new, 1))

    assert any(what in fault.what and remedy in fault.remedy for fault in found), found
    assert all(fault.line > HOSPITAL.count("\n") for fault in some(found))


def test_a_rota_without_any_turn_is_a_fault() -> None:
    (fault,) = faults('[[rotas]]\narea = "main"')

    assert fault.what == "this rota has no turn"


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("https://support.x.org/", True),
        ("https://x.org/support", True),
        ("http://127.0.0.1:8000", True),
        ("http://support.x.org", False),
        ("support.x.org", False),
        ("https://x.org/?a=b", False),
        ("https://x.org:port", False),
    ],
)
def test_the_services_own_address_is_one_that_a_calendar_can_reach(
    address: str, *, sound: bool
) -> None:
    text = HOSPITAL.replace("[programme]\n", f'[programme]\naddress = "{address}"\n', 1)

    found = check(text)

    assert isinstance(found, Playbook) is sound
    if isinstance(found, Playbook):
        assert found.programme.address == address.rstrip("/")


async def test_applied_its_people_stand_in_it_by_reference_and_a_change_is_told() -> None:
    storage = MemoryStorage(SimulatedClock(START))

    async def first(work: Work) -> None:
        await apply(work, good(ROTAS), "test")

    async def again(work: Work) -> list[str]:
        return await difference(work, good(ROTAS.replace("07:00-15:00", "07:00-16:00")))

    await in_one_work(storage, first)
    async with storage.reading() as work:
        pat = await person_with_email(work, PAT)
        programme = await current(work)
    assert pat is not None
    assert programme.rotas[0].turns[0].person == pat.reference
    assert "rota changed: main:peer (turns)" in await in_one_work(storage, again)

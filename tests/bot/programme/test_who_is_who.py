"""Who somebody is: an e-mail is one piece of evidence; HR's number and accounts are others."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.intake.hr_file import import_file, read_for
from adapters.playbook import check
from bot.check_ins.model import NoteWishes
from bot.core.jobs import Job, JobState, Reason, schedule
from bot.core.names import CORE_POST
from bot.core.people import (
    Account,
    Person,
    accounts_of,
    add_account,
    name_of,
    person_with,
    person_with_email,
)
from bot.core.storage import Work, in_one_work
from bot.programme import (
    HrPlan,
    apply,
    current,
    difference,
    import_difference,
    match_accounts,
    plan_import,
)
from bot.programme.model.external_sources import HrRecord
from bot.programme.playbook.model import Playbook
from bot.programme.rosters.hr_import import end_doubts
from bot.programme.rosters.hr_planner import IN_DOUBT_FOR
from tests.bot.programme.test_importing import applied
from tests.bot.programme.test_playbook import SMALL
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.world import START

HEAD = "employee_number,email,name,role,unit,active"
IDA = "007,ida@x.org,Ida Berg,nurse,icu,"
WED = "007,ida.lind@x.org,Ida Lind,nurse,icu,"
NEW = "9,ida@x.org,Ida Winter,nurse,icu,"
KIT = ",kit@x.org,Kit Laszlo,chaplain,,"
PAT = ",pat@x.org,Pat,surgeon,icu,"
ACCOUNT = Account("slack", "T1", "UIDA")


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(START)


@pytest.fixture
async def storage(clock: SimulatedClock) -> MemoryStorage:
    """With the small playbook, of Kit and Pat."""
    found = MemoryStorage(clock)
    await applied(found)
    return found


def without_number(line: str) -> str:
    return "," + line.partition(",")[2]


def file(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines, ""]).encode()


async def taken(storage: MemoryStorage, *lines: str) -> HrPlan:
    plan = await in_one_work(
        storage, lambda work: import_file(work, file(*lines), "test", allow_leavers=True)
    )
    assert plan.is_sound, [str(fault) for fault in plan.faults]
    return plan


async def would_change(storage: MemoryStorage, *lines: str) -> str:
    async def look(work: Work) -> list[str]:
        read = await read_for(work, file(*lines))
        return await import_difference(work, await plan_import(work, read))

    return "\n".join(await in_one_work(storage, look, reads_only=True))


async def found(storage: MemoryStorage, email: str) -> Person | None:
    async with storage.reading() as work:
        return await person_with_email(work, email)


async def the(storage: MemoryStorage, email: str) -> Person:
    person = await found(storage, email)
    assert person is not None
    return person


async def with_account(storage: MemoryStorage, email: str, account: Account = ACCOUNT) -> Person:
    """Somebody gets an account, and says no to notes."""

    async def give(work: Work) -> Person:
        person = await person_with_email(work, email)
        assert person is not None
        await add_account(work, person, account)
        blind_index = work.vault.blind_index("wishes", person.reference)
        await work.add(NoteWishes(reference=blind_index, stopped=True))
        return person

    return await in_one_work(storage, give)


async def owner(storage: MemoryStorage, account: Account = ACCOUNT) -> Person | None:
    async with storage.reading() as work:
        return await person_with(work, account)


async def everybody(storage: MemoryStorage) -> int:
    async with storage.reading() as work:
        return await work.of(Person).count()


async def seen_with(storage: MemoryStorage, email: str, account: Account = ACCOUNT) -> None:
    """A platform's daily read finds an account with this confirmed e-mail."""
    await in_one_work(storage, lambda work: match_accounts(work, [(email, account)]))


# ---- HR's own number ----


async def test_the_same_number_under_a_new_name_and_address_is_the_same_person(
    storage: MemoryStorage,
) -> None:
    await taken(storage, IDA, KIT, PAT)
    before = await with_account(storage, "ida@x.org")
    said = await would_change(storage, WED, KIT, PAT)
    assert "person changed: Ida Lind <ida.lind@x.org> (name, e-mail)" in said
    assert "person added" not in said
    await taken(storage, WED, KIT, PAT)
    ida = await the(storage, "ida.lind@x.org")
    assert (ida.reference, ida.active, ida.gone) == (before.reference, True, False)
    assert (await the(storage, "ida@x.org")).reference == ida.reference, "the earlier one, too"
    assert await owner(storage) == ida
    async with storage.reading() as work:
        assert await name_of(work, ida.reference) == "Ida Lind"
        assert await work.vault.open(ida.email) == "ida.lind@x.org"


async def test_a_number_whose_zeros_a_spreadsheet_took_is_the_same(storage: MemoryStorage) -> None:
    await taken(storage, IDA, KIT, PAT)
    before = await the(storage, "ida@x.org")
    await taken(storage, WED.removeprefix("00"), KIT, PAT)
    assert (await the(storage, "ida.lind@x.org")).reference == before.reference


async def test_two_lines_with_one_number_are_a_fault(storage: MemoryStorage) -> None:
    plan = await in_one_work(storage, lambda work: import_file(work, file(IDA, WED), "test"))
    assert "employee_number is that of line 2, too" in str(plan.faults[0])
    assert await found(storage, "ida@x.org") is None


async def test_the_number_itself_is_stored_nowhere(storage: MemoryStorage) -> None:
    await taken(storage, "80017,ida@x.org,Ida Berg,nurse,icu,", KIT, PAT)
    assert "80017" not in repr(storage.state.records) + repr(storage.state.sealed)


async def test_a_reused_address_with_another_number_is_a_new_person(
    storage: MemoryStorage,
) -> None:
    await taken(storage, IDA, KIT, PAT)
    before = await with_account(storage, "ida@x.org")
    said = await would_change(storage, NEW, KIT, PAT)
    assert "address of another person now: ida@x.org, so far Ida Berg <ida@x.org>" in said
    await taken(storage, NEW, KIT, PAT)
    ida = await the(storage, "ida@x.org")
    assert ida.reference != before.reference
    async with storage.reading() as work:
        assert await accounts_of(work, ida) == []
        blind_index = work.vault.blind_index("wishes", ida.reference)
        assert await work.of(NoteWishes).get(blind_index) is None
        former = await work.of(Person).get(before.reference)
    assert former is not None
    assert (former.active, former.email_index) == (False, None)
    # Nor does the account pass over while the platform still shows it with that address.
    await seen_with(storage, "ida@x.org")
    person = await owner(storage)
    assert person is not None
    assert person.reference == before.reference


async def test_two_people_who_swap_addresses_stay_who_they_are(storage: MemoryStorage) -> None:
    other = "8,bo@x.org,Bo Winter,nurse,icu,"
    await taken(storage, IDA, other, KIT, PAT)
    ida, bo = await the(storage, "ida@x.org"), await the(storage, "bo@x.org")
    swapped = IDA.replace("ida@x.org", "bo@x.org"), other.replace("bo@x.org", "ida@x.org")
    await taken(storage, *swapped, KIT, PAT)
    assert (await the(storage, "bo@x.org")).reference == ida.reference
    assert (await the(storage, "ida@x.org")).reference == bo.reference
    assert "0 people added, 0 changed, 0 leave" in await would_change(storage, *swapped, KIT, PAT)


async def test_a_number_given_later_joins_what_an_earlier_file_took_for_two(
    storage: MemoryStorage,
) -> None:
    await taken(storage, IDA, KIT, PAT)
    before = await with_account(storage, "ida@x.org")
    await taken(storage, without_number(WED), KIT, PAT)
    assert (await the(storage, "ida.lind@x.org")).reference != before.reference
    said = await would_change(storage, WED, KIT, PAT)
    assert "joined to one person: Ida Berg <ida@x.org> and Ida Lind <ida.lind@x.org>" in said
    await taken(storage, WED, KIT, PAT)
    ida = await the(storage, "ida.lind@x.org")
    assert (ida.reference, ida.active, ida.gone) == (before.reference, True, False)


# ---- without numbers ----

BERG, LIND = without_number(IDA), without_number(WED)


async def test_the_dry_run_proposes_who_may_be_one_person_and_says_how_to_say_so(
    storage: MemoryStorage,
) -> None:
    await taken(storage, BERG, KIT, PAT)
    said = await would_change(storage, LIND, KIT, PAT)
    assert "these two may be one person: Ida Berg <ida@x.org> and Ida Lind" in said
    assert 'was = "ida@x.org" at ida.lind@x.org under [[people]]' in said
    assert "add the column employee_number" in said
    # With another role, nothing speaks for it.
    assert "may be one" not in await would_change(
        storage, LIND.replace("nurse", "surgeon"), KIT, PAT
    )


async def test_in_doubt_somebody_stays_for_some_days_and_then_leaves(
    storage: MemoryStorage, clock: SimulatedClock
) -> None:
    await taken(storage, BERG, KIT, PAT)
    before = await with_account(storage, "ida@x.org")
    await taken(storage, LIND, KIT, PAT)
    async with storage.reading() as work:
        first = await work.of(Person).get(before.reference)
    assert first is not None
    assert (first.active, first.gone) == (True, True)
    # The next nightly file changes nothing about that.
    clock.set(START + timedelta(days=1))
    assert (await taken(storage, LIND, KIT, PAT)).leaving == ()
    await in_one_work(storage, end_doubts)
    assert (await the(storage, "ida@x.org")).active
    clock.set(START + IN_DOUBT_FOR)
    await in_one_work(storage, end_doubts)
    assert not (await the(storage, "ida@x.org")).active
    assert (await the(storage, "ida.lind@x.org")).active


async def test_in_doubt_a_playbook_that_is_applied_makes_nobody_leave(
    storage: MemoryStorage,
) -> None:
    staff = PAT.replace(",Pat,", ",Pat Okafor,")
    await taken(storage, staff, KIT)
    await taken(storage, staff.replace("pat@x.org", "pat.lind@x.org"), KIT)
    await applied(storage)
    assert (await the(storage, "pat@x.org")).active


async def test_who_leaves_while_nobody_comes_leaves_at_once(storage: MemoryStorage) -> None:
    await taken(storage, BERG, KIT, PAT)
    await taken(storage, KIT, PAT)
    assert not (await the(storage, "ida@x.org")).active


async def test_half_a_file_with_new_addresses_is_refused_like_any_half_file(
    storage: MemoryStorage,
) -> None:
    staff = [f",p{n}@x.org,Ida P{n},nurse,icu," for n in range(10)]
    await taken(storage, *staff, KIT, PAT)
    renamed = [line.replace("@x.org", "@y.org") for line in staff]
    raw = file(*renamed, KIT, PAT)
    plan = await in_one_work(storage, lambda work: import_file(work, raw, "test"))
    assert "10 of 12 people would leave" in str(plan.faults[0])


async def test_the_daily_read_after_hrs_file_joins_by_the_account(storage: MemoryStorage) -> None:
    await taken(storage, BERG, KIT, PAT)
    before = await with_account(storage, "ida@x.org")
    await taken(storage, LIND, KIT, PAT)
    people = await everybody(storage)
    await seen_with(storage, "ida.lind@x.org")
    ida = await the(storage, "ida.lind@x.org")
    assert (ida.reference, ida.active, ida.gone) == (before.reference, True, False)
    assert (await the(storage, "ida@x.org")).reference == ida.reference
    assert await owner(storage) == ida
    assert await everybody(storage) == people, "the features above still hold something of both"
    async with storage.reading() as work:
        record = await work.of(HrRecord).get(ida.reference)
        assert record is not None
        assert (record.active, record.leaves_at) == (True, None)
        assert await name_of(work, ida.reference) == "Ida Lind"
    # The next file and the end of the doubt find one person who stays.
    assert "0 people added, 0 changed, 0 leave" in await would_change(storage, LIND, KIT, PAT)
    await in_one_work(storage, end_doubts)
    assert (await the(storage, "ida.lind@x.org")).active


async def test_the_daily_read_before_hrs_file_makes_the_new_address_known(
    storage: MemoryStorage,
) -> None:
    await taken(storage, BERG, KIT, PAT)
    before = await with_account(storage, "ida@x.org")
    await seen_with(storage, "ida.lind@x.org")
    assert (await the(storage, "ida.lind@x.org")).reference == before.reference
    said = await would_change(storage, LIND, KIT, PAT)
    assert "person changed: Ida Lind <ida.lind@x.org> (name, e-mail)" in said
    await taken(storage, LIND, KIT, PAT)
    assert (await the(storage, "ida.lind@x.org")).reference == before.reference
    assert (await the(storage, "ida@x.org")).reference == before.reference


async def test_an_account_given_to_somebody_else_brings_nothing_of_who_left(
    storage: MemoryStorage,
) -> None:
    await taken(storage, BERG, KIT, PAT)
    before = await with_account(storage, "ida@x.org")
    await taken(storage, ",bo@x.org,Bo Winter,surgeon,icu,", KIT, PAT)
    await seen_with(storage, "bo@x.org")
    bo = await owner(storage)
    assert bo is not None
    assert bo == await the(storage, "bo@x.org")
    assert bo.reference != before.reference


async def test_two_people_whom_hr_lists_are_never_joined_by_an_account(
    storage: MemoryStorage,
) -> None:
    await taken(storage, BERG, LIND, KIT, PAT)
    before = await with_account(storage, "ida@x.org")
    await seen_with(storage, "ida.lind@x.org")
    person = await owner(storage)
    assert person is not None
    assert person.reference == before.reference
    assert (await the(storage, "ida.lind@x.org")).reference != before.reference


# ---- as the playbook says ----

ACCOUNTS_OF_PAT = 'accounts = { teams = "tenant:29:user", slack = "" }'
NAMED = SMALL.replace(ACCOUNTS_OF_PAT, "")
"""Nothing but the address says who Pat is."""
RENAMED = re.sub('"pat@x.org"', '"pat.lind@x.org"', NAMED, flags=re.IGNORECASE)


def saying(text: str, was: str = "pat@x.org") -> Playbook:
    text = text.replace('email = "pat.lind@x.org"', f'email = "pat.lind@x.org"\nwas = "{was}"')
    playbook = check(text)
    assert isinstance(playbook, Playbook), [str(fault) for fault in playbook]
    return playbook


@pytest.mark.parametrize("hr_first", [True, False])
async def test_the_playbook_says_that_somebody_was_known_by_an_earlier_address(
    storage: MemoryStorage, *, hr_first: bool
) -> None:
    await applied(storage, NAMED)
    await taken(storage, PAT, KIT)
    before = await with_account(storage, "pat@x.org")
    wed = PAT.replace("pat@x.org", "pat.lind@x.org").replace(",Pat,", ",Nobody Alike,")
    if hr_first:
        await taken(storage, wed, KIT)
        assert not (await the(storage, "pat@x.org")).active
    playbook = saying(RENAMED)
    await in_one_work(storage, lambda work: apply(work, playbook, "test"))
    if not hr_first:
        await taken(storage, wed, KIT)
    pat = await the(storage, "pat.lind@x.org")
    assert (pat.reference, pat.active, pat.gone) == (before.reference, True, False)
    async with storage.reading() as work:
        areas = (await current(work)).areas
        assert await difference(work, playbook) == []
    assert pat.reference in {one for area in areas for one in area.supports["peer"].takers or ()}


async def test_either_address_in_the_playbook_means_the_same_person(
    storage: MemoryStorage,
) -> None:
    numbered = "7" + PAT
    await taken(storage, numbered, KIT)
    before = await the(storage, "pat@x.org")
    await taken(storage, numbered.replace("pat@x.org", "pat.lind@x.org"), KIT)
    await applied(storage, NAMED)
    pat = await the(storage, "pat@x.org")
    assert pat.reference == before.reference
    assert pat == await the(storage, "pat.lind@x.org")
    async with storage.reading() as work:
        # HR's word counts for the address.
        assert await work.vault.open(pat.email) == "pat.lind@x.org"
    await applied(storage, RENAMED)
    assert (await the(storage, "pat.lind@x.org")).reference == before.reference
    both = RENAMED + ('\n[[people]]\nname = "Pat"\nemail = "pat@x.org"\n')
    people = await everybody(storage)
    await applied(storage, both)
    assert await everybody(storage) == people
    assert (await the(storage, "pat@x.org")).reference == before.reference


async def test_an_earlier_address_that_is_somebody_elses_by_now_joins_nobody(
    storage: MemoryStorage,
) -> None:
    numbered = "7" + PAT
    await applied(storage, NAMED)
    await taken(storage, numbered, KIT)
    await taken(storage, numbered.replace("pat@x.org", "pat.lind@x.org"), "8" + PAT, KIT)
    first, second = await the(storage, "pat.lind@x.org"), await the(storage, "pat@x.org")
    assert first.reference != second.reference
    playbook = saying(RENAMED)
    await in_one_work(storage, lambda work: apply(work, playbook, "test"))
    assert (await the(storage, "pat.lind@x.org")).reference == first.reference
    assert (await the(storage, "pat@x.org")).reference == second.reference


def test_an_earlier_address_with_an_entry_of_its_own_is_a_fault() -> None:
    text = SMALL.replace('email = "Pat@x.org"', 'email = "Pat@x.org"\nwas = "kit@x.org"')
    faults = check(text)
    assert isinstance(faults, list)
    assert '"kit@x.org" is the e-mail of an entry of its own' in str(faults[0])


async def test_a_playbooks_dry_run_proposes_who_may_be_one_person(storage: MemoryStorage) -> None:
    await applied(storage, NAMED)
    playbook = check(RENAMED)
    assert isinstance(playbook, Playbook)
    async with storage.reading() as work:
        said = "\n".join(await difference(work, playbook))
    assert 'if they are, write was = "pat@x.org" at pat.lind@x.org' in said


# ---- what waits for an account ----


async def test_what_waits_for_an_account_is_due_as_soon_as_there_is_one(
    storage: MemoryStorage, clock: SimulatedClock
) -> None:
    await taken(storage, BERG, KIT, PAT)
    later = START + timedelta(hours=1)

    async def wait(work: Work) -> None:
        await schedule(work, CORE_POST, "a-note", later)
        [job] = await work.of(Job).find(Job.key.is_("a-note"))
        await work.save(replace(job, reason=Reason.ACCOUNT))

    await in_one_work(storage, wait)
    await seen_with(storage, "ida@x.org")
    async with storage.reading() as work:
        due = await work.of(Job).find(
            Job.state.is_(JobState.PENDING), Job.due_at.at_most(clock.now())
        )
    assert [job.kind for job in due] == ["core.account_found"]

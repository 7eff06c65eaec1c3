"""Taking HR's file: whole or not at all; what the playbook says stands; who left gets nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.intake.hr_file import import_file, read_for
from adapters.playbook import check, write
from bot.core.people import (
    Account,
    Person,
    accounts_of,
    add_stranger,
    give_account,
    is_back,
    name_of,
    person_with_email,
)
from bot.core.storage import Work, in_one_work
from bot.duty import on_duty
from bot.programme import (
    HR,
    HrPlan,
    apply,
    current,
    difference,
    export,
    import_difference,
    plan_import,
)
from bot.programme.model import AuditEntry
from bot.programme.model.external_sources import HrRecord, StaffList
from bot.programme.playbook.model import Playbook
from tests.bot.follow_ups.story import first_note, report
from tests.bot.programme.test_applying import book
from tests.bot.programme.test_playbook import CALENDARS, ROSTER, SMALL
from tests.bot.requests.hospital import ask_for_peer, take
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import START, World, text_of

HEAD = "email,name,role,unit,manager,timezone,language,employment,adult,active"
IDA = "ida@x.org,Ida Berg,nurse,icu,kit@x.org,America/Denver,es,contractor,yes,yes"
KIT = "kit@x.org,Kit Laszlo,chaplain,,,,,,,"
PAT = "pat@x.org,Patrick Okafor,surgeon,,,America/Denver,es,,,"


def file(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines, ""]).encode()


@pytest.fixture
async def storage() -> MemoryStorage:
    """With the small playbook, of Kit and Pat."""
    found = MemoryStorage(SimulatedClock(START))
    await applied(found)
    return found


async def applied(storage: MemoryStorage, text: str = SMALL) -> None:
    playbook = check(text)
    assert isinstance(playbook, Playbook), [str(fault) for fault in playbook]
    await in_one_work(storage, lambda work: apply(work, playbook, "command line"))


async def taken(storage: MemoryStorage, *lines: str, allow_leavers: bool = False) -> HrPlan:
    return await in_one_work(
        storage,
        lambda work: import_file(work, file(*lines), "test", allow_leavers=allow_leavers),
    )


async def would_change(storage: MemoryStorage, *lines: str) -> list[str]:
    async def look(work: Work) -> list[str]:
        read = await read_for(work, file(*lines))
        return await import_difference(work, await plan_import(work, read))

    return await in_one_work(storage, look, reads_only=True)


async def the(storage: MemoryStorage, email: str) -> Person:
    async with storage.reading() as work:
        person = await person_with_email(work, email)
    assert person is not None
    return person


async def test_the_language_somebody_chose_themselves_stays(storage: MemoryStorage) -> None:
    await taken(storage, IDA, KIT)

    async def choose(work: Work) -> None:
        ida = await person_with_email(work, "ida@x.org")
        assert ida is not None
        await work.save(replace(ida, locale="en", locale_chosen=True))

    await in_one_work(storage, choose)
    await taken(storage, IDA.replace("nurse", "surgeon"), KIT)
    ida = await the(storage, "ida@x.org")
    assert (ida.profession, ida.locale) == ("surgeon", "en")


async def test_whoever_is_new_reads_the_hospitals_language_until_their_own_is_known() -> None:
    storage = MemoryStorage(SimulatedClock(START))
    in_spanish = SMALL.replace(
        'zone = "Europe/Berlin"', 'zone = "Europe/Berlin"\nlanguage = "es"', 1
    )
    await applied(storage, in_spanish)
    await taken(storage, IDA.replace(",es,", ",en,"), KIT, "new@x.org,New Person,nurse,,,,,,,")
    emails = ("pat@x.org", "kit@x.org", "new@x.org", "ida@x.org")
    read = [(await the(storage, email)).locale for email in emails]
    assert read == ["es", "es", "es", "en"]


async def test_people_are_added_with_all_that_the_file_says(storage: MemoryStorage) -> None:
    plan = await taken(storage, IDA, KIT)
    assert plan.is_sound
    ida, kit = await the(storage, "ida@x.org"), await the(storage, "kit@x.org")
    assert (ida.unit, ida.profession, ida.manager) == ("icu", "nurse", kit.reference)
    assert (ida.zone, ida.locale, ida.employment, ida.adult) == (
        "America/Denver",
        "es",
        "contractor",
        True,
    )
    async with storage.reading() as work:
        assert await name_of(work, ida.reference) == "Ida Berg"
        assert await work.vault.open(sealed_text(ida.reference, "email")) == "ida@x.org"
        [entry] = [e for e in await work.of(AuditEntry).find() if e.who == "test"]
        assert entry.what == "HR's file taken: 1 people added, 1 changed, 0 left"
        stands = await work.of(StaffList).get(HR)
    assert stands is not None
    assert (stands.people, stands.as_of) == (2, storage.clock.now())
    in_the_clear = repr(storage.state.records)
    assert "Berg" not in in_the_clear
    assert "x.org" not in in_the_clear


@pytest.mark.branch("64.7")
async def test_what_the_playbook_says_stands_and_the_file_says_the_rest(
    storage: MemoryStorage,
) -> None:
    before = await the(storage, "pat@x.org")
    await taken(storage, PAT)
    pat = await the(storage, "pat@x.org")
    assert pat.reference == before.reference
    # Unit, shift and manager stand in the playbook, and so does the name.
    assert (pat.unit, pat.shift, pat.manager) == (before.unit, before.shift, before.manager)
    assert (pat.profession, pat.zone, pat.locale) == ("surgeon", "America/Denver", "es")
    async with storage.reading() as work:
        assert await name_of(work, pat.reference) == "Pat"


async def test_applied_again_the_playbook_leaves_what_the_file_said(
    storage: MemoryStorage,
) -> None:
    await taken(storage, PAT, IDA)
    before = await the(storage, "pat@x.org"), await the(storage, "ida@x.org")
    await applied(storage)
    assert (await the(storage, "pat@x.org"), await the(storage, "ida@x.org")) == before
    assert await would_change(storage, PAT, IDA) == [
        "0 people added, 0 changed, 0 leave, 2 stay as they are."
    ]


async def test_who_leaves_the_playbook_is_left_to_the_file(storage: MemoryStorage) -> None:
    await taken(storage, PAT.replace("surgeon,,", "surgeon,icu,"), KIT)
    text = SMALL.replace('"pat@x.org"', '"kit@x.org"').replace("PAT@x.org", "fay@x.org")
    people = text.index('[[people]]\nname = "Pat"')
    end = text.index("[[lines]]")
    fay = '[[people]]\nname = "Fay"\nemail = "fay@x.org"\n\n'
    playbook = check(text[:people] + fay + text[end:])
    assert isinstance(playbook, Playbook), [str(fault) for fault in playbook]
    async with storage.reading() as work:
        said = await difference(work, playbook)
    assert "person left to HR's file: Pat <pat@x.org>" in said
    await in_one_work(storage, lambda work: apply(work, playbook, "command line"))
    pat = await the(storage, "pat@x.org")
    assert (pat.active, pat.from_playbook, pat.shift, pat.profession) == (True, (), "", "surgeon")


@pytest.mark.branch("64.4")
async def test_the_dry_run_says_in_plain_words_who_comes_changes_and_leaves(
    storage: MemoryStorage,
) -> None:
    await taken(storage, IDA, KIT, *(f"p{n}@x.org,P{n},,,,,,,," for n in range(10)))
    others = [f"p{n}@x.org,P{n},,,,,,,," for n in range(10)]
    said = await would_change(
        storage, IDA.replace("nurse,icu", "physician,"), "new@x.org,New One,,,,,,,,", *others
    )
    assert said == [
        "1 people added, 1 changed, 1 leave, 10 stay as they are.",
        (
            "person no longer active: Kit <kit@x.org>; the playbook still names them:"
            " coordinator, on call"
        ),
        "person added: New One <new@x.org>",
        "person changed: Ida Berg <ida@x.org> (unit, profession)",
    ]
    assert (await the(storage, "kit@x.org")).active


@pytest.mark.branch("64.5")
async def test_more_than_a_fifth_leaving_is_refused_and_can_be_insisted_on(
    storage: MemoryStorage,
) -> None:
    people = [f"p{n}@x.org,P{n},,,,,,,," for n in range(10)]
    await taken(storage, *people)
    records = storage.state.records
    plan = await taken(storage, *people[:7])
    assert [str(fault) for fault in plan.faults] == [
        (
            "line 1: 3 of 10 people would leave, 30 per cent; more than 20 is most likely half a"
            " file; look at the dry run; if it is right, import it again with --allow-leavers"
        )
    ]
    assert storage.state.records == records
    assert (await taken(storage, *people[:8])).is_sound
    assert (await taken(storage, *people[:4], allow_leavers=True)).is_sound
    assert not (await the(storage, "p9@x.org")).active


@pytest.mark.branch("64.6")
async def test_a_fault_anywhere_keeps_the_whole_file_out(storage: MemoryStorage) -> None:
    records = storage.state.records
    plan = await taken(storage, IDA, "bo@x.org,Bo,,,nobody@x.org,Mars,,,,")
    assert [str(fault) for fault in plan.faults] == [
        'line 3: "Mars" is not a time zone; write it like "America/Denver", or leave it empty',
        (
            "line 3: nobody has the e-mail address nobody@x.org, the manager of bo@x.org;"
            " add them to the file, name another, or leave it empty"
        ),
    ]
    assert storage.state.records == records


SKIPPING = SMALL + "\n[roster]\nskip_faulty_lines = true\n"
TEN = tuple(f"p{n}@x.org,P{n},nurse,,,,,,," for n in range(10))


async def test_who_stands_on_a_faulty_line_stays_as_they_are_and_the_others_are_taken(
    storage: MemoryStorage,
) -> None:
    await applied(storage, SKIPPING)
    await taken(storage, *TEN)
    # The first has another role and a fault, the second another role, the last is gone.
    changed = [line.replace("nurse", "surgeon") for line in TEN[:2]]
    plan = await taken(storage, changed[0].replace(",,,,,,", ",,,Mars,,,"), changed[1], *TEN[2:9])
    assert (plan.is_sound, plan.left_out) == (True, 1)
    first, second, last = [await the(storage, f"p{n}@x.org") for n in (0, 1, 9)]
    assert (first.active, first.profession) == (True, "nurse")
    assert (second.active, second.profession) == (True, "surgeon")
    assert not last.active
    async with storage.reading() as work:
        listed = await work.of(StaffList).get(HR)
    assert listed is not None
    assert (listed.people, listed.passed_over) == (8, 1)


@pytest.mark.parametrize("line", ["p9@x,P9,,,,,,,,", "new.name@x.org,P9,,,,Mars,,,,"])
async def test_where_a_line_left_out_may_be_about_anybody_only_those_marked_as_gone_leave(
    storage: MemoryStorage, line: str
) -> None:
    await applied(storage, SKIPPING)
    await taken(storage, *TEN)
    plan = await taken(storage, *TEN[:8], "p8@x.org,P8,,,,,,,,no", line)
    assert (plan.is_sound, plan.left_out) == (True, 1)
    assert not (await the(storage, "p8@x.org")).active
    assert (await the(storage, "p9@x.org")).active
    await taken(storage, *TEN[:8])
    assert not (await the(storage, "p9@x.org")).active


async def test_a_manager_nobody_knows_is_only_told_where_faulty_lines_are_left_out(
    storage: MemoryStorage,
) -> None:
    await applied(storage, SKIPPING)
    plan = await taken(storage, "bo@x.org,Bo,,,nobody@x.org,,,,,", KIT)
    assert plan.is_sound
    assert "nobody has the e-mail address nobody@x.org" in str(plan.faults[0])
    assert (await the(storage, "bo@x.org")).manager is None


async def test_a_manager_who_has_left_is_told_and_is_nobodys_manager(
    storage: MemoryStorage,
) -> None:
    plan = await taken(storage, IDA, "kit@x.org,Kit,,,,,,,,no", allow_leavers=True)
    assert plan.is_sound
    assert "kit@x.org, the manager of ida@x.org, has left" in str(plan.faults[0])
    assert (await the(storage, "ida@x.org")).manager is None


@pytest.mark.branch("64.10")
async def test_who_the_file_says_has_left_stays_so_however_often_a_playbook_names_them(
    storage: MemoryStorage,
) -> None:
    await taken(storage, f"{PAT}no", IDA, allow_leavers=True)
    assert not (await the(storage, "pat@x.org")).active
    await applied(storage)
    pat = await the(storage, "pat@x.org")
    assert not pat.active
    # Nor does an account that still works, or one that is seen only now.
    assert not (await in_one_work(storage, lambda work: is_back(work, pat))).active
    pat = await the(storage, "pat@x.org")
    async with storage.reading() as work:
        hr_record = await work.of(HrRecord).get(pat.reference)
    assert hr_record is not None
    assert replace(hr_record, revision=0) == HrRecord(reference=hr_record.reference, active=False)
    await taken(storage, PAT, IDA)
    assert (await the(storage, "pat@x.org")).active


async def test_who_works_here_without_being_in_the_file_is_said_in_the_playbook(
    storage: MemoryStorage,
) -> None:
    await applied(storage, SMALL.replace('shift = "day"', 'shift = "day"\nroster = false'))
    await taken(storage, PAT, IDA)
    await taken(storage, IDA, allow_leavers=True)
    assert (await the(storage, "pat@x.org")).active


async def test_somebody_whom_only_the_file_knows_as_gone_is_not_taken_up(
    storage: MemoryStorage,
) -> None:
    await taken(storage, IDA, "old@x.org,Old,,,,,,,,terminated")
    async with storage.reading() as work:
        assert await person_with_email(work, "old@x.org") is None


@pytest.mark.branch("64.8")
async def test_one_address_joins_slack_and_teams_and_who_wrote_before_is_the_same_person(
    storage: MemoryStorage,
) -> None:
    slack, teams = Account("slack", "T1", "UIDA"), Account("teams", "tenant", "ida")

    async def meets(work: Work) -> str:
        return (await add_stranger(work, slack, "UTC", "en", "Ida@x.org")).reference

    reference = await in_one_work(storage, meets)
    await taken(storage, IDA, KIT)
    ida = await the(storage, "ida@x.org")
    assert (ida.reference, ida.unit) == (reference, "icu")
    await in_one_work(storage, lambda work: give_account(work, ida, teams))
    async with storage.reading() as work:
        assert await accounts_of(work, ida) == [slack, teams]
        assert await name_of(work, reference) == "Ida Berg"


async def test_an_account_goes_from_who_left_to_who_has_the_address_now(
    storage: MemoryStorage,
) -> None:
    account = Account("slack", "T1", "UIDA")
    await taken(storage, IDA, KIT)
    await in_one_work(storage, lambda work: _given(work, "ida@x.org", account))
    new = "bo@x.org,Bo Lind,surgeon,,,,,,,"
    await in_one_work(storage, lambda work: _given(work, "kit@x.org", account))
    assert await accounts_at(storage, "ida@x.org") == [account]
    await taken(storage, new, KIT, allow_leavers=True)
    await in_one_work(storage, lambda work: _given(work, "bo@x.org", account))
    assert await accounts_at(storage, "bo@x.org") == [account]
    assert await accounts_at(storage, "ida@x.org") == []


async def accounts_at(storage: MemoryStorage, email: str) -> list[Account]:
    person = await the(storage, email)
    async with storage.reading() as work:
        return await accounts_of(work, person)


async def _given(work: Work, email: str, account: Account) -> None:
    person = await person_with_email(work, email)
    assert person is not None
    await give_account(work, person, account)


# ---- who left ----


@pytest.mark.branch("64.9")
async def test_who_leaves_gives_back_what_they_hold_and_the_person_is_told() -> None:
    world = await World.make()
    staff = [f"{user}@example.org,{user.title()},,,,,,,," for user in world.people]
    await in_one_work(world.storage, lambda work: import_file(work, file(*staff), "test"))
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await world.settle()
    without_pat = [line for line in staff if not line.startswith("pat@")]
    await in_one_work(world.storage, lambda work: import_file(work, file(*without_pat), "test"))
    posted = len(world.sees("pat").messages)
    await world.pass_time(timedelta(hours=2))
    assert phrase("supports.peer.waiting") in text_of(world.sees("sam").last)
    # The card they had is emptied; nothing new comes to them.
    assert len(world.sees("pat").messages) == posted
    assert phrase("support_requests.held.returned") in text_of(world.sees("pat").last)
    async with world.storage.reading() as work:
        area = (await current(work)).areas[0]
        assert await on_duty(work, area) == []
    assert phrase("core.left") in text_of(await world.command("pat", "/support queue"))


async def test_who_leaves_gets_no_note_that_was_planned_for_them() -> None:
    world = await World.make()
    staff = [f"{user}@example.org,{user.title()},,,,,,,," for user in world.people]
    await in_one_work(world.storage, lambda work: import_file(work, file(*staff), "test"))
    await report(world, "sam", "theo")
    await first_note(world, "rosa", kind="resuscitation")
    await world.press_in("rosa", "check_in.more")
    await world.press_in("rosa", "check_in.later")
    stay = [line for line in staff if line.split("@")[0] not in {"sam", "rosa"}]
    await in_one_work(world.storage, lambda work: import_file(work, file(*stay), "test"))
    before = {user: len(world.sees(user).messages) for user in ("sam", "rosa")}
    await world.pass_time(timedelta(days=40))
    assert {user: len(world.sees(user).messages) for user in ("sam", "rosa")} == before
    assert len(world.sees("theo").messages) > 0


async def test_the_export_keeps_to_what_the_playbook_said_and_says_how_hrs_file_is_read(
    storage: MemoryStorage,
) -> None:
    text = SMALL.replace('shift = "day"', 'shift = "day"\nroster = false') + ROSTER + CALENDARS
    text = text.replace('columns = { email = "Work E-mail" }\n', "")
    text = text.replace("windows-1252", "utf-8")
    await applied(storage, text)
    await taken(storage, IDA, KIT.replace("chaplain,", "chaplain,icu"))
    exported = write((await in_one_work(storage, export, reads_only=True)).playbook)
    playbook = check(exported)
    assert isinstance(playbook, Playbook), [str(fault) for fault in playbook]
    async with storage.reading() as work:
        assert await difference(work, playbook) == []
    assert "ida@x.org" not in exported
    kit = next(entry for entry in playbook.people if entry.email == "kit@x.org")
    assert (kit.unit, kit.from_playbook) == ("", ("name",))
    assert playbook.programme.calendars == book(text).programme.calendars
    assert "rota.example" not in repr(storage.state.records)

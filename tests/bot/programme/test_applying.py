"""Applying a playbook: all of it or nothing, and nothing when nothing changed."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from adapters.playbook import check
from bot.core.people import (
    Account,
    Person,
    PlatformAccount,
    Role,
    accounts_of,
    add_stranger,
    person_with,
    person_with_email,
)
from bot.core.storage import Work, in_one_work
from bot.programme import Applied, Playbook, ProgrammeDirectory, apply, current, difference
from bot.programme.model import CURRENT, AuditEntry, Configuration
from bot.programme.stored.audit import is_whole, note_change
from tests.bot.programme.test_playbook import HOSPITAL, SMALL
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.sealed import sealed_text

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage(SimulatedClock(START))


def book(text: str = SMALL) -> Playbook:
    playbook = check(text)
    assert isinstance(playbook, Playbook), [str(fault) for fault in playbook]
    return playbook


async def applied(storage: MemoryStorage, text: str = SMALL) -> Applied:
    return await in_one_work(storage, lambda work: apply(work, book(text), "command line"))


async def the(storage: MemoryStorage, email: str) -> Person:
    async with storage.reading() as work:
        person = await person_with_email(work, email)
    assert person is not None
    return person


async def sealed(storage: MemoryStorage, person: Person, part: str) -> str | None:
    async with storage.reading() as work:
        return await work.vault.open(sealed_text(person.reference, part))


async def test_the_sample_hospital_is_applied_with_its_people_roles_and_names(
    storage: MemoryStorage,
) -> None:
    done = await applied(storage, HOSPITAL.read_text("utf-8"))

    assert done.changed
    assert (done.version, done.altered, done.left) == (1, 0, 0)
    sam = await the(storage, "sam.rivera@larkspur.example")
    lena = await the(storage, "Lena.Ortiz@larkspur.example")
    assert (sam.unit, sam.profession, sam.shift) == ("icu", "nurse", "day")
    assert sam.manager == lena.reference
    assert await sealed(storage, sam, "name") == "Sam Rivera"
    assert await sealed(storage, sam, "email") == "sam.rivera@larkspur.example"
    assert await sealed(storage, sam, "phone") == "303-555-0101"
    layla = await the(storage, "layla.haddad@larkspur.example")
    assert await sealed(storage, layla, "name") == "ليلى حداد"
    siobhan = await the(storage, "siobhan.ohara@larkspur.example")
    assert await sealed(storage, siobhan, "name") == "Siobhan O'Hara"
    async with storage.reading() as work:
        assert await person_with(work, Account("practice", "practice", "sam")) == sam
        assert done.added == await work.of(Person).count()
        roles = await ProgrammeDirectory().roles_of(work, lena)
        ravi = await person_with_email(work, "ravi.pillai@larkspur.example")
    assert roles == {Role.CLINICIAN, Role.UNIT_LEAD}
    assert ravi is not None
    assert ravi.zone == "America/Chicago"


async def test_no_record_holds_a_name_an_address_or_a_number(storage: MemoryStorage) -> None:
    await applied(storage, HOSPITAL.read_text("utf-8"))

    in_the_clear = repr(storage.state.records)

    for canary in ("Rivera", "larkspur.example", "303-555-0101", "Account("):
        assert canary not in in_the_clear.replace("PlatformAccount(", "")


async def test_applying_the_same_playbook_again_changes_nothing(storage: MemoryStorage) -> None:
    text = HOSPITAL.read_text("utf-8")
    await applied(storage, text)
    before = storage.state
    storage.clock.advance(timedelta(days=1))  # type: ignore[attr-defined]

    again = await applied(storage, text)

    assert again == Applied(version=1, changed=False)
    assert storage.state.records == before.records
    assert storage.state.sealed == before.sealed
    async with storage.reading() as work:
        assert await difference(work, book(text)) == []
        assert await work.of(AuditEntry).count() == 1


async def test_the_language_somebody_chose_themselves_stays(storage: MemoryStorage) -> None:
    await applied(storage)

    async def choose(work: Work) -> None:
        pat = await person_with_email(work, "pat@x.org")
        assert pat is not None
        await work.save(replace(pat, locale="es", locale_chosen=True))

    await in_one_work(storage, choose)
    await applied(storage, SMALL.replace('name = "Pat"', 'name = "Pat"\nlanguage = "de"'))
    assert (await the(storage, "pat@x.org")).locale == "es"


async def test_people_keep_their_reference_whatever_else_changes(storage: MemoryStorage) -> None:
    await applied(storage)
    before = await the(storage, "pat@x.org")

    done = await applied(
        storage,
        SMALL.replace('name = "Pat"', 'name = "Patricia"\nphone = "1"\nlanguage = "de"').replace(
            'shift = "day"\n', ""
        ),
    )

    after = await the(storage, "pat@x.org")
    assert after.reference == before.reference
    assert (after.shift, after.locale) == ("", "de")
    assert await sealed(storage, after, "name") == "Patricia"
    assert await sealed(storage, after, "phone") == "1"
    assert (done.version, done.added, done.altered) == (1, 0, 1)


async def test_a_phone_taken_out_is_gone(storage: MemoryStorage) -> None:
    await applied(storage, SMALL.replace('name = "Pat"', 'name = "Pat"\nphone = "1"'))
    await applied(storage)

    assert not await sealed(storage, await the(storage, "pat@x.org"), "phone")


async def test_who_is_no_longer_named_becomes_inactive_and_may_come_back(
    storage: MemoryStorage,
) -> None:
    extra = SMALL + '[[people]]\nname = "Zoe"\nemail = "zoe@x.org"\n'
    await applied(storage, extra)
    zoe = await the(storage, "zoe@x.org")

    done = await applied(storage)
    assert done.left == 1
    assert not (await the(storage, "zoe@x.org")).active
    assert not (await applied(storage)).changed

    assert (await applied(storage, extra)).altered == 1
    back = await the(storage, "zoe@x.org")
    assert (back.reference, back.active) == (zoe.reference, True)


async def test_strangers_are_left_as_they_are(storage: MemoryStorage) -> None:
    stranger = await in_one_work(
        storage, lambda work: add_stranger(work, Account("slack", "T1", "U9"), "UTC", "en")
    )

    await applied(storage)

    async with storage.reading() as work:
        assert await work.of(Person).get(stranger.reference) == stranger


async def test_a_stranger_the_playbook_comes_to_name_stays_the_same_person(
    storage: MemoryStorage,
) -> None:
    stranger = await in_one_work(
        storage, lambda work: add_stranger(work, Account("slack", "T1", "U1"), "UTC", "de")
    )

    await applied(storage)

    kit = await the(storage, "kit@x.org")
    assert kit.reference == stranger.reference
    assert (kit.zone, kit.locale) == ("Europe/Berlin", "de")
    assert await sealed(storage, kit, "name") == "Kit"


async def test_a_new_work_address_makes_no_new_person(storage: MemoryStorage) -> None:
    await applied(storage)
    kit = await the(storage, "kit@x.org")

    done = await applied(storage, SMALL.replace("kit@x.org", "kit.new@x.org"))

    assert (await the(storage, "kit.new@x.org")).reference == kit.reference
    assert (done.added, done.altered, done.left) == (0, 1, 0)


async def test_an_account_that_belongs_to_another_person_now_moves(storage: MemoryStorage) -> None:
    account = Account("slack", "T1", "U1")
    await applied(storage)
    kit, pat = await the(storage, "kit@x.org"), await the(storage, "pat@x.org")

    moved = SMALL.replace('slack = "T1:U1", ', "").replace('slack = ""', 'slack = "T1:U1"')
    await applied(storage, moved)

    async with storage.reading() as work:
        assert await person_with(work, account) == pat
        assert account not in await accounts_of(work, kit)
        assert account in await accounts_of(work, pat)
    assert "U1" not in json.dumps(storage.state.sealed[kit.reference])
    assert not (await applied(storage, moved)).changed


async def test_two_people_can_swap_their_accounts(storage: MemoryStorage) -> None:
    first = SMALL.replace('slack = ""', 'slack = "T1:U2"')
    await applied(storage, first)
    swapped = first.replace("T1:U1", "T1:U9").replace("T1:U2", "T1:U1").replace("T1:U9", "T1:U2")

    await applied(storage, swapped)

    async with storage.reading() as work:
        assert await person_with(work, Account("slack", "T1", "U2")) == await person_with_email(
            work, "kit@x.org"
        )
        assert await person_with(work, Account("slack", "T1", "U1")) == await person_with_email(
            work, "pat@x.org"
        )
        assert await work.of(PlatformAccount).count(PlatformAccount.platform.is_("slack")) == 2


async def test_an_account_is_replaced_on_its_platform_taken_away_or_left_alone(
    storage: MemoryStorage,
) -> None:
    await applied(storage)

    await applied(storage, SMALL.replace("T1:U1", "T1:U7").replace(', practice = "kit"', ""))
    kit = await the(storage, "kit@x.org")
    async with storage.reading() as work:
        assert set(await accounts_of(work, kit)) == {
            Account("slack", "T1", "U7"),
            Account("practice", "practice", "kit"),
        }

    await applied(storage, SMALL.replace('slack = "T1:U1"', 'slack = ""'))
    async with storage.reading() as work:
        assert await accounts_of(work, kit) == [Account("practice", "practice", "kit")]


async def test_a_change_of_the_programme_gives_a_new_version_and_keeps_a_pause(
    storage: MemoryStorage,
) -> None:
    await applied(storage)
    async with storage.work() as work:
        kept = await work.of(Configuration).get(CURRENT)
        assert kept is not None
        await work.save(replace(kept, paused=True))

    done = await applied(storage, SMALL.replace('name = "ICU"', 'name = "Intensive care"'))

    async with storage.reading() as work:
        kept = await work.of(Configuration).get(CURRENT)
        unit = (await current(work)).unit("icu")
    assert done.version == 2
    assert kept is not None
    assert kept.paused
    assert unit is not None
    assert unit.name == "Intensive care"


@pytest.mark.branch("9.3")
async def test_a_playbook_is_applied_whole_or_not_at_all(storage: MemoryStorage) -> None:
    class Power(Exception):
        pass

    async def fail_at_the_end() -> None:
        async with storage.work() as work:
            await apply(work, book(), "command line")
            raise Power

    with pytest.raises(Power):
        await fail_at_the_end()

    assert storage.state.records == {}
    assert storage.state.sealed == {}


# ---- the audit log ----


async def test_each_change_is_in_the_audit_log_chained_to_the_one_before(
    storage: MemoryStorage,
) -> None:
    await applied(storage)
    await applied(storage, SMALL.replace('"Small"', '"Smaller"'))

    async with storage.reading() as work:
        first, second = await work.of(AuditEntry).find(order_by=AuditEntry.number)
    assert (first.who, first.what) == ("command line", "playbook applied, version 1")
    assert (second.number, second.what) == (2, "playbook applied, version 2")
    said = [first.digest, 2, START.isoformat(), second.who, second.what]
    assert second.digest == hashlib.sha256(json.dumps(said).encode()).hexdigest()
    assert is_whole([second, first])


@pytest.mark.parametrize("field", ["who", "what"])
async def test_an_entry_changed_by_hand_breaks_the_chain(
    storage: MemoryStorage, field: str
) -> None:
    async with storage.work() as work:
        for number in range(3):
            await note_change(work, "somebody", f"change {number}")
        (_, second, _) = await work.of(AuditEntry).find(order_by=AuditEntry.number)
        assert is_whole(await work.of(AuditEntry).find())
        await work.save(replace(second, **cast("Any", {field: "other"})))
        assert not is_whole(await work.of(AuditEntry).find())


async def test_an_entry_taken_out_breaks_the_chain(storage: MemoryStorage) -> None:
    async with storage.work() as work:
        entries = [await note_change(work, "somebody", f"change {n}") for n in range(3)]

    assert not is_whole(entries[1:])
    assert not is_whole([entries[0], entries[2]])
    assert is_whole([])


# ---- a dry run ----


async def test_a_dry_run_tells_in_words_what_would_change_and_changes_nothing(
    storage: MemoryStorage,
) -> None:
    await applied(storage, SMALL + '[[people]]\nname = "Zoe"\nemail = "zoe@x.org"\n')
    before = storage.state
    new = (
        SMALL.replace('"Small"', '"Smaller"')
        .replace('leads = ["pat@x.org"]', "leads = []")
        .replace('shift = "day"\n', "")
        .replace('slack = "T1:C1"', 'slack = "T1:C2"\nteams = "t:19:c@thread.tacv2"')
        .replace('key = "110"', 'key = "111"')
        + '[[people]]\nname = "Yan"\nemail = "yan@x.org"\n'
        + '[[triggers]]\nkind = "*"\nharm = "mild"\n'
    )

    async with storage.reading() as work:
        told = await difference(work, book(new))

    assert told == [
        "name of the programme changed: Small -> Smaller",
        "unit changed: icu (leads: - pat@x.org)",
        "channel added: claims on teams",
        "channel changed: claims on slack (T1:C1 -> T1:C2)",
        "trigger added: any-from-mild",
        "support line added: 111",
        "support line removed: 110",
        "person changed: Pat <pat@x.org> (shift)",
        "person added: Yan <yan@x.org>",
        "person no longer active: Zoe <zoe@x.org>",
    ]
    assert storage.state is before


async def test_a_dry_run_tells_a_change_of_order(storage: MemoryStorage) -> None:
    await applied(storage)
    lines = SMALL[SMALL.index("[[lines]]") :]
    one, two = lines.split("\n\n")
    new = SMALL.replace(lines, f"{two.strip()}\n\n{one}\n")

    async with storage.reading() as work:
        assert await difference(work, book(new)) == ["order of support lines changed"]


async def test_a_dry_run_before_the_first_time_adds_everything(storage: MemoryStorage) -> None:
    async with storage.reading() as work:
        told = await difference(work, book())

    assert "area added: main" in told
    assert "person added: Kit <kit@x.org>" in told
    assert storage.state.records == {}

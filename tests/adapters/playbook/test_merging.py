"""An export keeps the coordinator's own text, but for what was changed in chat since."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.playbook import check, without_names, write, write_onto
from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.programme import Playbook, apply, current, difference, export, export_version, put
from bot.programme.model import Trigger
from bot.programme.playbook.applied_text import TEXT_OF_PLAYBOOK
from tests.bot.programme.test_exporting import LISTS, WORDS, triggers
from tests.bot.programme.test_playbook import HOSPITAL, SMALL, good
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.sealed import sealed_text
from tests.world import with_kind

START = datetime(2026, 11, 30, 9, tzinfo=UTC)

TRIGGERS = """
# Agreed with the union on 3 May.
[[triggers]]
kind = "patient_death"   # every death, expected or not
harm = "none"
units = ["icu"]
delay = "60 min" # written our way

[[triggers]]
kind = "violence_or_threat"
harm = "none"
units = ["icu"]
"""
OURS = "# Our playbook. Ask Kit <kit@x.org> before you change it.\n" + SMALL + TRIGGERS


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage(SimulatedClock(START))


async def applied(storage: MemoryStorage, text: str) -> None:
    kept = without_names(text)
    await in_one_work(storage, lambda work: apply(work, good(text), "somebody", text=kept))


async def exported(storage: MemoryStorage) -> str:
    found = await in_one_work(storage, export, reads_only=True)
    return write_onto(found.text, found.playbook)


async def kept(storage: MemoryStorage) -> str:
    async with storage.reading() as work:
        return await work.vault.open(TEXT_OF_PLAYBOOK) or ""


def changed_lines(before: str, after: str) -> set[str]:
    return set(after.splitlines()) ^ set(before.splitlines())


@pytest.mark.parametrize("text", [OURS, HOSPITAL.read_text("utf-8")])
async def test_an_export_of_what_nobody_changed_is_the_text_itself(
    storage: MemoryStorage, text: str
) -> None:
    text = text.replace("PAT@x.org", "pat@x.org").replace("Pat@x.org", "pat@x.org")
    await applied(storage, text)
    assert await exported(storage) == text


async def test_what_was_changed_in_chat_is_changed_in_the_text_and_nothing_else(
    storage: MemoryStorage,
) -> None:
    await applied(storage, OURS)
    before = await exported(storage)

    async def change(work: Work) -> None:
        programme = await current(work)
        first, second = programme.triggers
        await put(work, replace(programme, triggers=(replace(first, paused=True), second)))
        for person in await work.of(Person).find(Person.unit.is_("icu")):
            await work.vault.seal(sealed_text(person.reference, "name"), "Patricia")

    await in_one_work(storage, change)
    after = await exported(storage)

    assert changed_lines(before, after) == {'name = "Pat"', 'name = "Patricia"', "paused = true"}
    for comment in ("Agreed with the union", "# every death", "# written our way", "kit@x.org>"):
        assert comment in after
    told = await in_one_work(storage, lambda work: difference(work, good(after)), reads_only=True)
    assert told == []
    await applied(storage, after)
    assert await exported(storage) == after


async def test_what_was_added_or_taken_out_in_chat_comes_and_goes(storage: MemoryStorage) -> None:
    await applied(storage, OURS)

    async def change(work: Work) -> None:
        programme = await current(work)
        first, second = programme.triggers
        new = replace(second, name="fall", kind="near_miss")
        (area,) = programme.areas
        area = replace(area, coordinators=(*area.coordinators, *programme.takers(area, "peer")))
        await put(work, replace(programme, triggers=(first, new), areas=(area,)))

    await in_one_work(storage, change)
    after = await exported(storage)

    assert "violence" not in after
    assert '\n\n[[triggers]]\nkind = "near_miss"\n' in after
    assert 'coordinators = ["kit@x.org", "pat@x.org"]' in after
    assert "# every death" in after


OLDER = """
[options.chaplain]
# Counsel, in March.
private = "A chaplain keeps it private." # word for word
limits = "There are limits."
answers = "within an hour"
at_night = "by pager"
operator = "303-555-0100"
"""


async def test_kinds_of_an_older_playbook_keep_their_comments_in_the_form_of_today(
    storage: MemoryStorage,
) -> None:
    text = OURS.replace("supporters = [", "# trained\nsupporters = [") + OLDER
    await applied(storage, text)
    assert "[options.chaplain]" in await exported(storage)

    async def change(work: Work) -> None:
        programme = await current(work)
        (area,) = programme.areas
        changed = with_kind(programme, "chaplain", answers="at once")
        area = area.with_takers("chaplain", programme.takers(area, "peer"))
        await put(work, replace(changed, areas=(area,)))

    await in_one_work(storage, change)
    after = await exported(storage)
    for comment in ("# Counsel, in March.", "# word for word", "# trained", "Agreed with"):
        assert comment in after
    assert 'answers = "at once"' in after
    assert "[options.chaplain]" not in after
    assert "pat@x.org" in after.partition("[areas.supports.chaplain]")[2].casefold()
    told = await in_one_work(storage, lambda work: difference(work, good(after)), reads_only=True)
    assert told == []


async def test_an_older_version_is_written_onto_the_present_text(storage: MemoryStorage) -> None:
    await applied(storage, OURS)
    await applied(storage, OURS.replace('name = "Small"', 'name = "Great" # and growing'))
    found = await in_one_work(storage, lambda work: export_version(work, 1), reads_only=True)
    assert found is not None
    text = write_onto(found.text, found.playbook)
    assert 'name = "Small" # and growing' in text


async def test_the_text_kept_names_nobody_and_holds_no_address(storage: MemoryStorage) -> None:
    calendar = '\n[[calendars]]\nkey = "c"\nunit = "icu"\naddress = "https://rota.example/secret"\n'
    await applied(storage, OURS + calendar)
    text = await kept(storage)
    for each in ("Kit\n", "Pat", "@x.org", "U1", "secret"):
        assert each not in text
    assert "rota.example/secret" in await exported(storage)


async def test_whose_directory_entry_is_erased_is_not_in_the_export_either(
    storage: MemoryStorage,
) -> None:
    await applied(storage, OURS)

    async def erase(work: Work) -> None:
        for person in await work.of(Person).find(Person.unit.is_("icu")):
            await work.vault.erase(person.reference)

    await in_one_work(storage, erase)
    text = await exported(storage)
    assert "pat@x.org" not in text.casefold()
    assert "erased" not in text
    assert "Agreed with the union" in text


async def test_applying_another_text_leaves_nothing_of_the_one_before(
    storage: MemoryStorage,
) -> None:
    await applied(storage, OURS)
    await applied(storage, SMALL)
    assert "union" not in await kept(storage)
    await in_one_work(storage, lambda work: apply(work, good(SMALL), "somebody"))
    assert await kept(storage) == ""
    found = await in_one_work(storage, export, reads_only=True)
    assert write_onto(found.text, found.playbook) == write(found.playbook)


@pytest.mark.parametrize("text", ["this is not TOML", "[[people]]\n", '[people]\nname = "x"\n'])
def test_a_text_that_does_not_fit_is_written_afresh(text: str) -> None:
    book = good(SMALL)
    assert write_onto(text, book) == write(book)


INLINE = """\
groups = [ # two teams
  { key = "a", name = "A", people = ["kit@x.org"] }, # days
  { key = "b", name = "B", people = ["kit@x.org", "pat@x.org"] },
]
"""


def test_lists_in_one_line_each_are_kept_as_they_are() -> None:
    text = INLINE + SMALL
    book = good(text)
    first, second = book.programme.groups
    new = replace(first, key="c", name="C")
    told = replace(book, programme=replace(book.programme, groups=(replace(second, name="X"), new)))
    merged = write_onto(without_names(text), told)
    assert "groups = [ # two teams\n" in merged
    assert '{ key = "b", name = "X", people = ["kit@x.org", "pat@x.org"] },\n' in merged
    assert good(merged).programme.groups == told.programme.groups


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trigger=triggers(), name=WORDS, urgent=LISTS, words=st.dictionaries(WORDS, WORDS))
def test_whatever_changed_is_in_it_and_the_comments_are_too(
    trigger: Trigger, name: str, urgent: tuple[str, ...], words: dict[str, str]
) -> None:
    base = good(OURS)
    programme = replace(base.programme, name=name, urgent=urgent, triggers=(trigger,))
    programme = replace(programme, wording={f"en.k{n}": t for n, t in enumerate(words.values())})
    people = tuple(replace(each, name=name, phone=name) for each in base.people)
    merged = write_onto(without_names(OURS), replace(base, programme=programme, people=people))
    assert merged.startswith("# Our playbook.")
    told, fresh = check(merged), check(write(replace(base, programme=programme, people=people)))
    assert isinstance(told, Playbook) == isinstance(fresh, Playbook)
    if isinstance(told, Playbook):
        assert told.programme == programme
        assert told.people == people

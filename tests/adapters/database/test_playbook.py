"""A health system's playbook on both databases."""

from functools import partial

import pytest

from adapters.database.unit_of_work import DatabaseStorage
from adapters.playbook import check, write
from bot.core.people import Person
from bot.core.storage import in_one_work
from bot.programme import Applied, apply, difference, export
from bot.programme.playbook.model import Playbook
from tests.bot.programme.thirteen import playbook


def read(text: str) -> Playbook:
    found = check(text)
    assert isinstance(found, Playbook), [str(fault) for fault in found]
    return found


@pytest.mark.branch("68.13")
async def test_thirteen_areas_are_applied_exported_and_applied_with_no_difference(
    storage: DatabaseStorage,
) -> None:
    book = read(playbook())
    assert (len(book.programme.areas), len(book.people)) == (13, 507)
    assert book.warnings == ()

    first = await in_one_work(storage, lambda work: apply(work, book, "somebody"))
    text = write((await in_one_work(storage, export, reads_only=True)).playbook)
    again = read(text)

    told = await in_one_work(storage, lambda work: difference(work, again), reads_only=True)
    assert told == []
    for each in (again, book):
        done = await in_one_work(storage, partial(apply, playbook=each, who="somebody"))
        assert done == Applied(version=first.version, changed=False)
    assert write((await in_one_work(storage, export, reads_only=True)).playbook) == text
    async with storage.reading() as work:
        assert await work.of(Person).count(Person.active.is_(True)) == len(book.people)

"""Measures applying an unchanged playbook of thirteen areas and 500 people."""

from functools import partial

from adapters.playbook import check as read
from adapters.playbook import write
from bench.sides import Ground, Side, check, side_by_side, timed
from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.programme import Playbook, apply, export
from bot.programme.playbook.plan import SEALED
from tests.bot.programme.thirteen import playbook
from tests.sealed import sealed_text


async def applying(ground: Ground, kind: str) -> None:
    """Apply it again and export it, compared with opening everybody's sealed values one by one."""
    storage = await ground.storage(kind)
    found = read(playbook())
    if not isinstance(found, Playbook):
        raise TypeError([str(fault) for fault in found])
    book = found
    people = len(book.people)
    await in_one_work(storage, partial(apply, playbook=book, who="bench"))

    async def again() -> None:
        done = await in_one_work(storage, partial(apply, playbook=book, who="bench"))
        check(not done.changed)

    async def exporting() -> None:
        done = await in_one_work(storage, export, reads_only=True)
        check(bool(write(done.playbook)))

    async def one_by_one(work: Work) -> None:
        for person in await work.of(Person).find():
            for part in SEALED:
                await work.vault.open(sealed_text(person.reference, part))

    opening = partial(in_one_work, storage, one_by_one, reads_only=True)
    sides: dict[str, Side] = {
        "ours, nothing has changed": lambda: timed(again, 1, does=people),
        "ours, exported": lambda: timed(exporting, 1, does=people),
        "bare: each of them opened by itself": lambda: timed(opening, 1, does=people),
    }
    await side_by_side(f"Applying {people} people again, {kind}", 5, sides)

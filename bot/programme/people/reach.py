"""Who of the people here can be reached, and how many of a role or a unit."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass

from bot.core.people import Person, PlatformAccount, active_after
from bot.core.platforms import known_platforms
from bot.core.storage import Work
from bot.core.texts import Words


@dataclass(frozen=True)
class Reach:
    """Everybody who works here, and who of them can be reached, by reference."""

    people: tuple[Person, ...] = ()
    reached: frozenset[str] = frozenset()

    @property
    def missing(self) -> int:
        """How many people cannot be reached."""
        return sum(person.reference not in self.reached for person in self.people)


async def reach_of(work: Work) -> Reach:
    """Everybody who works here, and who of them has an account on some platform.

    They are read some at a time, and whatever else this process has to do comes in between.
    """
    platforms = await known_platforms(work)
    people: list[Person] = []
    reached: set[str] = set()
    last = ""
    while some := await active_after(work, last):
        people += some
        references = tuple(person.reference for person in some)
        # People who left may still have an account, to which nothing is sent.
        accounts = await work.of(PlatformAccount).find(PlatformAccount.person.one_of(references))
        reached |= {each.person for each in accounts if _is_in_use(each, platforms)}
        last = references[-1]
        await asyncio.sleep(0)
    return Reach(tuple(people), frozenset(reached))


def _is_in_use(account: PlatformAccount, platforms: Collection[str]) -> bool:
    """Whether its platform is one that this deployment has; any is until it has opened one."""
    return not platforms or account.platform in platforms


@dataclass(frozen=True)
class Count:
    """How many people a role or unit has, and how many of them cannot be reached."""

    title: str
    people: int
    missing: int


def count_row(words: Words, count: Count) -> str:
    """How many people a role or unit has, and how many of them cannot be reached."""
    if count.missing:
        return words(
            "programme.people.lost", title=count.title, people=count.people, missing=count.missing
        )
    return words("programme.people.reached", title=count.title, people=count.people)

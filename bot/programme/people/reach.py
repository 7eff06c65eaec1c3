"""Who of the people here can be reached, and how many of a role or a unit."""

from dataclasses import dataclass

from bot.core.people import Person, PlatformAccount
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
    """Everybody who works here, and who of them has an account on some platform."""
    people = await work.of(Person).find(Person.active.is_(True))
    accounts = await accounts_in_use(work)
    here = {person.reference for person in people}
    # People who left may still have an account, to which nothing is sent.
    reached = frozenset(account.person for account in accounts) & here
    return Reach(tuple(people), reached)


async def accounts_in_use(work: Work) -> list[PlatformAccount]:
    """All accounts on platforms that this deployment has; all until it has opened one."""
    platforms = await known_platforms(work)
    found = await work.of(PlatformAccount).find()
    return [each for each in found if not platforms or each.platform in platforms]


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

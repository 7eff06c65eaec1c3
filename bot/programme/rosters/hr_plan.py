"""What an import of HR's file will change, as values."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.people import Person
from bot.programme.faults import Fault
from bot.programme.model.external_sources import HrRecord
from bot.programme.people.person_sources import NOT_REPORTED
from bot.programme.rosters.hr_records import HrLine


@dataclass(frozen=True)
class HrStep:
    """What an import does to one person it lists."""

    line: HrLine
    reference: str
    person: Person | None
    fields: Mapping[str, object]
    """The fields of the person that change, with their new values."""
    hr_record: HrRecord
    before: HrRecord | None = None
    """Their HR record so far; ``None`` if the file did not list them."""
    renamed: bool = False

    @property
    def moved(self) -> bool:
        """Whether their work e-mail is another than the present one so far."""
        return "email_index" in self.fields

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what changes, for a dry run."""
        name = ("name",) if self.renamed else ()
        email = ("e-mail",) if self.moved and self.person is not None else ()
        return (*name, *email, *(name for name in self.fields if name not in NOT_REPORTED))


@dataclass(frozen=True)
class Pair:
    """Somebody who seems to leave, and somebody who is added: they may be one person."""

    leaving: Person
    added: HrStep
    in_doubt: bool
    """Whether they have a name in common, too, so that the first stays for now."""


@dataclass(frozen=True)
class HrPlan:
    """What an import will change, and the faults that prevent it."""

    steps: tuple[HrStep, ...] = ()
    leaving: tuple[Person, ...] = ()
    gone: tuple[tuple[HrRecord | None, HrRecord], ...] = ()
    """Of those who left the file: the HR record so far, and the one that replaces it."""
    pairs: tuple[Pair, ...] = ()
    """Who may be one person with somebody who is added."""
    joined: tuple[tuple[Person, Person], ...] = ()
    """Pairs of records that are one person by HR's number, the newer record second."""
    reused: tuple[tuple[Person, HrStep], ...] = ()
    """People whose address is another person's by HR's number, and that person."""
    before: int = 0
    """How many people there were."""
    faults: tuple[Fault, ...] = ()
    left_out: int = 0
    """How many lines of the file are left out because of their faults."""

    @property
    def in_doubt(self) -> frozenset[str]:
        """The references of people who seem to leave, and stay for now."""
        leaving = {person.reference for person in self.leaving}
        doubted = {pair.leaving.reference for pair in self.pairs if pair.in_doubt}
        return frozenset(doubted - leaving)

    @property
    def going(self) -> frozenset[str]:
        """The references of everybody who seems to leave."""
        return frozenset(person.reference for person in self.leaving) | self.in_doubt

    @property
    def is_sound(self) -> bool:
        """Whether the file may be imported: there are no faults but warnings."""
        return all(fault.warning for fault in self.faults)

    @property
    def added(self) -> tuple[HrStep, ...]:
        """The people who are new."""
        return tuple(step for step in self.steps if step.person is None)

    @property
    def changed(self) -> tuple[HrStep, ...]:
        """The known people with a change that a dry run mentions."""
        return tuple(step for step in self.steps if step.person is not None and step.changes)

    @property
    def is_empty(self) -> bool:
        """Whether the import adds, changes, and removes nobody."""
        return not self.added and not self.changed and not self.leaving

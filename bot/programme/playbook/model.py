"""A playbook as values: the programme, and the people, who are named by e-mail."""

from dataclasses import dataclass

from bot.core.people import Account, Employment, TrainingLevel
from bot.core.places import NO_RENAMES, Renames
from bot.programme.faults import Fault
from bot.programme.model import Programme


@dataclass(frozen=True)
class Entry:
    """A person as the playbook has them; it names other people by case-folded e-mail."""

    name: str
    email: str
    was: str = ""
    """An earlier e-mail of the same person; it names somebody who is known by it."""
    profession: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    employment: Employment = Employment.EMPLOYEE
    level: TrainingLevel = TrainingLevel.NONE
    dedicated_to: tuple[TrainingLevel, ...] = ()
    adult: bool = True
    active: bool = True
    """Somebody inactive keeps their roles but gets no messages."""
    trained_until: str = ""
    manager: str = ""
    evaluators: tuple[str, ...] = ()
    zone: str = ""
    language: str = ""
    shift: str = ""
    days: tuple[str, ...] = ()
    phone: str = ""
    prefers: str = ""
    accounts: tuple[tuple[str, Account | None], ...] = ()
    """Platform and account; ``None`` takes away the accounts on that platform."""
    from_playbook: tuple[str, ...] = ()
    """The names of the fields that the playbook gives this person."""

    @property
    def can_be_reached(self) -> bool:
        """Whether the playbook gives them an account on some platform."""
        return any(account for _, account in self.accounts)


@dataclass(frozen=True)
class Playbook:
    """The programme, which names people by e-mail, and the people."""

    programme: Programme
    people: tuple[Entry, ...]
    warnings: tuple[Fault, ...] = ()
    renames: Renames = NO_RENAMES
    """The areas and units that had another key before (``was``)."""

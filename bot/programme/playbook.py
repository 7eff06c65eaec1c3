"""A playbook as values: the programme, and the people by e-mail."""

from dataclasses import dataclass

from bot.core.people import Account, Employment
from bot.programme.faults import Fault
from bot.programme.model import Programme

ON_A_PERSON = {
    "unit": "unit",
    "units": "units",
    "profession": "profession",
    "languages": "languages",
    "employment": "employment",
    "adult": "adult",
    "trained_until": "trained_until",
    "manager": "manager",
    "evaluators": "evaluators",
    "zone": "zone",
    "language": "locale",
    "shift": "shift",
    "days": "shift_days",
    "prefers": "prefers",
}
"""What may stand under [[people]], with the name of the field it gives a person."""


@dataclass(frozen=True)
class Entry:
    """A person as the playbook has them; other people stand here by case-folded e-mail.

    ``accounts`` has a pair for each account named; ``None`` takes those of a platform away. Who
    is not ``active`` keeps their place and gets nothing.
    """

    name: str
    email: str
    profession: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    employment: Employment = Employment.EMPLOYEE
    adult: bool = True
    active: bool = True
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
    said: tuple[str, ...] = ()
    """The fields of the person that the playbook itself gives, by name."""

    @property
    def can_be_reached(self) -> bool:
        """Whether the playbook gives them an account anywhere."""
        return any(account for _, account in self.accounts)


@dataclass(frozen=True)
class Playbook:
    """The programme, in which people stand by e-mail, and the people."""

    programme: Programme
    people: tuple[Entry, ...]
    warnings: tuple[Fault, ...] = ()

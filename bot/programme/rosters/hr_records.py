"""HR's file as values; an adapter reads the file itself."""

from dataclasses import dataclass, field

from bot.core.people import Employment, TrainingLevel
from bot.programme.faults import Fault

COLUMNS = (
    "email",
    "name",
    "role",
    "unit",
    "manager",
    "timezone",
    "language",
    "employment",
    "adult",
    "active",
    "employee_number",
    "level",
)
"""Our names of the columns that are read."""
ENCODINGS = ("utf-8", "utf-16", "windows-1250", "windows-1252", "iso-8859-1", "iso-8859-15")


@dataclass(frozen=True)
class HrLine:
    """One line of the file: a person, with their manager by e-mail."""

    line: int
    email: str
    name: str
    profession: str = ""
    unit: str = ""
    manager: str = ""
    zone: str = ""
    locale: str = ""
    employment: Employment = Employment.EMPLOYEE
    level: TrainingLevel = TrainingLevel.NONE
    adult: bool = True
    active: bool = True
    number: str = ""
    """HR's own number of the person; only a blind index of it is stored."""


@dataclass
class HrRead:
    """The lines of a file, and its faults."""

    lines: list[HrLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lost: bool = False
    """Whether a line could not be read at all, so that managers may seem unknown."""
    skips: bool = False
    """Whether lines with faults are left out, and the others taken."""
    refused: list[HrLine] = field(default_factory=list)
    """Of the lines left out, those that say whom they are about."""
    left_out: int = 0
    """How many lines are left out."""

    def wrong(self, line: int, what: str, remedy: str, *, warning: bool = False) -> None:
        """Note a fault or a warning."""
        self.faults.append(Fault(line, what, remedy, warning))

    @property
    def is_sound(self) -> bool:
        """Whether the file may be imported: there are no faults but warnings."""
        return all(fault.warning for fault in self.faults)


def folded(text: str) -> str:
    """A text to compare by: lower case, single spaces."""
    return " ".join(text.casefold().split())

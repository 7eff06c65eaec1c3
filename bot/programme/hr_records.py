"""What HR's file says of people, as values; reading the file itself is an adapter's."""

from dataclasses import dataclass, field

from bot.core.people import Employment
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
)
"""The columns that are read, by our names."""
ENCODINGS = ("utf-8", "utf-16", "windows-1250", "windows-1252", "iso-8859-1", "iso-8859-15")


@dataclass(frozen=True)
class HrLine:
    """A person as a line of the file has them; a manager stands here by e-mail."""

    line: int
    email: str
    name: str
    profession: str = ""
    unit: str = ""
    manager: str = ""
    zone: str = ""
    locale: str = ""
    employment: Employment = Employment.EMPLOYEE
    adult: bool = True
    active: bool = True


@dataclass
class HrRead:
    """What a file says, and what is wrong with it."""

    lines: list[HrLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    lost: bool = False
    """Whether somebody's line could not be read at all, so that others may seem unknown."""

    def wrong(self, line: int, what: str, remedy: str, *, warning: bool = False) -> None:
        """Note a fault, or something that makes things worse for somebody."""
        self.faults.append(Fault(line, what, remedy, warning))

    @property
    def is_sound(self) -> bool:
        """Whether nothing keeps it from being taken."""
        return all(fault.warning for fault in self.faults)


def folded(text: str) -> str:
    """A word as it is compared: small letters, single blanks."""
    return " ".join(text.casefold().split())

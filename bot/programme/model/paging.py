"""Whom the hospital's own paging reaches while nobody has taken a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from bot.core.packed import Packed
from bot.programme.model.hours import ServiceHours

PAGING = "paging"
"""What the hospital's paging is called where platforms are named: it is written to like one."""
WEBHOOK = "webhook"
"""The address of the hospital's paging system; its URL and key are settings, not in a playbook."""
MAIL = "mailto:"
"""How the address of a pager that is reached by e-mail begins."""


@dataclass(frozen=True)
class PagingWay(Packed):
    """The key of a way of paging: whose it is, and its name (``Paging.ways``)."""

    between: ClassVar[str] = "/"
    area: str
    way: str


@dataclass(frozen=True)
class Paging:
    """The pages of the programme, or of an area: ways, level, hours."""

    webhook: bool = False
    """Whether the hospital's paging system is told, over its URL."""
    pagers: Mapping[str, str] = field(default_factory=dict)
    """The e-mail address of each pager, by a name that only the playbook uses."""
    level: int = 3
    """The escalation level at which the first pages go."""
    hours: ServiceHours | None = None
    """When pages may go. ``None``: whenever a request reaches the level.

    In these hours a request climbs to its pages although nobody is on duty and requests are
    not watched otherwise.
    """

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways in which somebody is paged: ``WEBHOOK``, and the names of pagers."""
        return (*((WEBHOOK,) if self.webhook else ()), *self.pagers)

    def address(self, way: str) -> str | None:
        """The address of a way; ``None`` if the playbook no longer has it."""
        if way == WEBHOOK:
            return WEBHOOK if self.webhook else None
        return f"{MAIL}{self.pagers[way]}" if way in self.pagers else None


NO_PAGING = Paging()

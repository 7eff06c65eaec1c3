"""The one health model: what is wrong, how bad it is, who can mend it, and how.

Features register checks, and a process adds checks for what only it knows. Doctor, setup, home,
``/health`` and ``/metrics`` all read ``health``, so no view can say that all is well while another
one knows better.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.core.context import Context
from bot.core.errors import Conflict, StorageDown
from bot.core.texts import Words

log = logging.getLogger(__name__)


class Mender(StrEnum):
    """Who can mend something."""

    IT = "it"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    """The administrator of the platform."""
    MAKERS = "makers"
    """Who wrote this program."""


MENDERS = {
    Mender.IT: "health.for.it",
    Mender.COORDINATOR: "health.for.coordinator",
    Mender.ADMINISTRATOR: "health.for.administrator",
    Mender.MAKERS: "health.for.makers",
}
"""How each mender is called in the reader's language."""


@dataclass(frozen=True)
class Finding:
    """Something that is wrong, in the reader's words. It names no person."""

    cause: str
    """A stable code for machines (``Cause.code``)."""
    broken: bool
    """Whether somebody who asks may be left alone; otherwise things only work less well."""
    who: Mender
    what: str
    mend: str
    about: str = field(default="", kw_only=True)
    """The platform, if it is about one."""
    detail: str = field(default="", kw_only=True)
    """What differs within the cause, without the figures that change, and in no language."""
    since: datetime | None = field(default=None, kw_only=True)
    """Since when it was found at every look; ``None`` if nobody has looked before."""

    @property
    def identity(self) -> tuple[str, str, str]:
        """The same for two looks that find the same thing wrong."""
        return self.cause, self.about, self.detail


@dataclass(frozen=True)
class Cause:
    """A sort of finding."""

    code: str
    """Stable: alert rules and scripts name it."""
    who: Mender
    what: str
    """The key of the text that says what is wrong."""
    mend: str
    """The key of the remedy, which names every cause that the symptom can have."""
    broken: bool = False

    @property
    def is_of_platform(self) -> bool:
        """Whether it is always about one platform."""
        return self.what.partition(".")[0] == "platform"

    def said(
        self,
        words: Words,
        platform: str = "",
        apart: Iterable[str] = (),
        /,
        **values: str | int,
    ) -> Finding:
        """Say it in the reader's words; a platform may have a text of its own for each key.

        ``apart`` tells two findings of this cause apart, in no language. It is needed if a value is
        a translated text; otherwise the values that are texts serve.
        """
        texts = [value for value in values.values() if isinstance(value, str) and value]
        detail = ", ".join(list(apart) or texts)
        if platform:
            values["name"] = words.on(platform, "platform.name")
        what = words.on(platform, self.what, **values)
        mend = words.on(platform, self.mend, **values)
        return Finding(self.code, self.broken, self.who, what, mend, about=platform, detail=detail)


@dataclass(frozen=True)
class Symptom:
    """A cause that was noticed, without words: it can be stored and said to anybody later."""

    cause: Cause
    platform: str = ""
    detail: str = ""
    """What differs within the cause, such as a channel's key or the platform's code; no person."""
    count: int = 0

    def said(self, words: Words) -> Finding:
        """Say it in the reader's words."""
        return self.cause.said(words, self.platform, detail=self.detail, count=self.count)


Find = Callable[[Context], Awaitable[Iterable[Finding]]]


@dataclass(frozen=True)
class Check:
    """Looks for certain causes, in a unit of work that only reads."""

    name: str
    find: Find
    causes: tuple[Cause, ...]
    """Everything it can find."""


CHECK_FAILED = Cause(
    "check_failed",
    Mender.MAKERS,
    "health.found.check_failed",
    "health.mend.check_failed",
    broken=True,
)


async def health(context: Context, checks: Iterable[Check]) -> list[Finding]:
    """Run all checks; returns what is broken first, each finding once.

    A check that fails is a finding. Raises only ``StorageDown`` and ``Conflict``.
    """
    found: list[Finding] = []
    for check in checks:
        try:
            found += await check.find(context)
        except (StorageDown, Conflict):
            raise
        except Exception:
            log.exception("check_failed", extra={"kind": check.name})
            found.append(CHECK_FAILED.said(context.words, detail=check.name))
    return sorted(dict.fromkeys(found), key=lambda finding: not finding.broken)

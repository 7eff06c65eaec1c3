"""What a stand-in for a platform is told to fail at, in the order it was told."""

from collections import defaultdict
from typing import NamedTuple


class _Fault(NamedTuple):
    how: str
    about: str


class Faults:
    """The failures that still wait for a call."""

    def __init__(self) -> None:
        """Nothing fails."""
        self._waiting: defaultdict[str, list[_Fault]] = defaultdict(list)

    def add(self, method: str, how: str, times: int, about: str) -> None:
        """Fail so many calls of a method in this way; only those in which ``about`` stands."""
        self._waiting[method].extend([_Fault(how, about)] * times)

    def take(self, method: str, called: str) -> str:
        """How this call fails, or an empty text; ``called`` is what it said."""
        waiting = self._waiting[method]
        for number, fault in enumerate(waiting):
            if fault.about in called:
                return waiting.pop(number).how
        return ""

    def heal(self, method: str = "") -> None:
        """Nothing fails any more, or no call of this method."""
        for each in [method] if method else list(self._waiting):
            self._waiting[each].clear()

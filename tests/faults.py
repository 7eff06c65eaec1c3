"""The failures that a test plans for a stand-in of a platform, in order."""

from collections import defaultdict
from typing import NamedTuple


class _Fault(NamedTuple):
    how: str
    about: str


class Faults:
    """The planned failures that have not happened yet."""

    def __init__(self) -> None:
        """Plan no failure."""
        self._waiting: defaultdict[str, list[_Fault]] = defaultdict(list)

    def add(self, method: str, how: str, times: int, about: str) -> None:
        """Fail the next ``times`` calls of a method whose content has ``about`` in it."""
        self._waiting[method].extend([_Fault(how, about)] * times)

    def take(self, method: str, called: str) -> str:
        """How this call fails, or an empty text; ``called`` is the call's content."""
        waiting = self._waiting[method]
        for number, fault in enumerate(waiting):
            if fault.about in called:
                return waiting.pop(number).how
        return ""

    def heal(self, method: str = "") -> None:
        """Forget all planned failures, or those of one method."""
        for each in [method] if method else list(self._waiting):
            self._waiting[each].clear()

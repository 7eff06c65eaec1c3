"""The failures that a test plans for a stand-in of a platform, in order."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass
class _Fault:
    how: str
    about: str
    times: int


class Faults:
    """The planned failures that have not happened yet."""

    def __init__(self) -> None:
        """Plan no failure."""
        self._waiting: defaultdict[str, list[_Fault]] = defaultdict(list)

    def add(self, method: str, how: str, times: int, about: str) -> None:
        """Fail the next ``times`` calls of a method whose content has ``about`` in it."""
        self._waiting[method].append(_Fault(how, about, times))

    def take(self, method: str, called: str) -> str:
        """How this call fails, or an empty text; ``called`` is the call's content."""
        for fault in self._waiting[method]:
            if fault.times and fault.about in called:
                fault.times -= 1
                return fault.how
        return ""

    def heal(self, method: str = "") -> None:
        """Forget all planned failures, or those of one method."""
        for each in [method] if method else list(self._waiting):
            self._waiting[each].clear()

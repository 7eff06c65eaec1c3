"""Values that are one text where only one text fits.

A button and a card have one subject, and some columns hold a text that an older program must
still read. Each meaning has one class that writes and reads its text.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Self, get_args, get_origin, get_type_hints

from bot.core.errors import SubjectGone


@dataclass(frozen=True)
class Packed:
    """A value that is written as one text: its fields, with ``between`` between them.

    A subclass is a frozen dataclass of ``str``, ``int``, ``StrEnum`` and ``datetime`` fields. From
    the first ``None`` on, fields are left out. A last field of texts takes all that is left. A
    value with another form overrides ``__str__`` and ``parse``. What was ever written must stay
    readable, because buttons hang in conversations for weeks.
    """

    between: ClassVar[str] = ":"

    def __str__(self) -> str:
        """The text that ``parse`` reads."""
        pieces: list[str] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None:
                break
            pieces += value if isinstance(value, tuple) else (_text(value),)
        return self.between.join(pieces)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote; raises ``ValueError`` for anything else."""
        readers = _readers(cls)
        pieces = text.split(cls.between, maxsplit=len(readers) - 1)
        # Pieces that were never written leave their fields to the defaults.
        each = zip(readers.items(), pieces, strict=False)
        try:
            return cls(**{name: read(piece) for (name, read), piece in each})
        except TypeError:
            raise ValueError(f"a {cls.__name__} has more parts") from None

    @classmethod
    def of_subject(cls, subject: str) -> Self:
        """Read the subject of a button, a card or a form; raises ``SubjectGone`` for another's."""
        try:
            return cls.parse(subject)
        except ValueError:
            raise SubjectGone from None


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


_READERS: dict[type[Packed], dict[str, Callable[[str], Any]]] = {}


def _readers(kind: type[Packed]) -> dict[str, Callable[[str], Any]]:
    """What reads each field, by its name."""
    if kind not in _READERS:
        hints = get_type_hints(kind)
        _READERS[kind] = {
            each.name: _reader(hints[each.name], kind.between) for each in fields(kind)
        }
    return _READERS[kind]


def _reader(hint: Any, between: str) -> Callable[[str], Any]:  # noqa: ANN401 - any type
    if get_origin(hint) is tuple:
        return lambda text: tuple(each for each in text.split(between) if each)
    for each in get_args(hint) or (hint,):
        if each is datetime:
            return datetime.fromisoformat
        if isinstance(each, type) and issubclass(each, (str, int)):
            return each
    raise TypeError(f"a packed value cannot keep {hint!r}")

"""What is inside a closed message, packed into the value of the button that opens it.

What a message is about may be erased before its reader opens it: the last message of an episode is
one. We keep nothing of it, and its reader still reads it. The platform has the words either way.
"""

import base64
import binascii
import json
import zlib
from dataclasses import dataclass, replace
from typing import Self

from cattrs import BaseValidationError, Converter, StructureHandlerNotFoundError
from cattrs.strategies import configure_tagged_union

from bot.core.names import Action, Screen
from bot.core.screens import Card, Part

LONGEST = 1900
"""How many characters of a button's value a letter may take; the strictest platform has 2,000."""
MOST_BYTES = 30_000
"""The largest unpacked letter: as large as the largest card."""
_CARDS = Converter(detailed_validation=False, omit_if_default=True)
_CARDS.register_structure_hook(Action, lambda value, _: Action(value))
_CARDS.register_structure_hook(Screen, lambda value, _: Screen(value))
configure_tagged_union(Part, _CARDS)
_NOT_OURS = (
    binascii.Error,
    zlib.error,
    BaseValidationError,
    StructureHandlerNotFoundError,
    LookupError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True)
class Letter:
    """The subject of the button that opens a message: its shown card, and what was inside."""

    reference: str
    packed: str = ""
    """The card; empty if it is too large to travel."""

    @classmethod
    def around(cls, reference: str, card: Card | None) -> Self:
        """Make the letter of a shown card that shows ``card``."""
        packed = _pack(card) if card else ""
        return cls(reference, packed if len(packed) <= LONGEST else "")

    @classmethod
    def of_subject(cls, subject: str) -> Self:
        """Read a button's subject."""
        reference, _, packed = subject.partition(".")
        return cls(reference, packed)

    def __str__(self) -> str:
        """The button's subject."""
        return f"{self.reference}.{self.packed}" if self.packed else self.reference

    @property
    def card(self) -> Card | None:
        """The card inside; ``None`` if there is none, or none that this version can read."""
        try:
            return _unpack(self.packed) if self.packed else None
        except _NOT_OURS:
            return None


def _pack(card: Card) -> str:
    # Nothing will redraw it, so it needs no subject of its own.
    values = _CARDS.unstructure(replace(card, subject=""))
    packed = zlib.compress(json.dumps(values, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(packed).decode()


def _unpack(packed: str) -> Card:
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(base64.urlsafe_b64decode(packed), MOST_BYTES)
    return _CARDS.structure(json.loads(found), Card)

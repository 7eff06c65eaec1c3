"""What somebody may wish for in a talk. All of it optional, sealed, and erased with the request."""

import json
from dataclasses import dataclass
from enum import StrEnum

from bot.core.records import Codec


class UnitWish(StrEnum):
    """From which unit. ``OTHER`` is kept to always; ``OWN`` until it is loosened."""

    ANY = "any"
    OWN = "own"
    OTHER = "other"


class When(StrEnum):
    """When to talk."""

    ANY = "any"
    NOW = "now"
    TODAY = "today"
    ANOTHER_DAY = "another_day"


@dataclass(frozen=True)
class Preferences:
    """What the person of a request wishes for, beside how to be reached (``reach`` of it).

    ``not_with`` are people, by reference.
    """

    unit: UnitWish = UnitWish.ANY
    same_profession: bool = False
    same_level: bool = False
    language: str = ""
    when: When = When.ANY
    not_with: tuple[str, ...] = ()

    @property
    def choosy(self) -> bool:
        """Whether any of them is one that a person may fail to meet, and that is loosened."""
        own = self.same_profession or self.same_level or self.unit is UnitWish.OWN
        return bool(self.language) or own


NONE = Preferences()


def _to_json(wishes: Preferences) -> str:
    return json.dumps(
        {
            "unit": wishes.unit,
            "same_profession": wishes.same_profession,
            "same_level": wishes.same_level,
            "language": wishes.language,
            "when": wishes.when,
            "not_with": list(wishes.not_with),
        }
    )


def _from_json(sealed: str) -> Preferences:
    said = json.loads(sealed)
    return Preferences(
        unit=UnitWish(said["unit"]),
        same_profession=bool(said["same_profession"]),
        # A program before this one did not write it.
        same_level=bool(said.get("same_level", False)),
        language=str(said["language"]),
        when=When(said["when"]),
        not_with=tuple(said["not_with"]),
    )


PREFERENCES: Codec[Preferences] = Codec(_to_json, _from_json)


@dataclass(frozen=True)
class CardSays:
    """What the card of a request says of its person; empty where it says nothing of that."""

    language: str = ""
    profession: str = ""


CARD_SAYS: Codec[CardSays] = Codec(
    lambda says: json.dumps({"language": says.language, "profession": says.profession}),
    lambda text: CardSays(**json.loads(text)),
)

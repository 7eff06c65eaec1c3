"""The hospital's systems that report adverse events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.programme.model.names import Harm, Kind


class SourceForm(StrEnum):
    """The format of a source's messages."""

    JSON = "json"
    FHIR = "fhir"
    HL7 = "hl7"
    CSV = "csv"


@dataclass(frozen=True)
class Source:
    """A system that may report adverse events; nothing but its ``fields`` is read of a message."""

    key: str
    name: str
    form: SourceForm = SourceForm.JSON
    zone: str = ""
    """The zone of its times without one; the programme's when empty."""
    kind: Kind = Kind.PATIENT_DEATH
    """What it reports if a message does not say."""
    peers: tuple[str, ...] = ()
    """The addresses that may connect (HL7)."""
    died: tuple[str, ...] = ()
    """The discharge codes for a death; the usual ones when empty."""
    lives: tuple[str, ...] = ()
    """Its own discharge codes for everything else, beside the usual ones."""
    holding: tuple[str, ...] = ()
    """Its places that are no units of care, such as a morgue, in lower case."""
    time_format: str = ""
    most_an_hour: int = 0
    """How many of its reports go by themselves in an hour, and three times as many in a day.

    0: by its own history and the number of units (``bot.adverse_events.brake``)."""
    only_these_units: bool = False
    """Whether events in units not in ``units`` are ignored."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Where each value stands in a message; the places usual for the form when empty.

    The three below translate the source's own words, in lower case."""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    harms: Mapping[str, Harm] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

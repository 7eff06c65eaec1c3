"""Systems of the hospital that report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.programme.model.names import Harm, Kind


class SourceForm(StrEnum):
    """How a source writes its messages."""

    JSON = "json"
    FHIR = "fhir"
    HL7 = "hl7"
    CSV = "csv"


@dataclass(frozen=True)
class Source:
    """A system that may report adverse events.

    ``fields`` says where in its messages each thing stands (empty: where the form has it),
    ``kinds``, ``harms`` and ``units`` what its own words mean, by the word in small letters;
    nothing else of a message is read. ``kind`` is what it reports where it does not say.
    ``died`` are the codes by which somebody left because they died (empty: the usual ones),
    ``peers`` the addresses that may connect (HL7), ``zone`` that of its times without one
    (empty: the programme's). With ``only_these_units`` what happens in another is passed over.
    """

    key: str
    name: str
    form: SourceForm = SourceForm.JSON
    zone: str = ""
    kind: Kind = Kind.PATIENT_DEATH
    peers: tuple[str, ...] = ()
    died: tuple[str, ...] = ()
    time_format: str = ""
    only_these_units: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    harms: Mapping[str, Harm] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

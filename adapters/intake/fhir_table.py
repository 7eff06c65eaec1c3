"""Which FHIR resources say that somebody died: the one table that the reader and the docs use.

``docs/hospital-messages.md`` is drawn from it (``make states``).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from adapters.intake.adt_table import DIED_CODES, LIVES_CODES, Ended
from bot.adverse_events.last_said import Says

TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"


@dataclass(frozen=True)
class Row:
    """A value of an element, and what it says."""

    element: str
    value: str
    says: Says
    source: str


TEST_LABELS = frozenset({"htest"})
"""Security labels of made-up records, in lower case."""

PART_TAGS = frozenset({"subsetted"})
"""Tags of a resource that is not complete: what it leaves out says nothing."""

NEVER_WAS = frozenset({"cancelled", "entered-in-error"})
"""Status of a stay or an event that did not happen."""

NO_PLACE = frozenset({"planned", "reserved"})
"""Status of a location where the patient has not been."""

MARKS = (
    Row("meta.security", "HTEST", Says.NOTHING, f"{TERMINOLOGY}/v3-ActReason: test health data"),
    Row("meta.tag", "SUBSETTED", Says.NOTHING, f"{TERMINOLOGY}/v3-ObservationValue"),
)
"""Of the resource, of its bundle, and for a test of its patient; they go before all others."""

PATIENT = {
    "time": Row("Patient.deceasedDateTime", "a time", Says.DIED, "FHIR R4 and R5, Patient"),
    "true": Row("Patient.deceasedBoolean", "true", Says.DIED, "FHIR R4 and R5, Patient"),
    "false": Row("Patient.deceasedBoolean", "false", Says.LIVES, "FHIR R4 and R5, Patient"),
    "": Row("Patient.deceased[x]", "left out", Says.LIVES, "FHIR: a resource is complete"),
}

ENCOUNTER = {
    Ended.DIED: Row(
        "dischargeDisposition",
        "a code for a death",
        Says.DIED,
        "FHIR R4 Encounter.hospitalization, R5 Encounter.admission",
    ),
    Ended.LIVES: Row(
        "dischargeDisposition", "another known code", Says.LIVES, "the same, and UB-04 FL 17"
    ),
    Ended.EMPTY: Row(
        "dischargeDisposition", "left out", Says.LIVES, "FHIR: a resource is complete"
    ),
    Ended.UNKNOWN: Row(
        "dischargeDisposition", "an unknown code", Says.NOTHING, "the binding is only an example"
    ),
}
CANCELLED = Row(
    "Encounter.status", ", ".join(sorted(NEVER_WAS)), Says.CANCELLED, "FHIR R4 and R5, Encounter"
)


@dataclass(frozen=True)
class Delivery:
    """A message that reports nothing and is no failure: all of these are answered with success."""

    what: str
    counted: bool
    source: str


DELIVERIES = (
    Delivery("a handshake or a heartbeat", counted=False, source="FHIR R5 and R4 backport"),
    Delivery("a notification without a resource", counted=True, source="FHIR R5, id-only, empty"),
    Delivery("an empty body", counted=True, source="FHIR R4, Subscription, rest-hook"),
    Delivery(
        "a unit that is none of ours, or none, in a notification or put at its own path",
        counted=True,
        source="a server switches a subscription off that is refused again and again",
    ),
    Delivery("a deletion", counted=False, source="FHIR: it does not say that nobody died"),
)


@dataclass(frozen=True)
class CodeSystem:
    """Codes of a discharge disposition in the systems that use them."""

    systems: frozenset[str]
    died: frozenset[str]
    source: str


SYSTEMS = (
    CodeSystem(
        frozenset({f"{TERMINOLOGY}/discharge-disposition"}),
        frozenset({"exp"}),
        "FHIR R4 and R5, discharge-disposition",
    ),
    CodeSystem(
        frozenset(
            {
                f"{TERMINOLOGY}/v2-0112",
                "http://hl7.org/fhir/v2/0112",
                "urn:oid:2.16.840.1.113883.12.112",
                "https://www.nubc.org/codesystem/patdischargestatus",
                "http://www.nubc.org/patient-discharge",
                "urn:oid:2.16.840.1.113883.6.301.5",
            }
        ),
        frozenset({"20", "40", "41", "42"}),
        "HL7 table 0112; NUBC, UB-04 FL 17",
    ),
    CodeSystem(
        frozenset({"http://snomed.info/sct", "urn:oid:2.16.840.1.113883.6.96"}),
        frozenset({"419099009", "371828006"}),
        "SNOMED CT: dead; patient deceased during stay",
    ),
    CodeSystem(frozenset({""}), DIED_CODES, "a code that names no system"),
)
"""A code counts in its own system: elsewhere 20 may be anything."""

BY_SYSTEM = {system.casefold(): row for row in SYSTEMS for system in row.systems}


def ended_by(
    codings: Iterable[tuple[str, str]],
    words: Collection[str],
    died: Collection[str],
    lives: Collection[str],
) -> Ended:
    """What a discharge disposition says.

    ``codings`` are systems and codes; ``words`` all codes and texts in small letters, which the
    playbook's own ``died`` and ``lives`` may name. These replace, and add to, the usual ones.
    """
    if not words:
        return Ended.EMPTY
    spellings = {*words, *map(_without_zeros, words)}
    known = [
        (_without_zeros(code.casefold()), BY_SYSTEM[system.casefold()].died)
        for system, code in codings
        if system.casefold() in BY_SYSTEM
    ]
    usual = any(code in its_died for code, its_died in known)
    if spellings & set(died) or (usual and not died):
        return Ended.DIED
    if spellings & set(lives) or usual or any(code in LIVES_CODES for code, _ in known):
        return Ended.LIVES
    return Ended.UNKNOWN


def _without_zeros(code: str) -> str:
    """A code without the zeros that some systems write before it."""
    return code.lstrip("0")

"""Draws which messages say that somebody died, for the docs, from the tables: ``make states``."""

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from adapters.intake.adt_table import (
    EVENTS,
    INDICATOR_WORDS,
    MODES,
    PERSON,
    STAY,
    Ended,
    Group,
    Indicator,
    Meaning,
    Time,
    meaning,
)
from adapters.intake.fhir_table import (
    CANCELLED,
    DELIVERIES,
    ENCOUNTER,
    MARKS,
    PATIENT,
    SYSTEMS,
)
from adapters.intake.locations import HOLDING
from bot.adverse_events.last_said import Says

PLACE = Path(__file__).parents[3] / "docs" / "hospital-messages.md"
HEAD = """# Which messages of a hospital's systems say that somebody died

Written from the tables in `adapters/intake/adt_table.py` and `fhir_table.py` by `make states`;
a test keeps it up to date, and others send messages of its rows.

- **News** is a death that was not known. It is reported once, if its unit and its time are known
  and it is at most three days old.
- A **correction** takes back a death that was reported, if nothing else still says it: the person
  and the end of the stay are two voices.
- **Nothing** is accepted and changes nothing.
- **Refused** is answered with AR or AE.
- *Counted* means that a coordinator sees how often this happened, and in which field.

## HL7 v2: messages that are read at all (MSH-11)

| processing id | processing mode | what it is | outcome | source |
|---|---|---|---|---|
"""
EVENTS_HEAD = """
All other values are refused: training, debugging, and what the tables do not have.

## HL7 v2: events

All other events are accepted and say nothing. A message *about a person* and a *merge* are written
at any time. They must say the time of the death (PID-29) or of the discharge (PV1-45), and may say
no unit; a death that lacks one of them is counted. In the other groups the time of the event or of
the message stands in for a time that is not given, and a death without a known unit is refused and
counted.

| event | name | group | source |
|---|---|---|---|
"""
INDICATORS_HEAD = """
## HL7 v2: words in PID-30

In capitals or not; every other word is unknown.

| word | is read as |
|---|---|
"""
PERSON_HEAD = """
## HL7 v2: what PID-30 and PID-29 say about the person

In a cancellation only PID-30 = Y counts: the person stays dead, whatever happened to the stay. A
merge takes back no death, and what was known of either record (PID-3 and MRG-1) is known of both: a
death is not reported again under another number. If it was reported under both, one report is
withdrawn, unless messages went out for it; a correction takes back both. If the playbook maps the
time to another place, PID-29 counts as empty.

| PID-30 | PID-29 | says | source |
|---|---|---|---|
"""
STAY_HEAD = """
## HL7 v2: what PV1-36 says about the end of the stay

What is in no row says nothing. In the playbook, `died` of a source replaces the codes for a death,
and `lives` adds to the others.

| PV1-36 | groups | says | source |
|---|---|---|---|
"""
OUTCOME_HEAD = """
## HL7 v2 and FHIR: which unit

In HL7 it is PV1-3 (or the place that the playbook maps). If it is empty, or a place where the dead
are kept, it is PV1-6, where the patient was before. Such places are named in the playbook
(`holding`) or known by words in their names, unless `units` maps them to a unit. These words are
HOLDING_WORDS.

In FHIR it is the place in which the patient was at that time by `location.period`, otherwise the
last one. Planned and reserved places, and those of the dead, do not count.

No earlier unit stands in for a later one that nobody knows: that is refused and counted.

## HL7 v2: what comes of it

"""


FHIR_HEAD = """
## FHIR R4 and R5: resources that are read

A stay and its patient in one body are read together. A patient whose death has no time and no stay
in the same body is counted. A death without a known unit is refused and counted.

An `AdverseEvent` is a report of its own. Its harm is the death that any of `outcome`, `severity`
and `seriousness` tells, otherwise the first that is known of them, in the words of
`adapters/intake/fhir_codes.toml` and of the playbook (`harms`).

| element | value | says | source |
|---|---|---|---|
"""
SYSTEMS_HEAD = """
## FHIR: codes of a discharge disposition that mean a death

In another code system, the same code is unknown and counted, until the playbook names it (`died`,
`lives`).

| code system | codes | source |
|---|---|---|
"""
DELIVERIES_HEAD = """
## FHIR: messages that report nothing, and are no failure

All are answered with 200.

| what | counted | source |
|---|---|---|
"""


def words_of(values: Iterable[str]) -> str:
    """Some values in one cell, the empty one by name."""
    return ", ".join(sorted(each or "empty" for each in values))


def outcome(told: Meaning) -> str:
    """What a meaning leads to, in the words of the table."""
    counted = ", counted" if told.unmapped else ""
    if Says.DIED in {told.person, told.stay}:
        return f"news{counted}"
    if told.cancels or Says.LIVES in {told.person, told.stay}:
        return f"correction{counted}"
    return f"nothing{counted}"


def _says(says: Says, unmapped: str) -> str:
    return (says.value or "nothing") + (", counted" if unmapped else "")


def page() -> str:
    """The page, as the tables ask for it."""
    tables = (
        (HEAD, _modes()),
        (EVENTS_HEAD, _events()),
        (INDICATORS_HEAD, _indicators()),
        (PERSON_HEAD, _person()),
        (STAY_HEAD, _stay()),
        (OUTCOME_HEAD.replace("HOLDING_WORDS", words_of(HOLDING)), _outcomes()),
        (FHIR_HEAD, _resources()),
        (SYSTEMS_HEAD, _systems()),
        (DELIVERIES_HEAD, _deliveries()),
    )
    return "".join(head + "".join(lines) for head, lines in tables)


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _modes() -> Iterator[str]:
    for row in MODES:
        identifiers, modes = words_of(row.identifiers), words_of(row.modes)
        yield _line(identifiers, modes, row.means, row.door, row.source)


def _events() -> Iterator[str]:
    for event in EVENTS.values():
        yield _line(event.trigger, event.name, event.group, event.source)


def _indicators() -> Iterator[str]:
    for indicator, words in INDICATOR_WORDS.items():
        yield _line(words_of(words), indicator)


def _person() -> Iterator[str]:
    for row in PERSON:
        times = "anything" if row.times == set(Time) else words_of(row.times)
        yield _line(words_of(row.indicators), times, _says(row.says, row.unmapped), row.source)


def _stay() -> Iterator[str]:
    for row in STAY:
        says = _says(row.says, row.unmapped)
        yield _line(row.ended, words_of(row.groups), says, row.source)


def _outcomes() -> Iterator[str]:
    yield _line("group", "PID-30", "PID-29", *(f"PV1-36: {ended}" for ended in Ended))
    yield "|---|---|---|---|---|---|---|\n"
    for group, indicator, time in product(Group, Indicator, Time):
        event = next(each for each in EVENTS.values() if each.group is group)
        cells = (outcome(meaning(event, indicator, time, ended)) for ended in Ended)
        yield _line(group, indicator, time, *cells)


def _resources() -> Iterator[str]:
    for row in (*MARKS, *PATIENT.values(), CANCELLED, *ENCOUNTER.values()):
        unmapped = "dischargeDisposition" if row is ENCOUNTER[Ended.UNKNOWN] else ""
        yield _line(row.element, row.value, _says(row.says, unmapped), row.source)


def _systems() -> Iterator[str]:
    for row in SYSTEMS:
        yield _line(words_of(row.systems), words_of(row.died), row.source)


def _deliveries() -> Iterator[str]:
    for row in DELIVERIES:
        yield _line(row.what, "yes" if row.counted else "no", row.source)


if __name__ == "__main__":
    PLACE.write_text(page(), "utf-8")

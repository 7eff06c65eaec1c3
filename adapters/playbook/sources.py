"""Reads the systems that report: their format, the places of their fields, and their words.

A mapping is an allow-list: a field that it does not name is never read.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TypeVar

from adapters.playbook.tables import UNIT, Table
from bot.programme.model import Harm, Kind, Source, SourceForm
from bot.programme.model.external_sources import HR_PLACE

FIELDS: Mapping[SourceForm, Mapping[str, bool]] = {
    SourceForm.JSON: {
        "id": True,
        "unit": True,
        "time": True,
        "kind": False,
        "harm": False,
        "people": False,
        "cancelled": False,
    },
    SourceForm.CSV: {"id": True, "unit": True, "time": True, "kind": False, "harm": False},
    SourceForm.HL7: {"patient": False, "visit": False, "unit": False, "time": False},
    SourceForm.FHIR: {},
}
"""The fields that each form can map, and whether a mapping must have them."""

HAS_STAYS = frozenset({SourceForm.HL7, SourceForm.FHIR})
"""The forms that tell how a stay ended."""

HL7_PLACE = re.compile(r"(MSH|EVN|PID|PV1)-([1-9]\d?)([-.]([1-9]\d?))?")
EXAMPLES = {
    SourceForm.JSON: "incident.location.code",
    SourceForm.CSV: "Location",
    SourceForm.HL7: "PV1-3-1",
    SourceForm.FHIR: "",
}
Network = IPv4Network | IPv6Network
E = TypeVar("E", bound=StrEnum)


def read_sources(tables: list[Table], units: Collection[str]) -> tuple[Source, ...]:
    """Read the sources; a sender that could belong to two of them is a fault."""
    found = tuple(_source(table, units) for table in tables)
    taken: list[tuple[Network, str]] = []
    for table, source in zip(tables, found, strict=True):
        for network in map(ip_network, source.peers):
            other = next((key for known, key in taken if _overlap(network, known)), None)
            if other not in {None, source.key}:
                what = f"{network} may send as {other} already"
                table.fault("peers", what, "give each sender one source")
            taken.append((network, source.key))
    return found


def _overlap(one: Network, other: Network) -> bool:
    if isinstance(one, IPv4Network):
        return isinstance(other, IPv4Network) and one.overlaps(other)
    return isinstance(other, IPv6Network) and one.overlaps(other)


def _source(table: Table, units: Collection[str]) -> Source:
    form = table.choice("form", SourceForm.JSON, "form of messages")
    source = Source(
        key=table.key(),
        name=table.text("name", "Incident reports", needed=True),
        form=form,
        zone=table.zone(),
        kind=table.choice("kind", Kind.PATIENT_DEATH, "kind"),
        peers=_peers(table) if form is SourceForm.HL7 else (),
        died=_codes(table, "died") if form in HAS_STAYS else (),
        lives=_codes(table, "lives") if form in HAS_STAYS else (),
        holding=_codes(table, "holding") if form in HAS_STAYS else (),
        time_format=_time_format(table) if form in {SourceForm.JSON, SourceForm.CSV} else "",
        most_an_hour=table.count("most_an_hour"),
        only_these_units=table.flag("only_these_units"),
        fields=_fields(table, form),
        kinds=dict(_words(table.table("kinds"), Kind, "kind")),
        harms=dict(_words(table.table("harms"), Harm, "harm")),
        units=dict(_units(table.table("units"), units)),
    )
    if source.key == HR_PLACE:
        remedy = "call it otherwise: HR's file of people is dropped there"
        table.fault("key", f'"{source.key}" is taken', remedy)
    if source.only_these_units and not source.units:
        remedy = "name them under [sources.units], or take it out"
        table.fault("only_these_units", "this source names no units", remedy)
    table.close()
    return source


def _fields(table: Table, form: SourceForm) -> dict[str, str]:
    """The place of each field: a path in JSON, a column of CSV, an HL7 place (``PV1-3-1``)."""
    fields, known = table.table("fields"), FIELDS[form]
    found = {name: fields.text(name, EXAMPLES[form]) for name in known if fields.has(name)}
    fields.close()
    for name, needed in known.items():
        if needed and not found.get(name) and (found or form is SourceForm.CSV):
            what = f"nothing says where {name} stands"
            fields.fault(name, what, f'add {name} = "{EXAMPLES[form]}"')
    if form is SourceForm.HL7:
        for name, place in found.items():
            if not HL7_PLACE.fullmatch(place):
                remedy = 'write it like "PV1-3-1"; only MSH, EVN, PID and PV1 are read'
                fields.fault(name, f'"{place}" is not a place in a message', remedy)
    return {name: place for name, place in found.items() if place}


def _peers(table: Table) -> tuple[str, ...]:
    """The network addresses that may connect."""
    found = []
    for number, text in table.texts("peers"):
        try:
            found.append(str(ip_network(text)))
        except ValueError:
            path = (*table.path, "peers", number)
            remedy = 'write it like "10.20.0.5" or "10.20.0.0/24"'
            table.faults.add(path, f'"{text}" is not a network address', remedy)
    if not table.has("peers"):
        remedy = 'add peers = ["10.20.0.5"], the addresses that may connect'
        table.fault("peers", "nobody may send as this source", remedy)
    return tuple(found)


def _codes(table: Table, name: str) -> tuple[str, ...]:
    return tuple(" ".join(text.casefold().split()) for _, text in table.texts(name) if text)


def _time_format(table: Table) -> str:
    text = table.text("time_format", "%m/%d/%Y %H:%M")
    if text and not {"%H", "%M", "%d"} <= set(re.findall(r"%\w", text)) | _hour(text):
        remedy = 'write it like time_format = "%m/%d/%Y %H:%M"'
        table.fault("time_format", "this format has no day, hour and minute", remedy)
        return ""
    return text


def _hour(text: str) -> set[str]:
    """A twelve-hour clock counts as an hour if the format has AM or PM."""
    return {"%H"} if "%I" in text and "%p" in text else set()


def _words(table: Table, known: type[E], what: str) -> Iterator[tuple[str, E]]:
    """What the source's own words mean, by the word in small letters."""
    for name in table.names():
        value = table.one_of(name, list(known), what, needed=True)
        if value:
            yield " ".join(name.casefold().split()), known(value)


def _units(table: Table, units: Collection[str]) -> Iterator[tuple[str, str]]:
    for name in table.names():
        unit = table.one_of(name, units, UNIT, needed=True)
        if unit:
            yield " ".join(name.casefold().split()), unit

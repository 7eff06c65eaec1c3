"""Reads a report from a JSON body, field by field.

Other fields that a system sends are not read, stored or logged.
"""

import json
import re
from datetime import datetime
from typing import Any, TypeVar

from adapters.intake.faults import BadField
from adapters.intake.mapping import Row, check_reported, report_of
from adapters.intake.timestamps import Precision, happened, when
from bot.adverse_events.model import SourceReport
from bot.programme.model import Harm, Kind, Programme, Source

LONGEST_ID = 200
LONGEST_UNIT = 100
LONGEST_EMAIL = 254
MOST_PEOPLE = 500
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def parse(source: str, body: bytes, now: datetime) -> SourceReport:
    """The report in a body of our own format. Raises ``BadField`` without the body's contents."""
    fields = _object(body)
    kind = _one_of(fields, "kind", Kind)
    check_reported(kind)
    return SourceReport(
        source=source,
        id=_text(fields, "id", LONGEST_ID),
        kind=kind,
        harm=_one_of(fields, "harm", Harm),
        unit=_text(fields, "unit", LONGEST_UNIT),
        occurred_at=_moment(fields, now),
        emails=_emails(fields.get("people")),
        cancelled=_flag(fields.get("cancelled", False)),
    )


def parse_mapped(programme: Programme, source: Source, body: bytes, now: datetime) -> SourceReport:
    """The report in a body whose fields are where the playbook maps them.

    A place is a path such as ``incident.location.code``. Raises ``BadField`` or ``Elsewhere``.
    """
    fields = _object(body)

    def text(name: str) -> str:
        found = _at(fields, source.fields.get(name, ""))
        if found is None:
            return ""
        if isinstance(found, bool) or not isinstance(found, str | int):
            raise BadField(name, "is not a text")
        return _plain(name, str(found), LONGEST_ID)

    row = Row(
        id=text("id"),
        unit=text("unit"),
        time=text("time"),
        kind=text("kind"),
        harm=text("harm"),
        emails=_emails(_at(fields, source.fields.get("people", "")) or None),
        cancelled=_flag(_at(fields, source.fields.get("cancelled", "")) or False),
    )
    return report_of(programme, source, row, now)


def _at(fields: object, path: str) -> object:
    """The value at a path of names; ``None`` if there is none."""
    if not path:
        return None
    found = fields
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _object(body: bytes) -> dict[str, Any]:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadField("body", "is not UTF-8") from None
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        raise BadField("body", "is nested too deeply") from None
    except ValueError:
        raise BadField("body", "is not JSON") from None
    if not isinstance(found, dict):
        raise BadField("body", "is not a JSON object")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these pairs; a name given twice is refused, as either value could be meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadField("body", "names a field twice")
    return found


def _no_constant(name: str) -> float:
    raise BadField("body", "contains a number that JSON does not allow")


def _text(fields: dict[str, Any], name: str, longest: int) -> str:
    if name not in fields:
        raise BadField(name, "is missing")
    value = fields[name]
    if not isinstance(value, str) or not value.strip():
        raise BadField(name, "is not a text")
    return _plain(name, value, longest)


def _plain(name: str, value: str, longest: int) -> str:
    if len(value) > longest:
        raise BadField(name, f"is longer than {longest} characters")
    try:
        value.encode()
    except UnicodeEncodeError:
        # A lone surrogate can be neither stored nor compared.
        raise BadField(name, "is not a text") from None
    return value.strip()


E = TypeVar("E", Kind, Harm)


def _one_of(fields: dict[str, Any], name: str, kind: type[E]) -> E:
    value = _text(fields, name, LONGEST_UNIT)
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        raise BadField(name, f"is none of: {known}") from None


def _moment(fields: dict[str, Any], now: datetime) -> datetime:
    value = _text(fields, "occurred_at", LONGEST_UNIT)
    found = when(value, "occurred_at", "UTC", now)
    if not RFC_3339.fullmatch(value):
        raise BadField("occurred_at", "is not an RFC 3339 time with an offset")
    if found.precision is Precision.UNREADABLE:
        raise BadField("occurred_at", "is not a possible moment")
    return happened(found, now)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadField("cancelled", "is neither true nor false")
    return value


def _emails(values: object) -> tuple[str, ...]:
    if values is None:
        return ()
    if not isinstance(values, list):
        raise BadField("people", "is not a list of work e-mail addresses")
    if len(values) > MOST_PEOPLE:
        raise BadField("people", f"has more than {MOST_PEOPLE} addresses")
    found = []
    for value in values:
        if not isinstance(value, str) or not value.strip():
            raise BadField("people", "is not a list of work e-mail addresses")
        found.append(_plain("people", value, LONGEST_EMAIL).casefold())
    return tuple(dict.fromkeys(found))

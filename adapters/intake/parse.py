"""What a body says: checked field by field, and nothing but the fields that are named here.

Whatever else a system sends along is not read further, not kept and not logged.
"""

import json
from datetime import datetime, timedelta
from typing import Any, TypeVar

from adapters.intake.faults import BadField
from adapters.intake.mapped import Row, report_of
from adapters.intake.moments import AHEAD, RFC_3339, with_offset
from bot.adverse_events.model import SourceReport
from bot.programme.model import Harm, Kind, Programme, Source

LONGEST_ID = 200
LONGEST_UNIT = 100
LONGEST_EMAIL = 254
MOST_PEOPLE = 500
BEHIND = timedelta(days=30)


def parse(source: str, body: bytes, now: datetime) -> SourceReport:
    """The report in a body. Raises ``BadField``; never repeats what the body said."""
    fields = _object(body)
    emails = fields.get("people")
    if not isinstance(emails, list | None):
        raise BadField("people", "is not a list of work e-mail addresses")
    cancelled = fields.get("cancelled", False)
    if not isinstance(cancelled, bool):
        raise BadField("cancelled", "is neither true nor false")
    return SourceReport(
        source=source,
        id=_text(fields, "id", LONGEST_ID),
        kind=_one_of(fields, "kind", Kind),
        harm=_one_of(fields, "harm", Harm),
        unit=_text(fields, "unit", LONGEST_UNIT),
        occurred_at=_moment(fields, now),
        emails=_emails(emails or []),
        cancelled=cancelled,
    )


def parse_mapped(programme: Programme, source: Source, body: bytes, now: datetime) -> SourceReport:
    """The report in a body whose fields stand where the playbook says.

    A place is a path of names, ``incident.location.code``. Raises ``BadField``, ``Elsewhere``.
    """
    fields = _object(body)

    def text(name: str) -> str:
        found = _at(fields, source.fields.get(name, ""))
        if found is None:
            return ""
        if isinstance(found, bool) or not isinstance(found, str | int):
            raise BadField(name, "is not a text")
        return _plain(name, str(found), LONGEST_ID)

    people = _at(fields, source.fields.get("people", "")) or []
    cancelled = _at(fields, source.fields.get("cancelled", ""))
    if not isinstance(people, list):
        raise BadField("people", "is not a list of work e-mail addresses")
    if not isinstance(cancelled, bool | None):
        raise BadField("cancelled", "is neither true nor false")
    row = Row(
        id=text("id"),
        unit=text("unit"),
        time=text("time"),
        kind=text("kind"),
        harm=text("harm"),
        emails=_emails(people),
        cancelled=bool(cancelled),
    )
    return report_of(programme, source, row, now)


def _at(fields: object, path: str) -> object:
    """What stands at a path of names; ``None`` where there is no such place."""
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
    """An object whose names come once: of two values nobody could say which is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadField("body", "names a field twice")
    return found


def _no_constant(name: str) -> float:
    raise BadField("body", "holds a number that JSON does not have")


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
        # Half of a pair of escapes: it can be neither stored nor compared.
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
    if not RFC_3339.fullmatch(value):
        raise BadField("occurred_at", "is not an RFC 3339 time with an offset")
    try:
        moment = with_offset(value)
    except ValueError:
        raise BadField("occurred_at", "is no moment on any clock") from None
    if moment > now + AHEAD:
        raise BadField("occurred_at", "lies in the future")
    if moment < now - BEHIND:
        raise BadField("occurred_at", f"is more than {BEHIND.days} days ago")
    # A system's clock may run a little ahead; what is to come cannot have happened.
    return min(moment, now)


def _emails(values: list[Any]) -> tuple[str, ...]:
    if len(values) > MOST_PEOPLE:
        raise BadField("people", f"has more than {MOST_PEOPLE} addresses")
    found = []
    for value in values:
        if not isinstance(value, str) or not value.strip():
            raise BadField("people", "is not a list of work e-mail addresses")
        found.append(_plain("people", value, LONGEST_EMAIL).casefold())
    return tuple(dict.fromkeys(found))

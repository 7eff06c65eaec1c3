"""The programme as a JSON document and back, as it is kept in ``Configuration``.

Read by the fields' types, so that a field added to the model needs no line here: a document
without it gives the field's default, and a field this program does not know is passed over.
Both happen while two versions run side by side.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from bot.programme.model import Programme
from bot.programme.model.default_kinds import upgraded


def to_json(programme: Programme) -> str:
    """The document for a programme; equal programmes give equal documents."""
    return json.dumps(_plain(programme), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(document: str) -> Programme:
    """The programme ``to_json`` wrote; raises ``ValueError`` for anything else."""
    try:
        return cast("Programme", _read(Programme, upgraded(json.loads(document))))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("this document is no programme") from fault


def _plain(value: object) -> object:
    match value:
        case timedelta():
            return value.total_seconds()
        case time() | date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {key: _plain(each) for key, each in value.items()}
        case _ if is_dataclass(value):
            return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        case _:
            return value


def _read(kind: type, plain: object) -> object:
    """The value of a field of this type (from its hint) that ``_plain`` made plain."""
    given = cast("Any", plain)
    if get_origin(kind) in {Union, UnionType}:
        # The only union there is: a value, or ``None`` for what is not said.
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
        return None if given is None else _read(kind, given)
    if is_dataclass(kind):
        hints = _hints(kind)
        return kind(
            **{name: _read(hint, given[name]) for name, hint in hints.items() if name in given}
        )
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in given)
    if get_origin(kind) is Mapping:
        return {key: _read(get_args(kind)[1], each) for key, each in given.items()}
    if kind is timedelta:
        return timedelta(seconds=given)
    if issubclass(kind, time | date):
        return kind.fromisoformat(given)
    return kind(given) if issubclass(kind, StrEnum) else plain


@lru_cache
def _hints(kind: type) -> dict[str, type]:
    return get_type_hints(kind)

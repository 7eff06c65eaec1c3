"""Convert the programme to the JSON document in ``Configuration``, and back.

cattrs reads the document by the fields' types, so a new field of the model needs no line here. A
missing field gets its default, and an unknown field is ignored: both happen while two versions of
the program run side by side.
"""

import json
from datetime import date, time, timedelta

from cattrs import Converter

from bot.programme.model import Programme
from bot.programme.model.default_kinds import upgraded

_CONVERTER = Converter(detailed_validation=False)
_CONVERTER.register_unstructure_hook(timedelta, timedelta.total_seconds)
_CONVERTER.register_structure_hook(timedelta, lambda value, _: timedelta(seconds=value))
for _kind in (date, time):
    _CONVERTER.register_unstructure_hook(_kind, _kind.isoformat)
    _CONVERTER.register_structure_hook(_kind, lambda value, kind: kind.fromisoformat(value))


def to_json(programme: Programme) -> str:
    """The document of a programme; equal programmes give equal documents."""
    plain = _CONVERTER.unstructure(programme)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(document: str) -> Programme:
    """Read what ``to_json`` wrote; raises ``ValueError`` for anything else."""
    try:
        return _CONVERTER.structure(upgraded(json.loads(document)), Programme)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("this document is not a programme") from fault

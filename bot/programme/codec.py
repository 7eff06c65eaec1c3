"""The programme as a JSON document and back, as it is kept in ``Configuration``.

cattrs reads it by the fields' types, so that a field added to the model needs no line here: a
document without it gives the field's default, and a field this program does not know is passed
over. Both happen while two versions run side by side.
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
    """The document for a programme; equal programmes give equal documents."""
    plain = _CONVERTER.unstructure(programme)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(document: str) -> Programme:
    """The programme ``to_json`` wrote; raises ``ValueError`` for anything else."""
    try:
        return _CONVERTER.structure(upgraded(json.loads(document)), Programme)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("this document is no programme") from fault

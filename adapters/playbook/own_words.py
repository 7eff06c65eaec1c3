"""Reads a hospital's own words under ``[wording]``; the catalogues check whether they fit.

A programme stores each text under its dotted TOML key.
"""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from adapters.playbook.tables import Table
from adapters.playbook.toml_text import of_key, of_value


def read_wording(table: Table) -> dict[str, str]:
    """Every text below this table, by its dotted key."""
    return dict(_texts(table, ()))


def _texts(table: Table, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in table.names():
        path = (*above, name)
        if table.is_table(name):
            yield from _texts(table.table(name), path)
        elif text := table.text(name, needed=True):
            yield ".".join(map(of_key, path)), text


def as_tables(wording: Mapping[str, str]) -> dict[str, Any]:
    """The texts as nested TOML tables."""
    return tomllib.loads("\n".join(f"{key} = {of_value(text)}" for key, text in wording.items()))

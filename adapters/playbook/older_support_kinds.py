"""Puts support kinds of an older playbook into today's form, with every comment kept."""

from typing import Any, cast

import tomlkit
from tomlkit.items import AoT, Comment, Table

from bot.programme.model import DEFAULT_KINDS
from bot.programme.model.default_kinds import OLD_AREA_LISTS, OLD_SERVICE, OLD_TABLE, OLD_TAKERS


def modernise(document: tomlkit.TOMLDocument) -> None:
    """``[options.eap]`` becomes one of ``[[supports]]``, ``chaplains`` the takers of a kind."""
    kinds = document.pop(OLD_TABLE, {})
    if kinds:
        there = document.get("supports")
        supports = there if isinstance(there, AoT) else tomlkit.aot()
        for key in [key for key in DEFAULT_KINDS if key in kinds]:
            supports.append(_kind(key, kinds[key]))
        if there is None:
            document["supports"] = supports
    for area in document.get("areas", ()):
        for key, table in area.pop(OLD_TABLE, {}).items():
            _of(area, key).update(_renamed(key, table))
        for name, key in OLD_AREA_LISTS.items():
            if name in area:
                _of(area, key)["takers"] = area.pop(name)


def _kind(key: str, table: Any) -> Table:  # noqa: ANN401 - a table of any form
    found = tomlkit.table()
    found.add("key", key)
    # The body has the comments as well, which are items without a name.
    for name, item in table.value.body if isinstance(table, Table) else table.items():
        if name is None:
            found.add(cast("Comment", item))
        else:
            found.add(_name(key, str(getattr(name, "key", name))), item)
    return found


def _renamed(key: str, table: dict[str, Any]) -> dict[str, Any]:
    return {_name(key, name): value for name, value in table.items()}


def _name(key: str, name: str) -> str:
    if name == OLD_TAKERS:
        return "takers"
    return "service" if name == OLD_SERVICE and DEFAULT_KINDS[key].external else name


def _of(area: Any, key: str) -> Any:  # noqa: ANN401 - a table of any form
    """What an area says of a kind."""
    if "supports" not in area:
        area["supports"] = tomlkit.table(is_super_table=True)
    if key not in area["supports"]:
        area["supports"][key] = tomlkit.table()
    return area["supports"][key]

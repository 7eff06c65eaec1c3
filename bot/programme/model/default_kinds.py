"""The support kinds every hospital begins with, and the names that older versions gave them.

Only this module knows peers, chaplains, and the EAP by name. It holds their traits, the keys of
their words, and the names that older playbooks, stored documents, and buttons use for them.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.core.names import Action, Screen
from bot.programme.model.support_kinds import TRAINED_PEERS, SupportKind

FIRST_KIND = "peer"
"""The kind that every programme has; one press asks for it."""
DEFAULT_KINDS: Mapping[str, SupportKind] = {
    kind.key: kind
    for kind in (
        SupportKind(key=FIRST_KIND, tier=TRAINED_PEERS, channel="claims", managers=False),
        SupportKind(key="chaplain", channel="chaplains", near=True),
        SupportKind(key="eap", who_first=False, sessions=False),
        SupportKind(key="outside", tier=TRAINED_PEERS, external=True),
    )
}
"""The traits a playbook may leave out; all kinds but the first exist once it names them."""

DEFAULT_WORDS: Mapping[str, Mapping[str, str]] = {
    "peer": {
        "name": "supports.peer.name",
        "one": "supports.peer.one",
        "about": "supports.peer.about",
        "team": "supports.peer.team",
        "role": "supports.peer.role",
        "ask": "supports.peer.ask",
        "asking": "supports.peer.asking",
        "waiting": "supports.peer.waiting",
        "found": "supports.peer.found",
        "found_first": "supports.peer.found_first",
        "listed": "supports.peer.listed",
    },
    "chaplain": {
        "name": "supports.chaplain.name",
        "one": "supports.chaplain.one",
        "about": "supports.chaplain.about",
        "team": "supports.chaplain.team",
        "role": "supports.chaplain.role",
        "ask": "supports.chaplain.ask",
    },
    "eap": {
        "name": "supports.eap.name",
        "one": "supports.eap.one",
        "about": "supports.eap.about",
        "team": "supports.eap.team",
        "role": "supports.eap.role",
        "ask": "supports.eap.ask",
        "call": "supports.eap.call",
        "claim": "supports.eap.claim",
    },
    "outside": {
        "name": "supports.outside.name",
        "one": "supports.outside.one",
        "about": "supports.outside.about",
    },
}
"""The catalogue keys of these kinds' own words; other texts come from ``supports.any``."""

OLD_ACTIONS: Mapping[Action, str] = {
    Action("check_in.chaplain"): "chaplain",
    Action("check_in.eap"): "eap",
    Action("check_in.outside"): "outside",
}
"""Actions of old buttons still in chats, with the kind that each shows."""
OLD_SCREENS: Mapping[Screen, str] = {
    Screen("request.chaplain"): "chaplain",
    Screen("request.eap"): "eap",
    Screen("request.outside"): "outside",
    Screen("request.doors"): FIRST_KIND,
}
"""Screens that old cards and jobs still name, with the kind that each shows."""
OLD_AREA_LISTS: Mapping[str, str] = {"supporters": "peer", "chaplains": "chaplain"}
"""Old lists of people in an area, with the kind whose requests they take."""
TYPED_ROLES: Mapping[str, str] = {"supporter": "peer", "chaplain": "chaplain", "eap": "eap"}
"""Roles that coordinators type in ``people add``, with the kind whose requests they take."""
OLD_TABLE, OLD_TAKERS, OLD_SERVICE = "options", "desk", "name"
"""The old names of ``[options.eap]``, its ``desk``, and the external service's ``name``."""


def upgraded(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Convert a stored programme from before support kinds were data; others stay unchanged."""
    if "supports" in document:
        return document
    areas = [_upgraded_area(area) for area in document.get("areas", ())]
    options = document.get(OLD_TABLE, {})
    named = {FIRST_KIND, *options, *(key for area in areas for key in area["supports"])}
    supports = [
        {**asdict(kind), **_terms(options.get(key, {}))}
        for key, kind in DEFAULT_KINDS.items()
        if key in named
    ]
    return {**document, "areas": areas, "supports": supports}


def _upgraded_area(area: Mapping[str, Any]) -> dict[str, Any]:
    supports = {key: _terms(option) for key, option in area.get(OLD_TABLE, {}).items()}
    for name, key in OLD_AREA_LISTS.items():
        if area.get(name):
            supports.setdefault(key, {})["takers"] = area[name]
    return {**area, "supports": supports}


def _terms(option: Mapping[str, Any]) -> dict[str, Any]:
    """The terms of a kind in an old document, which wrote empty fields too."""
    terms = {name: value for name, value in option.items() if value}
    if OLD_TAKERS in terms:
        terms["takers"] = terms.pop(OLD_TAKERS)
    if OLD_SERVICE in terms:
        terms["service"] = terms.pop(OLD_SERVICE)
    return terms

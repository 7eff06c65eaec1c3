"""The support kinds every hospital begins with, and the names that older versions gave them.

This is the one module of the program that knows peers, chaplains, and the EAP by name. Their
traits are here, the keys of their words, and everything that older playbooks, stored documents,
and buttons still call them.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.core.names import Action, Screen
from bot.programme.model.support_kinds import TRAINED_PEERS, SupportKind

FIRST_KIND = "peer"
"""The kind that is always there and is asked for with one press."""
DEFAULT_KINDS: Mapping[str, SupportKind] = {
    kind.key: kind
    for kind in (
        SupportKind(key=FIRST_KIND, tier=TRAINED_PEERS, channel="claims", managers=False),
        SupportKind(key="chaplain", channel="chaplains", near=True),
        SupportKind(key="eap", who_first=False, sessions=False),
        SupportKind(key="outside", tier=TRAINED_PEERS, external=True),
    )
}
"""What a playbook need not say of these kinds; all but the first are there once it names them."""

DEFAULT_WORDS: Mapping[str, Mapping[str, str]] = {
    "peer": {
        "name": "supports.peer.name",
        "one": "supports.peer.one",
        "about": "supports.peer.about",
        "team": "supports.peer.team",
        "role": "supports.peer.role",
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
        "claim": "supports.eap.claim",
    },
    "outside": {
        "name": "supports.outside.name",
        "one": "supports.outside.one",
        "about": "supports.outside.about",
    },
}
"""The keys of the words these kinds have of their own; every other text is ``supports.any``."""

OLD_ACTIONS: Mapping[Action, str] = {
    Action("check_in.chaplain"): "chaplain",
    Action("check_in.eap"): "eap",
    Action("check_in.outside"): "outside",
}
"""Actions of buttons that still hang in chats, with the kind each of them showed."""
OLD_SCREENS: Mapping[Screen, str] = {
    Screen("request.chaplain"): "chaplain",
    Screen("request.eap"): "eap",
    Screen("request.outside"): "outside",
}
"""Screens that shown cards and jobs may still name, with the kind each of them showed."""
OLD_AREA_LISTS: Mapping[str, str] = {"supporters": "peer", "chaplains": "chaplain"}
"""Lists of people in an area, of playbooks and stored documents, with the kind they take."""
TYPED_ROLES: Mapping[str, str] = {"supporter": "peer", "chaplain": "chaplain", "eap": "eap"}
"""What coordinators type in ``people add``, with the kind whose requests it is about."""
OLD_TABLE, OLD_TAKERS, OLD_SERVICE = "options", "desk", "name"
"""``[options.eap]``, its ``desk``, and the ``name`` of the service outside."""


def upgraded(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """A stored programme from before support kinds were data, in today's form; others unchanged."""
    if "supports" in document:
        return document
    areas = [_upgraded_area(area) for area in document.get("areas", ())]
    said = document.get(OLD_TABLE, {})
    named = {FIRST_KIND, *said, *(key for area in areas for key in area["supports"])}
    supports = [
        {**asdict(kind), **_terms(said.get(key, {}))}
        for key, kind in DEFAULT_KINDS.items()
        if key in named
    ]
    return {**document, "areas": areas, "supports": supports}


def _upgraded_area(area: Mapping[str, Any]) -> dict[str, Any]:
    supports = {key: _terms(said) for key, said in area.get(OLD_TABLE, {}).items()}
    for name, key in OLD_AREA_LISTS.items():
        if area.get(name):
            supports.setdefault(key, {})["takers"] = area[name]
    return {**area, "supports": supports}


def _terms(said: Mapping[str, Any]) -> dict[str, Any]:
    """What an old document says of a kind; it wrote every field, empty or not."""
    terms = {name: value for name, value in said.items() if value}
    if OLD_TAKERS in terms:
        terms["takers"] = terms.pop(OLD_TAKERS)
    if OLD_SERVICE in terms:
        terms["service"] = terms.pop(OLD_SERVICE)
    return terms

"""The FHIR resources in a body, and the references between them.

Values are picked from the JSON instead of being parsed into models: fields that are not needed
are never looked at, and a server's own extensions cause no fault.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.intake.faults import BadField
from adapters.intake.fhir_table import TEST_LABELS

MOST_BUNDLES_DEEP = 4
DEEPEST = 64
MOST_RESOURCES = 1000
LARGEST = 1024 * 1024
STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
STATUS = frozenset({"SubscriptionStatus", "Parameters"})
SILENT = frozenset({"handshake", "heartbeat"})
VERSIONED = re.compile(r"/_history/[^/]*$")

Json = Mapping[str, Any]


class NothingInIt(BadField):
    """A message without a resource. It is counted and answered with success.

    A server that is told of a failure again and again switches the subscription off.
    """


@dataclass(frozen=True)
class Body:
    """The resources of a body; ``at`` is its timestamp, as it is written."""

    resources: tuple[Json, ...]
    at: str = ""
    _by_name: Mapping[str, Json] = field(default_factory=dict)

    def of(self, kind: str) -> list[Json]:
        """The resources of a type."""
        return [each for each in self.resources if each.get("resourceType") == kind]

    def at_end_of(self, reference: object, within: Json) -> Json:
        """The resource a reference points to, in the body or in ``within``; empty if not there.

        Empty, too, for a reference that has an identifier or a text alone.
        """
        name = text(mapping(reference), "reference")
        if is_contained(name):
            contained = [mapping(each) for each in items(within.get("contained"))]
            return next(
                (each for each in contained if name[1:] and text(each, "id") == name[1:]), {}
            )
        return self._by_name.get(short(name)) or self._by_name.get(name) or {}


def body_of(raw: bytes) -> Body:
    """The resources in a body. Raises ``BadField`` without the body's contents."""
    root = _object(raw)
    found: dict[str, Json] = {}
    resources: list[Json] = []
    for url, each in _resources(root, 1):
        resources.append(each)
        if len(resources) > MOST_RESOURCES:
            raise BadField("entry", f"has more than {MOST_RESOURCES} resources")
        for name in filter(None, (url, _typed_id(each))):
            # What has no name cannot be referred to.
            found.setdefault(name, each)
    kinds = {kind for kind in map(_notification, resources) if kind}
    if kinds and kinds <= SILENT:
        return Body((), text(root, "timestamp"))
    if kinds and all(_notification(each) for each in resources) and not _deletes(root):
        raise NothingInIt("entry", "contains no resource: subscribe with the content full-resource")
    return Body(tuple(resources), text(root, "timestamp"), found)


def _object(raw: bytes) -> Json:
    if not raw.strip():
        raise NothingInIt("body", "is empty: subscribe with a payload")
    _not_too_deep(raw)
    try:
        root = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadField("body", "is not UTF-8") from None
    except (ValueError, RecursionError):
        raise BadField("body", "is not JSON") from None
    if not isinstance(root, dict) or not isinstance(root.get("resourceType"), str):
        raise BadField("resourceType", "is missing")
    return root


def _not_too_deep(raw: bytes) -> None:
    """Refuse a body that is nested too deeply, before it is parsed."""
    depth = 0
    for bracket in re.findall(rb"[\[\]{}]", STRING.sub(b"", raw)):
        depth += 1 if bracket in b"[{" else -1
        if depth > DEEPEST:
            raise BadField("body", "is nested too deeply")


def _resources(resource: Json, depth: int, url: str = "") -> Iterator[tuple[str, Json]]:
    if resource.get("resourceType") != "Bundle":
        yield url, resource
        return
    if is_marked(resource, "security", TEST_LABELS):
        return
    if depth > MOST_BUNDLES_DEEP:
        raise BadField("entry", f"has bundles more than {MOST_BUNDLES_DEEP} deep")
    for entry in map(mapping, items(resource.get("entry"))):
        inner = mapping(entry.get("resource"))
        if inner:
            yield from _resources(inner, depth + 1, text(entry, "fullUrl"))


def is_notification(raw: bytes) -> bool:
    """Whether a body is a subscription's notification. Raises ``BadField`` for what is no FHIR."""
    return any(_notification(each) for _, each in _resources(_object(raw), 1))


def _deletes(root: Json) -> bool:
    """Whether an entry says that a resource was deleted."""
    entries = map(mapping, items(root.get("entry")))
    return any(text(mapping(each.get("request")), "method") == "DELETE" for each in entries)


def is_marked(resource: Json, element: str, codes_of: Collection[str]) -> bool:
    """Whether the metadata has one of these codes, given in lower case."""
    marks = map(mapping, items(mapping(resource.get("meta")).get(element)))
    return any(text(each, "code").casefold() in codes_of for each in marks)


def _notification(resource: Json) -> str:
    """The type of a subscription's notification (R5, R4B, and in R4 as parameters)."""
    match resource.get("resourceType"):
        case "SubscriptionStatus":
            return text(resource, "type")
        case "Parameters":
            for each in map(mapping, items(resource.get("parameter"))):
                if text(each, "name") == "type":
                    return text(each, "valueCode")
    return ""


def mapping(value: object) -> Json:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> Sequence[object]:
    """The value as a list: R4 has one value where R5 has several."""
    if isinstance(value, list):
        return value
    return () if value is None else (value,)


def text(resource: Json, name: str) -> str:
    """A text of an object; empty if there is none."""
    value = resource.get(name)
    return value.strip() if isinstance(value, str) else ""


def codes(concepts: object) -> list[str]:
    """The codes, then the displays and texts, of one or more ``CodeableConcept`` or ``Coding``."""
    found: list[str] = []
    named: list[str] = []
    for concept in map(mapping, items(concepts)):
        # In R5 a concept may be inside a CodeableReference.
        inner = mapping(concept.get("concept")) or concept
        for coding in [*map(mapping, items(inner.get("coding"))), inner]:
            found.append(text(coding, "code"))
            named.append(text(coding, "display"))
        named.append(text(inner, "text"))
    return [each for each in (*found, *named) if each]


def codings(concepts: object) -> list[tuple[str, str]]:
    """The systems and codes of one or more ``CodeableConcept``."""
    found = [
        (text(coding, "system"), text(coding, "code"))
        for concept in map(mapping, items(concepts))
        for coding in map(mapping, items(concept.get("coding")))
    ]
    return [(system, code) for system, code in found if code]


def is_contained(reference: str) -> bool:
    """Whether a reference points into the resource that it is in."""
    return reference.startswith("#")


def short(reference: str) -> str:
    """``Type/id`` of a reference, without its server and version; empty if it has no id."""
    plain = VERSIONED.sub("", reference.strip())
    if plain.startswith("urn:"):
        return plain
    return "" if plain.endswith("/") else "/".join(plain.split("/")[-2:])


def _typed_id(resource: Json) -> str:
    """``Type/id`` of a resource; empty if it lacks one of the two."""
    kind, own = text(resource, "resourceType"), text(resource, "id")
    return f"{kind}/{own}" if kind and own else ""


def name_of(resource: Json) -> str:
    """The id of a resource, otherwise the first of its business identifiers."""
    return _typed_id(resource) or business_name_of(resource)


def business_name_of(resource: Json) -> str:
    """The first of a resource's business identifiers; empty if it has none."""
    for each in map(mapping, items(resource.get("identifier"))):
        if text(each, "value"):
            return f"{text(each, 'system')}|{text(each, 'value')}"
    return ""

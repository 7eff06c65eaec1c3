"""FHIR resources as servers send them, built and checked with ``fhir.resources``.

R4 is built as R4B, whose ``Patient``, ``Encounter`` and ``AdverseEvent`` are those of R4.
"""

import json
from collections.abc import Callable
from typing import Any

from fhir.resources.adverseevent import AdverseEvent as AdverseEvent5
from fhir.resources.bundle import Bundle as Bundle5
from fhir.resources.encounter import Encounter as Encounter5
from fhir.resources.location import Location as Location5
from fhir.resources.parameters import Parameters as Parameters5
from fhir.resources.patient import Patient as Patient5
from fhir.resources.R4B.adverseevent import AdverseEvent as AdverseEvent4
from fhir.resources.R4B.bundle import Bundle as Bundle4
from fhir.resources.R4B.encounter import Encounter as Encounter4
from fhir.resources.R4B.location import Location as Location4
from fhir.resources.R4B.parameters import Parameters as Parameters4
from fhir.resources.R4B.patient import Patient as Patient4
from fhir.resources.R4B.subscriptionstatus import SubscriptionStatus as Status4
from fhir.resources.subscriptionstatus import SubscriptionStatus as Status5

CANARY = "Zzyzx"
Json = dict[str, Any]
MODELS: dict[str, dict[str, Any]] = {
    "R4": {
        "AdverseEvent": AdverseEvent4,
        "Bundle": Bundle4,
        "Encounter": Encounter4,
        "Location": Location4,
        "Parameters": Parameters4,
        "Patient": Patient4,
        "SubscriptionStatus": Status4,
    },
    "R5": {
        "AdverseEvent": AdverseEvent5,
        "Bundle": Bundle5,
        "Encounter": Encounter5,
        "Location": Location5,
        "Parameters": Parameters5,
        "Patient": Patient5,
        "SubscriptionStatus": Status5,
    },
}


def checked(version: str, kind: str, **fields: Any) -> Json:
    """A resource that the standard allows, as JSON."""
    model = MODELS[version][kind]
    built = model.model_validate(fields)
    found: Json = json.loads(built.model_dump_json())
    return found


def concept(*codes: str, text: str = "") -> Json:
    return {"coding": [{"code": code} for code in codes]} | ({"text": text} if text else {})


def patient(version: str, at: str, **fields: Any) -> Json:
    """Somebody, with all that nobody here may keep."""
    usual = {
        "id": "p1",
        "meta": {"lastUpdated": at},
        "identifier": [{"system": "urn:mrn", "value": f"MRN-{CANARY}"}],
        "name": [{"family": CANARY, "given": ["Ada"]}],
        "telecom": [{"system": "phone", "value": f"555-{CANARY}"}],
    }
    return checked(version, "Patient", **(usual | fields))


def encounter(
    version: str, at: str, disposition: str = "exp", end: str = "", **fields: Any
) -> Json:
    """A stay, in the words of its version."""
    usual: Json = {
        "id": "e1",
        "meta": {"lastUpdated": at},
        "subject": {"reference": "Patient/p1", "display": CANARY},
        "location": [{"location": {"reference": "Location/icu-4", "display": "4 ICU"}}],
    }
    stay = {"dischargeDisposition": concept(disposition)} if disposition else {}
    if version == "R4":
        usual |= {"status": "finished", "class": {"code": "IMP"}}
        usual |= {"hospitalization": stay} if stay else {}
        usual |= {"period": {"end": end}} if end else {}
        usual |= {"reasonCode": [{"text": f"{CANARY} fell"}]}
    else:
        usual |= {"status": "completed"}
        usual |= {"admission": stay} if stay else {}
        usual |= {"actualPeriod": {"end": end}} if end else {}
    return checked(version, "Encounter", **(usual | fields))


def adverse_event(version: str, at: str, **fields: Any) -> Json:
    """What somebody wrote down, in the words of its version."""
    usual: Json = {
        "id": "a1",
        "actuality": "actual",
        "subject": {"reference": "Patient/p1", "display": CANARY},
        "location": {"reference": "Location/icu-4"},
        "note": None,
    }
    if version == "R4":
        usual |= {"date": at, "event": concept(text=f"{CANARY} was given the wrong dose")}
        usual |= {"contributor": [{"display": CANARY}]}
    else:
        usual |= {"status": "completed", "occurrenceDateTime": at}
        usual |= {"code": concept(text=f"{CANARY} was given the wrong dose")}
    usual.pop("note")
    return checked(version, "AdverseEvent", **(usual | fields))


def entry(resource: Json) -> Json:
    url = f"https://fhir.example.org/{resource['resourceType']}/{resource['id']}"
    return {"fullUrl": url, "resource": resource}


def notification(version: str, kind: str, at: str, *resources: Json) -> Json:
    """A subscription's notification: R5's own, or that of the R4 backport."""
    make: Callable[..., Json] = checked
    subscription = {"reference": "https://fhir.example.org/Subscription/1"}
    if version == "R5":
        status = make(
            "R5",
            "SubscriptionStatus",
            id="s",
            type=kind,
            status="active",
            subscription=subscription,
        )
        bundle = "subscription-notification"
        entries = [entry(each) for each in (status, *resources)]
    else:
        parameters = [
            {"name": "subscription", "valueReference": subscription},
            {"name": "status", "valueCode": "active"},
            {"name": "type", "valueCode": kind},
        ]
        status = make("R4", "Parameters", id="s", parameter=parameters)
        bundle = "history"
        done = {"request": {"method": "PUT", "url": "x"}, "response": {"status": "200"}}
        entries = [entry(each) | done for each in (status, *resources)]
    return checked(version, "Bundle", type=bundle, timestamp=at, entry=entries)

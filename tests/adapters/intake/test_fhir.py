"""FHIR R4 and R5 at the signed route: what fires, what is refused, and what is kept."""

import base64
import io
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, web

from adapters.intake import fhir
from adapters.intake.adt_table import Ended
from adapters.intake.fhir_table import TERMINOLOGY, ended_by
from adapters.intake.rate import Rate
from adapters.intake.webhook import add_intake
from adapters.signing import SIGNATURE, TIMESTAMP, sign
from bot.adverse_events.model import ReportState, SourceReport
from bot.adverse_events.unread import Outcome
from bot.programme.model import Harm, Kind, Source, SourceForm
from tests.adapters.intake.adt_kit import Feed, feed_of
from tests.adapters.intake.fhir_kit import (
    CANARY,
    Json,
    adverse_event,
    checked,
    concept,
    encounter,
    entry,
    notification,
    patient,
)
from tests.fakes import MemoryStorage
from tests.some import some
from tests.world import World

KEY = b"f" * 32
FHIR = Source("fhir", "Records", form=SourceForm.FHIR, units={"icu-4": "icu", "4 icu": "icu"})
VERSIONS = pytest.mark.parametrize("version", ["R4", "R5"])
HELD, WITHDRAWN = ReportState.HELD, ReportState.WITHDRAWN


@dataclass
class Server:
    """A FHIR server that sends what it has to our door."""

    feed: Feed
    url: str
    http: ClientSession

    def at(self, minutes: float = 0) -> str:
        """So many minutes ago, as FHIR writes it."""
        return self.feed.ago(minutes).isoformat()

    async def send(
        self, resource: Json | bytes, *, path: str = "", key: bytes = KEY, source: str = "fhir"
    ) -> tuple[int, Json]:
        body = resource if isinstance(resource, bytes) else json.dumps(resource).encode()
        token = {"Authorization": f"Bearer {base64.b64encode(key).decode()}"}
        url = f"{self.url}/intake/{source}{path}"
        method = "PUT" if path else "POST"
        async with self.http.request(method, url, data=body, headers=token) as answer:
            said: Json = json.loads(await answer.read() or b"{}")
            assert said == {} or said["resourceType"] == "OperationOutcome"
        await self.feed.world.settle()
        return answer.status, said

    async def states(self) -> list[ReportState]:
        return await self.feed.states()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    feed = await feed_of(await World.make(), [FHIR])
    app = web.Application()
    keys = {"fhir": (KEY,), "incidents": (b"i" * 32,)}
    add_intake(app, feed.into, keys, feed.world.clock, rate=Rate(1000))
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    async with ClientSession() as http:
        yield Server(feed, f"http://127.0.0.1:{runner.addresses[0][1]}", http)
    await runner.cleanup()


@VERSIONS
async def test_a_stay_that_ended_in_a_death_is_reported_once(server: Server, version: str) -> None:
    stay = encounter(version, server.at(), end=server.at(30))
    assert await server.send(stay) == (202, {})
    assert await server.send(stay) == (200, {})
    again = encounter(version, server.at(-1), end=server.at(30))
    assert (await server.send(again))[0] == 200
    (report,) = await server.feed.reports()
    assert (report.kind, report.harm, report.unit) == (Kind.PATIENT_DEATH, Harm.DEATH, "icu")
    assert report.occurred_at == server.feed.ago(30)


@VERSIONS
async def test_a_stay_that_goes_on_or_ended_well_is_nothing(server: Server, version: str) -> None:
    for disposition in ("", "home", "snf"):
        stay = encounter(version, server.at(), disposition, end=server.at(30))
        assert (await server.send(stay))[0] == 200
    assert await server.feed.reports() == []


@VERSIONS
@pytest.mark.parametrize("change", ["entered-in-error", "home", "no word of it"])
async def test_a_stay_corrected_within_the_hold_off_is_taken_back(
    server: Server, version: str, change: str
) -> None:
    await server.send(encounter(version, server.at(3), end=server.at(30)))
    status = {"status": change} if change == "entered-in-error" else {}
    disposition = {"entered-in-error": "exp", "home": "home"}.get(change, "")
    fixed = encounter(version, server.at(1), disposition, end=server.at(30), **status)
    assert (await server.send(fixed))[0] == 200
    assert await server.states() == [WITHDRAWN]
    late = encounter(version, server.at(2), end=server.at(30))
    await server.send(late)
    assert await server.states() == [WITHDRAWN]


@VERSIONS
async def test_a_person_who_died_is_reported_with_the_stay_that_came_along(
    server: Server, version: str
) -> None:
    stay = encounter(version, server.at(), "", status="in-progress")
    for said in ({"deceasedBoolean": True}, {"deceasedDateTime": server.at(12)}):
        person = patient(version, server.at(), **said)
        body = notification(version, "event-notification", server.at(), person, stay)
        await server.send(body)
    (report,) = await server.feed.reports()
    assert (report.unit, report.harm) == ("icu", Harm.DEATH)


@VERSIONS
async def test_the_time_of_death_goes_before_the_end_of_the_stay(
    server: Server, version: str
) -> None:
    person = patient(version, server.at(), deceasedDateTime=server.at(50))
    stay = encounter(version, server.at(), end=server.at(5))
    await server.send(notification(version, "event-notification", server.at(), stay, person))
    (report,) = await server.feed.reports()
    assert report.occurred_at == server.feed.ago(50)


@VERSIONS
@pytest.mark.parametrize("rough", ["year", "month", "2015", "2015-07"])
async def test_a_death_not_known_to_the_day_is_counted_and_is_no_news(
    server: Server, version: str, rough: str
) -> None:
    died = {"year": server.at()[:4], "month": server.at()[:7]}.get(rough, rough)
    person = patient(version, server.at(), deceasedDateTime=died)
    for disposition in some(("", "exp")):
        stay = encounter(version, server.at(), disposition, end=server.at(60))
        body = notification(version, "event-notification", server.at(), stay, person)
        assert (await server.send(body))[0] == 200
    assert await server.feed.reports() == []
    rows = await server.feed.unread()
    assert {row.field for row in rows} == {"deceasedDateTime"}
    assert {row.outcome for row in rows} == {Outcome.PASSED_OVER}


async def test_a_time_without_seconds_is_read(server: Server) -> None:
    person = patient("R5", server.at())
    person["deceasedDateTime"] = server.at(12)[:16] + "Z"
    stay = encounter("R5", server.at(), "", status="in-progress")
    await server.send(
        notification("R5", "event-notification", server.at(), stay)
        | {"entry": [entry(person), entry(stay)]}
    )
    assert [each.occurred_at for each in await server.feed.reports()] == [server.feed.ago(12)]


@VERSIONS
async def test_a_death_taken_back_in_the_record_within_the_hold_off_is_undone(
    server: Server, version: str
) -> None:
    stay = encounter(version, server.at(4), "", status="in-progress")
    for minutes, said in ((3, {"deceasedBoolean": True}), (1, {"deceasedBoolean": False})):
        person = patient(version, server.at(minutes), **said)
        at = server.at(minutes)
        await server.send(notification(version, "event-notification", at, person, stay))
    assert await server.states() == [WITHDRAWN]
    await server.feed.world.pass_time(timedelta(days=1))
    assert server.feed.hospital.notes("sam") == 0


@VERSIONS
async def test_a_record_that_lags_behind_does_not_take_a_death_back(
    server: Server, version: str
) -> None:
    await server.send(encounter(version, server.at(3), end=server.at(30)))
    assert (await server.send(patient(version, server.at())))[0] == 200
    assert await server.states() == [HELD]


@VERSIONS
async def test_a_correction_after_the_hold_off_is_told_to_the_coordinator(
    server: Server, version: str
) -> None:
    await server.send(encounter(version, server.at(3), end=server.at(30)))
    await server.feed.world.pass_time(timedelta(hours=2))
    await server.send(encounter(version, server.at(), "home", end=server.at(30)))
    (report,) = await server.feed.reports()
    assert (report.state, report.corrected) == (ReportState.RELEASED, True)


@VERSIONS
@pytest.mark.parametrize(
    ("said", "kind", "harm"),
    [
        ({"category": "wrong-dose"}, Kind.MEDICATION_EVENT, Harm.UNKNOWN),
        ({"category": "procedure-mishap"}, Kind.PROCEDURE_EVENT, Harm.UNKNOWN),
        ({"outcome": "fatal"}, Kind.PATIENT_DEATH, Harm.DEATH),
        ({"category": "wrong-dose", "outcome": "fatal"}, Kind.MEDICATION_EVENT, Harm.DEATH),
        ({"seriousness": "Serious"}, Kind.SERIOUS_HARM, Harm.SEVERE),
        ({"seriousness": "Non-serious"}, Kind.OTHER, Harm.MILD),
        ({"seriousness": "SeriousResultsInDeath"}, Kind.PATIENT_DEATH, Harm.DEATH),
        ({"seriousness": "SeriousIsLifeThreatening"}, Kind.SERIOUS_HARM, Harm.SEVERE),
        ({"seriousness": "SeriousResultsInDisability"}, Kind.SERIOUS_HARM, Harm.SEVERE),
        ({"actuality": "potential"}, Kind.NEAR_MISS, Harm.NONE),
        ({}, Kind.OTHER, Harm.UNKNOWN),
    ],
)
async def test_an_adverse_event_says_kind_and_harm_in_its_own_words(
    server: Server, version: str, said: dict[str, str], kind: Kind, harm: Harm
) -> None:
    fields: dict[str, Any] = {}
    for name, code in said.items():
        several = name == "category" or (name == "outcome" and version == "R5")
        fields[name] = [concept(code)] if several else concept(code)
    if "actuality" in said:
        fields["actuality"] = "potential"
    assert (await server.send(adverse_event(version, server.at(15), **fields)))[0] == 202
    (report,) = await server.feed.reports()
    assert (report.kind, report.harm, report.unit) == (kind, harm, "icu")
    assert report.occurred_at == server.feed.ago(15)


async def test_a_death_goes_before_any_lesser_harm_in_the_same_event(server: Server) -> None:
    told = adverse_event(
        "R4",
        server.at(15),
        severity=concept("mild"),
        seriousness=concept("SeriousResultsInDeath"),
    )
    await server.send(told)
    assert [report.harm for report in await server.feed.reports()] == [Harm.DEATH]


async def test_the_severity_of_r4_counts(server: Server) -> None:
    told = adverse_event("R4", server.at(15), severity=concept("moderate"))
    await server.send(told)
    assert [report.harm for report in await server.feed.reports()] == [Harm.MODERATE]


async def test_the_hospitals_own_words_go_before_those_of_the_standard() -> None:
    source = Source(
        "fhir",
        "Records",
        form=SourceForm.FHIR,
        units={"*": "surgery"},
        kinds={"code blue": Kind.RESUSCITATION},
        harms={"fatal": Harm.SEVERE},
    )
    feed = await feed_of(await World.make(), [source])
    told = adverse_event("R4", feed.ago(9).isoformat(), outcome=concept("fatal"))
    told["event"] = concept(text="Code  Blue")
    programme = await feed.into.programme()
    (report,) = fhir.read(programme, source, json.dumps(told).encode(), feed.now)
    assert isinstance(report, SourceReport)
    assert (report.kind, report.unit) == (Kind.RESUSCITATION, "surgery")
    assert report.harm is Harm.SEVERE


async def test_an_adverse_event_entered_in_error_is_taken_back(server: Server) -> None:
    await server.send(adverse_event("R5", server.at(15), outcome=[concept("fatal")]))
    await server.send(adverse_event("R5", server.at(15), status="entered-in-error"))
    assert await server.states() == [WITHDRAWN]


async def test_what_lies_far_back_is_passed_over(server: Server) -> None:
    old = (server.feed.now - timedelta(days=40)).isoformat()
    assert (await server.send(adverse_event("R4", old)))[0] == 200
    assert (await server.send(encounter("R4", server.at(), end=old)))[0] == 200
    person = patient("R4", server.at(), deceasedDateTime=old[:10])
    assert (await server.send(person))[0] == 200
    assert await server.feed.reports() == []


@VERSIONS
@pytest.mark.parametrize("kind", ["handshake", "heartbeat"])
async def test_a_handshake_and_a_heartbeat_are_answered_and_change_nothing(
    server: Server, version: str, kind: str
) -> None:
    assert (await server.send(notification(version, kind, server.at())))[0] == 200
    assert await server.feed.said() == []


@VERSIONS
async def test_a_notification_without_resources_is_counted_and_no_failure(
    server: Server, version: str
) -> None:
    status, _ = await server.send(notification(version, "event-notification", server.at()))
    assert status == 200
    (row,) = await server.feed.unread()
    assert "full-resource" in row.reason


@pytest.mark.parametrize("kind", ["event-notification", "query-status", "query-event"])
async def test_a_notification_of_ids_alone_is_no_failure(server: Server, kind: str) -> None:
    told = notification("R5", kind, server.at())
    focus = {"reference": "https://fhir.example.org/Encounter/e1"}
    events = [{"eventNumber": "1", "focus": focus}]
    told["entry"][0]["resource"]["notificationEvent"] = events
    assert await server.send(told) == (200, {})
    (row,) = await server.feed.unread()
    assert "full-resource" in row.reason


@VERSIONS
async def test_a_death_in_a_unit_that_is_not_ours_does_not_switch_a_subscription_off(
    server: Server, version: str
) -> None:
    place = [{"location": {"display": "9 WEST"}}]
    stay = encounter(version, server.at(), end=server.at(9), location=place)
    told = notification(version, "event-notification", server.at(), stay)
    assert await server.send(told) == (200, {})
    assert (await server.send(stay, path="/Encounter/e1"))[0] == 200
    (row,) = await server.feed.unread()
    assert (row.field, row.times, row.outcome) == ("unit", 2, Outcome.PASSED_OVER)
    assert await server.feed.said() == []


@VERSIONS
@pytest.mark.parametrize("first", ["ours", "theirs"])
async def test_a_death_of_ours_is_reported_beside_one_in_a_unit_that_is_not(
    server: Server, version: str, first: str
) -> None:
    place = [{"location": {"display": "9 WEST"}}]
    another = {"reference": "Patient/p2"}
    ours = encounter(version, server.at(), end=server.at(9), id="e1")
    theirs = encounter(
        version, server.at(), end=server.at(9), id="e2", subject=another, location=place
    )
    stays = (ours, theirs) if first == "ours" else (theirs, ours)
    told = notification(version, "event-notification", server.at(), *stays)
    assert (await server.send(told))[0] == 202
    assert len(await server.feed.said()) == 1
    (row,) = await server.feed.unread()
    assert (row.field, row.outcome) == ("unit", Outcome.PASSED_OVER)


async def test_a_recorded_event_elsewhere_holds_back_no_other(server: Server) -> None:
    ours = adverse_event("R5", server.at(9))
    theirs = adverse_event("R5", server.at(9)) | {
        "id": "other",
        "location": {"display": "9 WEST"},
    }
    told = notification("R5", "event-notification", server.at(), theirs, ours)
    assert (await server.send(told))[0] == 202
    (row,) = await server.feed.unread()
    assert (row.field, row.outcome) == ("AdverseEvent.unit", Outcome.PASSED_OVER)


async def test_whatever_is_refused_is_said_in_fhir_to_whoever_speaks_it(server: Server) -> None:
    token = {"Authorization": f"Bearer {base64.b64encode(KEY).decode()}"}
    speaks = {"Content-Type": "application/fhir+json"}
    refused = {
        401: (b"{}", speaks),
        413: (io.BytesIO(b" " * (1024 * 1024 + 1)), token),
        415: (b"{}", token | {"Content-Encoding": "compress"}),
    }
    for status, (body, headers) in some(refused.items()):
        url = f"{server.url}/intake/fhir"
        async with server.http.post(url, data=body, headers=headers) as said:
            assert said.status == status
            assert said.content_type == "application/fhir+json"
            assert (await said.json())["resourceType"] == "OperationOutcome"


async def test_an_empty_body_of_a_rest_hook_is_counted_and_no_failure(server: Server) -> None:
    assert (await server.send(b""))[0] == 200
    (row,) = await server.feed.unread()
    assert (row.field, row.reason) == ("body", "is empty: subscribe with a payload")


@VERSIONS
async def test_a_deletion_is_no_failure_and_takes_no_death_back(
    server: Server, version: str
) -> None:
    stay = encounter(version, server.at(3), end=server.at(30))
    assert (await server.send(stay))[0] == 202
    status = notification(version, "event-notification", server.at())
    status["entry"].append({"request": {"method": "DELETE", "url": "Encounter/e1"}})
    assert (await server.send(status))[0] == 200
    token = {"Authorization": f"Bearer {base64.b64encode(KEY).decode()}"}
    url = f"{server.url}/intake/fhir/Encounter/e1"
    async with server.http.delete(url, headers=token) as said:
        assert said.status == 200
    async with server.http.delete(url) as said:
        assert said.status == 401
    assert await server.states() == [HELD]
    assert await server.feed.unread() == []


@VERSIONS
@pytest.mark.parametrize("said", [{"deceasedBoolean": True}, {"deceasedDateTime": "now"}])
async def test_a_patient_without_a_stay_is_counted_and_a_stay_may_tell_it_later(
    server: Server, version: str, said: Json
) -> None:
    said = {name: server.at(9) if value == "now" else value for name, value in said.items()}
    assert (await server.send(patient(version, server.at(2), **said)))[0] == 200
    (row,) = await server.feed.unread()
    assert row.outcome is Outcome.PASSED_OVER
    assert (await server.send(encounter(version, server.at(), end=server.at(9))))[0] == 202


HTEST = {"security": [{"system": f"{TERMINOLOGY}/v3-ActReason", "code": "HTEST"}]}


@VERSIONS
@pytest.mark.parametrize("marked", ["Encounter", "Patient", "Bundle", "AdverseEvent"])
async def test_test_data_is_nothing(server: Server, version: str, marked: str) -> None:
    person = patient(version, server.at(), deceasedDateTime=server.at(12))
    stay = encounter(version, server.at(), end=server.at(9))
    told = adverse_event(version, server.at(9), outcome=None)
    parts = {"Patient": [person, stay], "AdverseEvent": [told]}.get(marked, [stay])
    body = notification(version, "event-notification", server.at(), *parts)
    for each in (body, *parts):
        if each["resourceType"] == marked:
            each["meta"] = each.get("meta", {}) | HTEST
    body["entry"] = [body["entry"][0], *(entry(each) for each in parts)]
    assert (await server.send(body))[0] == 200
    assert await server.feed.reports() == []


@pytest.mark.parametrize(
    ("system", "code", "ended"),
    [
        (f"{TERMINOLOGY}/discharge-disposition", "exp", Ended.DIED),
        (f"{TERMINOLOGY}/discharge-disposition", "home", Ended.LIVES),
        ("https://www.nubc.org/CodeSystem/PatDischargeStatus", "20", Ended.DIED),
        ("https://www.nubc.org/CodeSystem/PatDischargeStatus", "01", Ended.LIVES),
        (f"{TERMINOLOGY}/v2-0112", "41", Ended.DIED),
        ("http://snomed.info/sct", "419099009", Ended.DIED),
        ("", "20", Ended.DIED),
        ("", "exp", Ended.DIED),
        ("urn:local", "20", Ended.UNKNOWN),
        ("", "020", Ended.DIED),
        ("", "041", Ended.DIED),
        ("", "001", Ended.LIVES),
        (f"{TERMINOLOGY}/v2-0112", "020", Ended.DIED),
        ("http://snomed.info/sct", "20", Ended.UNKNOWN),
        ("urn:local", "EXPIRED", Ended.UNKNOWN),
        (f"{TERMINOLOGY}/discharge-disposition", "20", Ended.UNKNOWN),
        ("https://www.nubc.org/CodeSystem/PatDischargeStatus", "exp", Ended.UNKNOWN),
        ("https://www.nubc.org/CodeSystem/PatDischargeStatus", "0", Ended.UNKNOWN),
    ],
)
@VERSIONS
async def test_a_disposition_counts_in_its_own_code_system(
    server: Server, version: str, system: str, code: str, ended: Ended
) -> None:
    field = "hospitalization" if version == "R4" else "admission"
    stay = encounter(version, server.at(), end=server.at(9))
    stay[field] = {"dischargeDisposition": {"coding": [{"system": system, "code": code}]}}
    await server.send(stay)
    assert await server.states() == ([HELD] if ended is Ended.DIED else [])
    counted = [row.field for row in await server.feed.unread()]
    assert counted == (["dischargeDisposition"] if ended is Ended.UNKNOWN else [])


@pytest.mark.parametrize(
    ("died", "ended"), [(("20",), Ended.DIED), (("020",), Ended.DIED), (("exp",), Ended.LIVES)]
)
async def test_the_playbooks_codes_for_a_death_are_found_with_and_without_zeros_before_them(
    died: tuple[str, ...], ended: Ended
) -> None:
    coding = [(f"{TERMINOLOGY}/v2-0112", "020")]
    assert ended_by(coding, {"020"}, died, ()) is ended


# ---- references ----


@VERSIONS
@pytest.mark.parametrize("left_out", ["fullUrl", "fullUrl and id"])
async def test_a_test_patient_without_a_name_makes_nobody_elses_death_a_test(
    server: Server, version: str, left_out: str
) -> None:
    made_up = patient(version, server.at(), id="t1", deceasedDateTime=server.at(12)) | {
        "meta": HTEST
    }
    person = patient(version, server.at(), deceasedDateTime=server.at(12))
    stay = encounter(version, server.at(), "", status="in-progress")
    body = notification(version, "event-notification", server.at(), made_up, person, stay)
    del body["entry"][1]["fullUrl"]
    if left_out == "fullUrl and id":
        del body["entry"][1]["resource"]["id"]
    assert (await server.send(body))[0] == 202
    assert await server.states() == [HELD]


@VERSIONS
@pytest.mark.parametrize(
    "subject",
    [
        {"identifier": {"system": "urn:mrn", "value": "2"}},
        {"reference": "Patient/"},
        {"reference": "#"},
        {"reference": "/"},
        {"display": CANARY},
    ],
)
async def test_a_reference_that_names_no_resource_takes_nothing_from_another_one(
    server: Server, version: str, subject: Json
) -> None:
    other = patient(version, server.at(), deceasedDateTime=server.at(50))
    stay = encounter(version, server.at(), end=server.at(5))
    stay["subject"] = subject
    stay["contained"] = [{"resourceType": "Patient", "deceasedDateTime": server.at(55)}]
    body = notification(version, "event-notification", server.at(), other, stay)
    del other["id"]
    body["entry"][1] = {"resource": other}
    body["entry"][2]["resource"] = stay
    await server.send(body)
    assert server.feed.ago(5) in [each.occurred_at for each in await server.feed.reports()]


@VERSIONS
async def test_two_patients_who_are_contained_under_the_same_name_are_two(
    server: Server, version: str
) -> None:
    for number in ("1", "2"):
        stay = encounter(version, server.at(), end=server.at(5), id=f"e{number}")
        stay["subject"] = {"reference": "#patient"}
        stay["contained"] = [{"resourceType": "Patient", "id": "patient"}]
        await server.send(stay)
    assert await server.states() == [HELD, HELD]


@VERSIONS
async def test_two_patients_with_identifiers_alone_are_two(server: Server, version: str) -> None:
    for number in ("1", "2"):
        stay = encounter(version, server.at(), end=server.at(5), id=f"e{number}")
        stay["subject"] = {"identifier": {"system": "urn:mrn", "value": number}}
        unnamed = {"resource": patient(version, server.at(), id="other")}
        body = notification(version, "event-notification", server.at(), stay)
        body["entry"].insert(0, unnamed)
        await server.send(body)
    assert await server.states() == [HELD, HELD]


async def test_a_location_is_found_by_its_own_names(server: Server) -> None:
    place = checked("R4", "Location", id="77", name="4  ICU", identifier=[{"value": "x"}])
    stay = encounter(
        "R4",
        server.at(),
        end=server.at(9),
        location=[{"location": {"reference": "https://fhir.example.org/Location/77/_history/2"}}],
    )
    body = checked("R4", "Bundle", type="collection", entry=[entry(stay), entry(place)])
    assert (await server.send(body))[0] == 202
    assert [report.unit for report in await server.feed.reports()] == ["icu"]


async def test_all_of_a_bundle_is_applied_or_nothing(server: Server) -> None:
    good = encounter("R4", server.at(), end=server.at(9))
    bad = encounter(
        "R4",
        server.at(),
        end=server.at(9),
        id="e2",
        subject={"reference": "Patient/p2"},
        location=[{"location": {"display": f"{CANARY} wing"}}],
    )
    body = checked("R4", "Bundle", type="collection", entry=[entry(good), entry(bad)])
    status, said = await server.send(body)
    assert status == 400
    assert "unit is not a unit of the programme" in said["issue"][0]["diagnostics"]
    assert CANARY not in json.dumps(said)
    assert await server.feed.said() == []
    assert await server.feed.reports() == []
    assert [row.field for row in await server.feed.unread()] == ["unit"]
    assert (await server.send(good))[0] == 202


async def test_bundles_in_bundles_are_read_and_too_deep_is_named(server: Server) -> None:
    inner: Json = encounter("R4", server.at(), end=server.at(9))
    for depth in range(1, 7):
        inner = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": inner}]}
        status, said = await server.send(inner)
        if depth <= 4:
            assert status in {200, 202}
        else:
            assert status == 400
            assert "more than 4 deep" in said["issue"][0]["diagnostics"]
    assert len(await server.feed.reports()) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "body is not JSON"),
        (b"[]", "resourceType is missing"),
        (b'{"a": 1}', "resourceType is missing"),
        (b'{"resourceType": 7}', "resourceType is missing"),
        (b"\xff\xfe", "body is not UTF-8"),
        (b"[" * 100_000, "body is nested too deeply"),
        (b'{"resourceType":"Patient","a":' * 5000, "body is nested too deeply"),
        (b'{"resourceType":"Patient"}', "Patient.id is missing"),
        (b'{"resourceType":"Encounter"}', "Encounter.subject is missing"),
        (b'{"resourceType":"AdverseEvent"}', "AdverseEvent.id is missing"),
        (b'{"resourceType":"AdverseEvent","id":"1"}', "AdverseEvent.time is missing"),
        (
            b'{"resourceType":"Patient","id":"1","deceasedBoolean":"yes"}',
            "Patient.deceasedBoolean is neither true nor false",
        ),
        (
            b'{"resourceType":"Bundle","entry":['
            + b'{"resource":{"resourceType":"X"}},' * 1001
            + b"{}]}",
            "more than 1000 resources",
        ),
    ],
)
async def test_what_cannot_be_read_is_named(server: Server, body: bytes, said: str) -> None:
    status, answered = await server.send(body)
    assert status == 400
    assert said in answered["issue"][0]["diagnostics"]
    assert await server.feed.said() == []


@pytest.mark.parametrize(
    "body",
    [
        b'{"resourceType":"Bundle","entry":{"resource":[]}}',
        b'{"resourceType":"Bundle","entry":[1,null,"x",{"resource":3}]}',
        b'{"resourceType":"Observation","id":"1","value":[[[]]]}',
        b'{"resourceType":"Encounter","id":"1","location":7,"hospitalization":"x","meta":[]}',
    ],
)
async def test_shapes_that_no_server_should_send_are_survived(server: Server, body: bytes) -> None:
    assert (await server.send(body))[0] == 200
    assert await server.feed.reports() == []


async def test_more_than_a_mebibyte_is_not_read(server: Server) -> None:
    token = {"Authorization": f"Bearer {base64.b64encode(KEY).decode()}"}
    large = io.BytesIO(b" " * (1024 * 1024 + 1))
    async with server.http.post(f"{server.url}/intake/fhir", data=large, headers=token) as said:
        assert said.status == 413


async def test_a_wrong_token_and_a_token_of_another_source_are_refused(server: Server) -> None:
    stay = encounter("R4", server.at(), end=server.at(9))
    assert (await server.send(stay, key=b"x" * 32))[0] == 401
    assert (await server.send(stay, key=b"i" * 32))[0] == 401
    assert (await server.send(stay, source="nobody"))[0] == 401
    assert (await server.send(stay, source="incidents", key=b"i" * 32))[0] == 401
    assert await server.feed.reports() == []


async def test_a_source_that_can_sign_may_sign(server: Server) -> None:
    body = json.dumps(encounter("R4", server.at(), end=server.at(9))).encode()
    stamp = int(server.feed.now.timestamp())
    headers = {TIMESTAMP: str(stamp), SIGNATURE: sign(KEY, "fhir", stamp, body)}
    async with server.http.post(f"{server.url}/intake/fhir", data=body, headers=headers) as said:
        assert said.status == 202


async def test_an_r4_server_may_put_a_resource_at_its_own_path(server: Server) -> None:
    stay = encounter("R4", server.at(), end=server.at(9))
    assert (await server.send(stay, path="/Encounter/e1"))[0] == 202


async def test_with_the_database_down_it_is_503_and_nothing_is_lost(server: Server) -> None:
    storage = server.feed.world.storage
    assert isinstance(storage, MemoryStorage)
    stay = encounter("R4", server.at(), end=server.at(9))
    storage.down = True
    body = json.dumps(stay).encode()
    token = {"Authorization": f"Bearer {base64.b64encode(KEY).decode()}"}
    async with server.http.post(f"{server.url}/intake/fhir", data=body, headers=token) as said:
        assert (said.status, said.headers["Retry-After"]) == (503, "5")
    storage.down = False
    assert (await server.send(stay))[0] == 202


@VERSIONS
async def test_no_identifier_is_stored_logged_or_answered(
    server: Server, version: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    person = patient(version, server.at(), id=f"p-{CANARY}", deceasedBoolean=True)
    subject = {"reference": f"Patient/p-{CANARY}", "display": CANARY}
    stay = encounter(version, server.at(), end=server.at(9), subject=subject, id=f"e-{CANARY}")
    told = adverse_event(version, server.at(9), id=f"a-{CANARY}")
    lost = adverse_event(version, server.at(9), id="a2", location={"display": CANARY})
    said = [
        await server.send(notification(version, "event-notification", server.at(), stay, person)),
        await server.send(told),
        await server.send(lost),
    ]
    assert [status for status, _ in said] == [202, 202, 400]
    storage = server.feed.world.storage
    assert isinstance(storage, MemoryStorage)
    rows = [astuple(row) for kind in storage.state.records.values() for row in kind.values()]
    assert CANARY not in json.dumps([rows, storage.state.sealed], default=_plain)
    assert CANARY not in json.dumps(said)
    ours = [record for record in caplog.records if record.name.startswith(("adapters", "bot"))]
    assert CANARY not in "".join(str(vars(record)) for record in ours)


def _plain(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()

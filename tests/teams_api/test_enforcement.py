"""The stand-in refuses what Teams refuses: asked as any client would, over its socket."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import jwt
import pytest
from aiohttp import ClientConnectionError, ClientSession, ClientTimeout

from tests.patience import PATIENCE_S
from tests.teams_api.activities import Activities
from tests.teams_api.cards import faults_of_card
from tests.teams_api.connector import ADAPTIVE, PAGE
from tests.teams_api.forged import FORGED
from tests.teams_api.issuer import APP_ID, APP_PASSWORD, SCOPE, TENANT, TOKEN, Issuer
from tests.teams_api.reading import read, shown
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import BOT, User

Json = dict[str, Any]
TEXT: Json = {"type": "TextBlock", "text": "Hello.", "wrap": True}
PRESS: Json = {"type": "Action.Execute", "title": "Press", "verb": "a.verb", "data": {}}


def card(*actions: Json, body: list[Json] | None = None, **more: Any) -> Json:
    found: Json = {"type": "AdaptiveCard", "version": "1.5", "body": body or [TEXT], **more}
    return found | ({"actions": list(actions)} if actions else {})


def activity(content: Json | None = None, **more: Any) -> Json:
    attachment = {"contentType": ADAPTIVE, "content": content or card(PRESS)}
    return {"type": "message", "from": {"id": BOT}, "attachments": [attachment], **more}


class Caller:
    """The app's side of the connector, by hand."""

    def __init__(self, teams: FakeTeams, session: ClientSession) -> None:
        self.teams = teams
        self.session = session
        self.token = ""

    async def sign_in(self, **changed: str) -> tuple[int, Json]:
        given = {
            "grant_type": "client_credentials",
            "client_id": APP_ID,
            "client_secret": APP_PASSWORD,
            "scope": SCOPE,
        } | changed
        tenant = given.pop("tenant", TENANT)
        url = f"{self.teams.issuer.origin}/{tenant}{TOKEN}"
        async with self.session.post(url, data=given) as response:
            found = await response.json()
            self.token = found.get("access_token", self.token)
            return response.status, found

    async def asks(self, verb: str, path: str, body: Json | None = None) -> tuple[int, Json]:
        url = f"{self.teams.service_url}v3/{path}"
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self.session.request(verb, url, json=body, headers=headers) as response:
            if response.content_type != "application/json":
                return response.status, {}
            found: Json = await response.json()
            if response.status == 429:
                found["after"] = response.headers.get("Retry-After")
            return response.status, found

    async def code(self, verb: str, path: str, body: Json | None = None) -> tuple[int, str]:
        status, found = await self.asks(verb, path, body)
        return status, found.get("error", {}).get("code", "")

    async def posts(self, place: str, content: Json | None = None) -> tuple[int, Json]:
        return await self.asks("POST", f"conversations/{place}/activities", activity(content))


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with Issuer() as issuer:
        yield issuer


@pytest.fixture
async def teams(issuer: Issuer) -> AsyncIterator[FakeTeams]:
    async with FakeTeams(issuer) as teams:
        yield teams


@pytest.fixture
def sam(teams: FakeTeams) -> User:
    return teams.add_user("Sam Rivera")


@pytest.fixture
async def caller(teams: FakeTeams) -> AsyncIterator[Caller]:
    async with ClientSession(timeout=ClientTimeout(total=PATIENCE_S)) as session:
        caller = Caller(teams, session)
        await caller.sign_in()
        yield caller


def starting(user: User, tenant: str = TENANT) -> Json:
    return {"bot": {"id": BOT}, "members": [{"id": user.aad}], "tenantId": tenant}


# ---- signing in ----


@pytest.mark.parametrize(
    ("changed", "status", "number"),
    [
        ({"client_secret": "wrong"}, 401, 7000215),
        ({"client_id": "wrong"}, 400, 700016),
        ({"tenant": "wrong"}, 400, 90002),
        ({"grant_type": "password"}, 400, 70003),
        ({"scope": "everything"}, 400, 70011),
    ],
)
async def test_only_our_app_gets_a_token(
    caller: Caller, changed: dict[str, str], status: int, number: int
) -> None:
    given, found = await caller.sign_in(**changed)
    assert (given, found["error_codes"]) == (status, [number])
    assert APP_PASSWORD not in str(caller.teams.issuer.asked)


async def test_without_a_good_token_nothing_is_taken(caller: Caller, sam: User) -> None:
    caller.teams.issuer.revoke()
    assert (await caller.asks("POST", "conversations", starting(sam)))[0] == 401
    caller.token = ""
    assert (await caller.asks("POST", "conversations", starting(sam)))[0] == 401


async def test_the_keys_are_published_as_microsoft_publishes_them(
    issuer: Issuer, caller: Caller
) -> None:
    async with caller.session.get(issuer.metadata_url) as response:
        document = await response.json()
    async with caller.session.get(document["jwks_uri"]) as response:
        (key,) = (await response.json())["keys"]
    assert key["endorsements"] == ["msteams"]
    token = issuer.key.sign(issuer.claims("https://smba.example.org/"))
    claims = jwt.decode(token, jwt.PyJWK(key).key, algorithms=["RS256"], audience=APP_ID)
    assert claims["iss"] == document["issuer"]
    assert issuer.key_fetches == 1


async def test_after_a_rotation_only_the_new_key_is_published(issuer: Issuer) -> None:
    old = issuer.key
    new = issuer.rotate()
    assert new.kid != old.kid
    assert issuer.keys == [new]
    third = issuer.rotate(keep=True)
    assert issuer.keys == [third, new]


async def test_what_asks_an_instance_about_itself_is_told(issuer: Issuer, caller: Caller) -> None:
    query = f"authorization_endpoint={issuer.origin}/{TENANT}/oauth2/v2.0/authorize"
    url = f"{issuer.origin}/common/discovery/instance?{query}"
    async with caller.session.get(url) as response:
        found = await response.json()
    async with caller.session.get(found["tenant_discovery_endpoint"]) as response:
        assert (await response.json())["token_endpoint"] == f"{issuer.origin}/{TENANT}{TOKEN}"


async def test_it_fails_garbles_and_stays_silent_as_it_is_told(
    issuer: Issuer, caller: Caller
) -> None:
    issuer.fail = 503
    async with caller.session.get(issuer.metadata_url) as response:
        assert response.status == 503
    issuer.fail, issuer.garbled = 0, True
    async with caller.session.get(issuer.metadata_url) as response:
        assert response.content_type == "text/html"
    issuer.garbled = False
    issuer.hold()
    short = ClientTimeout(total=0.05)
    with pytest.raises(TimeoutError):
        await caller.session.get(issuer.metadata_url, timeout=short)
    issuer.release()
    async with caller.session.get(issuer.metadata_url) as response:
        assert response.status == 200


async def test_every_forged_delivery_differs_from_a_good_one(
    teams: FakeTeams, sam: User, issuer: Issuer
) -> None:
    good = Activities(teams.state, teams.service_url).message(sam, "help")
    bearer = issuer.bearer(good["serviceUrl"])
    assert len(FORGED) > 40
    for name, forge in FORGED.items():
        forged = forge(issuer, good)
        assert (forged.authorization, forged.activity) != (bearer, good), name


# ---- conversations ----


async def test_the_conversation_with_somebody_is_one_and_the_same(
    caller: Caller, sam: User
) -> None:
    status, first = await caller.asks("POST", "conversations", starting(sam))
    by_id = starting(sam) | {"members": [{"id": sam.id}]}
    _, second = await caller.asks("POST", "conversations", by_id)
    assert status == 201
    assert first == second
    assert caller.teams.state.conversations[first["id"]].owner == sam.id


async def test_whoever_has_not_the_app_cannot_be_written_to(caller: Caller, sam: User) -> None:
    place = caller.teams.state.personal(sam).id
    sam.has_app = False
    refused = 403, "ForbiddenOperationException"
    assert await caller.code("POST", "conversations", starting(sam)) == refused
    assert await caller.code("POST", f"conversations/{place}/activities", activity()) == refused
    sam.has_app, sam.blocked = True, True
    blocked = 403, "MessageWritesBlocked"
    assert await caller.code("POST", f"conversations/{place}/activities", activity()) == blocked


async def test_who_is_not_known_or_not_said_is_refused(caller: Caller, sam: User) -> None:
    for body, code in (
        (starting(sam, "99999999-5c4d-4e3f-8a2b-1c0d9e8f7a6b"), "ForbiddenOperationException"),
        (starting(sam) | {"tenantId": ""}, "BadArgument"),
        (starting(sam) | {"members": []}, "BadSyntax"),
        (starting(sam) | {"isGroup": True}, "BadSyntax"),
        (starting(sam) | {"members": [{"id": "29:nobody"}]}, "ForbiddenOperationException"),
    ):
        assert (await caller.code("POST", "conversations", body))[1] == code


async def test_places_that_are_gone_or_without_the_app_are_said(caller: Caller) -> None:
    caller.teams.add_channel("gone").gone = True
    caller.teams.add_channel("empty", bot=False)
    for place, said in (
        ("19:nowhere@thread.tacv2", (404, "ConversationNotFound")),
        ("19:gone@thread.tacv2", (404, "ConversationNotFound")),
        ("19:empty@thread.tacv2", (403, "BotNotInConversationRoster")),
    ):
        path = f"conversations/{place}/activities"
        assert await caller.code("POST", path, activity()) == said


async def test_an_update_is_of_its_own_messages_only(caller: Caller, sam: User) -> None:
    place = caller.teams.state.personal(sam)
    _, posted = await caller.posts(place.id)
    here = f"conversations/{place.id}/activities"
    changed = activity(card(body=[{**TEXT, "text": "Later."}]))
    assert (await caller.asks("PUT", f"{here}/{posted['id']}", changed))[0] == 200
    (message,) = caller.teams.messages(sam)
    assert "Later." in str(message.card)
    assert len(message.history) == 1
    message.author = sam.id
    refused = await caller.code("PUT", f"{here}/{posted['id']}", changed)
    assert refused == (403, "NotEnoughPermissions")
    unknown = await caller.code("PUT", f"{here}/1", changed)
    assert unknown == (404, "ActivityNotFoundInConversation")
    message.author = BOT
    assert (await caller.asks("DELETE", f"{here}/{message.id}"))[0] == 200
    assert caller.teams.messages(sam) == []


async def test_an_update_for_all_ends_what_single_people_saw(caller: Caller, sam: User) -> None:
    place = caller.teams.state.personal(sam)
    _, posted = await caller.posts(place.id)
    (message,) = caller.teams.messages(sam)
    message.views[sam.id] = card(body=[{**TEXT, "text": "Only you."}])
    assert "Only you." in str(message.seen_by(sam.id))
    path = f"conversations/{place.id}/activities/{posted['id']}"
    await caller.asks("PUT", path, activity())
    assert message.seen_by(sam.id) == message.card


# ---- cards ----

CHOICES: Json = {
    "type": "Input.ChoiceSet",
    "id": "c",
    "label": "Choose",
    "choices": [{"title": "One", "value": "1"}],
}
WRONG: dict[str, Json] = {
    "no body": {"type": "AdaptiveCard", "version": "1.5"},
    "another type": {"type": "Card", "version": "1.5", "body": [TEXT]},
    "a newer version": card() | {"version": "1.6"},
    "an unknown property": card() | {"colour": "red"},
    "an unknown element": card(body=[{"type": "Paragraph", "text": "x"}]),
    "an empty text": card(body=[{**TEXT, "text": " "}]),
    "a text that is cut": card(body=[{"type": "TextBlock", "text": "x"}]),
    "seven actions": card(*({**PRESS, "verb": str(n)} for n in range(7))),
    "an action without a title": card({**PRESS, "title": ""}),
    "an action without a verb": card({**PRESS, "verb": ""}),
    "an unknown style": card({**PRESS, "style": "danger"}),
    "an unknown action": card({"type": "Action.Jump", "title": "x"}),
    "a submit that posts": card({"type": "Action.Submit", "title": "x", "data": {}}),
    "an input without a name": card(body=[{"type": "Input.Text", "label": "x"}]),
    "an input without a label": card(body=[{"type": "Input.Text", "id": "x"}]),
    "required, and nothing said": card(
        body=[{"type": "Input.Text", "id": "x", "label": "x", "isRequired": True}]
    ),
    "two of one id": card(body=[{**TEXT, "id": "x"}, {**TEXT, "id": "x"}]),
    "nothing to choose": card(body=[{**CHOICES, "choices": []}]),
    "two alike": card(body=[{**CHOICES, "choices": CHOICES["choices"] * 2}]),
    "chosen, and not there": card(body=[{**CHOICES, "value": "2"}]),
    "a comma in one of many": card(
        body=[{**CHOICES, "isMultiSelect": True, "choices": [{"title": "x", "value": "1,2"}]}]
    ),
    "a day that is none": card(
        body=[{"type": "Input.Date", "id": "d", "label": "x", "value": "2.3.2026"}]
    ),
    "refreshed for sixty-one": card(
        refresh={"action": PRESS, "userIds": [f"29:{n}" for n in range(61)]}
    ),
    "an address that is not opened": card(
        {"type": "Action.OpenUrl", "title": "x", "url": "javascript:alert(1)"}
    ),
    "more than 28 KB": card(body=[{**TEXT, "text": "x" * 29_000}]),
}


@pytest.mark.parametrize("name", WRONG)
async def test_cards_beyond_the_limits_are_refused(caller: Caller, sam: User, name: str) -> None:
    assert faults_of_card(WRONG[name])
    place = caller.teams.state.personal(sam).id
    path = f"conversations/{place}/activities"
    status, code = await caller.code("POST", path, activity(WRONG[name]))
    big = name == "more than 28 KB"
    assert (status, code) == ((413, "MessageSizeTooBig") if big else (400, "BadArgument"))
    assert caller.teams.messages(sam) == []


def test_a_dialog_is_sent_by_submit_and_by_nothing_else() -> None:
    submit = {"type": "Action.Submit", "title": "Send", "data": {"verb": "a.form"}}
    assert faults_of_card(card(submit), "dialog") == []
    assert faults_of_card(card(PRESS), "dialog")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("*bold*", "bold"),
        (r"\*bold\*", "*bold*"),
        ("[a link](https://x.example.org)", "a link"),
        ("&lt;b&gt;", "<b>"),
        ("<b>Sam</b>", "<b>Sam</b>"),
        ("1. one", "one"),
        ("# a heading", "a heading"),
        ("{{DATE(2026-03-02T08:30:00Z, SHORT)}}", "a date"),
        ("one\ntwo", "one two"),
    ],
)
def test_markdown_is_drawn_as_the_client_draws_it(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_what_is_hidden_is_not_read() -> None:
    found = read(card(body=[TEXT, {**TEXT, "text": "Hidden.", "isVisible": False}]))
    assert found.text == "Hello."


# ---- who is there ----


async def test_members_come_in_pages_and_guests_are_said_to_be(caller: Caller) -> None:
    people = [caller.teams.add_user(f"P{n} Sample", guest=n == 3) for n in range(2 * PAGE + 1)]
    place = caller.teams.add_channel("peers", tuple(one.id for one in people))
    path, seen, token = f"conversations/{place.id}/pagedmembers?pageSize=500", [], ""
    pages = 0
    while True:
        _, page = await caller.asks("GET", f"{path}&continuationToken={token}")
        seen += page["members"]
        pages += 1
        token = page.get("continuationToken", "")
        if not token:
            break
    assert pages == 3
    assert [one["aadObjectId"] for one in seen] == [one.aad for one in people]
    assert [one["userRole"] for one in seen].count("guest") == 1
    assert BOT not in str(seen)
    _, one = await caller.asks("GET", f"conversations/{place.id}/members/{people[0].aad}")
    assert one["id"] == people[0].id
    missing = await caller.code("GET", f"conversations/{place.id}/members/29:nobody")
    assert missing == (404, "MemberNotFoundInConversation")


# ---- rates and failures ----


async def test_rates_answer_429_and_say_how_long(caller: Caller, sam: User) -> None:
    place = caller.teams.state.personal(sam).id
    for _ in range(7):
        assert (await caller.posts(place))[0] == 201
    status, found = await caller.posts(place)
    assert (status, found["after"]) == (429, "1")
    other = caller.teams.add_channel("peers").id
    assert (await caller.posts(other))[0] == 201, "another conversation has its own"
    caller.teams.clock.move(1)
    assert (await caller.posts(place))[0] == 201
    assert (await caller.posts(place))[0] == 429, "eight in two seconds"


async def test_a_tenant_takes_fifty_a_second(caller: Caller) -> None:
    places = [caller.teams.add_channel(f"c{n}").id for n in range(51)]
    statuses = [(await caller.posts(place))[0] for place in places]
    assert statuses == [201] * 50 + [429]


async def test_it_fails_as_it_is_told(caller: Caller, sam: User) -> None:
    place = caller.teams.state.personal(sam).id
    for how, status in (
        ("429", 429),
        ("412", 412),
        ("500", 500),
        ("502", 502),
        ("503", 503),
        ("504", 504),
        ("html", 200),
        ("401", 401),
        ("BotDisabledByAdmin", 403),
    ):
        caller.teams.fail_next("post", how)
        assert (await caller.posts(place))[0] == status
    assert caller.teams.messages(sam) == []
    caller.teams.retry_after = None
    caller.teams.fail_next("post", "429")
    assert (await caller.posts(place))[1]["after"] is None


async def test_after_a_reset_the_message_hangs_there_and_nobody_was_told(
    caller: Caller, sam: User
) -> None:
    place = caller.teams.state.personal(sam).id
    for how, hanging in (("reset_before", 0), ("reset_after", 1)):
        caller.teams.fail_next("post", how)
        with pytest.raises(ClientConnectionError):
            await caller.posts(place)
        assert len(caller.teams.messages(sam)) == hanging


async def test_after_a_timeout_it_hangs_there_as_well(caller: Caller, sam: User) -> None:
    place = caller.teams.state.personal(sam).id
    caller.teams.fail_next("post", "timeout_after")
    waiting = asyncio.create_task(caller.posts(place))
    await caller.teams.until(lambda: bool(caller.teams.messages(sam)))
    assert not waiting.done()
    waiting.cancel()
    assert len(caller.teams.messages(sam)) == 1


# ---- what it delivers ----


async def test_activities_are_shaped_like_those_of_teams(teams: FakeTeams, sam: User) -> None:
    make = Activities(teams.state, teams.service_url)
    channel = teams.add_channel("peers", (sam.id,))
    words = make.message(sam, "queue", channel)
    assert words["text"] == "<at>Support Time Out</at> queue"
    assert words["conversation"]["id"].startswith(f"{channel.id};messageid=")
    assert [one["type"] for one in words["entities"]] == ["clientInfo", "mention"]
    for one in (words, make.message(sam, "help"), make.installed(sam), make.removed(sam)):
        assert one["channelId"] == "msteams"
        assert one["channelData"]["tenant"]["id"] == TENANT
        assert one["from"]["aadObjectId"] == sam.aad
    came = make.members(sam, channel, added=[BOT])
    assert came["channelData"]["eventType"] == "teamMemberAdded"

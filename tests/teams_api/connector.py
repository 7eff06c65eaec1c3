"""What the Bot Connector's verbs do with the state, and what they refuse, worded as Teams does.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
and https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/error-codes
"""

import json
from dataclasses import dataclass
from typing import Any

from tests.teams_api.cards import LARGEST_CARD, faults_of_card
from tests.teams_api.state import (
    BOT,
    BOT_NAME,
    PERSONAL,
    Conversation,
    Json,
    Message,
    State,
    User,
    aad_of,
)

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
STATUS = {
    "BadSyntax": 400,
    "BadArgument": 400,
    "BotNotRegistered": 401,
    "BotDisabledByAdmin": 403,
    "BotNotInConversationRoster": 403,
    "ConversationBlockedByUser": 403,
    "ForbiddenOperationException": 403,
    "InvalidBotApiHost": 403,
    "MessageWritesBlocked": 403,
    "NotEnoughPermissions": 403,
    "ActivityNotFoundInConversation": 404,
    "ConversationNotFound": 404,
    "MemberNotFoundInConversation": 404,
    "PreconditionFailed": 412,
    "MessageSizeTooBig": 413,
    "ServiceError": 500,
}
"""The codes Teams answers with, and the status of each."""
PAGE = 2
"""As small as a test can see pages with; Teams' is 200 and more."""


class ConnectorError(Exception):
    """The call is refused with this code."""

    def __init__(self, code: str, message: str = "") -> None:
        """Keep the code and its sentence."""
        super().__init__(code)
        self.code = code
        self.status = STATUS[code]
        self.message = message or code

    @property
    def body(self) -> Json:
        """What stands in the answer."""
        return {"error": {"code": self.code, "message": self.message}}


@dataclass(frozen=True)
class Verbs:
    """The connector's verbs on one state."""

    state: State

    # ---- finding ----

    def conversation(self, name: str) -> Conversation:
        """A conversation the app may write to; a channel's thread counts as its channel."""
        found = self.state.conversations.get(name.partition(";")[0])
        if found is None or found.gone:
            raise ConnectorError("ConversationNotFound", "Conversation not found.")
        if not found.has_bot:
            where = "The bot is not part of the conversation roster."
            raise ConnectorError("BotNotInConversationRoster", where)
        if found.kind == PERSONAL:
            self._reachable(self.state.users[found.owner])
        return found

    def _reachable(self, user: User) -> None:
        if not user.has_app:
            code, why = "ForbiddenOperationException", "The bot is not installed for this user."
            raise ConnectorError(code, why)
        if user.blocked:
            raise ConnectorError("MessageWritesBlocked", "The user blocked the conversation.")
        if user.deleted:
            raise ConnectorError("ConversationNotFound", "Conversation not found.")

    def message(self, conversation: str, name: str) -> Message:
        """A message of the app's own."""
        place = self.conversation(conversation)
        found = self.state.find(place.id, name)
        if found is None:
            raise ConnectorError("ActivityNotFoundInConversation", "Activity not found.")
        if found.author != BOT:
            raise ConnectorError("NotEnoughPermissions", "Not a message of this bot.")
        return found

    # ---- writing ----

    def create(self, body: Json) -> Json:
        """The personal conversation with one member; whoever has not the app is refused."""
        members = body.get("members") or []
        data = body.get("channelData") or {}
        tenant = body.get("tenantId") or data.get("tenant", {}).get("id", "")
        if body.get("isGroup") or len(members) != 1:
            raise ConnectorError("BadSyntax", "Bot can start a conversation with one user only.")
        if not tenant:
            raise ConnectorError("BadArgument", "The tenant is missing.")
        user = self.state.user(str(members[0].get("id", "")), tenant)
        if user is None or user.deleted:
            raise ConnectorError("ForbiddenOperationException", "User is not part of the tenant.")
        self._reachable(user)
        found: Json = {"id": self.state.personal(user).id}
        if body.get("activity"):
            found["activityId"] = self.post(found["id"], body["activity"])["id"]
        return found

    def post(self, conversation: str, activity: Json) -> Json:
        """Post an activity."""
        place = self.conversation(conversation)
        text, card = _content(activity)
        if activity.get("type", "message") != "message":
            return {"id": self.state.message_id()}
        message = Message(
            place.id,
            self.state.message_id(),
            BOT,
            text,
            card,
            str(activity.get("summary") or ""),
            activity=activity,
        )
        place.messages[message.id] = message
        return {"id": message.id}

    def update(self, conversation: str, name: str, activity: Json) -> Json:
        """Change a message of its own, for everybody who sees it."""
        message = self.message(conversation, name)
        text, card = _content(activity)
        message.history.append({"text": message.text, "card": message.card})
        message.text, message.card, message.activity = text, card, activity
        message.summary = str(activity.get("summary") or "")
        message.views.clear()
        return {"id": message.id}

    def delete(self, conversation: str, name: str) -> Json:
        """Take a message of its own away."""
        self.message(conversation, name).deleted = True
        return {}

    # ---- who is there ----

    def members(self, conversation: str) -> list[Json]:
        """Everybody in a conversation or in a team, without the app itself."""
        name = conversation.partition(";")[0]
        if name in self.state.teams:
            name = self.state.teams[name][0]
        place = self.conversation(name)
        inside = [u for u in self.state.users.values() if u.id in place.members and not u.deleted]
        return [member_json(user) for user in inside]

    def paged(self, conversation: str, size: int, token: str) -> Json:
        """The same, a page at a time."""
        everybody, start = self.members(conversation), int(token or 0)
        end = start + max(1, min(size or PAGE, PAGE))
        found: Json = {"members": everybody[start:end]}
        return found | ({"continuationToken": str(end)} if end < len(everybody) else {})

    def member(self, conversation: str, name: str) -> Json:
        """One of them, by either id or by address."""
        for one in self.members(conversation):
            if name in (one["id"], one["aadObjectId"], one["userPrincipalName"]):
                return one
        raise ConnectorError("MemberNotFoundInConversation", "The user is not a member.")

    def team(self, name: str) -> Json:
        """What a team is called."""
        self._team(name)
        return {"id": name, "name": "A team", "aadGroupId": aad_of(name)}

    def channels(self, name: str) -> Json:
        """The channels of a team; the general one has no name."""
        found = []
        for channel in self._team(name):
            title = self.state.conversations[channel].name
            found.append({"id": channel} | ({"name": title} if channel != name else {}))
        return {"conversations": found}

    def _team(self, name: str) -> list[str]:
        if name not in self.state.teams:
            raise ConnectorError("ConversationNotFound", "Team not found.")
        self.conversation(self.state.teams[name][0])
        return self.state.teams[name]


def member_json(user: User) -> Json:
    """How the roster tells of somebody."""
    first, _, last = user.name.partition(" ")
    found: Json = {
        "id": user.id,
        "objectId": user.aad,
        "aadObjectId": user.aad,
        "name": user.name,
        "givenName": first,
        "surname": last,
        "email": user.email,
        "userPrincipalName": user.email,
        "tenantId": user.tenant,
        "userRole": "anonymous" if user.guest and not user.email else "user",
    }
    if user.guest:
        name = user.email.replace("@", "_")
        found["userPrincipalName"] = f"{name}#EXT#@sample.onmicrosoft.com"
        found["userRole"] = "guest"
    return found


def _content(activity: Json) -> tuple[str, Json | None]:
    """The text and the card of an activity, looked at as Teams would."""
    if not activity:
        raise ConnectorError("BadSyntax", "Activity is missing.")
    if len(json.dumps(activity, ensure_ascii=False).encode()) > LARGEST_CARD:
        raise ConnectorError("MessageSizeTooBig", "Message size too large.")
    sender: Any = activity.get("from") or {}
    if sender.get("id", BOT) != BOT:
        raise ConnectorError("BadArgument", f"The sender is not {BOT_NAME}.")
    text, cards = str(activity.get("text") or ""), activity.get("attachments") or []
    if not text and not cards and activity.get("type", "message") == "message":
        raise ConnectorError("BadSyntax", "Activity must have text or attachments.")
    if len(cards) > 1:
        raise ConnectorError("BadArgument", "One card at a time is what we look at.")
    for one in cards:
        if one.get("contentType") != ADAPTIVE:
            raise ConnectorError("BadArgument", f"Unknown attachment {one.get('contentType')}")
        if faults := faults_of_card(one.get("content")):
            raise ConnectorError("BadArgument", "; ".join(faults))
    return text, cards[0]["content"] if cards else None

"""Every kind of activity Teams delivers, in the shape it has there.

The shapes are those of Teams' documentation and of recorded traffic, scrubbed: all names, ids
and addresses are the sample hospital's. https://learn.microsoft.com/microsoftteams/platform/bots/
"""

import html
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.teams_api.state import BOT, BOT_NAME, CHANNEL, Conversation, Json, Message, State, User

EXECUTE, FETCH, SUBMIT = "adaptiveCard/action", "task/fetch", "task/submit"


@dataclass(frozen=True)
class Activities:
    """Builders of activities on one state, delivered as from ``service_url``."""

    state: State
    service_url: str

    # ---- words ----

    def message(self, user: User, text: str, place: Conversation | None = None) -> Json:
        """Words in the conversation with the app, or a mention of it in a channel."""
        place = place or self.state.personal(user)
        found = self._base("message", user, place)
        found["id"] = self.state.message_id()
        found["textFormat"] = "plain"
        shown = html.escape(text)
        if place.kind == CHANNEL:
            found["conversation"]["id"] += f";messageid={found['id']}"
            found["entities"].append(mention(BOT, BOT_NAME))
            text = f"<at>{BOT_NAME}</at> {text}"
            shown = f'<span itemtype="http://schema.skype.com/Mention">{BOT_NAME}</span> {shown}'
        found["text"] = text
        found["attachments"] = [{"contentType": "text/html", "content": f"<p>{shown}</p>"}]
        return found

    def mentioning(self, activity: Json, people: Iterable[User]) -> Json:
        """The same, in which ``@first`` names these people as well."""
        for user in people:
            first = user.name.split()[0]
            activity["text"] = activity["text"].replace(f"@{first.casefold()}", f"<at>{first}</at>")
            activity["entities"].append(mention(user.id, first))
        return activity

    # ---- buttons and dialogs ----

    def execute(
        self, user: User, message: Message, action: Json, inputs: Mapping[str, str]
    ) -> Json:
        """A press of ``Action.Execute``."""
        found = self._invoke(EXECUTE, user, message)
        sent = {key: value for key, value in action.items() if key in ("type", "id", "title")}
        sent |= {"verb": action["verb"], "data": merged(action, inputs)}
        found["value"] = {"action": sent, "trigger": "manual"}
        return found

    def fetch(self, user: User, message: Message, action: Json, inputs: Mapping[str, str]) -> Json:
        """A press of a button that opens a dialog."""
        found = self._invoke(FETCH, user, message)
        data = {**merged(action, inputs), "type": FETCH}
        data.pop("msteams", None)
        found["value"] = {"data": data, "context": {"theme": "default"}}
        return found

    def submit(
        self, user: User, place: Conversation, action: Json, inputs: Mapping[str, str]
    ) -> Json:
        """A dialog that is sent. Of the message that opened it nothing is said."""
        found = self._base("invoke", user, place)
        found |= {"name": SUBMIT, "id": f"f:{uuid.uuid4()}"}
        data = merged(action, inputs)
        data.pop("msteams", None)
        found["value"] = {"data": data, "context": {"theme": "default"}}
        return found

    def _invoke(self, name: str, user: User, message: Message) -> Json:
        place = self.state.conversations[message.conversation]
        found = self._base("invoke", user, place)
        found |= {"name": name, "id": f"f:{uuid.uuid4()}", "replyToId": message.id}
        if place.kind == CHANNEL:
            found["conversation"]["id"] += f";messageid={message.id}"
        found["channelData"]["source"] = {"name": "message"}
        found["channelData"]["legacy"] = {"replyToId": f"1:{message.id}"}
        return found

    # ---- what happens to the app ----

    def installed(self, user: User, place: Conversation | None = None) -> Json:
        """The app was installed, for a person or in a team."""
        return self._installation(user, place, "add")

    def removed(self, user: User, place: Conversation | None = None) -> Json:
        """The app was taken away."""
        return self._installation(user, place, "remove")

    def _installation(self, user: User, place: Conversation | None, action: str) -> Json:
        place = place or self.state.personal(user)
        found = self._base("installationUpdate", user, place)
        found |= {"action": action, "id": f"f:{uuid.uuid4()}"}
        found["channelData"] |= {
            "settings": {"selectedChannel": {"id": place.id}},
            "source": {"name": "message"},
        }
        return found

    def members(
        self,
        user: User,
        place: Conversation,
        *,
        added: Iterable[str] = (),
        left: Iterable[str] = (),
    ) -> Json:
        """Somebody came or went: people by ``29:`` id, or the app itself."""
        found = self._base("conversationUpdate", user, place)
        found["id"] = f"f:{uuid.uuid4()}"
        del found["entities"]
        if added := list(added):
            found["membersAdded"] = [self._member(one) for one in added]
        if left := list(left):
            found["membersRemoved"] = [self._member(one) for one in left]
        if place.kind == CHANNEL:
            event = "teamMemberAdded" if added else "teamMemberRemoved"
            found["channelData"]["eventType"] = event
        return found

    def _member(self, name: str) -> Json:
        user = self.state.users.get(name)
        return {"id": name} | ({"aadObjectId": user.aad} if user else {})

    def reaction(self, user: User, message: Message, kind: str = "like") -> Json:
        """Somebody put a sign under a message of the app."""
        place = self.state.conversations[message.conversation]
        found = self._base("messageReaction", user, place)
        found |= {"id": f"f:{uuid.uuid4()}", "replyToId": message.id}
        found["reactionsAdded"] = [{"type": kind}]
        return found

    # ---- what all have ----

    def _base(self, kind: str, user: User, place: Conversation) -> Json:
        now = datetime.fromtimestamp(self.state.now(), UTC)
        conversation: Json = {
            "conversationType": place.kind,
            "tenantId": place.tenant,
            "id": place.id,
        }
        channel: Json = {"tenant": {"id": place.tenant}}
        if place.kind == CHANNEL:
            conversation["isGroup"] = True
            channel |= {
                "teamsChannelId": place.id,
                "teamsTeamId": place.team,
                "channel": {"id": place.id},
                "team": {"id": place.team, "name": "A team"},
            }
        country = user.locale.partition("-")[2]
        client = {
            "locale": user.locale,
            "country": country,
            "platform": "Web",
            "timezone": user.zone,
            "type": "clientInfo",
        }
        return {
            "type": kind,
            "timestamp": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "localTimestamp": now.isoformat(timespec="milliseconds"),
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": user.id, "name": user.name, "aadObjectId": user.aad},
            "conversation": conversation,
            "recipient": {"id": BOT, "name": BOT_NAME},
            "entities": [client],
            "channelData": channel,
            "locale": user.locale,
            "localTimezone": user.zone,
        }


def mention(user: str, name: str) -> Json:
    """The entity that says whom a mention names."""
    return {
        "type": "mention",
        "text": f"<at>{name}</at>",
        "mentioned": {"id": user, "name": name},
    }


def merged(action: Json, inputs: Mapping[str, str]) -> dict[str, Any]:
    """An action's data with what was entered, as the client merges them."""
    data = action.get("data")
    return {**(data if isinstance(data, dict) else {}), **inputs}

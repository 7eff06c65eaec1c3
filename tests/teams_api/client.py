"""People at Teams' client: signed activities into the app's real route, and what they then see."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession

from tests.teams_api.activities import EXECUTE, FETCH, SUBMIT, Activities
from tests.teams_api.cards import faults_of_card
from tests.teams_api.connector import ADAPTIVE
from tests.teams_api.reading import entered, read, verb_of
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import BOT, Conversation, Dialog, Json, Message, User

TEXT = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"
SMALLEST, LARGEST = 1, 720
"""Of a dialog's height; its width goes to 1,000."""


@dataclass
class Sent:
    """A delivery: what was sent, and how the app answered."""

    activity: Json
    status: int = 0
    answer: str = ""
    dialog: Dialog | None = field(default=None, compare=False)

    @property
    def json(self) -> Json:
        """The answer's body; nothing where there is none."""
        found = json.loads(self.answer) if self.answer.strip() else {}
        return found if isinstance(found, dict) else {}


class TeamsClient:
    """Delivers what people do, and shows them what comes of it."""

    def __init__(self, teams: FakeTeams, url: str, session: ClientSession) -> None:
        """Deliver to ``url``, the app's ``/api/messages``."""
        self.teams = teams
        self.url = url
        self._session = session

    @property
    def make(self) -> Activities:
        """Builders of activities."""
        return Activities(self.teams.state, self.teams.service_url)

    # ---- what people do ----

    async def says(
        self, user: User, text: str, place: Conversation | None = None, named: tuple[User, ...] = ()
    ) -> Sent:
        """Write to the app in its own conversation, or name it in a channel."""
        activity = self.make.mentioning(self.make.message(user, text, place), named)
        here = place or self.teams.state.personal(user)
        own = Message(here.id, activity["id"], user.id, text)
        here.messages[own.id] = own
        return await self.deliver(activity)

    async def presses(
        self, user: User, message: Message, verb: str, inputs: Mapping[str, str] | None = None
    ) -> Sent:
        """Press a button of the card before somebody, which may be an old copy of a message.

        A button that opens a dialog opens it.
        """
        card = message.seen_by(user.id)
        found = read(card or {}).places.get(verb)
        if found is None:
            text = f"no button {verb}"
            raise LookupError(text)
        if found.opens_dialog:
            return await self._fetch(user, message, found.action, inputs or {})
        assert found.action["type"] == "Action.Execute", found.action
        activity = self.make.execute(user, message, found.action, inputs or {})
        return await self._executed(Sent(activity))

    async def refreshes(self, user: User, message: Message) -> Sent:
        """Look at a card that is to be asked for anew: the client does so by itself."""
        assert message.card
        action = message.card["refresh"]["action"]
        activity = self.make.execute(user, message, {"title": "Refresh", **action}, {})
        activity["value"]["trigger"] = "automatic"
        return await self._executed(Sent(activity))

    async def _fetch(
        self, user: User, message: Message, action: Json, inputs: Mapping[str, str]
    ) -> Sent:
        self.closes(user)
        return await self._dialogued(Sent(self.make.fetch(user, message, action, inputs)))

    async def submits(self, user: User, dialog: Dialog, values: Mapping[str, str]) -> Sent:
        """Enter these values in a dialog and send it.

        Where a required input is empty the client says so itself and sends nothing.
        """
        enter(dialog, values)
        dialog.errors = missing(dialog)
        action = read(dialog.card).closing
        assert action, "a dialog with nothing to send it with"
        place = self.teams.state.conversations[dialog.conversation]
        if dialog.errors:
            return Sent({}, dialog=dialog)
        activity = self.make.submit(user, place, action, dialog.values)
        return await self._dialogued(Sent(activity, dialog=dialog))

    async def presses_in_dialog(self, user: User, dialog: Dialog, verb: str) -> Sent:
        """Press another button of a dialog than the one that sends it."""
        action = read(dialog.card).places[verb].action
        place = self.teams.state.conversations[dialog.conversation]
        return await self._dialogued(
            Sent(self.make.submit(user, place, action, dialog.values), dialog=dialog)
        )

    def closes(self, user: User) -> None:
        """Close the dialog, if there is one: the app is not told."""
        self.teams.state.dialogs.pop(user.id, None)

    async def installs(self, user: User) -> Sent:
        """Get the app: two deliveries, of which the second is the installation's."""
        user.has_app = True
        place = self.teams.state.personal(user)
        await self.deliver(self.make.members(user, place, added=[BOT]))
        return await self.deliver(self.make.installed(user))

    async def uninstalls(self, user: User) -> Sent:
        """Take the app away."""
        user.has_app = False
        return await self.deliver(self.make.removed(user))

    # ---- on the wire ----

    async def deliver(self, activity: Json) -> Sent:
        """Sign an activity and send it."""
        return await self.post(Sent(activity))

    async def again(self, sent: Sent, *, new_id: bool = False) -> Sent:
        """The very same delivery once more; ``new_id``: an invoke repeated under another id."""
        activity = json.loads(json.dumps(sent.activity))
        if new_id:
            activity["id"] += "-again"
        copy = Sent(activity, dialog=sent.dialog)
        match activity.get("name"):
            case str(name) if name == EXECUTE:
                return await self._executed(copy)
            case str(name) if name in (FETCH, SUBMIT):
                return await self._dialogued(copy)
            case _:
                return await self.post(copy)

    async def post(self, sent: Sent, **headers: str) -> Sent:
        """Send with a good token, unless the headers say otherwise."""
        service_url = str(sent.activity.get("serviceUrl"))
        given = {"Authorization": self.teams.issuer.bearer(service_url), **headers}
        body = json.dumps(sent.activity, ensure_ascii=False).encode()
        kind = {"Content-Type": "application/json; charset=utf-8"}
        async with self._session.post(self.url, data=body, headers=kind | given) as response:
            sent.status, sent.answer = response.status, await response.text()
        return sent

    # ---- what comes of an invoke ----

    async def _executed(self, sent: Sent) -> Sent:
        await self.post(sent)
        assert sent.status == 200, f"{sent.status} {sent.answer}"
        answer, user = sent.json, sent.activity["from"]["id"]
        assert set(answer) <= {"statusCode", "type", "value"}, answer
        assert answer["statusCode"] == 200, answer
        where = sent.activity["conversation"]["id"].partition(";")[0]
        message = self.teams.state.find(where, sent.activity["replyToId"])
        match answer["type"]:
            case str(kind) if kind == ADAPTIVE:
                check(answer["value"])
                if message:
                    message.views[user] = answer["value"]
            case str(kind) if kind == TEXT:
                assert isinstance(answer["value"], str), answer
                if answer["value"]:
                    self.teams.state.toasts.setdefault(user, []).append(answer["value"])
            case other:
                raise AssertionError(other)
        return sent

    async def _dialogued(self, sent: Sent) -> Sent:
        await self.post(sent)
        assert sent.status == 200, f"{sent.status} {sent.answer}"
        state, user = self.teams.state, sent.activity["from"]["id"]
        task = sent.json.get("task")
        if not task:
            state.dialogs.pop(user, None)
            return sent
        before = sent.dialog
        if task["type"] == "message":
            assert task["value"].strip(), "a dialog that says nothing"
            note = Dialog("", {}, user, _place(sent), "", note=task["value"])
            state.dialogs[user] = note
            return sent
        assert task["type"] == "continue", task
        value = task["value"]
        assert value["card"]["contentType"] == ADAPTIVE, value
        check(value["card"]["content"], dialog=True)
        _check_frame(value)
        count = before.count + 1 if before else 0
        message = before.message if before else sent.activity.get("replyToId", "")
        opened = Dialog(value["title"], value["card"]["content"], user, _place(sent), message)
        opened.count = count
        opened.values = drawn_values(opened.card)
        state.dialogs[user] = opened
        return sent


def check(card: Json, *, dialog: bool = False) -> None:
    """Fail if Teams could not show a card."""
    faults = faults_of_card(card, "dialog" if dialog else "message")
    assert not faults, faults


def drawn_values(card: Json) -> dict[str, str]:
    """What stands in each input as it was drawn."""
    return {name: _drawn(item) for name, item in read(card).inputs.items()}


def _drawn(item: Json) -> str:
    if item["type"] == "Input.Toggle":
        return str(item.get("value", item.get("valueOff", "false")))
    return str(item.get("value", ""))


def enter(dialog: Dialog, values: Mapping[str, str]) -> None:
    """Enter values, by input. Raises ``LookupError`` for one that is not there."""
    inputs = read(dialog.card).inputs
    if left := set(values) - set(inputs):
        text = f"no such inputs: {sorted(left)}"
        raise LookupError(text)
    for name, value in values.items():
        known = {choice["value"] for choice in inputs[name].get("choices", [])}
        free = not known or "choices.data" in inputs[name]
        chosen = entered(inputs[name], value)
        assert free or set(chosen) <= known, f"{name} has no {value}: {known}"
        dialog.values[name] = value


def missing(dialog: Dialog) -> dict[str, str]:
    """What the client says of required inputs with nothing in them."""
    return {
        name: str(item.get("errorMessage"))
        for name, item in read(dialog.card).inputs.items()
        if item.get("isRequired") and not dialog.values.get(name, "").strip()
    }


def _place(sent: Sent) -> str:
    return str(sent.activity["conversation"]["id"]).partition(";")[0]


def _check_frame(value: Json) -> None:
    """A dialog has a title, and sizes Teams knows."""
    assert set(value) <= {"title", "height", "width", "card", "fallbackUrl", "completionBotId"}
    assert value["title"].strip(), value
    for name, largest in (("height", LARGEST), ("width", 1000)):
        size: Any = value.get(name, "medium")
        known = ("small", "medium", "large")
        assert size in known or SMALLEST <= int(size) <= largest, f"{name} {size}"


__all__ = ["ERROR", "SMALLEST", "Sent", "TeamsClient", "verb_of"]

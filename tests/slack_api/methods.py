"""The methods of the Web API that the app may call, each as a function of the state.

A method answers with what stands beside ``ok``, or raises ``SlackError``.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.slack_api.blocks import faults_of_message
from tests.slack_api.state import Channel, Json, Message, State, Team, User

LONGEST_TEXT = 40_000
LONGEST_UPDATE = 4_000


class SlackError(Exception):
    """The call is refused with this error; ``more`` stands beside it."""

    def __init__(self, error: str, **more: Any) -> None:
        """Keep the error's name."""
        super().__init__(error)
        self.error = error
        self.more = more


@dataclass(frozen=True)
class Asked:
    """A call whose token, scopes and rate were found good."""

    state: State
    team: Team
    args: Json = field(default_factory=dict)

    def one(self, name: str, error: str = "invalid_arguments") -> str:
        """An argument that must be there."""
        value = str(self.args.get(name) or "")
        if not value:
            raise SlackError(error, response_metadata=_messages(f"missing required field: {name}"))
        return value

    def json(self, name: str) -> Any:
        """An argument that is JSON, as itself or as text."""
        value = self.args.get(name)
        if isinstance(value, str):
            try:
                return json.loads(value)
            except ValueError:
                raise SlackError("invalid_arguments") from None
        return value

    def needs(self, scope: str) -> None:
        """Refuse unless the token has this scope."""
        if scope not in self.team.scopes:
            provided = ",".join(sorted(self.team.scopes))
            raise SlackError("missing_scope", needed=scope, provided=provided)

    def user(self, user: str) -> User:
        """Somebody of the token's workspace, or of its organisation."""
        found = self.state.users.get(user)
        if found is None or not self.ours(found.team):
            raise SlackError("user_not_found")
        return found

    def channel(self, name: str) -> Channel:
        """A conversation that the app can see: a private one only from within."""
        found = self.state.channels.get(name)
        if found is None or not self.ours(found.team):
            raise SlackError("channel_not_found")
        if found.private and self.team.bot_user not in found.members:
            raise SlackError("channel_not_found")
        return found

    def ours(self, team: str) -> bool:
        """Whether the token is good for this workspace."""
        other = self.state.teams.get(team)
        same_organisation = (
            self.team.enterprise and other and (other.enterprise == self.team.enterprise)
        )
        return team == self.team.id or bool(same_organisation)


def _messages(*messages: str) -> Json:
    return {"messages": list(messages)}


def _content(asked: Asked, longest: int) -> tuple[str, list[Json]]:
    text, blocks = str(asked.args.get("text") or ""), asked.json("blocks")
    if not text and not blocks:
        raise SlackError("no_text")
    if len(text) > longest:
        raise SlackError("msg_too_long")
    if blocks and (faults := faults_of_message(blocks)):
        raise SlackError("invalid_blocks", response_metadata=_messages(*faults))
    return text, list(blocks or ())


def _target(asked: Asked) -> Channel:
    """Where to post: a user's id means their direct conversation with the app."""
    name = asked.one("channel", "channel_not_found")
    if name[0] in "UW":
        if name not in asked.state.users:
            raise SlackError("channel_not_found")
        user = asked.user(name)
        if user.bot:
            raise SlackError("cannot_dm_bot")
        # Somebody who was deactivated is written to without an error: only users.info knows.
        return asked.state.im(user)
    channel = asked.channel(name)
    if channel.archived:
        raise SlackError("is_archived")
    if asked.team.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _shown(message: Message) -> Json:
    return {
        "type": "message",
        "ts": message.ts,
        "text": message.text,
        "blocks": message.blocks,
        "bot_id": "B1",
    }


def auth_test(asked: Asked) -> Json:
    """Whose token it is."""
    found: Json = {
        "url": "https://sample.slack.com/",
        "team": asked.team.name,
        "team_id": asked.team.id,
        "user": "support",
        "user_id": asked.team.bot_user,
        "bot_id": "B1",
        "is_enterprise_install": False,
    }
    return found | ({"enterprise_id": asked.team.enterprise} if asked.team.enterprise else {})


def _show_files(asked: Asked, blocks: list[Json], channel: Channel) -> None:
    """Let a conversation see the files that blocks show; refuse one that is not examined yet.

    https://github.com/slackapi/python-slack-sdk/issues/1521 : it takes about a second.
    """
    for number, block in enumerate(blocks):
        if block["type"] != "image":
            continue
        file = asked.state.files.get(block["slack_file"]["id"])
        usable = file and file.complete and not file.deleted and asked.ours(file.team)
        if usable and file and file.looks:
            file.looks -= 1
            usable = False
        if not usable or not file:
            fault = f"[ERROR] invalid slack file [json-pointer:/blocks/{number}/slack_file]"
            raise SlackError("invalid_blocks", response_metadata=_messages(fault))
        file.seen_by.add(channel.id)


def chat_post_message(asked: Asked) -> Json:
    """Post to a conversation."""
    text, blocks = _content(asked, LONGEST_TEXT)
    channel = _target(asked)
    _show_files(asked, blocks, channel)
    message = Message(channel.id, asked.state.ts(), text, blocks)
    channel.messages[message.ts] = message
    return {"channel": channel.id, "ts": message.ts, "message": _shown(message)}


def chat_update(asked: Asked) -> Json:
    """Change a message that everybody sees; a user's id is no conversation here."""
    name, ts = asked.one("channel", "channel_not_found"), asked.one("ts", "message_not_found")
    channel = asked.channel(name)
    if channel.archived:
        raise SlackError("is_inactive")
    text, blocks = _content(asked, LONGEST_UPDATE)
    message = asked.state.find_message(channel.id, ts)
    if message is None:
        raise SlackError("message_not_found")
    _show_files(asked, blocks, channel)
    message.history.append({"text": message.text, "blocks": message.blocks})
    message.text, message.blocks = text, blocks
    return {"channel": channel.id, "ts": ts, "text": text, "message": _shown(message)}


def chat_delete(asked: Asked) -> Json:
    """Take a message away."""
    channel = asked.channel(asked.one("channel", "channel_not_found"))
    message = asked.state.find_message(channel.id, asked.one("ts", "message_not_found"))
    if message is None:
        raise SlackError("message_not_found")
    message.deleted = True
    return {"channel": channel.id, "ts": message.ts}


def chat_post_ephemeral(asked: Asked) -> Json:
    """Show a message to one member of a conversation."""
    user = asked.one("user", "user_not_in_channel")
    text, blocks = _content(asked, LONGEST_TEXT)
    channel = _target(asked)
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    message = Message(channel.id, asked.state.ts(), text, blocks, only_for=user)
    asked.state.ephemerals.append(message)
    return {"message_ts": message.ts}


def users_info(asked: Asked) -> Json:
    """Who somebody is; the e-mail only with its own scope."""
    return {"user": _user_json(asked, asked.user(asked.one("user", "user_not_found")))}


def auth_teams_list(asked: Asked) -> Json:
    """The workspaces a token is good for, in pages."""
    of = asked.team
    everywhere = [
        team
        for team in asked.state.teams.values()
        if team.id == of.id or (of.org_wide and team.enterprise == of.enterprise)
    ]
    page, cursor = _page(asked, [{"id": team.id, "name": team.name} for team in everywhere])
    return {"teams": page, "response_metadata": {"next_cursor": cursor}}


def _workspace(asked: Asked) -> str:
    """The workspace an HR record is of: a token of a whole organisation has to name it."""
    if not asked.team.org_wide:
        return asked.team.id
    named = asked.one("team_id", "missing_argument")
    if not asked.ours(named):
        raise SlackError("team_not_found")
    return named


def users_list(asked: Asked) -> Json:
    """Everybody, in pages."""
    team = _workspace(asked)
    found = [user for user in asked.state.users.values() if user.team == team]
    page, cursor = _page(asked, found)
    members = [_user_json(asked, user) for user in page]
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


def _user_json(asked: Asked, user: User) -> Json:
    first, _, last = user.name.partition(" ")
    profile: Json = {
        "real_name": user.name,
        "real_name_normalized": user.name,
        "display_name": first.lower(),
        "first_name": first,
        "last_name": last,
        "phone": user.phone,
        "team": user.team,
    }
    if "users:read.email" in asked.team.scopes and not user.bot:
        profile["email"] = user.email
    found: Json = {
        "id": user.id,
        "team_id": user.team,
        "name": first.lower(),
        "deleted": user.deleted,
        "profile": profile,
        "is_bot": user.bot,
        "is_app_user": False,
        "updated": int(asked.state.now()),
    }
    if user.deleted:
        return found
    found |= {
        "real_name": user.name,
        "tz": user.zone,
        "tz_label": "Mountain Time",
        "tz_offset": -25200,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.guest,
        "is_ultra_restricted": False,
        "is_email_confirmed": user.email_confirmed,
    }
    if user.stranger:
        found["is_stranger"] = True
    if str(asked.args.get("include_locale", "")).lower() in ("1", "true"):
        found["locale"] = user.locale
    return found


def users_lookup_by_email(asked: Asked) -> Json:
    """Who has an e-mail address; somebody deactivated is not found."""
    email = asked.one("email", "users_not_found").casefold()
    for user in asked.state.users.values():
        if user.email.casefold() == email and user.team == asked.team.id and not user.deleted:
            return {"user": _user_json(asked, user)}
    raise SlackError("users_not_found")


def dnd_info(asked: Asked) -> Json:
    """Until when somebody does not want to be disturbed."""
    user = asked.user(asked.one("user", "user_not_found"))
    return {
        "dnd_enabled": user.rests_until > 0,
        "next_dnd_start_ts": int(asked.state.now()) - 60 if user.rests_until else 1,
        "next_dnd_end_ts": int(user.rests_until) or 1,
        "snooze_enabled": False,
    }


def usergroups_list(asked: Asked) -> Json:
    """The user groups."""
    team = _workspace(asked)
    with_users = str(asked.args.get("include_users", "")).lower() in ("1", "true")
    found = []
    for group in asked.state.groups.values():
        if group.team == team and not group.disabled:
            one: Json = {"id": group.id, "team_id": group.team, "handle": group.handle}
            one |= {"name": group.handle, "user_count": len(group.users), "date_delete": 0}
            found.append(one | ({"users": group.users} if with_users else {}))
    return {"usergroups": found}


def usergroups_users_list(asked: Asked) -> Json:
    """Who is in a user group."""
    team = _workspace(asked)
    group = asked.state.groups.get(asked.one("usergroup", "no_such_subteam"))
    if group is None or group.team != team:
        raise SlackError("no_such_subteam")
    return {"users": [u for u in group.users if not asked.state.users[u].deleted]}


def conversations_info(asked: Asked) -> Json:
    """What a conversation is."""
    channel = asked.channel(asked.one("channel", "channel_not_found"))
    asked.needs(_scope_of(channel))
    return {"channel": _channel_json(asked, channel)}


def _scope_of(channel: Channel) -> str:
    if channel.im:
        return "im:read"
    return "groups:read" if channel.private else "channels:read"


def _channel_json(asked: Asked, channel: Channel) -> Json:
    found: Json = {"id": channel.id, "is_archived": channel.archived, "is_im": bool(channel.im)}
    if channel.im:
        return found | {"user": channel.im}
    return found | {
        "name": channel.name,
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_private": channel.private,
        "is_member": asked.team.bot_user in channel.members,
        "is_shared": False,
        "is_ext_shared": False,
        "context_team_id": channel.team,
    }


def conversations_members(asked: Asked) -> Json:
    """Who is in a conversation, in pages."""
    channel = asked.channel(asked.one("channel", "channel_not_found"))
    asked.needs(_scope_of(channel))
    page, cursor = _page(asked, sorted(channel.members))
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def conversations_list(asked: Asked) -> Json:
    """The conversations of the types asked for, in pages."""
    types = str(asked.args.get("types") or "public_channel").split(",")
    found = []
    for channel in asked.state.channels.values():
        kind = "private_channel" if channel.private else "public_channel"
        seen = not channel.private or asked.team.bot_user in channel.members
        if channel.team == asked.team.id and not channel.im and kind in types and seen:
            asked.needs(_scope_of(channel))
            found.append(_channel_json(asked, channel))
    page, cursor = _page(asked, found)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def conversations_open(asked: Asked) -> Json:
    """The direct conversation with somebody."""
    user = asked.user(asked.one("users", "users_list_not_supplied"))
    if user.deleted:
        raise SlackError("user_disabled")
    if user.bot:
        raise SlackError("cannot_dm_bot")
    return {"channel": {"id": asked.state.im(user).id}}


def team_info(asked: Asked) -> Json:
    """What a workspace is called."""
    return {"team": {"id": asked.team.id, "name": asked.team.name, "domain": "sample"}}


def _page(asked: Asked, everything: list[Any]) -> tuple[list[Any], str]:
    start, most = int(asked.args.get("cursor") or 0), int(asked.args.get("limit") or 100)
    page, after = everything[start : start + most], start + most
    return page, str(after) if after < len(everything) else ""


Method = Callable[[Asked], Json]


def blocks_validate(asked: Asked) -> Json:
    """Whether a message would be taken; nothing is posted."""
    message = asked.json("message")
    if not isinstance(message, dict):
        raise SlackError("invalid_arguments")
    if faults := faults_of_message(message.get("blocks")):
        raise SlackError("invalid_message", errors=[{"message": fault} for fault in faults])
    return {}


METHODS: dict[str, tuple[str, Method]] = {
    "auth.test": ("", auth_test),
    "auth.teams.list": ("", auth_teams_list),
    "chat.postMessage": ("chat:write", chat_post_message),
    "chat.update": ("chat:write", chat_update),
    "chat.delete": ("chat:write", chat_delete),
    "chat.postEphemeral": ("chat:write", chat_post_ephemeral),
    "users.info": ("users:read", users_info),
    "users.list": ("users:read", users_list),
    "users.lookupByEmail": ("users:read.email", users_lookup_by_email),
    "dnd.info": ("dnd:read", dnd_info),
    "usergroups.list": ("usergroups:read", usergroups_list),
    "usergroups.users.list": ("usergroups:read", usergroups_users_list),
    "conversations.info": ("", conversations_info),
    "conversations.members": ("", conversations_members),
    "conversations.list": ("", conversations_list),
    "conversations.open": ("im:write", conversations_open),
    "blocks.validate": ("", blocks_validate),
    "team.info": ("team:read", team_info),
}
"""By name: the scope it needs, and what it does. The views are in ``views.py``."""

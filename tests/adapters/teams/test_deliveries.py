"""Each delivery becomes the right thing for the bot, and each answer goes where it must."""

import json
from typing import Any

import pytest
from aiohttp import ClientSession

from adapters.teams.address import HOME, address_of
from adapters.teams.opening import Teams
from adapters.teams.replies import LONGEST_PAUSE_S
from bot.core.conversation import Ask, Command, Nothing, Press, Replace, Say, Submission
from bot.core.inputs import Option, PeoplePicker, Ticks, TimeInput
from bot.core.names import Action, Dialog, Screen
from bot.core.people import Account
from bot.core.screens import Button, Card, Form, Text
from tests.adapters.teams.scripted_bot import ScriptedBot, Seconds
from tests.teams_api.client import TEXT, TeamsClient
from tests.teams_api.issuer import TENANT
from tests.teams_api.reading import read
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import Message, User
from tests.wording import phrase

FORM = Form(
    Dialog("a.form"),
    "ref",
    "A form",
    "Close",
    (Text("Why"),),
    (
        Ticks("some", "Which", (Option("x", "X"), Option("y", "Y"))),
        PeoplePicker("people", "Who", optional=True),
        TimeInput("at", "When"),
    ),
    "Send",
    nonce="n1",
)


@pytest.fixture
def quick(ours: Teams) -> Seconds:
    """The clock of the pace, moved on by whoever would wait."""
    seconds = Seconds()
    ours.messenger._now, ours.messenger._sleep = seconds, seconds.sleep
    ours.replies._sleep = seconds.sleep
    return seconds


def card(text: str, *buttons: Button) -> Card:
    return Card(Screen("a.screen"), "ref", "A message for you.", (Text(text),), buttons)


BUTTONS = card(
    "Choose.",
    Button(Action("a.press"), "Do it", "ref"),
    Button(Action("a.form"), "Open it", "ref", opens_form=True),
)


def account(user: User) -> Account:
    return Account("teams", TENANT, user.aad)


@pytest.fixture
async def message(
    teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> Message:
    """A card with buttons in somebody's chat."""
    await client.says(sam, "stop")
    chat = await ours.messenger.open_direct(account(sam))
    await ours.messenger.post(chat, BUTTONS)
    bot.came.clear()
    return teams.messages(sam)[-1]


def texts(teams: FakeTeams, sam: User) -> list[str]:
    """The first text of each card in somebody's chat."""
    return [read(one.card).lines[0] for one in teams.messages(sam) if one.card]


# ---- typed words ----


async def test_typed_words_are_answered_in_the_chat(
    teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    bot.answers = [Say(card("Here you are."))]
    await client.says(sam, "help")
    await ours.drain()
    assert texts(teams, sam) == ["Here you are."]
    came = bot.last
    assert isinstance(came, Command)
    assert came.account == account(sam)
    assert (came.name, came.words) == ("support", ("help",))
    assert (came.zone, came.locale) == (sam.zone, sam.locale.replace("-", "_"))


@pytest.mark.branch("05.17")
async def test_what_somebody_says_to_it_gets_nowhere(
    client: TeamsClient, bot: ScriptedBot, sam: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await client.says(sam, "I could not save her")
    assert isinstance(bot.last, Command)
    assert (bot.last.name, bot.last.words) == ("say", ())
    assert "save" not in caplog.text


async def test_a_form_after_typed_words_is_one_button_that_opens_it(
    teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    bot.answers = [Ask(FORM), Ask(FORM)]
    await client.says(sam, "break 20")
    await ours.drain()
    offered = teams.messages(sam)[-1]
    assert offered.card is not None
    await client.presses(sam, offered, "teams.again")
    again = bot.last
    assert isinstance(again, Command)
    assert (again.name, again.words) == ("support", ("break", "20"))
    assert teams.state.dialogs[sam.id].title == "A form"


async def test_the_same_delivery_is_the_same_for_the_bot(
    client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    sent = await client.says(sam, "help")
    await client.again(sent)
    assert bot.came[0].delivery == bot.came[1].delivery
    await client.says(sam, "help")
    assert bot.came[2].delivery != bot.came[0].delivery


async def test_an_answer_that_is_refused_for_a_moment_comes_a_little_later(
    teams: FakeTeams, quick: Seconds, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    teams.fail_next("post", "502", 2)
    bot.answers = [Say(card("Here you are."))]
    await client.says(sam, "help")
    await ours.drain()
    assert texts(teams, sam) == ["Here you are."]
    assert 2 + 4 <= quick.now <= LONGEST_PAUSE_S


async def test_an_answer_that_would_come_too_late_is_given_up(
    teams: FakeTeams, quick: Seconds, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    bot.answers = [Say(card("Here you are."))]
    with teams.failing("post", "502"):
        await client.says(sam, "help")
        await ours.drain()
    assert texts(teams, sam) == []
    assert quick.now <= LONGEST_PAUSE_S


async def test_an_answer_that_cannot_be_posted_breaks_nothing(
    teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    teams.fail_next("post", "BotNotInConversationRoster")
    bot.answers = [Say(card("Here you are.")), Say(card("And here."))]
    assert (await client.says(sam, "help")).status == 200
    await ours.drain()
    assert (await client.says(sam, "help")).status == 200
    await ours.drain()
    assert texts(teams, sam) == ["And here."]


# ---- buttons ----


async def test_a_press_is_answered_by_another_card_in_its_place(
    teams: FakeTeams,
    ours: Teams,
    client: TeamsClient,
    bot: ScriptedBot,
    sam: User,
    message: Message,
) -> None:
    bot.answers = [Replace(card("Done."))]
    await client.presses(sam, message, "a.press")
    came = bot.last
    assert isinstance(came, Press)
    assert (came.action, came.value, came.message) == ("a.press", "1:ref", message.id)
    assert came.delivery.conversation == address_of(TENANT, message.conversation).value
    assert came.redrawn_later
    # At once for who pressed, and a moment later for whoever looks at the message again.
    assert read(message.views[sam.id]).lines == ["Done."]
    await ours.drain()
    assert message.card is not None
    assert read(message.card).lines == ["Done."]


async def test_a_card_that_a_job_redraws_is_left_to_it(
    teams: FakeTeams,
    ours: Teams,
    client: TeamsClient,
    bot: ScriptedBot,
    sam: User,
    message: Message,
) -> None:
    bot.answers = [Replace(card("Done."), planned=True)]
    await client.presses(sam, message, "a.press")
    await ours.drain()
    assert teams.called("update") == []
    assert read(message.views[sam.id]).lines == ["Done."]


async def test_an_answer_to_a_press_is_posted_below_it(
    teams: FakeTeams,
    ours: Teams,
    client: TeamsClient,
    bot: ScriptedBot,
    sam: User,
    message: Message,
) -> None:
    bot.answers = [Say(card("Some numbers."))]
    sent = await client.presses(sam, message, "a.press")
    await ours.drain()
    assert sent.json == {"statusCode": 200, "type": TEXT, "value": phrase("teams.below")}
    assert texts(teams, sam) == ["Choose.", "Some numbers."]


async def test_a_press_with_nothing_to_show_leaves_the_card_alone(
    client: TeamsClient, bot: ScriptedBot, sam: User, message: Message
) -> None:
    bot.answers = [Nothing()]
    await client.presses(sam, message, "a.press")
    assert message.views == {}


async def test_the_way_out_of_a_confirmation_asks_nobody(
    client: TeamsClient, bot: ScriptedBot, sam: User, message: Message
) -> None:
    activity = client.make.execute(
        sam, message, {"verb": "teams.keep", "data": {"support": {"value": "1:"}}}, {}
    )
    sent = await client.deliver(activity)
    assert sent.json["value"] == phrase("teams.kept")
    assert bot.came == []


# ---- dialogs ----


@pytest.mark.branch("05.16")
async def test_a_form_keeps_what_was_typed_when_it_is_refused(
    teams: FakeTeams, client: TeamsClient, bot: ScriptedBot, sam: User, message: Message
) -> None:
    bot.answers = [Ask(FORM)]
    await client.presses(sam, message, "a.form")
    assert isinstance(bot.last, Press)
    values = {"some": ("x", "y"), "people": ("u1", "u2"), "at": ("10:30",)}
    bot.answers = [Ask(FORM.filled(values, {"at": "Too late for today."}))]
    dialog = teams.state.dialogs[sam.id]
    await client.submits(sam, dialog, {"some": "x,y", "people": "u1,u2", "at": "10:30"})
    came = bot.last
    assert isinstance(came, Submission)
    assert (came.form, came.subject, dict(came.values)) == ("a.form", "ref", values)
    again = teams.state.dialogs[sam.id]
    assert again.values == {"some": "x,y", "people": "u1,u2", "at": "10:30"}
    assert read(again.card).by_id["fault-at"] == "Too late for today."


async def test_a_repeat_of_a_form_is_told_by_its_nonce(
    teams: FakeTeams, client: TeamsClient, bot: ScriptedBot, sam: User, message: Message
) -> None:
    bot.answers = [Ask(FORM)]
    await client.presses(sam, message, "a.form")
    sent = await client.submits(sam, teams.state.dialogs[sam.id], {"at": "10:30"})
    await client.again(sent, new_id=True)
    assert bot.came[-1].delivery == bot.came[-2].delivery


async def test_a_form_that_is_taken_closes_or_shows_what_came_of_it(
    teams: FakeTeams, client: TeamsClient, bot: ScriptedBot, sam: User, message: Message
) -> None:
    bot.answers = [Ask(FORM), Say(card("Thank you.", Button(Action("a.more"), "More", "ref")))]
    await client.presses(sam, message, "a.form")
    await client.submits(sam, teams.state.dialogs[sam.id], {"at": "10:30"})
    shown = teams.state.dialogs[sam.id]
    assert read(shown.card).lines[0] == "Thank you."
    # Its buttons answer in the dialog as well.
    bot.answers = [Say(card("More of it."))]
    await client.presses_in_dialog(sam, shown, "a.more")
    assert isinstance(bot.last, Press)
    assert (bot.last.action, bot.last.message, bot.last.redrawn_later) == ("a.more", "", False)
    assert read(teams.state.dialogs[sam.id].card).lines[0] == "More of it."
    await client.presses_in_dialog(sam, teams.state.dialogs[sam.id], "teams.close")
    assert sam.id not in teams.state.dialogs


async def test_a_form_that_has_gone_says_so_in_the_dialog_and_on_the_card(
    teams: FakeTeams,
    ours: Teams,
    client: TeamsClient,
    bot: ScriptedBot,
    sam: User,
    message: Message,
) -> None:
    bot.answers = [Replace(card("That has ended."))]
    await client.presses(sam, message, "a.form")
    await ours.drain()
    assert read(teams.state.dialogs[sam.id].card).lines[0] == "That has ended."
    assert message.card is not None
    assert read(message.card).lines == ["That has ended."]


# ---- home ----


async def test_installing_the_app_shows_home_once(
    client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    await client.installs(sam)
    assert [(type(one), getattr(one, "name", "")) for one in bot.came] == [(Command, HOME)]
    where = address_of(TENANT, client.teams.state.personal(sam).id).value
    assert bot.last.delivery.conversation == where


async def test_a_newer_version_of_the_app_writes_to_nobody(
    client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    newer = client.make.installed(sam) | {"action": "add-upgrade"}
    assert (await client.deliver(newer)).status == 200
    assert bot.came == []


async def test_a_press_on_home_says_so(
    teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    await client.says(sam, "home")
    chat = await ours.messenger.open_direct(account(sam))
    await ours.messenger.replace(chat, HOME, BUTTONS)
    await client.presses(sam, teams.messages(sam)[-1], "a.press")
    assert isinstance(bot.last, Press)
    assert (bot.last.message, bot.last.redrawn_later) == (HOME, False)


async def test_home_that_is_asked_for_comes_to_the_end_of_the_chat(
    teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    await client.says(sam, "home")
    chat = await ours.messenger.open_direct(account(sam))
    await ours.messenger.replace(chat, HOME, BUTTONS)
    await client.says(sam, "home")
    await ours.messenger.replace(chat, HOME, BUTTONS)
    assert teams.messages(sam)[-1].card is not None
    assert len(texts(teams, sam)) == 2


async def test_taking_the_app_away_is_taken_calmly(
    client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    assert (await client.uninstalls(sam)).status == 200
    assert bot.came == []


# ---- in a channel ----


async def test_an_answer_to_a_mention_goes_to_ones_own_chat(
    teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    channel = teams.add_channel("ward", (sam.id,))
    bot.answers = [Say(card("Here you are."))]
    await client.says(sam, "break", channel)
    await ours.drain()
    assert [one for one in teams.messages(channel) if one.card] == []
    assert texts(teams, sam) == ["Here you are."]


async def test_whoever_is_mentioned_is_known_by_their_account(
    teams: FakeTeams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    ada = teams.add_user("Ada Other")
    channel = teams.add_channel("ward", (sam.id, ada.id))
    await client.says(sam, "colleague @ada", channel, named=(ada,))
    assert isinstance(bot.last, Command)
    assert (bot.last.words, bot.last.mentioned) == (("colleague", "@"), (ada.aad,))


async def test_what_is_said_to_others_in_a_channel_is_not_looked_at(
    teams: FakeTeams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    channel = teams.add_channel("ward", (sam.id,))
    activity = client.make.message(sam, "break", channel)
    activity["entities"] = [one for one in activity["entities"] if one["type"] != "mention"]
    assert (await client.deliver(activity)).status == 200
    assert bot.came == []


async def test_an_answer_to_a_press_in_a_channel_goes_to_ones_own_chat(
    teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    channel = teams.add_channel("claims", (sam.id,))
    await client.says(sam, "stop")
    await ours.messenger.post(address_of(TENANT, channel.id), BUTTONS)
    shared = teams.messages(channel)[-1]
    bot.answers = [Say(card("The contact."))]
    sent = await client.presses(sam, shared, "a.press")
    await ours.drain()
    assert sent.json["value"] == phrase("teams.sent")
    assert len(teams.messages(channel)) == 1
    assert texts(teams, sam)[-1] == "The contact."
    assert bot.last.delivery.conversation == address_of(TENANT, channel.id).value


async def test_a_client_that_asks_for_a_card_anew_gets_it_and_nobody_else_does(
    teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    channel = teams.add_channel("claims", (sam.id,))
    await client.says(sam, "stop")
    await ours.messenger.post(address_of(TENANT, channel.id), BUTTONS)
    shared = teams.messages(channel)[-1]
    assert shared.card is not None
    action: Any = shared.card["refresh"]["action"]
    bot.answers = [Replace(card("Taken.")), Nothing()]
    first = await client.deliver(client.make.execute(sam, shared, action, {}))
    assert read(first.json["value"]).lines == ["Taken."]
    assert isinstance(bot.last, Press)
    assert (bot.last.action, bot.last.message) == ("card.refresh", shared.id)
    second = await client.deliver(client.make.execute(sam, shared, action, {}))
    assert second.json["type"] == TEXT
    await ours.drain()
    assert teams.called("update") == []


@pytest.mark.parametrize("value", ["1:\ud800", 7, None, ["1:ref"]])
async def test_a_value_that_is_none_of_ours_is_not_taken(
    value: object, client: TeamsClient, bot: ScriptedBot, sam: User, message: Message
) -> None:
    action = {"verb": "a.press", "data": {"support": {"value": value}}}
    activity = client.make.execute(sam, message, action, {})
    headers = {
        "Authorization": client.teams.issuer.bearer(activity["serviceUrl"]),
        "Content-Type": "application/json",
    }
    async with (
        ClientSession() as session,
        session.post(client.url, data=json.dumps(activity), headers=headers) as response,
    ):
        assert response.status == 200
        assert (await response.json())["statusCode"] == 400
    assert bot.came == []

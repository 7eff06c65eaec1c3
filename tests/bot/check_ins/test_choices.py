"""What a person presses on the first note, and what every old button does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events.model import EpisodeEnded, EpisodeState
from bot.check_ins import kept_wishes
from bot.check_ins.model import Answered
from bot.core.context import Context
from bot.core.conversation import Ask, Replace
from bot.core.routes import Reaction
from bot.core.screens import Card, Link, Text
from bot.core.storage import Work, in_one_work
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import LINE, text_of

HOUR = timedelta(hours=1)


async def written(hospital: Hospital, *users: str) -> str:
    """First notes have gone; the reference of the first user's care."""
    await hospital.report(people=users or ("sam",))
    await hospital.world.pass_time(2 * HOUR)
    return hospital.world.sees((users or ("sam",))[0]).last.subject


def facts(hospital: Hospital, *kinds: type) -> list[object]:
    heard: list[object] = []

    async def hear(context: Context, fact: object) -> None:
        heard.append(fact)

    for kind in kinds:
        hospital.world.registry.reactions.setdefault(kind, []).append(Reaction(kind, hear))
    return heard


def actions(card: Card) -> list[str]:
    return [button.action for button in card.buttons]


def replaced(answer: object) -> Card:
    assert isinstance(answer, Replace), answer
    return answer.card


@pytest.mark.branch("2.9")
async def test_the_note_has_its_choices_and_ends_with_the_line(hospital: Hospital) -> None:
    await written(hospital)
    card = hospital.world.sees("sam").last
    assert actions(card) == [
        "check_in.break",
        "check_in.talk",
        "check_in.no_thanks",
        "check_in.more",
    ]
    assert text_of(card).startswith(
        f"{phrase('check_in.note.preview')}\n{phrase('check_in.note.hello', name='Sam')} "
    )
    line = phrase(
        "core.line",
        name=LINE.name,
        how=LINE.how,
        number=LINE.number,
        hours=LINE.hours,
        cost=LINE.cost,
    )
    assert card.parts[-1] == Text(line, (Link("text", "sms:988"), Link("988", "tel:988")))


async def test_the_note_names_nobody_but_its_reader_and_nothing_of_the_event(
    hospital: Hospital,
) -> None:
    await written(hospital, "sam", "rosa")
    said = text_of(hospital.world.sees("sam").last)
    for word in ("Rosa", "Lena", "ICU", "resuscitation", "March", "Mar 2", "8:30", "Rivera"):
        assert word not in said


async def test_talk_offers_every_way_with_what_stays_private(hospital: Hospital) -> None:
    episode = await written(hospital)
    card = replaced(await hospital.world.press_in("sam", "check_in.talk"))
    # Nobody is on duty, so the line that answers day and night comes first.
    assert [(button.action, button.subject) for button in card.all_buttons] == [
        ("request.ask", f"eap:{episode}"),
        ("check_in.peer", episode),
        ("request.ask_now", f"chaplain:{episode}"),
        ("check_in.peer_who_first", episode),
        ("check_in.where", episode),
        ("check_in.others", episode),
    ]
    said = text_of(card)
    for told in ("feelings", "consent_within", "unknown"):
        assert phrase(f"support_requests.ways.{told}") in said
    for kind in ("A peer keeps", "A chaplain keeps", "The EAP keeps"):
        assert f"{kind} your talk private" in said
    assert said.count("They may have to act") == 1


async def test_more_ways_hold_help_right_now_and_lead_back(hospital: Hospital) -> None:
    episode = await written(hospital)
    await hospital.world.press_in("sam", "check_in.talk")
    card = replaced(await hospital.world.press_in("sam", "check_in.others"))
    assert [(button.action, button.subject) for button in card.all_buttons] == [
        ("crisis.show", ""),
        ("check_in.talk", episode),
    ]


async def test_no_thanks_ends_the_episode_and_asks_to_erase_it_now(hospital: Hospital) -> None:
    episode = await written(hospital)
    heard = facts(hospital, Answered, EpisodeEnded)
    card = replaced(await hospital.world.press_in("sam", "check_in.no_thanks"))
    assert phrase("check_in.stopped") in text_of(card)
    assert card.buttons == ()
    assert heard == [EpisodeEnded(episode, erase_now=True, by_person=True)]
    (kept,) = await hospital.episodes()
    assert kept.state is EpisodeState.ENDED


@pytest.mark.branch("2.10")
async def test_more_holds_what_we_keep_where_to_talk_and_the_crisis_line(
    hospital: Hospital,
) -> None:
    await written(hospital)
    card = replaced(await hospital.world.press_in("sam", "check_in.more"))
    assert actions(card) == [
        "check_in.later",
        "check_in.what_we_keep",
        "check_in.where",
        "crisis.show",
        "check_in.back",
        "privacy.clear",
    ]


async def test_what_we_keep_is_a_dialog(hospital: Hospital) -> None:
    await written(hospital)
    await hospital.world.press_in("sam", "check_in.more")
    answer = await hospital.world.press_in("sam", "check_in.what_we_keep")
    assert isinstance(answer, Ask)
    for said in (
        phrase("check_in.what_we_keep.kept"),
        phrase("check_in.what_we_keep.not_kept"),
        "/support mydata",
        "/support forget",
    ):
        assert said in text_of(answer)


async def test_where_can_i_talk_about_what_happened_is_a_dialog_with_the_contact(
    hospital: Hospital,
) -> None:
    await written(hospital)
    await hospital.world.press_in("sam", "check_in.talk")
    answer = await hospital.world.press_in("sam", "check_in.where")
    assert isinstance(answer, Ask)
    assert "Risk office, extension 4400" in text_of(answer)
    await hospital.change_programme(facts_contact="")
    answer = await hospital.world.press_in("sam", "check_in.where")
    assert phrase("check_in.where.no_contact") in text_of(answer)


async def test_back_shows_the_note_again(hospital: Hospital) -> None:
    await written(hospital)
    note = hospital.world.sees("sam").last
    await hospital.world.press_in("sam", "check_in.more")
    assert replaced(await hospital.world.press_in("sam", "check_in.back")) == note


async def test_an_answer_is_told_once_however_often_something_is_pressed(
    hospital: Hospital,
) -> None:
    episode = await written(hospital)
    heard = facts(hospital, Answered)
    for action in ("check_in.talk", "check_in.talk", "check_in.more"):
        await hospital.world.press("sam", action, episode)
    assert heard == [Answered(episode)]


async def test_later_after_notes_were_stopped_promises_nothing(hospital: Hospital) -> None:
    await written(hospital)
    person = hospital.world.people["sam"]
    async with hospital.world.storage.work() as work:
        await work.save(replace(await kept_wishes(work, person), stopped=True))
    await hospital.world.press_in("sam", "check_in.more")
    card = replaced(await hospital.world.press_in("sam", "check_in.later"))
    assert phrase("check_in.later.stopped") in text_of(card)


ALL = [
    "check_in.talk",
    "check_in.more",
    "check_in.back",
    "check_in.later",
    "check_in.no_thanks",
]


WITHOUT_AN_EPISODE = {
    "check_in.talk": "supports.peer.about",
    "check_in.more": "check_in.menu.text",
    "check_in.back": "check_in.closed",
    "check_in.later": "check_in.later.text",
    "check_in.no_thanks": "check_in.stopped",
}


@pytest.mark.parametrize("action", sorted({*ALL} - {"check_in.later"}))
async def test_nobody_elses_press_does_anything(hospital: Hospital, action: str) -> None:
    episode = await written(hospital)
    heard = facts(hospital, Answered, EpisodeEnded)
    for user in ("rosa", "lena", "kit", "stranger"):
        card = replaced(await hospital.world.press(user, action, episode))
        assert phrase(WITHOUT_AN_EPISODE[action]) in text_of(card)
        assert episode not in {button.subject for button in card.buttons}
    assert heard == []
    (kept,) = await hospital.episodes()
    assert kept.state is EpisodeState.WRITTEN


@pytest.mark.parametrize("action", ALL)
@pytest.mark.parametrize("subject", ["", "nonsense", "0" * 32])
async def test_a_button_whose_episode_is_gone_leads_to_what_it_says(
    hospital: Hospital, action: str, subject: str
) -> None:
    answer = await hospital.world.press("sam", action, subject)
    assert phrase(WITHOUT_AN_EPISODE[action]) in text_of(answer)


@pytest.mark.parametrize("action", ALL)
async def test_pressing_after_no_thanks_leads_to_what_it_says_and_begins_no_notes(
    hospital: Hospital, action: str
) -> None:
    episode = await written(hospital)
    await hospital.world.press("sam", "check_in.no_thanks", episode)
    heard = facts(hospital, Answered, EpisodeEnded)
    answer = await hospital.world.press("sam", action, episode)
    assert phrase(WITHOUT_AN_EPISODE[action]) in text_of(answer)
    assert heard == []


async def test_no_thanks_pressed_twice_ends_it_once(hospital: Hospital) -> None:
    episode = await written(hospital)
    heard = facts(hospital, EpisodeEnded)
    for _ in range(2):
        await hospital.world.press("sam", "check_in.no_thanks", episode)
    assert len(heard) == 1


async def test_talk_without_an_episode_offers_the_same_ways(hospital: Hospital) -> None:
    card = replaced(await hospital.world.press("fay", "check_in.talk"))
    assert {"check_in.peer", "check_in.peer_who_first", "request.ask_now"} <= set(actions(card))
    assert {button.subject for button in card.buttons} == {"", "chaplain:", "eap:"}


async def test_a_name_with_odd_characters_arrives_as_it_is(hospital: Hospital) -> None:
    async def rename(work: Work) -> None:
        await work.vault.seal(sealed_text(hospital.world.people["sam"], "name"), "*_<@U1>& Rivera")
        await work.vault.seal(sealed_text(hospital.world.people["rosa"], "name"), " ")
        await work.vault.seal(sealed_text(hospital.world.people["theo"], "name"), "X" * 300)

    await in_one_work(hospital.world.storage, rename)
    await written(hospital, "sam", "rosa", "theo")
    assert phrase("check_in.note.hello", name="*_<@U1>&") in text_of(
        hospital.world.sees("sam").last
    )
    assert "\nHello. After" in text_of(hospital.world.sees("rosa").last)
    assert f"Hi {'X' * 40}. After" in text_of(hospital.world.sees("theo").last)

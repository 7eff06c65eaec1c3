"""The conversation contract: what every platform must do, played by people at their clients."""

import asyncio
from datetime import timedelta

import pytest

from bot.core.storage import in_one_work
from bot.requests.model import SupportRequest
from tests.contract.reporting import report_by_form
from tests.contract.stage import Ground, Shown, Stage, where_it_stands
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase

TAKEN = phrase("support_requests.taken")
CLOSED = phrase("core.gone")


async def requests(stage: Stage) -> list[SupportRequest]:
    async with stage.world.storage.reading() as work:
        return await work.of(SupportRequest).find()


async def asks_for_a_peer(stage: Stage, user: str = "sam") -> None:
    who = stage.person(user)
    await who.types("/support talk peer")
    await who.presses("check_in.peer")
    await stage.pass_time(timedelta())


async def test_a_command_is_answered_to_its_writer_alone(stage: Stage) -> None:
    shown = await stage.person("sam").types("/support settings")
    assert shown.text
    for other in ("nora", "pat", "kit", "lena"):
        assert shown.text not in [m.text for m in await stage.person(other).reads()]


async def test_what_a_person_wrote_is_neither_answered_with_nor_kept(
    stage: Stage, ground: Ground
) -> None:
    secret = "my patient Xanthippe died and it hurts"
    shown = await stage.person("sam").types(secret)
    assert shown.text
    assert "Xanthippe" not in shown.text
    assert "Xanthippe" not in await ground.everything()


async def test_asking_twice_is_asking_once(stage: Stage) -> None:
    sam = stage.person("sam")
    card = await sam.types("/support talk peer")
    await sam.presses("check_in.peer", card)
    await sam.presses("check_in.peer", card)
    assert len(await requests(stage)) == 1


async def test_the_same_press_delivered_twice_is_done_once(stage: Stage) -> None:
    sam = stage.person("sam")
    await sam.types("/support talk peer")
    first = await sam.presses("check_in.peer")
    again = await sam.presses("check_in.peer", again=True)
    assert again.text == first.text
    assert len(await requests(stage)) == 1


async def test_presses_at_once_have_one_winner_and_everybody_gets_an_answer(stage: Stage) -> None:
    await asks_for_a_peer(stage)
    supporters = [stage.person(user) for user in ("pat", "quinn", "uma")]
    forms = [await one.presses("request.claim") for one in supporters]
    assert all(form.is_form for form in some(forms))
    answers = await asyncio.gather(
        *(one.sends(form) for one, form in zip(supporters, forms, strict=True))
    )
    won = [answer for answer in answers if "Sam Rivera" in answer.text]
    lost = [answer for answer in answers if TAKEN in answer.text]
    assert (len(won), len(lost)) == (1, 2)


async def test_the_others_read_that_it_is_taken(stage: Stage) -> None:
    await asks_for_a_peer(stage)
    pat = stage.person("pat")
    await pat.sends(await pat.presses("request.claim"))
    await stage.pass_time(timedelta())
    (card,) = [m for m in await stage.person("quinn").reads() if TAKEN in m.text]
    assert card.buttons == {}


async def test_a_crash_before_the_commit_did_nothing_and_the_repeat_does_it(stage: Stage) -> None:
    sam = stage.person("sam")
    await sam.types("/support talk peer")
    stage.crash.crash_next = True
    failed = await sam.presses("check_in.peer")
    assert "988" in failed.text
    assert await requests(stage) == []
    await sam.presses("check_in.peer", again=True)
    assert len(await requests(stage)) == 1


async def test_what_answered_a_typed_command_says_nothing_that_is_over(stage: Stage) -> None:
    sam = stage.person("sam")
    await sam.types("/support talk peer")
    told = await sam.presses("check_in.peer")
    assert phrase("support_requests.shown_below") in told.text
    status = await where_it_stands(stage, "sam")
    assert phrase("supports.peer.asking") in status.text
    await sam.presses("request.withdraw", status)
    await stage.pass_time(timedelta())
    for message in some(await sam.reads()):
        assert phrase("supports.peer.asking") not in message.text


async def test_a_card_three_weeks_old_shows_the_present(stage: Stage) -> None:
    sam = stage.person("sam")
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")
    status = await where_it_stands(stage, "sam")
    await sam.presses("request.withdraw", status)
    await stage.pass_time(timedelta(weeks=3))
    late = await sam.presses("request.withdraw", status)
    assert phrase("support_requests.ended.withdrawn") in late.text
    assert set(late.buttons) == {"crisis.show"}


async def test_a_refused_form_keeps_what_was_entered(stage: Stage) -> None:
    lena = stage.person("lena")
    form = await lena.types("/support-admin activate")
    assert form.is_form
    refused = await lena.sends(
        form, kind="medication_event", harm="moderate", unit="icu", day="2031-01-01", time="10:00"
    )
    assert refused.is_form
    assert refused.faults
    assert refused.inputs["day"] == ("2031-01-01",)
    assert refused.inputs["kind"] == ("medication_event",)


async def test_a_form_sent_twice_is_taken_once(stage: Stage) -> None:
    await asks_for_a_peer(stage)
    pat = stage.person("pat")
    first = await pat.sends(await pat.presses("request.claim"))
    (taken,) = await requests(stage)
    again = await pat.sends(first, again=True)
    assert again.text == first.text
    assert await requests(stage) == [taken]


@pytest.mark.parametrize(
    "name",
    [
        "Sam *_<@U1>& Rivera",
        "=SUM(A1) Rivera",
        "سام ريفيرا",
        "\u202eareviR maS",
        "Sam 🙂 " + "R" * 100,
        "<b>Sam</b> `Rivera`",
    ],
)
async def test_a_name_arrives_as_it_is_written(stage: Stage, name: str) -> None:
    reference = stage.world.people["sam"]

    async def rename(work: object) -> None:
        await work.vault.seal(sealed_text(reference, "name"), name)  # type: ignore[attr-defined]

    await in_one_work(stage.world.storage, rename)
    await asks_for_a_peer(stage)
    pat = stage.person("pat")
    contact = await pat.sends(await pat.presses("request.claim"))
    assert name in contact.text


async def test_the_claim_card_says_nothing_about_who_asked(stage: Stage) -> None:
    await asks_for_a_peer(stage)
    (card,) = [m for m in await stage.person("pat").reads() if "request.claim" in m.buttons]
    for told in ("Sam", "Rivera", "ICU", "nurse"):
        assert told not in card.text


async def test_only_supporters_can_claim(stage: Stage) -> None:
    await asks_for_a_peer(stage)
    (card,) = [m for m in await stage.person("pat").reads() if "request.claim" in m.buttons]
    refused = await stage.person("nora").presses("request.claim", card)
    assert "Sam" not in refused.text
    (request,) = await requests(stage)
    assert request.held_by is None


async def test_crisis_is_answered_with_the_database_down(stage: Stage) -> None:
    stage.crash.down = True
    shown = await stage.person("sam").types("/support crisis")
    assert "988" in shown.text
    other = await stage.person("sam").types("/support settings")
    assert "988" in other.text


async def first_note(stage: Stage, user: str) -> Shown:
    lena = stage.person("lena")
    preview = await report_by_form(lena, people=user)
    assert phrase("check_in.see.who", count=1) in preview.text
    await stage.pass_time(timedelta(hours=3))
    (note,) = [m for m in await stage.person(user).reads() if "check_in.no_thanks" in m.buttons]
    return note


async def test_a_report_leads_to_a_private_note_that_says_why_and_offers_a_way_out(
    stage: Stage,
) -> None:
    note = await first_note(stage, "sam")
    assert phrase("check_in.note.hello", name="Sam") in note.text
    assert {"check_in.break", "check_in.talk", "check_in.no_thanks", "check_in.more"} <= set(
        note.buttons
    )
    for other in ("nora", "pat", "kit", "lena"):
        assert note.text not in [m.text for m in await stage.person(other).reads()]


async def test_no_thanks_ends_it_and_nothing_more_comes(stage: Stage) -> None:
    await first_note(stage, "sam")
    sam = stage.person("sam")
    await sam.presses("check_in.no_thanks")
    before = len(await sam.reads())
    await stage.pass_time(timedelta(days=40))
    assert len(await sam.reads()) == before

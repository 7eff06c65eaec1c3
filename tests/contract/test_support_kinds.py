"""A support kind that no code names: six lines of a playbook, and its whole story everywhere."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.playbook import check, write
from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.programme import Playbook, apply, current, export
from bot.reports.declarations import REQUESTS_BY_KIND, RESULTS
from tests.bot.reports.counts import how_many
from tests.contract.stage import Ground, Shown, Stage, where_it_stands
from tests.contract.test_language import reads_spanish
from tests.some import some
from tests.wording import phrase
from tests.world import STAFF, user_of

NOW = timedelta()
KIND = """
[[supports]]
key = "social_work"
name = "Social work"
es = {{ name = "Trabajo social" }}
takers = ["oda@example.org"]
private = "A social worker keeps your talk private."
limits = "If someone may be in danger, they may have to get help."
channel = {{ {platform} = "{channel}" }}
"""
ONE = phrase("supports.any.one", name="Social work")
BUTTON = f"request.ask_now={phrase('supports.any.ask', one=ONE)}"


async def adds_the_kind(stage: Stage, lines: str = KIND) -> None:
    """The hospital's playbook is exported, the lines are added, and it is applied again."""
    world = stage.world

    async def add(work: Work) -> None:
        for name, *_ in STAFF:
            person, user = Person.email.of(world.people[user_of(name)]), user_of(name)
            await work.vault.seal(person, f"{user}@example.org")
        found = await export(work)
        own = lines.format(platform=world.home.platform, channel=world.home.further)
        text = write(found.playbook)
        # Of the sample staff, counsel works in no unit that a playbook could name.
        text = text.replace('unit = "counsel"', 'unit = "pastoral"')
        playbook = check(text + own)
        assert isinstance(playbook, Playbook), playbook
        await apply(work, playbook, "a test")
        world.directory.remember(await current(work))

    await in_one_work(world.storage, add)


async def asks(stage: Stage, user: str = "sam") -> Shown:
    """From the first choices to a request; the card that was shown on the way.

    While nobody who takes it is on duty, it stands behind the four that can help sooner.
    """
    person = stage.person(user)
    card = await person.types("/support talk")
    if not card.has(BUTTON):
        card = await person.presses("check_in.others", card)
    await person.presses(BUTTON, card)
    await stage.pass_time(NOW)
    return card


async def claim_cards(stage: Stage, user: str) -> list[Shown]:
    return [m for m in await stage.person(user).reads() if "request.claim" in m.buttons]


async def takes(stage: Stage, user: str = "oda") -> Shown:
    person = stage.person(user)
    form = await person.presses("request.claim", (await claim_cards(stage, user))[-1])
    contact = await person.sends(form)
    await stage.pass_time(NOW)
    return contact


async def test_it_is_chosen_asked_for_claimed_stepped_up_from_and_done(stage: Stage) -> None:
    await adds_the_kind(stage)
    sam, oda = stage.person("sam"), stage.person("oda")
    card = await asks(stage)
    assert "You can talk with someone from Social work." in card.text
    assert "A social worker keeps your talk private." in card.text
    assert (
        phrase("supports.any.asking", one=phrase("supports.any.one", name="Social work"))
        in (await sam.reads())[-1].text
    )
    (claim,) = await claim_cards(stage, "oda")
    assert "talk with someone from Social work" in claim.text
    assert "Sam" not in claim.text
    assert await claim_cards(stage, "pat") == []
    assert await claim_cards(stage, "imani") == []
    assert "Sam Rivera" in (await takes(stage)).text
    assert (
        phrase("supports.any.found", one=phrase("supports.any.one", name="Social work"))
        in (await sam.reads())[-1].text
    )
    await oda.presses("request.reached")
    await stage.pass_time(NOW)
    offer = await oda.presses("request.escalate")
    assert "a peer, a chaplain, someone from the EAP" in offer.text
    await oda.sends(offer)
    await stage.pass_time(NOW)
    offered = (await sam.reads())[-1]
    assert offered.labels("request.kind") == (
        phrase("supports.peer.name"),
        phrase("supports.chaplain.name"),
        phrase("supports.eap.name"),
    )
    card = await sam.presses(f"request.kind={phrase('supports.chaplain.name')}", offered)
    await sam.presses("request.ask_now", card)
    await stage.pass_time(NOW)
    assert len(await claim_cards(stage, "imani")) == 1
    held = next(m for m in reversed(await oda.reads()) if "request.done" in m.buttons)
    await oda.presses("request.done", held)
    await stage.pass_time(NOW)
    async with stage.world.storage.reading() as work:
        assert await how_many(work, "2026-03", RESULTS, "talked") == 1
        assert await how_many(work, "2026-03", REQUESTS_BY_KIND, "social_work") == 1
        assert await how_many(work, "2026-03", REQUESTS_BY_KIND, "chaplain") == 0


async def test_any_kind_steps_up_to_it(stage: Stage) -> None:
    await adds_the_kind(stage)
    sam, pat = stage.person("sam"), stage.person("pat")
    await sam.presses("check_in.peer", await sam.types("/support talk peer"))
    await stage.pass_time(NOW)
    await takes(stage, "pat")
    await pat.presses("request.reached")
    await stage.pass_time(NOW)
    await pat.sends(await pat.presses("request.escalate"))
    await stage.pass_time(NOW)
    await sam.presses("request.ask_now", await sam.presses("request.kind=Social work"))
    await stage.pass_time(NOW)
    assert "Sam Rivera" in (await takes(stage)).text


@pytest.mark.parametrize("typed", ["social work", "social_work", "Trabajo social at 3"])
async def test_it_is_typed_by_its_key_or_its_name_in_any_language(stage: Stage, typed: str) -> None:
    await adds_the_kind(stage)
    shown = await stage.person("sam").types(f"/support talk {typed}")
    assert phrase("supports.any.one", name="Social work") in shown.text
    assert "request.ask_now" in shown.buttons


async def test_an_unknown_word_is_asked_back_about_and_never_taken_for_another(
    stage: Stage, ground: Ground
) -> None:
    await adds_the_kind(stage)
    sam = stage.person("sam")
    near = await sam.types("/support talk chaplian")
    assert phrase("support_requests.which.near") in near.text
    assert near.labels("request.kind") == (phrase("supports.chaplain.name"),)
    assert (await sam.types("/support talk socal work")).labels("request.kind") == ("Social work",)
    assert (await sam.types("/support talk work")).labels("request.kind") == ("Social work",)
    every = await sam.types("/support talk qqqq")
    assert "Did you mean" not in every.text
    assert set(every.labels("request.kind")) == {
        phrase("supports.peer.name"),
        phrase("supports.chaplain.name"),
        phrase("supports.eap.name"),
        phrase("supports.outside.name"),
        "Social work",
    }
    stored = await ground.everything()
    assert not any(word in stored for word in ("chaplian", "socal", "qqqq"))
    assert (
        phrase("supports.chaplain.about")
        in (await sam.presses(f"request.kind={phrase('supports.chaplain.name')}", near)).text
    )


async def test_who_takes_it_has_duty_a_queue_and_a_line_in_coverage(stage: Stage) -> None:
    await adds_the_kind(stage)
    oda, kit = stage.person("oda"), stage.person("kit")
    assert phrase("home.page.duty_until") in (await oda.types("/support duty on")).text
    await asks(stage)
    assert phrase("support_requests.queue.line") in (await oda.types("/support queue")).text
    assert (
        phrase("support_requests.queue.empty")
        in (await stage.person("pat").types("/support queue")).text
    )
    await stage.pass_time(timedelta(minutes=11))
    assert any(phrase("support_requests.reminder") in m.text for m in await oda.reads())
    assert "Social work" in (await kit.types("/support-admin coverage")).text
    assert "Social work" in (await kit.types("/support-admin people")).text
    assert "Social work" in (await kit.types("/support-admin open")).text
    assert "Social work" in (await stage.person("sam").types("/support mydata")).text
    assert "social work" in (await stage.person("sam").types("/support help")).text


async def test_coordinators_name_who_takes_it(stage: Stage) -> None:
    await adds_the_kind(stage)
    kit = stage.person("kit")
    form = await kit.types("/support-admin people add")
    changed = await kit.sends(form, who="rosa", seat="takes:social_work", where="main")
    assert (
        phrase("setup.changed.text", seat="Social work", place="Main campus", people=2)
        in changed.text
    )
    await asks(stage)
    assert len(await claim_cards(stage, "rosa")) == 1


async def test_whoever_reads_spanish_reads_its_name(stage: Stage) -> None:
    await adds_the_kind(stage)
    await reads_spanish(stage)
    sam = stage.person("sam")
    card = await sam.presses("check_in.others", await sam.types("/support talk"))
    assert "Puede hablar con alguien de Trabajo social." in card.text
    await sam.presses("request.ask_now=Hablar con alguien de Trabajo social", card)
    await stage.pass_time(NOW)
    assert "alguien de Trabajo social" in (await sam.reads())[-1].text
    assert (
        phrase("supports.any.one", name="Social work") in (await claim_cards(stage, "oda"))[-1].text
    )


async def test_of_many_kinds_each_has_its_button(stage: Stage) -> None:
    lines = "".join(
        KIND.replace('"social_work"', f'"kind{n}"').replace('"Social work"', f'"Kind {n}"')
        for n in range(7)
    )
    await adds_the_kind(stage, lines)
    sam = stage.person("sam")
    more = await sam.presses("check_in.others", await sam.types("/support talk"))
    assert more.labels("request.kind") == tuple(f"Kind {n}" for n in range(7))
    card = await sam.presses("request.kind=Kind 6", more)
    assert phrase("supports.any.one", name="Kind 6") in card.text
    assert "request.ask_now" in card.buttons


@pytest.mark.branch("23.8")
async def test_the_first_card_shows_the_four_that_can_help_soonest(stage: Stage) -> None:
    await adds_the_kind(stage)
    sam = stage.person("sam")
    assert not (await sam.types("/support talk")).has(BUTTON)
    await stage.person("oda").types("/support duty on")
    card = await sam.types("/support talk")
    assert card.text.index("Social work") < card.text.index(phrase("supports.peer.about"))
    assert phrase("support_requests.ways.says_yes") in card.text
    assert phrase("support_requests.ways.consent_within") in card.text
    assert "The county line" not in card.text
    assert "The county line" in (await sam.presses("check_in.others", card)).text
    await sam.presses(BUTTON, card)
    status = await where_it_stands(stage, "sam")
    assert phrase("supports.any.asking", one=ONE) in status.text
    await stage.pass_time(NOW)
    assert len(await claim_cards(stage, "oda")) == 1


@pytest.mark.one_stage
async def test_a_kind_taken_out_of_the_playbook_leaves_what_was_asked_to_be_ended(
    stage: Stage,
) -> None:
    await adds_the_kind(stage)
    await asks(stage)

    async def remove(work: Work) -> None:
        export_now = (await export(work)).playbook
        kept = tuple(k for k in export_now.programme.supports if k.key != "social_work")
        gone = replace(export_now, programme=replace(export_now.programme, supports=kept))
        await apply(work, gone, "a test")

    await in_one_work(stage.world.storage, remove)
    sam = stage.person("sam")
    assert "someone from social work" in (await sam.types("/support mydata")).text
    assert (
        phrase("support_requests.ended.withdrawn") in (await sam.presses("request.withdraw")).text
    )


def test_no_code_names_it() -> None:
    for folder in ("bot", "adapters"):
        for path in some(Path(folder).rglob("*.py")):
            assert "social_work" not in path.read_text("utf-8"), path

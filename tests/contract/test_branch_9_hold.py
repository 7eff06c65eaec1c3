"""Legal hold by counsel: nothing more is sent, nothing is erased, and nobody can read it."""

from datetime import timedelta

import pytest

from bot.adverse_events.model import AdverseEvent, Episode
from bot.core.retention import HeldBack
from bot.programme.model import AuditEntry
from tests.contract.reporting import report_by_form
from tests.contract.stage import Shown, Stage
from tests.sealed import sealed_text
from tests.wording import phrase

pytestmark = pytest.mark.one_stage

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


async def reports(stage: Stage) -> None:
    lena = stage.person("lena")
    await report_by_form(lena, "resuscitation", "unknown", people="sam")
    await stage.pass_time(2 * HOUR)


async def holds(stage: Stage) -> Shown:
    vera = stage.person("vera")
    shown = await vera.types("/support-admin retention hold on main")
    return await vera.presses("privacy.hold", shown)


async def lifts(stage: Stage) -> Shown:
    vera = stage.person("vera")
    shown = await vera.types("/support-admin retention hold off main")
    return await vera.presses("privacy.lift", shown)


async def forgets(stage: Stage, user: str) -> Shown:
    who = stage.person(user)
    shown = await who.types("/support forget")
    return await who.presses("privacy.forget", shown)


async def sealed_name(stage: Stage) -> list[str | None]:
    """Whose care is sealed anywhere, in the vault alone."""
    async with stage.world.storage.reading() as work:
        episodes = await work.of(Episode).find()
        return [
            await work.vault.open(sealed_text(episode.reference, "person")) for episode in episodes
        ]


@pytest.mark.every_stage
@pytest.mark.branch("29.1")
async def test_counsel_puts_an_area_on_hold_and_the_audit_log_says_so(stage: Stage) -> None:
    shown = await holds(stage)
    assert phrase("privacy.retention.held") in shown.text
    async with stage.world.storage.reading() as work:
        (entry,) = await work.of(AuditEntry).find()
    assert entry.what == "legal hold set in area main"
    assert entry.who == stage.world.people["vera"]


@pytest.mark.branch("29.2")
async def test_nobody_else_can_set_or_end_a_hold(stage: Stage) -> None:
    kit = stage.person("kit")
    assert (
        phrase("privacy.retention.running", area="Main campus")
        in (await kit.types("/support-admin retention show")).text
    )
    refused = await kit.types("/support-admin retention hold on main")
    assert phrase("privacy.retention.not_counsel") in refused.text
    sam = await stage.person("sam").types("/support-admin retention show")
    assert phrase("core.not_yours") in sam.text


@pytest.mark.every_stage
@pytest.mark.branch("29.3")
async def test_on_hold_forget_stops_notes_seals_the_record_and_says_so(stage: Stage) -> None:
    await reports(stage)
    await holds(stage)
    said = await forgets(stage, "sam")
    assert phrase("privacy.forgotten.held_until") in said.text
    assert phrase("privacy.forgotten.done") not in said.text
    before = len(await stage.person("sam").reads())
    await stage.pass_time(40 * DAY)
    assert len(await stage.person("sam").reads()) == before
    assert await sealed_name(stage) == [stage.world.people["sam"]]
    mine = await stage.person("sam").types("/support mydata")
    assert phrase("privacy.mydata.kept_back") in mine.text
    assert "Your name on a list" not in mine.text


@pytest.mark.one_stage("teams")
@pytest.mark.branch("29.4")
async def test_a_hold_keeps_what_would_go_by_itself(stage: Stage) -> None:
    await reports(stage)
    await stage.person("sam").presses("check_in.no_thanks")
    await holds(stage)
    await stage.pass_time(70 * DAY)
    async with stage.world.storage.reading() as work:
        assert await work.of(AdverseEvent).count() == 1
    assert stage.world.people["sam"] in await sealed_name(stage)


@pytest.mark.one_stage("teams")
@pytest.mark.branch("29.5")
async def test_lifting_it_erases_at_once_what_should_be_gone_by_then(stage: Stage) -> None:
    await reports(stage)
    await holds(stage)
    await forgets(stage, "sam")
    await stage.pass_time(70 * DAY)
    assert phrase("privacy.retention.running") in (await lifts(stage)).text
    assert stage.world.people["sam"] not in await sealed_name(stage)
    await stage.pass_time(HOUR)
    async with stage.world.storage.reading() as work:
        assert await work.of(AdverseEvent).count() == 0
        assert await work.of(HeldBack).count() == 0
    mine = await stage.person("sam").types("/support mydata")
    assert "the law asks" not in mine.text


@pytest.mark.branch("29.6")
async def test_a_talk_that_is_done_keeps_its_contact_sealed_from_its_supporter(
    stage: Stage,
) -> None:
    await holds(stage)
    sam, pat = stage.person("sam"), stage.person("pat")
    await sam.presses(
        "check_in.peer", await sam.presses("check_in.talk", await sam.types("/support"))
    )
    await stage.pass_time(timedelta())
    form = await pat.presses("request.claim")
    await pat.sends(form)
    await stage.pass_time(timedelta())
    await pat.presses("request.reached")
    await stage.pass_time(timedelta())
    held = await with_contact(stage)
    assert "Rivera" in (await pat.presses("request.contact", held)).text
    await pat.presses("request.done")
    await stage.pass_time(10 * DAY)
    async with stage.world.storage.reading() as work:
        kept = await work.of(HeldBack).find()
    assert kept
    assert "Rivera" not in (await pat.presses("request.contact", held)).text


async def with_contact(stage: Stage) -> Shown:
    """The card from which the supporter opens the contact."""
    return [m for m in await stage.person("pat").reads() if "request.contact" in m.buttons][-1]


@pytest.mark.one_stage("teams")
@pytest.mark.branch("29.8")
async def test_on_hold_forget_seals_a_talk_from_every_role(stage: Stage) -> None:
    await holds(stage)
    sam, pat = stage.person("sam"), stage.person("pat")
    await sam.presses(
        "check_in.peer", await sam.presses("check_in.talk", await sam.types("/support"))
    )
    await stage.pass_time(timedelta())
    await pat.sends(await pat.presses("request.claim"))
    await stage.pass_time(timedelta())
    held = await with_contact(stage)
    assert "Rivera" in (await pat.presses("request.contact", held)).text
    await forgets(stage, "sam")
    await stage.pass_time(HOUR)
    assert "Rivera" not in (await pat.presses("request.contact", held)).text
    shown = await pat.types("/support mine")
    assert "request.contact" not in shown.buttons
    for user, said in (
        ("kit", "/support-admin open"),
        ("vera", "/support-admin retention show"),
        ("lena", "/support-admin open"),
    ):
        assert "Rivera" not in (await stage.person(user).types(said)).text
        assert not any("Rivera" in m.text for m in await stage.person(user).reads())
    async with stage.world.storage.reading() as work:
        assert await work.of(HeldBack).count() > 0


@pytest.mark.every_stage
@pytest.mark.branch("29.7")
async def test_an_old_button_of_a_sealed_record_still_leads_to_help(stage: Stage) -> None:
    await reports(stage)
    notes = await stage.person("sam").reads()
    await holds(stage)
    await forgets(stage, "sam")
    shown = await stage.person("sam").presses("check_in.talk", notes[-1])
    assert phrase("support_requests.ways.feelings") in shown.text

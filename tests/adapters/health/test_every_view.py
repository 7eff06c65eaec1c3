"""Each dependency breaks in turn, and within a minute every view says so, with its remedy."""

import base64
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from adapters.clock import SystemClock
from adapters.commands.administration import print_findings
from adapters.commands.playbook import apply_text
from adapters.database.tables import VAULT_KEYS
from adapters.examination import EXAMINED_EVERY_S
from adapters.refusals import Reason
from bot.core.context import REDRAW, Context
from bot.core.deployment import CURRENT, DeploymentState, HoldReason
from bot.core.health import health
from bot.core.jobs import Job, JobState, Recipient, schedule
from bot.core.jobs import Reason as JobReason
from bot.core.names import CORE_POST, JobName
from bot.core.observations import dated
from bot.core.people import Account, Person, person_with
from bot.core.processes import ALIVE_FOR, ANNOUNCED_EVERY, Process
from bot.core.storage import Work, new_reference
from bot.programme import current, put
from bot.programme.health import list_findings
from bot.programme.model import PAGING, WEBHOOK, Paging, PagingWay
from bot.programme.model.external_sources import StaffList
from bot.programme.rosters.list_status import Stand, list_of_calendar
from bot.requests.model import Page, RequestMode, SupportRequest
from bot.requests.paging import PAGE, SEND_PAGE
from tests.adapters.health.ward import COORDINATOR, Ward, a_ward, playbook
from tests.adapters.paging.servers import paging_system, saying
from tests.certificates import signing
from tests.key_service import FakeTransit
from tests.wording import phrase

CLAIMS = Recipient.channel("claims", "slack")


@pytest.fixture
async def ward(tmp_path: Path) -> AsyncIterator[Ward]:
    async with a_ward(tmp_path) as ward:
        yield ward


async def revoked(ward: Ward) -> None:
    ward.slack.revoke()
    await ward.minute()


async def revoked_while_something_waits(ward: Ward) -> None:
    await ward.post(CLAIMS)
    ward.slack.fail_next("chat.postMessage", "account_inactive")
    await ward.minute()


async def unreachable(ward: Ward) -> None:
    ward.slack.fail_next("auth.test", "reset_before", times=9)
    await ward.minute()
    ward.slack.fail_next("auth.test", "reset_before", times=9)


async def channel_gone(ward: Ward) -> None:
    del ward.slack.state.channels["C1"]
    await ward.minute()


async def channel_archived(ward: Ward) -> None:
    ward.slack.state.channels["C1"].archived = True
    await ward.minute()


async def channel_only_on_a_platform_that_is_off(ward: Ward) -> None:
    async def write(work: Work) -> None:
        programme = await current(work)
        await put(work, replace(programme, channels={"claims": {"teams": "x"}}))

    await ward.work(write)
    await ward.minute()


async def no_worker(ward: Ward) -> None:
    await ward.minute(alive=False)


async def worker_without_slack(ward: Ward) -> None:
    await ward.processes(lambda row: replace(row, platforms=()))
    await ward.minute()


async def second_process_without_slack(ward: Ward) -> None:
    async def write(work: Work) -> None:
        (row, *_) = await work.of(Process).find()
        await work.add(replace(row, reference=new_reference(), revision=0, platforms=()))

    await ward.work(write)
    await ward.minute()


async def clock_of_a_host(ward: Ward) -> None:
    await ward.processes(lambda row: replace(row, clock_offset=600_000))
    await ward.minute()


async def something_for_a_platform_nobody_has(ward: Ward) -> None:
    async def write(work: Work) -> None:
        programme = await current(work)
        await put(work, replace(programme, channels={"claims": {"teams": "x"}}))

    await ward.post(Recipient.channel("claims", "teams"))
    await ward.work(write)
    await ward.minute()


@contextmanager
def full_disk(ward: Ward) -> Iterator[None]:
    """SQLite itself refuses to grow the file, in every process that opens it."""
    file = ward.settings.database_url.partition("///")[2]
    pages = sqlite3.connect(file).execute("PRAGMA page_count").fetchone()[0]

    class Limited(sqlite3.Connection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Limited))
        yield


async def another_secret(ward: Ward) -> None:
    assert await ward.delivers("f" * 32) == 401
    await ward.minute()


async def a_late_delivery(ward: Ward) -> None:
    assert await ward.delivers(seconds=-900) == 401
    await ward.minute()


async def another_app(ward: Ward) -> None:
    ward.parts.platforms.refusals.note("teams", Reason.AUDIENCE)
    await ward.minute()


async def a_forged_report(ward: Ward) -> None:
    assert await ward.reports(b"x" * 32) == 401
    await ward.minute()


async def a_late_report(ward: Ward) -> None:
    assert await ward.reports(seconds=600) == 401
    await ward.minute()


async def keys_of_another_deployment_key(ward: Ward) -> None:
    async with ward.parts.storage.sessions.writing() as session:
        row = {"owner": "x", "reference": "y", "wrapped": b"z", "key_id": "beef"}
        await session.run(insert(VAULT_KEYS), row)
    await ward.minute()


async def an_investigator_among_supporters(ward: Ward) -> None:
    ward.slack.state.channels["C1"].members.add("U2")

    async def name(work: Work) -> None:
        programme = await current(work)
        pat = await person_with(work, Account("slack", "T1", "U2"))
        assert pat is not None
        areas = tuple(replace(area, investigators=(pat.reference,)) for area in programme.areas)
        await put(work, replace(programme, areas=areas))

    await ward.work(name)
    await ward.minute()


async def held(ward: Ward) -> None:
    async def write(work: Work) -> None:
        state = await work.of(DeploymentState).get(CURRENT)
        assert state
        await work.save(replace(state, held=HoldReason.OLDER, held_at=work.now))

    await ward.work(write)
    await ward.minute()


async def refused_for_an_unknown_reason(ward: Ward) -> None:
    await ward.post(CLAIMS)
    ward.slack.fail_next("chat.postMessage", "a_new_word_of_slack")
    await ward.minute()


async def content_refused(ward: Ward) -> None:
    await ward.post(CLAIMS)
    ward.slack.fail_next("chat.postMessage", "invalid_blocks")
    await ward.minute()


async def an_account_nobody_knows(ward: Ward) -> None:
    lost = Person(reference=new_reference(), zone="UTC")
    await ward.work(lambda work: work.add(lost))
    await ward.post(Recipient.person(lost.reference))
    await ward.minute()


async def clock_set_back(ward: Ward) -> None:
    ward.clock.advance(timedelta(hours=-1))
    await ward.minute()


async def answer_lost(ward: Ward) -> None:
    await ward.post(CLAIMS)
    ward.slack.fail_next("chat.postMessage", "reset_after")
    await ward.minute()


async def older_playbook(ward: Ward) -> None:
    assert ward.settings.playbook
    older = ward.settings.playbook.read_text("utf-8")
    newer = older.replace('name = "Small"', 'name = "Smaller"')
    for text in (older, newer):
        assert await apply_text(ward.parts.storage, "book", text, "a test") == 0
    await ward.minute()


async def pages_by(ward: Ward, paging: Paging) -> None:
    async def write(work: Work) -> None:
        await put(work, replace(await current(work), paging=paging))

    await ward.work(write)
    await ward.minute()


async def a_page(ward: Ward) -> None:
    """Somebody waits, and the paging system is to be told."""

    async def write(work: Work) -> None:
        request = SupportRequest(
            reference="r1",
            area="main",
            mode=RequestMode.ANY,
            asked_at=work.now,
            code="K7QM",
            episode="",
            next_step_at=work.now + timedelta(hours=1),
        )
        await work.add(request)
        await work.add(
            Page(reference="p1", request="r1", round=0, way=WEBHOOK, planned_at=work.now)
        )
        to = Recipient.channel(str(PagingWay("main", WEBHOOK)), PAGING)
        await schedule(work, SEND_PAGE, "a page", work.now, subject="p1", screen=PAGE, recipient=to)

    await ward.work(write)


async def paging_without_settings(ward: Ward) -> None:
    await pages_by(ward, Paging(pagers={"house": "5550142@pager.example"}))


async def ledger_gone(ward: Ward) -> None:
    ward.settings.ledger.unlink()
    await ward.minute()


Break = Callable[[Ward], Awaitable[None]]
BROKEN: tuple[tuple[Break, str, str], ...] = (
    (revoked, "platform_token", "install the app again"),
    (revoked_while_something_waits, "sends_installation", "revoked"),
    (unreachable, "platform_unreachable", "firewall"),
    (channel_gone, "channel_unseen", "/invite"),
    (channel_archived, "channel_archived", "Unarchive"),
    (channel_only_on_a_platform_that_is_off, "no_channel", "under channels"),
    (no_worker, "no_worker", "support-timeout worker"),
    (worker_without_slack, "platform_not_open", "switched off for good"),
    (second_process_without_slack, "platform_lacking", "restart those that lack them"),
    (something_for_a_platform_nobody_has, "sends_no_process", "settings of Teams"),
    (clock_of_a_host, "clocks_differ", "time server"),
    (clock_set_back, "clock_back", "time server"),
    (another_secret, "deliveries_forged", "someone else is trying"),
    (a_late_delivery, "deliveries_stale", "time server"),
    (another_app, "deliveries_other_app", "TEAMS_APP_ID"),
    (a_forged_report, "reports_forged", "SUPPORT_INTAKE_KEYS"),
    (a_late_report, "reports_stale", "time server"),
    (keys_of_another_deployment_key, "keys_unopened", "SUPPORT_KEYS"),
    (an_investigator_among_supporters, "channel_kept_apart", "Remove them"),
    (held, "held", "support-timeout release"),
    (refused_for_an_unknown_reason, "sends_refused", "makers"),
    (content_refused, "sends_faulty", "support-timeout jobs"),
    (an_account_nobody_knows, "sends_no_account", "not confirmed"),
    (ledger_gone, "ledger_missing", "on a disk that lasts"),
    (paging_without_settings, "paging_unset", "with the settings next to it"),
)

HINDERED: tuple[tuple[Break, str, str], ...] = (
    (answer_lost, "sends_unanswered", "once more"),
    (older_playbook, "older_playbook", "Export"),
)


async def test_where_nothing_is_broken_every_view_says_so(ward: Ward) -> None:
    assert await ward.doctor() == []
    assert await ward.health() == {"act": False, "findings": []}
    assert "All is well" in await ward.chat()
    assert phrase("home.page.to_mend", count=0) in await ward.home()
    assert "support_act 0.0" in await ward.metrics()


@pytest.mark.parametrize(
    ("breaks", "cause", "remedy"), BROKEN, ids=[cause for _, cause, _ in BROKEN]
)
async def test_what_breaks_is_said_in_every_view_within_a_minute(
    ward: Ward, breaks: Break, cause: str, remedy: str
) -> None:
    await breaks(ward)
    await ward.everywhere(cause, remedy)


@pytest.mark.parametrize(
    ("hinders", "cause", "remedy"), HINDERED, ids=[cause for _, cause, _ in HINDERED]
)
async def test_what_works_less_well_is_said_in_every_view_within_a_minute(
    tmp_path: Path, hinders: Break, cause: str, remedy: str
) -> None:
    book = tmp_path / "book.toml"
    book.write_text(playbook(SystemClock().now().date().isoformat()), "utf-8")
    async with a_ward(tmp_path, SUPPORT_PLAYBOOK=str(book)) as ward:
        await hinders(ward)
        await ward.everywhere(cause, remedy, broken=False)


async def test_paging_that_no_playbook_uses_and_paging_that_refuses_are_said_in_every_view(
    tmp_path: Path,
) -> None:
    async with paging_system() as system:
        key = base64.b64encode(b"p" * 32).decode()
        settings = {"SUPPORT_PAGING_URL": system.url, "SUPPORT_PAGING_KEY": key}
        async with a_ward(tmp_path, **settings) as ward:
            await ward.everywhere("paging_unused", "webhook = true", broken=False)
            await pages_by(ward, Paging(webhook=True))
            assert await ward.doctor() == []
            system.answers = [saying(401)]
            await a_page(ward)
            await ward.minute()
            await ward.everywhere("sends_installation", "SUPPORT_PAGING_KEY")
            assert "http_401" in str(await ward.health())


async def test_an_answer_to_a_page_that_somebody_else_signed_is_said_in_every_view(
    tmp_path: Path,
) -> None:
    async with paging_system() as system:
        key = b"p" * 32
        settings = {
            "SUPPORT_PAGING_URL": system.url,
            "SUPPORT_PAGING_KEY": base64.b64encode(key).decode(),
        }
        async with a_ward(tmp_path, **settings) as ward:
            await pages_by(ward, Paging(webhook=True))
            await a_page(ward)
            await ward.minute()
            (page,) = system.pages
            assert await ward.answers_page(page["delivery"], key) == 204
            assert await ward.answers_page(page["delivery"], b"x" * 32) == 401
            await ward.minute()
            await ward.everywhere("deliveries_forged", "SUPPORT_PAGING_KEY")


async def test_an_address_whose_requests_are_turned_away_is_told_of_in_every_view(
    ward: Ward,
) -> None:
    ward.parts.limits.burst = 1
    heard = {"X-Forwarded-For": "203.0.113.7"}
    for status in (404, 429):
        assert (await ward.public.get("/a-guess", headers=heard)).status == status
    # A platform's door is open to its address, whoever else sends from there.
    assert await ward.delivers(at="203.0.113.7") == 200
    assert 'support_requests_limited_total{path="none"} 1.0' in await ward.metrics()
    await ward.minute()
    assert "requests_limited" in {one.cause for one in await ward.doctor()}


async def test_a_certificate_that_ends_soon_or_has_ended_is_told_of_in_every_view(
    tmp_path: Path,
) -> None:
    now = SystemClock().now()
    file = signing(tmp_path, ends=now + timedelta(days=20))
    async with a_ward(tmp_path, SUPPORT_CA_CERTIFICATES=str(file)) as ward:
        await ward.everywhere("ends_soon", "restart all processes", broken=False)
        assert "SUPPORT_CA_CERTIFICATES (20" in str(await ward.health())
        signing(tmp_path, ends=now - timedelta(days=1))
        await ward.minute()
        await ward.everywhere("ended", "restart all processes")


async def test_a_key_that_is_not_wrapped_beside_a_key_service_is_told_of_in_every_view(
    tmp_path: Path,
) -> None:
    async with FakeTransit() as service, a_ward(tmp_path, **service.environ()) as ward:
        await ward.everywhere("key_plain", "support-timeout keys wrap", broken=False)


async def test_without_a_key_there_is_no_route_for_answers_to_pages(ward: Ward) -> None:
    assert await ward.answers_page("p1", b"p" * 32) == 404


async def test_a_full_disk_is_said_in_every_view(ward: Ward) -> None:
    with full_disk(ward):
        # Connections that are open already know no limit.
        await ward.parts.storage.sessions.database.connect_anew()
        assert await ward.reports_something() == 503
        await ward.minute()
        await ward.everywhere("disk_full", "Make room")


async def test_with_the_database_down_it_is_ready_and_says_that_somebody_must_act(
    ward: Ward,
) -> None:
    file = Path(ward.settings.database_url.partition("///")[2])
    await ward.parts.storage.sessions.database.connect_anew()
    file.rename(file.with_suffix(".away"))
    for rest in file.parent.glob(f"{file.name}-*"):
        rest.unlink()
    file.mkdir()
    health = await ward.health()
    assert health["act"] is True
    assert "database" in [one["cause"] for one in health["findings"]]
    assert 'support_findings{cause="database"} 1.0' in await ward.metrics()
    assert (await ward.public.get("/readyz")).status == 200
    assert (await ward.public.get("/healthz")).status == 200
    assert "All is well" not in await ward.chat()


def test_a_minute_is_enough_for_every_duty_that_notices_something() -> None:
    minute = timedelta(minutes=1)
    assert timedelta(seconds=EXAMINED_EVERY_S) <= minute
    assert minute >= ANNOUNCED_EVERY
    assert minute >= ALIVE_FOR


async def test_each_view_says_since_when_something_is_wrong(
    ward: Ward, capsys: pytest.CaptureFixture[str]
) -> None:
    await no_worker(ward)
    began = ward.clock.now()
    for _ in range(60):
        ward.clock.advance(timedelta(minutes=2))
        await ward.parts.note_lasting()
    (said,) = [one for one in await ward.doctor() if one.cause == "no_worker"]
    assert said.since == began
    (shown,) = [one for one in (await ward.health())["findings"] if one["cause"] == "no_worker"]
    assert shown["since"] == began.isoformat()
    words = ward.parts.wording.words("en", "America/Denver")
    assert f"Since {words.day_and_time(began)}." in await ward.chat()
    print_findings([said], words, as_json=False)
    assert f"since {began:%Y-%m-%d %H:%M} UTC" in capsys.readouterr().out


async def test_whoever_reads_spanish_reads_since_when_something_is_wrong(ward: Ward) -> None:
    """It is noted in one language and read in another."""

    async def write(work: Work) -> None:
        programme = await current(work)
        bare = tuple(replace(each, private="", limits="") for each in programme.supports)
        line = replace(programme.lines[0], last_verified=date(2020, 1, 1))
        lines = tuple(replace(line, key=str(key), name=f"Line {key}") for key in range(6))
        await put(work, replace(programme, supports=bare, lines=lines))
        kit = await person_with(work, COORDINATOR)
        assert kit is not None
        await work.save(replace(kit, locale="es", locale_chosen=True))

    await ward.work(write)
    await ward.minute()
    began = ward.clock.now()
    await ward.minute()
    spanish = ward.parts.wording.words("es", "America/Denver")
    async with ward.parts.storage.reading() as work:
        context = Context(work, spanish, ward.parts.directory.lines())
        found = await dated(work, await health(context, ward.parts.registry.checks))
    since = {each.cause: each.since for each in found}
    assert since["no_privacy"] == since["lines_late"] == began
    assert spanish("health.since", time=spanish.day_and_time(began)) in await ward.chat()


async def test_a_list_that_is_late_is_the_same_in_every_language(ward: Ward) -> None:
    keys = ("icu", "or")
    stands = [
        Stand("calendar", key, StaffList(reference=list_of_calendar(key)), late=True)
        for key in keys
    ]
    async with ward.parts.storage.reading() as work:
        programme = await current(work)
    english, spanish = (
        list_findings(programme, stands, (), ward.parts.wording.words(language, "UTC"))
        for language in ("en", "es")
    )
    assert english[0].what != spanish[0].what
    assert [each.identity for each in english] == [each.identity for each in spanish]
    only_one = list_findings(programme, stands[:1], (), ward.parts.wording.words("en", "UTC"))
    assert only_one[0].identity != english[0].identity


async def test_what_was_mended_and_breaks_again_lasts_since_then(ward: Ward) -> None:
    for moment in ("the first time", "the second time"):
        await no_worker(ward)
        began = ward.clock.now()
        (said,) = [one for one in await ward.doctor() if one.cause == "no_worker"]
        assert said.since == began, moment
        await ward.minute()
        assert await ward.doctor() == []


async def test_after_a_leap_of_the_clock_what_is_due_since_is_late_as_ever(ward: Ward) -> None:
    """The weekend was off; now a worker is there that carries nothing out."""

    async def leap(work: Work) -> None:
        state = await work.of(DeploymentState).get(CURRENT)
        assert state is not None
        began, now = work.now - timedelta(days=3), work.now
        await work.save(replace(state, marked_at=now, leapt_from=began, leapt_at=now))

    await ward.work(leap)
    ward.clock.advance(timedelta(minutes=30))
    await ward.post(CLAIMS)
    ward.clock.advance(timedelta(minutes=10))
    await ward.processes(lambda row: replace(row, seen_at=ward.clock.now()))
    assert "jobs_late" in {one.cause for one in await ward.doctor()}


async def test_no_view_names_a_person(ward: Ward) -> None:
    await an_account_nobody_knows(ward)
    ward.slack.state.users["U2"].deleted = True
    said = f"{await ward.doctor()}{await ward.health()}{await ward.metrics()}"
    assert "Pat" not in said
    assert "@" not in said


async def test_a_card_that_somebody_deleted_is_no_message_that_reached_no_one(ward: Ward) -> None:
    async def give_up(work: Work, kind: JobName) -> None:
        await schedule(work, kind, str(kind), work.now)
        (job,) = await work.of(Job).find(Job.kind.is_(kind))
        await work.save(replace(job, state=JobState.DEAD, reason=JobReason.GONE))

    await ward.work(partial(give_up, kind=REDRAW))
    assert await ward.doctor() == []
    await ward.work(partial(give_up, kind=CORE_POST))
    assert [each.cause for each in await ward.doctor()] == ["undelivered_gone"]


async def test_what_a_process_counted_is_shown_by_platform_and_reason(ward: Ward) -> None:
    await ward.post(CLAIMS)
    await ward.delivers("f" * 32)
    await ward.minute()
    metrics = await ward.metrics()
    assert 'support_sends_total{platform="slack",result="delivered"} 1.0' in metrics
    assert 'support_deliveries_refused_total{platform="slack",reason="signature"} 1.0' in metrics
    assert 'support_last_sent_timestamp_seconds{platform="slack"}' in metrics
    assert "support_workers_alive 1.0" in metrics

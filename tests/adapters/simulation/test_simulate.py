"""``support-timeout simulate``: what it refuses, what it prints, and how it ends."""

import asyncio
import json
import os
import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.__main__ import main
from adapters.commands.simulate import _Progress
from adapters.faults import NotReady
from adapters.playbook import check
from adapters.simulation.clock import SimulatedClock
from adapters.simulation.deployment import Setting
from adapters.simulation.events import Mix
from adapters.simulation.mailbox import READ_FOR, Mailbox
from adapters.simulation.page import NO_PROMISE, Found, as_data, as_text
from adapters.simulation.pdf import as_pdf, board_of
from adapters.simulation.rates import Rates
from adapters.simulation.runs import Run, play_run
from adapters.simulation.staff import _workers
from adapters.simulation.summary import summary_of
from bot.core.names import Screen
from bot.core.screens import Card, Text
from bot.programme import Playbook
from bot.requests import next_step
from tests.adapters.simulation.draw_rates import PLACE, page
from tests.simulation.queue_playbook import queue_playbook

START = datetime(2026, 11, 2, tzinfo=UTC)
SMALL = Setting(START, 1, replace(Rates(), events_a_day=replace(Rates().events_a_day, value=0)), 6)


@pytest.fixture
def playbook(tmp_path: Path) -> Path:
    file = tmp_path / "hospital.toml"
    file.write_text(queue_playbook(2), "utf-8")
    return file


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    code = main(["simulate", *map(str, arguments)])
    return code, capsys.readouterr().err


# ---- what cannot be played ----


def test_a_playbook_with_faults_is_refused_in_the_words_of_playbook_check(
    playbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    playbook.write_text(queue_playbook(2).replace('zone = "UTC"', 'zone = "Mars/Phobos"'), "utf-8")
    assert main(["playbook", "check", str(playbook)]) == 1
    said = capsys.readouterr().err
    assert "Mars/Phobos" in said
    assert refused(capsys, playbook) == (1, said)


def test_a_file_that_is_not_there_is_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = refused(capsys, tmp_path / "none.toml")
    assert code == 1
    assert "could not be read" in said


@pytest.mark.parametrize(
    ("option", "value"),
    [
        *(("--per-year", value) for value in ("-1", "nan", "inf", "1e9")),
        *((option, "0") for option in ("--runs", "--weeks", "--processes")),
        ("--per-unit", "-1"),
    ],
)
def test_a_number_that_makes_no_sense_is_refused_and_named(
    playbook: Path, capsys: pytest.CaptureFixture[str], option: str, value: str
) -> None:
    code, said = refused(capsys, playbook, f"{option}={value}")
    assert code == 2
    assert said.startswith(option)


def test_a_playbook_without_supporters_is_refused(
    playbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    playbook.write_text(queue_playbook(0), "utf-8")
    code, said = refused(capsys, playbook)
    assert code == 1
    assert "there is no supporter" in said


def test_a_playbook_without_shifts_is_refused(
    playbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = queue_playbook(2).replace('shift = "all"\n', "")
    playbook.write_text(text.replace('[shifts]\nall = "07:00-07:00"\n', ""), "utf-8")
    code, said = refused(capsys, playbook)
    assert code == 1
    assert "Nobody would be at work" in said


def test_events_that_no_report_wrote_are_refused(
    playbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = refused(capsys, playbook, "--events", playbook)
    assert code == 1
    assert said.startswith(str(playbook))
    assert "report PERIOD --csv" in said


# ---- what is played ----


@pytest.mark.long
def test_everything_that_is_assumed_stands_beside_the_figures(
    playbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events, figures = tmp_path / "events.csv", tmp_path / "figures.json"
    events.write_text("period,figure,cell,value\n2026-10,events,all,1\n", "utf-8")
    common = ["--runs", "1", "--weeks", "1", "--per-unit", "6", "--as-it-is"]
    named = ["--events", str(events), "--json", str(figures)]
    assert main(["simulate", str(playbook), *common, *named]) == 0
    printed = capsys.readouterr().out
    assert NO_PROMISE[:60] in printed
    assert "this hospital's published numbers" in printed
    assert not [rate.what for rate in Rates().all() if f"{rate.what}  [" not in printed]
    found = json.loads(figures.read_text("utf-8"))
    assert found["about"][0] == NO_PROMISE
    assert [row["name"] for row in found["now"]["hours"]] == [f"{hour:02}" for hour in range(24)]
    assert found["now"]["asked"]["middle"] > 0
    assert found["now"]["whole"]["staffed"] == 1
    assert found["one_more_at_night"] is None
    assert not [rate for rate in found["assumptions"]["rates"] if not rate["source"]]


@pytest.mark.long
async def test_one_seed_gives_the_same_figures_and_one_more_at_night_is_on_duty_then() -> None:
    def told(_: float) -> bool:
        return True

    text = queue_playbook(1).replace('time = "07:00-07:00" }', 'time = "07:00-19:00" }')
    run = Run(text, SMALL, 2)
    first, again = [await play_run(run, told) for _ in range(2)]
    assert first == again
    assert not first.ended_early
    assert [hour.staffed for hour in first.hours] == [float(7 <= hour < 19) for hour in range(24)]
    more = await play_run(replace(run, setting=replace(SMALL, one_more=True)), told)
    assert {hour.staffed for hour in more.hours} == {1}
    found = Found(
        "Queue Hospital", 1, 1, "UTC", summary_of([first]), summary_of([more]), Rates(), Mix(), 6
    )
    assert "WITH ONE MORE SUPPORTER ON DUTY EVERY NIGHT" in as_text(found)
    assert (await as_pdf(found)).startswith(b"%PDF")
    drawn = [chart for part in board_of(found).parts for chart in part.charts]
    assert [chart.name for chart in drawn] == ["asked", "in-time-now", "in-time-one-more"]
    data = as_data(found)
    assert data["now"]["hours"][3]["staffed"] == 0
    assert data["one_more_at_night"]["hours"][3]["staffed"] == 1


async def test_figures_of_a_program_that_fails_are_not_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> timedelta:
        raise ZeroDivisionError

    monkeypatch.setattr(next_step, "pause_before", fails)
    with pytest.raises(NotReady, match="handler_failed, ZeroDivisionError"):
        await play_run(Run(queue_playbook(1), SMALL, 7), lambda _: True)


async def test_what_was_played_counts_where_it_is_ended_early() -> None:
    found = await play_run(Run(queue_playbook(1), SMALL, 7), lambda days: days < 1.5)
    assert found.ended_early
    assert 1.5 <= found.days < 3


def test_how_far_it_is_is_said_at_each_tenth_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    progress = _Progress(70)
    assert [progress(days) for days in (0, 6.9, 7, 8, 35.5, 70)] == [True] * 6
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(",")[0] for line in said] == [
        "10% of 10 weeks",
        "51% of 10 weeks",
        "100% of 10 weeks",
    ]


async def test_ctrl_c_ends_what_is_played_and_not_the_process() -> None:
    with _Progress(7).ended_by_ctrl_c() as progress:
        assert progress(1)
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.wait_for(progress.ended.wait(), timeout=30)
        assert not progress(1)
    assert progress.ended.is_set()


def test_no_two_of_those_who_are_added_are_one_person() -> None:
    text = queue_playbook(1)
    more = (f'[[units]]\nkey = "ward{key}"\nname = "W{key}"\narea = "main"\n' for key in (1, 11))
    found = check(f"{text}\n{''.join(more)}")
    assert isinstance(found, Playbook)
    workers = [each for unit in found.programme.units for each in _workers(unit, 11, "practice")]
    assert len(workers) == 33
    assert len({each.account for each in workers}) == len({each.email for each in workers}) == 33


def test_a_mailbox_that_keeps_nothing_forgets_what_was_seen_and_what_is_old() -> None:
    clock = SimulatedClock(START)
    mailbox = Mailbox("practice", clock, keeps=False)
    card = Card(Screen("check_in.note"), "e1", "A private message", (Text("Hello"),))
    mailbox.keep("sam", card)
    assert mailbox.noted(1) == 0
    assert not mailbox.shown
    assert mailbox.now["sam"]
    clock.advance(READ_FOR + timedelta(days=1))
    mailbox.keep("sam", card)
    mailbox.noted(1)
    assert len(mailbox.now["sam"]) == 1


def test_the_page_for_coordinators_has_every_rate_with_its_source() -> None:
    shown = PLACE.read_text("utf-8")
    assert page(shown) == shown

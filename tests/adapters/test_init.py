"""A few questions lead to a playbook and settings with which a trial can start."""

import io
import shlex
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.__main__ import _parser, command, main
from adapters.clock import SystemClock
from adapters.commands.administration import examined
from adapters.commands.init import PLAYBOOK, SETTINGS
from adapters.commands.init_questions import answered, ask_all, own_platforms, questions
from adapters.commands.playbook import apply_at_start
from adapters.database.migrations import migrate
from adapters.playbook import check
from adapters.settings import load
from adapters.wiring import deployed
from bot.core.processes import ProcessKind
from bot.core.storage import in_one_work
from bot.programme import Playbook
from tests.adapters.health.ward import SECRET
from tests.slack_api.server import BOT_TOKEN, FakeSlack

YESTERDAY = (SystemClock().now() - timedelta(days=1)).date().isoformat()
TENANT = "3f0c2e4a-1b6d-4c8e-9f10-2a3b4c5d6e7f"
ANSWERS = {
    "hospital": 'Mercy "Hill" $1 Hospital',
    "zone": "America/Denver",
    "platforms": "slack",
    "slack_channel": "T1:C1",
    "coordinators": "Kit Laszlo <KIT@example.org>",
    "peers": 'Pat Okafor <pat@example.org>, "Ibarra, Tomás" <tomas@example.org>',
    "peer_hours": "00:00-00:00",
    "unit": "Intensive care",
    "leads": "Lena Ortiz <lena@example.org>",
    "facts_contact": "The office",
    "country": "us",
    "crisis_line": "988 Lifeline = 988",
    "emergency_line": "Emergency=911",
    "called": YESTERDAY,
    "private": "A peer keeps your talk private.",
    "limits": "If someone may be in danger, they may have to get help.",
    "url": "",
}
BOTH = {
    "platforms": "slack, teams",
    "teams_channel": f"{TENANT}:19:abc@thread.tacv2",
    "url": "https://support.example.org",
}


def flags(**more: str) -> list[str]:
    """The answers as flags."""
    given = {**ANSWERS, **more}
    return [word for name, text in given.items() for word in (f"--{name.replace('_', '-')}", text)]


@pytest.fixture(autouse=True)
def _no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())


def written(folder: Path) -> dict[str, str]:
    """The settings in the environment file, as a shell reads them."""
    lines = (folder / SETTINGS).read_text("utf-8").splitlines()
    words = shlex.split("\n".join(lines), comments=True)
    return dict(word.split("=", 1) for word in words)


async def run(folder: Path, **more: str) -> int:
    """Run the command; its exit code."""
    chosen = _parser().parse_args(["init", str(folder), *flags(**more)])
    return await command(chosen.verb)(chosen)


async def test_what_it_writes_starts_and_the_doctor_has_nothing_to_say(tmp_path: Path) -> None:
    assert await run(tmp_path) == 0
    async with FakeSlack() as slack:
        slack.add_team()
        for number, email in enumerate(("kit", "pat", "tomas", "lena"), 1):
            slack.add_user(f"U{number}", email.title(), email=f"{email}@example.org")
        slack.add_channel("C1")
        given = {**written(tmp_path), "SLACK_API_URL": slack.base_url}
        given |= {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SECRET}
        settings = load(given)
        assert settings.playbook == tmp_path / PLAYBOOK
        await migrate(settings.database_url)
        async with deployed(settings, {}, talking=True, serving=ProcessKind.WEB) as parts:
            assert await apply_at_start(parts.storage, settings.playbook)
            await in_one_work(parts.storage, parts.directory.refresh, reads_only=True)
            assert await examined(parts) == []
        # In each language, Slack was asked about what anybody may see.
        asked = [call.args["message"] for call in slack.called("blocks.validate")]
        assert sum("988 Lifeline" in each for each in asked) >= 2


async def test_both_files_are_for_their_owner_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await run(tmp_path) == 0
    for name in (PLAYBOOK, SETTINGS):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    key = written(tmp_path)["SUPPORT_KEYS"]
    assert key not in capsys.readouterr().out
    another = tmp_path / "another"
    another.mkdir()
    assert await run(another) == 0
    assert written(another)["SUPPORT_KEYS"] != key


@pytest.mark.parametrize("there", [PLAYBOOK, SETTINGS])
async def test_nothing_that_is_there_is_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], there: str
) -> None:
    (tmp_path / there).write_text("mine")
    assert await run(tmp_path) == 2
    assert [each.name for each in tmp_path.iterdir()] == [there]
    assert (tmp_path / there).read_text() == "mine"
    assert "is there already" in capsys.readouterr().err


async def test_a_folder_that_an_environment_file_cannot_name_is_refused(tmp_path: Path) -> None:
    odd = tmp_path / "our hospital"
    odd.mkdir()
    assert await run(odd) == await run(tmp_path / "missing") == 2
    assert list(odd.iterdir()) == []


async def test_a_hospital_on_both_platforms_names_the_channel_on_each(tmp_path: Path) -> None:
    assert await run(tmp_path, **BOTH) == 0
    found = check((tmp_path / PLAYBOOK).read_text("utf-8"))
    assert isinstance(found, Playbook)
    places = found.programme.channels["claims"]
    assert places == {"slack": "T1:C1", "teams": f"{TENANT}:19:abc@thread.tacv2"}
    assert found.programme.name == ANSWERS["hospital"]
    assert [(each.name, each.email) for each in found.people] == [
        ("Kit Laszlo", "kit@example.org"),
        ("Pat Okafor", "pat@example.org"),
        ("Ibarra, Tomás", "tomas@example.org"),
        ("Lena Ortiz", "lena@example.org"),
    ]
    wanted = {name for each in own_platforms().values() for name in each.first_settings}
    assert {name for name, value in written(tmp_path).items() if not value} == wanted


@pytest.mark.parametrize("limits", ["", ANSWERS["limits"]])
async def test_without_counsels_words_there_are_none_and_the_playbook_is_sound(
    tmp_path: Path, limits: str
) -> None:
    assert await run(tmp_path, private="", limits=limits) == 0
    text = (tmp_path / PLAYBOOK).read_text("utf-8")
    assert isinstance(check(text), Playbook)
    assert '# private = "…"' in text


def test_all_that_is_missing_or_wrong_is_said_at_once_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path), "--zone", "Mars", "--platforms", "slack"]) == 2
    said = capsys.readouterr().err
    assert "--zone is not a time zone." in said
    needed = {each.flag for each in questions() if each.needed and not each.usual}
    assert {line.split()[0] for line in said.splitlines()} == needed - {"--teams-channel"} - {
        "--platforms"
    }
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("hospital", "two\nlines"),
        ("zone", "Denver"),
        ("platforms", "carrier pigeon"),
        ("slack_channel", "#peers"),
        ("coordinators", "kit@example.org"),
        ("peers", "Pat"),
        ("leads", "Lena <lena>"),
        ("peer_hours", "7 to 22"),
        ("country", "USA"),
        ("crisis_line", "988"),
        ("emergency_line", "Emergency = call"),
        ("called", "soon"),
        ("called", "2999-01-01"),
        ("url", "http://support.example.org"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused(name: str, wrong: str) -> None:
    _, faults = answered({**ANSWERS, name: wrong})
    flag = f"--{name.replace('_', '-')}"
    assert [fault.name for fault in faults] == [flag]


def test_somebody_who_types_is_asked_again_until_the_answer_can_be_used() -> None:
    typed = iter(
        [
            *("Mercy", "Denver", "", "America/Denver", "slack", "T1:C1", ANSWERS["coordinators"]),
            *(ANSWERS["peers"], "", "Intensive care", ANSWERS["leads"], "The office", ""),
            *(ANSWERS["crisis_line"], ANSWERS["emergency_line"], YESTERDAY, "", "", ""),
        ]
    )
    said: list[str] = []
    given = dict.fromkeys((each.name for each in questions()), None)
    texts = ask_all(given, lambda _: next(typed), said.append)
    assert next(typed, None) is None
    assert len(said) == 2
    answers, faults = answered(texts)
    assert faults == []
    assert (answers["zone"], answers["peer_hours"]) == ("America/Denver", "07:00-22:00")
    assert "teams_channel" not in answers


def test_what_a_flag_answers_is_not_asked() -> None:
    def ask(prompt: str) -> str:
        assert prompt.startswith("Where will the service be reached")
        return ""

    assert ask_all(ANSWERS, ask, pytest.fail)["hospital"] == ANSWERS["hospital"]

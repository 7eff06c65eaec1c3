"""``playbook`` on the command line: out into a file, back in, and back to how it was."""

import base64
import io
import re
import secrets
import stat
from fnmatch import fnmatch
from pathlib import Path

import pytest

from adapters.__main__ import main
from adapters.clock import SystemClock
from tests.bot.programme import test_playbook
from tests.bot.programme.test_areas import TWO

# Its sentences are those that Spanish is there for, its lines were called today, and it says
# nothing of the practice page.
SMALL = (
    test_playbook.SMALL.replace("A peer keeps it private.", "A peer keeps your talk private.")
    .replace("There are limits.", "If someone may be in danger, they may have to get help.")
    .replace("2026-11-01", SystemClock().now().date().isoformat())
    .replace(', practice = "kit"', "")
)


class Shell:
    """A folder, a database in it, and what the commands say."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def file(self, text: str, name: str = "book.toml") -> str:
        (self.folder / name).write_text(text, "utf-8")
        return str(self.folder / name)

    def run(self, *words: str) -> tuple[int, str]:
        code = main(["playbook", *words])
        return code, "".join(self.spoken())

    def spoken(self) -> tuple[str, str]:
        """What went to standard output and to standard error since this was last asked."""
        said = self._capsys.readouterr()
        return said.out, said.err


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    monkeypatch.setenv("SUPPORT_KEYS", base64.b64encode(secrets.token_bytes(32)).decode())
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'support.db'}")
    monkeypatch.setenv("SUPPORT_LEDGER", str(tmp_path / "erasures.log"))
    assert main(["migrate"]) == 0
    shell = Shell(tmp_path, capsys)
    assert shell.run("apply", shell.file(SMALL))[0] == 0
    return shell


def test_what_is_exported_is_sound_and_changes_nothing(shell: Shell) -> None:
    out = shell.folder / "out.toml"
    code, said = shell.run("export", str(out))
    assert code == 0
    assert "It names people" in said
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert shell.run("check", str(out)) == (0, f"{out} is sound.\n")
    assert "Nothing would change." in shell.run("apply", "--dry-run", str(out))[1]
    assert "Nothing has changed since version 1." in shell.run("apply", str(out))[1]
    assert shell.run("export") == (0, out.read_text("utf-8"))


def test_a_file_that_is_there_is_not_replaced_unasked(shell: Shell) -> None:
    mine = Path(shell.file("# my own words\n", "mine.toml"))
    code, said = shell.run("export", str(mine))
    assert (code, mine.read_text("utf-8")) == (1, "# my own words\n")
    assert "--force" in said
    assert shell.run("export", str(mine), "--force")[0] == 0
    assert "[programme]" in mine.read_text("utf-8")


def test_a_dash_is_standard_output_and_nothing_else_is_written(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shell.folder)
    before = sorted(shell.folder.iterdir())
    assert main(["playbook", "export", "-"]) == 0
    out, err = shell.spoken()
    assert (out, err) == (SMALL.replace("PAT@", "pat@").replace("Pat@", "pat@"), "")
    assert sorted(shell.folder.iterdir()) == before


def test_a_dash_is_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def typed(text: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))

    typed(SMALL.encode())
    assert shell.run("check", "-") == (0, "standard input is sound.\n")
    typed(TWO.encode())
    assert "Applied as version 2" in shell.run("apply", "-")[1]
    typed(b"x = 1")
    assert "standard input: line 1:" in shell.run("check", "-")[1]
    typed(b"\xff")
    code, said = shell.run("apply", "-")
    assert code == 1
    assert "standard input: It could not be read." in said


def test_comments_come_through_the_command_line_too(shell: Shell) -> None:
    text = SMALL.replace('name = "ICU"', 'name = "ICU" # third floor')
    assert shell.run("apply", shell.file("# Ours.\n" + text))[0] == 0
    said = shell.run("export")[1]
    assert said.startswith("# Ours.\n")
    assert 'name = "ICU" # third floor\n' in said
    assert shell.run("restore", "1")[0] == 0
    assert shell.run("export")[1].startswith("# Ours.\n")


def test_git_ignores_a_file_of_the_name_that_is_proposed(shell: Shell) -> None:
    with pytest.raises(SystemExit):
        shell.run("export", "--help")
    out, _ = shell.spoken()
    (name,) = re.findall(r"[\w-]+\.playbook\.toml", out)
    ignored = Path(".gitignore").read_text().splitlines()
    assert any(fnmatch(name, pattern) for pattern in ignored if pattern)


def test_a_unit_that_is_still_needed_is_not_taken_out_and_its_new_key_takes_all_along(
    shell: Shell,
) -> None:
    roster = shell.file("email,name,unit\nann@x.org,Ann,icu\nben@x.org,Ben,icu\n", "people.csv")
    assert main(["roster", "import", roster]) == 0
    shell.spoken()
    gone = SMALL.replace('key = "icu"', 'key = "critical"').replace(
        'unit = "icu"', 'unit = "critical"'
    )
    for words in (("apply", "--dry-run"), ("apply",)):
        code, said = shell.run(*words, shell.file(gone))
        assert code == 3
        assert "unit icu is not in this playbook any more" in said
        assert "people: 2" in said
        assert 'was = "icu"' in said
        assert "Ann" not in said
    moved = gone.replace('key = "critical"', 'key = "critical"\nwas = "icu"')
    code, said = shell.run("apply", "--dry-run", shell.file(moved))
    assert (code, "unit renamed: icu -> critical" in said) == (0, True)
    assert "person changed" not in said
    assert shell.run("apply", shell.file(moved))[0] == 0
    assert "was =" not in shell.run("export")[1]
    assert shell.run("restore", "1")[0] == 1, "people of today are in no unit of that version"


@pytest.mark.branch("68.14")
def test_versions_say_who_when_and_what_and_one_of_them_can_be_applied_again(
    shell: Shell,
) -> None:
    text = TWO.replace('name = "Small"', 'name = "Larger"', 1)
    assert shell.run("apply", shell.file(text))[0] == 0
    said = shell.run("versions")[1]
    assert "2 (now)" in said
    assert "by command line" in said
    assert "    area added: north" in said

    told = shell.run("restore", "1", "--dry-run")[1]
    assert "area removed: north" in told
    assert "name of the programme changed" in told
    assert "2 (now)" in shell.run("versions")[1]
    assert "Applied as version 3" in shell.run("restore", "1")[1]
    said = shell.run("versions")[1]
    assert "3 (now)" in said
    assert "by command line, version 1 again" in said
    assert "Nothing has changed since version 3." in shell.run("restore", "1")[1]


def test_an_older_version_can_be_looked_at(shell: Shell) -> None:
    shell.run("apply", shell.file(TWO))
    code, text = shell.run("export", "--version", "1")
    assert code == 0
    assert 'key = "north"' not in text
    assert 'key = "north"' in shell.run("export")[1]


def test_a_version_that_is_not_kept_is_said_to_be_none(shell: Shell) -> None:
    for words in (("restore", "9"), ("export", "--version", "9")):
        code, said = shell.run(*words)
        assert code == 1
        assert "no version 9" in said
        assert "playbook versions" in said


@pytest.mark.branch("68.15")
def test_a_version_that_does_not_fit_the_people_of_today_is_refused_whole(shell: Shell) -> None:
    more = '[[people]]\nname = "Zoe"\nemail = "zoe@x.org"\naccounts = { slack = "T1:U3" }\n'
    zoe = SMALL.replace('coordinators = ["kit@x.org"]', 'coordinators = ["zoe@x.org"]')
    shell.run("apply", shell.file(zoe + more))
    shell.run("apply", shell.file(SMALL))
    code, said = shell.run("restore", "2")
    assert code == 1
    assert "no coordinator" in said
    assert "playbook export version-2.playbook.toml --version 2" in said
    assert "3 (now)" in shell.run("versions")[1]


@pytest.mark.branch("68.24")
def test_own_words_that_do_not_fit_are_named_with_their_line_and_nothing_is_applied(
    shell: Shell,
) -> None:
    words = """
[wording.en.check_in.note]
why = "Our own words."
[wording.en.core]
no_such_text = "x"
[wording.xx.core]
close = "X"
[wording.en.check_in.preview]
who = 3
"""
    text = SMALL.replace('name = "Small"', 'name = "New"') + words
    before = shell.run("export")
    code, said = shell.run("apply", shell.file(text))
    assert code == 1
    line = text[: text.index("who = 3")].count("\n") + 1
    assert f"line {line}: who cannot be read" in said
    code, said = shell.run("apply", shell.file(text.replace("who = 3", "")))
    assert code == 1
    line = text[: text.index("no_such_text")].count("\n") + 1
    assert f"line {line}: en.core.no_such_text: there is no such text" in said
    line = text[: text.index("[wording.xx")].count("\n") + 1
    assert f"line {line}: xx: there is no such language" in said
    assert shell.run("export") == before


@pytest.mark.branch("68.16")
def test_a_fault_far_down_leaves_everything_as_it_was(shell: Shell) -> None:
    """What stands above a fault is sound and new; none of it is applied."""
    spoiled = SMALL.replace('name = "Small"', 'name = "New"').replace(
        'email = "Pat@x.org"', 'email = "Pat"'
    )
    line = spoiled[: spoiled.index('email = "Pat"')].count("\n") + 1
    assert line > 35
    before = shell.run("export")
    code, said = shell.run("apply", shell.file(spoiled))
    assert code == 1
    assert f"line {line}:" in said
    assert "nothing of it was applied" in said
    assert shell.run("export") == before


def test_counsels_words_that_people_would_read_in_another_language_are_warned_of(
    shell: Shell,
) -> None:
    private, limits = "It stays with us.", "If someone may be in danger, they may have to get help."
    own = f"""
[[supports]]
key = "social_work"
name = "Social work"
es = {{ name = "Trabajo social" }}
takers = ["pat@x.org"]
private = "{private}"
limits = "{limits}"
"""
    file = shell.file(SMALL + own)
    line = (SMALL + own).splitlines().index(f'private = "{private}"') + 1
    code, said = shell.run("check", file)
    assert code == 0
    assert f"{file}: line {line}: warning: private of social_work is not translated" in said
    assert f'"{private}" = "…" under [wording.es.said]' in said
    assert "in limits" not in said
    translation = f'\n[wording.es.said]\n"{private}" = "Se queda con nosotros."\n'
    translated = shell.file(SMALL + own + translation)
    assert shell.run("check", translated) == (0, f"{translated} is sound.\n")


def test_a_support_kind_without_a_name_in_a_language_is_warned_of_on_its_line(shell: Shell) -> None:
    own = """
[[supports]]
key = "social_work"
name = "Social work"
takers = ["pat@x.org"]
private = "What you say stays private."
limits = "If someone may be in danger, they may have to get help."
"""
    file = shell.file(SMALL + own)
    line = SMALL.count("\n") + 2
    code, said = shell.run("check", file)
    assert code == 0
    assert f"{file}: line {line}: warning: social_work has no name in Español" in said
    assert "support kind added: social_work" in shell.run("apply", "--dry-run", file)[1]
    assert shell.run("apply", file)[0] == 0
    named = shell.file(SMALL + own + 'es = { name = "Trabajo social" }\n')
    assert shell.run("check", named) == (0, f"{named} is sound.\n")
    assert "support kind changed: social_work" in shell.run("apply", "--dry-run", named)[1]
    assert "names in other languages" in shell.run("apply", "--dry-run", named)[1]


def test_check_says_what_is_ignored_because_its_platform_is_off(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SMALL.replace('slack = "T1:U1"', 'slack = "T1:U1", practice = "kit"')
    code, said = shell.run("check", shell.file(text))
    assert code == 0
    assert "practice is off here (only the demo has it), so this is ignored: 1 accounts" in said
    assert "teams is off" not in said, "without any setting nobody can tell"
    monkeypatch.setenv("TEAMS_APP_ID_FILE", "a file")
    code, said = shell.run("check", shell.file(SMALL))
    assert code == 0
    assert "slack is off here (none of its settings are set), so this is ignored" in said
    assert "1 channels" in said
    assert "teams is off" not in said


def test_check_says_what_the_health_model_can_know_from_the_file(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_slack = "Peer supporters have no channel."
    assert on_slack not in shell.run("check", shell.file(SMALL))[1]
    monkeypatch.setenv("TEAMS_APP_ID", "an id")
    assert f"no_channel: {on_slack}" in shell.run("check", shell.file(SMALL))[1]


def test_check_does_not_ask_for_ids_where_a_platform_knows_people_by_their_e_mail(
    shell: Shell,
) -> None:
    text = re.sub(r"\naccounts = [^\n]*", "", SMALL)
    said = shell.run("check", shell.file(text))[1]
    assert "2 people have no account here, so a platform must know their work e-mail" in said
    assert "add accounts" not in said

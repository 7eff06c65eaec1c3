"""What ``make release`` refuses, and what its checksums say."""

import re
from pathlib import Path

import pytest

from adapters.version import VERSION
from deploy.release import SUMS, differing, is_draft, not_ready, sums_of
from tests.programs import run

ROOT = Path(__file__).parents[2]
CHANGES = "# Changelog\n\n## [1.2.0] - 2026-12-01\n"
NOTES = "# Upgrading\n\n## To 1.2.0\n"
LINK = re.compile(r"^## \[([^]]+)\](?: - (\d{4}-\d\d-\d\d))?$", re.MULTILINE)


def test_a_release_has_a_tag_its_changes_and_upgrade_notes() -> None:
    assert not_ready("1.2.0", {"v1.2.0"}, CHANGES, NOTES) == []
    assert not_ready("1.2.1", {"v1.2.0"}, CHANGES, NOTES) == [
        "The commit has no tag v1.2.1.",
        'CHANGELOG.md has no line "## [1.2.1] - YYYY-MM-DD".',
        'docs/upgrading.md has no line "## To 1.2.1".',
    ]


def test_a_draft_needs_none_of_them() -> None:
    assert not_ready("1.3.0.dev0", set(), "", "") == []


def test_changes_without_a_day_are_not_released() -> None:
    assert not_ready("1.2.0", {"v1.2.0"}, "## [1.2.0] - soon\n", NOTES) != []


def test_the_changelog_says_what_comes_and_every_release_has_upgrade_notes_and_a_day() -> None:
    found = LINK.findall((ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert found[0] == ("Unreleased", "")
    released = dict(found[1:])
    assert all(released.values())
    assert VERSION in released or is_draft(VERSION)
    assert VERSION.removesuffix(".dev0") not in released or not is_draft(VERSION)
    kubernetes = (ROOT / "deploy" / "kubernetes" / "kustomization.yaml").read_text("utf-8")
    assert f"newTag: {VERSION.removesuffix('.dev0')}\n" in kubernetes
    upgrading = (ROOT / "docs" / "upgrading.md").read_text("utf-8")
    noted = set(re.findall(r"^## To (.+)$", upgrading, re.MULTILINE))
    # There was nothing before the first one.
    assert set(list(released)[:-1]) <= noted


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.whl").write_bytes(b"1")
    (tmp_path / "a" / "two.tar.gz").write_bytes(b"2")
    return tmp_path / "a"


def test_the_checksums_are_read_by_the_usual_tool(folder: Path) -> None:
    (folder / SUMS).write_text(sums_of(folder))
    assert run("sha256sum", "--check", "--strict", SUMS, cwd=folder).returncode == 0
    (folder / "one.whl").write_bytes(b"changed")
    assert run("sha256sum", "--check", "--strict", SUMS, cwd=folder).returncode == 1
    assert sums_of(folder).count("\n") == 2


def test_two_builds_differ_by_content_and_by_what_is_there(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "b"
    other.mkdir()
    (other / "one.whl").write_bytes(b"1")
    assert differing(folder, other) == ["two.tar.gz"]
    (other / "two.tar.gz").write_bytes(b"another")
    assert differing(folder, other) == ["two.tar.gz"]
    (other / "two.tar.gz").write_bytes(b"2")
    assert differing(folder, other) == []

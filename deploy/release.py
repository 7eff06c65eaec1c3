"""Make the files of a release in ``dist/``, from the last commit: ``make release``.

It builds twice and compares, installs what it built beside the locked requirements, and writes a
bill of materials, a list of licences and checksums. Whoever releases signs the checksums.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Collection, Iterator
from pathlib import Path

from adapters.version import VERSION
from deploy.linters import RELEASE_TOOLS, linters

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
SUMS = "SHA256SUMS"
NOT_SCANNED = (
    "THE LOCK WAS NOT SCANNED for known vulnerabilities. Do it before you publish:"
    " pip-audit --disable-pip --require-hashes --requirement requirements.txt"
)


class Stopped(Exception):
    """The release cannot be made; the text says why."""


def main() -> int:
    """Make the release, and print each step; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make release", description=__doc__)
    parser.add_argument("--without-scan", action="store_true", help="ask no vulnerability service")
    chosen = parser.parse_args()
    try:
        for line in _released(scans=not chosen.without_scan):
            sys.stdout.write(f"release: {line}\n")
            sys.stdout.flush()
    except Stopped as why:
        sys.stderr.write(f"release: STOPPED. {why}\n")
        return 1
    except subprocess.CalledProcessError as fault:
        sys.stderr.write(f"release: STOPPED. {fault}\n{fault.stdout}{fault.stderr}")
        return 1
    return 0


def _released(*, scans: bool) -> Iterator[str]:
    if _run("git", "status", "--porcelain").strip():
        raise Stopped("There are changes that are not committed. Commit them, or put them aside.")
    tags = _run("git", "tag", "--points-at", "HEAD").split()
    changes, notes = (ROOT / "CHANGELOG.md").read_text(), (ROOT / "docs/upgrading.md").read_text()
    if faults := not_ready(VERSION, tags, changes, notes):
        raise Stopped("\n".join(faults))
    yield f"{VERSION}, {'a draft' if is_draft(VERSION) else 'a release'}"
    python = _tools()
    yield from _linted()
    shutil.rmtree(DIST, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="support-release-") as scratch:
        first, second = (_built_from_commit(python, Path(scratch) / name) for name in "ab")
        if different := differing(first, second):
            raise Stopped(f"Two builds of one commit differ: {', '.join(different)}.")
        shutil.copytree(first, DIST)
        yield f"built twice, byte for byte the same: {', '.join(_names(DIST))}"
        running = _installed(python, Path(scratch) / "running")
        said = _run(running, "--version").strip()
        yield f"installed beside the locked requirements; it says {said}"
        _write_bill_of_materials(python, running.parent / "python")
        _write_licences(python, running.parent / "python")
        yield "bill of materials (CycloneDX) and list of licences written"
    yield _scanned(python) if scans else NOT_SCANNED
    shutil.copy(ROOT / "requirements.txt", DIST)
    (DIST / SUMS).write_text(sums_of(DIST))
    yield f"checksums in dist/{SUMS}; sign them as docs/development/releasing.md says"


def is_draft(version: str) -> bool:
    """Whether this is no release but a version on the way to one."""
    return ".dev" in version


def not_ready(version: str, tags: Collection[str], changes: str, notes: str) -> list[str]:
    """What is missing for a release: its tag, its changes, its upgrade notes. A draft needs none.

    ``changes`` is the changelog, ``notes`` the page of upgrade notes.
    """
    if is_draft(version):
        return []
    faults = []
    if f"v{version}" not in tags:
        faults.append(f"The commit has no tag v{version}.")
    number = re.escape(version)
    if not re.search(rf"^## \[{number}\] - \d{{4}}-\d\d-\d\d$", changes, re.MULTILINE):
        faults.append(f'CHANGELOG.md has no line "## [{version}] - YYYY-MM-DD".')
    if not re.search(rf"^## To {number}$", notes, re.MULTILINE):
        faults.append(f'docs/upgrading.md has no line "## To {version}".')
    return faults


def build(python: Path, source: Path, into: Path, made_at: int) -> None:
    """Build wheel and sdist of ``source`` with the build tools of this ``python``.

    ``made_at`` stands in the archives as the time of every file, in seconds since 1970.
    """
    environ = {**os.environ, "SOURCE_DATE_EPOCH": str(made_at)}
    _run(python, "-m", "hatchling", "build", "-d", into, cwd=source, env=environ)


def differing(first: Path, second: Path) -> list[str]:
    """The names of the files that only one of two folders has, or that are not the same."""
    names = {*_names(first), *_names(second)}
    both = [folder / name for folder in (first, second) for name in names]
    content = {path: path.read_bytes() for path in both if path.exists()}
    return sorted(name for name in names if content.get(first / name) != content.get(second / name))


def sums_of(folder: Path) -> str:
    """The checksums of its files, as ``sha256sum --check`` reads them."""
    digests = {name: hashlib.sha256((folder / name).read_bytes()) for name in _names(folder)}
    return "".join(f"{digest.hexdigest()}  {name}\n" for name, digest in digests.items())


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != SUMS)


def _run(*command: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """What a command printed. Raises ``CalledProcessError``."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd, env=env)
    return done.stdout


def _tools() -> Path:
    """The interpreter of a fresh environment with the locked tools of a release."""
    venv.create(RELEASE_TOOLS, clear=True, with_pip=True)
    python = RELEASE_TOOLS / "bin" / "python"
    _run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", _lock("-release"))
    return python


def _linted() -> Iterator[str]:
    for linter in linters():
        if linter.command is None:
            yield f"NOT LINTED with {linter.name}, which is not here ({linter.comes_with})"
            continue
        _run(*linter.command)
        yield f"{linter.name} finds nothing wrong"


def _lock(which: str = "") -> Path:
    return ROOT / f"requirements{which}.txt"


def _built_from_commit(python: Path, folder: Path) -> Path:
    """Build the last commit, so that nothing untracked gets in; returns where to."""
    source, into = folder / "source", folder / "dist"
    source.mkdir(parents=True)
    _run("git", "archive", "--output", folder / "source.tar", "HEAD")
    with tarfile.open(folder / "source.tar") as archive:
        archive.extractall(source, filter="data")
    build(python, source, into, int(_run("git", "log", "-1", "--format=%ct")))
    return into


def _installed(python: Path, folder: Path) -> Path:
    """Install the wheel as a hospital does; returns its command."""
    venv.create(folder)
    pip = (python, "-m", "pip", "--python", folder / "bin" / "python", "install", "--quiet")
    _run(*pip, "--require-hashes", "-r", _lock())
    [wheel] = DIST.glob("*.whl")
    _run(*pip, "--no-deps", "--no-index", wheel)
    return folder / "bin" / "support-timeout"


def _write_bill_of_materials(python: Path, running: Path) -> None:
    into = DIST / f"support-time-out-{VERSION}.cdx.json"
    tool = (python.parent / "cyclonedx-py", "environment", "--output-reproducible")
    _run(*tool, "--pyproject", ROOT / "pyproject.toml", "--output-file", into, running)
    # The tool takes the version from pyproject.toml, where it is not.
    bill = json.loads(into.read_text())
    bill["metadata"]["component"]["version"] = VERSION
    into.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n")


def _write_licences(python: Path, running: Path) -> None:
    options = ("--format=markdown", "--with-urls", f"--output-file={DIST / 'LICENSES.md'}")
    _run(python.parent / "pip-licenses", "--python", running, *options)


def _scanned(python: Path) -> str:
    """Ask for known vulnerabilities of the lock. Raises ``Stopped`` if there are some."""
    found = DIST / "vulnerabilities.json"
    try:
        tool = (python.parent / "pip-audit", "--disable-pip", "--require-hashes", "--format=json")
        _run(*tool, "--requirement", _lock(), "--output", found)
    except subprocess.CalledProcessError as fault:
        # It writes its answer only if it could ask.
        if found.exists():
            raise Stopped(f"The lock has known vulnerabilities: {found}.") from fault
        return NOT_SCANNED
    return "the lock has no known vulnerability"


if __name__ == "__main__":
    sys.exit(main())

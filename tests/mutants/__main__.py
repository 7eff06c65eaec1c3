"""``make mutants N=50 SEED=1``: which wrong lines no test notices. ``N=0`` tries all, for a night.

First those of ``by_hand.py``, each of which breaks a promise; then one changed line at a time of
the modules in ``watched.py``. Each runs in a copy of this tree, with the tests that are named
there. Whatever no test notices is printed; the command ends with 1 unless
``docs/development/mutants.md`` names it.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests import programs
from tests.mutants.by_hand import BY_HAND
from tests.mutants.mutate import drawn, mutants_of
from tests.mutants.watched import WATCHED

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "development" / "mutants.md"
COPIED = ("adapters", "bot", "tests", "messages", "deploy", "docs", "bench", "pyproject.toml")
DEFAULT = ("50", "1", "")
BY_HAND_ALONE = "by hand"
LONGEST_S = 600
"""How long the tests of one mutant may take; a mutant may well never end."""


@dataclass(frozen=True)
class Tried:
    """A module with something wrong in it, and the tests that should notice."""

    said: str
    module: str
    text: str
    tests: tuple[str, ...]


def by_hand() -> list[Tried]:
    """Those that somebody wrote."""
    return [
        Tried(
            f"{each.module}: {each.what}",
            each.module,
            _source(each.module).replace(each.old, each.new, 1),
            each.tests,
        )
        for each in BY_HAND
    ]


def by_chance(number: int, seed: int, modules: str = "") -> list[Tried]:
    """So many of those that can be made of the watched modules whose path has ``modules``."""
    tests = {each.module: each.tests for each in WATCHED if modules in each.module}
    made = [mutant for module in tests for mutant in mutants_of(module, _source(module))]
    return [
        Tried(
            each.said(_source(each.module)),
            each.module,
            each.text_in(_source(each.module)),
            tests[each.module],
        )
        for each in drawn(made, number, seed)
    ]


def _source(module: str) -> str:
    return (ROOT / module).read_text("utf-8")


def named() -> set[str]:
    """The survivors that the page names, without their line: lines move."""
    if not PAGE.exists():
        return set()
    shown = re.findall(r"^- `(.+?)`", PAGE.read_text("utf-8"), re.MULTILINE)
    return {_without_line(each) for each in shown}


def _without_line(said: str) -> str:
    return re.sub(r":\d+:", ":", said, count=1)


def copy_tree(folder: Path) -> None:
    """A tree in which a mutant can do no harm."""
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", "*.db")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy2(source, folder / name)
    for each in ROOT.iterdir():
        if each.is_file() and each.name not in COPIED:
            shutil.copy2(each, folder / each.name)


def is_noticed(tried: Tried, folder: Path) -> bool:
    """Whether a test fails, or never ends."""
    path = folder / tried.module
    path.write_text(tried.text, "utf-8")
    try:
        return tests_fail(folder, tried.tests)
    finally:
        path.write_text(_source(tried.module), "utf-8")


def tests_fail(folder: Path, tests: tuple[str, ...]) -> bool:
    """Whether any of the tests fails in a tree; none is written to it."""
    command = (
        *(sys.executable, "-B", "-m", "pytest", "-x", "-p", "no:cacheprovider", "--no-header"),
        *("-m", "not postgres and not browser and not long and not chaos", *tests),
    )
    try:
        ran = programs.run(*command, cwd=folder, timeout=LONGEST_S)
    except subprocess.TimeoutExpired:
        return True
    return ran.returncode != 0


def main(arguments: list[str]) -> int:
    """``[N [SEED [part of a module's path, or "by hand"]]]``."""
    number, seed, modules = (*arguments, *DEFAULT[len(arguments) :])
    chosen = [] if modules and modules != BY_HAND_ALONE else by_hand()
    if modules != BY_HAND_ALONE:
        chosen += by_chance(int(number), int(seed), modules)
    survived, begun = [], time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        folder = Path(temporary)
        copy_tree(folder)
        for tests in dict.fromkeys(each.tests for each in chosen):
            if tests_fail(folder, tests):
                sys.stdout.write(f"{' '.join(tests)} fail without any mutant\n")
                return 2
        for each in chosen:
            noticed = is_noticed(each, folder)
            sys.stdout.write(f"{'noticed ' if noticed else 'SURVIVED'} {each.said}\n")
            sys.stdout.flush()
            survived += [] if noticed else [each.said]
    new = [each for each in survived if _without_line(each) not in named()]
    minutes = (time.monotonic() - begun) / 60
    sys.stdout.write(
        f"{len(chosen)} mutants in {minutes:.0f} minutes: {len(survived)} survived, "
        f"{len(new)} of them not named in {PAGE.name}\n"
    )
    return bool(new)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

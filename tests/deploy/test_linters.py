"""What the makers of each format say of the files, where their linters are found."""

import re
import shutil
from pathlib import Path

import pytest

from deploy.linters import Linter, linters
from tests.deploy.starts import DEPLOY
from tests.programs import run


@pytest.mark.optional
@pytest.mark.parametrize("linter", list(linters()), ids=str)
def test_a_linter_finds_nothing_wrong(linter: Linter) -> None:
    if linter.command is None:
        pytest.skip(f"{linter.name} is not here, which lints deploy/ ({linter.comes_with})")
    done = run(*linter.command)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.optional
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here, which lints deploy/systemd (Debian's systemd)")
    copies = []
    for unit in (DEPLOY / "systemd").iterdir():
        # It looks whether the program is there.
        text = re.sub(
            r"^ExecStart=\S+", "ExecStart=/bin/true", unit.read_text(), flags=re.MULTILINE
        )
        copies.append(tmp_path / unit.name)
        copies[-1].write_text(text)
    done = run("systemd-analyze", "verify", *copies)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")

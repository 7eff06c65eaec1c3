"""What is misspelt or of the wrong type is found by ``make check``, before any user meets it."""

import re
from pathlib import Path

from tests import programs

ROOT = Path(__file__).parents[2]
PLANTED = Path(__file__).with_name("planted.py.txt")


def test_every_planted_fault_is_a_type_error(tmp_path: Path) -> None:
    source = PLANTED.read_text("utf-8")
    planted = tmp_path / "planted.py"
    planted.write_text(source, "utf-8")
    run = programs.run(ROOT / ".venv/bin/mypy", "--no-error-summary", planted, cwd=ROOT)
    found = {int(line) for line in re.findall(r"planted\.py:(\d+): error", run.stdout)}
    marked = {
        number
        for number, line in enumerate(source.splitlines(), 1)
        if re.search(r"# fault \d+:", line)
    }
    assert len(marked) >= 10
    assert found == marked, run.stdout + run.stderr

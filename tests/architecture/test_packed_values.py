"""No feature takes a subject apart by hand: each has a class that reads it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SEPARATORS = {":", "/", "|"}
READS_WHAT_PEOPLE_TYPE = {"bot/duty/model.py": "a time of day, such as 19:00"}


def splits(source: str) -> list[int]:
    """The lines on which a text is split at a separator of packed values."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"split", "rsplit", "partition", "rpartition"}
        and any(isinstance(each, ast.Constant) and each.value in SEPARATORS for each in node.args)
    ]


def test_no_feature_splits_a_subject_by_hand() -> None:
    features = [path for path in ROOT.glob("bot/*/**/*.py") if path.parts[-2] != "core"]
    assert features
    found = {
        str(path.relative_to(ROOT)): lines
        for path in features
        if (lines := splits(path.read_text("utf-8")))
    }
    assert set(found) == set(READS_WHAT_PEOPLE_TYPE), found


def test_a_split_is_seen() -> None:
    assert splits('key, _, episode = subject.partition(":")\nwords = text.split()\n') == [1]
    assert splits('command, *near = subject.split("|", maxsplit=1)\n') == [1]

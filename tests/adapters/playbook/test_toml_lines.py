"""Where each value of a TOML text stands."""

import tomllib
from pathlib import Path as File

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.playbook.toml_lines import lines_of
from bot.programme.faults import Path

TEXT = '''# a comment with [brackets] and = signs
name = "a # b" # no comment inside

[programme]
zone = 'UTC'
text = """
one "quoted" line
# not a comment
"""
after = 1

[[units]]
key = "icu"
leads = [
    "a@x.org", # first
    "b@x.org",
]
shifts = { day = "07:00-19:00", night = "19:00-07:00" }

[[units]]
key = "er"

[units.more]
"quoted key" = 2026-11-01
dotted.name = true
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("programme",), 4),
        (("programme", "zone"), 5),
        (("programme", "after"), 10),
        (("units",), 12),
        (("units", 0), 12),
        (("units", 0, "leads"), 14),
        (("units", 0, "leads", 0), 15),
        (("units", 0, "leads", 1), 16),
        (("units", 0, "shifts", "night"), 18),
        (("units", 1), 20),
        (("units", 1, "key"), 21),
        (("units", 1, "more", "quoted key"), 24),
        (("units", 1, "more", "dotted", "name"), 25),
    ],
)
def test_each_value_has_the_line_it_begins_on(path: Path, line: int) -> None:
    assert lines_of(TEXT)[path] == line


def paths(value: object, above: Path = ()) -> set[Path]:
    found = {above} if above else set()
    if isinstance(value, dict):
        for key, each in value.items():
            found |= paths(each, (*above, key))
    if isinstance(value, list):
        for number, each in enumerate(value):
            found |= paths(each, (*above, number))
    return found


def test_every_value_of_the_sample_hospital_has_a_line() -> None:
    text = File("adapters/practice/hospital.toml").read_text("utf-8")

    assert set(lines_of(text)) == paths(tomllib.loads(text))


pieces = st.sampled_from(
    ["[", "]", "{", "}", "=", ",", '"', "'", '"""', "'''", "#", "\n", "a", "b.c", "1", "\\", "[["]
)


@given(st.lists(pieces, max_size=12).map("".join))
def test_whatever_tomllib_accepts_has_its_lines_found(text: str) -> None:
    try:
        accepted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(lines_of(text)) == paths(accepted)

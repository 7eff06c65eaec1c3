"""The programme as a document and back."""

import json
from dataclasses import fields
from datetime import date, time, timedelta
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.lines import SupportLine
from bot.core.people import Employment
from bot.programme.codec import from_json, to_json
from bot.programme.model import (
    Area,
    Harm,
    Ladder,
    Programme,
    ServiceHours,
    Shift,
    Source,
    TalkOption,
    Trigger,
    Unit,
)

words = st.text(max_size=8)
several = st.lists(words, max_size=3).map(tuple)
times = st.times(timezones=st.none())
waits = st.integers(0, 10**6).map(lambda seconds: timedelta(seconds=seconds))
programmes = st.builds(
    Programme,
    name=words,
    zone=words,
    areas=st.lists(st.builds(Area, words, words, several, several, several), max_size=2).map(tuple),
    units=st.lists(
        st.builds(
            Unit,
            words,
            words,
            words,
            words,
            leads=several,
            next_in_line=several,
            cover=several,
            shifts=st.lists(st.builds(Shift, words, times, times), max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    channels=st.dictionaries(words, st.dictionaries(words, words, max_size=2), max_size=2),
    hours=st.builds(ServiceHours, several, times, times),
    ladder=st.builds(Ladder, waits, waits, waits, waits, waits),
    triggers=st.lists(
        st.builds(Trigger, words, st.sampled_from(Harm), waits, waits), max_size=2
    ).map(tuple),
    lines=st.lists(
        st.builds(
            SupportLine,
            *[words] * 8,
            st.dates(min_value=date(2000, 1, 1)),
            st.booleans(),
            st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    sources=st.lists(st.builds(Source, words, words), max_size=2).map(tuple),
    facts_contact=words,
    options=st.dictionaries(
        st.sampled_from(["peer", "chaplain", "eap", "outside"]),
        st.builds(
            TalkOption,
            private=words,
            operator=words,
            open_to=st.lists(st.sampled_from(Employment), unique=True).map(tuple),
            desk=st.lists(words, max_size=2).map(tuple),
        ),
        max_size=2,
    ),
)


@given(programmes)
def test_a_programme_comes_back_from_its_document_as_it_was(programme: Programme) -> None:
    back = from_json(to_json(programme))

    assert back == programme
    assert to_json(back) == to_json(programme)
    assert isinstance(back.units, tuple)


def test_a_document_of_an_older_program_gives_the_defaults_of_newer_fields() -> None:
    document = json.loads(to_json(Programme(name="Sample", zone="UTC")))
    del document["ladder"]
    del document["hours"]["starts"]
    document["hours"]["starts"] = "08:00:00"
    document["not_known_yet"] = {"a": 1}

    back = from_json(json.dumps(document))

    assert back == Programme(name="Sample", zone="UTC")
    assert back.hours.starts == time(8)


@pytest.mark.parametrize("document", ["", "[]", "{}", '{"name": "x", "zone": "UTC", "areas": 1}'])
def test_what_is_no_programme_is_refused(document: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json's own errors are of this kind too
        from_json(document)


def test_every_field_of_a_programme_is_in_the_document() -> None:
    document = cast("dict[str, object]", json.loads(to_json(Programme(name="x", zone="UTC"))))

    assert set(document) == {each.name for each in fields(Programme)}

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
from bot.programme.model import (
    Area,
    Harm,
    KindWords,
    Ladder,
    Programme,
    ServiceHours,
    Shift,
    Source,
    SupportKind,
    Trigger,
    Unit,
)
from bot.programme.stored.codec import from_json, to_json

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
    supports=st.lists(
        st.builds(
            SupportKind,
            key=st.sampled_from(["peer", "chaplain", "eap", "social_work"]),
            name=words,
            languages=st.dictionaries(st.just("es"), st.builds(KindWords, words), max_size=1),
            private=words,
            operator=words,
            open_to=st.lists(st.sampled_from(Employment), unique=True).map(tuple),
            takers=st.none() | st.lists(words, max_size=2).map(tuple),
            external=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
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


OLD_AREA = {
    "key": "main",
    "name": "Main",
    "supporters": ["pat"],
    "chaplains": [],
    "options": {"eap": {"desk": ["hana"], "line": "110", "private": "", "hours": None}},
}
OLD_KIND = {"private": "Kept.", "limits": "To a point.", "desk": [], "name": "", "open_to": []}


def test_a_document_from_before_support_kinds_were_data_is_read_as_it_was_meant() -> None:
    outside = {**OLD_KIND, "name": "The county line", "how": "call 555-0177"}
    document = {
        "name": "Sample",
        "zone": "UTC",
        "areas": [OLD_AREA],
        "channels": {"chaplains": {"practice": "#chaplains"}},
        "options": {"outside": outside, "chaplain": {**OLD_KIND, "operator": "555"}},
        "rotas": [{"area": "main", "option": "chaplain", "turns": [], "calendar": ""}],
    }

    back = from_json(json.dumps(document))
    (main,) = back.areas

    assert [kind.key for kind in back.supports] == ["peer", "chaplain", "eap", "outside"]
    assert back.takers(main, "peer") == ("pat",)
    assert back.takers(main, "eap") == ("hana",)
    assert back.takers(main, "chaplain") == ()
    assert back.kind("chaplain").operator == "555"
    assert back.kind("chaplain").channel_key == "chaplains"
    assert back.kind("outside").service == "The county line"
    assert back.kind("outside").external
    assert not back.kind("eap").is_offered
    assert back.rotas[0].option == "chaplain"
    assert from_json(to_json(back)) == back

"""Systems that report, in the playbook: where things stand, what their words mean, and faults."""

import pytest

from bot.programme.model import Harm, Kind, SourceForm
from bot.programme.stored.codec import from_json, to_json
from tests.bot.programme.test_playbook import SMALL, faults, good
from tests.some import some

HL7 = """
[[sources]]
key = "adt"
name = "Admissions"
form = "hl7"
zone = "America/Denver"
kind = "unexpected_death"
peers = ["10.20.0.5", "10.21.0.0/24"]
died = ["20", "EXP"]
lives = ["Went Home"]
holding = ["Cold  Room"]
only_these_units = true
[sources.fields]
unit = "PV1-3-1"
[sources.units]
"4 ICU" = "icu"
"""
CSV = """
[[sources]]
key = "nightly"
name = "Nightly list"
form = "csv"
time_format = "%m/%d/%Y %H:%M"
[sources.fields]
id = "Case No"
unit = "Location"
time = "When"
[sources.kinds]
"Code Blue" = "resuscitation"
[sources.harms]
"Level 5" = "severe"
"""


def test_a_mapping_is_read_and_comes_back_from_storage_as_it_was() -> None:
    programme = good(SMALL + HL7 + CSV).programme
    adt, nightly = programme.source("adt"), programme.source("nightly")
    assert adt is not None
    assert nightly is not None
    assert (adt.form, adt.kind, adt.died) == (SourceForm.HL7, Kind.UNEXPECTED_DEATH, ("20", "exp"))
    assert adt.lives == ("went home",)
    assert adt.holding == ("cold room",)
    assert adt.peers == ("10.20.0.5/32", "10.21.0.0/24")
    assert adt.units == {"4 icu": "icu"}
    assert nightly.kinds == {"code blue": Kind.RESUSCITATION}
    assert nightly.harms == {"level 5": Harm.SEVERE}
    assert from_json(to_json(programme)) == programme


def test_a_source_without_a_form_is_the_signed_webhook_as_ever() -> None:
    source = good(SMALL + '[[sources]]\nkey = "a"\nname = "A"\n').programme.source("a")
    assert source is not None
    assert (source.form, source.fields) == (SourceForm.JSON, {})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('form = "hl7"', 'form = "hl8"', 'there is no form of messages "hl8"'),
        ('unit = "PV1-3-1"', 'unit = "OBX-5"', '"OBX-5" is not a place in a message'),
        ('unit = "PV1-3-1"', 'ward = "PV1-3-1"', 'there is no "ward" here'),
        ('"10.20.0.5"', '"10.20.0.555"', "is not a network address"),
        ('peers = ["10.20.0.5", "10.21.0.0/24"]\n', "", "nobody may send as this source"),
        ('"4 ICU" = "icu"', '"4 ICU" = "moon"', 'there is no unit with the key "moon"'),
        ('[sources.units]\n"4 ICU" = "icu"\n', "", "this source names no units"),
        ('kind = "unexpected_death"', 'kind = "mishap"', 'there is no kind "mishap"'),
        ('zone = "America/Denver"\nkind', 'zone = "Mars"\nkind', "is not a time zone"),
        ('id = "Case No"\n', "", "nothing says where id stands"),
        ('"Code Blue" = "resuscitation"', '"Code Blue" = "x"', 'there is no kind "x"'),
        ('"Level 5" = "severe"', '"Level 5" = "five"', 'there is no harm "five"'),
        ("%m/%d/%Y %H:%M", "%m/%Y", "no day, hour and minute"),
        ('key = "nightly"', 'key = "roster"', '"roster" is taken'),
    ],
)
def test_every_fault_is_named(old: str, new: str, said: str) -> None:
    text = SMALL + HL7 + CSV
    assert old in text
    found = faults(text.replace(old, new))
    assert any(said in fault.what for fault in found), [str(fault) for fault in found]
    assert all(fault.remedy for fault in some(found))


def test_one_sender_is_one_source() -> None:
    other = (
        HL7.replace('"adt"', '"other"').replace('"10.20.0.5", ', "").replace("21.0.0/24", "21.0.7")
    )
    (fault,) = faults(SMALL + HL7 + other)
    assert fault.what == "10.21.0.7/32 may send as adt already"

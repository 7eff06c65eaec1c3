"""Every screen and form of triggers, with little and with much in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.lines import Lines
from bot.core.screens import Text
from bot.core.texts import Words
from bot.programme.model import Area, Audience, Group, Offer, Programme, Trigger, Unit
from bot.triggers.forms import checks_form, edit_form, start_form, test_form, tested_form
from bot.triggers.model import TEMPLATES, State
from bot.triggers.screens import list_card, removed_card, show_card
from tests.samples import Sample

AT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
FEW = tuple(Unit(f"u{n}", f"Unit {n}", "main", "UTC") for n in range(3))
MANY = tuple(Unit(f"u{n}", f"A unit with quite a long name {n}", "main", "UTC") for n in range(40))


def _hospital(units: tuple[Unit, ...]) -> Programme:
    area = Area("main", "Main campus")
    return Programme("Sample", "UTC", (area,), units, groups=(Group("code", "Code team", ("p",)),))


def _full(trigger: Trigger) -> Trigger:
    return replace(
        trigger,
        name="near-miss-2",
        units=tuple(f"u{n}" for n in range(6)),
        audience=Audience.AROUND,
        groups=("code",),
        offers=(Offer.TALK,),
        stages=("72h", "1w"),
        per_unit=1,
        per_person=2,
        starts="2026-03-02",
        ends="2026-06-30",
        delay=timedelta(minutes=45),
    )


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    new = TEMPLATES[0].trigger
    any_kind = replace(new, kind="*", delay=timedelta())
    full = _full(TEMPLATES[9].trigger)
    triggers = (new, full, replace(new, ambient=True), replace(new, milestone=True), any_kind)
    shown = [
        show_card(words, _hospital(MANY), trigger, state, mine=True)
        for trigger in triggers
        for state in State
    ]
    some = [(new, State.DRAFT), (full, State.LIVE)]
    cards = [
        *shown,
        show_card(words, _hospital(FEW), new, State.LIVE, mine=False),
        list_card(words, []),
        list_card(words, some),
        list_card(words, some * 7),
        removed_card(words, "near-miss-2"),
    ]
    forms = [
        start_form(words),
        edit_form(words, _hospital(FEW), FEW, new, "new.near_miss"),
        edit_form(words, _hospital(MANY), MANY, full, "near-miss-2"),
        edit_form(words, _hospital(MANY), MANY[1:], replace(full, ambient=True), "near-miss-2"),
        checks_form(words, new, 0, 40),
        checks_form(words, full, 12, 40),
        test_form(words, full, MANY, AT),
        tested_form(words, "near-miss-2/u1/2026-03-02T16:00:00+00:00", (Text("Ada · Bo"),)),
    ]
    return [
        *(Sample("card", card) for card in cards),
        *(Sample("form", form) for form in forms),
    ]

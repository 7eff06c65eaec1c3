"""Every screen and form of triggers, with little and with much in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.lines import Lines
from bot.core.screens import Text
from bot.core.texts import Words
from bot.programme.model import Area, Audience, Calls, Check, Group, Offer, Programme, Trigger, Unit
from bot.triggers.forms import (
    checks_form,
    edit_form,
    more_form,
    pick_form,
    start_form,
    test_form,
    tested_form,
    when_form,
    where_form,
)
from bot.triggers.model import TEMPLATES, Meant, State, Steps, Verb
from bot.triggers.screens import list_card, removed_card, show_card, which_card
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
        calls=Calls.FIRST,
        starts="2026-03-02",
        ends="2026-06-30",
        delay=timedelta(minutes=45),
    )


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    new = TEMPLATES[0].trigger
    any_kind = replace(new, kind="*", delay=timedelta())
    full = _full(TEMPLATES[9].trigger)
    milestone = next(each.trigger for each in TEMPLATES if each.trigger.is_milestone)
    triggers = (new, full, replace(new, ambient=True), milestone, any_kind)
    shown = [
        show_card(words, _hospital(MANY), trigger, state, mine=True)
        for trigger in triggers
        for state in State
    ]
    some = [(new, State.DRAFT), (full, State.LIVE)]
    near = (replace(new, name="one"), replace(new, name="two"), full)
    asked = [Meant(verb, tuple(each.key for each in near)) for verb in Verb]
    cards = [
        *shown,
        show_card(words, _hospital(FEW), new, State.LIVE, mine=False),
        list_card(words, _hospital(FEW), []),
        list_card(words, _hospital(MANY), some),
        list_card(words, _hospital(MANY), some * 7),
        *(which_card(words, _hospital(MANY), each, near) for each in asked),
        removed_card(words, _hospital(FEW), new),
    ]
    first, second = str(Steps("new.near_miss", "near_miss", "none")), str(Steps("a", "*", "mild"))
    forms = [
        start_form(words, ()),
        start_form(words, {each.key for each in TEMPLATES}),
        edit_form(words, _hospital(FEW), any_kind, "any"),
        edit_form(words, _hospital(MANY), full, "near-miss-2"),
        where_form(words, _hospital(()), (), new, first, is_there=False),
        where_form(words, _hospital(FEW), FEW, new, first, is_there=True),
        where_form(words, _hospital(MANY), MANY, full, second, is_there=False),
        where_form(
            words, _hospital(MANY), MANY[1:], replace(full, units=()), second, is_there=True
        ),
        where_form(words, _hospital(FEW), FEW[1:], new, second, is_there=False),
        when_form(words, _hospital(FEW), new, first),
        when_form(words, _hospital(MANY), full, second),
        when_form(words, _hospital(MANY), replace(full, checks=tuple(Check)), second),
        more_form(words, _hospital(MANY), full),
        pick_form(words, [("near-miss-2", "Near miss, any unit (on)")]),
        checks_form(words, new, 0, 40),
        checks_form(words, full, 12, 40),
        test_form(words, full, MANY, AT),
        tested_form(words, "near-miss-2/u1/2026-03-02T16:00:00+00:00", (Text("Ada · Bo"),)),
    ]
    return [
        *(Sample("card", card) for card in cards),
        *(Sample("form", form) for form in forms),
    ]

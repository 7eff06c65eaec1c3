"""Every message about a milestone, the form that plans one, and its preview."""

from datetime import UTC, date, datetime, timedelta

from bot.adverse_events import Audience
from bot.adverse_events.model import Report, ReportState
from bot.core.inputs import Option
from bot.core.lines import Lines
from bot.core.screens import Form
from bot.core.texts import Words
from bot.milestones.model import Stage
from bot.milestones.own_day_screens import (
    own_day_card,
    own_day_form,
    own_day_gone_card,
    own_days_card,
)
from bot.milestones.screens import message_card, plan_form, preview_form
from bot.programme.model import MILESTONES, Harm, Kind, Unit
from tests.samples import Sample

REFERENCE = "7d" * 16
NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)
DAYS = {Stage.BEFORE: NOW + timedelta(days=6), Stage.AFTER: NOW + timedelta(days=8)}
ICU = Unit("icu", "ICU", "main", "America/Denver")
WARD = Unit("ward", "A ward with " + "a very long name " * 6, "main", "America/Denver")
EARLIER = (Option(REFERENCE, "A death · ICU · Mar 2, 9:00 AM"),)


def plan(kind: Kind, state: ReportState = ReportState.DRAFT, linked: str = "") -> Report:
    """A planned milestone."""
    return Report(
        reference=REFERENCE,
        area="main",
        unit="icu",
        kind=kind,
        harm=Harm.UNKNOWN,
        occurred_at=NOW + timedelta(days=7),
        reported_at=NOW,
        people="",
        state=state,
        hold_until=NOW + timedelta(minutes=5),
        linked=linked,
    )


def _preview(words: Words, lines: Lines, kind: Kind, names: int, linked: str = "") -> Form:
    people = tuple(f"Person Number {number}" for number in range(names))
    audience = Audience(plan(kind), ICU, people, people[:1], nameless=0, by_actor=True)
    return preview_form(words, lines, audience, linked, DAYS)


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    kinds = [kind for kind in Kind if kind in MILESTONES]
    notes = [
        message_card(words, lines, REFERENCE, name, kind, stage)
        for kind in kinds
        for stage in Stage
        for name in ("Sam", "")
    ]
    forms = [
        plan_form(words, (ICU, WARD), "", date(2026, 3, 9), EARLIER),
        plan_form(words, (ICU,), kinds[0], date(2026, 3, 9), ()),
        *(_preview(words, lines, kind, 2) for kind in kinds),
        _preview(words, lines, kinds[0], 0, EARLIER[0].label),
        _preview(words, lines, kinds[0], 1, EARLIER[0].label),
    ]
    notes += [
        draw(words, lines, REFERENCE, name)
        for draw in (own_day_card, own_day_gone_card)
        for name in ("Sam", "")
    ]
    chosen = {each * 32: NOW + timedelta(days=number) for number, each in enumerate("abc", 3)}
    cards = [
        own_days_card(words, lines, {}, messages_off=False),
        own_days_card(words, lines, dict(list(chosen.items())[:1]), messages_off=False),
        own_days_card(words, lines, chosen, messages_off=True),
    ]
    forms += [own_day_form(words, 60, remembers=remembers) for remembers in (True, False)]
    return [
        *(Sample("note", card) for card in notes),
        *(Sample("card", card) for card in cards),
        *(Sample("form", form) for form in forms),
    ]

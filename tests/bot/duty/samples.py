"""Drawn examples of the screens of duty."""

from datetime import UTC, date, datetime, time, timedelta

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.duty.coverage import Coverage
from bot.duty.coverage_screens import coverage_card, gaps_card
from bot.duty.model import DutyWeek, OffDutyHours, TurnChange
from bot.duty.off_duty import off_duty_form
from bot.duty.screens import Own, calendar_form, duty_card, on_form, week_form
from bot.duty.standing import Standing
from bot.duty.swap_screens import given_card, offer_form, swap_card, taken_card, turn_card
from bot.duty.turns import Turn
from bot.programme import Window
from bot.programme.model import DEFAULT_KINDS, Area
from tests.samples import Sample
from tests.world import SOCIAL_WORK, ZONE

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
MAIN = Area("main", "Main campus")
ADDRESS = "https://support.hospital.org/calendar/0123456789abcdef0123456789abcdef.ics"


def turn(days: int, area: str = "") -> Turn:
    starts = NOW + timedelta(days=days)
    return Turn("p", "peer", area, starts, starts + timedelta(hours=8))


def change(days: int) -> TurnChange:
    given = turn(days)
    return TurnChange(
        reference=f"turn{days}",
        option="peer",
        area="",
        of="p",
        starts=given.starts,
        ends=given.ends,
    )


OWN = (
    Own(Standing()),
    Own(Standing(on=True)),
    Own(Standing(), lapsed=True),
    *(Own(Standing(), off_duty=may) for may in OffDutyHours),
    Own(Standing(on=True, until=NOW + timedelta(hours=10), next=turn(2)), ZONE, offered=1),
    Own(Standing(next=turn(2)), ZONE, offered=2, away_through=NOW + timedelta(days=1)),
)
WEEK = DutyWeek(
    reference="p",
    days=("mon", "wed"),
    starts="07:00",
    ends="15:00",
    away_from="2026-03-04",
    away_through="2026-03-08",
)
GAPS = tuple(turn(days).window for days in range(9))
BEFORE = NOW - timedelta(days=2)
PEER, CHAPLAIN, EAP = (DEFAULT_KINDS[key] for key in ("peer", "chaplain", "eap"))
UNREAD = (
    Coverage(MAIN, PEER, calendar=True),
    Coverage(MAIN, CHAPLAIN, calendar=True, stale=True),
)
LATE = tuple(
    Window(each.ends + timedelta(hours=2), each.ends + timedelta(hours=5)) for each in GAPS[:4]
)
ROWS = (
    Coverage(MAIN, PEER, gaps=GAPS, calendar=True, read_at=NOW, unknown=2),
    Coverage(MAIN, CHAPLAIN, gaps=GAPS[:1], calendar=True, read_at=BEFORE, stale=True),
    Coverage(MAIN, EAP, planned=False),
    Coverage(MAIN, SOCIAL_WORK, planned=False),
)
MANY = [Coverage(Area(f"a{n}", "Main campus"), PEER, gaps=GAPS) for n in range(12)]


def samples(words: Words, lines: Lines) -> list[Sample]:
    forms = [
        on_form(words),
        week_form(words, None, date(2026, 3, 2), (time(7), time(19)), on_rota=False),
        week_form(words, WEEK, date(2026, 3, 2), (time(7), time(19)), on_rota=True),
        offer_form(words, ZONE, [turn(1), turn(2)], {}),
        offer_form(words, ZONE, [turn(1, "main"), turn(2)], {"main": "Main campus"}),
        calendar_form(words, "", there=False),
        calendar_form(words, "", there=True),
        calendar_form(words, ADDRESS, there=True),
        *(
            off_duty_form(words, may, a_week)
            for may, a_week in zip(OffDutyHours, (1, 2, 3), strict=True)
        ),
    ]
    cards = [
        *(duty_card(words, own) for own in OWN),
        swap_card(words, ZONE, [], []),
        swap_card(words, ZONE, [change(1), change(2), change(3)], [change(4)]),
        coverage_card(words, [], ZONE, 0),
        coverage_card(words, ROWS, ZONE, 2),
        coverage_card(words, [Coverage(MAIN, PEER)], ZONE, 1),
        coverage_card(words, MANY, ZONE, 0),
        coverage_card(words, UNREAD, ZONE, 0),
        gaps_card(words, ROWS[0], GAPS[:7], 0, ZONE),
        gaps_card(words, ROWS[0], sorted((*GAPS[:4], *LATE), key=lambda gap: gap.starts), 1, ZONE),
        gaps_card(words, ROWS[0], (), 1, ZONE),
        taken_card(words, lines, change(1), ZONE),
        given_card(words, lines, change(1), ZONE),
    ]
    channel = [
        turn_card(words, change(1), ZONE, free=True),
        turn_card(words, change(1), ZONE, free=False),
    ]
    return [
        *(Sample("form", form) for form in forms),
        *(Sample("card", card) for card in cards),
        *(Sample("channel", card) for card in channel),
    ]

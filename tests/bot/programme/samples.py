"""Every screen of the programme, drawn in every state."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.core.health import Finding
from bot.core.jobs import Job, JobState, Reason
from bot.core.lines import Lines, SupportLine
from bot.core.people import Person
from bot.core.texts import Words
from bot.features import make_registry
from bot.programme.health import (
    apart_findings,
    findings,
    list_findings,
    reach_findings,
    training_findings,
)
from bot.programme.model import Area, Harm, Kind, Programme, Trigger, Unit
from bot.programme.model.external_sources import StaffList
from bot.programme.people.reach import Count, Reach
from bot.programme.people.who_are_you import former_name_form, who_are_you_card
from bot.programme.rosters.list_status import GROUP, Stand
from bot.programme.rosters.list_texts import FAULTS
from bot.programme.rosters.screens import (
    Rosters,
    import_card,
    lists_form,
    roster_card,
    synced_card,
    units_form,
)
from bot.programme.screens import (
    Checked,
    Holders,
    called_form,
    doctor_card,
    lines_card,
    names_form,
    pause_card,
    people_card,
    still_paused_note,
)
from bot.programme.undelivered_list import undelivered_form
from tests.samples import Sample

NOW = datetime(2026, 11, 2, 17, tzinfo=UTC)


NORTH = Area("a", "North", ("c",), ("s",))


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One of each screen in each state."""
    return [
        *_people(words),
        *_lines(words, lines.all[0]),
        Sample("card", pause_card(words, is_paused=False)),
        Sample("card", pause_card(words, is_paused=True)),
        Sample("note", still_paused_note(words, lines, is_paused=True)),
        Sample("note", still_paused_note(words, lines, is_paused=False)),
        *_undelivered(words),
        Sample("card", who_are_you_card(words, lines)),
        Sample("form", former_name_form(words, "Ida", "ida.berg@example.org")),
        Sample("form", former_name_form(words, "", "ida.berg@example.org")),
        *_rosters(words),
        *[Sample("card", doctor_card(words, found)) for found in every_finding(words)],
    ]


def _undelivered(words: Words) -> list[Sample]:
    def ended(number: int, state: JobState, reason: Reason) -> Job:
        return Job(
            reference=f"{number:032x}",
            kind="core.post",
            key=f"k{number}",
            due_at=NOW,
            state=state,
            reason=reason,
        )

    reasons = (Reason.GONE, Reason.EXPIRED, Reason.FAULT)
    dead = [ended(n, JobState.DEAD, reason) for n, reason in enumerate(reasons)]
    maybe = ended(9, JobState.UNKNOWN, Reason.UNKNOWN)
    return [Sample("form", undelivered_form(words, jobs)) for jobs in ([], [maybe], [*dead, maybe])]


def _people(words: Words) -> list[Sample]:
    roles = [Count(words("programme.role.managers"), 1, 0)]
    roles += [Count(words("programme.role.coordinators"), 2, 0)]
    roles += [Count(words("programme.role.physician_leads"), 2, 0)]
    roles += [Count(words("programme.role.supporters"), 5, 1)]
    roles += [Count(words("programme.role.on_call"), 1, 0)]
    roles += [Count(words("programme.role.leads"), 12, 0)]
    roles += [Count(words("programme.role.all"), 28, 1)]
    units = [Count("Emergency", 4, 1), Count("Surgery", 4, 0)]
    lacking = [Count(f"Unit {n}", 4, 1) for n in range(7)]
    holders = [
        Holders(words("programme.role.coordinators"), (("Kit Laszlo", True), ("Ngozi A.", False))),
        Holders(words("programme.role.on_call"), ()),
        Holders("Emergency", ((None, True), ("ليلى حداد", True))),
        Holders("Surgery", tuple((f"Name{n}", True) for n in range(42))[:1]),
    ]
    return [
        Sample("card", people_card(words, roles, units)),
        Sample("card", people_card(words, [], lacking)),
        Sample("card", people_card(words, [], lacking[:6])),
        Sample("form", names_form(words, holders)),
    ]


def _rosters(words: Words) -> list[Sample]:
    state = StaffList(reference="x", as_of=NOW, people=12, unknown=1, passed_over=2)
    fine = Stand("hr", "", replace(state, unknown=0, passed_over=0), late=False)
    stands = [
        fine,
        Stand(GROUP, "Emergency", state, late=False, platform="slack"),
        Stand(GROUP, "Surgery", replace(state, unknown=0), late=False, platform="teams"),
        Stand(GROUP, "Pharmacy", replace(state, as_of=None), late=False, platform="slack"),
        *[Stand("calendar", "icu-rota", replace(state, fault=word), late=True) for word in FAULTS],
    ]
    units = (Count("Emergency", 4, 1), Count("Surgery", 4, 0), Count("Pharmacy", 1, 1))
    drawn = [
        roster_card(words, Rosters()),
        roster_card(words, Rosters(units[1:2], (fine,))),
        roster_card(words, Rosters(units, tuple(stands[:4]))),
        *[roster_card(words, Rosters((), (stand,))) for stand in stands[3:]],
        synced_card(words, 0),
        synced_card(words, 1),
        synced_card(words, 7),
        import_card(words),
    ]
    forms = [
        units_form(words, units),
        units_form(words, units[:1], 3),
        lists_form(words, stands[:3]),
        lists_form(words, []),
    ]
    return [
        *[Sample("card", card) for card in drawn],
        *[Sample("form", form) for form in forms],
    ]


def _lines(words: Words, line: SupportLine) -> list[Sample]:
    def checked(days: int, *, late: bool) -> Checked:
        return Checked(line, NOW - timedelta(days=days), days, late)

    some = [checked(1, late=False), checked(91, late=True), checked(20, late=False)]
    return [
        Sample("card", lines_card(words, some)),
        Sample("card", lines_card(words, [])),
        Sample("form", called_form(words, some[1:2], line.key)),
    ]


def _late() -> list[Stand]:
    state = StaffList(reference="x", fault="faulty")
    return [Stand("hr", "", state, late=True), Stand("calendar", "icu-rota", state, late=True)]


def every_cause(words: Words) -> list[Finding]:
    """What each cause is said as, on each platform that has words of its own for it."""
    values: dict[str, str | int] = {
        "detail": "claims",
        "count": 2,
        "minutes": 12,
        "seconds": 601,
        "source": "incidents",
        "names": "North, South",
        "languages": "Español",
        "area": "Main campus",
        "since": "Mar 2, 9:00 AM",
        "reason": "unit is missing",
        "name": "Social work",
    }
    return [
        cause.said(words, platform, **values)
        for cause in make_registry().causes.values()
        for platform in (("slack", "teams") if cause.is_of_platform else ("",))
    ]


def every_finding(words: Words) -> list[list[Finding]]:
    """Findings of every sort, as many together as a card may get."""
    bare = Programme(
        "Bare",
        "UTC",
        areas=(Area("a", "North"), Area("b", "South")),
        units=tuple(Unit(f"u{n}", f"Unit {n}", "a", "UTC") for n in range(6)),
        triggers=(Trigger(Kind.NEAR_MISS, Harm.NONE, timedelta(hours=1), timedelta(minutes=5)),),
        lines=(
            SupportLine("eap", "EAP", "US", "1", "call", "always", "free", "x", date(2026, 1, 1)),
        ),
    )
    served = Programme(
        "Served", "UTC", areas=(Area("a", "North", ("c",), ("s",)), Area("b", "South", ("c",)))
    )
    alone = Reach((Person(reference="c"),), frozenset())
    all_but_one = Programme(
        "One",
        "UTC",
        areas=(Area("a", "North"),),
        triggers=tuple(
            Trigger(kind, Harm.NONE, timedelta(hours=1), timedelta(minutes=5))
            for kind in Kind
            if kind is not Kind.OTHER
        ),
    )
    managed = (
        Person(reference="c", manager="s"),
        Person(reference="s", trained_until="2026-11-01"),
    )
    others = every_cause(words)
    found = [
        *findings(Programme("", "UTC"), NOW, words),
        *findings(bare, NOW, words),
        *findings(served, NOW, words),
        *findings(all_but_one, NOW, words),
        *reach_findings(served, alone, words),
        *apart_findings(served, managed, words),
        *training_findings(served, managed, "2026-11-02", words),
        *list_findings(served, _late(), {"c"}, words),
        *reach_findings(served, Reach((*alone.people, Person(reference="s"))), words),
        *others,
    ]
    by_two = [found[n : n + 2] for n in range(0, len(found), 2)]
    return [[], found, [found[0]], others[:1], *by_two]

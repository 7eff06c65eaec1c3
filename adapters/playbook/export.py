"""Writes the playbook as a text with comments; reading it gives the same playbook."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date
from string import Template

from adapters.catalogue import ORIGINAL
from adapters.packaged import table_of
from adapters.platforms import AnyPlatform, addresses_of
from adapters.playbook.areas import ONLINE_IS_KNOWN
from adapters.playbook.times import later_notes_text
from adapters.playbook.toml_text import Explicit, Inline, Text, of_span
from bot.core.durations import duration_text
from bot.core.lines import SupportLine, Texting
from bot.programme.model import (
    DEFAULT_KINDS,
    NO_PAGING,
    USUAL_REPORTS,
    Area,
    Audience,
    Calls,
    Check,
    Ladder,
    OffDutyRules,
    Offer,
    Paging,
    Programme,
    Rota,
    ServiceHours,
    Shift,
    Source,
    SourceForm,
    SupportKind,
    SupportTerms,
    Trigger,
    Unit,
)
from bot.programme.model.external_sources import Calendar
from bot.programme.people.person_sources import ON_A_PERSON, OUTSIDE_HR
from bot.programme.playbook.model import Entry, Playbook

USUAL_KEPT = Programme("", "UTC").names_kept
USUAL_COUNT = Programme("", "UTC").smallest_count
USUAL_CAP = Area("", "").supporter_cap
TERMS = tuple(each.name for each in fields(SupportTerms))


def write(playbook: Playbook, platforms: Sequence[AnyPlatform] | None = None) -> str:
    """The text of a playbook; ``check`` reads the same playbook from it.

    Accounts on other platforms than these (all there are by default) are left out.
    """
    written = addresses_of(platforms)
    examples = {
        "channels": {name: each.channel_example for name, each in written.items()},
        "groups": {name: each.group_example for name, each in written.items() if each.group},
    }
    shown = {
        what: ", ".join(f'{name} = "{example}"' for name, example in by_platform.items())
        for what, by_platform in examples.items()
    }
    text, remarks = Text(), table_of("adapters.playbook", "remarks.toml")
    for name, values in _sections(playbook, written).items():
        if name in remarks:
            text.remark(Template(remarks[name]).substitute(shown))
        if isinstance(values, list):
            for each in values:
                text.table(name, each, many=True)
        elif name == "wording":
            text.dotted(name, playbook.programme.wording)
        else:
            text.table(name, values)
    return str(text)


def _sections(
    playbook: Playbook, platforms: Collection[str]
) -> dict[str, Mapping[str, object] | list[Mapping[str, object]]]:
    """The tables in the order of the file; a list has one table for each of its items."""
    programme = playbook.programme
    usual, kept = _usual_shifts(programme), programme.names_kept
    return {
        "programme": _about(programme),
        "service_hours": _hours(programme.hours),
        "ladder": _ladder(programme.ladder),
        "off_duty": {
            name: Explicit(value)
            for name, value in vars(programme.off_duty).items()
            if value != getattr(OffDutyRules(), name)
        },
        "reports": {
            name: Explicit(value)
            for name, value in vars(programme.reports).items()
            if value != getattr(USUAL_REPORTS, name)
        },
        "paging": _paging(programme.paging) if programme.paging != NO_PAGING else {},
        "shifts": _shifts(usual),
        "channels": programme.channels,
        "urgent": {"steps": programme.urgent},
        "areas": [_area(each) for each in programme.areas],
        "units": [_unit(each, programme, usual) for each in programme.units],
        "people": [_person(each, platforms) for each in playbook.people],
        "lines": [_line(each) for each in programme.lines],
        "supports": [_kind(each) for each in programme.supports],
        "rotas": [_rota(each) for each in programme.rotas],
        "groups": [vars(each) for each in programme.groups],
        "roster": {
            **vars(programme.hr),
            "units": _all_explicit(programme.hr.units),
            "active": _all_explicit(programme.hr.active),
        },
        "calendars": [_calendar(each, programme) for each in programme.calendars],
        "sources": [_source(each) for each in programme.sources],
        "retention": {
            "names": duration_text(kept) if kept != USUAL_KEPT else "",
            "remember": None if programme.remembers else Explicit(False),
        },
        "wording": programme.wording,
        "triggers": [_trigger(each) for each in programme.triggers],
    }


def _about(programme: Programme) -> Mapping[str, object]:
    return {
        "name": programme.name,
        "zone": programme.zone,
        "language": programme.language if programme.language != ORIGINAL else "",
        "facts_contact": programme.facts_contact,
        "later_notes": later_notes_text(programme.later_notes),
        "address": programme.address,
        "open_messages": Explicit(True) if programme.open_messages else None,
        "smallest_count": programme.smallest_count
        if programme.smallest_count != USUAL_COUNT
        else 0,
    }


def _hours(hours: ServiceHours) -> Mapping[str, object]:
    return {
        "days": hours.days,
        "time": of_span(hours.starts, hours.ends),
        "holidays": tuple(map(date.fromisoformat, hours.holidays)),
    }


def _ladder(ladder: Ladder) -> Mapping[str, object]:
    return {name: duration_text(wait) for name, wait in vars(ladder).items()}


def _paging(paging: Paging) -> Mapping[str, object]:
    return {
        "webhook": Explicit(paging.webhook),
        "level": paging.level,
        "hours": Inline(_non_empty(_hours(paging.hours))) if paging.hours else None,
        "pagers": Inline(paging.pagers) if paging.pagers else None,
    }


def _usual_shifts(programme: Programme) -> tuple[Shift, ...]:
    """The shifts that most units have; the others write down their own."""
    counts = Counter(unit.shifts for unit in programme.units)
    return max(counts, key=lambda shifts: counts[shifts], default=())


def _shifts(shifts: tuple[Shift, ...]) -> dict[str, object]:
    return {shift.key: of_span(shift.starts, shift.ends) for shift in shifts}


# A field that is added later needs no line here if it keeps its name and needs no conversion.


def _area(area: Area) -> Mapping[str, object]:
    plain = {**vars(area)}
    hours, ladder = plain.pop("hours"), plain.pop("ladder")
    supports, channels = plain.pop("supports"), plain.pop("channels")
    paging = plain.pop("paging")
    return {
        **plain,
        ONLINE_IS_KNOWN: bool(area.online_places),
        "later_notes": later_notes_text(area.later_notes),
        "supporter_cap": area.supporter_cap if area.supporter_cap != USUAL_CAP else 0,
        "service_hours": _hours(hours) if hours else None,
        "ladder": _ladder(ladder) if ladder else None,
        "supports": {key: _terms(terms) for key, terms in supports.items()},
        "channels": channels,
        "paging": _paging(paging) if paging else None,
    }


def _unit(unit: Unit, programme: Programme, usual: tuple[Shift, ...]) -> Mapping[str, object]:
    plain = {**vars(unit)}
    channel, groups = Inline(plain.pop("channels")), Inline(plain.pop("groups"))
    return {
        **plain,
        "zone": unit.zone if unit.zone != programme.within(unit.area).zone else "",
        "shifts": Explicit(Inline(_shifts(unit.shifts))) if unit.shifts != usual else None,
        "groups": groups,
        "channel": channel,
    }


def _terms(terms: SupportTerms) -> dict[str, object]:
    return {
        **vars(terms),
        "takers": None if terms.takers is None else Explicit(terms.takers),
        "hours": Inline(_non_empty(_hours(terms.hours))) if terms.hours else None,
        "ladder": Inline(_ladder(terms.ladder)) if terms.ladder else None,
    }


def _kind(kind: SupportKind) -> Mapping[str, object]:
    """A support kind, with the traits that differ from the defaults."""
    usual, terms = DEFAULT_KINDS.get(kind.key) or SupportKind(key=kind.key), _terms(kind)
    traits = [each.name for each in fields(SupportKind) if each.name not in TERMS]
    return {
        "key": kind.key,
        **{
            name: Explicit(getattr(kind, name))
            for name in traits
            if name != "languages" and getattr(kind, name) != getattr(usual, name)
        },
        **{code: Inline(_non_empty(vars(words))) for code, words in kind.languages.items()},
        **{name: terms[name] for name in TERMS},
    }


def _non_empty(values: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in values.items() if value}


def _line(line: SupportLine) -> Mapping[str, object]:
    plain = {**vars(line)}
    days, opens, closes = (plain.pop(name) for name in ("open_days", "opens", "closes"))
    time = of_span(opens, closes) if opens is not None else ""
    plain["texts"] = "" if line.texts is Texting.NO else line.texts
    return {**plain, "open": Inline(_non_empty({"days": days, "time": time})) if time else None}


def _rota(rota: Rota) -> Mapping[str, object]:
    return {
        "area": rota.area,
        "kind": rota.option,
        "calendar": rota.calendar,
        "titles": str(rota.titles),
        "all_day": of_span(*rota.all_day) if rota.all_day else "",
        "turns": tuple(
            Inline(
                _non_empty(
                    {
                        "person": turn.person,
                        "days": turn.days,
                        "time": of_span(turn.starts, turn.ends),
                    }
                )
            )
            for turn in rota.turns
        ),
    }


def _calendar(calendar: Calendar, programme: Programme) -> Mapping[str, object]:
    unit = programme.unit(calendar.unit)
    usual = unit.zone if unit else programme.zone
    return {
        **vars(calendar),
        "zone": calendar.zone if calendar.zone != usual else "",
        "titles": str(calendar.titles),
        "all_day": of_span(*calendar.all_day) if calendar.all_day else "",
    }


def _source(source: Source) -> Mapping[str, object]:
    return {
        **vars(source),
        "form": source.form if source.form is not SourceForm.JSON else "",
        "kind": source.kind if source.kind is not Source("", "").kind else "",
    }


def _all_explicit(values: Mapping[str, object]) -> Mapping[str, object]:
    """A table in which an empty text or ``false`` means something as well."""
    return {name: Explicit(value) for name, value in values.items()}


def _trigger(trigger: Trigger) -> Mapping[str, object]:
    plain = {**vars(trigger)}
    stages = plain.pop("stages")
    return {
        **plain,
        "delay": duration_text(trigger.delay),
        "hold_off": duration_text(trigger.hold_off),
        "calls": trigger.calls if trigger.calls is not Calls.NONE else "",
        "audience": trigger.audience if trigger.audience is not Audience.ON_SHIFT else "",
        "offers": Explicit(trigger.offers) if trigger.offers != tuple(Offer) else None,
        "later_notes": later_notes_text(stages),
        "starts": date.fromisoformat(trigger.starts) if trigger.starts else None,
        "ends": date.fromisoformat(trigger.ends) if trigger.ends else None,
        "checks": Explicit(trigger.checks) if trigger.checks != tuple(Check) else None,
    }


def _person(entry: Entry, platforms: Collection[str]) -> Mapping[str, object]:
    given = {
        name: Explicit(getattr(entry, name))
        for name, field in ON_A_PERSON.items()
        if field in entry.from_playbook
    }
    if entry.trained_until:
        given["trained_until"] = Explicit(date.fromisoformat(entry.trained_until))
    return {
        "name": entry.name,
        "email": entry.email,
        "was": entry.was,
        **given,
        "phone": entry.phone,
        "roster": Explicit(False) if OUTSIDE_HR in entry.from_playbook else None,
        "active": None if entry.active else Explicit(False),
        "accounts": Inline(_accounts(entry, platforms)),
    }


def _accounts(entry: Entry, platforms: Collection[str]) -> Mapping[str, object]:
    """The accounts by platform: a text for one, a list of several."""
    found: dict[str, list[str]] = {}
    for platform, account in entry.accounts:
        if platform not in platforms:
            continue
        mine = found.setdefault(platform, [])
        if account is not None:
            # Where a platform is one place, its name stands for that.
            one_place = account.tenant == platform
            mine.append(account.user if one_place else f"{account.tenant}:{account.user}")
    return {
        platform: tuple(each) if len(each) > 1 else "".join(each)
        for platform, each in found.items()
    }

"""Finds what is wrong with the programme as it stands."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.health import Cause, Check, Finding
from bot.core.lines import SupportLine
from bot.core.people import Person
from bot.core.texts import Words
from bot.programme import causes
from bot.programme.conflicts.roles import managers_among, misplaced
from bot.programme.conflicts.triggers import ANY_KIND
from bot.programme.kinds.texts import kinds_without_privacy, languages_missing, name_of_kind, one_of
from bot.programme.model import (
    FIRST_KIND,
    MILESTONES,
    PERSONAL,
    Area,
    AuditEntry,
    Kind,
    Programme,
    SupportKind,
    Unit,
)
from bot.programme.model.external_sources import HR
from bot.programme.people.account_search import AccountSearch, searches
from bot.programme.people.reach import Reach, reach_of
from bot.programme.people.reference_swap import everybody_in
from bot.programme.rosters.list_status import Stand, stands_of
from bot.programme.rosters.list_texts import list_name
from bot.programme.stored.audit import is_whole
from bot.programme.stored.configuration import (
    paused,
    places_of,
    private_channel,
    reachable,
    today,
)

VERIFIED_FOR = timedelta(days=90)
NAMED = 4


async def _examine(context: Context) -> list[Finding]:
    work, words = context.work, context.words
    programme, reach = await reachable(work), await reach_of(work)
    stands = await stands_of(work, programme)
    left = await work.of(Person).find(Person.gone.is_(True), Person.active.is_(False))
    # What stopped working comes before what was never set up: chat shows only the first ones.
    found = [
        *list_findings(programme, stands, {person.reference for person in left}, words),
        *account_findings(await searches(work), words),
        *reach_findings(programme, reach, words),
        *findings(programme, work.now, words),
        *apart_findings(programme, reach.people, words),
        *training_findings(programme, reach.people, today(programme, work.now), words),
    ]
    if await paused(work):
        found.append(causes.PAUSED.said(words))
    if not is_whole(await work.of(AuditEntry).find()):
        found.append(causes.AUDIT_BROKEN.said(words))
    return found


def account_findings(found: Iterable[AccountSearch], words: Words) -> list[Finding]:
    """A finding for each platform with accounts whose owner it has not confirmed."""
    return [
        causes.UNCONFIRMED.said(words, each.reference, count=each.unconfirmed)
        for each in found
        if each.unconfirmed
    ]


CHECK = Check("programme", _examine, causes.CAUSES)


def list_findings(
    programme: Programme, stands: Collection[Stand], gone: Collection[str], words: Words
) -> list[Finding]:
    """Findings about lists; ``gone`` are the people who left by HR's file."""
    late = [each for each in stands if each.late and each.kind != HR]
    names = [list_name(words, each) for each in late]
    found = [*_about(words, names, causes.LISTS_LATE, [each.state.reference for each in late])]
    if any(each.kind == HR and each.state.fault for each in stands):
        found.append(causes.HR_FAULTY.said(words))
    left = len(set(everybody_in(programme)) & set(gone))
    if left:
        found.append(causes.SEATS_LEFT.said(words, count=left))
    return found


def overdue(line: SupportLine, today: date) -> bool:
    """Whether nobody has called this line for too long to see that it answers."""
    return today - line.last_verified > VERIFIED_FOR


def findings(programme: Programme, now: datetime, words: Words) -> list[Finding]:
    """What the programme itself lacks, broken things first."""
    if not programme.areas:
        return [causes.NOT_SET_UP.said(words)]
    return [*_broken(programme, words), *_worse(programme, now, words)]


def reach_findings(programme: Programme, reach: Reach, words: Words) -> list[Finding]:
    """Findings about people in roles who cannot be reached."""
    found = []
    coordinators = {each for area in programme.areas for each in area.coordinators}
    supporters = _takers(programme, FIRST_KIND)
    if coordinators and not coordinators & reach.reached:
        found.append(causes.COORDINATORS_LOST.said(words))
    if supporters and not supporters & reach.reached:
        found.append(causes.SUPPORTERS_LOST.said(words))
    lost = [
        kind
        for kind in programme.supports
        if kind.key != FIRST_KIND
        and (people := _takers(programme, kind.key))
        and not people & reach.reached
    ]
    if lost:
        found.append(_about_kinds(words, lost, causes.KIND_LOST))
    if reach.missing:
        found.append(causes.PEOPLE_LOST.said(words, count=reach.missing))
    return found


def _takers(programme: Programme, kind: str) -> set[str]:
    """Everybody, by reference, who takes a kind's requests in some area."""
    return {each for area in programme.areas for each in programme.takers(area, kind)}


def apart_findings(programme: Programme, people: Iterable[Person], words: Words) -> list[Finding]:
    """A finding if managers or investigators take requests although they must not."""
    found = misplaced(programme, managers_among(people))
    return [causes.NOT_APART.said(words, count=len(found))] if found else []


def training_findings(
    programme: Programme, people: Iterable[Person], day: str, words: Words
) -> list[Finding]:
    """A finding if supporters get no requests because their training is over."""
    support = _takers(programme, FIRST_KIND)
    late = [p for p in people if p.reference in support and "" < p.trained_until < day]
    return [causes.TRAINING_OVER.said(words, count=len(late))] if late else []


def _broken(programme: Programme, words: Words) -> Iterator[Finding]:
    if not any(line.crisis for line in programme.lines):
        yield causes.NO_CRISIS_LINE.said(words)
    nowhere = names_of(without_channel(programme, programme.areas))
    if len(nowhere) == len(programme.areas):
        yield causes.NO_CHANNEL.said(words)
    else:
        yield from _about(words, nowhere, causes.AREA_NO_CHANNEL)
    if not _takers(programme, FIRST_KIND):
        yield causes.NO_SUPPORTERS.said(words)
    if missing := kinds_without_privacy(programme):
        yield _about_kinds(words, missing, causes.NO_PRIVACY)
    if nobody := _kinds_nobody_takes(programme):
        yield _about_kinds(words, nobody, causes.NO_TAKERS)
    alone = [area.name for area in programme.areas if not area.coordinators]
    yield from _about(words, alone, causes.NO_COORDINATOR)


def _kinds_nobody_takes(programme: Programme) -> list[SupportKind]:
    """The kinds that can be had in no area."""
    return [
        kind
        for kind in programme.supports
        if kind.key != FIRST_KIND
        and kind.has_counsels_words
        and not any(programme.within(a.key).can_be_had(a, kind) for a in programme.areas)
    ]


def _about_kinds(words: Words, kinds: Iterable[SupportKind], cause: Cause) -> Finding:
    kinds = list(kinds)
    names = ", ".join(dict.fromkeys(one_of(words, kind) for kind in kinds))
    return cause.said(words, "", [kind.key for kind in kinds], names=names)


def _kinds_worse(programme: Programme, words: Words) -> Iterator[Finding]:
    """Findings about kinds with several takers but no channel, or without names in a language."""
    scattered = [
        kind
        for kind in programme.supports
        if kind.key != FIRST_KIND
        and len(_takers(programme, kind.key)) > 1
        and not programme.channels.get(kind.channel_key)
        and not any(kind.channel_key in area.channels for area in programme.areas)
    ]
    names, apart = [name_of_kind(words, kind) for kind in scattered], [k.key for k in scattered]
    yield from _about(words, names, causes.KIND_NO_CHANNEL, apart)
    for kind in programme.supports:
        if missing := languages_missing(words, kind):
            name = name_of_kind(words, kind)
            languages = ", ".join(missing)
            yield causes.KIND_LANGUAGE.said(words, "", [kind.key], name=name, languages=languages)


def _worse(programme: Programme, now: datetime, words: Words) -> Iterator[Finding]:
    late = [line.name for line in late_lines(programme, now)]
    yield from _about(words, late, causes.LINES_LATE)
    yield from _kinds_worse(programme, words)
    areas, units = programme.areas, programme.units
    short = names_of(without_supporters(programme, areas))
    if len(short) < len(areas):
        yield from _about(words, short, causes.FEW_SUPPORTERS)
    yield from _about(words, names_of(without_on_call(areas)), causes.NO_ON_CALL)
    yield from _about(words, names_of(without_lead(units)), causes.NO_LEAD)
    yield from _about(words, names_of(without_cover(units)), causes.NO_COVER)
    named = {trigger.kind for trigger in programme.triggers}
    # A milestone is planned by hand and needs no trigger.
    without = set(Kind) - MILESTONES - PERSONAL - named
    if named and ANY_KIND not in named and without:
        yield causes.NO_TRIGGER.said(words, count=len(without))


def _about(
    words: Words, names: Sequence[str], cause: Cause, apart: Sequence[str] = ()
) -> Iterator[Finding]:
    """One finding about these names, or about the first few of them; none without names.

    ``apart`` are the same in no language, if the names are translated.
    """
    some, more = ", ".join(names[:NAMED]), len(names) - NAMED
    if more > 0:
        some = words("programme.and_more", names=some, more=more)
    if names:
        yield cause.said(words, "", apart or names, names=some)


# ---- what an area or a unit lacks; setting up asks the same of a coordinator's own ----


def without_channel(programme: Programme, areas: Iterable[Area]) -> list[Area]:
    """The areas whose requests would hang in no channel."""
    channels = {area.key: private_channel(programme, area.key, FIRST_KIND) for area in areas}
    return [area for area in areas if not places_of(programme, channels[area.key])]


def without_supporters(programme: Programme, areas: Iterable[Area]) -> list[Area]:
    """The areas that have no supporter of their own."""
    return [area for area in areas if not programme.takers(area, FIRST_KIND)]


def without_on_call(areas: Iterable[Area]) -> list[Area]:
    """The areas with nobody on call."""
    return [area for area in areas if not area.on_call]


def without_lead(units: Iterable[Unit]) -> list[Unit]:
    """The units with neither a lead nor somebody next in line."""
    return [unit for unit in units if not unit.leads and not unit.next_in_line]


def without_cover(units: Iterable[Unit]) -> list[Unit]:
    """The units that nobody covers during a break."""
    return [unit for unit in units if not unit.cover]


def late_lines(programme: Programme, now: datetime) -> list[SupportLine]:
    """The lines that nobody has called for too long to see that they answer."""
    day = in_zone(now, programme.zone).date()
    return [line for line in programme.lines if overdue(line, day)]


def names_of(places: Iterable[Area | Unit]) -> tuple[str, ...]:
    """The names of areas or units."""
    return tuple(place.name for place in places)

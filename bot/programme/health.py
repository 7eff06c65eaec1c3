"""What is wrong with the programme as it stands, and how to fix it; for ``doctor``."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.core.clock import in_zone
from bot.core.deployment import clock_is_doubtful, state_of
from bot.core.lines import SupportLine
from bot.core.people import Person
from bot.core.storage import Work
from bot.core.texts import Words
from bot.programme.conflicts.roles import managers_among, misplaced
from bot.programme.conflicts.triggers import ANY_KIND
from bot.programme.kinds.texts import (
    kinds_without_privacy,
    languages_missing,
    name_of_kind,
    one_of,
)
from bot.programme.model import FIRST_KIND, AuditEntry, Kind, Programme, SupportKind
from bot.programme.model.external_sources import HR
from bot.programme.people.reach import Reach, reach_of
from bot.programme.people.reference_swap import everybody_in
from bot.programme.rosters.list_status import Stand, stands_of
from bot.programme.rosters.list_texts import list_name
from bot.programme.stored.audit import is_whole
from bot.programme.stored.configuration import paused, reachable, today

VERIFIED_FOR = timedelta(days=90)
NAMED = 4


@dataclass(frozen=True)
class Finding:
    """What is wrong, and how to fix it, in the reader's words."""

    broken: bool
    """Whether somebody who asks may be left alone; otherwise things only work less well."""
    what: str
    mend: str


async def examine(work: Work, words: Words) -> list[Finding]:
    """All findings, broken things first."""
    programme, reach = await reachable(work), await reach_of(work)
    found = [
        *findings(programme, work.now, words),
        *reach_findings(programme, reach, words),
        *apart_findings(programme, reach.people, words),
        *training_findings(programme, reach.people, today(programme, work.now), words),
    ]
    found += await _list_findings(work, programme, words)
    state = await state_of(work)
    if state is not None and state.held is not None:
        what, mend = words("programme.finding.held"), words("programme.mend.release")
        found.append(Finding(True, what, mend))
    if await clock_is_doubtful(work):
        what, mend = words("programme.finding.clock"), words("programme.mend.clock")
        found.append(Finding(False, what, mend))
    if await paused(work):
        found.append(
            Finding(False, words("programme.finding.paused"), words("programme.mend.resume"))
        )
    if not is_whole(await work.of(AuditEntry).find()):
        found.append(Finding(True, words("programme.finding.audit"), words("programme.mend.audit")))
    return sorted(found, key=lambda finding: not finding.broken)


async def _list_findings(work: Work, programme: Programme, words: Words) -> list[Finding]:
    stands = await stands_of(work, programme)
    gone = await work.of(Person).find(Person.gone.is_(True), Person.active.is_(False))
    return list_findings(programme, stands, {person.reference for person in gone}, words)


def list_findings(
    programme: Programme, stands: Collection[Stand], gone: Collection[str], words: Words
) -> list[Finding]:
    """Findings about lists; ``gone`` are the people who left by HR's file."""
    late = [list_name(words, each) for each in stands if each.late and each.kind != HR]
    found = [*_about(words, late, "programme.finding.lists_late", "programme.mend.lists")]
    if any(each.kind == HR and each.state.fault for each in stands):
        text = words("programme.finding.hr_faulty")
        found.append(Finding(False, text, words("programme.mend.hr_file")))
    left = len(set(everybody_in(programme)) & set(gone))
    if left:
        text = words("programme.finding.seats_left", count=left)
        found.append(Finding(False, text, words("programme.mend.seats")))
    return found


def overdue(line: SupportLine, today: date) -> bool:
    """Whether nobody has called this line for too long to see that it answers."""
    return today - line.last_verified > VERIFIED_FOR


def findings(programme: Programme, now: datetime, words: Words) -> list[Finding]:
    """What the programme itself lacks, broken things first."""
    if not programme.areas:
        mend = words("programme.mend.apply")
        return [Finding(True, words("programme.finding.not_set_up"), mend)]
    return [*_broken(programme, words), *_worse(programme, now, words)]


def reach_findings(programme: Programme, reach: Reach, words: Words) -> list[Finding]:
    """Findings about people in roles who cannot be reached."""
    found = []
    mend = words("programme.mend.accounts")
    coordinators = {each for area in programme.areas for each in area.coordinators}
    supporters = _takers(programme, FIRST_KIND)
    if coordinators and not coordinators & reach.reached:
        found.append(Finding(True, words("programme.finding.coordinators_lost"), mend))
    if supporters and not supporters & reach.reached:
        found.append(Finding(True, words("programme.finding.supporters_lost"), mend))
    lost = [
        kind
        for kind in programme.supports
        if kind.key != FIRST_KIND
        and (people := _takers(programme, kind.key))
        and not people & reach.reached
    ]
    if lost:
        text = words("programme.finding.kind_lost", names=_kinds(lost, words))
        found.append(Finding(True, text, mend))
    if reach.missing:
        text = words("programme.finding.people_lost", count=reach.missing)
        found.append(Finding(False, text, mend))
    return found


def _takers(programme: Programme, kind: str) -> set[str]:
    """Everybody, by reference, who takes a kind's requests in some area."""
    return {each for area in programme.areas for each in programme.takers(area, kind)}


def apart_findings(programme: Programme, people: Iterable[Person], words: Words) -> list[Finding]:
    """A finding if managers or investigators take requests although they must not."""
    found = misplaced(programme, managers_among(people))
    if not found:
        return []
    text = words("programme.finding.not_apart", count=len(found))
    return [Finding(True, text, words("programme.mend.apart"))]


def training_findings(
    programme: Programme, people: Iterable[Person], day: str, words: Words
) -> list[Finding]:
    """A finding if supporters get no requests because their training is over."""
    support = _takers(programme, FIRST_KIND)
    late = [p for p in people if p.reference in support and "" < p.trained_until < day]
    if not late:
        return []
    text = words("programme.finding.training", count=len(late))
    return [Finding(False, text, words("programme.mend.training"))]


def _broken(programme: Programme, words: Words) -> Iterator[Finding]:
    if not any(line.crisis for line in programme.lines):
        mend = words("programme.mend.crisis")
        yield Finding(True, words("programme.finding.no_crisis_line"), mend)
    if not programme.channels.get(programme.kind(FIRST_KIND).channel_key):
        mend = words("programme.mend.channel")
        yield Finding(True, words("programme.finding.no_channel"), mend)
    if not _takers(programme, FIRST_KIND):
        mend = words("programme.mend.supporters")
        yield Finding(True, words("programme.finding.no_supporters"), mend)
    if missing := kinds_without_privacy(programme):
        text = words("programme.finding.no_privacy", names=_kinds(missing, words))
        yield Finding(True, text, words("programme.mend.privacy"))
    if nobody := _kinds_nobody_takes(programme):
        text = words("programme.finding.no_takers", names=_kinds(nobody, words))
        yield Finding(True, text, words("programme.mend.takers"))
    alone = [area.name for area in programme.areas if not area.coordinators]
    what, mend = "programme.finding.no_coordinator", "programme.mend.coordinator"
    yield from _about(words, alone, what, mend, broken=True)


def _kinds_nobody_takes(programme: Programme) -> list[SupportKind]:
    """The kinds that can be had in no area."""
    return [
        kind
        for kind in programme.supports
        if kind.key != FIRST_KIND
        and kind.has_counsels_words
        and not any(programme.within(a.key).can_be_had(a, kind) for a in programme.areas)
    ]


def _kinds(kinds: Iterable[SupportKind], words: Words) -> str:
    return ", ".join(dict.fromkeys(one_of(words, kind) for kind in kinds))


def _kinds_worse(programme: Programme, words: Words) -> Iterator[Finding]:
    """Findings about kinds with several takers but no channel, or without names in a language."""
    scattered = [
        name_of_kind(words, kind)
        for kind in programme.supports
        if kind.key != FIRST_KIND
        and len(_takers(programme, kind.key)) > 1
        and not programme.channels.get(kind.channel_key)
        and not any(kind.channel_key in area.channels for area in programme.areas)
    ]
    yield from _about(words, scattered, "programme.finding.kind_channel", "programme.mend.channel")
    for kind in programme.supports:
        if missing := languages_missing(words, kind):
            text = words(
                "programme.finding.kind_language",
                name=name_of_kind(words, kind),
                languages=", ".join(missing),
            )
            yield Finding(False, text, words("programme.mend.kind_language"))


def _worse(programme: Programme, now: datetime, words: Words) -> Iterator[Finding]:
    this_day = in_zone(now, programme.zone).date()
    late = [line.name for line in programme.lines if overdue(line, this_day)]
    yield from _about(words, late, "programme.finding.lines_late", "programme.mend.lines")
    yield from _kinds_worse(programme, words)
    short = [area.name for area in programme.areas if not programme.takers(area, FIRST_KIND)]
    if len(short) < len(programme.areas):
        what, mend = "programme.finding.few_supporters", "programme.mend.supporters"
        yield from _about(words, short, what, mend)
    nobody = [area.name for area in programme.areas if not area.on_call]
    yield from _about(words, nobody, "programme.finding.no_on_call", "programme.mend.on_call")
    no_lead = [unit.name for unit in programme.units if not unit.leads and not unit.next_in_line]
    yield from _about(words, no_lead, "programme.finding.no_lead", "programme.mend.lead")
    uncovered = [unit.name for unit in programme.units if not unit.cover]
    yield from _about(words, uncovered, "programme.finding.no_cover", "programme.mend.cover")
    named = {trigger.kind for trigger in programme.triggers}
    if named and ANY_KIND not in named and not set(Kind) <= named:
        text = words("programme.finding.no_trigger", count=len(set(Kind) - named))
        yield Finding(False, text, words("programme.mend.trigger"))


def _about(
    words: Words, names: list[str], what: str, mend: str, *, broken: bool = False
) -> Iterator[Finding]:
    """One finding about these names, or about the first few of them; none without names."""
    some, more = ", ".join(names[:NAMED]), len(names) - NAMED
    if more > 0:
        some = words("programme.and_more", names=some, more=more)
    if names:
        yield Finding(broken, words(what, names=some), words(mend))

"""Check what a readable playbook lacks, so that nobody in it is left alone."""

from bot.programme.conflicts.roles import investigators
from bot.programme.conflicts.triggers import ANY_KIND, too_many
from bot.programme.faults import Faults, Path
from bot.programme.model import FIRST_KIND, Area, Harm, Programme, Trigger
from bot.programme.model.default_kinds import OLD_AREA_LISTS
from bot.programme.playbook.model import Playbook

EVERYTHING = (Harm.NONE, Harm.UNKNOWN)
"""A trigger from one of these harms reacts to every report."""


def look_at_the_story(playbook: Playbook, faults: Faults) -> None:
    """Note a fault for what prevents support, and a warning for what makes it worse."""
    programme = playbook.programme
    _can_be_played(programme, faults)
    _areas(programme, faults)
    _units(programme, faults)
    _people(playbook, faults)
    _supports(programme, faults)
    _triggers(playbook, faults)
    _kept_apart(playbook, faults)
    if not programme.facts_contact:
        what = "nobody is named for questions about what happened"
        remedy = 'add facts_contact = "…" to [programme]'
        faults.add(("programme",), what, remedy, warning=True)
    if programme.open_messages:
        what = (
            "private messages hang open: where a notification on a desktop shows all of a message,"
            " somebody else at a shared screen can read it"
        )
        remedy = "take open_messages out; then each is one neutral line with a button that opens it"
        faults.add(("programme", "open_messages"), what, remedy, warning=True)
    if not any(line.emergency for line in programme.lines):
        what = "no support line is the number for danger right now"
        remedy = "add one under [[lines]] with emergency = true"
        faults.add(("lines",), what, remedy, warning=True)


def _can_be_played(programme: Programme, faults: Faults) -> None:
    if not programme.areas:
        remedy = "add one under [[areas]], with coordinators and supporters"
        faults.add(("areas",), "there is no area", remedy)
    if not programme.units:
        faults.add(("units",), "there is no unit", "add one under [[units]]")
    first = programme.kind(FIRST_KIND)
    if programme.areas and not any(programme.takers(a, FIRST_KIND) for a in programme.areas):
        remedy = "name some in an area: supporters = [work e-mails]"
        faults.add(("areas",), "nobody could take a request: there is no supporter", remedy)
    if not programme.channels.get(first.channel_key):
        remedy = f"name their private channel under [channels.{first.channel_key}], by platform"
        faults.add(("channels",), "supporters have no channel to see requests in", remedy)
    if not any(line.crisis for line in programme.lines):
        remedy = "add one under [[lines]] with crisis = true"
        faults.add(
            ("lines",), "no support line is there for a crisis: every note ends with it", remedy
        )


def _areas(programme: Programme, faults: Faults) -> None:
    some_support = any(programme.takers(area, FIRST_KIND) for area in programme.areas)
    for number, area in enumerate(programme.areas):
        path = ("areas", number)
        if not area.coordinators:
            what = f"area {area.key} has no coordinator to ask when nobody else can help"
            faults.add((*path, "coordinators"), what, "name one: coordinators = [work e-mails]")
        if some_support and not programme.takers(area, FIRST_KIND):
            what = f"area {area.key} has no supporters of its own"
            remedy = "name some: supporters = [work e-mails]"
            faults.add((*path, "supporters"), what, remedy, warning=True)
        if not area.on_call:
            what = f"area {area.key} has nobody on call for a request that no one takes"
            faults.add((*path, "on_call"), what, "name one: on_call = [work e-mails]", warning=True)


def _units(programme: Programme, faults: Faults) -> None:
    for number, unit in enumerate(programme.units):
        path = ("units", number)
        if not unit.leads and not unit.next_in_line:
            what = f"nobody leads unit {unit.key}, so a break without cover has nobody to ask"
            faults.add((*path, "leads"), what, "name one: leads = [work e-mails]", warning=True)
        if not unit.cover:
            what = f"unit {unit.key} has nobody to cover a break"
            faults.add((*path, "cover"), what, "name some: cover = [work e-mails]", warning=True)


def _triggers(playbook: Playbook, faults: Faults) -> None:
    """Note triggers that reach nobody in their units, or far too many people at once."""
    for number, trigger in enumerate(playbook.programme.triggers):
        path = ("triggers", number)
        if not trigger.ambient and not _may_reach(playbook, trigger):
            what = f"trigger {trigger.key} reaches nobody by itself: no shift is known there"
            remedy = "give people there a shift, or name a group"
            faults.add((*path, "units"), what, remedy, warning=True)
        reached = too_many(playbook.programme, trigger, len(playbook.people))
        if reached:
            what = f"one event of trigger {trigger.key} would write to {reached} people"
            remedy = f"of {len(playbook.people)} in all; name a smaller group, or none"
            faults.add((*path, "groups"), what, remedy)
        if trigger.kind == ANY_KIND and trigger.harm in EVERYTHING and not trigger.units:
            what = f"trigger {trigger.key} sends notes for every report there is, in every unit"
            remedy = 'write harm = "moderate" or the like, or name its units'
            faults.add((*path, "harm"), what, remedy, warning=True)


def _may_reach(playbook: Playbook, trigger: Trigger) -> bool:
    """Whether anybody could be on shift in its units, by the playbook or by other lists."""
    programme = playbook.programme
    units = [u for u in programme.units if not trigger.units or u.key in trigger.units]
    keys = {unit.key for unit in units}
    return (
        any(each.shift and keys & {each.unit, *each.units} for each in playbook.people)
        or any(unit.groups for unit in units)
        or any(each.unit in keys or each.person for each in programme.calendars)
        or bool(programme.hr.columns or programme.hr.units or trigger.groups)
        or not playbook.people
    )


def _people(playbook: Playbook, faults: Faults) -> None:
    """Note one warning for all people without accounts, as a new playbook may have none yet.

    Platforms look people up by their work e-mail, so nobody is told to collect ids.
    """
    alone = [n for n, entry in enumerate(playbook.people) if not entry.can_be_reached]
    if alone:
        count = f"{len(alone)} people have" if len(alone) > 1 else "1 person has"
        what = f"{count} no account here, so a platform must know their work e-mail; the first one"
        remedy = "nothing is to be done if it does; support-timeout doctor counts those it does not"
        faults.add(("people", alone[0], "accounts"), what, remedy, warning=True)


def _supports(programme: Programme, faults: Faults) -> None:
    """Note support kinds without counsel's words, and kinds that nobody can reach."""
    if not programme.kind(FIRST_KIND).has_counsels_words:
        what = "nothing says what a talk with a trained co-worker keeps private, and what may not"
        remedy = f"say private and limits of {FIRST_KIND} under [[supports]], in counsel's words"
        faults.add(_place(faults, FIRST_KIND), what, remedy, warning=True)
    for kind in programme.supports:
        if kind.key == FIRST_KIND or not kind.has_counsels_words:
            continue
        _can_be_reached(programme, kind.key, faults)
    for number, area in enumerate(programme.areas):
        _supports_there(programme, number, area, faults)


def _can_be_reached(programme: Programme, key: str, faults: Faults) -> None:
    """Note a kind that cannot be reached everywhere, unless some area has takers of its own.

    If its takers are misspelt, that fault is enough.
    """
    if faults.has_any((*_place(faults, key), "takers")):
        return
    here = [(area, programme.within(area.key)) for area in programme.areas]
    without = [area.key for area, there in here if not there.can_be_had(area, there.kind(key))]
    taken = any(programme.takers(area, key) for area in programme.areas)
    if without and not taken:
        everywhere = len(without) == len(programme.areas)
        where = "" if everywhere else f" in area {', '.join(without)}"
        remedy = "name its takers, its line, or the operator who pages it"
        faults.add(_place(faults, key), f"nobody could be reached for {key}{where}", remedy)


def _place(faults: Faults, key: str) -> Path:
    """The path of a support kind in the playbook."""
    return faults.place(("supports", key)) or ("supports",)


def _supports_there(programme: Programme, number: int, area: Area, faults: Faults) -> None:
    """Note kinds of an area whose line is not for it, or whose takers nobody can ask."""
    here = programme.within(area.key)
    for kind in here.supports:
        place = faults.place(("areas", number, kind.key)) or _place(faults, kind.key)
        if kind.line and here.line_of(kind.key) is None:
            what = f"line {kind.line} is not for area {area.key}, where it should reach {kind.key}"
            remedy = "add the area to the line's areas, or name another line below the area"
            faults.add((*place, "line"), what, remedy)
        if programme.takers(area, kind.key) and not kind.is_offered:
            what = f"people take requests of {kind.key}, but nobody is told how to ask for one"
            remedy = f"say private and limits of {kind.key} under [[supports]], in counsel's words"
            faults.add(place, what, remedy, warning=True)


def _kept_apart(playbook: Playbook, faults: Faults) -> None:
    """Note managers who take requests of kinds closed to them, and investigators who take any."""
    programme, barred = playbook.programme, investigators(playbook.programme)
    managers = {entry.manager for entry in playbook.people} - {""}
    names = {kind: name for name, kind in OLD_AREA_LISTS.items()}
    for number, area in enumerate(programme.areas):
        path = ("areas", number)
        for kind in programme.supports:
            for name in () if kind.managers else programme.takers(area, kind.key):
                if name in managers:
                    what = f"{name} is somebody's manager, and managers take no requests"
                    remedy = "take them out of supporters, or name another manager for their people"
                    faults.add((*path, "supporters"), what, remedy)
        roles = {"on_call": area.on_call}
        for kind in programme.supports:
            role = names.get(kind.key, f"the takers of {kind.key}")
            roles[role] = programme.takers(area, kind.key)
        for role, people in roles.items():
            for name in sorted(barred & set(people)):
                what = f"{name} is among the investigators, who take no requests"
                remedy = f"take them out of {role} or of investigators"
                faults.add((*path, role), what, remedy)

"""Looks over a program for its coordinators: what is there, what is missing, what is not known.

It reads the playbook, the trainings and what was published. It reads nobody's requests, and it
takes nothing for granted that is not written down here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.storage import Work
from bot.home.model import is_announced
from bot.programme import (
    channel_recipients,
    kinds_without_privacy,
    late_lines,
    names_of,
    reachable,
    today,
    without_channel,
    without_cover,
    without_lead,
    without_on_call,
    without_supporters,
)
from bot.programme.model import ANNOUNCEMENTS, FIRST_KIND, TRAINED_PEERS, Programme
from bot.reports.model import Content, PublishedTable
from bot.setup.setup_steps import unreached
from bot.supporters.model import Training


class Finding(StrEnum):
    """What can be said of one item."""

    THERE = "there"
    """There is evidence."""
    GAP = "gap"
    """It is missing, at least in part."""
    UNKNOWN = "unknown"
    """Neither can be known here."""


class Heading(StrEnum):
    """What an item belongs to."""

    POLICY = "policy"
    PEOPLE = "people"
    STRUCTURE = "structure"
    SUPPORTERS = "supporters"


@dataclass(frozen=True)
class Item:
    """One line of the assessment; its words stand under its name."""

    name: str
    heading: Heading
    finding: Finding
    names: tuple[str, ...] = ()
    """The names of what a gap concerns, of areas, units, helplines or support kinds."""
    count: int = 0
    """How many there are."""
    all: int = 0
    """Of how many."""
    period: str = ""
    """The newest period in which it was published."""


PUBLISHED = {
    "in_time": Heading.STRUCTURE,
    "soon_enough": Heading.PEOPLE,
    "helped": Heading.PEOPLE,
}
"""The tables that are evidence where they show something, by what they are evidence of."""
BUILT_IN = {
    "kept_apart": Heading.POLICY,
    "own_data": Heading.PEOPLE,
    "own_care": Heading.SUPPORTERS,
}
"""What the program does of itself, in every hospital."""
OUTSIDE = {
    "commitment": Heading.POLICY,
    "survey": Heading.PEOPLE,
    "competence": Heading.SUPPORTERS,
}
"""What nothing here can tell."""


async def assess(work: Work) -> tuple[Item, ...]:
    """Return every item, in the order of its headings."""
    programme = await reachable(work)
    found = [
        *(Item(name, heading, Finding.THERE) for name, heading in BUILT_IN.items()),
        *_of_playbook(programme, work),
        await _announced(work, programme),
        await _trained(work, programme),
        *await _published(work),
        *(Item(name, heading, Finding.UNKNOWN) for name, heading in OUTSIDE.items()),
    ]
    order = list(Heading)
    return tuple(sorted(found, key=lambda item: order.index(item.heading)))


def _of_playbook(programme: Programme, work: Work) -> Iterable[Item]:
    """The items that the playbook alone decides."""
    areas, units = programme.areas, programme.units
    structure = Heading.STRUCTURE
    privacy = tuple(kind.name or kind.key for kind in kinds_without_privacy(programme))
    yield _item("privacy", Heading.POLICY, privacy, len(programme.supports))
    yield _item("leads", structure, names_of(without_lead(units)), len(units))
    yield _item("peers", structure, names_of(without_supporters(programme, areas)), len(areas))
    professional = [kind for kind in programme.supports if kind.tier != TRAINED_PEERS]
    helpers = [k for k in professional if any(programme.can_be_had(area, k) for area in areas)]
    yield _item("professionals", structure, () if helpers else ("",), len(helpers))
    yield _item("on_call", structure, names_of(without_on_call(areas)), len(areas))
    yield _item("channel", structure, names_of(without_channel(programme, areas)), len(areas))
    yield _item("cover", structure, names_of(without_cover(units)), len(units))
    yield _item("triggers", structure, names_of(unreached(programme, units, work.now)), len(units))
    crisis = any(line.crisis for line in programme.lines)
    yield _item("crisis", structure, () if crisis else ("",), 1)
    late = tuple(line.name for line in late_lines(programme, work.now))
    yield _item("lines", structure, late, len(programme.lines))


def _item(name: str, heading: Heading, missing: Sequence[str], count: int) -> Item:
    """An item that is there where nothing is missing, and where there is something at all."""
    there = bool(count) and not missing
    finding = Finding.THERE if there else Finding.GAP
    return Item(name, heading, finding, tuple(each for each in missing if each), count)


async def _announced(work: Work, programme: Programme) -> Item:
    channels = channel_recipients(programme, ANNOUNCEMENTS)
    posted = [await is_announced(work, channel) for channel in channels]
    finding = Finding.THERE if posted and all(posted) else Finding.GAP
    return Item("announced", Heading.POLICY, finding)


async def _trained(work: Work, programme: Programme) -> Item:
    """How many peers have a training on record that counts today; nobody is named."""
    peers = {peer for area in programme.areas for peer in programme.takers(area, FIRST_KIND)}
    day = today(programme, work.now)
    trained = {
        training.person
        for training in await work.of(Training).find()
        if training.person in peers and (not training.until or training.until >= day)
    }
    finding = Finding.THERE if peers and trained == peers else Finding.GAP
    return Item("trained", Heading.SUPPORTERS, finding, count=len(trained), all=len(peers))


async def _published(work: Work) -> list[Item]:
    """Whether the numbers that are evidence were published, and of which period the newest is."""
    newest: dict[str, str] = {}
    for table in await work.of(PublishedTable).find():
        content = Content.parse(table.content)
        numbers = (*content.cells.values(), *content.times.values())
        shows = content.withheld is None and any(number is not None for number in numbers)
        if table.name in PUBLISHED and shows:
            newest[table.name] = max(newest.get(table.name, ""), table.period)
    return [
        Item(name, heading, Finding.THERE, period=newest[name])
        if name in newest
        else Item(name, heading, Finding.UNKNOWN)
        for name, heading in PUBLISHED.items()
    ]

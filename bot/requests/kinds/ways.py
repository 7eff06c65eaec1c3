"""The ways to talk that are open to one reader now, looked up for the cards that show them."""

from dataclasses import dataclass
from datetime import timedelta

from bot.adverse_events.model import AdverseEvent, Episode
from bot.check_ins import place_of, reader_of
from bot.core.context import Context
from bot.core.lines import SupportLine
from bot.duty import Availability
from bot.programme.model import FIRST_KIND, Kind, Ladder, SupportKind
from bot.requests.open_ways import open_ways
from bot.requests.queries import asked_by

MOST_ON_THE_CARD = 4
"""The first choice shows this many ways; the others stand behind More."""


@dataclass(frozen=True)
class Way:
    """One way to talk: what it is, and how its reader can take it now."""

    can: Availability
    line: SupportLine | None = None
    """Its own telephone line."""
    contact_within: timedelta = Ladder().confirm
    """How soon after a yes they make contact, or others are asked."""
    asked: bool = False
    """Whether its reader has asked for it already."""

    @property
    def kind(self) -> SupportKind:
        """The support kind."""
        return self.can.kind

    @property
    def is_first(self) -> bool:
        """Whether it is of the kind that every programme has."""
        return self.kind.key == FIRST_KIND


async def ways_for(context: Context, episode: str) -> list[Way]:
    """Return the ways open to the reader of a card, those who can help soonest first.

    Who coaches talks with families comes before all others where the episode is about such a
    talk, and after them elsewhere.

    ``episode`` is the reference of the episode that the card is about, or empty.
    """
    person = await reader_of(context, episode)
    programme, area = await place_of(context, episode)
    held = await context.work.of(Episode).get(episode) if episode else None
    events = (held.event,) if held is not None and held.event is not None else ()
    found = await open_ways(context.work, programme, area, person, events)
    live = await asked_by(context.work, person.reference) if person else []
    asked = {request.option for request in live}
    ways = [
        Way(
            can,
            programme.line_of(can.kind.key),
            programme.ladder_for(can.kind.key).confirm,
            can.kind.key in asked,
        )
        for can in found
    ]
    coaches = [way for way in ways if way.kind.coaches]
    others = [way for way in ways if not way.kind.coaches]
    if await _disclosure_is_ahead(context, events):
        return [*coaches, *others]
    return [*others, *coaches]


async def _disclosure_is_ahead(context: Context, events: tuple[str, ...]) -> bool:
    """Whether one of these events is a talk with a family about what happened."""
    found = [await context.work.of(AdverseEvent).get(each) for each in events]
    return any(event is not None and event.kind == Kind.DISCLOSURE_TALK for event in found)


def on_the_card(ways: list[Way]) -> tuple[list[Way], list[Way]]:
    """Part the ways into those of the first card, the first kind among them, and the others."""
    first = next((way for way in ways if way.is_first), None)
    shown = ways[:MOST_ON_THE_CARD]
    if first is not None and first not in shown:
        shown = [*shown[:-1], first]
    return shown, [way for way in ways if way not in shown]

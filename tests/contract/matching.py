"""Verbs for the contract tests of who may take what: people as they are, and what they press."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.adverse_events.audience import audience_index
from bot.adverse_events.model import AdverseEvent, Episode, EpisodeState
from bot.core.people import Person
from bot.core.storage import Work, in_one_work, new_reference
from bot.programme import current, put
from bot.programme.model import Harm, Kind
from bot.requests.model import LIVE, SupportRequest
from tests.contract.stage import Shown, Stage
from tests.sealed import sealed_text
from tests.wording import phrase

NOW = timedelta()
REFUSED = phrase("support_requests.not_for_you")


async def is_now(stage: Stage, user: str, **changes: Any) -> None:
    """Somebody is otherwise than the sample hospital has them."""

    async def write(work: Work) -> None:
        person = await work.of(Person).get(stage.world.people[user])
        assert person is not None
        await work.save(replace(person, **changes))

    await in_one_work(stage.world.storage, write)


async def area_is(stage: Stage, **changes: Any) -> None:
    """The one area is otherwise than the sample hospital has it."""

    async def write(work: Work) -> None:
        programme = await current(work)
        (area,) = programme.areas
        await put(work, replace(programme, areas=(replace(area, **changes),)))

    await in_one_work(stage.world.storage, write)


async def it_was_after(stage: Stage, *users: str, unit: str = "icu") -> None:
    """The open request came after an event with these people on its list, its person first."""

    async def write(work: Work) -> None:
        event = AdverseEvent(
            reference=new_reference(),
            area="main",
            unit=unit,
            kind=Kind.OTHER,
            harm=Harm.SEVERE,
            occurred_at=work.now,
            reported_at=work.now,
        )
        await work.add(event)
        episodes = [await _episode(work, event, stage.world.people[user]) for user in users]
        (request,) = await work.of(SupportRequest).find(SupportRequest.state.one_of(LIVE))
        await work.save(replace(request, episode=episodes[0]))

    await in_one_work(stage.world.storage, write)


async def _episode(work: Work, event: AdverseEvent, person: str) -> str:
    episode = Episode(
        reference=new_reference(),
        area="main",
        begun_at=work.now,
        event=event.reference,
        whose=work.vault.blind_index("whose", person),
        audience_index=audience_index(work, event.reference, person),
        state=EpisodeState.WRITTEN,
        first_note_at=work.now,
    )
    await work.add(episode)
    await work.vault.seal(sealed_text(episode.reference, "person"), person)
    return episode.reference


async def asks(stage: Stage, user: str = "sam") -> Shown:
    """Somebody asks for a peer; the card that says where it stands."""
    who = stage.person(user)
    await who.types("/support talk peer")
    await who.presses("check_in.peer")
    await stage.pass_time(NOW)
    (status,) = [m for m in await who.reads() if "request.withdraw" in m.buttons]
    return status


async def tries(stage: Stage, user: str) -> Shown:
    """A supporter presses the button of the card in the channel."""
    return await stage.person(user).presses("request.claim")


async def the_card(stage: Stage, user: str = "pat") -> Shown:
    """The newest card that can be claimed, as a supporter sees it."""
    await stage.pass_time(NOW)
    return [m for m in await stage.person(user).reads() if "request.claim" in m.buttons][-1]


async def wishes(stage: Stage, user: str = "sam", **chosen: Any) -> Shown:
    """The person of a request opens their preferences and sends these; what is answered."""
    who = stage.person(user)
    form = await who.presses("request.preferences")
    assert form.is_form
    answer = await who.sends(form, **chosen)
    await stage.pass_time(NOW)
    return answer


async def status_of(stage: Stage, user: str = "sam") -> Shown:
    """The card that says where somebody's request stands, as it hangs now."""
    return [m for m in await stage.person(user).reads() if "request.withdraw" in m.buttons][-1]

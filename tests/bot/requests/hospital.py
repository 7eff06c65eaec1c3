"""Verbs for the tests of talks: somebody asks, somebody takes it, and what is stored of it."""

from bot.adverse_events.audience import audience_index
from bot.adverse_events.model import Episode, EpisodeState
from bot.core.conversation import Answer, Ask
from bot.core.jobs import Job
from bot.core.screens import Card, Form
from bot.core.storage import Work, in_one_work, new_reference
from bot.requests.model import SupportRequest
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import World, text_of

ANY = "check_in.peer"
WHO_FIRST = "check_in.peer_who_first"
TAKEN = phrase("support_requests.taken")
REFUSED = phrase("support_requests.not_for_you")


async def ask_for_peer(world: World, user: str = "sam", mode: str = ANY, episode: str = "") -> str:
    """Press a door and let what is due go out; the reference of the request."""
    answer = await world.press(user, mode, episode)
    await world.settle()
    return card_of(answer).subject


async def take(world: World, user: str, request: str) -> Answer:
    """The two taps of a supporter: the card's button, the dialog's."""
    answer = await world.press(user, "request.claim", request, at="#peers")
    if not isinstance(answer, Ask) or answer.form.name != "request.take":
        return answer
    answer = await world.submit(user, answer)
    await world.settle()
    return answer


async def say_yes(world: World, user: str, request: str) -> Answer:
    """The two taps of somebody who is shown who first."""
    answer = await world.submit(user, await world.press(user, "request.who", request))
    await world.settle()
    return answer


async def press(world: World, user: str, action: str, subject: str) -> Answer:
    """Press, and let what is due go out."""
    answer = await world.press(user, action, subject)
    await world.settle()
    return answer


def card_of(answer: Answer) -> Card:
    assert hasattr(answer, "card"), answer
    card = answer.card
    assert isinstance(card, Card)
    return card


def form_of(answer: Answer) -> Form:
    assert isinstance(answer, Ask), answer
    return answer.form


async def stored(world: World, request: str) -> SupportRequest:
    async with world.storage.reading() as work:
        found = await work.of(SupportRequest).get(request)
    assert found is not None
    return found


async def all_requests(world: World) -> list[SupportRequest]:
    async with world.storage.reading() as work:
        return await work.of(SupportRequest).find()


async def jobs_of(world: World, request: str) -> list[Job]:
    async with world.storage.reading() as work:
        return await work.of(Job).find(Job.subject.is_(request), order_by=Job.due_at)


async def episode_of(world: World, user: str, event: str = "e1") -> str:
    """Put somebody on an event's list; the reference of their episode."""

    async def write(work: Work) -> str:
        person = world.people[user]
        episode = Episode(
            reference=new_reference(),
            area="main",
            begun_at=work.now,
            event=event,
            whose=work.vault.blind_index("whose", person),
            audience_index=audience_index(work, event, person),
            state=EpisodeState.WRITTEN,
            first_note_at=work.now,
        )
        await work.add(episode)
        await work.vault.seal(sealed_text(episode.reference, "person"), person)
        return episode.reference

    return await in_one_work(world.storage, write)


async def give_phone(world: World, user: str, number: str) -> None:
    async def write(work: Work) -> None:
        await work.vault.seal(sealed_text(world.people[user], "phone"), number)

    await in_one_work(world.storage, write)


def hanging(world: World, where: str, request: str, screen: str) -> list[Card]:
    """The cards of a screen about a request that hang in a conversation, as they stand now."""
    cards = world.sees(where).messages.values()
    return [card for card in cards if (card.screen, card.subject) == (screen, request)]


def actions(card: Card) -> list[str]:
    return [button.action for button in card.buttons]


def reads(world: World, user: str) -> str:
    """Everything that hangs with somebody now, as text."""
    return "\n".join(text_of(card) for card in world.sees(user).messages.values())

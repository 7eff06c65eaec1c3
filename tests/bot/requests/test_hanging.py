"""A request whose card is gone: it hangs anew where somebody can take it, or somebody is asked."""

from dataclasses import replace
from datetime import timedelta

from bot.core.errors import RecipientGone
from bot.core.platforms import note_open
from bot.core.seen import ShownCard
from bot.core.storage import Work, in_one_work
from bot.programme.stored.configuration import current, put
from bot.requests.model import RequestState
from tests.bot.duty.rota_kit import person_is
from tests.bot.requests.hospital import (
    REFUSED,
    ask_for_peer,
    hanging,
    jobs_of,
    stored,
    take,
)
from tests.bot.requests.test_handing import hand_to, held_by_pat
from tests.bot.requests.test_ladder import area_is
from tests.world import World, takers, text_of

MINUTE = timedelta(minutes=1)
CLAIM = "request.claim_card"


async def channels_are(world: World, **places: str) -> None:
    """The channel for claims, by platform."""

    async def write(work: Work) -> None:
        programme = await current(work)
        await put(work, replace(programme, channels={"claims": places} if places else {}))

    await in_one_work(world.storage, write)


async def peers_are(world: World, *users: str) -> None:
    async def write(work: Work) -> None:
        programme = await current(work)
        (area,) = programme.areas
        people = tuple(world.people[user] for user in users)
        area = replace(area, supports={**area.supports, **takers(peer=people)})
        await put(work, replace(programme, areas=(area,)))

    await in_one_work(world.storage, write)


async def gone(world: World, where: str, request: str) -> None:
    """The next redraw in a conversation is answered that the card is gone."""
    world.platform.fail[where] = [RecipientGone()]
    await world.redraw(request)


async def test_without_a_channel_one_private_card_is_enough_and_the_last_one_is_not_lost() -> None:
    world = await World.make()
    await channels_are(world)
    await peers_are(world, "pat", "quinn")
    request = await ask_for_peer(world)
    assert hanging(world, "pat", request, CLAIM)
    assert hanging(world, "quinn", request, CLAIM)
    posts = world.platform.posts
    await world.pass_time(2 * MINUTE)
    assert world.platform.posts == posts
    world.platform.fail["quinn"] = [RecipientGone()]
    await gone(world, "pat", request)
    await world.pass_time(11 * MINUTE)
    await world.pass_time(MINUTE)
    assert len(hanging(world, "pat", request, CLAIM)) == 2
    assert len(hanging(world, "quinn", request, CLAIM)) == 2


async def test_a_first_supporter_who_comes_later_is_asked() -> None:
    world = await World.make()
    await channels_are(world)
    await peers_are(world, "sam")
    request = await ask_for_peer(world)
    assert not hanging(world, "sam", request, CLAIM), "nobody is asked to support themselves"
    await peers_are(world, "sam", "pat")
    await world.pass_time(MINUTE)
    assert len(hanging(world, "pat", request, CLAIM)) == 1


async def test_a_platform_that_opens_later_gets_the_cards_that_wait() -> None:
    world = await World.make()
    await in_one_work(world.storage, lambda work: note_open(work, "practice"))
    await channels_are(world, practice="#peers", slack="T1:C1")
    request = await ask_for_peer(world)
    assert [job.recipient for job in await jobs_of(world, request) if job.screen == CLAIM] == [
        "channel:claims:practice"
    ]
    await in_one_work(world.storage, lambda work: note_open(work, "practice", "slack"))
    await world.pass_time(MINUTE)
    planned = {job.recipient for job in await jobs_of(world, request) if job.screen == CLAIM}
    assert planned == {"channel:claims:practice", "channel:claims:slack"}


async def test_a_card_that_is_gone_is_forgotten_with_its_address() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    async with world.storage.reading() as work:
        (before,) = await work.of(ShownCard).find(ShownCard.screen.is_(CLAIM))
    await gone(world, "#peers", request)
    async with world.storage.reading() as work:
        assert await work.of(ShownCard).get(before.reference) is None
        assert await work.vault.open(before.address) is None


async def test_a_request_that_is_taken_before_its_card_hangs_anew_needs_none() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await gone(world, "#peers", request)
    posts = len(world.sees("#peers").messages)
    await take(world, "pat", request)
    await world.pass_time(15 * MINUTE)
    assert len(world.sees("#peers").messages) == posts


async def test_a_colleague_whose_card_is_gone_is_not_waited_for() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    world.platform.fail["quinn"] = [RecipientGone()]
    await world.redraw(request)
    assert (await stored(world, request)).state is RequestState.OPEN


async def test_who_holds_it_gets_the_card_again_once() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    for _ in range(2):
        await gone(world, "pat", request)
    assert len(hanging(world, "pat", request, "request.held")) == 2


async def test_without_a_channel_who_stays_free_for_residents_gets_the_same_card() -> None:
    world = await World.make()
    await channels_are(world)
    await peers_are(world, "pat", "quinn")
    await person_is(world, "pat", dedicated_to=("resident",))
    await world.command("quinn", "/support duty on")
    request = await ask_for_peer(world)
    (card,), (other,) = (hanging(world, user, request, CLAIM) for user in ("pat", "quinn"))
    assert card.parts == other.parts
    assert REFUSED in text_of(await take(world, "pat", request))
    await world.pass_time(21 * MINUTE)
    assert len(hanging(world, "pat", request, CLAIM)) == 1
    await take(world, "pat", request)
    assert (await stored(world, request)).state is RequestState.CLAIMED


async def test_without_a_channel_a_wish_leaves_nobody_without_a_card() -> None:
    world = await World.make()
    await channels_are(world)
    await peers_are(world, "pat", "quinn")
    await person_is(world, "quinn", languages=("es",))
    request = await ask_for_peer(world)
    form = await world.press("sam", "request.preferences", request)
    await world.submit("sam", form, language="es")
    world.platform.fail["quinn"] = [RecipientGone()]
    await gone(world, "pat", request)
    await world.pass_time(12 * MINUTE)
    assert REFUSED in text_of(await take(world, "pat", request))
    for user in ("pat", "quinn"):
        assert len(hanging(world, user, request, CLAIM)) == 2


async def test_without_a_channel_who_holds_enough_has_the_card_for_later() -> None:
    world = await World.make()
    await channels_are(world)
    await peers_are(world, "pat", "quinn")
    await area_is(world, supporter_cap=1)
    await take(world, "pat", await ask_for_peer(world, "lena"))
    request = await ask_for_peer(world)
    assert len(hanging(world, "pat", request, CLAIM)) == 1

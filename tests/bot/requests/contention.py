"""Many who take one request at once: one body for every storage."""

import asyncio
from dataclasses import replace

from bot.core.conversation import Ask
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.requests.model import RequestState
from tests.bot.requests.hospital import TAKEN, ask_for_peer, stored
from tests.sealed import sealed_text
from tests.some import some
from tests.world import World, takers_in, text_of


async def nobody_else_wins(world: World, claimers: int) -> None:
    """All of them send the dialog at the same moment; one sees the contact, the others why not."""
    names = [f"peer{n}" for n in range(claimers)]

    async def hire(work: Work) -> None:
        for name in names:
            await world.add_person(work, name.capitalize(), "nurse", "float")
        programme = await current(work)
        area = programme.areas[0]
        more = (*takers_in(area), *(world.people[name] for name in names))
        changed = area.with_takers("peer", more)
        await put(work, replace(programme, areas=(changed,)))

    await in_one_work(world.storage, hire)
    request = await ask_for_peer(world)
    dialogs = [await world.press(name, "request.claim", request) for name in names]
    assert all(isinstance(dialog, Ask) for dialog in some(dialogs))
    answers = await asyncio.gather(
        *(world.submit(name, dialog) for name, dialog in zip(names, dialogs, strict=True))
    )
    said = [text_of(answer) for answer in answers]
    assert sum("Sam Rivera" in text for text in said) == 1
    assert sum(TAKEN in text for text in said) == claimers - 1
    now = await stored(world, request)
    assert (now.state, now.round) == (RequestState.CLAIMED, 0)
    winner = names[next(n for n, text in enumerate(said) if "Sam Rivera" in text)]
    async with world.storage.reading() as work:
        assert await work.vault.open(sealed_text(request, "supporter.0")) == world.people[winner]

"""The person's own word on a talk: soon enough, and did it help. Counted, and tied to nobody.

Once a talk is done, the card in the person's chat leads to a token that knows neither the talk nor
its people. An answer waits in a queue until there are several, or for the daily sweep, so that no
count changes at the moment of somebody's press.
"""

from dataclasses import replace

from bot.adverse_events.model import Episode
from bot.core.context import Context, want_redraw
from bot.core.conversation import Press
from bot.core.jobs import Recipient, RecipientKind
from bot.core.people import person_behind
from bot.core.records import TEXT, SealedValue
from bot.core.routes import Reply, replace_card
from bot.core.screens import Card
from bot.core.seen import Reader, ShownCard, forget_shown
from bot.core.storage import Work, new_reference
from bot.requests.feedback import screens
from bot.requests.feedback.handlers import KEPT_FOR, week_from_now
from bot.requests.model import (
    ABOUT_TIME,
    AskerAnswer,
    AskerToken,
    Origin,
    RequestEnded,
    TalkAnswer,
    TalkRated,
)
from bot.requests.names import CALL_COMING
from bot.requests.screens import STATUS, STILL_THERE

FEWEST = 5
"""How many answers are counted together, unless a day goes by before."""


async def put_questions(context: Context, fact: RequestEnded) -> None:
    """Let the card of a talk that is done ask its person; without such a card nothing is asked."""
    shown = await _newest_status(context.work, fact.request) if fact.done else None
    if shown is None:
        return
    token = AskerToken(
        reference=new_reference(),
        area=fact.area,
        erase_at=week_from_now(context.now),
        origin=fact.origin,
        # Who did not ask for a call is not asked whether it came soon enough.
        soon_said=fact.origin is Origin.CALL,
    )
    await context.work.add(token)
    person = await person_behind(context.work, Episode.person.of(fact.episode))
    reader = _reader(context.work, person.reference if person else token.reference)
    fresh = await _under_new_name(context.work, shown, token, reader)
    if person is not None:
        # Nothing will lead to them when it is drawn.
        await context.work.vault.seal(fresh.reader, Reader(person.locale, person.zone))
    await want_redraw(context.work, fresh)


async def _newest_status(work: Work, request: str) -> ShownCard | None:
    found = [
        shown
        for shown in await work.of(ShownCard).find(
            ShownCard.subject.is_(request),
            ShownCard.screen.one_of((STATUS, STILL_THERE, CALL_COMING)),
        )
        if Recipient.parse(shown.recipient).kind is RecipientKind.SEALED
        and await work.vault.open(shown.message) is not None
    ]
    return max(found, key=lambda shown: shown.at, default=None)


def _reader(work: Work, person: str) -> str:
    """The recipient of a person's card: a blind index, which says nothing without our key."""
    index = work.vault.blind_index("closed_talk", person)
    return str(Recipient.sealed(SealedValue(index, "person", TEXT)))


async def forget_questions(work: Work, person: str) -> None:
    """Forget where the questions to a person (by reference) hang, and their tokens."""
    for shown in await work.of(ShownCard).find(
        ShownCard.recipient.is_(_reader(work, person)), ShownCard.screen.is_(screens.CLOSED_TALK)
    ):
        token = await work.of(AskerToken).get(shown.subject)
        if token is not None:
            await work.remove(token)
        await forget_shown(work, shown)


async def _under_new_name(
    work: Work, shown: ShownCard, token: AskerToken, reader: str
) -> ShownCard:
    """Move a shown card to a record that neither names the request nor when it was posted."""
    fresh = ShownCard(
        reference=new_reference(),
        subject=token.reference,
        screen=screens.CLOSED_TALK,
        recipient=reader,
        at=token.erase_at - KEPT_FOR,
        blind_index=shown.blind_index,
        closes=shown.closes,
    )
    await work.add(fresh)
    address, message = await work.vault.open(shown.address), await work.vault.open(shown.message)
    if address is not None and message is not None:
        await work.vault.seal(fresh.address, address)
        await work.vault.seal(fresh.message, message)
    await forget_shown(work, shown)
    return fresh


async def rated(context: Context, press: Press, subject: str) -> Reply:
    """Put an answer into the queue; each question is answered once."""
    wanted = screens.RateSubject.of_subject(subject)
    token = await context.need(AskerToken, wanted.token)
    about_time = wanted.answer in ABOUT_TIME
    if token.soon_said if about_time else token.helped_said:
        return replace_card(screens.CLOSED_TALK, token.reference)
    answer = TalkAnswer(
        reference=new_reference(), area=token.area, answer=wanted.answer, origin=token.origin
    )
    await context.work.add(answer)
    token = replace(
        token,
        soon_said=token.soon_said or about_time,
        helped_said=token.helped_said or not about_time,
    )
    if await context.work.of(TalkAnswer).count() >= FEWEST:
        await count_answers(context)
    if token.soon_said and token.helped_said:
        await context.forget_cards(token.reference)
        await context.work.remove(token)
        return replace_card(screens.RATED)
    await context.work.save(token)
    return replace_card(screens.CLOSED_TALK, token.reference)


async def count_answers(context: Context) -> None:
    """Have all waiting answers counted, and empty the queue."""
    for answer in await context.work.of(TalkAnswer).find():
        context.tell(TalkRated(answer.area, AskerAnswer(answer.answer), answer.origin))
        await context.work.remove(answer)


async def tidy_questions(context: Context) -> None:
    """Count what waits, and forget where the cards hang; tokens nobody used go after a week."""
    await count_answers(context)
    for token in await context.work.of(AskerToken).find():
        await context.forget_cards(token.reference)
        if token.erase_at <= context.now:
            await context.work.remove(token)


async def draw_closed_talk(context: Context, subject: str) -> Card:
    """The talk is closed; the questions that are still to be answered are there."""
    token = await context.work.of(AskerToken).get(subject) if subject else None
    return screens.closed_talk_card(context.words, context.lines, token)

"""A request is handed to one colleague, who has to take it; nobody is given one silently."""

from datetime import timedelta

import pytest

from bot.core.inputs import Choice
from bot.core.storage import Work, in_one_work
from bot.requests.model import RequestState
from tests.bot.requests.hospital import (
    REFUSED,
    TAKEN,
    WHO_FIRST,
    actions,
    ask_for_peer,
    episode_of,
    form_of,
    hanging,
    press,
    reads,
    say_yes,
    stored,
    take,
)
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import World, text_of

NOT_THEM = phrase("support_requests.hand_off.not_them")
CLOSED = phrase("core.gone")
NOT_WITH_YOU = phrase("support_requests.not_with_you")
MINUTE = timedelta(minutes=1)


async def held_by_pat(world: World, mode: str = "check_in.peer", episode: str = "") -> str:
    request = await ask_for_peer(world, "sam", mode, episode=episode)
    await take(world, "pat", request)
    return request


async def hand_to(world: World, colleague: str, request: str, by: str = "pat") -> str:
    """Pick a colleague in the dialog; what is answered."""
    form = form_of(await world.press(by, "request.hand_off", request))
    answer = await world.submit(by, form, colleague=world.people[colleague])
    await world.settle()
    return text_of(answer)


async def test_the_contact_leaves_at_once_and_the_colleague_sees_no_name() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    assert phrase("support_requests.hand_off.sent") in await hand_to(world, "quinn", request)
    now = await stored(world, request)
    assert (now.state, now.held_by, now.round) == (RequestState.HANDED, None, 1)
    assert NOT_WITH_YOU in text_of(await world.press("pat", "request.contact", request))
    (card,) = hanging(world, "quinn", request, "request.handed")
    assert actions(card) == ["request.claim", "request.not_me"]
    assert "Sam" not in reads(world, "quinn")
    assert "ICU" not in reads(world, "quinn")


async def test_who_handed_it_on_reads_so_and_never_what_came_of_it() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    (before,) = hanging(world, "pat", request, "request.held")
    assert phrase("support_requests.held.handed") in text_of(before)
    await press(world, "quinn", "request.not_me", f"{request}:1")
    (after,) = hanging(world, "pat", request, "request.held")
    assert text_of(after) == text_of(before)


async def test_the_person_is_told_once_gently_and_until_when() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    before = len(world.sees("sam").messages)
    await hand_to(world, "quinn", request)
    assert len(world.sees("sam").messages) == before + 1
    last = world.sees("sam").last
    assert phrase("support_requests.handed_on") in text_of(last)
    assert phrase("support_requests.handed_on", time="9:30 AM") in text_of(last)
    assert {"request.someone_else", "request.withdraw"} <= set(actions(last))
    assert "Quinn" not in text_of(last)


async def test_who_was_asked_may_not_take_it_once_its_person_wants_somebody_else() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    await press(world, "sam", "request.someone_else", f"{request}:1")
    assert (await stored(world, request)).state is RequestState.OPEN
    assert phrase("support_requests.not_for_you") in text_of(await take(world, "quinn", request))
    await take(world, "uma", request)
    assert (await stored(world, request)).state is RequestState.CLAIMED


async def test_the_colleague_takes_it_in_two_taps_and_sees_the_contact() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    assert "Sam Rivera" in text_of(await take(world, "quinn", request))
    (card,) = hanging(world, "quinn", request, "request.handed")
    assert card.buttons == ()


async def test_nobody_else_can_take_it_meanwhile() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    for other in ("uma", "pat"):
        assert TAKEN in text_of(await world.press(other, "request.claim", request))
    assert phrase("support_requests.queue.empty") in text_of(
        await world.command("uma", "/support queue")
    )
    (card,) = hanging(world, "#peers", request, "request.claim_card")
    assert TAKEN in text_of(card)


async def test_through_who_first_the_person_is_asked_again() -> None:
    world = await World.make()
    request = await held_by_pat(world, WHO_FIRST)
    await say_yes(world, "sam", request)
    await hand_to(world, "quinn", request)
    assert "Sam" not in text_of(await take(world, "quinn", request))
    assert (await stored(world, request)).state is RequestState.OFFERED
    assert "Quinn Mayer" in text_of(await world.press("sam", "request.who", request))
    await say_yes(world, "sam", request)
    assert "Sam Rivera" in text_of(await world.press("quinn", "request.contact", request))


async def test_the_colleague_may_leave_it_and_everybody_is_asked_at_once() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    before = len(world.sees("sam").messages)
    answer = await press(world, "quinn", "request.not_me", f"{request}:1")
    assert phrase("support_requests.hand_off.over") in text_of(answer)
    assert (await stored(world, request)).state is RequestState.OPEN
    (card,) = hanging(world, "#peers", request, "request.claim_card")
    assert "request.claim" in actions(card)
    # The note they have says it already; it is redrawn, and no other one comes.
    assert len(world.sees("sam").messages) == before
    assert phrase("support_requests.asked.handed") in text_of(world.sees("sam").last)


async def test_whom_it_was_handed_to_can_leave_only_what_is_before_them() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    await press(world, "uma", "request.not_me", f"{request}:1")
    assert (await stored(world, request)).state is RequestState.HANDED
    await press(world, "quinn", "request.not_me", f"{request}:1")
    await take(world, "uma", request)
    await press(world, "quinn", "request.not_me", f"{request}:1")
    assert (await stored(world, request)).state is RequestState.CLAIMED


async def test_after_half_an_hour_without_an_answer_everybody_is_asked() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    await world.pass_time(29 * MINUTE)
    assert (await stored(world, request)).state is RequestState.HANDED
    await world.pass_time(MINUTE)
    now = await stored(world, request)
    assert now.state is RequestState.OPEN
    assert now.next_step_at is not None
    assert TAKEN not in text_of(await world.press("uma", "request.claim", request))


async def test_the_auditor_gives_a_handed_request_without_a_next_step_one() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)

    async def lose(work: Work) -> None:
        from bot.core.jobs import Job, JobState  # noqa: PLC0415 - only here

        for job in await work.of(Job).find(
            Job.subject.is_(request), Job.state.is_(JobState.PENDING)
        ):
            await work.remove(job)

    await in_one_work(world.storage, lose)
    await world.pass_time(timedelta(minutes=40))
    assert (await stored(world, request)).state is RequestState.OPEN


@pytest.mark.parametrize("colleague", ["quinn", "pat", "uma", "nora"])
async def test_every_reason_against_a_colleague_has_the_same_line(colleague: str) -> None:
    # Quinn was near the same event, Pat asks for himself, Uma was let go, Nora takes no requests.
    world = await World.make()
    episode = await episode_of(world, "sam")
    await episode_of(world, "quinn")
    request = await ask_for_peer(world, "sam", episode=episode)
    await take(world, "uma", request)
    await press(world, "sam", "request.someone_else", request)
    await take(world, "pat", request)
    before = await stored(world, request)
    assert NOT_THEM in await hand_to(world, colleague, request)
    assert await stored(world, request) == before
    assert hanging(world, colleague, request, "request.handed") == []
    assert "Sam Rivera" in text_of(await world.press("pat", "request.contact", request))


async def test_who_holds_enough_already_is_not_asked() -> None:
    world = await World.make()
    for user in ("nora", "theo"):
        await take(world, "quinn", await ask_for_peer(world, user))
    request = await held_by_pat(world)
    assert NOT_THEM in await hand_to(world, "quinn", request)


async def test_at_night_only_who_is_on_duty_is_on_the_list() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await world.pass_time(timedelta(hours=3))
    await press(world, "pat", "request.reached", request)
    await world.command("uma", "/support duty on")
    await world.pass_time(timedelta(hours=10))  # 22:00
    form = form_of(await world.press("pat", "request.hand_off", request))
    (choice,) = form.inputs
    assert isinstance(choice, Choice)
    on_duty = phrase("support_requests.hand_off.on_duty", name="Uma Castell")
    assert [option.label for option in choice.options] == [on_duty]
    assert NOT_THEM in await hand_to(world, "quinn", request)


async def test_the_list_leaves_nobody_out_for_what_the_person_wishes() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await press(world, "sam", "request.someone_else", request)
    await take(world, "uma", request)
    form = form_of(await world.press("uma", "request.hand_off", request))
    (choice,) = form.inputs
    assert [o.label for o in choice.options] == ["Pat Okafor", "Quinn Mayer"]  # type: ignore[union-attr]


async def test_typed_with_a_name_it_is_asked_at_once() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    code = (await stored(world, request)).code
    answer = await world.command("pat", f"/support hand off {code} @quinn")
    await world.settle()
    assert phrase("support_requests.held.handed") in text_of(answer)
    assert hanging(world, "quinn", request, "request.handed")
    shown = await world.command("quinn", f"/support claim {code}")
    assert phrase("support_requests.take.what") in text_of(shown)


async def test_typed_without_a_name_it_shows_the_way_to_the_list() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    code = (await stored(world, request)).code
    answer = await world.command("pat", f"/support hand off {code}")
    assert phrase("support_requests.hand_off.ask", code=code) in text_of(answer)
    assert form_of(await world.press("pat", "request.hand_off", request)).inputs


async def test_typed_with_somebody_who_may_not_it_is_refused_and_stays() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    before = await stored(world, request)
    answer = await world.command("pat", f"/support hand off {before.code} @nora")
    assert NOT_THEM in text_of(answer)
    assert await stored(world, request) == before


async def test_only_the_holder_can_hand_it_on() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    form = form_of(await world.press("pat", "request.hand_off", request))
    before = await stored(world, request)
    for other in ("quinn", "sam", "kit"):
        assert NOT_WITH_YOU in text_of(await world.press(other, "request.hand_off", request))
        answer = await world.submit(other, form, colleague=world.people["uma"])
        assert CLOSED in text_of(answer)
    assert await stored(world, request) == before


async def test_what_changed_since_they_were_asked_is_checked_when_they_take_it() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    request = await held_by_pat(world, episode=episode)
    await hand_to(world, "quinn", request)
    await episode_of(world, "quinn")
    assert REFUSED in text_of(await world.press("quinn", "request.claim", request))


async def test_the_person_may_stop_it_or_have_the_others_asked() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    await world.press_in("sam", "request.someone_else")
    await world.settle()
    assert (await stored(world, request)).state is RequestState.OPEN
    assert "Sam Rivera" in text_of(await take(world, "uma", request))
    await hand_to(world, "quinn", request, by="uma")
    await press(world, "sam", "request.withdraw", request)
    assert (await stored(world, request)).state is RequestState.WITHDRAWN
    assert phrase("support_requests.hand_off.over") in text_of(
        hanging(world, "quinn", request, "request.handed")[-1]
    )


async def test_forget_takes_back_what_was_handed_on() -> None:
    world = await World.make()
    request = await held_by_pat(world)
    await hand_to(world, "quinn", request)
    await press(world, "sam", "privacy.forget", "")
    assert (await stored(world, request)).state is RequestState.WITHDRAWN
    async with world.storage.reading() as work:
        assert await work.vault.open(sealed_text(request, "handed.1")) is None


async def test_a_chaplain_hands_to_a_chaplain() -> None:
    world = await World.make()
    form = form_of(await world.press("sam", "request.ask", "chaplain:"))
    answer = await world.submit("sam", form)
    await world.settle()
    request = form_of(answer).subject
    await take(world, "imani", request)
    form = form_of(await world.press("imani", "request.hand_off", request))
    (choice,) = form.inputs
    assert [o.label for o in choice.options] == ["Abel Sy"]  # type: ignore[union-attr]
    await hand_to(world, "abel", request, by="imani")
    assert "Sam Rivera" in text_of(await take(world, "abel", request))

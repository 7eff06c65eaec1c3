"""What supporters and coordinators type."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.requests.claims.list_screens import mine_card
from bot.requests.model import ALPHABET, CODE_LENGTH, RequestState, new_code
from tests.bot.requests.hospital import (
    REFUSED,
    TAKEN,
    WHO_FIRST,
    actions,
    ask_for_peer,
    card_of,
    form_of,
    press,
    stored,
    take,
)
from tests.some import some
from tests.wording import phrase
from tests.world import ZONE, World, text_of


async def test_the_queue_shows_code_and_age_and_a_button_for_each_five_on_a_page() -> None:
    world = await World.make()
    requests = [
        await ask_for_peer(world, user) for user in ("sam", "nora", "theo", "rosa", "fay", "gil")
    ]
    await world.pass_time(timedelta(minutes=5))
    answer = await world.command("pat", "/support queue")
    codes = [(await stored(world, request)).code for request in requests]
    lines = [phrase("support_requests.queue.line", code=code, age="5 minutes") for code in codes]
    first = text_of(answer)
    assert sum(line in first for line in some(lines)) == 5
    assert actions(card_of(answer)) == ["request.claim"] * 5 + ["request.queue_page"]
    assert phrase("core.pages.where", first=1, last=5, count=6) in first
    answer = await world.press("pat", "request.queue_page", ":2")
    (last,) = [line for line in lines if line not in first]
    assert last in text_of(answer)
    assert actions(card_of(answer)) == ["request.claim", "request.queue_page"]


async def test_another_page_is_shown_to_those_alone_whose_list_it_is() -> None:
    world = await World.make()
    for user, action in (("sam", "request.queue_page"), ("pat", "request.overview_page")):
        answer = await world.press(user, action, ":2")
        assert phrase("core.not_yours") in text_of(answer)


async def test_an_empty_queue_says_so() -> None:
    world = await World.make()
    assert phrase("support_requests.queue.empty") in text_of(
        await world.command("pat", "/support queue")
    )


async def test_mine_shows_codes_and_contact_buttons_and_no_names() -> None:
    world = await World.make()
    assert phrase("support_requests.mine.none") in text_of(
        await world.command("pat", "/support mine")
    )
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    answer = await world.command("pat", "/support mine")
    assert (await stored(world, request)).code in text_of(answer)
    assert "Sam" not in text_of(answer)
    assert actions(card_of(answer)) == ["request.contact", "request.hand_off"]
    assert phrase("support_requests.mine.none") in text_of(
        await world.command("quinn", "/support mine")
    )


async def test_before_the_yes_mine_has_the_way_to_a_co_worker_and_no_contact() -> None:
    world = await World.make()
    request = await ask_for_peer(world, mode=WHO_FIRST)
    await take(world, "pat", request)
    answer = await world.command("pat", "/support mine")
    assert actions(card_of(answer)) == ["request.hand_off"]
    dialog = form_of(await world.press("pat", "request.contact", request))
    assert not dialog.submit


async def test_with_three_held_there_are_contacts_alone_and_the_words_for_a_co_worker() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    held = await stored(world, request)
    words = world.wording.words("en", ZONE)
    many = [replace(held, reference=f"h{n}", code=f"M3X{n}") for n in range(3)]
    two, three = mine_card(words, many[:2]), mine_card(words, many)
    assert actions(two) == ["request.contact", "request.hand_off"] * 2
    assert actions(three) == ["request.contact"] * 3
    assert phrase("support_requests.mine.words") in text_of(three)


async def test_claim_by_code_opens_the_dialog_whose_yes_claims() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    code = (await stored(world, request)).code
    form = form_of(await world.command("pat", f"/support claim {code.lower()}"))
    assert (form.name, form.subject) == ("request.take", request)
    late = form_of(await world.command("quinn", f"/support claim {code}"))
    contact = form_of(await world.submit("pat", form))
    assert contact.name == "request.contact"
    assert "Sam Rivera" in text_of(contact)
    assert (await stored(world, request)).state is RequestState.CLAIMED
    assert TAKEN in text_of(await world.submit("quinn", late))
    assert TAKEN in text_of(await world.command("quinn", f"/support claim {code}"))


async def test_claim_by_code_refuses_whom_the_button_refuses() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "pat")
    code = (await stored(world, request)).code
    assert REFUSED in text_of(await world.command("pat", f"/support claim {code}"))
    assert (await stored(world, request)).state is RequestState.OPEN


async def test_release_and_done_by_code() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    code = (await stored(world, request)).code
    await take(world, "pat", request)
    answer = await world.command("pat", f"/support release {code}")
    assert phrase("support_requests.held.returned") in text_of(answer)
    assert (await stored(world, request)).state is RequestState.OPEN
    await take(world, "pat", request)
    assert phrase("support_requests.held.ended") in text_of(
        await world.command("pat", f"/support done {code}")
    )
    assert (await stored(world, request)).state is RequestState.DONE


@pytest.mark.parametrize("word", ["release", "done"])
async def test_nobody_can_type_away_what_another_holds(word: str) -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    code = (await stored(world, request)).code
    answer = await world.command("quinn", f"/support {word} {code}")
    assert phrase("support_requests.mine.none") in text_of(answer)
    assert (await stored(world, request)).state is RequestState.CLAIMED


async def test_an_unknown_code_gets_near_ones_and_is_not_repeated() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    code = (await stored(world, request)).code
    typed = code[:3] + ("2" if code[3] != "2" else "3")
    answer = await world.command("pat", f"/support claim {typed}")
    assert code in text_of(answer)
    assert typed not in text_of(answer)
    far = await world.command("pat", "/support claim aaaa")
    assert phrase("support_requests.code.unknown") in text_of(far)
    assert code not in text_of(far)


async def test_a_missing_code_is_asked_for() -> None:
    world = await World.make()
    assert phrase("support_requests.code.missing") in text_of(
        await world.command("pat", "/support claim")
    )


async def test_coordinators_see_open_requests_by_code_state_and_age_and_nobodys_name() -> None:
    world = await World.make()
    first, second = await ask_for_peer(world), await ask_for_peer(world, "nora")
    await take(world, "pat", first)
    await world.pass_time(timedelta(hours=3))
    answer = await world.command("kit", "/support-admin open")
    text = text_of(answer)
    for request, state in ((first, "claimed"), (second, "open")):
        assert (
            phrase(
                "support_requests.overview.line",
                code=(await stored(world, request)).code,
                state=phrase(f"support_requests.state.{state}"),
                age="3 hours",
            )
            in text
        )
    for told in ("Sam", "Nora", "Pat", "ICU", "icu"):
        assert told not in text
    assert [b.action for b in card_of(answer).buttons] == ["request.assign_which"]


@pytest.mark.branch("8.1")
@pytest.mark.parametrize("said", ["queue", "mine", "claim K7QM", "release K7QM", "done K7QM"])
async def test_these_words_are_for_supporters(said: str) -> None:
    world = await World.make()
    assert phrase("core.not_yours") in text_of(await world.command("sam", f"/support {said}"))


@pytest.mark.parametrize("who", ["sam", "pat", "lena"])
async def test_open_is_for_coordinators(who: str) -> None:
    world = await World.make()
    await ask_for_peer(world)
    assert phrase("core.not_yours") in text_of(await world.command(who, "/support-admin open"))


async def test_the_words_are_repeated_to_nobody_after_the_end() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    code = (await stored(world, request)).code
    await press(world, "sam", "request.withdraw", request)
    answer = await world.command("pat", f"/support claim {code}")
    assert phrase("support_requests.code.unknown") in text_of(answer)


def test_codes_cannot_be_misread_and_differ_from_those_that_are_taken() -> None:
    assert not set("01OIL") & set(ALPHABET)
    codes: set[str] = set()
    for _ in range(500):
        code = new_code(codes)
        assert code not in codes
        assert len(code) == CODE_LENGTH
        codes.add(code)

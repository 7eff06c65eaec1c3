"""Cards that name what at least five share, and say nothing where fewer do."""

from datetime import timedelta

import pytest

from tests.contract.matching import asks, is_now, it_was_after, the_card, wishes
from tests.contract.stage import Stage
from tests.wording import phrase
from tests.world import STAFF, user_of

pytestmark = pytest.mark.one_stage

NURSE = phrase("support_requests.wish.profession", profession="nurse")
SPANISH = phrase("support_requests.wish.language", language="Spanish")
NURSES = ("sam", "nora", "lena", "cole", "fay", "gil", "pat")
FEW = ("sam", "nora", "fay", "pat")
MANY = [user_of(n) for n, work, *_ in STAFF if work == "nurse" and user_of(n) not in FEW]
KEPT = timedelta(minutes=20)


async def speak_spanish(stage: Stage, *users: str) -> None:
    for user in users:
        await is_now(stage, user, languages=("es",))


async def leave(stage: Stage, *users: str) -> None:
    for user in users:
        await is_now(stage, user, active=False)


@pytest.mark.branch("26.1")
async def test_without_a_wish_the_card_says_nothing_of_its_person(stage: Stage) -> None:
    await asks(stage)
    text = (await the_card(stage)).text
    assert "nurse" not in text
    assert "ICU" not in text


@pytest.mark.every_stage
@pytest.mark.branch("26.2")
async def test_a_profession_that_five_share_is_named(stage: Stage) -> None:
    await asks(stage)
    await wishes(stage, profession="same")
    assert NURSE in (await the_card(stage)).text


@pytest.mark.branch("26.3")
async def test_one_that_fewer_share_is_left_out_without_remark(stage: Stage) -> None:
    await asks(stage, "theo")
    before = await the_card(stage)
    await wishes(stage, "theo", profession="same")
    assert (await the_card(stage)).text == before.text


@pytest.mark.branch("26.4")
async def test_the_whole_combination_has_to_be_shared(stage: Stage) -> None:
    await speak_spanish(stage, "sam", "nora", "theo", "rosa", "uma")
    await asks(stage)
    await wishes(stage, profession="same", language="es")
    text = (await the_card(stage)).text
    assert SPANISH in text
    assert "nurse" not in text


async def test_both_are_named_where_five_share_both(stage: Stage) -> None:
    await speak_spanish(stage, "sam", "nora", "lena", "cole", "pat")
    await asks(stage)
    await wishes(stage, profession="same", language="es")
    text = (await the_card(stage)).text
    assert SPANISH in text
    assert NURSE in text


@pytest.mark.branch("26.5")
async def test_after_an_event_five_of_its_audience_have_to_share_it(stage: Stage) -> None:
    await asks(stage)
    await it_was_after(stage, "sam", "nora", "lena", "cole", "theo")
    await wishes(stage, profession="same")
    assert "nurse" not in (await the_card(stage)).text


async def test_after_an_event_with_five_like_them_it_is_named(stage: Stage) -> None:
    await asks(stage)
    await it_was_after(stage, "sam", "nora", "lena", "cole", "fay")
    await wishes(stage, profession="same")
    assert NURSE in (await the_card(stage)).text


async def test_who_left_does_not_count(stage: Stage) -> None:
    await leave(stage, *MANY)
    await asks(stage)
    await wishes(stage, profession="same")
    assert "nurse" not in (await the_card(stage)).text


@pytest.mark.branch("26.6")
async def test_what_was_left_out_is_not_shown_later(stage: Stage) -> None:
    await leave(stage, *MANY)
    await asks(stage)
    await wishes(stage, profession="same")
    for user in MANY:
        await is_now(stage, user, active=True)
    await wishes(stage, profession="same")
    await stage.pass_time(KEPT)
    assert "nurse" not in (await the_card(stage)).text


async def test_a_second_wish_adds_nothing_to_the_card(stage: Stage) -> None:
    await speak_spanish(stage, "sam", "nora", "theo", "rosa", "uma")
    await asks(stage)
    await wishes(stage, profession="same")
    assert NURSE in (await the_card(stage)).text
    await wishes(stage, profession="same", language="es")
    text = (await the_card(stage)).text
    assert NURSE in text
    assert SPANISH not in text


@pytest.mark.branch("26.7")
async def test_the_unit_is_never_named(stage: Stage) -> None:
    await speak_spanish(stage, *NURSES)
    await asks(stage)
    await wishes(stage, profession="same", language="es", unit="other")
    text = (await the_card(stage)).text
    assert SPANISH in text
    assert "ICU" not in text
    assert "unit" not in text

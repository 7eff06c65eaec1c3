"""A list that is longer than a screen: the same pages on every platform."""

from datetime import timedelta

from tests.contract.stage import Shown, Stage
from tests.wording import phrase

WAITING = ("sam", "rosa", "nora", "theo", "fay", "gil")


async def asks(stage: Stage, user: str) -> None:
    who = stage.person(user)
    ways = await who.presses("check_in.talk", await who.types("/support"))
    await who.presses("check_in.peer", ways)
    await stage.pass_time(timedelta())


def codes(shown: Shown) -> set[str]:
    before = phrase("support_requests.queue.take", code="")
    return {label.removeprefix(before) for label in shown.labels("request.claim")}


async def test_a_supporter_pages_to_who_waits_longest_and_back(stage: Stage) -> None:
    for user in WAITING:
        await asks(stage, user)
    pat = stage.person("pat")
    first = await pat.types("/support queue")
    assert phrase("core.pages.where", first=1, last=5, count=6) in first.text
    second = await pat.presses("request.queue_page", first)
    assert phrase("core.pages.where", first=6, last=6, count=6) in second.text
    assert len(codes(first)) == 5
    assert len(codes(first) | codes(second)) == 6
    back = await pat.presses("request.queue_page", second)
    assert codes(back) == codes(first)

"""A lead offers breaks to all who were there: seen on every platform by everybody it concerns."""

from datetime import timedelta

from tests.contract.stage import Shown, Stage
from tests.some import some
from tests.wording import phrase

NOW, MINUTE = timedelta(), timedelta(minutes=1)
THERE = ("sam", "theo", "rosa")


async def newest(stage: Stage, user: str, action: str) -> Shown:
    """The newest message somebody sees with this button."""
    found = [shown for shown in await stage.person(user).reads() if action in shown.buttons]
    assert found, f"{user} sees no {action}"
    return found[-1]


async def reported(stage: Stage, *, alone: bool = False) -> None:
    """Something was reported, of one person or of everybody on shift."""
    kit = stage.person("kit")
    form = await kit.types("/support-admin activate")
    if alone:
        then = await kit.sends(form, unit="icu", day="2026-03-02", time="07:30", people="sam")
    else:
        everyone = "everyone"
        then = await kit.sends(form, unit="icu", day="2026-03-02", time="07:30", everyone=everyone)
    await kit.sends(await kit.sends(then, kind="resuscitation", harm="unknown"))
    await stage.pass_time(6 * MINUTE)


async def test_a_lead_offers_breaks_and_who_says_yes_hears_that_cover_is_coming(
    stage: Stage,
) -> None:
    await reported(stage)
    lena, sam, theo, fay = (stage.person(user) for user in ("lena", "sam", "theo", "fay"))
    form = await lena.presses("time_out.offer_breaks", await newest(stage, "lena", "unit_lead.say"))
    assert phrase("time_out.offering.private") in form.text
    offered = await lena.sends(form)
    assert phrase("time_out.offering.arranged") in offered.text
    await stage.pass_time(NOW)

    for user in THERE:
        offer = await newest(stage, user, "time_out.accept")
        assert phrase("time_out.offer.text") in offer.text
        assert phrase("time_out.ask.yes_sees") in offer.text
    declined = await theo.presses("time_out.decline")
    assert phrase("time_out.offer.closed") in declined.text
    matching = await sam.presses("time_out.accept")
    assert phrase("time_out.mine.matching") in matching.text
    await stage.pass_time(NOW)

    card = await newest(stage, "fay", "time_out.cover")
    assert "Sam" not in card.text
    who = await fay.sends(await fay.presses("time_out.cover", card))
    assert "Sam Rivera" in who.text
    await stage.pass_time(NOW)
    coming = await newest(stage, "sam", "time_out.begin")
    assert phrase("time_out.mine.free_to_go") in coming.text
    running = await sam.presses("time_out.begin", coming)
    assert phrase("time_out.mine.running") in running.text
    await stage.pass_time(NOW)
    await sam.presses("time_out.back")
    await stage.pass_time(NOW)
    for shown in some(await lena.reads()):
        for name in ("Sam", "Theo", "Rosa"):
            assert name not in shown.text


async def test_an_offer_that_would_single_somebody_out_is_refused(stage: Stage) -> None:
    await reported(stage, alone=True)
    refused = await stage.person("lena").types("/support-admin offer breaks")
    assert phrase("time_out.offering.too_few") in refused.text
    await stage.pass_time(MINUTE)
    for shown in await stage.person("sam").reads():
        assert "time_out.accept" not in shown.buttons

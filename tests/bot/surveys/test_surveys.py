"""A survey asks everybody once, respects what people wish, and keeps nothing of who answered."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.jobs import Job
from bot.core.people import Person
from bot.core.records import Record
from bot.core.screens import Card
from bot.core.seen import ShownCard
from bot.core.storage import Work, in_one_work
from bot.programme.model import Length
from bot.reports import declarations as tables
from bot.reports.counting import add_up
from bot.surveys import jobs
from bot.surveys.model import LASTS, Survey, SurveyAnswer, SurveyTicket, next_start
from bot.surveys.names import ASK, NOTE
from bot.surveys.screens import overview_card
from tests.bot.follow_ups.story import episodes, first_note
from tests.bot.reports.counts import how_many
from tests.some import some
from tests.wording import phrase
from tests.world import STAFF, World, text_of, user_of

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
EVERYBODY = [user_of(name) for name, *_ in STAFF]
YES, NO = f"survey.answer={phrase('survey.yes')}", f"survey.answer={phrase('survey.no')}"
MONTH = "2026-03"
"""The month in which a survey that starts on March 2 ends."""


async def starts(world: World) -> None:
    await world.submit("kit", await world.press("kit", "survey.start"))
    await world.settle()


def asked(world: World, user: str) -> list[Card]:
    return [card for card in world.sees(user).log if card.screen == ASK]


async def kept(world: World, kind: type[Record]) -> list[Record]:
    async with world.storage.reading() as work:
        return await work.of(kind).find()


async def counted(world: World, cell: str) -> int:
    async with world.storage.reading() as work:
        return await how_many(work, MONTH, tables.SURVEY, cell)


async def changes(world: World, user: str, **fields: object) -> None:
    async def do(work: Work) -> None:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        await work.save(replace(person, **fields))  # type: ignore[arg-type]

    await in_one_work(world.storage, do)


async def test_everybody_who_can_be_reached_is_asked_once(world: World) -> None:
    await starts(world)
    await world.pass_time(3 * DAY)
    assert [len(asked(world, user)) for user in some(EVERYBODY)] == [1] * len(EVERYBODY)
    overview = text_of(await world.command("kit", "/support-admin survey"))
    day = world.wording.words("en", "America/Denver").day(world.clock.now() - 3 * DAY + LASTS)
    assert phrase("survey.overview.open", day=day, count=len(EVERYBODY)) in overview


@pytest.mark.parametrize("at_once", [2, 4, 9, 18])
async def test_portions_ask_everybody_once(
    world: World, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", at_once)
    await starts(world)
    await world.pass_time(3 * DAY)
    assert [len(asked(world, user)) for user in some(EVERYBODY)] == [1] * len(EVERYBODY)


async def test_both_answers_are_one_count_in_the_month_in_which_the_survey_ends(
    world: World,
) -> None:
    await starts(world)
    await world.pass_time(3 * DAY)
    for user, taps in {
        "sam": ("survey.hit_hard", YES),
        "rosa": ("survey.hit_hard", NO),
        "theo": (NO,),
        "nora": (NO,),
    }.items():
        for tap in taps:
            await world.press_in(user, tap)
    assert await counted(world, "nothing") == 0, "no count changes with a press"
    await world.press_in("gil", NO)
    assert await counted(world, "supported") == 1
    assert await counted(world, "not_supported") == 1
    assert await counted(world, "nothing") == 3


async def test_a_few_answers_are_counted_with_the_day(world: World) -> None:
    await starts(world)
    await world.pass_time(3 * DAY)
    await world.press_in("sam", NO)
    assert len(await kept(world, SurveyAnswer)) == 1
    await world.pass_time(DAY)
    assert await kept(world, SurveyAnswer) == []
    assert await counted(world, "nothing") == 1


async def test_a_second_press_on_another_telephone_counts_nothing(world: World) -> None:
    await starts(world)
    await world.pass_time(3 * DAY)
    (card,) = asked(world, "sam")
    (no,) = [button for button in card.all_buttons if button.action == "survey.answer"]
    await world.press("sam", "survey.answer", no.subject)
    again = await world.press("sam", "survey.answer", no.subject)
    assert phrase("survey.over") in text_of(again)
    await world.pass_time(DAY)
    assert await counted(world, "nothing") == 1


async def test_only_the_first_answer_alone_is_kept_nowhere(world: World) -> None:
    await starts(world)
    await world.pass_time(3 * DAY)
    before = await kept(world, SurveyTicket)
    await world.press_in("sam", "survey.hit_hard")
    assert await kept(world, SurveyTicket) == before
    assert await kept(world, SurveyAnswer) == []


async def test_once_it_was_sent_nothing_leads_from_a_ticket_to_its_person(world: World) -> None:
    await starts(world)
    await world.pass_time(3 * DAY)
    async with world.storage.reading() as work:
        for ticket in some(await work.of(SurveyTicket).find()):
            assert ticket.whose is None
            assert await work.vault.open(ticket.person) is None
            assert await work.of(ShownCard).find(ShownCard.subject.is_(ticket.reference)) == []
        tickets = {ticket.reference for ticket in await work.of(SurveyTicket).find()}
        assert len(tickets) == len(EVERYBODY), "the plans are gone"
        for job in some(await work.of(Job).find(Job.kind.is_(NOTE))):
            assert not any(ticket in str(vars(job)) for ticket in tickets)
            assert not any(person in str(vars(job)) for person in world.people.values())


async def test_whoever_wants_no_messages_is_not_asked(world: World) -> None:
    await world.command("sam", "/support stop")
    await changes(world, "rosa", active=False)
    await changes(world, "theo", adult=False)
    await starts(world)
    await world.pass_time(5 * DAY)
    assert asked(world, "sam") + asked(world, "rosa") + asked(world, "theo") == []
    assert len(asked(world, "nora")) == 1


async def test_a_snooze_puts_the_questions_off(world: World) -> None:
    await world.command("sam", "/support snooze 5d")
    await starts(world)
    await world.pass_time(4 * DAY)
    assert asked(world, "sam") == []
    await world.pass_time(2 * DAY)
    assert len(asked(world, "sam")) == 1


async def test_whoever_gets_messages_about_something_hard_is_not_asked_meanwhile(
    world: World,
) -> None:
    await first_note(world, "sam", kind="patient_death")
    await starts(world)
    await world.pass_time(2 * DAY)
    assert asked(world, "sam") == []
    assert len(asked(world, "nora")) == 1
    await world.pass_time(5 * DAY)
    assert await episodes(world, "sam") == []
    assert len(asked(world, "sam")) == 1


async def test_a_pause_of_all_messages_holds_the_questions_back(world: World) -> None:
    await world.command("kit", "/support-admin pause all")
    await world.press("kit", "programme.pause")
    await starts(world)
    await world.pass_time(DAY)
    assert asked(world, "sam") == []


async def test_no_more_of_these_stands_in_mydata_until_resume(world: World) -> None:
    await starts(world)
    await world.pass_time(3 * DAY)
    answer = await world.press_in("sam", "survey.no_more")
    assert phrase("survey.stopped") in text_of(answer)
    mydata = text_of(await world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.surveys_stopped") in mydata
    await world.command("sam", "/support resume")
    mydata = text_of(await world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.surveys_stopped") not in mydata


async def test_a_message_to_come_stands_in_mydata_and_goes_with_delete_my_data(
    world: World,
) -> None:
    await world.command("sam", "/support snooze 5d")
    await starts(world)
    mydata = text_of(await world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.survey_to_come") in mydata
    await world.press("sam", "privacy.forget")
    mydata = text_of(await world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.survey_to_come") not in mydata
    await world.pass_time(7 * DAY)
    assert asked(world, "sam") == []


async def test_when_it_is_over_nothing_is_left_but_that_there_was_one(world: World) -> None:
    await starts(world)
    await world.pass_time(LASTS + 2 * DAY)
    assert await kept(world, SurveyTicket) == []
    assert await kept(world, SurveyAnswer) == []
    (survey,) = await kept(world, Survey)
    assert isinstance(survey, Survey)
    assert survey.over


async def test_a_survey_that_is_closed_early_asks_nobody_more_and_its_answers_count(
    world: World,
) -> None:
    await world.command("sam", "/support snooze 5d")
    await starts(world)
    await world.pass_time(3 * DAY)
    await world.press_in("rosa", NO)
    (survey,) = await kept(world, Survey)
    await world.press("kit", "survey.end", survey.reference)
    await world.pass_time(4 * DAY)
    assert asked(world, "sam") == []
    assert await counted(world, "nothing") == 1
    assert phrase("survey.over") in text_of(await world.press_in("theo", "survey.hit_hard"))


async def test_the_card_of_a_closed_survey_names_the_month_whose_report_has_its_answers(
    world: World,
) -> None:
    world.clock.set(datetime(2026, 3, 10, 16, tzinfo=UTC))
    await starts(world)
    await world.pass_time(5 * DAY)
    (survey,) = await kept(world, Survey)
    await world.press("kit", "survey.end", survey.reference)
    overview = text_of(await world.command("kit", "/support-admin survey"))
    closed = phrase("survey.overview.closed", day="Mar 15", month="April 2026")
    assert closed in overview


async def test_a_survey_that_may_start_at_new_year_has_the_year_of_the_hospital(
    world: World,
) -> None:
    words = world.wording.words("en", "Pacific/Auckland")
    ends = datetime(2026, 12, 30, 16, tzinfo=UTC)
    last = Survey(reference="s", number=1, started_at=ends, until=ends, month="2026-12")
    at = datetime(2026, 12, 31, 12, tzinfo=UTC)
    card = overview_card(words, last, is_open=False, next_at=at, k=5, zone="Pacific/Auckland")
    day = phrase("survey.overview.day", day="Jan 1", year="2027")
    assert day in text_of(card)


async def test_no_second_survey_starts_while_one_runs_or_soon_after(world: World) -> None:
    form, other = [await world.press("kit", "survey.start") for _ in range(2)]
    await world.submit("kit", form)
    await world.submit("kit", other)
    await world.pass_time(LASTS + 10 * DAY)
    await world.press("kit", "survey.start")
    assert len(await kept(world, Survey)) == 1
    overview = text_of(await world.command("kit", "/support-admin survey"))
    assert phrase("survey.overview.again") not in overview
    await world.pass_time(100 * DAY)
    overview = text_of(await world.command("kit", "/support-admin survey"))
    assert phrase("survey.overview.again") in overview


@pytest.mark.parametrize(
    ("month", "shortest", "first"),
    [
        ("2026-03", Length.MONTH, datetime(2026, 6, 28, 16, tzinfo=UTC)),
        ("2026-03", Length.QUARTER, datetime(2026, 6, 28, 16, tzinfo=UTC)),
        ("2026-03", Length.HALF_YEAR, datetime(2026, 7, 1, 6, tzinfo=UTC)),
        ("2026-03", Length.YEAR, datetime(2027, 1, 1, 7, tzinfo=UTC)),
    ],
)
def test_two_surveys_never_stand_in_one_published_period(
    month: str, shortest: Length, first: datetime
) -> None:
    ends = datetime(2026, 3, 30, 16, tzinfo=UTC)
    last = Survey(reference="s", number=1, started_at=ends - LASTS, until=ends, month=month)
    assert next_start(last, shortest, "America/Denver") == first


async def test_answers_of_a_survey_that_ends_next_year_are_sealed_at_once(world: World) -> None:
    world.clock.set(datetime(2026, 12, 20, 16, tzinfo=UTC))
    await starts(world)
    await world.pass_time(3 * DAY)
    for user in ("sam", "rosa", "theo", "nora", "gil"):
        await world.press_in(user, NO)
    await in_one_work(world.storage, add_up)
    async with world.storage.reading() as work:
        assert await how_many(work, "2027-01", tables.SURVEY, "nothing") == 5

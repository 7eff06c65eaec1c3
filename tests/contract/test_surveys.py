"""A survey: two short questions to everybody, answered with two taps, and counted without names."""

from datetime import timedelta

from tests.contract.stage import Shown, Stage
from tests.wording import phrase

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
YES, NO = f"survey.answer={phrase('survey.yes')}", f"survey.answer={phrase('survey.no')}"


async def starts(stage: Stage) -> Shown:
    kit = stage.person("kit")
    overview = await kit.types("/support-admin survey")
    form = await kit.presses("survey.start", overview)
    assert phrase("survey.first") in form.text
    assert phrase("survey.second") in form.text
    return await kit.sends(form)


async def asked(stage: Stage, user: str) -> list[Shown]:
    return [one for one in await stage.person(user).reads() if phrase("survey.first") in one.text]


async def test_everybody_is_asked_once_and_answers_with_two_taps(stage: Stage) -> None:
    overview = await starts(stage)
    assert phrase("survey.overview.end") in overview.text
    await stage.pass_time(DAY)
    sam = stage.person("sam")
    (question,) = await asked(stage, "sam")
    second = await sam.presses("survey.hit_hard", question)
    assert phrase("survey.second") in second.text
    thanks = await sam.presses(YES)
    assert phrase("survey.thanks") in thanks.text
    await stage.pass_time(3 * DAY)
    assert await asked(stage, "sam") == []
    assert len(await asked(stage, "rosa")) == 1


async def test_no_more_of_these_is_kept_to_in_the_next_survey(stage: Stage) -> None:
    await starts(stage)
    await stage.pass_time(DAY)
    sam = stage.person("sam")
    (question,) = await asked(stage, "sam")
    stopped = await sam.presses("survey.no_more", question)
    assert phrase("survey.stopped").partition("/")[0] in stopped.text
    await stage.pass_time(200 * DAY)
    await starts(stage)
    await stage.pass_time(2 * DAY)
    assert await asked(stage, "sam") == []
    assert len(await asked(stage, "rosa")) == 2


async def test_a_question_that_is_answered_after_the_survey_says_so(stage: Stage) -> None:
    await starts(stage)
    await stage.pass_time(DAY)
    (question,) = await asked(stage, "sam")
    await stage.pass_time(40 * DAY)
    over = await stage.person("sam").presses(NO, question)
    assert phrase("survey.over") in over.text


async def test_others_start_no_survey(stage: Stage) -> None:
    answer = await stage.person("sam").types("/support-admin survey")
    assert "survey.start" not in answer.buttons

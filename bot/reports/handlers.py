"""Opens the page of a period, typed or pressed, and draws it."""

from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.errors import Refused, SubjectGone
from bot.core.routes import Reply, replace_card, say
from bot.core.screens import Card
from bot.reports import screens
from bot.reports.names import CHART, PAGE
from bot.reports.periods import Period
from bot.reports.report import Report, newest_period, report_of
from bot.reports.screens import ChartSubject, PageSubject


async def typed(context: Context, command: Command) -> Reply:
    """Show the page of the period that was typed, or of the last month that has one."""
    words = command.words[1:]
    if not words:
        return say(PAGE, str(PageSubject(str(await newest_period(context.work)))))
    try:
        period = Period.parse("".join(words))
    except ValueError:
        raise Refused("reports.when.unknown") from None
    return say(PAGE, str(PageSubject(str(period))))


async def look(context: Context, press: Press, subject: str) -> Reply:
    """Show another part of a page, in place of the pressed card."""
    return replace_card(PAGE, str(PageSubject.of_subject(subject)))


async def show_chart(context: Context, press: Press, subject: str) -> Reply:
    """Show a chart, in place of the pressed card."""
    return replace_card(CHART, str(ChartSubject.of_subject(subject)))


async def draw_chart(context: Context, subject: str) -> Card:
    """Draw the card of a chart. Raises ``SubjectGone`` where there is none."""
    wanted = ChartSubject.of_subject(subject)
    card = screens.chart_card(context.words, await _report(context, wanted.period), wanted)
    if card is None:
        raise SubjectGone
    return card


async def draw_page(context: Context, subject: str) -> Card:
    """Draw one part of the page of a period."""
    wanted = PageSubject.of_subject(subject)
    platform = context.account.platform if context.account else ""
    report = await _report(context, wanted.period)
    return screens.page_card(context.words, report, wanted, platform)


async def draw_digest(context: Context, subject: str) -> Card:
    """Draw the note that a page is there."""
    return screens.digest_card(context.words, await _report(context, subject))


async def _report(context: Context, period: str) -> Report:
    try:
        return await report_of(context.work, context.words, Period.parse(period))
    except ValueError:
        raise SubjectGone from None

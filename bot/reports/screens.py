"""The page of a period in a chat, one part at a time, and the note that a page is there."""

from dataclasses import dataclass, replace

from bot.core.charts import Chart
from bot.core.limits import LONGEST_TEXT
from bot.core.packed import Packed
from bot.core.screens import Button, Card, Items, Part, Picture, Small, Text, Weight
from bot.core.texts import Words
from bot.programme import coordinator_card
from bot.reports.charts import charts_of
from bot.reports.names import CHART, DIGEST, LOOK, PAGE, SHOW_CHART
from bot.reports.report import Figure, Report
from bot.reports.table import Name, Section

TOTALS = (Name.EVENTS, Name.MESSAGES_SENT)
"""The tables of work done whose totals stand in the monthly message."""
MOST_FIGURES = 5
"""So many numbers are still read in a chat, each with how it was made."""


@dataclass(frozen=True)
class PageSubject(Packed):
    """A part of the page of a period."""

    period: str
    section: Section = Section.REACH
    page: int = 0
    """Which figures, where a part has more than one card shows."""


@dataclass(frozen=True)
class ChartSubject(Packed):
    """One chart of a part of the page of a period."""

    period: str
    section: Section = Section.REACH
    number: int = 0


def chart_card(words: Words, report: Report, subject: ChartSubject) -> Card | None:
    """Make the card of one chart, with the way to the next; ``None`` where there is none."""
    charts = charts_of(words, report.part(subject.section))
    if not 0 <= subject.number < len(charts):
        return None
    chart = _short(words, charts[subject.number])
    back = Button(
        LOOK, words("reports.chart.back"), str(PageSubject(report.period, subject.section))
    )
    buttons = [back]
    if charts[subject.number + 1 :]:
        following = ChartSubject(report.period, subject.section, subject.number + 1)
        buttons.insert(0, Button(SHOW_CHART, words("reports.chart.next"), str(following)))
    title = words("reports.of_period", label=chart.title, period=report.period)
    parts = (Text(title), Picture(chart), Small(chart.made))
    return coordinator_card(words, CHART, *parts, buttons=buttons, subject=str(subject))


def _short(words: Words, chart: Chart) -> Chart:
    """The chart with as many of its numbers in words as a paragraph holds; it says if not all."""
    if len(chart.alt) <= LONGEST_TEXT:
        return chart
    rest = words("reports.chart.rest")
    held = chart.alt[: LONGEST_TEXT - len(rest) - len(". ")].rpartition("; ")[0]
    return replace(chart, alt=f"{held}. {rest}")


def page_card(words: Words, report: Report, subject: PageSubject, platform: str = "") -> Card:
    """Make the card of one part of a page, for a reader on a platform."""
    part = report.part(subject.section)
    at = subject.page * MOST_FIGURES
    figures = part.figures[at : at + MOST_FIGURES]
    parts: list[Part] = [Text(f"{words('reports.page', period=report.period)}\n{part.about}")]
    if not subject.page and report.notes:
        parts.append(Small("\n".join(report.notes)))
    for figure in figures:
        parts += _figure(words, figure)
    if not figures:
        parts.append(Text(words("reports.empty", period=report.period)))
    others = [_to(words, report, each) for each in Section if each is not subject.section]
    if charts_of(words, part):
        chart = ChartSubject(subject.period, subject.section)
        label = words.on(platform, "platform.charts")
        others.append(Button(SHOW_CHART, label, str(chart), Weight.SMALL))
    if part.figures[at + MOST_FIGURES :]:
        others.append(_further(words, subject))
    return coordinator_card(words, PAGE, *parts, buttons=others, subject=str(subject))


def _figure(words: Words, figure: Figure) -> tuple[Part, Part]:
    if figure.withheld:
        return Text(figure.title), Small(f"{figure.withheld} {figure.made}")
    rows = [words("reports.row", label=row.label, value=row.text) for row in figure.rows]
    return Items(tuple(_fitting([figure.title, *rows]))), Small(figure.made)


def _fitting(rows: list[str]) -> list[str]:
    """As many as a list may say."""
    while sum(map(len, rows)) > LONGEST_TEXT:
        rows.pop()
    return rows


def _to(words: Words, report: Report, section: Section) -> Button:
    subject = PageSubject(report.period, section)
    return Button(LOOK, report.part(section).title, str(subject))


def _further(words: Words, subject: PageSubject) -> Button:
    following = PageSubject(subject.period, subject.section, subject.page + 1)
    return Button(LOOK, words("reports.further"), str(following))


def digest_card(words: Words, report: Report) -> Card:
    """Make the note to a coordinator that the page of a month is there, with its plain totals."""
    look = Button(LOOK, words("reports.digest.look"), str(PageSubject(report.period)))
    figures = [each for each in report.part(Section.REACH).figures if each.name in TOTALS]
    rows = [
        words("reports.digest.row", title=figure.title, label=row.label, value=row.text)
        for figure in figures
        for row in figure.rows
    ]
    parts: list[Part] = [Text(words("reports.digest.text", period=report.period))]
    if rows:
        parts.append(Items(tuple(rows)))
    return coordinator_card(words, DIGEST, *parts, buttons=(look,), subject=report.period)

"""The names that belong to the reports."""

from bot.core.messages import A_DAY, Message, by_day
from bot.core.names import Action, Screen

PAGE = Screen("report.page")
DIGEST = Message("report.digest", by_day(7 * A_DAY))
LOOK = Action("report.look")
CHART = Screen("report.chart")
SHOW_CHART = Action("report.chart")

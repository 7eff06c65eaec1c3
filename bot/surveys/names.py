"""The names that belong to surveys."""

from bot.core.jobs import Urgency
from bot.core.messages import A_DAY, Message, by_day
from bot.core.names import Action, Dialog, JobName, Screen

ASK = Message("survey.ask", by_day(7 * A_DAY, urgency=Urgency.FOLLOW_UP))
SECOND = Screen("survey.second")
HIT_HARD = Action("survey.hit_hard")
ANSWER = Action("survey.answer")
NO_MORE = Action("survey.no_more")

OVERVIEW = Screen("survey.overview")
START = Dialog("survey.start")
END = Action("survey.end")

INVITE = JobName("survey.invite")
NOTE = JobName("survey.note")
TIDY = JobName("survey.tidy")

"""Names of the screens, forms, buttons and jobs of drills."""

from datetime import timedelta

from bot.core.messages import A_DAY, Message, at_once, by_day
from bot.core.names import Action, Dialog, JobName, Screen

ON = Dialog("drill.on")
ASKED = Dialog("drill.asked")
CONTROL = Message("drill.control", at_once(timedelta(hours=4), complete=True))
INVITE = Message("drill.invite", by_day(A_DAY))
NOTE = Message("drill.note", at_once(timedelta(hours=2)))
ASK = Message("drill.ask", at_once(timedelta(hours=2)))
TAKE = Dialog("drill.take")
LEFT = Screen("drill.left")
OVER = JobName("drill.over")
TIDY = JobName("drill.tidy")

DRILL_BEGIN = Action("drill.begin")
DRILL_BREAK = Action("drill.break")
DRILL_END = Action("drill.end")
DRILL_FOR_REAL = Action("drill.for_real")
DRILL_JOIN = Action("drill.join")
DRILL_LEAVE = Action("drill.leave")
DRILL_NOT_NOW = Action("drill.pass")
DRILL_NO_THANKS = Action("drill.no_thanks")
DRILL_TALK = Action("drill.talk")
HOME_MENU = Screen("home.menu")

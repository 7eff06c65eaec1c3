"""Names of the screens, forms, buttons and jobs of drills."""

from datetime import timedelta

from bot.core.messages import A_DAY, Hours, Message, Terms
from bot.core.names import Action, Dialog, JobName, Screen

ON = Dialog("drill.on")
CONTROL = Screen("drill.control")
INVITE = Message(
    "drill.invite",
    Terms(lasts=A_DAY, hours=Hours.BY_DAY, repeats_after=None),
)
NOTE = Message(
    "drill.note",
    Terms(lasts=timedelta(hours=2), hours=Hours.AT_ONCE, repeats_after=None),
)
ASK = Message(
    "drill.ask",
    Terms(lasts=timedelta(hours=2), hours=Hours.AT_ONCE, repeats_after=None),
)
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

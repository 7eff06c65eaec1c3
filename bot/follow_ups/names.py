"""Names of the screens, actions and jobs of follow-ups."""

from bot.core.names import Action, JobName, Screen

FOLLOW_UP_DAY = Screen("follow_up.day")
FOLLOW_UP_MONTH = Screen("follow_up.month")
FOLLOW_UP_NOTE = JobName("follow_up.note")
FOLLOW_UP_OK = Action("follow_up.ok")
FOLLOW_UP_STOP = Action("follow_up.stop")
FOLLOW_UP_STOP_LONGER = Action("follow_up.stop_longer")
FOLLOW_UP_TALK = Action("follow_up.talk")
FOLLOW_UP_THREE_DAYS = Screen("follow_up.three_days")
FOLLOW_UP_WEEK = Screen("follow_up.week")

"""Names of the messages and actions about milestones."""

from bot.core.jobs import Urgency
from bot.core.messages import A_DAY, AN_HOUR, Message, by_day
from bot.core.names import Action, Dialog, JobName, Screen

MILESTONE_NOTE = JobName("milestone.note")
# A message before a day is worth nothing on that day, so it lasts hours only.
MILESTONE_BEFORE = Message("milestone.before", by_day(8 * AN_HOUR, urgency=Urgency.FOLLOW_UP))
MILESTONE_AFTER = Message("milestone.after", by_day(3 * A_DAY, urgency=Urgency.FOLLOW_UP))
MILESTONE_TALK = Action("milestone.talk")
MILESTONE_STOP = Action("milestone.stop")

# Its reader asked for it, so it is sent once more if nobody knows whether it arrived.
OWN_DAY = Message("milestone.own_day", by_day(8 * AN_HOUR, repeats_after=AN_HOUR))
OWN_DAY_GONE = Message("milestone.own_day_gone", by_day(7 * A_DAY, repeats_after=AN_HOUR))
OWN_DAYS = Screen("milestone.own_days")
OWN_DAY_FORM = Dialog("milestone.choose_day")
OPEN_OWN_DAYS = Action("milestone.open_own_days")
OWN_DAY_BACK = Action("milestone.take_day_back")
OWN_DAY_NOTE = JobName("milestone.own_day_note")
TIDY_OWN_DAYS = JobName("milestone.tidy_own_days")

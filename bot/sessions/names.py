"""Names of the screens, forms, actions and jobs of group sessions."""

from bot.core.jobs import Urgency
from bot.core.messages import A_DAY, AN_HOUR, Message, by_day
from bot.core.names import Action, Dialog, JobName, Screen

OFFER = Message("group.offer", by_day(3 * A_DAY))
CONFIRM = Dialog("group.confirm")
SESSION = Message("group.session", by_day(3 * A_DAY))
SESSIONS = Screen("group.sessions")
CHANGE = Dialog("group.change")
PICK = Dialog("group.pick")
CANCEL = Action("group.cancel")
LEAD = Message("group.lead", by_day(3 * A_DAY))
LEAD_DETAILS = Dialog("group.lead_details")
INVITE = Message("group.invite", by_day(3 * A_DAY, urgency=Urgency.FOLLOW_UP))
DETAILS = Dialog("group.details")
COMING = Message("group.coming", by_day(3 * A_DAY, repeats_after=AN_HOUR))
# It is sent once: a second one is worse than none.
REMINDER = Message("group.reminder", by_day(A_DAY, urgency=Urgency.FOLLOW_UP))
DECLINED = Screen("group.declined")
LOOK = JobName("group.look")
INVITING = JobName("group.inviting")
REMINDING = JobName("group.reminding")
OVER = JobName("group.over")
TIDY = JobName("group.tidy")

GROUP_NO = Action("group.no")
GROUP_SHOW = Action("group.show")
GROUP_YES = Action("group.yes")

"""Names of the screens, forms, actions and jobs of group sessions."""

from bot.core.jobs import Urgency
from bot.core.messages import A_DAY, AN_HOUR, Hours, Message, Terms
from bot.core.names import Action, Dialog, JobName, Screen

OFFER = Message(
    "group.offer",
    Terms(lasts=3 * A_DAY, hours=Hours.BY_DAY, repeats_after=None),
)
CONFIRM = Dialog("group.confirm")
SESSION = Message(
    "group.session",
    Terms(lasts=3 * A_DAY, hours=Hours.BY_DAY, repeats_after=None),
)
SESSIONS = Screen("group.sessions")
CHANGE = Dialog("group.change")
PICK = Dialog("group.pick")
CANCEL = Action("group.cancel")
LEAD = Message(
    "group.lead",
    Terms(lasts=3 * A_DAY, hours=Hours.BY_DAY, repeats_after=None),
)
LEAD_DETAILS = Dialog("group.lead_details")
INVITE = Message(
    "group.invite",
    Terms(lasts=3 * A_DAY, hours=Hours.BY_DAY, repeats_after=None, urgency=Urgency.FOLLOW_UP),
)
DETAILS = Dialog("group.details")
COMING = Message(
    "group.coming",
    Terms(lasts=3 * A_DAY, hours=Hours.BY_DAY, repeats_after=AN_HOUR),
)
DECLINED = Screen("group.declined")
LOOK = JobName("group.look")
INVITING = JobName("group.inviting")
OVER = JobName("group.over")
TIDY = JobName("group.tidy")

GROUP_NO = Action("group.no")
GROUP_SHOW = Action("group.show")
GROUP_YES = Action("group.yes")

"""Names of the screens, forms, actions and jobs of group sessions."""

from bot.core.names import Action, Dialog, JobName, Screen

OFFER = Screen("group.offer")
CONFIRM = Dialog("group.confirm")
SESSION = Screen("group.session")
SESSIONS = Screen("group.sessions")
CHANGE = Dialog("group.change")
PICK = Dialog("group.pick")
CANCEL = Action("group.cancel")
LEAD = Screen("group.lead")
LEAD_DETAILS = Dialog("group.lead_details")
INVITE = Screen("group.invite")
DETAILS = Dialog("group.details")
COMING = Screen("group.coming")
DECLINED = Screen("group.declined")
LOOK = JobName("group.look")
INVITING = JobName("group.inviting")
OVER = JobName("group.over")
TIDY = JobName("group.tidy")

GROUP_NO = Action("group.no")
GROUP_SHOW = Action("group.show")
GROUP_YES = Action("group.yes")

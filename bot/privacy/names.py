"""What this feature's screens, buttons and jobs are called, where other features name them."""

from bot.core.names import Action

PRIVACY_FORGET = Action("privacy.forget")
OPEN_PRIVACY_MYDATA = Action("privacy.mydata")
PRIVACY_RESUME = Action("privacy.resume")
PRIVACY_SNOOZE = Action("privacy.snooze")
PRIVACY_STOP = Action("privacy.stop")

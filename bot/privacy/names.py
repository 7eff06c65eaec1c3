"""Names of the actions of privacy."""

from bot.core.names import Action

PRIVACY_FORGET = Action("privacy.forget")
OPEN_PRIVACY_MYDATA = Action("privacy.mydata")
PRIVACY_RESUME = Action("privacy.resume")
PRIVACY_SNOOZE = Action("privacy.snooze")
PRIVACY_STOP = Action("privacy.stop")

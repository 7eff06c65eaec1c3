"""Names of this feature's buttons that other features use."""

from bot.core.names import Action

SUPPORTER_CARE_OK = Action("supporter_care.ok")
SUPPORTER_CARE_STOP = Action("supporter_care.stop")

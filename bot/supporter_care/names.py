"""What this feature's screens, buttons and jobs are called, where other features name them."""

from bot.core.names import Action

SUPPORTER_CARE_OK = Action("supporter_care.ok")
SUPPORTER_CARE_STOP = Action("supporter_care.stop")

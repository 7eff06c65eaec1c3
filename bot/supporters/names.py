"""What this feature's screens, buttons and jobs are called, where other features name them."""

from bot.core.names import Action, Screen

DUTY_COVERAGE = Action("duty.coverage")
HOME_DUTY = Action("home.duty")
SUPPORTERS_DUTY = Screen("supporters.duty")

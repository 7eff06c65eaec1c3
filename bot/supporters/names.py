"""The names of this feature's screens and buttons that other features use."""

from bot.core.names import Action, Screen

DUTY_COVERAGE = Action("duty.coverage")
HOME_DUTY = Action("home.duty")
SUPPORTERS_DUTY = Screen("supporters.duty")

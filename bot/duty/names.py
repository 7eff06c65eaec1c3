"""The names of this feature's screens and buttons that other features use."""

from bot.core.names import Action, Screen

DUTY_COVERAGE = Action("duty.coverage")
SUPPORTERS_DUTY = Screen("supporters.duty")

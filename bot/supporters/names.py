"""The names of this feature's screens and buttons that other features use."""

from bot.core.names import Action, Dialog

HOME_DUTY = Action("home.duty")
TRAINING_NAMES = Dialog("supporters.training_names")

"""What the screens and forms of triggers are called."""

from bot.core.names import Action, Dialog, Screen

SHOW = Screen("trigger.show")
START = Dialog("trigger.start")
EDIT = Dialog("trigger.edit")
CHECKS = Dialog("trigger.checks")
TEST = Dialog("trigger.test")
TESTED = Dialog("trigger.tested")
NEW = "new."
"""Before the name of a template, in the subject of a form that makes a trigger."""

TRIGGER_LIST = Screen("trigger.list")
TRIGGER_PAUSE = Action("trigger.pause")
TRIGGER_PUT_BACK = Action("trigger.put_back")
TRIGGER_REMOVE = Action("trigger.remove")
TRIGGER_RESUME = Action("trigger.resume")

"""Names of the screens, forms and buttons of triggers."""

from bot.core.names import Action, Dialog, Screen

SHOW = Screen("trigger.show")
WHICH = Screen("trigger.which")
START = Dialog("trigger.start")
EDIT = Dialog("trigger.edit")
WHERE = Dialog("trigger.where")
WHEN = Dialog("trigger.when")
"""The second and the third step, after ``START`` or ``EDIT``."""
MORE = Dialog("trigger.more")
PICK = Dialog("trigger.pick")
CHECKS = Dialog("trigger.checks")
TEST = Dialog("trigger.test")
TESTED = Dialog("trigger.tested")
TRIGGER_LIST = Screen("trigger.list")
TRIGGER_PAUSE = Action("trigger.pause")
TRIGGER_PUT_BACK = Action("trigger.put_back")
TRIGGER_REMOVE = Action("trigger.remove")
TRIGGER_RESUME = Action("trigger.resume")

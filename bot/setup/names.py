"""The names of the screens and forms of setting up."""

from bot.core.jobs import Urgency
from bot.core.messages import A_DAY, AN_HOUR, Message, at_once
from bot.core.names import Action, Dialog, JobName, Screen

SETUP = Screen("setup.step")
TEST = Action("setup.test")
TESTING = JobName("setup.testing")
TEST_POST = Message("setup.test_post", at_once(AN_HOUR, urgency=Urgency.ANSWER, complete=True))
TEST_FAILED = Message("setup.test_failed", at_once(A_DAY, complete=True))
TEST_UNKNOWN = Message("setup.test_unknown", at_once(A_DAY, complete=True))
ADD = Dialog("setup.add")
REMOVE = Dialog("setup.remove")
REMOVE_WHO = Dialog("setup.remove_who")
CHANGED = Screen("setup.changed")
NOTES = Screen("setup.notes")
NOTES_OF = Dialog("setup.notes_of")
NOTES_EDIT = Dialog("setup.notes_edit")
LOG = Dialog("setup.log")

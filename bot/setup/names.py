"""The names of the screens and forms of setting up."""

from bot.core.names import Dialog, Screen

SETUP = Screen("setup.step")
ADD = Dialog("setup.add")
REMOVE = Dialog("setup.remove")
REMOVE_WHO = Dialog("setup.remove_who")
CHANGED = Screen("setup.changed")
NOTES = Screen("setup.notes")
NOTES_OF = Dialog("setup.notes_of")
NOTES_EDIT = Dialog("setup.notes_edit")
LOG = Dialog("setup.log")

"""The types of names: a screen, a dialog, an action or a job is a value that is imported.

A name is declared once, by the lowest feature that uses it. The feature that handles it
registers the handler or the view for it, so a button of a lower feature reaches a feature above
without naming it.
"""


class Action(str):
    """What a button does: what a platform sends back when it is pressed."""

    __slots__ = ()


class Dialog(Action):
    """A dialog, its submission, and the action of the same name that opens it."""

    __slots__ = ()


class Screen(str):
    """A card, drawn from the present state by the view that is registered for it."""

    __slots__ = ()

    @property
    def action(self) -> Action:
        """The action of the same name, which shows the card."""
        return Action(self)


class JobName(str):
    """A kind of job."""

    __slots__ = ()


CORE_NUDGE = JobName("core.nudge")
CORE_POST = JobName("core.post")
CRISIS_SHOW = Action("crisis.show")
HOME_UNKNOWN_COMMAND = Screen("home.unknown_command")

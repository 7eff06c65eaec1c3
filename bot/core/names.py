"""The types of names: features import the names of screens, dialogs, actions and jobs.

The lowest feature that uses a name declares it. The feature that handles it registers the
handler or the view, so a button of a lower feature reaches a higher one without importing it.
"""


class Action(str):
    """What a platform sends back when a button is pressed."""

    __slots__ = ()


class Dialog(Action):
    """A dialog, its submission, and the action that opens it."""

    __slots__ = ()


class Screen(str):
    """A card, drawn from the present state by its registered view."""

    __slots__ = ()

    @property
    def action(self) -> Action:
        """The action with the same name, which shows the card."""
        return Action(self)

    def variant(self, which: str) -> "Screen":
        """The screen that is drawn like this one, but for ``which``."""
        return Screen(f"{self}/{which}")

    @property
    def parts(self) -> tuple["Screen", str]:
        """The screen without its variant, and the variant or an empty text."""
        base, _, which = self.partition("/")
        return Screen(base), which


class JobName(str):
    """A kind of job."""

    __slots__ = ()


ACCOUNT_FOUND = JobName("core.account_found")
CLOSE_ENVELOPE = Action("core.close_envelope")
CLOSE_LATER = JobName("core.close_later")
CORE_NUDGE = JobName("core.nudge")
CORE_POST = JobName("core.post")
CRISIS_SHOW = Action("crisis.show")
ENVELOPE = Screen("core.envelope")
ENVELOPE_LETTER = Screen("core.envelope_letter")
"""The words that travelled with the button, of a message of which nothing is kept."""
ENVELOPE_OVER = Screen("core.envelope_over")
HOME_CLOSED = Screen("home.closed")
"""Answers a button that makes no sense any more: it is closed, and here is what there is."""
HOME_UNKNOWN_COMMAND = Screen("home.unknown_command")
OPEN_ENVELOPE = Action("core.open_envelope")
PROGRAMME_WHO_ARE_YOU = Screen("programme.who_are_you")

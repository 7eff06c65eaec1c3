"""The form in which somebody says what they wish for in a talk."""

from bot.core.routes import Feature, OnPress, OnSubmission
from bot.requests.names import PREFERENCES_FORM
from bot.requests.preferences import handlers, screens

PREFERENCES = Feature(
    routes=(
        OnPress(PREFERENCES_FORM, handlers.open_form, reads_only=True),
        OnSubmission(PREFERENCES_FORM, handlers.choose),
    ),
    forms={PREFERENCES_FORM: handlers.draw_form, screens.PREFERENCES_NOTED: handlers.draw_noted},
)

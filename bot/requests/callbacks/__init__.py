"""A callback time: when it suits the person, after a supporter tried to reach them in vain."""

from bot.core.notices import drawn_note
from bot.core.routes import Feature, OnPress, OnSubmission
from bot.requests.callbacks import handlers, screens
from bot.requests.names import SUITS_CARD
from bot.requests.screens import SUITS

CALLBACKS = Feature(
    routes=(OnPress(SUITS, handlers.opened, reads_only=True), OnSubmission(SUITS, handlers.said)),
    screens={SUITS_CARD: handlers.draw_card},
    forms={
        SUITS: handlers.draw_form,
        screens.SUITS_NOTED: drawn_note(screens.SUITS_NOTED, "support_requests.suits.noted"),
    },
)

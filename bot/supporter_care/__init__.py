"""Supporter care: a supporter's own note on the day after they talked with somebody."""

from datetime import timedelta

from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.places import of_area
from bot.core.routes import Feature, OnPress, Reaction, Sweep
from bot.requests.model import Talked
from bot.supporter_care import handlers, notes, screens
from bot.supporter_care.model import OwnNote
from bot.supporter_care.names import SUPPORTER_CARE_OK, SUPPORTER_CARE_STOP
from bot.supporter_care.notes import forget, held

FEATURE = Feature(
    routes=(OnPress(SUPPORTER_CARE_OK, handlers.ok), OnPress(SUPPORTER_CARE_STOP, handlers.stop)),
    screens={screens.NOTE: notes.draw_note},
    notices=(screens.DONE, screens.STOPPED),
    jobs=(
        # Nobody waits for this note, so it is better to send none than to send it twice.
        JobKind(notes.SEND, notes.send, HOWEVER_LATE),
        JobKind(notes.ERASE, notes.erase_later, HOWEVER_LATE),
        JobKind(notes.TIDY, notes.tidy, HOWEVER_LATE),
    ),
    sweeps=(Sweep(notes.TIDY, timedelta(days=1)),),
    reactions=(Reaction(Talked, notes.on_talked),),
    places=(of_area(OwnNote.area),),
)

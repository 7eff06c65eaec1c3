"""Supporters: who takes requests, how often each was asked lately, and when training ends."""

from datetime import timedelta

from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.people import Role
from bot.core.routes import Feature, OnPress, Sweep
from bot.supporters import training, views
from bot.supporters.fairness import (
    ASKED_FIRST,
    asked_lately,
    forget_asked,
    forget_old_counts,
    is_counted,
    note_asked,
)
from bot.supporters.names import TRAINING_NAMES
from bot.supporters.training import areas_named, endings
from bot.supporters.training_screens import duty_note

FEATURE = Feature(
    routes=(OnPress(TRAINING_NAMES, training.open_names, Role.COORDINATOR, reads_only=True),),
    screens={training.SOON: views.training_soon, training.ENDS: views.training_ends},
    forms={TRAINING_NAMES: views.training_names},
    jobs=(JobKind(training.REMIND, training.look, HOWEVER_LATE),),
    sweeps=(Sweep(training.REMIND, timedelta(days=1)),),
)

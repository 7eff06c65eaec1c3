"""Supporters: who takes requests, how often each was asked lately, and when training ends."""

from datetime import timedelta

from bot.core.commands import EVERY_DAY, FOR_SUPPORTERS, HelpLine
from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.people import Role
from bot.core.routes import (
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    Sweep,
    answers,
    ask,
    opens,
    say,
)
from bot.supporters import training, trainings, views
from bot.supporters.fairness import (
    ASKED_FIRST,
    all_asked_lately,
    asked_lately,
    forget_asked,
    forget_old_counts,
    is_counted,
    note_asked,
)
from bot.supporters.names import TRAINING_NAMES
from bot.supporters.training import areas_named, endings
from bot.supporters.training_screens import duty_note
from bot.supporters.trainings import (
    forget_old_trainings,
    forget_trainings,
    merge_trainings,
    trainings_held,
)
from bot.supporters.trainings_screens import (
    MY_TRAINING,
    NOTE_TRAINING,
    TAKE_OUT_TRAINING,
    TRAININGS,
)

_COORDINATOR = Role.COORDINATOR

FEATURE = Feature(
    routes=(
        OnPress(TRAINING_NAMES, training.open_names, _COORDINATOR, reads_only=True),
        OnCommand(
            "support training",
            answers(say(MY_TRAINING)),
            Role.SUPPORTER,
            reads_only=True,
            help=HelpLine(FOR_SUPPORTERS, 25, "home.help.training"),
        ),
        OnCommand(
            "support-admin training",
            answers(ask(TRAININGS)),
            _COORDINATOR,
            reads_only=True,
            help=HelpLine(EVERY_DAY, 45, "home.admin_help.training"),
        ),
        OnPress(NOTE_TRAINING, opens(NOTE_TRAINING), _COORDINATOR, reads_only=True),
        OnPress(TAKE_OUT_TRAINING, opens(TAKE_OUT_TRAINING), _COORDINATOR, reads_only=True),
        OnSubmission(NOTE_TRAINING, trainings.note, _COORDINATOR),
        OnSubmission(TAKE_OUT_TRAINING, trainings.take_out, _COORDINATOR),
    ),
    screens={
        training.SOON: views.training_soon,
        training.ENDS: views.training_ends,
        MY_TRAINING: views.my_training,
    },
    forms={
        TRAINING_NAMES: views.training_names,
        TRAININGS: views.trainings,
        NOTE_TRAINING: views.note_training,
        TAKE_OUT_TRAINING: views.take_out_training,
    },
    jobs=(JobKind(training.REMIND, training.look, HOWEVER_LATE),),
    sweeps=(Sweep(training.REMIND, timedelta(days=1)),),
)

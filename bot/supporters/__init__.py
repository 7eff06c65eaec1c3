"""Supporters: who is on duty for which area and support kind, and who has which turn."""

from datetime import timedelta

from bot.core.context import drawn_in_words
from bot.core.job_kinds import JobKind
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
from bot.supporters import (
    coverage_screens,
    handlers,
    jobs,
    own_calendar,
    screens,
    swap_handlers,
    swap_screens,
    training,
    views,
)
from bot.supporters.calendar_rota import keep_turns, rota_window
from bot.supporters.coverage import gaps_for
from bot.supporters.duty import go_off_duty, go_on_duty, standing_of
from bot.supporters.duty_roster import on_duty
from bot.supporters.fairness import ASKED_FIRST, asked_lately, note_asked
from bot.supporters.names import DUTY_COVERAGE, SUPPORTERS_DUTY
from bot.supporters.own_calendar import OwnCalendar, calendar_behind
from bot.supporters.privacy import DutyHeld, duty_held, forget_duty
from bot.supporters.turn_texts import span

_COORDINATORS = Role.COORDINATOR
_COVERAGE = answers(say(coverage_screens.COVERAGE))

FEATURE = Feature(
    routes=(
        OnCommand("support duty", handlers.show, Role.SUPPORTER, reads_only=True),
        OnCommand("support duty on", handlers.on, Role.SUPPORTER),
        OnCommand("support duty off", handlers.off, Role.SUPPORTER),
        OnCommand("support duty week", answers(ask(screens.WEEK)), Role.SUPPORTER, reads_only=True),
        OnCommand("support duty swap", answers(say(screens.SWAP)), Role.SUPPORTER, reads_only=True),
        OnCommand(
            "support duty calendar", answers(ask(screens.CALENDAR)), Role.SUPPORTER, reads_only=True
        ),
        OnPress(screens.ON, opens(screens.ON), Role.SUPPORTER, reads_only=True),
        OnSubmission(screens.ON, handlers.send_on, Role.SUPPORTER),
        OnPress(screens.OFF, handlers.press_off, Role.SUPPORTER),
        OnPress(screens.WEEK, opens(screens.WEEK), Role.SUPPORTER, reads_only=True),
        OnSubmission(screens.WEEK, handlers.send_week, Role.SUPPORTER),
        OnPress(screens.SWAP_OPEN, answers(say(screens.SWAP)), Role.SUPPORTER, reads_only=True),
        OnPress(swap_screens.OFFER, swap_handlers.open_offer, Role.SUPPORTER, reads_only=True),
        OnSubmission(swap_screens.OFFER, swap_handlers.send_offer, Role.SUPPORTER),
        OnPress(swap_screens.TAKE, swap_handlers.take, Role.SUPPORTER),
        OnPress(swap_screens.TAKE_HERE, swap_handlers.take_here, Role.SUPPORTER),
        OnPress(swap_screens.KEEP, swap_handlers.keep, Role.SUPPORTER),
        OnPress(screens.CALENDAR, opens(screens.CALENDAR), Role.SUPPORTER, reads_only=True),
        OnSubmission(screens.CALENDAR, own_calendar.changed, Role.SUPPORTER),
        OnCommand("support-admin coverage", _COVERAGE, _COORDINATORS, reads_only=True),
        OnPress(DUTY_COVERAGE, _COVERAGE, _COORDINATORS, reads_only=True),
        OnPress(coverage_screens.LOOK, coverage_screens.open_gaps, _COORDINATORS, reads_only=True),
        OnPress(training.NAMES, training.open_names, _COORDINATORS, reads_only=True),
    ),
    screens={
        SUPPORTERS_DUTY: views.duty,
        screens.SWAP: views.swap,
        swap_screens.TURN: views.turn,
        swap_screens.TAKEN: views.taken,
        swap_screens.GIVEN: views.given,
        coverage_screens.COVERAGE: views.coverage,
        coverage_screens.GAPS: views.gaps,
        training.SOON: views.training_soon,
        training.ENDS: views.training_ends,
    },
    forms={
        screens.ON: drawn_in_words(screens.on_form),
        screens.WEEK: views.week,
        screens.CALENDAR: own_calendar.draw,
        swap_screens.OFFER: views.offer,
        training.NAMES: views.training_names,
    },
    jobs=(JobKind(jobs.TIDY, jobs.tidy), JobKind(training.REMIND, training.look)),
    sweeps=(
        Sweep(jobs.TIDY, timedelta(hours=1)),
        Sweep(training.REMIND, timedelta(days=1)),
    ),
)

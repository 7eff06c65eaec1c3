"""Duty: who is on duty for which area and support kind, and who has which turn."""

from datetime import timedelta

from bot.core.commands import EVERY_DAY, FOR_SUPPORTERS, HelpLine
from bot.core.context import drawn_in_words
from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.pages import shows_page
from bot.core.people import Role
from bot.core.places import BelongsTo, PlaceKind, of_area
from bot.core.routes import (
    Audit,
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    Reaction,
    Sweep,
    answers,
    ask,
    opens,
    say,
)
from bot.core.seen import CardGone
from bot.duty import (
    coverage_screens,
    handlers,
    jobs,
    off_duty,
    offer_cards,
    own_calendar,
    screens,
    swap_handlers,
    swap_screens,
    views,
)
from bot.duty.availability import Availability, Takers, availabilities, staffed_until
from bot.duty.calendar_rota import keep_turns, rota_window
from bot.duty.coverage import CHECK, coverage_of, gaps_for
from bot.duty.model import CalendarTurn, TurnChange
from bot.duty.names import DUTY_COVERAGE, SUPPORTERS_DUTY
from bot.duty.off_duty import may_be_asked_off_duty, note_asked_off_duty, read_off_duty_wishes
from bot.duty.own_calendar import OwnCalendar, calendar_behind
from bot.duty.privacy import DutyHeld, duty_held, forget_duty
from bot.duty.response_times import Answered, Wait, count_answered, usual_times
from bot.duty.roster import on_duty
from bot.duty.standing import go_off_duty, go_on_duty, standing_of
from bot.duty.turn_texts import span

_COORDINATORS = Role.COORDINATOR
_COVERAGE = answers(say(coverage_screens.COVERAGE))

_DUTY = OnCommand(
    "support duty",
    handlers.show,
    Role.SUPPORTER,
    reads_only=True,
    help=HelpLine(FOR_SUPPORTERS, 10, "home.help.duty", "on"),
)
_DUTY_WEEK = HelpLine(FOR_SUPPORTERS, 20, "home.help.duty_week")

FEATURE = Feature(
    checks=(CHECK,),
    routes=(
        _DUTY,
        _DUTY.then("on", handlers.on),
        _DUTY.then("off", handlers.off),
        _DUTY.then("week", answers(ask(screens.WEEK)), reads_only=True, help=_DUTY_WEEK),
        _DUTY.then("swap", answers(say(screens.SWAP)), reads_only=True),
        _DUTY.then("calendar", answers(ask(screens.CALENDAR)), reads_only=True),
        OnPress(screens.ON, opens(screens.ON), Role.SUPPORTER, reads_only=True),
        OnSubmission(screens.ON, handlers.send_on, Role.SUPPORTER),
        OnPress(screens.OFF, handlers.press_off, Role.SUPPORTER),
        OnPress(off_duty.OFF_DUTY, off_duty.open_form, Role.SUPPORTER, reads_only=True),
        OnSubmission(off_duty.OFF_DUTY, off_duty.send, Role.SUPPORTER),
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
        OnCommand(
            "support-admin coverage",
            _COVERAGE,
            _COORDINATORS,
            reads_only=True,
            help=HelpLine(EVERY_DAY, 40, "home.admin_help.coverage"),
        ),
        OnPress(DUTY_COVERAGE, _COVERAGE, _COORDINATORS, reads_only=True),
        OnPress(coverage_screens.LOOK, coverage_screens.open_gaps, _COORDINATORS, reads_only=True),
        OnPress(
            coverage_screens.TURN,
            shows_page(coverage_screens.COVERAGE),
            _COORDINATORS,
            reads_only=True,
        ),
    ),
    screens={
        SUPPORTERS_DUTY: views.duty,
        screens.SWAP: views.swap,
        swap_screens.TURN: views.turn,
        swap_screens.TAKEN: views.taken,
        swap_screens.GIVEN: views.given,
        coverage_screens.COVERAGE: views.coverage,
        coverage_screens.GAPS: views.gaps,
    },
    forms={
        screens.ON: drawn_in_words(screens.on_form),
        screens.WEEK: views.week,
        off_duty.OFF_DUTY: off_duty.draw,
        screens.CALENDAR: own_calendar.draw,
        swap_screens.OFFER: views.offer,
    },
    jobs=(JobKind(jobs.TIDY, jobs.tidy, HOWEVER_LATE),),
    reactions=(Reaction(CardGone, offer_cards.card_gone),),
    audits=(Audit("offered_turns_nowhere", offer_cards.offers_nowhere, offer_cards.hang_again),),
    sweeps=(Sweep(jobs.TIDY, timedelta(hours=1)),),
    places=(
        BelongsTo(PlaceKind.AREA, jobs.move_turns, columns=(TurnChange.area,)),
        of_area(CalendarTurn.area),
    ),
)

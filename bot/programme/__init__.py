"""The programme: areas, units, roles, support lines, hours; configured by the playbook."""

from datetime import timedelta

from bot.core.commands import EVERY_DAY, SETTING_UP, HelpLine
from bot.core.context import drawn_in_words
from bot.core.names import PROGRAMME_WHO_ARE_YOU, Dialog, Screen
from bot.core.people import Role
from bot.core.routes import (
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    Sweep,
    answers,
    opens,
    replace_card,
    say,
)
from bot.programme import handlers, jobs, screens, undelivered_list, views
from bot.programme.cards import coordinator_card
from bot.programme.conflicts.roles import (
    investigators,
    is_manager,
    kept_apart,
    managers_among,
    misplaced,
)
from bot.programme.conflicts.triggers import clashing, contradiction, too_many
from bot.programme.faults import Fault
from bot.programme.health import (
    CHECK,
    findings,
    late_lines,
    names_of,
    without_channel,
    without_cover,
    without_lead,
    without_on_call,
    without_supporters,
)
from bot.programme.hours.line_hours import is_always_open, line_windows
from bot.programme.hours.quiet_hours import (
    Window,
    best_moment,
    is_asleep,
    is_odd_hour,
    is_quiet,
    next_allowed,
    on_shift,
    shift_end,
    sleeps_after_a_night,
    windows_on,
    zone_of,
)
from bot.programme.hours.service_hours import is_open, opening, opening_of, service_windows
from bot.programme.kinds.disclosure import hours_told, privacy_of
from bot.programme.kinds.texts import (
    about_kind,
    ask_label,
    asking_text,
    call_label,
    claim_text,
    found_text,
    kinds_without_privacy,
    languages_missing,
    listed_text,
    name_of_kind,
    one_of,
    role_of,
    sentences_untranslated,
    team_of,
    waiting_text,
)
from bot.programme.model.external_sources import HR, Calendar
from bot.programme.names import (
    PROGRAMME_CALLED,
    PROGRAMME_DOCTOR,
    PROGRAMME_NAMES,
    PROGRAMME_UNDELIVERED,
)
from bot.programme.people import who_are_you
from bot.programme.people.account_search import (
    Sought,
    note_search,
    people_waited_for,
    search_is_over,
)
from bot.programme.people.directory import ProgrammeDirectory
from bot.programme.people.joining import JOIN, match_accounts
from bot.programme.people.person_sources import reading_in
from bot.programme.playbook.apply import Applied, SomethingWaitsError, apply
from bot.programme.playbook.difference import difference, import_difference, obstacles
from bot.programme.playbook.export import Exported, export, export_version, people_written
from bot.programme.playbook.history import history
from bot.programme.playbook.model import Playbook
from bot.programme.rosters import screens as roster_screens
from bot.programme.rosters import views as roster_views
from bot.programme.rosters.groups import found_in, keep_roster
from bot.programme.rosters.hr_import import import_records
from bot.programme.rosters.hr_plan import HrPlan
from bot.programme.rosters.hr_planner import plan_import
from bot.programme.rosters.list_status import (
    Stand,
    claim_list,
    list_of_calendar,
    list_of_group,
    list_of_rota,
    looking_first,
    note_fault,
    note_read,
    stands_of,
    take_wanted,
)
from bot.programme.rosters.scheduled_shifts import (
    Found,
    keep_scheduled_shifts,
    scheduled_shift_window,
)
from bot.programme.rosters.titles import named_in, names_of_people
from bot.programme.stored.addresses import address_of
from bot.programme.stored.audit import is_whole, note_change
from bot.programme.stored.configuration import (
    FileStanding,
    channel_recipients,
    channel_spots,
    current,
    current_for,
    current_in,
    file_standing,
    must_run,
    note_applied,
    paused,
    private_channel,
    private_channels,
    put,
    reachable,
    today,
    versions,
)
from bot.programme.stored.moving import PLACES
from bot.programme.unasked_notes import POST_UNASKED, post_unasked

_COORDINATOR = Role.COORDINATOR


def _shows(words: str, screen: Screen, help_line: HelpLine) -> OnCommand:
    return OnCommand(
        f"support-admin {words}",
        answers(say(screen)),
        _COORDINATOR,
        reads_only=True,
        help=help_line,
    )


def _opens(dialog: Dialog) -> OnPress:
    return OnPress(dialog, opens(dialog), _COORDINATOR, reads_only=True)


def _replaces(screen: Screen) -> OnPress:
    return OnPress(screen.action, answers(replace_card(screen)), _COORDINATOR)


PEOPLE_COMMAND = _shows(
    "people", screens.PEOPLE, HelpLine(SETTING_UP, 20, "home.admin_help.people")
)
_LINES = _shows("lines", screens.LINES, HelpLine(SETTING_UP, 30, "home.admin_help.lines"))
_ROSTER = _shows(
    "roster", roster_screens.ROSTER, HelpLine(SETTING_UP, 40, "home.admin_help.roster", "show")
)

FEATURE = Feature(
    routes=(
        PEOPLE_COMMAND,
        _LINES,
        _LINES.then("list", answers(say(screens.LINES)), reads_only=True),
        _LINES.then("verify", handlers.open_called, reads_only=True),
        _shows("doctor", PROGRAMME_DOCTOR, HelpLine(SETTING_UP, 100, "home.admin_help.doctor")),
        _shows("pause all", screens.PAUSE, HelpLine(EVERY_DAY, 80, "home.admin_help.pause")),
        OnCommand(
            "support-admin resume all",
            handlers.resume_by_words,
            _COORDINATOR,
            help=HelpLine(EVERY_DAY, 90, "home.admin_help.resume"),
        ),
        _ROSTER,
        _ROSTER.then("show", answers(say(roster_screens.ROSTER)), reads_only=True),
        _ROSTER.then("import", answers(say(roster_screens.IMPORT)), reads_only=True),
        _ROSTER.then("sync", roster_views.sync),
        _opens(PROGRAMME_CALLED),
        OnSubmission(PROGRAMME_CALLED, handlers.send_called, _COORDINATOR),
        _replaces(roster_screens.ROSTER),
        _opens(roster_screens.UNITS),
        _opens(roster_screens.LISTS),
        OnPress(roster_screens.SYNC, roster_views.press_sync, _COORDINATOR),
        _replaces(roster_screens.IMPORT),
        _opens(PROGRAMME_NAMES),
        _opens(PROGRAMME_UNDELIVERED),
        OnSubmission(PROGRAMME_UNDELIVERED, undelivered_list.send_again, _COORDINATOR),
        OnPress(screens.PAUSE.action, handlers.pause, _COORDINATOR),
        OnPress(screens.RESUME, handlers.resume, _COORDINATOR),
        OnPress(
            who_are_you.FORMER_NAME,
            opens(who_are_you.FORMER_NAME),
            reads_only=True,
            says_who=True,
        ),
        OnPress(who_are_you.ITS_ME, who_are_you.its_me, says_who=True),
        OnPress(who_are_you.NOT_ME, who_are_you.not_me, says_who=True),
    ),
    screens={
        PROGRAMME_WHO_ARE_YOU: who_are_you.draw,
        screens.PEOPLE: views.people,
        screens.LINES: views.lines,
        screens.PAUSE: views.pause,
        screens.STILL_PAUSED: views.still_paused,
        roster_screens.ROSTER: roster_views.roster,
        roster_screens.SYNCED: roster_views.synced,
        roster_screens.IMPORT: drawn_in_words(roster_screens.import_card),
    },
    forms={
        roster_screens.UNITS: roster_views.units,
        roster_screens.LISTS: roster_views.lists,
        PROGRAMME_NAMES: views.names,
        PROGRAMME_CALLED: views.called,
        PROGRAMME_UNDELIVERED: undelivered_list.draw,
        who_are_you.FORMER_NAME: who_are_you.draw_former,
    },
    notices=(undelivered_list.SENT_AGAIN, who_are_you.THANKS),
    jobs=(jobs.REMIND, POST_UNASKED, jobs.TIDY),
    sweeps=(Sweep(jobs.TIDY_LISTS, timedelta(days=1)),),
    checks=(CHECK,),
    about_registry={PROGRAMME_DOCTOR: views.doctor},
    places=PLACES,
)

"""The programme: areas, units, roles, support lines, hours; configured by the playbook."""

from datetime import timedelta

from bot.core.context import drawn_in_words
from bot.core.names import Dialog, Screen
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
from bot.programme import handlers, jobs, roster_screens, roster_views, screens, views
from bot.programme.addresses import address_of
from bot.programme.apply import JOIN, Applied, apply, recognise
from bot.programme.audit import is_whole, note_change
from bot.programme.cards import coordinator_card
from bot.programme.configuration import (
    channel_recipients,
    current,
    current_for,
    current_in,
    is_applied,
    note_applied,
    paused,
    places_of,
    private_channel,
    private_channels,
    put,
    today,
    versions,
)
from bot.programme.conflict_roles import (
    investigators,
    is_manager,
    kept_apart,
    managers_among,
    misplaced,
)
from bot.programme.difference import difference, import_difference
from bot.programme.directory import ProgrammeDirectory
from bot.programme.disclosure import Disclosure, disclosure_of
from bot.programme.export import Exported, export, export_version, people_written
from bot.programme.external_sources import (
    HR,
    Calendar,
    units_worked,
)
from bot.programme.faults import Fault
from bot.programme.health import Finding, examine, overdue
from bot.programme.history import history
from bot.programme.hr_import import (
    HrPlan,
    import_records,
    plan_import,
)
from bot.programme.kind_texts import (
    about_kind,
    ask_label,
    asking_text,
    claim_text,
    found_text,
    kinds_without_privacy,
    languages_missing,
    listed_text,
    name_of_kind,
    one_of,
    role_of,
    team_of,
    waiting_text,
)
from bot.programme.list_status import (
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
from bot.programme.names import PROGRAMME_CALLED, PROGRAMME_DOCTOR, PROGRAMME_NAMES
from bot.programme.person_sources import reading_in
from bot.programme.playbook import Playbook
from bot.programme.quiet_hours import (
    Window,
    best_moment,
    is_odd_hour,
    is_quiet,
    next_allowed,
    on_shift,
    windows_on,
    zone_of,
)
from bot.programme.rosters import found_in, keep_roster
from bot.programme.scheduled_shifts import Found, keep_scheduled_shifts, scheduled_shift_window
from bot.programme.service_hours import is_open, opening, service_windows
from bot.programme.trigger_conflicts import clashing, contradiction, too_many
from bot.programme.unasked_notes import POST_UNASKED, post_unasked

_COORDINATOR = Role.COORDINATOR
_ADMIN = "support-admin"


def _shows(words: str, screen: Screen) -> OnCommand:
    return OnCommand(f"{_ADMIN} {words}", answers(say(screen)), _COORDINATOR, reads_only=True)


def _opens(dialog: Dialog) -> OnPress:
    return OnPress(dialog, opens(dialog), _COORDINATOR, reads_only=True)


def _replaces(screen: Screen) -> OnPress:
    return OnPress(screen.action, answers(replace_card(screen)), _COORDINATOR)


FEATURE = Feature(
    routes=(
        _shows("people", screens.PEOPLE),
        _shows("lines", screens.LINES),
        _shows("lines list", screens.LINES),
        _shows("doctor", PROGRAMME_DOCTOR),
        _shows("pause all", screens.PAUSE),
        _shows("roster", roster_screens.ROSTER),
        _shows("roster show", roster_screens.ROSTER),
        _shows("roster import", roster_screens.IMPORT),
        OnCommand(f"{_ADMIN} lines verify", handlers.open_called, _COORDINATOR, reads_only=True),
        _opens(PROGRAMME_CALLED),
        OnSubmission(PROGRAMME_CALLED, handlers.send_called, _COORDINATOR),
        OnCommand(f"{_ADMIN} resume all", handlers.resume_by_words, _COORDINATOR),
        OnCommand(f"{_ADMIN} roster sync", roster_views.sync, _COORDINATOR),
        _replaces(roster_screens.ROSTER),
        _opens(roster_screens.UNITS),
        _opens(roster_screens.LISTS),
        OnPress(roster_screens.SYNC, roster_views.press_sync, _COORDINATOR),
        _replaces(roster_screens.IMPORT),
        _opens(PROGRAMME_NAMES),
        OnPress(screens.PAUSE.action, handlers.pause, _COORDINATOR),
        OnPress(screens.RESUME, handlers.resume, _COORDINATOR),
    ),
    screens={
        screens.PEOPLE: views.people,
        screens.LINES: views.lines,
        screens.PAUSE: views.pause,
        screens.STILL_PAUSED: views.still_paused,
        PROGRAMME_DOCTOR: views.doctor,
        roster_screens.ROSTER: roster_views.roster,
        roster_screens.SYNCED: roster_views.synced,
        roster_screens.IMPORT: drawn_in_words(roster_screens.import_card),
    },
    forms={
        roster_screens.UNITS: roster_views.units,
        roster_screens.LISTS: roster_views.lists,
        PROGRAMME_NAMES: views.names,
        PROGRAMME_CALLED: views.called,
    },
    jobs=(jobs.REMIND, POST_UNASKED, jobs.TIDY),
    sweeps=(Sweep(jobs.TIDY_LISTS, timedelta(days=1)),),
)

"""The menu, the fastest help, help pages, settings, and answers to unknown words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.adverse_events.names import ADVERSE_EVENT_REPORT
from bot.check_ins.names import CHECK_IN_BREAK, CHECK_IN_TALK, CHECK_IN_WHAT_WE_KEEP, PRIVACY_CLEAR
from bot.core.commands import FOR_SUPPORTERS, SETTING_UP, HelpLine, HelpPage
from bot.core.limits import MOST_BUTTONS
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW, HOME_CLOSED, HOME_UNKNOWN_COMMAND, Screen
from bot.core.notices import Notice, NoticeButton, with_line
from bot.core.routes import OnCommand
from bot.core.screens import Button, Card, Items, Part, Row, Text, Weight
from bot.core.texts import Words
from bot.drills.names import HOME_MENU
from bot.duty.names import DUTY_COVERAGE
from bot.home import names
from bot.milestones.names import OPEN_OWN_DAYS
from bot.privacy.names import OPEN_PRIVACY_MYDATA, PRIVACY_RESUME, PRIVACY_SNOOZE, PRIVACY_STOP
from bot.referrals.names import COLLEAGUE_NOTE, OPEN_HOME_MORE
from bot.supporters.names import HOME_DUTY

HELP = Screen("home.help")
ADMIN_MENU = Screen("home.admin")
ADMIN_HELP = Screen("home.admin_help")
SETTINGS = Screen("home.settings")

_HELP_NOW = (
    NoticeButton(CHECK_IN_BREAK, "home.break", opens_form=True),
    NoticeButton(CHECK_IN_TALK, "home.talk"),
    NoticeButton(CRISIS_SHOW, "home.need_someone"),
)
"""The three most important buttons, for every screen where they may be needed."""
_CLEAR = NoticeButton(PRIVACY_CLEAR, "home.clear")


MORE = Notice(
    Screen("home.more"),
    "home.more_text",
    "home.preview",
    (
        NoticeButton(CHECK_IN_WHAT_WE_KEEP, "home.what_we_keep", opens_form=True),
        NoticeButton(OPEN_PRIVACY_MYDATA, "home.mydata"),
        NoticeButton(names.OPEN_HOME_SETTINGS, "home.settings_button"),
        NoticeButton(COLLEAGUE_NOTE, "home.page.colleague", opens_form=True),
        _CLEAR,
    ),
)
SUPPORTER = Notice(
    Screen("home.supporter"),
    "home.supporter_text",
    "home.preview",
    (
        NoticeButton(names.HOME_QUEUE, "home.queue"),
        NoticeButton(names.HOME_MINE, "home.mine"),
        NoticeButton(HOME_DUTY, "home.duty"),
        NoticeButton(HELP.action, "home.help_button", FOR_SUPPORTERS.topic),
        _CLEAR,
    ),
)
NOW = Notice(Screen("home.now"), "home.now.text", "home.preview", (*_HELP_NOW, _CLEAR))
"""The fastest help: the support line, a break, a talk."""
CLOSED = Notice(
    HOME_CLOSED,
    "core.gone",
    "home.preview",
    (*_HELP_NOW, NoticeButton(OPEN_HOME_MORE, "home.more")),
)
"""Answers a button whose subject is gone, where there is no better answer."""
FREE_TEXT = Notice(
    Screen("home.free_text"), "home.free_text.text", "home.preview", (*_HELP_NOW, _CLEAR)
)
"""Answers any text that is not a command."""


def _card(
    words: Words,
    lines: Lines,
    screen: Screen,
    parts: tuple[Part, ...],
    *buttons: Button,
    subject: str = "",
) -> Card:
    parts = (*parts, *with_line(words, lines))
    return Card(screen, subject, words("home.preview"), parts, buttons)


def _clear(words: Words) -> Button:
    return _CLEAR.draw(words)


def _help_now(words: Words) -> tuple[Button, ...]:
    return tuple(each.draw(words) for each in _HELP_NOW)


def menu_card(words: Words, lines: Lines, *, supporter: bool) -> Card:
    """Draw the menu; it shows none of the reader's requests, as others may see the screen."""
    last = (
        Button(names.OPEN_HOME_SUPPORTER, words("home.for_supporters"))
        if supporter
        else _clear(words)
    )
    more = Button(OPEN_HOME_MORE, words("home.more"))
    parts = (Text(words("home.menu.text")),)
    return _card(words, lines, HOME_MENU, parts, *_help_now(words), more, last)


def help_card(
    words: Words,
    lines: Lines,
    screen: Screen,
    pages: Sequence[HelpPage],
    page: HelpPage,
    told: Sequence[tuple[OnCommand, HelpLine]],
) -> Card:
    """Draw a page of help: a line for each command on it, and a button for each other page."""
    parts: list[Part] = [Items(tuple(help_text(words, lines, *each) for each in told))]
    if page.intro:
        parts.insert(0, Text(words(page.intro)))
    if page.outro:
        parts.append(Text(words(page.outro)))
    others = [each for each in pages if each != page]
    buttons = [Button(screen.action, words(each.label), each.topic) for each in others]
    if page == SETTING_UP:
        buttons.insert(0, Button(names.OPEN_SETUP_STEP, words("home.admin_help.step_by_step")))
    return _card(words, lines, screen, tuple(parts), *buttons, _clear(words), subject=page.topic)


def help_text(words: Words, lines: Lines, command: OnCommand, line: HelpLine) -> str:
    """Return the line of help about a command."""
    typed = f"/{command.name} {line.example}".strip()
    return words(line.text, typed=typed, **line.values(lines))


def admin_card(words: Words, lines: Lines, *, reports: bool, coordinator: bool) -> Card:
    """Draw the buttons of unit leads (``reports``) and coordinators."""
    buttons = []
    if reports:
        activate = words("home.admin.activate")
        buttons.append(Button(ADVERSE_EVENT_REPORT, activate, opens_form=True))
    if coordinator:
        buttons.append(Button(names.HOME_OPEN, words("home.admin.open")))
        buttons.append(Button(DUTY_COVERAGE, words("home.page.coverage")))
    text = words("home.admin.text") if reports else words("home.admin.not_yours")
    help_button = Button(ADMIN_HELP.action, words("home.help_button"))
    return _card(words, lines, ADMIN_MENU, (Text(text),), *buttons, help_button, _clear(words))


@dataclass(frozen=True)
class Settings:
    """A person's settings about notes."""

    stopped: bool = False
    quiet_until: datetime | None = None
    prefers: str = ""
    platforms: tuple[str, ...] = ()
    """The platforms on which the person has an account."""


def settings_card(words: Words, lines: Lines, settings: Settings) -> Card:
    """Show whether notes come, from when, and where; and how to change it."""
    parts: tuple[Part, ...] = (Text(_notes(words, settings)),)
    if settings.platforms:
        name = words.on(settings.prefers or settings.platforms[0], "platform.name")
        parts = (*parts, Text(words("home.settings.where", platform=name)))
    if others := words.others():
        now = words("core.language")
        parts = (*parts, Text(words("home.settings.language", language=now)))
        # Each language is shown by its own name, for people who read only that one.
        ways = [Button(names.HOME_READ, label, code) for code, label in others.items()]
        parts = (*parts, Row(tuple(ways[:MOST_BUTTONS])))
    own_days = Button(OPEN_OWN_DAYS, words("home.page.own_day"), weight=Weight.SMALL)
    changes, moves = _changes(words, settings), _moves(words, settings)
    return _card(words, lines, SETTINGS, parts, *changes, *moves, own_days)


def _notes(words: Words, settings: Settings) -> str:
    if settings.stopped:
        return words("home.settings.stopped")
    if settings.quiet_until is not None:
        at = words.day_and_time(settings.quiet_until)
        return words("home.settings.snoozed", at=at)
    return words("home.settings.on")


def _changes(words: Words, settings: Settings) -> tuple[Button, ...]:
    resume = Button(PRIVACY_RESUME, words("home.settings.resume"))
    stop = Button(PRIVACY_STOP, words("home.settings.stop"))
    if settings.stopped:
        return (resume,)
    if settings.quiet_until is not None:
        return (resume, stop)
    return (Button(PRIVACY_SNOOZE, words("home.settings.snooze"), "2w"), stop)


def _moves(words: Words, settings: Settings) -> tuple[Button, ...]:
    now = settings.prefers or (settings.platforms[0] if settings.platforms else "")
    others = [platform for platform in settings.platforms if platform != now]
    moves = [
        Button(
            names.HOME_PREFER,
            words("home.settings.move", platform=words.on(platform, "platform.name")),
            platform,
        )
        for platform in others[:2]
    ]
    return (*moves, _clear(words))


def unknown_card(words: Words, lines: Lines, command: str, near: tuple[str, ...]) -> Card:
    """Answer an unknown command with similar ones, without repeating its words."""
    parts: list[Part] = [Text(words("home.unknown.text"))]
    if near:
        parts.append(Text(words("home.unknown.near")))
        parts.append(Items(tuple(f"/{command} {name}" for name in near)))
    parts.append(Text(words("home.unknown.help", command=command)))
    return _card(words, lines, HOME_UNKNOWN_COMMAND, tuple(parts), *_help_now(words))

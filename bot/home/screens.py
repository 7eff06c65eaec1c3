"""The menu, the fastest help, help pages, settings, and answers to unknown words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.adverse_events.names import ADVERSE_EVENT_REPORT
from bot.check_ins.names import CHECK_IN_BREAK, CHECK_IN_TALK, CHECK_IN_WHAT_WE_KEEP, PRIVACY_CLEAR
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW, HOME_UNKNOWN_COMMAND, Screen
from bot.core.notices import with_line
from bot.core.screens import MOST_BUTTONS, Button, Card, Items, Part, Row, Text
from bot.core.texts import Words
from bot.drills.names import HOME_MENU
from bot.home import names
from bot.home.commands import ADMIN_HELP as ADMIN_PAGES
from bot.home.commands import SUPPORT_HELP, HelpPage, page_of
from bot.privacy.names import OPEN_PRIVACY_MYDATA, PRIVACY_RESUME, PRIVACY_SNOOZE, PRIVACY_STOP
from bot.referrals.names import COLLEAGUE_NOTE, OPEN_HOME_MORE
from bot.supporters.names import DUTY_COVERAGE, HOME_DUTY

MORE = Screen("home.more")
SUPPORTER = Screen("home.supporter")
NOW = Screen("home.now")
HELP = Screen("home.help")
ADMIN_MENU = Screen("home.admin")
ADMIN_HELP = Screen("home.admin_help")
SETTINGS = Screen("home.settings")
FREE_TEXT = Screen("home.free_text")


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
    return Button(PRIVACY_CLEAR, words("home.clear"))


def _help_now(words: Words) -> tuple[Button, ...]:
    """Return the three most important buttons, for every screen where they may be needed."""
    return (
        Button(CHECK_IN_BREAK, words("home.break"), opens_form=True),
        Button(CHECK_IN_TALK, words("home.talk")),
        Button(CRISIS_SHOW, words("home.need_someone")),
    )


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


def more_card(words: Words, lines: Lines) -> Card:
    """Offer what is kept, settings, and what is held about the reader."""
    return _card(
        words,
        lines,
        MORE,
        (Text(words("home.more_text")),),
        Button(CHECK_IN_WHAT_WE_KEEP, words("home.what_we_keep"), opens_form=True),
        Button(OPEN_PRIVACY_MYDATA, words("home.mydata")),
        Button(names.OPEN_HOME_SETTINGS, words("home.settings_button")),
        Button(COLLEAGUE_NOTE, words("home.page.colleague"), opens_form=True),
        _clear(words),
    )


def supporter_card(words: Words, lines: Lines) -> Card:
    """Offer what supporters can look at."""
    return _card(
        words,
        lines,
        SUPPORTER,
        (Text(words("home.supporter_text")),),
        Button(names.HOME_QUEUE, words("home.queue")),
        Button(names.HOME_MINE, words("home.mine")),
        Button(HOME_DUTY, words("home.duty")),
        Button(HELP.action, words("home.help_button"), "supporters"),
        _clear(words),
    )


def now_card(words: Words, lines: Lines) -> Card:
    """Draw the fastest help: the support line, a break, a talk."""
    parts = (Text(words("home.now.text")),)
    return _card(words, lines, NOW, parts, *_help_now(words), _clear(words))


def help_card(words: Words, lines: Lines, topic: str = "") -> Card:
    """Draw a page of ``/support help``."""
    return _help_page(words, lines, HELP, SUPPORT_HELP, topic)


def admin_help_card(words: Words, lines: Lines, topic: str = "") -> Card:
    """Draw a page of ``/support-admin help``."""
    return _help_page(words, lines, ADMIN_HELP, ADMIN_PAGES, topic)


def _help_page(
    words: Words, lines: Lines, screen: Screen, pages: Sequence[HelpPage], topic: str
) -> Card:
    page = page_of(pages, topic)
    parts: list[Part] = [Items(_commands(words, lines, page))]
    if page.intro:
        parts.insert(0, Text(words(page.intro)))
    if page.outro:
        parts.append(Text(words(page.outro)))
    others = [each for each in pages if each != page]
    buttons = [Button(screen.action, words(each.label), each.topic) for each in others]
    if "setup" in page.commands:
        buttons.insert(0, Button(names.OPEN_SETUP_STEP, words("home.admin_help.step_by_step")))
    return _card(words, lines, screen, tuple(parts), *buttons, _clear(words), subject=page.topic)


def _commands(words: Words, lines: Lines, page: HelpPage) -> tuple[str, ...]:
    """Return a line for each command; that of ``talk`` names the support kinds."""
    kinds = ", ".join(lines.kinds)
    return tuple(
        words(key, names=kinds) if command == "talk" else words(key)
        for command, key in page.commands.items()
    )


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
    return _card(
        words, lines, SETTINGS, parts, *_changes(words, settings), *_moves(words, settings)
    )


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


def free_text_card(words: Words, lines: Lines) -> Card:
    """Answer any text that is not a command."""
    parts = (Text(words("home.free_text.text")),)
    return _card(words, lines, FREE_TEXT, parts, *_help_now(words), _clear(words))


def unknown_card(words: Words, lines: Lines, command: str, near: tuple[str, ...]) -> Card:
    """Answer an unknown command with similar ones, without repeating its words."""
    parts: list[Part] = [Text(words("home.unknown.text"))]
    if near:
        parts.append(Text(words("home.unknown.near")))
        parts.append(Items(tuple(f"/{command} {name}" for name in near)))
    parts.append(Text(words("home.unknown.help", command=command)))
    return _card(words, lines, HOME_UNKNOWN_COMMAND, tuple(parts), *_help_now(words))

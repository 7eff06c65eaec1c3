"""The menu, the fastest help, help, settings, and the answers to words nobody knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.lines import Lines
from bot.core.notices import with_line
from bot.core.screens import MOST_BUTTONS, Button, Card, Items, Part, Row, Text
from bot.core.texts import Words
from bot.home.commands import ADMIN, ADMIN_SETUP, COMMON, SUPPORTERS

MENU = "home.menu"
MORE = "home.more"
SUPPORTER = "home.supporter"
NOW = "home.now"
HELP = "home.help"
HELP_SUPPORTERS = "home.help_supporters"
ADMIN_MENU = "home.admin"
ADMIN_HELP = "home.admin_help"
ADMIN_SETUP_HELP = "home.admin_setup_help"
SETTINGS = "home.settings"
FREE_TEXT = "home.free_text"
UNKNOWN = "home.unknown_command"

PLATFORMS = {
    "slack": "home.platform.slack",
    "teams": "home.platform.teams",
    "practice": "home.platform.practice",
}


def _card(
    words: Words, lines: Lines, screen: str, parts: tuple[Part, ...], *buttons: Button
) -> Card:
    return Card(
        screen=screen,
        subject="",
        preview=words("home.preview"),
        parts=(*parts, *with_line(words, lines)),
        buttons=buttons,
    )


def _clear(words: Words) -> Button:
    return Button("privacy.clear", words("home.clear"))


def _help_now(words: Words) -> tuple[Button, ...]:
    """The three that matter most, on every screen from which somebody may need them."""
    return (
        Button("check_in.break", words("home.break"), opens_form=True),
        Button("check_in.talk", words("home.talk")),
        Button("crisis.show", words("home.need_someone")),
    )


def menu_card(words: Words, lines: Lines, *, supporter: bool) -> Card:
    """What there is. It shows nothing that was asked for: others may see this screen."""
    last = Button("home.supporter", words("home.for_supporters")) if supporter else _clear(words)
    more = Button("home.more", words("home.more"))
    parts = (Text(words("home.menu.text")),)
    return _card(words, lines, MENU, parts, *_help_now(words), more, last)


def more_card(words: Words, lines: Lines) -> Card:
    """What is kept, settings, and the way to ask about oneself."""
    return _card(
        words,
        lines,
        MORE,
        (Text(words("home.more_text")),),
        Button("check_in.what_we_keep", words("home.what_we_keep"), opens_form=True),
        Button("privacy.mydata", words("home.mydata")),
        Button("home.settings", words("home.settings_button")),
        Button("colleague.note", words("home.page.colleague"), opens_form=True),
        _clear(words),
    )


def supporter_card(words: Words, lines: Lines) -> Card:
    """What supporters can look at."""
    return _card(
        words,
        lines,
        SUPPORTER,
        (Text(words("home.supporter_text")),),
        Button("home.queue", words("home.queue")),
        Button("home.mine", words("home.mine")),
        Button("home.duty", words("home.duty")),
        Button("home.help_supporters", words("home.help_button")),
        _clear(words),
    )


def now_card(words: Words, lines: Lines) -> Card:
    """The fastest help there is: the line, a break, a talk."""
    parts = (Text(words("home.now.text")),)
    return _card(words, lines, NOW, parts, *_help_now(words), _clear(words))


def _commands(words: Words, table: Mapping[str, str]) -> Items:
    return Items(tuple(words(key) for key in table.values()))


def _common(words: Words, lines: Lines) -> Items:
    """Every command for everyone; ``talk`` with the support kinds there are."""
    names = ", ".join(lines.kinds)
    return Items(
        tuple(
            words(key, names=names) if command == "talk" else words(key)
            for command, key in COMMON.items()
        )
    )


def help_card(words: Words, lines: Lines) -> Card:
    """Every command for everyone, and where the others are told of."""
    return _card(
        words,
        lines,
        HELP,
        (_common(words, lines), Text(words("home.help.others"))),
        Button("home.help_supporters", words("home.for_supporters")),
        _clear(words),
    )


def help_supporters_card(words: Words, lines: Lines) -> Card:
    """Every command for supporters."""
    parts = (Text(words("home.help.supporters")), _commands(words, SUPPORTERS))
    return _card(words, lines, HELP_SUPPORTERS, parts, _clear(words))


def admin_card(words: Words, lines: Lines, *, reports: bool, coordinator: bool) -> Card:
    """What unit leads (``reports``) and coordinators can do by a button."""
    buttons = []
    if reports:
        activate = words("home.admin.activate")
        buttons.append(Button("adverse_event.report", activate, opens_form=True))
    if coordinator:
        buttons.append(Button("home.open", words("home.admin.open")))
        buttons.append(Button("duty.coverage", words("home.page.coverage")))
    text = words("home.admin.text") if reports else words("home.admin.not_yours")
    help_button = Button("home.admin_help", words("home.help_button"))
    return _card(words, lines, ADMIN_MENU, (Text(text),), *buttons, help_button, _clear(words))


def admin_help_card(words: Words, lines: Lines) -> Card:
    """The commands of ``/support-admin`` for every day, and where the others are."""
    parts = (Text(words("home.admin_help.intro")), _commands(words, ADMIN))
    setting_up = Button(ADMIN_SETUP_HELP, words("home.admin_help.setting_up"))
    return _card(words, lines, ADMIN_HELP, parts, setting_up, _clear(words))


def admin_setup_help_card(words: Words, lines: Lines) -> Card:
    """The commands of ``/support-admin`` with which it is set up and looked after."""
    parts = (Text(words("home.admin_help.setup_intro")), _commands(words, ADMIN_SETUP))
    step_by_step = Button("setup.step", words("home.admin_help.step_by_step"))
    return _card(words, lines, ADMIN_SETUP_HELP, parts, step_by_step, _clear(words))


@dataclass(frozen=True)
class Settings:
    """How a person's notes are set; ``platforms`` are those they have an account on."""

    stopped: bool = False
    quiet_until: datetime | None = None
    prefers: str = ""
    platforms: tuple[str, ...] = ()


def settings_card(words: Words, lines: Lines, settings: Settings) -> Card:
    """Whether notes come, from when, and where; and how to change it."""
    parts: tuple[Part, ...] = (Text(_notes(words, settings)),)
    if settings.platforms:
        name = platform_name(words, settings.prefers or settings.platforms[0])
        parts = (*parts, Text(words("home.settings.where", platform=name)))
    if others := words.others():
        now = words("core.language")
        parts = (*parts, Text(words("home.settings.language", language=now)))
        # Each is called as it calls itself: whoever wants it reads that.
        ways = [Button("home.read", label, code) for code, label in others.items()]
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
    resume = Button("privacy.resume", words("home.settings.resume"))
    stop = Button("privacy.stop", words("home.settings.stop"))
    if settings.stopped:
        return (resume,)
    if settings.quiet_until is not None:
        return (resume, stop)
    return (Button("privacy.snooze", words("home.settings.snooze"), "2w"), stop)


def _moves(words: Words, settings: Settings) -> tuple[Button, ...]:
    now = settings.prefers or (settings.platforms[0] if settings.platforms else "")
    others = [platform for platform in settings.platforms if platform != now]
    moves = [
        Button(
            "home.prefer",
            words("home.settings.move", platform=platform_name(words, platform)),
            platform,
        )
        for platform in others[:2]
    ]
    return (*moves, _clear(words))


def platform_name(words: Words, platform: str) -> str:
    """What people call a platform."""
    return words(PLATFORMS[platform]) if platform in PLATFORMS else platform


def free_text_card(words: Words, lines: Lines) -> Card:
    """The one answer to anything typed that is no command."""
    parts = (Text(words("home.free_text.text")),)
    return _card(words, lines, FREE_TEXT, parts, *_help_now(words), _clear(words))


def unknown_card(words: Words, lines: Lines, command: str, near: tuple[str, ...]) -> Card:
    """Nobody knows that word; commands near to it, never the word itself."""
    parts: list[Part] = [Text(words("home.unknown.text"))]
    if near:
        parts.append(Text(words("home.unknown.near")))
        parts.append(Items(tuple(f"/{command} {name}" for name in near)))
    parts.append(Text(words("home.unknown.help", command=command)))
    return _card(words, lines, UNKNOWN, tuple(parts), *_help_now(words))

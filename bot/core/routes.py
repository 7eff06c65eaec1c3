"""The tables from commands, presses and forms to handlers, and from screens to views."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from bot.core.commands import HelpLine, HelpPage, Listing
from bot.core.context import Context, FormView, View, drawn
from bot.core.conversation import Command, Incoming, Press, Submission
from bot.core.health import CHECK_FAILED, Cause, Check
from bot.core.job_kinds import JobKind
from bot.core.messages import Message, Terms
from bot.core.names import HOME_CLOSED, Action, Dialog, JobName, Screen
from bot.core.notices import Notice
from bot.core.packed import Packed
from bot.core.people import Role
from bot.core.places import BelongsTo
from bot.core.seen import Shape


@dataclass(frozen=True)
class Reply:
    """What a handler answers: a screen by name, drawn after the handler has run."""

    shape: Shape
    screen: str = ""
    subject: str = ""
    notice: Notice | None = None
    """The notice that the screen is, if it is one."""


def say(screen: Screen | Notice, subject: str = "") -> Reply:
    """Show a card to this person only."""
    return _showing(Shape.SAY, screen, subject)


def ask(form: Dialog, subject: str = "") -> Reply:
    """Open a form, or show it in place of the one just sent."""
    return Reply(Shape.ASK, form, subject)


def replace_card(screen: Screen | Notice, subject: str = "") -> Reply:
    """Replace the card whose button was pressed."""
    return _showing(Shape.REPLACE, screen, subject)


def _showing(shape: Shape, screen: Screen | Notice, subject: str) -> Reply:
    if isinstance(screen, Notice):
        return Reply(shape, screen.screen, subject, screen)
    return Reply(shape, screen, subject)


V = TypeVar("V")

NOTHING = Reply(Shape.NOTHING)

CommandHandler = Callable[[Context, Command], Awaitable[Reply]]
PressHandler = Callable[[Context, Press, str], Awaitable[Reply]]
SubmissionHandler = Callable[[Context, Submission], Awaitable[Reply]]


@dataclass(frozen=True)
class FixedAnswer:
    """The handler of a command or a press that always answers the same."""

    reply: Reply

    async def __call__(self, context: Context, *_: object) -> Reply:
        return self.reply


def answers(reply: Reply) -> FixedAnswer:
    """Make the handler of a command or a press that only shows a screen or a dialog."""
    return FixedAnswer(reply)


@dataclass(frozen=True)
class DialogOpener:
    """The handler of a press that opens a dialog about the pressed button's subject."""

    dialog: Dialog

    async def __call__(self, context: Context, press: Press, subject: str) -> Reply:
        return ask(self.dialog, subject)


def opens(dialog: Dialog) -> DialogOpener:
    """Make the handler of a press that opens a dialog about the pressed button's subject."""
    return DialogOpener(dialog)


@dataclass(frozen=True)
class OnCommand:
    """A command: what is typed, what happens, who may use it, and what is said of it.

    The dispatcher, help, the lists of the platforms and suggestions all read this value.
    """

    name: str
    """Its words, such as ``support duty on``; what is typed after them reaches the handler."""
    handler: CommandHandler
    role: Role | frozenset[Role] = Role.CLINICIAN
    reads_only: bool = False
    without_storage: bool = False
    help: "HelpLine | OnCommand | None" = field(kw_only=True)
    """Its line of help, or the command whose line tells of it; ``None`` for what needs no help."""
    listing: Listing | None = field(default=None, kw_only=True)
    """Its place in the lists of the platforms; every command for everybody has one."""

    def then(
        self,
        words: str,
        handler: CommandHandler,
        *,
        reads_only: bool = False,
        help: HelpLine | None = None,  # noqa: A002  # named as the field is
    ) -> "OnCommand":
        """Return the command with more words after this one's, for the same people.

        Without a line of its own it is told of in this one's.
        """
        return OnCommand(f"{self.name} {words}", handler, self.role, reads_only, help=help or self)

    @property
    def begins_with(self) -> str:
        """The first word: ``support`` of ``support duty on``."""
        return self.name.partition(" ")[0]

    @property
    def words(self) -> str:
        """The words after the first: ``duty on`` of ``support duty on``."""
        return self.name.partition(" ")[2]

    @property
    def line(self) -> HelpLine | None:
        """The line of help that tells of it."""
        return self.help.line if isinstance(self.help, OnCommand) else self.help


@dataclass(frozen=True)
class OnPress:
    """The route of a press; the handler gets the press and the subject in its value.

    A press that a form answers must be ``reads_only``: the form opens before anything commits.
    """

    name: Action
    handler: PressHandler
    role: Role | frozenset[Role] = Role.CLINICIAN
    reads_only: bool = False
    without_storage: bool = False
    says_who: bool = False
    """Whether it answers the question who the actor is (``Context.former``)."""
    gone: PressHandler = field(default=answers(say(HOME_CLOSED)), kw_only=True)
    """What the press does once ``handler``, or the screen it shows, raises ``SubjectGone``.

    A card may be seen long after its record was erased. An offer of help is still an offer then,
    and a "no" is still accepted. What ``handler`` wrote is rolled back first.
    """

    def without_subject(self) -> "OnPress":
        """Return the route that answers the same press once its subject is gone."""
        return replace(self, handler=self.gone)


@dataclass(frozen=True)
class OnSubmission:
    """The route of a sent form; ``name`` is the form's."""

    name: Dialog
    handler: SubmissionHandler
    role: Role | frozenset[Role] = Role.CLINICIAN
    reads_only: bool = False
    without_storage: bool = False


Route = OnCommand | OnPress | OnSubmission


def may_use(route: Route, roles: frozenset[Role]) -> bool:
    """Return whether one of these roles may use a route."""
    if isinstance(route.role, Role):
        return route.role in roles
    return bool(route.role & roles)


F = TypeVar("F")


@dataclass(frozen=True)
class Reaction(Generic[F]):
    """What a feature does, in the same unit of work, when a lower feature reports a fact."""

    fact: type[F]
    handler: Callable[[Context, F], Awaitable[None]]


@dataclass(frozen=True)
class Sweep:
    """Periodic work: a job of kind ``kind`` once in every period ``every``."""

    kind: JobName
    every: timedelta


@dataclass(frozen=True)
class Audit:
    """A periodic check, apart from the escalation, that nothing is forgotten."""

    name: str
    find: Callable[[Context], Awaitable[list[str]]]
    """Returns the references of what is overdue or has no next step."""
    mend: Callable[[Context, str], Awaitable[None]]
    """Gives one of them a next step."""


@dataclass(frozen=True)
class Feature:
    """What a feature registers: its ``__init__`` builds one."""

    routes: tuple[Route, ...] = ()
    screens: Mapping[Screen, View] | Mapping[Message, View] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    """The notices that handlers show; those of routes with ``answers`` register themselves."""
    about_registry: Mapping[Screen, Callable[["Registry"], View]] = field(default_factory=dict)
    """Screens about all features' commands or checks: the view is made from the registry."""
    checks: tuple[Check, ...] = ()
    variants: Mapping[Screen, Callable[[str], View]] = field(default_factory=dict)
    """Screens with variants: the view made for ``which`` draws ``name/which``."""
    left_over: tuple[Screen, ...] = ()
    """Screens that never change once they hang, drawn once and then forgotten.

    They are what is left of a card that a newer one follows, and what says how something ended.
    """
    old_screens: Mapping[Screen, Screen] = field(default_factory=dict)
    """From a screen's name in older versions, on cards still shown, to its present name."""
    forms: Mapping[Dialog, FormView] = field(default_factory=dict)
    jobs: tuple[JobKind, ...] = ()
    reactions: tuple[Reaction[Any], ...] = ()
    sweeps: tuple[Sweep, ...] = ()
    audits: tuple[Audit, ...] = ()
    places: tuple[BelongsTo, ...] = ()
    """What the feature's records keep by the key of an area or a unit."""

    def all_notices(self) -> tuple[Notice, ...]:
        """Return the feature's notices, each once."""
        handlers = [each.handler for each in self.routes]
        handlers += [each.gone for each in self.routes if isinstance(each, OnPress)]
        fixed = (each for each in handlers if isinstance(each, FixedAnswer))
        shown = (each.reply.notice for each in fixed if each.reply.notice)
        return tuple(dict.fromkeys((*self.notices, *shown)))


class Registry:
    """All features together.

    Raises ``ValueError`` if two of them register the same name or the same rank, and if a command
    or a button opens what no feature draws.
    """

    def __init__(self, features: Iterable[Feature]) -> None:
        """Join the features' tables, lowest feature first."""
        self.commands: dict[str, OnCommand] = {}
        self.presses: dict[str, OnPress] = {}
        self.submissions: dict[str, OnSubmission] = {}
        self.screens: dict[str, View] = {}
        self._notices: dict[str, Notice] = {}
        self._variants: dict[str, Callable[[str], View]] = {}
        self._old_screens: dict[Screen, Screen] = {}
        self.left_over: set[str] = set()
        """The screens that are drawn once, after which the card is forgotten."""
        self._terms: dict[str, Terms] = {}
        self.forms: dict[str, FormView] = {}
        self.jobs: dict[str, JobKind] = {}
        self.reactions: dict[type, list[Reaction[Any]]] = {}
        self.sweeps: list[Sweep] = []
        self.audits: list[Audit] = []
        self.checks: list[Check] = []
        """The health checks; a process adds those for what only it knows."""
        features = tuple(features)
        for feature in features:
            self._add(feature)
        for feature in features:
            for screen, make in feature.about_registry.items():
                _claim(self.screens, screen, make(self))
        self._check_ranks()
        for command in self.commands.values():
            self._check_is_drawn(command)
        for press in self.presses.values():
            self._check_is_drawn(press)
            self._check_is_drawn(press.without_subject())

    def _add(self, feature: Feature) -> None:
        self._add_routes(feature)
        self._add_screens(feature)
        for kind in feature.jobs:
            _claim(self.jobs, kind.name, kind)
        for reaction in feature.reactions:
            self.reactions.setdefault(reaction.fact, []).append(reaction)
        self.sweeps.extend(feature.sweeps)
        self.audits.extend(feature.audits)
        self.checks.extend(feature.checks)

    def _add_routes(self, feature: Feature) -> None:
        for route in feature.routes:
            match route:
                case OnCommand():
                    _claim(self.commands, route.name, route)
                case OnPress():
                    _claim(self.presses, route.name, route)
                case OnSubmission():
                    _claim(self.submissions, route.name, route)

    def _add_screens(self, feature: Feature) -> None:
        for name, view in feature.screens.items():
            _claim(self.screens, name, view)
        for notice in feature.all_notices():
            # Several features may answer with one notice.
            if self._notices.get(notice.screen) != notice:
                _claim(self.screens, notice.screen, drawn(notice.draw))
                self._notices[notice.screen] = notice
        for name, make in feature.variants.items():
            _claim(self._variants, name, make)
        names = (*feature.screens, *feature.variants)
        self._terms |= {name: name.terms for name in names if isinstance(name, Message)}
        self._old_screens.update(feature.old_screens)
        self.left_over.update(feature.left_over)
        for dialog, form in feature.forms.items():
            _claim(self.forms, dialog, form)

    def _check_ranks(self) -> None:
        places: dict[str, str] = {}
        for command in self.commands.values():
            line, listing = command.help, command.listing
            if isinstance(line, HelpLine):
                place = f"rank {line.rank} of the help page {line.page.topic}"
                _claim(places, place, command.name)
            if listing is not None:
                _claim(places, f"rank {listing.rank} of the listed commands", command.name)

    def _check_is_drawn(self, route: OnCommand | OnPress) -> None:
        """Check what is known of a handler beforehand; a test looks at all declared names."""
        match route.handler:
            case FixedAnswer(reply=Reply(shape=Shape.SAY | Shape.REPLACE, screen=screen)):
                if not self.draws(screen):
                    message = (
                        f"{route.name} shows the screen {screen}, and no feature draws it: name its"
                        " view in screens of the FEATURE, or make it a Notice"
                    )
                    raise ValueError(message)
            case (
                FixedAnswer(reply=Reply(shape=Shape.ASK, screen=dialog))
                | DialogOpener(dialog=dialog)
            ):
                if dialog not in self.forms:
                    message = (
                        f"{route.name} opens the dialog {dialog}, and no feature draws it: name its"
                        " view in forms of the FEATURE"
                    )
                    raise ValueError(message)

    def help_on(self, page: HelpPage) -> list[tuple[OnCommand, HelpLine]]:
        """Return the commands that have a line on a page of help, in order, each with its line."""
        found = [
            (command, command.help)
            for command in self.commands.values()
            if isinstance(command.help, HelpLine) and command.help.page == page
        ]
        return sorted(found, key=lambda each: each[1].rank)

    def listed(self) -> list[tuple[OnCommand, Listing]]:
        """Return the commands that platforms list, in order, each with its listing."""
        found = [(each, each.listing) for each in self.commands.values() if each.listing]
        return sorted(found, key=lambda each: each[1].rank)

    @property
    def causes(self) -> dict[str, Cause]:
        """Everything that the checks can find, by its code."""
        found = (CHECK_FAILED, *(cause for check in self.checks for cause in check.causes))
        return {cause.code: cause for cause in found}

    async def settle(self, context: Context) -> None:
        """Run the reactions to the reported facts, and to the facts that they report in turn."""
        while context.facts:
            fact = context.facts.pop(0)
            for reaction in self.reactions.get(type(fact), ()):
                await reaction.handler(context, fact)

    def screen(self, name: str) -> View:
        """Return the view that draws a screen; raises ``KeyError`` for an unknown name."""
        present = self._present(name)
        base, which = present.parts
        return self._variants[base](which) if which else self.screens[present]

    def draws(self, name: str) -> bool:
        """Return whether a screen has a view."""
        base, which = self._present(name).parts
        return base in (self._variants if which else self.screens)

    def _present(self, name: str) -> Screen:
        """The present name of a screen that may have the one of an older version."""
        return self._old_screens.get(Screen(name), Screen(name))

    def _posted_name(self, name: str) -> str:
        """The name under which a screen has its terms: all its variants share them."""
        return self._present(name).parts[0]

    def terms(self, name: str) -> Terms:
        """Return the terms on which a screen is posted; raises ``KeyError`` if it never is."""
        return self._terms[self._posted_name(name)]

    def is_complete(self, name: str) -> bool:
        """Whether a screen always shows all its words (``Terms.complete``)."""
        terms = self._terms.get(self._posted_name(name))
        return terms is not None and terms.complete

    def posted(self) -> dict[str, Terms]:
        """Return the terms of every screen that is posted, by its name."""
        return dict(self._terms)

    def find(self, incoming: Incoming) -> Route | None:
        """Return the route; for a command, the one that shares the most words with it."""
        match incoming:
            case Command():
                words = [incoming.name, *incoming.words]
                names = (" ".join(words[:n]) for n in range(len(words), 0, -1))
                found = next((self.commands[n] for n in names if n in self.commands), None)
                # The command alone opens the menu; unknown words after it get suggestions instead.
                return found if found and (found.name != incoming.name or len(words) == 1) else None
            case Press():
                return self.presses.get(incoming.action)
            case Submission():
                return self.submissions.get(incoming.form)

    def suggestions(self, command: Command, roles: frozenset[Role]) -> list[str]:
        """Return up to three commands similar to the typed one that these roles may use."""
        mine = [
            each.words
            for each in self.commands.values()
            if may_use(each, roles)
            and each.begins_with == command.name
            and each.name != command.name
        ]
        return get_close_matches(" ".join(command.words), mine, n=3, cutoff=0.5)


@dataclass(frozen=True)
class UnknownCommand(Packed):
    """The subject of the answer to an unknown command: the command, and up to three like it."""

    between = "|"

    command: str
    near: tuple[str, ...] = ()


def _claim(table: dict[str, V], name: str, value: V) -> None:
    if name in table:
        message = f"{name} is there twice: give one of them another"
        raise ValueError(message)
    table[name] = value

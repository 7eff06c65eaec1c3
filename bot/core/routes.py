"""The tables from commands, presses and forms to handlers, and from screens to views."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from bot.core.context import Context, FormView, View
from bot.core.conversation import Command, Incoming, Press, Submission
from bot.core.job_kinds import JobKind
from bot.core.names import Action, Dialog, JobName, Screen
from bot.core.packed import Packed
from bot.core.people import Role
from bot.core.seen import Shape


@dataclass(frozen=True)
class Reply:
    """What a handler answers: a screen by name, drawn after the handler has run."""

    shape: Shape
    screen: str = ""
    subject: str = ""


def say(screen: Screen, subject: str = "") -> Reply:
    """Show a card to this person only."""
    return Reply(Shape.SAY, screen, subject)


def ask(form: Dialog, subject: str = "") -> Reply:
    """Open a form, or show it in place of the one just sent."""
    return Reply(Shape.ASK, form, subject)


def replace_card(screen: Screen, subject: str = "") -> Reply:
    """Replace the card whose button was pressed."""
    return Reply(Shape.REPLACE, screen, subject)


V = TypeVar("V")

NOTHING = Reply(Shape.NOTHING)

CommandHandler = Callable[[Context, Command], Awaitable[Reply]]
PressHandler = Callable[[Context, Press, str], Awaitable[Reply]]
SubmissionHandler = Callable[[Context, Submission], Awaitable[Reply]]


def answers(reply: Reply) -> Callable[..., Awaitable[Reply]]:
    """Make the handler of a command or a press that only shows a screen or a dialog."""

    async def handler(context: Context, *_: object) -> Reply:
        return reply

    return handler


def opens(dialog: Dialog) -> PressHandler:
    """Make the handler of a press that opens a dialog about the pressed button's subject."""

    async def handler(context: Context, press: Press, subject: str) -> Reply:
        return ask(dialog, subject)

    return handler


@dataclass(frozen=True)
class OnCommand:
    """The route of a command; ``name`` is its first words, such as ``support duty on``."""

    name: str
    handler: CommandHandler
    role: Role | frozenset[Role] = Role.CLINICIAN
    reads_only: bool = False
    without_storage: bool = False


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
    screens: Mapping[Screen, View] = field(default_factory=dict)
    variants: Mapping[Screen, Callable[[str], View]] = field(default_factory=dict)
    """Screens with variants: the view made for ``which`` draws ``name/which``."""
    old_screens: Mapping[Screen, Screen] = field(default_factory=dict)
    """From a screen's name in older versions, on cards still shown, to its present name."""
    forms: Mapping[Dialog, FormView] = field(default_factory=dict)
    jobs: tuple[JobKind, ...] = ()
    reactions: tuple[Reaction[Any], ...] = ()
    sweeps: tuple[Sweep, ...] = ()
    audits: tuple[Audit, ...] = ()


class Registry:
    """All features together. Raises ``ValueError`` if two of them register the same name."""

    def __init__(self, features: Iterable[Feature]) -> None:
        """Join the features' tables, lowest feature first."""
        self.commands: dict[str, OnCommand] = {}
        self.presses: dict[str, OnPress] = {}
        self.submissions: dict[str, OnSubmission] = {}
        self.screens: dict[str, View] = {}
        self._variants: dict[str, Callable[[str], View]] = {}
        self._old_screens: dict[Screen, Screen] = {}
        self.forms: dict[str, FormView] = {}
        self.jobs: dict[str, JobKind] = {}
        self.reactions: dict[type, list[Reaction[Any]]] = {}
        self.sweeps: list[Sweep] = []
        self.audits: list[Audit] = []
        for feature in features:
            self._add(feature)

    def _add(self, feature: Feature) -> None:
        for route in feature.routes:
            match route:
                case OnCommand():
                    _claim(self.commands, route.name, route)
                case OnPress():
                    _claim(self.presses, route.name, route)
                case OnSubmission():
                    _claim(self.submissions, route.name, route)
        for name, view in feature.screens.items():
            _claim(self.screens, name, view)
        for name, make in feature.variants.items():
            _claim(self._variants, name, make)
        self._old_screens.update(feature.old_screens)
        for dialog, form in feature.forms.items():
            _claim(self.forms, dialog, form)
        for kind in feature.jobs:
            _claim(self.jobs, kind.name, kind)
        for reaction in feature.reactions:
            self.reactions.setdefault(reaction.fact, []).append(reaction)
        self.sweeps.extend(feature.sweeps)
        self.audits.extend(feature.audits)

    async def settle(self, context: Context) -> None:
        """Run the reactions to the reported facts, and to the facts that they report in turn."""
        while context.facts:
            fact = context.facts.pop(0)
            for reaction in self.reactions.get(type(fact), ()):
                await reaction.handler(context, fact)

    def screen(self, name: str) -> View:
        """Return the view that draws a screen; raises ``KeyError`` for an unknown name."""
        known = self._old_screens.get(Screen(name), Screen(name))
        base, which = known.parts
        return self._variants[base](which) if which else self.screens[known]

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
            name.removeprefix(command.name).strip()
            for name, route in self.commands.items()
            if may_use(route, roles) and name.split()[0] == command.name and name != command.name
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
        message = f"two features register {name}"
        raise ValueError(message)
    table[name] = value

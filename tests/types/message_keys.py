"""The mypy plugin that knows the texts: a key nobody wrote is a type error."""

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from mypy.nodes import Expression
from mypy.plugin import FunctionContext, MethodContext, Plugin, ReportConfigContext
from mypy.types import (
    CallableType,
    Instance,
    LiteralType,
    TupleType,
    Type,
    UnionType,
    get_proper_type,
)

TEXTS = Path(__file__).parents[2] / "messages" / "en.toml"
FORMS = {"zero", "one", "two", "few", "many", "other"}
KEYS_OF = {
    "bot.core.texts.Words.__call__": (0,),
    "bot.core.texts.Words.on": (1,),
    "bot.core.errors.Refused": (0,),
    "bot.core.commands.HelpPage": (2, 3, 4),
    "bot.core.commands.HelpLine": (2,),
    "bot.core.commands.Listing": (1,),
    "bot.core.notices.Notice": (1, 2),
    "bot.core.notices.NoticeButton": (1,),
    "bot.core.notices.drawn_note": (1,),
}
"""The calls that take keys, and which arguments those are."""
FACTS = "fact."
"""Sentences that other texts say; none is said by itself."""
TEXTS_OF = "bot.core.texts.texts_of"
"""The call that takes a section of keys, and the names in it that must have a text."""


def keys_of(table: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The keys of a catalogue; a text with plural forms is one."""
    for name, value in table.items():
        if isinstance(value, str) or set(value) <= FORMS:
            yield before + name
        else:
            yield from keys_of(value, f"{before}{name}.")


class MessageKeys(Plugin):
    """Checks every literal key against the English texts."""

    keys = frozenset(
        key for key in keys_of(tomllib.loads(TEXTS.read_text("utf-8"))) if not key.startswith(FACTS)
    )

    def report_config_data(self, ctx: ReportConfigContext) -> str:
        """Have every module checked again when a text was added or removed."""
        return hashlib.sha256("\n".join(sorted(self.keys)).encode()).hexdigest()

    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:
        """Check calls of the words."""
        return self._checked(fullname)

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """Check refusals, and what is said of commands and notices."""
        return self._checked_names if fullname == TEXTS_OF else self._checked(fullname)

    def _checked_names(self, ctx: FunctionContext) -> Type:
        [section], names = literals(ctx.arg_types[1][0]), list(names_in(ctx.arg_types[2][0]))
        if not names:
            ctx.api.fail("The names are neither an enum nor a final tuple", ctx.args[2][0])
        for name in names:
            self._check_key(ctx, f"{section}.{name}", ctx.args[2][0])
        return ctx.default_return_type

    def _checked(self, fullname: str) -> Callable[[MethodContext | FunctionContext], Type] | None:
        if fullname not in KEYS_OF:
            return None

        def check(ctx: MethodContext | FunctionContext) -> Type:
            for at in KEYS_OF[fullname]:
                for kind, expression in zip(ctx.arg_types[at], ctx.args[at], strict=True):
                    self._check(ctx, kind, expression)
            return ctx.default_return_type

        return check

    def _check(
        self, ctx: MethodContext | FunctionContext, kind: Type, expression: Expression
    ) -> None:
        for key in literals(kind):
            self._check_key(ctx, key, expression)

    def _check_key(
        self, ctx: MethodContext | FunctionContext, key: str, expression: Expression
    ) -> None:
        if key not in self.keys:
            near = get_close_matches(key, self.keys, n=1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            ctx.api.fail(f'No text has the key "{key}"{hint}', expression)


def literals(kind: Type) -> Iterator[str]:
    """The texts that an expression of this type is known to be."""
    proper = get_proper_type(kind)
    if isinstance(proper, UnionType):
        for each in proper.items:
            yield from literals(each)
    if isinstance(proper, Instance) and proper.last_known_value is not None:
        proper = proper.last_known_value
    if isinstance(proper, LiteralType) and proper.is_enum_literal():
        if (member := proper.fallback.type.names[str(proper.value)].type) is not None:
            yield from literals(member)
    elif isinstance(proper, LiteralType) and isinstance(proper.value, str):
        yield proper.value


def names_in(kind: Type) -> Iterator[str]:
    """The values of an enum's members, or the texts of a final tuple."""
    proper = get_proper_type(kind)
    if isinstance(proper, TupleType):
        for each in proper.items:
            yield from literals(each)
    if isinstance(proper, CallableType) and proper.is_type_obj():
        info = proper.type_object()
        for member in info.enum_members:
            if (found := info.names[member].type) is not None:
                yield from literals(found)


def plugin(version: str) -> type[Plugin]:
    """What mypy asks for."""
    return MessageKeys

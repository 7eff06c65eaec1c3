"""Puts an icon on the cards of a feature, in the one place that names its views."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core.context import Context, View
from bot.core.names import Screen
from bot.core.screens import Card, Emblem, Icon
from bot.core.texts import Words, texts_of


@dataclass(frozen=True)
class _Marked:
    view: View
    icon: Icon

    async def __call__(self, context: Context, subject: str) -> Card:
        card = await self.view(context, subject)
        return replace(card, emblem=emblem(context.words, self.icon))


def with_icon(icon: Icon, views: Mapping[Screen, View]) -> dict[Screen, View]:
    """Make the same views, whose cards have an icon."""
    return {screen: _Marked(view, icon) for screen, view in views.items()}


def emblem(words: Words, icon: Icon) -> Emblem:
    """Make the icon with its words."""
    return Emblem(icon, texts_of(words, "core.icon", Icon)[icon])

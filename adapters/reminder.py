"""Lines for the hospital's incident reporting system, so that every report asks about the team.

Every hospital has such a system, and each lets a hospital change the text of its pages. Nothing
here names an event or a person.
"""

from dataclasses import dataclass
from html import escape
from string import Formatter

from adapters.packaged import table_of
from adapters.poster import UnknownLanguageError


@dataclass(frozen=True)
class Typed:
    """What people type in this deployment."""

    support: str = "/support"
    admin: str = "/support-admin"

    def values(self) -> dict[str, str]:
        """The commands, by their names in the texts."""
        return {
            "support": self.support,
            "activate": f"{self.admin} activate",
            "review": f"{self.admin} review",
        }


@dataclass(frozen=True)
class Reminder:
    """One text, and what it is for."""

    title: str
    text: str
    link: str
    """The label of a link to the app."""


def reminders(languages: list[str], typed: Typed) -> list[Reminder]:
    """The texts in these languages, by default all. Raises ``UnknownLanguageError``."""
    known = table_of("messages", "paper", "reminders.toml")
    for code in languages:
        if code not in known:
            raise UnknownLanguageError(
                f'There is no reminder in "{code}".\n  Use one of: {", ".join(sorted(known))}.'
            )
    return [
        Reminder(words[f"{place}_title"], _filled(words[place], typed), words["link"])
        for words in (known[code] for code in languages or known)
        for place in ("form", "review")
    ]


def _filled(text: str, typed: Typed) -> str:
    """The text with what people type in it. Raises ``KeyError`` for a name that is unknown."""
    return Formatter().vformat(text, (), typed.values())


def as_text(found: list[Reminder], link: str = "") -> str:
    """The texts to copy, each under what it is for; ``link`` leads to the app."""
    parts = [
        f"{each.title}:\n\n{each.text}\n" + (f"{each.link}: {link}\n" if link else "")
        for each in found
    ]
    return "\n".join(parts)


def as_html(found: list[Reminder], link: str = "") -> str:
    """The same as paragraphs of HTML, for systems that take it."""
    lines = []
    for each in found:
        anchor = f' <a href="{escape(link)}">{escape(each.link)}</a>' if link else ""
        lines.append(f"<!-- {escape(each.title)} -->\n<p>{escape(each.text)}{anchor}</p>\n")
    return "".join(lines)

"""Writes the page of who may do what for the docs, from the routes: ``make states``."""

from collections.abc import Iterable
from pathlib import Path

from bot.core.people import Role
from bot.core.routes import Route, may_use
from bot.features import make_registry

PLACE = Path(__file__).parents[2] / "docs" / "security" / "roles.md"
HEAD = """# Who may do what

For security reviewers. After reading this page you know every command, button and form, and
whose account may use it. `make states` writes it from the routes. A test takes each line with
somebody of each role; who may not is turned away.

The server asks at every press: a button that hangs in a message, or a press that somebody
forges, gives no right. Everybody on the staff list is a clinician; the other roles come from the
playbook, and end with it. **Administrators of Slack or Teams have no role here.** A supporter
takes requests of at least one kind of support.

A role does not open every object. Each handler checks whose a message, a request, a break or a
report is. A second test takes everything that a clinician may use, with the reference of every
kind of record of somebody else: nobody's name appears, and nothing of theirs changes.
"""
PARTS = {
    "Commands": "A command is typed with a slash. Words after it are what it is about.",
    "Buttons": "The first word is the feature.",
    "Forms": "A form checks again what its button checked.",
}
ROW = "| `{name}` | {marks} |"


def page() -> str:
    """The page as the registry of all features asks for it."""
    registry = make_registry()
    routes = (registry.commands, registry.presses, registry.submissions)
    parts = [
        f"\n## {title}\n{text}\n\n{_table(found.values(), '/' if title == 'Commands' else '')}"
        for (title, text), found in zip(PARTS.items(), routes, strict=True)
    ]
    return HEAD + "".join(parts)


def _table(routes: Iterable[Route], prefix: str) -> str:
    names = [role.replace("_", " ") for role in Role]
    head = f"| | {' | '.join(names)} |\n|---|{'---|' * len(names)}"
    rows = [
        ROW.format(
            name=f"{prefix}{route.name}",
            marks=" | ".join("yes" if may_use(route, frozenset({role})) else "" for role in Role),
        )
        for route in sorted(routes, key=lambda each: each.name)
    ]
    return "\n".join([head, *rows]) + "\n"


if __name__ == "__main__":
    PLACE.write_text(page(), "utf-8")

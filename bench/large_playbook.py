"""Prints the playbook of a large hospital: thirteen areas of thirty units each.

    .venv/bin/python bench/large_playbook.py > large.playbook.toml
    .venv/bin/python -m adapters simulate large.playbook.toml --per-unit 77 --runs 1 --weeks 1

With 77 people in each unit it has 30,000.
"""

from collections.abc import Iterator

AREAS, UNITS, SUPPORTERS = 13, 30, 8
DAY, NIGHT = "07:00-19:00", "19:00-07:00"
HEAD = """[programme]
name = "Thirteen Areas"
zone = "America/Denver"
facts_contact = "The patient safety office"

[service_hours]
time = "00:00-00:00"

[shifts]
day = "07:00-19:00"
night = "19:00-07:00"

[[lines]]
key = "crisis"
name = "Crisis line"
country = "US"
number = "988"
how = "call or text"
cost = "free"
hours = "24/7"
source = "https://988lifeline.org"
last_verified = 2026-11-01
crisis = true

[channels.claims]
practice = "#peers"

[[sources]]
key = "incidents"
name = "Incident reports"

[[triggers]]
kind = "*"
harm = "none"
audience = "shifts_around"
delay = "1 h"
"""


def person(email: str, unit: str, shift: str) -> str:
    """Somebody with a role."""
    return (
        f'\n[[people]]\nname = "{email.title()}"\nemail = "{email}@large.example"\n'
        f'unit = "{unit}"\nshift = "{shift}"\n'
    )


def area(number: int) -> Iterator[str]:
    """An area with its supporters, their turns, and its units."""
    key = f"area{number}"
    supporters = [f"{key}-peer{each}" for each in range(SUPPORTERS)]
    takers = ", ".join(f'"{each}@large.example"' for each in supporters)
    lead = f"{key}-coordinator"
    yield (
        f'\n[[areas]]\nkey = "{key}"\nname = "Area {number}"\n'
        f'coordinators = ["{lead}@large.example"]\non_call = ["{lead}@large.example"]\n'
        f"supports.peer.takers = [{takers}]\n"
        f'[areas.channels.claims]\npractice = "#{key}"\n'
    )
    turns = ", ".join(
        f'{{ person = "{each}@large.example", time = "{NIGHT if at % 4 == 0 else DAY}" }}'
        for at, each in enumerate(supporters)
    )
    yield f'\n[[rotas]]\narea = "{key}"\nkind = "peer"\nturns = [{turns}]\n'
    for unit in range(UNITS):
        leads = f'leads = ["{key}-u{unit}-lead@large.example"]\n'
        head = f'\n[[units]]\nkey = "{key}-u{unit}"\nname = "Unit {number}.{unit}"\n'
        yield f'{head}area = "{key}"\n{leads}'
        yield person(f"{key}-u{unit}-lead", f"{key}-u{unit}", "day")
    yield person(lead, f"{key}-u0", "day")
    for at, each in enumerate(supporters):
        yield person(each, f"{key}-u{at + 1}", "night" if at % 4 == 0 else "day")


def playbook() -> str:
    """The text of the playbook."""
    return HEAD + "".join(part for number in range(AREAS) for part in area(number))


if __name__ == "__main__":
    print(playbook(), end="")

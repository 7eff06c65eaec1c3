"""The playbook of a health system of thirteen areas, made by rule: the same text every time."""

from collections.abc import Iterator

AREAS = 13
UNITS = 3
PEOPLE = 13
"""Of each unit; the first of them lead, cover, support and answer for their area."""
ZONES = ("America/Los_Angeles", "America/Denver", "Pacific/Honolulu")
PROFESSIONS = ("nurse", "physician", "pharmacist", "respiratory therapist")

HEAD = """\
[programme]
name = "Thirteen areas"
zone = "America/Los_Angeles"
facts_contact = "Risk, extension 4400"

[service_hours]
time = "07:00-22:00"
holidays = [2026-12-25, 2027-01-01]

[shifts]
day = "07:00-19:00"
night = "19:00-07:00"

[channels.claims]
slack = "T1:C0"

[options.peer]
private = "A peer keeps it private."
limits = "There are limits."
answers = "within 30 minutes"
at_night = "by 8 a.m."

[options.eap]
private = "The EAP keeps it private."
limits = "There are limits."
answers = "within the hour"
at_night = "by 9 a.m."
line = "eap-0"

[[triggers]]
kind = "*"
harm = "moderate"
"""


def playbook(areas: int = AREAS, units: int = UNITS, people: int = PEOPLE) -> str:
    """The text: areas with units, and so many people in each of these."""
    made = [_area(number, units, people) for number in range(areas)]
    return "\n".join([HEAD, *made, _line("112", "crisis = true"), _line("911", "emergency = true")])


def _area(number: int, units: int, people: int) -> str:
    key, here = f"area-{number}", [_emails(number, unit, people) for unit in range(units)]
    leads, others = [each[0] for each in here], here[0][1:]
    return "\n".join(
        [
            "[[areas]]",
            f'key = "{key}"\nname = "Area {number} of {AREAS}"\nzone = "{ZONES[number % 3]}"',
            f"physician_leads = {others[:2]}\nprogramme_manager = {others[2]!r}",
            f"coordinators = {others[3:5]}\non_call = {others[5:6]}",
            f"supporters = {others[5:9]}",
            f'[areas.service_hours]\ntime = "0{6 + number % 3}:00-2{number % 3}:00"',
            f'[areas.ladder]\non_call = "{30 + number} min"' if number % 2 else "",
            f'[areas.options.eap]\nline = "eap-{number}"',
            f'[areas.channels.claims]\nslack = "T1:C{number + 1}"' if number % 3 else "",
            *(_unit(number, unit, leads, people) for unit in range(units)),
            f'[[triggers]]\nname = "near-miss-{number}"\nkind = "near_miss"\nharm = "none"',
            f'areas = ["{key}"]',
            _line(f"eap-{number}", f'areas = ["{key}"]' if number else ""),
            *_people(number, units, people),
        ]
    )


def _emails(area: int, unit: int, people: int) -> list[str]:
    return [f"p{person}.u{unit}.a{area}@system.example" for person in range(people)]


def _unit(area: int, unit: int, leads: list[str], people: int) -> str:
    mine = _emails(area, unit, people)
    return (
        f'[[units]]\nkey = "a{area}-u{unit}"\nname = "Unit {unit} of area {area}"\n'
        f'area = "area-{area}"\nleads = {mine[:1]}\ncover = {mine[1:4]}\n'
        f"next_in_line = {[leads[unit - 1]]}\n"
    )


def _line(key: str, more: str) -> str:
    return (
        f'[[lines]]\nkey = "{key}"\nname = "Line {key}"\ncountry = "US"\nnumber = "{key}"\n'
        'how = "call"\nhours = "always"\ncost = "free"\nsource = "x"\n'
        f"last_verified = 2026-11-01\n{more}\n"
    )


def _people(area: int, units: int, people: int) -> Iterator[str]:
    for unit in range(units):
        for person, email in enumerate(_emails(area, unit, people)):
            manager = f'manager = "{_emails(area, unit, people)[0]}"\n' if person else ""
            yield (
                f'[[people]]\nname = "Person {person}, {unit}, {area}"\nemail = "{email}"\n'
                f'unit = "a{area}-u{unit}"\nprofession = "{PROFESSIONS[person % 4]}"\n{manager}'
                f'shift = "{"night" if person % 3 == 2 else "day"}"\n'
                f'phone = "303-555-{area:02}{unit}{person % 10}"\n'
                f'accounts = {{ slack = "T1:U{area}X{unit}X{person}" }}\n'
            )

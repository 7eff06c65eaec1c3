"""More people for a playbook that names only those with a role, as HR's file would bring them."""

from bot.programme.model import Programme

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AT_WORK = 4
"""How many days a week one works."""
PROFESSIONS = ("nurse", "nurse", "nurse", "physician", "nursing assistant")


def more_people(programme: Programme, per_unit: int, platform: str) -> str:
    """Lines of a playbook with ``per_unit`` more people in each unit, on all of its shifts."""
    found = []
    for unit in programme.units:
        for number in range(per_unit if unit.shifts else 0):
            shift = unit.shifts[number % len(unit.shifts)]
            first = (number * 3) % len(DAYS)
            days = ", ".join(f'"{DAYS[(first + each) % len(DAYS)]}"' for each in range(AT_WORK))
            user = f"{unit.key}{number}"
            found.append(
                "\n[[people]]\n"
                f'name = "{unit.key.title()} Worker{number}"\n'
                f'email = "{user}@simulated.example"\n'
                f'profession = "{PROFESSIONS[number % len(PROFESSIONS)]}"\n'
                f'unit = "{unit.key}"\n'
                f'shift = "{shift.key}"\n'
                f"days = [{days}]\n"
                f'accounts = {{ {platform} = "{user}" }}\n'
            )
    return "".join(found)

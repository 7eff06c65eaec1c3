"""A playbook that makes a hospital a plain queue: some supporters, always on duty."""

HEAD = """
[programme]
name = "Queue Hospital"
zone = "UTC"

[service_hours]
time = "00:00-00:00"

[ladder]
remind_first = "22 h"
remind_second = "23 h"
on_call = "24 h"
confirm = "12 h"

[shifts]
all = "07:00-07:00"

[channels.claims]
practice = "#peers"

[[areas]]
key = "main"
name = "Main"
supporter_cap = 50
coordinators = ["lead@queue.example"]
on_call = ["lead@queue.example"]
supports.peer.takers = [{takers}]

[[units]]
key = "ward"
name = "Ward"
area = "main"
leads = ["lead@queue.example"]

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

[[rotas]]
area = "main"
kind = "peer"
turns = [{turns}]

[[people]]
name = "Unit Lead"
email = "lead@queue.example"
"""
SUPPORTER = """
[[people]]
name = "Peer {number}"
email = "peer{number}@queue.example"
unit = "{unit}"
shift = "all"
"""


def queue_playbook(supporters: int) -> str:
    """The text of a playbook with so many supporters, on duty at every hour."""
    emails = [f"peer{number}@queue.example" for number in range(supporters)]
    turns = (f'{{ person = "{each}", time = "07:00-07:00" }}' for each in emails)
    head = HEAD.replace("{takers}", ", ".join(f'"{each}"' for each in emails))
    people = (SUPPORTER.format(number=number, unit="ward") for number in range(supporters))
    return head.replace("{turns}", ", ".join(turns)) + "".join(people)

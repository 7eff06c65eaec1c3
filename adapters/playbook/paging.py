"""Reads whom the hospital's paging reaches: ``[paging]`` and ``[areas.paging]``."""

import re
from collections.abc import Mapping
from datetime import time

from adapters.playbook.tables import Table
from adapters.playbook.times import read_hours
from bot.programme.hours.quiet_hours import DAYS
from bot.programme.model import NO_PAGING, WEBHOOK, Paging, ServiceHours

LOWEST, HIGHEST = 3, 6
"""The escalation levels at which pages may begin; at the third, coordinators are told."""
ALWAYS = ServiceHours(DAYS, time(), time())
"""The hours when a playbook gives none; they have no holidays."""
EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def read_paging(table: Table, above: Paging = NO_PAGING) -> Paging:
    """Read ways, level and hours; values that are left out come from ``above``."""
    level = table.count("level") if table.has("level") else above.level
    if not LOWEST <= level <= HIGHEST:
        what = f"pages begin at a level from {LOWEST} to {HIGHEST} of the escalation"
        table.fault("level", what, f"write level = {LOWEST}, at which coordinators are told")
        level = above.level
    hours = read_hours(table.table("hours"), ALWAYS) if table.has("hours") else above.hours
    paging = Paging(
        webhook=table.flag("webhook", default=above.webhook),
        pagers=_read_pagers(table.table("pagers")) if table.has("pagers") else above.pagers,
        level=level,
        hours=hours,
    )
    if table.names() and not paging.ways and above == NO_PAGING:
        remedy = "write webhook = true, or name pagers under [paging.pagers]"
        table.fault("webhook", "paging reaches nobody", remedy)
    table.close()
    return paging


def _read_pagers(table: Table) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name in table.names():
        address = table.text(name, "5550142@pager.hospital.org")
        if not table.is_key(name, name):
            continue
        if name == WEBHOOK:
            table.fault(name, f'a pager must not be named "{WEBHOOK}"', "give it another name")
        elif not EMAIL.fullmatch(address):
            remedy = f'write {name} = "5550142@pager.hospital.org"'
            table.fault(name, f'"{address}" is not an e-mail address', remedy)
        elif address.casefold() in {each.casefold() for each in found.values()}:
            what = f"{address} stands here twice, and would be paged twice"
            table.fault(name, what, "take one out")
        else:
            found[name] = address
    return found

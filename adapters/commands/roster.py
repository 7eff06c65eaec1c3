"""``roster import``: HR's file of people, taken whole or not at all."""

import argparse
import sys
from pathlib import Path

from adapters.intake.hr_file import import_file, read_for
from adapters.settings import from_environment
from adapters.wiring import deployed
from bot.core.storage import Storage, Work, in_one_work
from bot.programme import HrPlan, import_difference, plan_import

WHO = "command line"


async def take(chosen: argparse.Namespace) -> int:
    """Take HR's file; with ``--dry-run`` only say what would change."""
    try:
        raw = chosen.file.read_bytes()
    except OSError:
        sys.stderr.write(f"{chosen.file}: It could not be read.\n  Name a file that is there.\n")
        return 1
    settings = from_environment()
    async with deployed(settings, {}) as parts:
        return await take_bytes(parts.storage, chosen.file, raw, chosen)


async def take_bytes(storage: Storage, path: Path, raw: bytes, chosen: argparse.Namespace) -> int:
    """Take what is in a file, or say what that would change; 1 if it has any fault."""

    async def look(work: Work) -> tuple[HrPlan, list[str]]:
        read = await read_for(work, raw, chosen.encoding)
        plan = await plan_import(work, read, allow_leavers=chosen.allow_leavers)
        return plan, await import_difference(work, plan)

    async def carry_out(work: Work) -> tuple[HrPlan, list[str]]:
        plan, said = await look(work)
        if plan.is_sound:
            plan = await import_file(
                work, raw, WHO, encoding=chosen.encoding, allow_leavers=chosen.allow_leavers
            )
        return plan, said[:1]

    do = look if chosen.dry_run else carry_out
    plan, said = await in_one_work(storage, do, reads_only=chosen.dry_run)
    for fault in plan.faults:
        (sys.stdout if fault.warning else sys.stderr).write(f"{path}: {fault}\n")
    if chosen.dry_run or plan.is_sound:
        for line in said:
            sys.stdout.write(f"{line}\n")
    if not plan.is_sound:
        sys.stderr.write(f"{path}: nothing of it was taken.\n")
        return 1
    return 0

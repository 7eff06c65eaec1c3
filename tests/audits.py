"""Runs the audits without mending what they find."""

from bot.core.context import Context
from bot.core.routes import Registry


async def overdue(context: Context, registry: Registry) -> dict[str, int]:
    """Return, by audit, how many things lack a next step; all zero when all is well."""
    return {audit.name: len(await audit.find(context)) for audit in registry.audits}

"""The same people in the same client, and our adapter without Microsoft's SDK."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.teams.settings import PLAIN
from tests.contract.stage import Ground
from tests.contract.teams_stage import TeamsStage, teams_stage


@asynccontextmanager
async def teams_plain_stage(ground: Ground) -> AsyncIterator[TeamsStage]:
    """Teams' route on loopback, on the plain transport."""
    async with teams_stage(ground, PLAIN) as stage:
        yield stage

"""Answers that a platform shows after its response: they run beside it, and may fail."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class LateAnswers:
    """Runs tasks that show answers, and logs their failures.

    A failure loses nothing: the action is already committed, and the next press shows its result.
    """

    def __init__(self, expected: tuple[type[Exception], ...]) -> None:
        """``expected`` exceptions are logged as warnings, all others as errors."""
        self._expected = expected
        self._running: set[asyncio.Task[None]] = set()

    async def drain(self) -> None:
        """Wait until all answers were shown or failed."""
        while self._running:
            await asyncio.gather(*self._running)

    def _begin(self, showing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._logged(showing))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _logged(self, showing: Coroutine[Any, Any, None]) -> None:
        try:
            await showing
        except self._expected as fault:
            log.warning("answer_not_shown", extra={"error": type(fault).__name__})
        except Exception:
            log.exception("answer_failed")

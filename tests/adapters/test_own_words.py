"""A hospital's own words, said by its playbook: read by people as soon as it is applied."""

import pytest

from adapters.wording import load_wording
from bot.core.storage import in_one_work
from bot.programme import ProgrammeDirectory, apply, current
from tests.bot.programme.test_applying import book
from tests.bot.programme.test_playbook import SMALL
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.world import START

OURS = """
[wording.en.check_in.note]
why = "This is our own bot."
[wording.en]
core.close = "Shut it"
"""


@pytest.mark.branch("68.23")
async def test_they_are_said_once_the_programme_is_read_and_gone_with_it() -> None:
    storage, wording = MemoryStorage(SimulatedClock(START)), load_wording()
    directory = ProgrammeDirectory(wording.reword)
    shipped = wording.words("en", "UTC")("core.close")

    await in_one_work(storage, lambda work: apply(work, book(SMALL + OURS), "x"))
    await in_one_work(storage, directory.refresh, reads_only=True)

    assert wording.words("en", "UTC")("core.close") == "Shut it"
    assert wording.words("en-GB", "UTC")("check_in.note.why") == "This is our own bot."
    assert wording.words("es", "UTC")("core.close") != "Shut it"
    await in_one_work(storage, lambda work: apply(work, book(SMALL), "x"))
    await in_one_work(storage, directory.refresh, reads_only=True)
    assert wording.words("en", "UTC")("core.close") == shipped


def test_what_no_longer_fits_is_passed_over_and_said(caplog: pytest.LogCaptureFixture) -> None:
    wording = load_wording()

    wording.reword({"en.core.gone_since": "x", "es.core.close": "Cerrar ya"})

    assert wording.words("es", "UTC")("core.close") == "Cerrar ya"
    assert "own_words_passed_over" in caplog.text


async def test_a_programme_without_any_reads_as_it_ships() -> None:
    storage, wording = MemoryStorage(SimulatedClock(START)), load_wording()
    async with storage.reading() as work:
        wording.reword((await current(work)).wording)
    assert wording.words("en", "UTC")("core.close") == load_wording().words("en", "UTC")(
        "core.close"
    )

"""A deployment whose keys are wrapped: it starts, says what is wrong, and changes its keys."""

import argparse
import base64
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.commands import keys
from adapters.commands.administration import doctor, rewrap
from adapters.database.migrations import migrate
from adapters.database.sealing import Keyring
from adapters.key_service.model import KeyServiceError, Refusal, WrappedKey
from adapters.settings import Settings, load
from adapters.wiring import deployed
from bot.core.people import Person, name_of
from bot.core.processes import Process, ProcessKind
from bot.core.storage import in_one_work
from tests.key_service import FakeTransit

KEY = secrets.token_bytes(32)
PLAIN = base64.b64encode(KEY).decode()
NOTHING = argparse.Namespace()


@pytest.fixture
async def service() -> AsyncIterator[FakeTransit]:
    async with FakeTransit() as found:
        yield found


@pytest.fixture
async def environ(
    service: FakeTransit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """The settings of a hospital with a key service, and a database with the schema."""
    found = {
        "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'support.db'}",
        "SUPPORT_LEDGER": str(tmp_path / "erasures.log"),
        **service.environ(),
    }
    await migrate(found["DATABASE_URL"])
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


async def add_somebody(settings: Settings) -> None:
    async with deployed(settings, {}) as parts, parts.storage.work() as work:
        await work.add(Person(reference="sam"))
        await work.vault.seal(Person.name.of("sam"), "Sam Sample")


async def name_in(settings: Settings) -> str:
    async with deployed(settings, {}) as parts:
        return await in_one_work(parts.storage, lambda work: name_of(work, "sam"), reads_only=True)


async def test_a_plain_key_and_the_same_key_wrapped_open_the_same(
    service: FakeTransit, environ: dict[str, str]
) -> None:
    await add_somebody(load({**environ, "SUPPORT_KEYS": PLAIN}))
    wrapped = load({**environ, "SUPPORT_KEYS": service.sealing(KEY)})
    assert await name_in(wrapped) == "Sam Sample"
    assert "transit/decrypt/support-timeout" in service.asked


async def test_a_running_process_needs_the_key_service_no_more(
    service: FakeTransit, environ: dict[str, str]
) -> None:
    settings = load({**environ, "SUPPORT_KEYS": service.sealing(KEY)})
    await add_somebody(settings)
    async with deployed(settings, {}, serving=ProcessKind.WEB) as parts:
        asked = len(service.asked)
        service.sealed = True
        read = await in_one_work(parts.storage, lambda work: name_of(work, "sam"))
        (process,) = await in_one_work(parts.storage, lambda work: work.of(Process).find())
        assert len(service.asked) == asked
        await parts.examination.look_at_host()
        found = [each.cause for each in await parts.findings() if each.broken]
    assert read == "Sam Sample"
    assert process.key_id == Keyring([KEY]).first
    assert "key_service" in found


async def test_a_start_without_the_key_service_says_why_and_loses_nothing(
    service: FakeTransit, environ: dict[str, str]
) -> None:
    settings = load({**environ, "SUPPORT_KEYS": service.sealing(KEY)})
    await add_somebody(settings)
    service.sealed = True
    with pytest.raises(KeyServiceError) as refused:
        await name_in(settings)
    assert refused.value.refusal is Refusal.SEALED
    service.sealed = False
    assert await name_in(settings) == "Sam Sample"


async def test_doctor_says_that_it_is_sealed(
    service: FakeTransit,
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SUPPORT_KEYS", service.sealing(KEY))
    service.sealed = True
    assert await doctor(argparse.Namespace(json=False)) == 1
    assert "broken: The key service is sealed." in capsys.readouterr().out
    assert environ


async def test_a_new_key_is_put_first_and_everything_is_wrapped_by_it(
    service: FakeTransit,
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await add_somebody(load({**environ, "SUPPORT_KEYS": PLAIN}))
    assert await keys.new(NOTHING) == 0
    made = capsys.readouterr().out.strip()
    monkeypatch.setenv("SUPPORT_KEYS", f"{made},{PLAIN}")
    assert await rewrap(argparse.Namespace(wait=0)) == 0
    assert "2 keys wrapped anew." in capsys.readouterr().out
    assert await name_in(load({**environ, "SUPPORT_KEYS": made})) == "Sam Sample"
    assert service.asked


async def test_the_keys_in_use_are_wrapped_and_after_a_rotation_renewed(
    service: FakeTransit,
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    await add_somebody(load({**environ, "SUPPORT_KEYS": PLAIN}))
    monkeypatch.setenv("SUPPORT_KEYS", PLAIN)
    assert await keys.wrap(NOTHING) == 0
    wrapped = capsys.readouterr().out.strip()
    assert wrapped.startswith("vault:v1:")
    service.rotate()
    monkeypatch.setenv("SUPPORT_KEYS", wrapped)
    # Who renews keys need not be able to open them.
    service.policy = frozenset({"rewrap"})
    assert await keys.renew(NOTHING) == 0
    renewed = capsys.readouterr().out.strip()
    assert renewed.startswith("vault:v2:")
    service.policy, service.min_decryption_version = frozenset({"decrypt"}), 2
    settings = load({**environ, "SUPPORT_KEYS": renewed})
    assert settings.keys == (WrappedKey(renewed),)
    assert await name_in(settings) == "Sam Sample"

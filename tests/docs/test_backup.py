"""The commands of the page about backups make one that erases in time, and restore it."""

import secrets
import shlex
from pathlib import Path

import pytest

from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.people import Person
from tests import programs
from tests.adapters.database.databases import fresh_postgresql, return_postgresql
from tests.docs.pages import DOCS, blocks
from tests.postgres import Postgres

NAME = Person.name.of("somebody")


def commands(program: str) -> list[list[str]]:
    """The commands of the page that run this program."""
    lines = [line for block in blocks(DOCS / "it/backup-and-restore.md") for line in block.lines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith(f"{program} ")]


@pytest.mark.postgres
async def test_a_backup_without_keys_names_nobody_until_the_keys_are_restored(
    postgres: Postgres, tmp_path: Path
) -> None:
    keys = Keyring((secrets.token_bytes(32),))
    lost, anew = await fresh_postgresql(postgres), postgres.create()

    def run(program: str, words: list[str], url: str) -> None:
        environment = postgres.connection(url)
        there = environment["PGDATABASE"]
        named = [there if word == "support" else word for word in words]
        named = [word.replace("--dbname=support", f"--dbname={there}") for word in named]
        tool = postgres.tools / program
        programs.run(tool, *named, check=True, cwd=tmp_path, env=environment)

    async def opened() -> str | None:
        storage = DatabaseStorage(anew, keys)
        async with storage.reading() as work:
            name = await work.vault.open(NAME)
        await storage.close()
        return name

    storage = DatabaseStorage(lost, keys)
    async with storage.work() as work:
        await work.vault.seal(NAME, "Sam Rivera")
    await storage.close()
    for words in commands("pg_dump"):
        run("pg_dump", words, lost)
    whole, of_keys = commands("pg_restore")

    run("pg_restore", whole, anew)
    assert await opened() is None
    run("pg_restore", of_keys, anew)
    assert await opened() == "Sam Rivera"
    postgres.drop(anew)
    await return_postgresql(postgres, lost)

"""Says where the migrations and ``tables.py`` differ.

``python -m adapters.database.migrations.check`` migrates a database in a scratch folder, prints
the operations that are still missing, ready for a migration's ``upgrade``, and exits with 1 if
there are any. With ``all`` it prints the operations for everything, from an empty database on:
the body of the first migration.
"""

import asyncio
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal, cast

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.autogenerate.api import AutogenContext
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, inspect

from adapters.database import migrations, types
from adapters.database.engines import database_url, sqlite_engine
from adapters.database.tables import METADATA, RETIRED

if TYPE_CHECKING:
    from alembic.operations.ops import UpgradeOps


def missing(connection: Connection) -> str:
    """The operations that would bring this database to ``tables.py``; empty if none."""
    context = MigrationContext.configure(
        connection,
        opts={
            "target_metadata": METADATA,
            "compare_type": _types_differ,
            "include_name": _is_compared,
        },
    )
    operations = cast("UpgradeOps", produce_migrations(context, METADATA).upgrade_ops)
    if operations.is_empty():
        return ""
    # Batches are for tables that hold something already.
    batch = bool(set(inspect(connection).get_table_names()) - {"alembic_version"})
    code = render_python_code(operations, render_as_batch=batch, render_item=_render)
    return re.sub(r"\b(?:batch_)?op\.f\(('\w+')\)", r"\1", code)


def _is_compared(name: str | None, kind: str, parents: Mapping[str, str | None]) -> bool:
    return kind != "column" or (parents["table_name"], name) not in RETIRED


def _types_differ(
    context: MigrationContext,
    reflected: Column[Any],
    declared: Column[Any],
    reflected_type: object,
    declared_type: object,
) -> bool | None:
    """Compare what the database makes of a column's type, which Alembic leaves out for ours."""
    del reflected, declared
    dialect = context.dialect
    compiled = cast("Any", declared_type).dialect_impl(dialect).compile(dialect)
    found = cast("Any", reflected_type).compile(dialect)
    return str(compiled).split(" COLLATE")[0] != str(found).split(" COLLATE")[0]


def _render(kind: str, item: object, context: AutogenContext) -> str | Literal[False]:
    """Write the types of this package by their names; to SQL some are a ``Word`` or ``Words``."""
    del context
    if kind != "type" or type(item).__module__ != types.__name__:
        return False
    if isinstance(item, types.Choice | types.PackedText):
        return "Word()"
    return "Words()" if isinstance(item, types.PackedTexts) else f"{type(item).__name__}()"


async def main(*, everything: bool) -> int:
    """Print what is missing; the exit status."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'check.db'}"
        if not everything:
            await migrations.migrate(url)
        with sqlite_engine(database_url(url), busy_seconds=0).connect() as connection:
            found = missing(connection)
    sys.stdout.write(f"{found}\n" if found else "The migrations and tables.py agree.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(everything="all" in sys.argv[1:])))

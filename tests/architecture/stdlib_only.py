"""The import rule that keeps a package free of everything but the standard library."""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class StdlibOnly(Contract):
    """A package may import the standard library and itself, and nothing else."""

    # The library puts the parsed value where the field is declared.
    package: str = fields.StringField()  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 the library's signature
        broken = sorted(
            (importer, imported)
            for importer in graph.modules
            if _root(importer) == self.package
            for imported in graph.find_modules_directly_imported_by(importer)
            if _root(imported) != self.package and _root(imported) not in sys.stdlib_module_names
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}")


def _root(module: str) -> str:
    return module.partition(".")[0]

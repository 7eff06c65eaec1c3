"""The import rule that keeps a module or a vendor in its place."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class KeptTo(Contract):
    """A module may be imported only from the places named for it.

    Each entry of ``places`` reads ``kept, kept -> place, place``; a name stands for the module
    and everything below it. Only direct imports are looked at: whoever may import a place gets
    what that place offers.
    """

    # The library puts the parsed value where the field is declared.
    places: list[str] = fields.ListField(fields.StringField())  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 the library's signature
        rules = [_parse(line) for line in self.places]
        broken = sorted(
            {
                (importer, imported, ", ".join(places))
                for importer in graph.modules
                for imported in graph.find_modules_directly_imported_by(importer)
                for kept, places in rules
                if _within(imported, kept) and not _within(importer, places)
            }
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported, places in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}, which is kept to {places}")


def _parse(line: str) -> tuple[list[str], list[str]]:
    kept, arrow, places = line.partition("->")
    if not arrow:
        raise ValueError(f"Write 'kept -> place', not {line!r}.")
    return _names(kept), _names(places)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def _within(module: str, packages: list[str]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)

"""The import rule that orders the features and shuts what each keeps to itself."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FeatureLayers(Contract):
    """A feature imports only lower features, and of them only what they offer.

    ``layers`` are named lowest first; ``a | b`` are neighbours that do not know each other.
    Offered are a feature's package itself and the modules named in ``offered``. A module of the
    package outside every feature is the core and imports no feature; only ``assembly``, the one
    module that puts the features together, does, and nothing else in the package imports it.
    """

    # The library puts the parsed value where the field is declared.
    package: str = fields.StringField()  # type: ignore[assignment]
    layers: list[str] = fields.ListField(fields.StringField())  # type: ignore[assignment]
    offered: list[str] = fields.ListField(fields.StringField())  # type: ignore[assignment]
    assembly: str = fields.StringField()  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 the library's signature
        broken = sorted(
            (importer, imported, fault)
            for importer in graph.modules
            if importer.split(".")[0] == self.package
            for imported in graph.find_modules_directly_imported_by(importer)
            if (fault := self._fault(importer, imported))
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported, fault in check.metadata["broken"]:
            output.print_error(f"{importer} imports {imported}: {fault}")

    def _fault(self, importer: str, imported: str) -> str | None:
        rank = {
            feature.strip(): height
            for height, line in enumerate(self.layers)
            for feature in line.split("|")
        }
        rank[self.assembly] = len(rank)
        above, below = self._feature(importer), self._feature(imported)
        if below not in rank or above == below:
            return None
        if above not in rank:
            return "the core knows no feature"
        if rank[below] >= rank[above]:
            return f"{below} is not below {above}"
        inside = imported.split(".")[2:]
        if inside and inside != [name for name in self.offered if name == inside[0]]:
            return f"{below} offers only its package and {', '.join(self.offered)}"
        return None

    def _feature(self, module: str) -> str | None:
        """The second part of a module's name, where it lies in the package."""
        parts = module.split(".")
        return parts[1] if parts[0] == self.package and len(parts) > 1 else None

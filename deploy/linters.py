"""The linters of the files in this folder, each from whoever made the format.

They are not among the locked tools of development: `make release` installs some in
``.venv-release``, others come with the machine. `make test` runs those it finds.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
RELEASE_TOOLS = HERE.parent / ".venv-release"


@dataclass(frozen=True)
class Linter:
    """A program that reads files and ends with 0 if it finds nothing wrong."""

    name: str
    words: tuple[str | Path, ...]
    comes_with: str
    """How to get it."""

    def __str__(self) -> str:
        return f"{self.name} {Path(self.words[-1]).name}"

    @property
    def command(self) -> tuple[str | Path, ...] | None:
        """The whole command line, or ``None`` where the program is not found."""
        ours = shutil.which(self.name, path=RELEASE_TOOLS / "bin")
        found = ours or shutil.which(self.name)
        return (found, *self.words) if found else None


def linters() -> Iterator[Linter]:
    """Every linter, with the files it reads."""
    lock = "make release"
    yield Linter("hadolint", (HERE / "Containerfile",), lock)
    compose = ("--builtin-schema", "vendor.compose-spec", HERE / "compose.yaml")
    yield Linter("check-jsonschema", compose, lock)
    manifests = sorted(
        path for path in (HERE / "kubernetes").glob("*.yaml") if path.stem != "kustomization"
    )
    yield Linter("kubernetes-validate", ("--strict", "--quiet", *manifests), lock)
    yield Linter("kubectl", ("kustomize", HERE / "kubernetes"), "Kubernetes' own client")
    rules = HERE / "monitoring" / "alerts.yml"
    yield Linter("promtool", ("check", "rules", rules), "apt-get install prometheus")
    cases = HERE / "monitoring" / "alerts_test.yml"
    yield Linter("promtool", ("test", "rules", cases), "apt-get install prometheus")

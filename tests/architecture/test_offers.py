"""A feature's package imports what it is made of and what it offers, and nothing else."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = [path for folder in ("bot", "adapters") for path in (ROOT / folder).rglob("*.py")]


def surplus(packages: dict[str, str], program: dict[str, str]) -> list[str]:
    """What these packages import for nobody: neither used by themselves nor imported from them."""
    taken: dict[str, set[str]] = defaultdict(set)
    for source in program.values():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and node.module:
                taken[node.module] |= {each.name for each in node.names}
    found = []
    for package, source in packages.items():
        tree = ast.parse(source)
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        imported = {
            each.asname or each.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for each in node.names
        }
        found += [f"{package} {name}" for name in sorted(imported - used - taken[package])]
    return found


def test_no_package_imports_what_nobody_takes() -> None:
    program = {".".join(path.relative_to(ROOT).parts): path.read_text() for path in PROGRAM}
    packages = {
        name.removesuffix(".__init__.py"): source
        for name, source in program.items()
        if name.startswith("bot.") and name.endswith(".__init__.py")
    }
    assert "bot.programme" in packages
    assert surplus(packages, program) == []


def test_what_nobody_takes_is_found() -> None:
    package = "from bot.x.a import made, offered, surplus\nFEATURE = made()\n"
    taker = "from bot.x import offered\n"
    assert surplus({"bot.x": package}, {"bot.y": taker}) == ["bot.x surplus"]

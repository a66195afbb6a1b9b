"""The one way imports may point: app -> callbacks -> components -> geodata."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = {
    "geodata": {"geodata"},
    "components": {"components", "geodata"},
    "callbacks": {"callbacks", "components", "geodata"},
}
OWN = {"app", "callbacks", "components", "geodata", "tests", "benchmarks"}


def imported(path: Path) -> set[str]:
    """First names of all modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("layer", ALLOWED)
def test_imports_point_one_way(layer: str) -> None:
    for path in sorted((ROOT / layer).rglob("*.py")):
        wrong = (imported(path) & OWN) - ALLOWED[layer]
        assert not wrong, f"{path.relative_to(ROOT)} imports {', '.join(sorted(wrong))}"


def test_the_domain_knows_no_dash() -> None:
    for path in sorted((ROOT / "geodata").rglob("*.py")):
        assert not imported(path) & {"dash", "flask", "plotly"}, path.name


def test_scripts_are_files_not_strings() -> None:
    for layer in ("components", "callbacks"):
        for path in sorted((ROOT / layer).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            assert "<script" not in text, path.name
            assert "function(" not in text, path.name

"""The lock file: complete, hashed, without addresses, and what is installed here."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# The environment brings these itself, before anything is installed from the file.
OF_THE_ENVIRONMENT = {"setuptools", "pip"}


def entries() -> dict[str, tuple[Requirement, int]]:
    """Each locked package with the number of its hashes."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", "")
    found = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            requirement = Requirement(line.partition("--hash")[0].strip())
            found[canonicalize_name(requirement.name)] = (requirement, len(HASH.findall(line)))
    return found


def applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate()


def test_every_package_has_a_version_and_hashes() -> None:
    for name, (requirement, hashes) in entries().items():
        assert [s.operator for s in requirement.specifier] == ["=="], name
        assert hashes, name


def test_no_address_of_a_registry() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    assert "find-links" not in text


def test_all_that_is_required_is_locked_as_required() -> None:
    locked = entries()
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    for required in (Requirement(line) for line in lines if not line.startswith("#")):
        found = locked.get(canonicalize_name(required.name))
        assert found, f"{required.name} is not locked: make lock"
        assert found[0].specifier == required.specifier, f"{required.name}: make lock"


def test_what_is_installed_is_what_is_locked() -> None:
    differs = []
    for name, (requirement, _) in entries().items():
        if not applies(requirement) or name in OF_THE_ENVIRONMENT:
            continue
        try:
            here = version(name)
        except PackageNotFoundError:
            here = "nothing"
        if here not in requirement.specifier if here != "nothing" else True:
            differs.append(f"{name}: locked {requirement.specifier}, installed {here}")
    assert not differs, "\n".join(differs)

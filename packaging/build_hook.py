"""Compiles the catalogues before Casebook is installed or made into a wheel; named in pyproject.toml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

from catalogues import compile_stale


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Run by hatchling for the wheel and for the editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's own
        """Compile what is out of date, and have it packed although Git does not know it."""
        compile_stale(Path(self.root) / "resources" / "translations")

"""Paths of files outside the test packages."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

DATA = ROOT / "tests" / "data"
TELEPHONE_PICTURE = ROOT / "tests" / "worker" / "telephone.heic"
"""A picture as a telephone takes it."""
KINDS_OF_FILES = Path(__file__).parent / "data" / "files"
"""A file of each kind that clients bring, with their origins in SOURCES.toml."""

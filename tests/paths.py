"""Paths of files outside the test packages."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

DATA = ROOT / "tests" / "data"
TELEPHONE_PICTURE = ROOT / "tests" / "worker" / "telephone.heic"
"""A picture as a telephone takes it."""

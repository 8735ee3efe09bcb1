"""Paths of files outside the test packages, and what is asked of those that tests make."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

DATA = ROOT / "tests" / "data"
TELEPHONE_PICTURE = ROOT / "tests" / "worker" / "telephone.heic"
"""A picture as a telephone takes it."""
KINDS_OF_FILES = Path(__file__).parent / "data" / "files"
"""A file of each kind that clients bring, with their origins in SOURCES.toml."""


def is_ours_alone(path: Path) -> bool:
    """Whether no other account may open a file or folder; in Windows access lists say so, not modes."""
    return sys.platform == "win32" or path.stat().st_mode & 0o077 == 0

"""Where the tests find what lies beside the program, however deep they stand themselves."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

DATA = ROOT / "tests" / "data"
TELEPHONE_PICTURE = ROOT / "tests" / "worker" / "telephone.heic"
"""A picture as a telephone takes it."""

"""The shipped packs, checked."""

from __future__ import annotations

from casebook.packs.check import PackReport, check_all

__all__ = ["PackReport", "check"]


def check() -> PackReport:
    """Every entry of every shipped pack, with counts and problems."""
    return check_all()

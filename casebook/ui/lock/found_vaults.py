"""The casebooks that the lock screen finds by itself, in the usual folders."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".casebook"


def found_vaults() -> list[Path]:
    """Return the vaults in the usual folders; no path is stored."""
    home = Path.home()
    places = (home / "Casebooks", home / "Documents", home)
    vaults: dict[Path, None] = {}
    for place in places:
        if place.is_dir():
            vaults.update(dict.fromkeys(sorted(place.glob(f"*{SUFFIX}"))))
    return list(vaults)

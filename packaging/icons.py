"""Write resources/icons: one SVG for each meaning the window shows, from the Phosphor glyphs of qtawesome.

Run by hand when a meaning is added: ``python packaging/icons.py``. The files are committed; the program
itself never loads an icon font.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
FONT = "phosphor-1.3.0.ttf"
CHARMAP = "phosphor-charmap-1.3.0.json"

MEANINGS = {
    "account": "quotes",
    "add": "plus",
    "ask": "chat-circle-dots",
    "assurance": "handshake",
    "back": "arrow-left",
    "bin": "trash-simple",
    "build": "stack",
    "calendar": "calendar-blank",
    "case": "briefcase",
    "cancel": "x",
    "certificate": "circle-wavy-check",
    "chronology": "list-numbers",
    "close": "x",
    "closed-eye": "eye-slash",
    "contact": "address-book",
    "copy": "copy",
    "country": "globe",
    "court": "bank",
    "custody": "path",
    "done": "check-circle",
    "dossier": "book-open",
    "down": "caret-down",
    "edit": "pencil-simple",
    "error": "x-circle",
    "evidence": "files",
    "fact": "list-bullets",
    "file": "file",
    "file-form": "clipboard-text",
    "file-identity": "identification-card",
    "file-image": "image",
    "file-letter": "envelope-simple",
    "file-medical": "first-aid-kit",
    "file-pdf": "file-pdf",
    "file-report": "newspaper",
    "file-request": "megaphone-simple",
    "file-statement": "file-text",
    "folder": "folder",
    "forward": "caret-right",
    "hash": "fingerprint-simple",
    "hearing": "gavel",
    "history": "clock-counter-clockwise",
    "home": "house",
    "info": "info",
    "larger": "magnifying-glass-plus",
    "smaller": "magnifying-glass-minus",
    "fit-page": "corners-out",
    "fit-width": "arrows-left-right",
    "backward": "caret-left",
    "wide": "arrows-out-simple",
    "leave": "user-minus",
    "library": "books",
    "lock": "lock-simple",
    "missing": "warning",
    "more": "dots-three",
    "note": "note",
    "offline": "wifi-slash",
    "open": "lock-simple-open",
    "open-eye": "eye",
    "people": "users",
    "person": "user",
    "pin": "map-pin",
    "play": "play",
    "pressure": "warning-octagon",
    "proof": "scales",
    "proceeding": "flow-arrow",
    "read": "book-bookmark",
    "refresh": "arrows-clockwise",
    "remove": "trash-simple",
    "restore": "arrow-counter-clockwise",
    "save": "floppy-disk",
    "saved": "check",
    "scan": "selection-all",
    "sealed": "shield-check",
    "search": "magnifying-glass",
    "security": "shield-check",
    "settings": "gear-six",
    "source": "bookmark-simple",
    "stage": "flag-banner",
    "task": "check-square",
    "team": "share-network",
    "tight": "lock-key",
    "time": "clock",
    "today": "sun",
    "translate": "translate",
    "travel": "airplane-tilt",
    "up": "caret-up",
    "upload": "upload-simple",
    "volume": "hard-drive",
    "warning": "warning-circle",
}
FALLBACKS = {"hearing": "scales", "close": "x"}
"""Phosphor 1.3 has no gavel; scales stand for a hearing as they do for proof."""

BOLD = {"add", "cancel", "close", "down", "up", "forward", "saved"}
"""Small marks that are drawn beside words and need the heavier cut."""


def main() -> int:
    """Write every icon; names what the font lacks."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        print("qtawesome is not installed: it is a development dependency.")
        return 1
    folder = Path(spec.origin).parent / "fonts"
    charmap = {name: int(code, 16) for name, code in json.loads((folder / CHARMAP).read_text()).items()}
    font = TTFont(folder / FONT)
    glyphs, cmap, top = font.getGlyphSet(), font.getBestCmap(), font["hhea"].ascent
    size = font["head"].unitsPerEm
    ICONS.mkdir(parents=True, exist_ok=True)
    for meaning, wanted in sorted(MEANINGS.items()):
        plain = wanted if wanted in charmap else FALLBACKS[meaning]
        name = f"{plain}-bold" if meaning in BOLD else plain
        path = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}")
        glyphs[cmap[charmap[name]]].draw(TransformPen(path, (1, 0, 0, -1, 0, top)))
        (ICONS / f"{meaning}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
            f'<path fill="currentColor" d="{path.getCommands()}"/></svg>\n',
            encoding="utf-8",
        )
    print(f"{len(MEANINGS)} icons written to {ICONS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

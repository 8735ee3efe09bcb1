"""Reads a finished bundle the way the programs of a court do."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pikepdf import Object, OutlineItem, Pdf

from casebook.domain.dossier.composition import Composition
from casebook.pdf.bundle.bundle import build_bundle
from casebook.pdf.page.plan import Bundle


@dataclass(frozen=True)
class Aim:
    """Where a click leads: page from 1, and the point there in whole units."""

    page: int
    left: int
    top: int


def built(composition: Composition) -> tuple[bytes, Bundle]:
    """A bundle and its bytes."""
    out = io.BytesIO()
    bundle = build_bundle(composition, out)
    return out.getvalue(), bundle


def texts(path: Path) -> list[str]:
    """The text of each page by poppler."""
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
    return said.decode().split("\f")[:-1]


def embedded(path: Path) -> dict[str, bool]:
    """Each font by poppler, and whether it is in the file."""
    lines = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True).stdout.splitlines()
    return {line.split()[0]: line.split()[-5] == "yes" for line in lines[2:]}


def aim(destination: Object, pdf: Pdf) -> Aim:
    """A destination; it must be direct and at 100 %."""
    page, kind, left, top, zoom = destination
    assert str(kind) == "/XYZ"
    assert float(zoom) == 1
    return Aim(
        [sheet.obj.objgen for sheet in pdf.pages].index(page.objgen) + 1,
        round(float(left)),
        round(float(top)),
    )


def clicks(pdf: Pdf, page: int) -> list[Aim | str]:
    """Where the links of a page (from 1) lead: into the bundle or to the web."""
    notes: Any = pdf.pages[page - 1].obj.get("/Annots") or []
    return [str(note.A.URI) if "/A" in note else aim(note.Dest, pdf) for note in notes]


def bookmarks(pdf: Pdf) -> Iterator[tuple[int, str, Aim]]:
    """Every bookmark with its level, in order."""

    def walk(items: list[OutlineItem], level: int) -> Iterator[tuple[int, str, Aim]]:
        for item in items:
            assert item.destination is not None
            yield level, item.title, aim(item.destination, pdf)  # type: ignore[arg-type]
            yield from walk(item.children, level + 1)

    yield from walk(pdf.open_outline().root, 0)


def last_number(text: str) -> int:
    """The last number of a text."""
    return int(re.findall(r"\d+", text)[-1])

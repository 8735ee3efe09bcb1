"""The texts of the invented exhibits: one TOML file each, its body parted into pieces by blank lines.

A line of a body begins with a mark that says how it is set (`MARKS`); a line without one is plain text and
belongs with the plain lines around it. ``::`` parts label from value, ``|`` the cells of a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from casebook.packs.base.entry import OnDefect, PackEntry
from casebook.packs.base.reader import read_file
from casebook.sample.book.key import instant
from casebook.sample.specimen.specimen import PieceKind, Specimen, SpecimenForm, SpecimenPiece

FORMS: tuple[SpecimenForm, ...] = get_args(SpecimenForm)
MARKS: Mapping[str, PieceKind] = {
    "# ": "title",
    "## ": "heading",
    "+ ": "numbered",
    "> ": "quote",
    "^ ": "centred",
    "< ": "right",
    "~ ": "note",
    "= ": "pair",
    "| ": "row",
    "? ": "field",
    "[x] ": "choice",
    "[ ] ": "choice",
    "<< ": "received",
    ">> ": "sent",
    "@signature ": "signature",
    "@seal ": "seal",
    "@stamp ": "stamp",
}
WHOLE: Mapping[str, PieceKind] = {"---": "page", "@contents": "contents"}


def read_specimens(folder: Path, on_defect: OnDefect) -> dict[str, Specimen]:
    """Every exhibit text in a folder, by its file's name."""
    return {
        path.stem: _specimen(read_file(path, on_defect), path.stem) for path in sorted(folder.glob("*.toml"))
    }


def _specimen(entry: PackEntry, name: str) -> Specimen:
    body, widths = entry.value("body"), entry.value("widths")
    shares = widths if isinstance(widths, list) else []
    if not isinstance(body, str):
        entry.complain("body", "must be text")
        body = ""
    specimen = Specimen(
        id=name,
        form=entry.choice("form", FORMS),
        title=entry.text("title"),
        language=entry.text("language"),
        head=entry.texts("head", default=()),
        widths=tuple(share for share in shares if isinstance(share, float)),
        is_personal=entry.flag("is_personal", default=False),
        is_spaced=entry.flag("is_spaced", default=False),
        has_outline=entry.flag("has_outline", default=False),
        taken_at=instant(entry, "taken_at", is_needed=False),
        pieces=pieces(body),
    )
    entry.close()
    return specimen


def pieces(body: str) -> tuple[SpecimenPiece, ...]:
    """The pieces of a body, in order.

    >>> [piece.kind for piece in pieces("# Notice" + chr(10) * 2 + "= Name :: Lin")]
    ['title', 'pair']
    """
    parts: list[SpecimenPiece] = []
    for block in body.strip().split("\n\n"):
        plain: list[str] = []
        for line in block.strip().splitlines():
            piece = _marked(line)
            if piece is None:
                plain.append(line)
            else:
                parts.append(piece)
        if plain:
            parts.append(SpecimenPiece(kind="text", cells=("\n".join(plain),)))
    return tuple(parts)


def _marked(line: str) -> SpecimenPiece | None:
    if line in WHOLE:
        return SpecimenPiece(kind=WHOLE[line])
    mark = next((mark for mark in MARKS if line.startswith(mark)), None)
    if mark is None:
        return None
    kind, rest = MARKS[mark], line.removeprefix(mark).strip()
    parted = rest.removesuffix("|").split("|") if kind == "row" else rest.split(" :: ")
    return SpecimenPiece(kind=kind, cells=tuple(cell.strip() for cell in parted), is_set=mark == "[x] ")

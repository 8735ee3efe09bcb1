"""The parts of a workbook: its sheets with their names, and which of them, their rows and columns are hidden.

Source: ECMA-376-1, 18.2.19 (sheet), 18.3.1.13 (col) and 18.3.1.73 (row); ECMA-376-2, 6.5 (relationships).
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from casebook.formats.package import main_part, parse, read_member

_ON = {"1", "true", "on"}
SHEET_COLUMNS = 16_384
"""The most that Excel and LibreOffice have; a file may state more."""


@dataclass(frozen=True, slots=True, repr=False)
class SheetPart:
    """A sheet: its name, the member of the archive that holds it, and whether it is hidden, however well."""

    title: str
    path: str
    is_hidden: bool


class HiddenCells(ContentHandler):
    """The numbers of the hidden rows and columns of a sheet, from 1; also those of no height or width."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self._row = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Note what a row or a range of columns says."""
        local = name.rpartition(":")[2]
        if local == "row":
            self._row = int(attrs.get("r") or self._row + 1)
            if attrs.get("hidden") in _ON or _is_zero(attrs.get("ht")):
                self.rows.add(self._row)
        elif local == "col" and (attrs.get("hidden") in _ON or _is_zero(attrs.get("width"))):
            first, last = int(attrs.get("min", "1")), int(attrs.get("max", "1"))
            self.columns.update(range(first, min(last, SHEET_COLUMNS) + 1))


class _Sheets(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, bool]] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        if name.rpartition(":")[2] == "sheet":
            link = next((attrs[key] for key in attrs.getNames() if key.endswith(":id")), "")
            self.found.append((attrs.get("name", ""), link, "idden" in attrs.get("state", "")))


class _Links(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        if name.rpartition(":")[2] == "Relationship" and attrs.get("TargetMode") != "External":
            self.targets[attrs.get("Id", "")] = attrs.get("Target", "")


def sheet_parts(package: ZipFile) -> tuple[SheetPart, ...]:
    """The sheets of a workbook in order; none where its list of sheets is missing.

    Raises:
        Damaged: its XML is broken.
    """
    workbook = main_part(package)[0] or "xl/workbook.xml"
    if workbook not in package.namelist():
        return ()
    sheets, links = _Sheets(), related(package, workbook)
    parse(read_member(package, workbook), sheets)
    return tuple(SheetPart(title, links.get(link, ""), is_hidden) for title, link, is_hidden in sheets.found)


def related(package: ZipFile, name: str) -> dict[str, str]:
    """The members of the archive that a part refers to, by their ids.

    Raises:
        Damaged: its XML is broken.
    """
    folder, base = posixpath.split(name)
    links_name = f"{folder}/_rels/{base}.rels"
    if links_name not in package.namelist():
        return {}
    links = _Links()
    parse(read_member(package, links_name), links)
    paths = {
        key: posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
        for key, path in links.targets.items()
    }
    return {key: path for key, path in paths.items() if path in package.namelist()}


def _is_zero(text: str | None) -> bool:
    try:
        return text is not None and float(text) == 0
    except ValueError:
        return False

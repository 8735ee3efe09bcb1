"""The words of Pages, Numbers and Keynote of 2008 and 2009, which are XML.

Source: files of these programs; Apple describes Keynote 2 only. Text is in ``sf:p``, the cells of a table
are in ``sf:datasource``, notes in ``key:notes``.
"""

from __future__ import annotations

import re
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from casebook.formats.fault import Damaged
from casebook.formats.media_type import KEYNOTE, NUMBERS, PAGES
from casebook.formats.older.iwork_cell import in_text
from casebook.formats.older.iwork_grid import GridCells
from casebook.formats.package import GZIP_WINDOW, inflated, parse, read_member
from casebook.formats.printed.unprinted import MAX_GAPS, UnprintedCollector, read_of
from casebook.formats.read import Read
from casebook.host.protocol.extract_protocol import MAX_WORDS, UnprintedKind

_INDEXES = ("index.xml", "index.apxl", "index.xml.gz", "index.apxl.gz")
_ROOT = re.compile(rb"<(sl:document|ls:document|key:presentation)\b")
_KINDS = {b"sl:document": PAGES, b"ls:document": NUMBERS, b"key:presentation": KEYNOTE}
_NOT_SHOWN = {
    *("key:theme", "key:master-slides", "sf:stylesheet", "sl:stylesheet", "key:stylesheet"),
    *("sl:section-prototypes", "ls:tabular-prototypes", "sf:ghost-text"),
}
"""What a document or slide begins from; text of a template in whose place nothing was written."""
_UNPRINTED: dict[str, UnprintedKind] = {"key:notes": "notes", "sf:annotation": "comment"}
_ENDS = {"sf:p": "\n", "sf:br": "\n", "sf:lnbr": "\n", "sf:tab": "\t"}


def index_name(names: set[str]) -> str:
    """Return the member of a document of these programs that holds it, "" where none is XML."""
    return next((name for name in _INDEXES if name in names), "")


def read_iwork_xml(package: ZipFile, name: str) -> Read:
    """The words of a document.

    Args:
        package: after its sizes were checked.
        name: of the member that holds it.

    Raises:
        Damaged: it is broken, or no document of these programs.
        OversizedFile: it would swell beyond bounds.
    """
    data = read_member(package, name)
    return read_iwork_index(inflated(data, GZIP_WINDOW) if name.endswith(".gz") else data)


def read_iwork_index(xml: bytes) -> Read:
    """The words of the XML of a document.

    Raises:
        Damaged: it is broken, or no document of these programs.
    """
    root = _ROOT.search(xml[:4096])
    if root is None:
        raise Damaged
    unprinted = UnprintedCollector()
    words = _Words(unprinted)
    parse(xml, words)
    beside = "".join(words.parts).strip()
    pages = (*words.pages, ("", beside)) if beside or not words.pages else words.pages
    return read_of(_KINDS[root[1]], tuple(pages), unprinted)


class _Words(ContentHandler):
    """What is printed, and what is not.

    Attributes:
        pages: title and words of each sheet, and of each of its tables.
        parts: the words that stand on no sheet.
    """

    def __init__(self, unprinted: UnprintedCollector) -> None:
        super().__init__()
        self.pages: list[tuple[str, str]] = []
        self.parts: list[str] = []
        self._unprinted, self._left, self._room = unprinted, MAX_WORDS, MAX_WORDS + MAX_GAPS
        self._silent = self._paragraphs = self._columns = 0
        self._kinds: list[UnprintedKind] = []
        self._sheet: str | None = None
        self._table, self._choices = "", dict[str, str]()
        self._tables: list[tuple[str, str]] = []
        self._cells: GridCells | None = None

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        self._silent += name in _NOT_SHOWN
        self._paragraphs += name == "sf:p"
        if kind := _UNPRINTED.get(name):
            self._kinds.append(kind)
            self._unprinted.end_passage()
        if self._cells:
            self._cells.begin(name, attrs)
        elif name == "ls:workspace":
            self._sheet = attrs.get("ls:workspace-name", "")
        elif name == "sf:tabular-model":
            self._table = attrs.get("sf:name", "")
        elif name == "sf:grid":
            self._columns = int(attrs.get("sf:numcols", "0"))
        elif name == "sf:datasource" and not self._silent:
            self._cells = GridCells(self._columns, self._choices, self._unprinted)

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        if name == "sf:datasource":
            self._end_table()
        elif end := _ENDS.get(name):
            self._put(end)
        if self._cells:
            self._cells.end()
        if name == "ls:workspace":
            self._end_sheet()
        self._silent -= name in _NOT_SHOWN
        self._paragraphs -= name == "sf:p"
        if name in _UNPRINTED:
            self._kinds.pop()

    def characters(self, content: str) -> None:
        if self._paragraphs:
            self._put(content)

    def _put(self, text: str) -> None:
        if self._silent or self._left <= 0:
            return
        self._left -= len(text)
        if self._kinds:
            self._unprinted.put(self._kinds[-1], text)
        elif self._cells:
            self._cells.put(text)
        else:
            self.parts.append(text)

    def _end_table(self) -> None:
        words = self._cells.words() if self._cells and self._room > 0 else ""
        self._cells = None
        self._room -= len(words)
        if self._sheet is not None:
            self._tables.append((f"{self._sheet} – {self._table}", words))
        else:
            self.parts.append(f"\n{in_text(words)}\n" if words else "")

    def _end_sheet(self) -> None:
        text = "".join(self.parts).strip()
        if text or not self._tables:
            self.pages.append((self._sheet or "", text))
        self.pages += self._tables
        self.parts, self._tables, self._sheet = [], [], None

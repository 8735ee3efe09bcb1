"""The words of Pages, Numbers and Keynote of 2008 and 2009, which are XML.

Source: files of these programs; Apple describes Keynote 2 only. Text is in ``sf:p``, cells are in attributes
of ``sf:ct`` (text) and ``sf:n`` (numbers), notes in ``key:notes``.
"""

from __future__ import annotations

import re
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl
from zipfile import ZipFile

from casebook.formats.fault import Damaged
from casebook.formats.media_type import KEYNOTE, NUMBERS, PAGES
from casebook.formats.package import GZIP_WINDOW, inflated, parse, read_member
from casebook.formats.printed.unprinted import UnprintedCollector, read_of
from casebook.formats.read import Read
from casebook.host.protocol.extract_protocol import MAX_WORDS, UnprintedKind

_INDEXES = ("index.xml", "index.apxl", "index.xml.gz", "index.apxl.gz")
_ROOT = re.compile(rb"<(sl:document|ls:document|key:presentation)\b")
_KINDS = {b"sl:document": PAGES, b"ls:document": NUMBERS, b"key:presentation": KEYNOTE}
_NOT_SHOWN = {
    *("key:theme", "key:master-slides", "sf:stylesheet", "sl:stylesheet", "key:stylesheet"),
    *("sl:section-prototypes", "sf:ghost-text"),
}
"""What a document or slide begins from; text of a template in whose place nothing was written."""
_UNPRINTED: dict[str, UnprintedKind] = {"key:notes": "notes", "sf:annotation": "comment"}
_ENDS = {"sf:p": "\n", "sf:br": "\n", "sf:lnbr": "\n", "sf:tab": "\t", "sf:ct": "\n", "sf:n": "\n"}


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
    return read_of(_KINDS[root[1]], (("", "".join(words.parts).strip()),), unprinted)


class _Words(ContentHandler):
    def __init__(self, unprinted: UnprintedCollector) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unprinted, self._left = unprinted, MAX_WORDS
        self._silent = self._paragraphs = 0
        self._kinds: list[UnprintedKind] = []

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        self._silent += name in _NOT_SHOWN
        self._paragraphs += name == "sf:p"
        if kind := _UNPRINTED.get(name):
            self._kinds.append(kind)
            self._unprinted.end_passage()
        if name == "sf:ct":
            self._put(attrs.get("sfa:s", ""))
        elif name == "sf:n":
            self._put(attrs.get("sf:v", ""))

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        if end := _ENDS.get(name):
            self._put(end)
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
        else:
            self.parts.append(text)

"""The words of an office document's XML, as its elements go by."""

from __future__ import annotations

from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from casebook.formats.fault import OversizedFile
from casebook.host.protocol.extract_protocol import MAX_WORDS

_ENDS_LINE = {"p", "h", "tr", "table-row", "br", "line-break", "comment", "text", "pt"}
_ENDS_CELL = {"tc", "table-cell", "tab"}
_HOLDS_TEXT = {"text:p", "text:h", "p:text", "text", "c:v"}
_HOLDS_TEXT_BY_LOCAL_NAME = {"t", "delText"}
"""Of Word, PowerPoint, Excel, drawings and formulas, whatever letters a program chose for their namespace."""
_HIDES_TEXT = {"office:annotation", "text:tracked-changes", "mc:Fallback"}
"""The last repeats a text box for programs that cannot draw it."""
_MAX_NESTED = 500
"""Maximum nesting of elements."""


class Runs(ContentHandler):
    """Collects the text between the elements that hold words; a paragraph ends a line, a cell a tab."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._length = self._depth = self._speaking = self._silent = 0

    @property
    def text(self) -> str:
        """What was collected."""
        return "".join(self._parts).strip()

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: ARG002, N802 - the library's
        """Go one deeper."""
        self._depth += 1
        if self._depth > _MAX_NESTED:
            raise OversizedFile
        self._speaking += _holds_text(name)
        self._silent += name in _HIDES_TEXT

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        """Come up again; some ends are seen on the page."""
        self._depth -= 1
        self._speaking -= _holds_text(name)
        self._silent -= name in _HIDES_TEXT
        local = name.rpartition(":")[2]
        if local in _ENDS_LINE:
            self._parts.append("\n")
        elif local in _ENDS_CELL:
            self._parts.append("\t")

    def characters(self, content: str) -> None:
        """Words, where they are any; further ones than can be kept are passed over."""
        if self._speaking and not self._silent and self._length < MAX_WORDS:
            self._length += len(content)
            self._parts.append(content)


def _holds_text(name: str) -> bool:
    return name in _HOLDS_TEXT or name.rpartition(":")[2] in _HOLDS_TEXT_BY_LOCAL_NAME

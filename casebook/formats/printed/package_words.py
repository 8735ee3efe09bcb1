"""The words of an office document's XML, as its elements go by: what is printed, and what is not.

Source: ECMA-376-1, 17.13.5 (revisions), 17.3.2.41 (vanish) and 19.3.1.38 (a slide's show).
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from casebook.domain.evidence.set_file import CELL_END, CONTINUED
from casebook.formats.fault import OversizedFile
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.host.protocol.extract_protocol import MAX_WORDS, UnprintedKind

ENDS_LINE = {"p", "h", "tr", "table-row", "br", "line-break", "comment", "text", "pt", "cm"}
_ROWS = {"tr", "table-row"}
CELLS = {"tc", "table-cell", "covered-table-cell"}
_MAX_SPAN = 64
_HOLDS_TEXT = {"t", "delText"}
"""Of Word, PowerPoint, Excel, drawings and formulas, whatever letters a program chose for their namespace."""
_HOLDS_TEXT_BY_NAME = {"p:text", "text", "c:v"}
_SILENT = {"office:master-styles"}
"""What the pages of an open document that is one XML file begin from, such as "Click to edit the title"."""
_FORMER = {f"{kind}PrChange" for kind in ("p", "r", "sect", "tbl", "tblEx", "tblGrid", "tr", "tc")} | {
    "tblGridChange",
    "numberingChange",
}
"""What was in force before a tracked change. Source: ECMA-376-1, 17.13.5.29."""
_PASSED_OVER = {"Fallback", *_FORMER}
"""Also a drawing again, for programs that cannot draw it. Source: ECMA-376-3, 10.2.3."""
_DELETED, _INSERTED = {"del", "moveFrom", "delText"}, {"ins", "moveTo"}
_ENDS_PASSAGE = {"comment", "cm", "threadedComment", "annotation", "sld", "notes", "changed-region"}
_ONE_BY_ONE = {"comment", "notes", "slide", "deleted"}
_WORD_2003: dict[str, UnprintedKind] = {"Word.Deletion": "deleted", "Word.Comment": "comment"}
"""Types of annotations in WordprocessingML 2003. Source: its schema, aml.xsd and wordnet.xsd."""
STRIKES = ("strike", "dstrike")
"""Properties that strike words through, by one line and by two; either may be in force without the other."""
RAISES = ("vertAlign", "position")
"""Properties that set words above or below the line. Source: ECMA-376-1, 17.3.2.42 and 17.3.2.24."""
OFF = {"0", "false", "off", "baseline"}
"""Values of a property that is not in force."""
_BOX = "txbxContent"
_MAX_NESTED = 500
"""Maximum nesting of elements."""


@dataclass(slots=True)
class OpenElement:
    """An open element.

    Attributes:
        local: its name without the namespace.
        speaks: its characters are words.
        kind: why they are not printed, or None.
        is_inserted: a tracked change inserted them.
        marked_by: the properties that strike or raise them; a file may state several apart.
    """

    local: str
    speaks: bool = False
    kind: UnprintedKind | None = None
    is_inserted: bool = False
    marked_by: frozenset[str] = frozenset()

    @property
    def is_struck(self) -> bool:
        """They are struck through."""
        return not self.marked_by.isdisjoint(STRIKES)

    @property
    def is_raised(self) -> bool:
        """They are set above or below the line."""
        return not self.marked_by.isdisjoint(RAISES)


class Runs(ContentHandler):
    """Collects the text between the elements that hold words; a paragraph and a row of a table end a line.

    A cell with several paragraphs goes on in further lines, which are indented.

    Args:
        unprinted: takes what is not printed.
        kind: of all of it, where none is printed.
        hidden_styles: names of the styles that hide text.
    """

    sets_rows = True
    """A row of a table is set as one line; else paragraphs and cells are parted one by one."""

    def __init__(
        self,
        unprinted: UnprintedCollector,
        kind: UnprintedKind | None = None,
        hidden_styles: AbstractSet[str] = frozenset(),
    ) -> None:
        super().__init__()
        self.unprinted, self.hidden_styles = unprinted, set(hidden_styles)
        self.frames = [OpenElement("", kind=kind)]
        self.parts: list[str] = []
        self._outside: list[tuple[list[str], bool]] = []
        self._boxes: list[str] = []
        self._length = self._silent = self._passed = 0
        self._spans: list[int] = []  # of the open cells, how many columns each takes
        self._row_begins = 0  # where in the parts
        self._is_in_words = False  # the open cell has words before this place
        self._was_inserted = False

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join((*self.parts, *self._boxes)).strip()

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Go one deeper."""
        if len(self.frames) > _MAX_NESTED:
            raise OversizedFile
        above, local = self.frames[-1], name.rpartition(":")[2]
        self._silent += name in _SILENT
        frame = OpenElement(
            local, above.speaks or self.holds_text(name, local), above.kind, above.is_inserted
        )
        self.frames.append(frame)
        self._passed += local in _PASSED_OVER
        if local in _ROWS and not self._spans:
            self._row_begins = len(self.parts)
        if local in CELLS:
            self._spans.append(1)
            self._is_in_words = False
        if not self._passed:
            self.begin(name, frame, attrs)

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        """Come up again; some ends are seen on the page."""
        frame = self.frames.pop()
        self._silent -= name in _SILENT
        span = self._spans.pop() if frame.local in CELLS else 0
        if self._passed:
            self._passed -= frame.local in _PASSED_OVER
            return
        self.end(name, frame)
        if frame.local in _ENDS_PASSAGE and frame.kind in _ONE_BY_ONE:
            self.unprinted.end_passage()
        self._part(frame, span)
        if frame.local == _BOX:
            self._end_box()
        elif frame.local == "p" and not self._outside:
            is_one_line = self._spans and not self.sets_rows
            self.parts.extend(box.replace("\n", " ") if is_one_line else box for box in self._boxes)
            self._is_in_words = self._is_in_words or bool(self._boxes)
            self._boxes.clear()

    def _part(self, frame: OpenElement, span: int) -> None:
        """Part what an element holds from what follows it."""
        if span and self.sets_rows:
            self.end_cell(frame, span)
        elif frame.local in ENDS_LINE and self._spans and self.sets_rows:
            self._end_line_in_cell(frame)
        elif frame.local in ENDS_LINE:
            if frame.local in _ROWS and self.sets_rows:
                self._indent_row()
            self.put(frame, "\n")
        elif frame.local in {"tc", "table-cell", "tab"}:
            self.put(frame, "\t")

    def _indent_row(self) -> None:
        """Indent all lines of a row but the first."""
        row = "".join(self.parts[self._row_begins :]).lstrip(CONTINUED)
        self.parts[self._row_begins :] = [row.replace("\n", f"\n{CONTINUED}")] if row else []

    def _end_line_in_cell(self, frame: OpenElement) -> None:
        """A paragraph in a cell ends, or a row of a table in it: the next begins a line, no empty one."""
        if frame.kind:
            self.unprinted.put(frame.kind, "\n")
            return
        self._is_in_words = self._is_in_words or frame.local in _ROWS
        if self._is_in_words and self.parts and not self.parts[-1].endswith("\n"):
            self.put(frame, "\n")

    def end_cell(self, frame: OpenElement, span: int) -> None:
        """Set what parts a cell from the next, as often as it takes columns."""
        if frame.kind:
            self.unprinted.put(frame.kind, "\t")
            return
        self.end_words()
        self.parts.append(CELL_END * span)
        self._is_in_words = False

    def end_words(self) -> None:
        """Take away the spaces and line ends in which the words of a cell end."""
        ends = {" ", "\n"} if self._is_in_words else {" "}
        while self.parts and self.parts[-1] in ends:
            self.parts.pop()
        if self._is_in_words and self.parts:
            self.parts[-1] = self.parts[-1].rstrip("\n")

    def characters(self, content: str) -> None:
        """Words, where they are any; further ones than can be kept are passed over."""
        frame = self.frames[-1]
        if frame.speaks and not (self._silent or self._passed) and self._length < MAX_WORDS:
            self._length += len(content)
            self.put(frame, content)

    def put(self, frame: OpenElement, text: str) -> None:
        """Keep words of an element where they belong."""
        if frame.kind:
            self.unprinted.put(frame.kind, text)
            if text == "\n" and self.parts and not self.parts[-1].endswith("\n"):
                self.parts.append(text)  # the line that began before what is hidden ends here
            return
        self.parts.append(text)
        if text == "\n":
            self.unprinted.end_line()
        if text.strip():
            self._is_in_words = True
            self.unprinted.end_passage()
            if frame.is_inserted and not self._was_inserted:
                self.unprinted.add("inserted", 1)
            self._was_inserted = frame.is_inserted

    def holds_text(self, name: str, local: str) -> bool:
        """Whether the characters of an element are words."""
        return name in _HOLDS_TEXT_BY_NAME or local in _HOLDS_TEXT

    def begin(self, name: str, frame: OpenElement, attrs: AttributesImpl) -> None:  # noqa: ARG002
        """Mark what an element says of the words in it, or in the element around it."""
        local = frame.local
        if local == _BOX:
            self._outside.append((self.parts, self._is_in_words))
            self.parts, self._is_in_words = [], False
        elif local in _DELETED and self.frames[-2].local == "trPr":
            self._mark("tr", "deleted")
        elif local in _DELETED:
            frame.kind = frame.kind or "deleted"
        elif local in _INSERTED:
            frame.is_inserted = True
        elif local == "gridSpan" and self._spans:
            self.span_columns(value_of(attrs))
        elif local == "vanish":
            self._vanish(is_hidden=value_of(attrs) not in OFF)
        elif local in {"rStyle", "pStyle"} and value_of(attrs) in self.hidden_styles:
            self._mark("r" if local == "rStyle" else "p", "hidden")
        elif local in {"comment", "annotation"}:
            why = "comment" if local == "comment" else _WORD_2003.get(value_of(attrs, "type"))
            frame.kind = frame.kind or why
            frame.is_inserted = frame.is_inserted or value_of(attrs, "type") == "Word.Insertion"
        elif local == "sld" and attrs.get("show") in OFF:
            frame.kind = "slide"

    def end(self, name: str, frame: OpenElement) -> None:
        """What else the end of an element says."""

    def span_columns(self, written: str) -> None:
        """Note how many columns the open cell takes."""
        if written.isdecimal():
            self._spans[-1] = min(max(int(written[:9]), 1), _MAX_SPAN)

    def _end_box(self) -> None:
        """What stands in a text box follows the paragraph that the box is anchored in."""
        if text := "".join(self.parts).strip("\n"):
            self._boxes.append(f"{text}\n")
        self.parts, self._is_in_words = self._outside.pop()

    def _vanish(self, *, is_hidden: bool) -> None:
        """A run is hidden, or shown in a paragraph that is hidden; a paragraph's mark alone is neither."""
        run = self.frames[-3] if len(self.frames) > 2 else None  # noqa: PLR2004 - the run's properties between
        if run is None or run.local != "r":
            return
        if is_hidden:
            run.kind = run.kind or "hidden"
        elif run.kind == "hidden":
            run.kind = None

    def _mark(self, local: str, kind: UnprintedKind) -> None:
        """Mark the nearest element of this name around."""
        for frame in reversed(self.frames):
            if frame.local == local:
                frame.kind = frame.kind or kind
                return


class StylesWith(ContentHandler):
    """The styles of a Word file that hide, strike or raise text, also by the style that they are based on.

    Args:
        wanted: name of the property that does so.
    """

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self._wanted = wanted
        self._style = ""
        self._bases: dict[str, str] = {}
        self._states: dict[str, bool] = {}

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the library's
        """Note what a style says."""
        local = name.rpartition(":")[2]
        if local == "style":
            self._style = next((attrs[key] for key in attrs.getNames() if key.endswith("styleId")), "")
        elif local == "basedOn" and self._style:
            self._bases[self._style] = value_of(attrs)
        elif local == self._wanted and self._style:
            self._states[self._style] = value_of(attrs) not in OFF

    def endElement(self, name: str) -> None:  # noqa: N802 - the library's
        """Leave a style."""
        if name.rpartition(":")[2] == "style":
            self._style = ""

    @property
    def names(self) -> frozenset[str]:
        """The styles with the property."""
        return frozenset(name for name in {*self._states, *self._bases} if self._has(name))

    def _has(self, name: str) -> bool:
        passed: set[str] = set()
        while name not in passed:  # a style may be based on itself
            if name in self._states:
                return self._states[name]
            passed.add(name)
            name = self._bases.get(name, "")
        return False


def value_of(attrs: AttributesImpl, local: str = "val") -> str:
    """Return the value of a property, whatever letters stand for the namespace; "" for a bare one."""
    return next((attrs[name] for name in attrs.getNames() if name.rpartition(":")[2] == local), "")

"""The words of an open document: what is printed, sheet by sheet, and what is not.

Source: OpenDocument 1.3, part 3: 5.5 (tracked changes), 6.3 (notes), 7.7.3 and 7.7.11 (hidden text),
9.1 (tables), 20; OpenOffice.org 1.0 XML file format, for the names before OpenDocument.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from xml.sax.xmlreader import AttributesImpl

from casebook.formats.printed.package_words import RAISES, STRIKES, OpenElement
from casebook.formats.printed.struck_words import BracketedRuns
from casebook.formats.printed.unprinted import MAX_GAPS, UnprintedCollector
from casebook.formats.printed.workbook_parts import SHEET_COLUMNS
from casebook.formats.read import LEFT_OUT_ROWS
from casebook.host.protocol.extract_protocol import MAX_WORDS, UnprintedKind

_HOLDS_TEXT = {"text:p", "text:h"}
_NOTES = {"text:note", "text:footnote", "text:endnote"}
"""The last two are of OpenOffice.org 1.x."""
_OLDER_TAB = "text:tab-stop"
_SHEET_PROPERTIES = {"style:table-properties", "style:properties"}
_CELL_STYLE = "table:default-cell-style-name"
_MARKS = {
    "style:text-line-through-type": STRIKES[0],  # of the words in a cell LibreOffice states this alone
    "style:text-line-through-style": STRIKES[0],
    "style:text-crossing-out": STRIKES[0],
    "style:text-position": RAISES[0],
}
"""What strikes or raises words, by the attribute that says so; of two the latter holds."""
_UNMARKED = ("none", "0%")
_SHEET_ROWS = 1_048_576
_GONE = {"collapse", "filter"}
_KINDS: dict[str, UnprintedKind] = {
    "office:annotation": "comment",
    "text:tracked-changes": "deleted",
    "presentation:notes": "notes",
}
_STYLED: dict[str, tuple[str, UnprintedKind]] = {
    "text:p": ("paragraph", "hidden"),
    "text:h": ("paragraph", "hidden"),
    "text:span": ("text", "hidden"),
    "text:section": ("section", "hidden"),
    "table:table": ("table", "sheet"),
    "draw:page": ("drawing-page", "slide"),
}
"""The family of the styles of an element, and why it is not printed where they hide it."""
_STYLE_NAMES = ("text:style-name", "table:style-name", "draw:style-name")
_SPACE_AT_END = re.compile(r" +(?=[\t\n]|\Z)")


class OpenRuns(BracketedRuns):
    """Collects as `Runs` does.

    Args:
        unprinted: takes what is not printed.
        hidden_styles: names of the styles that hide what has them, of the file of styles.
        marked_styles: what styles that say so strike or raise, or do not, of the file of styles.
        has_sheets: each table is a page.

    Attributes:
        pages: title and words of each sheet that is printed.
    """

    def __init__(
        self,
        unprinted: UnprintedCollector,
        hidden_styles: AbstractSet[str] = frozenset(),
        marked_styles: Mapping[str, Mapping[str, bool]] = MappingProxyType({}),
        *,
        has_sheets: bool = False,
    ) -> None:
        super().__init__(unprinted, hidden_styles=hidden_styles)
        self.marked_styles = dict(marked_styles)
        self._notes: list[str] = []
        self._around: list[tuple[list[str], bool, list[int], int]] = []
        self.pages: list[tuple[str, str]] = []
        self._has_sheets, self._tables = has_sheets, 0
        self.sets_rows = not has_sheets
        self._title = self._style = self._row_style = ""
        self._hidden_columns: set[int] = set()
        self._column_styles: dict[int, str] = {}
        self._filled_columns: set[int] = set()
        self._column = self._next = self._columns = self._written = 0
        self._row = self._next_row = self._lines = self._gaps = 0

    def holds_text(self, name: str, local: str) -> bool:  # noqa: ARG002
        """Whether the characters of an element are words."""
        return name in _HOLDS_TEXT

    def begin(self, name: str, frame: OpenElement, attrs: AttributesImpl) -> None:
        """Mark what an element says of the words in it."""
        self._begin_style(name, attrs)
        frame.marked_by = self._marked_by(name, attrs, self.frames[-2].marked_by)
        if name == _OLDER_TAB:
            frame.local = "tab"
        if name == "text:s" and frame.speaks:
            self.put(frame, " " * self._spaces(attrs))
        elif name in _NOTES:
            self._begin_note(frame)
        elif name == "text:insertion":
            self.unprinted.add("inserted", 1)
        elif name in _KINDS:
            frame.kind = frame.kind or _KINDS[name]
            frame.speaks = False  # the author and day of a comment are no words of the paragraph around it
        elif name in _STYLED and self._is_hidden(_STYLED[name][0], attrs):
            self._hide(frame, _STYLED[name][1])
        elif name == "text:hidden-text":
            self.unprinted.put("hidden", attrs.get("text:string-value", ""))
        elif name == "text:hidden-paragraph" and attrs.get("text:is-hidden") == "true":
            self._hide(self.frames[-2], "hidden")
        if name.startswith("table:"):
            self._begin_table(name, frame, attrs)

    def end(self, name: str, frame: OpenElement) -> None:
        """Close a sheet or a note."""
        if name in _NOTES:
            self._end_note()
        if name == "style:style":
            self._style = ""
        if name == "table:table":
            self._tables -= 1
            if self._has_sheets and not self._tables:
                if frame.kind is None:
                    self.pages.append((self._title, _SPACE_AT_END.sub("", "".join(self.parts)).rstrip("\n")))
                self.parts.clear()
            self.unprinted.add("column", len(self._filled_columns))
            self._filled_columns.clear()

    @property
    def text(self) -> str:
        """What is printed, with the notes behind it."""
        return "\n\n".join(filter(None, (super().text, "".join(self._notes).strip())))

    def _begin_note(self, frame: OpenElement) -> None:
        """A footnote or endnote follows the text; its number, which stands for it there, is left out."""
        self.end_brackets()
        frame.speaks = False
        if frame.kind:
            self.unprinted.put(frame.kind, "\n")
        self._around.append((self.parts, self._is_in_words, self._spans, self._row_begins))
        self.parts, self._is_in_words, self._spans = [], False, []

    def _end_note(self) -> None:
        self.end_brackets()
        self._notes.extend(self.parts)
        self.parts, self._is_in_words, self._spans, self._row_begins = self._around.pop()

    def put(self, frame: OpenElement, text: str) -> None:
        """Keep words of an element where they belong; in a sheet each row is one line."""
        if self._has_sheets and self._tables == 1 and self._is_between_cells(frame, text):
            return
        is_in_cell = self._has_sheets and frame.local in {"p", "h", "line-break"} and self._tables
        is_tab = self._has_sheets and frame.local == "tab"
        super().put(frame, " " if is_tab or (text == "\n" and is_in_cell) else text)
        if frame.kind == "column" and text.strip():
            self._filled_columns.add(self._column)

    def _is_between_cells(self, frame: OpenElement, text: str) -> bool:
        """Whether a text only parts cells: their columns are kept until another in the row has words."""
        if frame.local == "table-cell":
            self.end_brackets()
            return frame.kind in {None, "column"}
        if frame.local == "table-row":
            self._written = 0
            self.unprinted.end_line()
            if frame.kind:
                self.unprinted.put(frame.kind, text)
            return True
        if frame.kind is None and text.strip():
            lines, cells = max(self._row - self._lines, 0), max(self._column - self._written, 0)
            self._gaps += lines + cells
            if self._gaps > MAX_GAPS:
                self.unprinted.losses.add(LEFT_OUT_ROWS)
                return True
            self.parts.extend("\n" * lines + "\t" * cells)
            self._lines, self._written = self._lines + lines, self._written + cells
        return False

    def _begin_style(self, name: str, attrs: AttributesImpl) -> None:
        if name == "style:style":
            family = attrs.get("style:family", "")
            self._style = f"{family} {attrs.get('style:name', '')}"
            if f"{family} {attrs.get('style:parent-style-name', '')}" in self.hidden_styles:
                self.hidden_styles.add(self._style)
            parent = self.marked_styles.get(f"{family} {attrs.get('style:parent-style-name', '')}", {})
            self.marked_styles[self._style] = parent
        elif self._style:
            stated = {
                mark: not attrs[key].startswith(_UNMARKED) for key, mark in _MARKS.items() if key in attrs
            }
            self.marked_styles[self._style] = {**self.marked_styles.get(self._style, {}), **stated}
        if self._style and (
            attrs.get("text:display") == "none"
            or (name in _SHEET_PROPERTIES and attrs.get("table:display") == "false")
            or attrs.get("presentation:visibility") == "hidden"
        ):
            self.hidden_styles.add(self._style)

    def _spaces(self, attrs: AttributesImpl) -> int:
        """How many spaces stand at a place, counted as words are. Source: OpenDocument 1.3, part 3, 6.1.3."""
        written = attrs.get("text:c", "1")
        count = min(int(written[:9]) if written.isdecimal() else 1, MAX_WORDS - self._length)
        self._length += count
        return count

    def _is_hidden(self, family: str, attrs: AttributesImpl) -> bool:
        named = any(f"{family} {attrs.get(name, '')}" in self.hidden_styles for name in _STYLE_NAMES)
        return named or attrs.get("text:display") == "none" or attrs.get("text:is-hidden") == "true"

    def _marked_by(self, name: str, attrs: AttributesImpl, around: frozenset[str]) -> frozenset[str]:
        if name in _NOTES:
            return frozenset()
        family, style = _STYLED[name][0] if name in _STYLED else "", attrs.get("text:style-name", "")
        if name == "table:table-cell":
            family, style = "table-cell", attrs.get("table:style-name") or self._cell_style
        stated = self.marked_styles.get(f"{family} {style}", {})
        return around.difference(stated) | {mark for mark, is_on in stated.items() if is_on}

    @property
    def _cell_style(self) -> str:
        """The style of a cell that states none: that of its row, else of its column."""
        return self._row_style or self._column_styles.get(self._next, "")

    def _begin_table(self, name: str, frame: OpenElement, attrs: AttributesImpl) -> None:
        count = min(int(attrs.get("table:number-columns-repeated", "1") or 1), SHEET_COLUMNS)
        if name == "table:table":
            self._tables += 1
            if self._tables == 1:
                self._begin_sheet(frame, attrs)
        elif name == "table:table-column" and self._tables == 1:
            places = range(self._columns, min(self._columns + count, SHEET_COLUMNS))
            if attrs.get("table:visibility") in _GONE:
                self._hidden_columns.update(places)
            self._column_styles.update(dict.fromkeys(places, attrs.get(_CELL_STYLE, "")))
            self._columns += count
        elif name in {"table:table-row", "table:table-row-group"}:
            self._begin_row(name, attrs)
            if attrs.get("table:visibility") in _GONE or attrs.get("table:display") == "false":
                self._hide(frame, "row")
        elif name in {"table:table-cell", "table:covered-table-cell"}:
            self._column, self._next = self._next, self._next + count
            self.span_columns(attrs.get("table:number-columns-repeated", ""))
            if self._tables == 1 and self._column in self._hidden_columns:
                self._hide(frame, "column")

    def _begin_sheet(self, frame: OpenElement, attrs: AttributesImpl) -> None:
        self._title = attrs.get("table:name", "")
        self._hidden_columns, self._columns, self._column_styles = set(), 0, {}
        self._next_row = self._lines = 0
        if self._has_sheets and not "".join(self.parts).strip():
            self.parts.clear()  # ends of lines of the styles before it are no rows
        if frame.kind == "sheet":
            self.unprinted.put("sheet", f"{self._title}\n")

    def _begin_row(self, name: str, attrs: AttributesImpl) -> None:
        self._next, self._row_style = 0, attrs.get(_CELL_STYLE, "")
        if self._tables > 1 or name != "table:table-row":
            return
        repeated = int(attrs.get("table:number-rows-repeated", "1") or 1)
        self._row, self._next_row = self._next_row, self._next_row + min(repeated, _SHEET_ROWS)

    def _hide(self, frame: OpenElement, kind: UnprintedKind) -> None:
        """Hide what is in an element; each begins a passage of its own."""
        if frame.kind is None:
            frame.kind = kind
            if kind != "hidden":
                self.unprinted.end_passage()

"""Cells of a workbook as they were last calculated, in columns wide enough to show them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape

from casebook.formats.printed.frozen_rows import (
    CellText,
    MergedCells,
    column_number,
    merged_cells,
    with_row_heights,
)

_CELL = re.compile(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_CELL_TAG = re.compile(r"<(\w+:)?c\b")
_FORMULA = re.compile(r"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(r"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_TEXT = re.compile(r"<(?:\w+:)?t\b[^>]*>(.*?)</(?:\w+:)?t>", re.DOTALL)
_STRING = re.compile(r"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_READING = re.compile(r"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)
_REFERENCE = re.compile(r"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_TYPE = re.compile(r"""\bt=["'](\w+)["']""")
_STYLE = re.compile(r"""\bs=["'](\d+)["']""")
_PRINTED_CODES = re.compile(r"&amp;[DTFZ]")
_HEADER_FOOTER = re.compile(r"<(?:\w+:)?headerFooter\b.*?</(?:\w+:)?headerFooter>", re.DOTALL)
_COLUMNS = re.compile(r"<(?:\w+:)?cols\b[^>]*>.*?</(?:\w+:)?cols>", re.DOTALL)
_COLUMN = re.compile(r"<(?:\w+:)?col\b([^>]*?)/?>")
_ATTRIBUTE = re.compile(r"""([\w:]+)=["']([^"']*)["']""")
_SHEET_DATA = re.compile(r"<(\w+:)?sheetData\b")
_XFS = re.compile(r"(<(?:\w+:)?cellXfs\b[^>]*>)(.*?)(</(?:\w+:)?cellXfs>)", re.DOTALL)
_XF = re.compile(r"<(\w+:)?xf\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?xf>)", re.DOTALL)
_ALIGNMENT = re.compile(r"<(\w+:)?alignment\b([^>]*?)/>")
_FONTS = re.compile(r"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(r"<(?:\w+:)?font(?:\s[^>]*)?(?:/>|>.*?</(?:\w+:)?font>)", re.DOTALL)
_POINTS = re.compile(r"""<(?:\w+:)?sz\s[^>]*?val=["'](\d{1,3}(?:\.\d+)?)["']""")
_FONT_ID = re.compile(r"""\bfontId=["'](\d{1,6})["']""")
_USUAL_POINTS, _MAX_POINTS = 11.0, 96.0
_FORMAT = re.compile(r"""<(?:\w+:)?numFmt\b([^>]*?)/?>""")
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Formats that need no definition. Source: ECMA-376-1, 18.8.30."""
_MAX_TEXT, _MAX_NUMBER, _DATE_WIDTH, _MAX_LARGE_NUMBER = 48, 40, 22, 200
_NAME_WIDTH = 6
"""What the name of a month or a day may take more than its code."""
_PAGE_SETUP = re.compile(r"<(?:\w+:)?pageSetup\b[^>]*?(?:/>|>.*?</(?:\w+:)?pageSetup>)", re.DOTALL)
_FIT = re.compile(r"""\bfitToPage=["'](?:1|true)["']""")
_AFTER_SETUP = re.compile(
    r"<(?:\w+:)?(?:headerFooter|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing"
    r"|legacyDrawing\w*|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|</(?:\w+:)?worksheet>"
)
"""What may stand behind the page setup. Source: ECMA-376-1, 18.3.1.99."""
_PAGE_WIDTH, _MAX_FITTED = 85, 190
"""Digits on a page in portrait; and those on one in landscape that are just large enough to read."""
_SPARE = 2.5


@dataclass(frozen=True, slots=True, repr=False)
class Workbook:
    """What the sheets share.

    Attributes:
        strings: widths of the lines of the shared strings, in digits.
        formats: widths that the formats of numbers need beside their digits, by style.
        sizes: of the type, by style; 1 is the usual one.
    """

    strings: Sequence[tuple[int, ...]] = ()
    formats: Sequence[int] = ()
    sizes: Sequence[float] = ()


def shared_widths(xml: str) -> tuple[tuple[int, ...], ...]:
    """Return how wide each line of each shared string is, in digits."""
    return tuple(_line_widths(_READING.sub("", one[1] or "")) for one in _STRING.finditer(xml))


def format_widths(xml: str) -> tuple[int, ...]:
    """Return how wide a date of each style may be, and 0 for one that is no date."""
    codes = {
        attributes.get("numFmtId", ""): unescape(attributes.get("formatCode", ""))
        for attributes in (dict(_ATTRIBUTE.findall(one[1])) for one in _FORMAT.finditer(xml))
    }
    styles = _XFS.search(xml)
    widths = []
    for style in _XF.finditer(styles[2]) if styles else ():
        number = dict(_ATTRIBUTE.findall(style[2])).get("numFmtId", "0")
        code = codes.get(number, "")
        is_date = number.isdecimal() and int(number) in _DATES
        widths.append(_DATE_WIDTH if is_date else min(_code_width(code), _MAX_NUMBER))
    return tuple(widths)


def type_sizes(xml: str) -> tuple[float, ...]:
    """Return how large the type of each style is, against 11 points; smaller type counts as 1."""
    fonts = _FONTS.search(xml)
    sizes = [_size(_POINTS.search(font)) for font in _FONT.findall(fonts[0])] if fonts else []
    styles = _XFS.search(xml)
    numbers = [_FONT_ID.search(style[2]) for style in _XF.finditer(styles[2])] if styles else []
    places = [int(number[1]) if number else 0 for number in numbers]
    return tuple(sizes[place] if place < len(sizes) else 1.0 for place in places)


def _size(points: re.Match[str] | None) -> float:
    return max(1.0, min(float(points[1]), _MAX_POINTS) / _USUAL_POINTS) if points else 1.0


def _code_width(code: str) -> int:
    long_names = sum(_NAME_WIDTH for name in ("mmmm", "dddd") if name in code.lower())
    return len(code) + long_names if len(code) > 1 else 0


def wrapping(xml: str) -> str:
    """Return the styles of a workbook, of which each breaks its lines, and behind them the first again.

    A program takes the first for its own default, whatever is in it.
    """

    def wrapped(style: re.Match[str]) -> str:
        prefix, attributes, inner = style[1] or "", style[2], style[3] or ""
        own = _ALIGNMENT.search(inner)
        kept = re.sub(r"""\s(?:wrapText|shrinkToFit)=["']\w+["']""", "", own[2]) if own else ""
        attributes = re.sub(r"""\sapplyAlignment=["']\w+["']""", "", attributes)
        rest = _ALIGNMENT.sub("", inner)
        aligned = f'<{prefix}alignment{kept} wrapText="1"/>'
        return f'<{prefix}xf{attributes} applyAlignment="1">{aligned}{rest}</{prefix}xf>'

    def all_wrapped(found: re.Match[str]) -> str:
        styles = [one[0] for one in _XF.finditer(_XF.sub(wrapped, found[2]))]
        head = re.sub(r"""\scount=["']\d+["']""", "", found[1]).replace(">", f' count="{len(styles) + 1}">')
        return head + "".join((*styles, *styles[:1])) + found[3]

    return _XFS.sub(all_wrapped, xml)


@dataclass(slots=True)
class _Sheet:
    """A sheet under work: the widths that its columns need, by number, and what its merged rows hold."""

    workbook: Workbook
    spans: MergedCells
    widths: dict[int, float] = field(default_factory=dict)
    texts: list[CellText] = field(default_factory=list)

    def frozen(self, cell: re.Match[str]) -> str:
        """Return a cell without a formula: with its value, or where none is stored the formula as text."""
        whole, attributes, inner = cell[0], cell[1], cell[2] or ""
        value, formula = _VALUE.search(inner), _FORMULA.search(inner)
        is_empty_text = value is not None and 't="str"' in attributes
        if formula and not (value and value[1]) and not is_empty_text and "is>" not in inner:
            whole, attributes, inner = _formula_as_text(whole, attributes, formula[1] or "")
            value = None
        self._measure(attributes, inner, value[1] if value else "")
        return self._styled(_FORMULA.sub("", whole) if formula else whole, attributes)

    def _styled(self, cell: str, attributes: str) -> str:
        style = _STYLE.search(attributes)
        if not self.workbook.formats or (style and style[1] != "0"):
            return cell
        own = f'{_STYLE.sub("", attributes)} s="{len(self.workbook.formats)}"'
        return cell.replace(attributes, own, 1) if attributes else cell

    def _measure(self, attributes: str, inner: str, value: str) -> None:
        place = _REFERENCE.search(attributes)
        if place is None or not inner:
            return
        column, row = column_number(place[1]), int(place[2])
        kind, style = _TYPE.search(attributes), _STYLE.search(attributes)
        number = int(style[1]) if style else 0
        sizes = self.workbook.sizes
        size = sizes[number] if number < len(sizes) else 1.0
        lines, most = self._lines(kind[1] if kind else "n", inner, value, number)
        if row in self.spans.rows:
            self.texts.append(CellText(row, column, lines, size))
        span = self.spans.first.get((row, column))
        if span is None or span.left == span.right:
            width = min(max(lines, default=0) * size, max(most, _MAX_TEXT)) + _SPARE
            self.widths[column] = max(self.widths.get(column, 0), width)

    def _lines(self, kind: str, inner: str, value: str, style: int) -> tuple[tuple[int, ...], float]:
        """The widths of the lines of a cell, and how wide it may become however large its type is."""
        if kind == "s" and value.isdecimal():
            strings = self.workbook.strings
            return strings[int(value)] if int(value) < len(strings) else (), _MAX_TEXT
        if kind == "n":
            formats = self.workbook.formats
            least = formats[style] if style < len(formats) else 0
            return (max(least, min(len(value), 17) * 4 // 3) if value else 0,), _MAX_LARGE_NUMBER
        return _line_widths(inner if kind == "inlineStr" else f"<t>{value}</t>"), _MAX_TEXT


def _formula_as_text(cell: str, attributes: str, formula: str) -> tuple[str, str, str]:
    """Return a cell that shows a formula, its attributes and what is in it."""
    tag = _CELL_TAG.match(cell)
    prefix = (tag[1] or "") if tag else ""
    attributes = f'{_TYPE.sub("", attributes)} t="inlineStr"'
    text = f"<{prefix}is><{prefix}t>={formula}</{prefix}t></{prefix}is>"
    return f"<{prefix}c{attributes}>{text}</{prefix}c>", attributes, text


def frozen_sheet(xml: str, workbook: Workbook) -> str:
    """Return a sheet with the values stored in it, its columns as wide and its rows as high as they need.

    The date, the time and the name of the file leave its header and footer: nothing is stored of them.

    Args:
        xml: the part of the sheet.
        workbook: what the sheets share.
    """
    sheet = _Sheet(workbook, merged_cells(xml))
    xml = _CELL.sub(sheet.frozen, xml)
    xml = _HEADER_FOOTER.sub(lambda found: _PRINTED_CODES.sub("", found[0]), xml)
    xml = with_row_heights(xml, sheet.spans, sheet.texts, sheet.widths)
    return _fitted(_with_columns(xml, sheet.widths), sum(sheet.widths.values())) if sheet.widths else xml


def _fitted(xml: str, width: float) -> str:
    """Return a sheet that is one page wide where it still can be read so, and states no size of its own."""
    setup = _PAGE_SETUP.search(xml)
    is_sized = _FIT.search(xml) or (setup and re.search(r"""\s(?:scale|fitToWidth)=""", setup[0]))
    if is_sized or not _PAGE_WIDTH < width <= _MAX_FITTED:
        return xml
    prefix = (data[1] or "") if (data := _SHEET_DATA.search(xml)) else ""
    fit = f'<{prefix}pageSetUpPr fitToPage="1"/>'
    xml = re.sub(r"<(?:\w+:)?pageSetUpPr\b[^>]*/>", "", _PAGE_SETUP.sub("", xml))
    if "sheetPr" not in xml:
        xml = re.sub(
            r"(<(?:\w+:)?worksheet\b[^>]*>)", rf"\1<{prefix}sheetPr>{fit}</{prefix}sheetPr>", xml, count=1
        )
    else:
        xml = re.sub(r"<((?:\w+:)?sheetPr\b[^>]*?)/>", rf"<\1></{prefix}sheetPr>", xml, count=1)
        xml = re.sub(r"(</(?:\w+:)?sheetPr>)", rf"{fit}\1", xml, count=1)
    page = f'<{prefix}pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    return _AFTER_SETUP.sub(lambda found: page + found[0], xml, count=1)


def _with_columns(xml: str, widths: dict[int, float]) -> str:
    old = _COLUMNS.search(xml)
    columns: list[tuple[int, int, dict[str, str]]] = []
    covered: set[int] = set()
    for element in _COLUMN.finditer(old[0] if old else ""):
        attributes = dict(_ATTRIBUTE.findall(element[1]))
        first, last = int(attributes.pop("min", "1")), int(attributes.pop("max", "1"))
        inside = [number for number in sorted(widths) if first <= number <= last]
        covered.update(inside)
        at = first
        for number in inside:
            columns += [(at, number - 1, attributes)] if at < number else []
            columns.append((number, number, _widened(attributes, widths[number])))
            at = number + 1
        columns += [(at, last, attributes)] if at <= last else []
    columns += [(number, number, _widened({}, widths[number])) for number in widths if number not in covered]
    data = _SHEET_DATA.search(xml)
    prefix = (data[1] or "") if data else ""
    columns_xml = "".join(
        f'<{prefix}col min="{first}" max="{last}" '
        + " ".join(f'{name}="{value}"' for name, value in attributes.items())
        + "/>"
        for first, last, attributes in sorted(columns, key=lambda one: one[0])
    )
    xml = _COLUMNS.sub("", xml)
    return _SHEET_DATA.sub(
        lambda found: f"<{prefix}cols>{columns_xml}</{prefix}cols>{found[0]}", xml, count=1
    )


def _widened(attributes: dict[str, str], width: float) -> dict[str, str]:
    try:
        own = float(attributes.get("width", "8.43"))
    except ValueError:
        own = 0
    return {**attributes, "width": f"{max(own, width):.2f}", "customWidth": "1"}


def _line_widths(inner: str) -> tuple[int, ...]:
    """The widths of the lines of a text in the elements of a cell, in digits."""
    text = unescape("".join(_TEXT.findall(inner)))
    return tuple(
        sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line)
        for line in text.splitlines()
    )

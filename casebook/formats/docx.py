"""A composition as a Word file in which a lawyer goes on: numbers, references and contents are Word's own.

Source: Office Open XML (ECMA-376-1). python-docx makes the package, its styles and tables; paragraphs are
written as elements, since it looks each style up anew. The exhibits stay in the PDF: a reference to one names
its own page, not that of a bundle.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import (
    BarChart,
    Block,
    Composition,
    Cover,
    DossierPart,
    FormFields,
    Heading,
    Line,
    Pairs,
    Span,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.dossier.drawings.shaded_map import ShadedMap
from casebook.domain.dossier.letters.word_style import (
    FIELD_LABEL,
    FOOTNOTE,
    LETTERED,
    NUMBERED,
    SOURCE,
    TABLE_HEAD,
    TABLE_TEXT,
    WordStyle,
    with_own,
)
from casebook.domain.dossier.text_numbering import NUMBER, TextNumbering, anchor_numbers
from casebook.formats.docx_elements import (
    Element,
    element,
    make_typed,
    named,
    span_run,
    table_frame,
    text_run,
    xml,
)
from casebook.formats.docx_fields import add_field, begin_field, end_field
from casebook.formats.docx_notes import Footnotes
from casebook.formats.docx_numbering import ListNumbers
from casebook.formats.docx_package import without_timestamps
from casebook.formats.docx_styles import set_styles

if TYPE_CHECKING:
    from docx.document import Document as Word

_PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}
_MARGIN_MM = 25
_SIDES = ("left", "right", "top", "bottom")
_ENTRY_TWIPS = 720
"""What an entry of the contents is set in by for each level, and kept from the right."""
_TWIPS_PER_MM = 1440 / 25.4
_STYLES = {"plain": "Normal", "sub": LETTERED, "bullet": "List Bullet", "quotation": "Quote"}
_CONTENTS = r'TOC \o "1-3" \h \z \u'
_LINE = "_" * 24
_SIGNED_LINE = "_" * 36
"""What a cell has room for on one line."""
_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's own field has no zone; the same text gives the same bytes


def write_docx(composition: Composition, styles: Iterable[WordStyle] = ()) -> bytes:
    """The bytes of the Word file; the same composition gives the same bytes.

    Args:
        composition: what stands in it.
        styles: what an office sets in place of our own.
    """
    from docx import Document

    word = Document()
    _Writer(word, composition, styles).write()
    out = io.BytesIO()
    word.save(out)
    return without_timestamps(out.getvalue())


class _Writer:
    """Writes one document from its cover to its last part."""

    def __init__(self, word: Word, composition: Composition, styles: Iterable[WordStyle]) -> None:
        ordered = composition.typesetting
        self._word, self._whole = word, composition
        self._body: Element = xml(word)[0]
        self._end: Element = self._body[-1]
        own = with_own(styles, ordered.least_pt, ordered.spacing)
        self._styles = set_styles(word, own, composition.language)
        self._is_lettered = len(composition.parts) > 1
        self._lists = ListNumbers(word, self._styles, has_headings=self._is_lettered)
        self._notes = Footnotes(word, self._styles[FOOTNOTE])
        self._numbers, self._printed = TextNumbering(), anchor_numbers(composition)
        self._lettered = self._width_twips = 0
        self._marks: set[str] = set()
        self._names: dict[str, str] = {}

    def write(self) -> None:
        """Cover, table of contents, parts."""
        whole = self._whole
        self._set_up()
        if whole.cover:
            self._cover(whole.cover)
        if whole.has_index and whole.parts:
            self._contents(whole.parts)
        for part in whole.parts:
            self._part(part)
        self._notes.finish()

    def _set_up(self) -> None:
        from docx.shared import Mm

        whole, properties, section = self._whole, self._word.core_properties, self._word.sections[0]
        properties.title, properties.author, properties.language = whole.title, "", whole.language
        properties.created = properties.modified = _FIXED
        properties.last_modified_by, properties.comments, properties.revision = "", "", 1
        section.page_width, section.page_height = map(Mm, _PAPERS[whole.paper])
        ordered = whole.typesetting.margins
        margins = {side: max(_MARGIN_MM, getattr(ordered, f"{side}_mm", 0)) for side in _SIDES}
        for side, margin in margins.items():
            setattr(section, f"{side}_margin", Mm(margin))
        width_mm = _PAPERS[whole.paper][0] - margins["left"] - margins["right"]
        self._width_twips = round(width_mm * _TWIPS_PER_MM)
        section.different_first_page_header_footer = whole.cover is not None
        head = (whole.page_mark, whole.running_head)
        section.header.paragraphs[0].text = " · ".join(part for part in head if part)
        foot = xml(section.footer.paragraphs[0])
        add_field(foot, "PAGE", "1")
        foot.append(text_run(" / "))
        add_field(foot, "NUMPAGES", "1")

    def _cover(self, cover: Cover) -> None:
        for text in (cover.court, cover.number, cover.parties):
            if text:
                self._paragraph("Normal").append(text_run(text))
        self._paragraph("Title").append(text_run(cover.title))
        for text in cover.lines:
            self._paragraph("Normal").append(text_run(text))
        self._turn()

    def _turn(self) -> None:
        """Begin a page."""
        run = element("w:r", {})
        run.append(element("w:br", {"w:type": "page"}))
        self._paragraph("Normal").append(run)

    def _contents(self, parts: Sequence[DossierPart]) -> None:
        """Every heading with a link and its page, in a field that Word fills anew when it opens the file."""
        lines = list(_entries(parts))
        paragraphs = [self._paragraph(f"toc {level}") for level, _, _, _ in lines]
        begin_field(paragraphs[0], _CONTENTS)
        for paragraph, (level, number, title, anchor) in zip(paragraphs, lines, strict=True):
            link = element("w:hyperlink", {"w:anchor": self._bookmark(anchor), "w:history": "1"})
            link.append(text_run(f"{number}\t{title}" if self._is_lettered else title))
            link.append(text_run("\t"))
            add_field(link, rf"PAGEREF {self._bookmark(anchor)} \h")
            paragraph.append(link)
            paragraph.pPr.extend(self._tabs(level))
        end_field(paragraphs[-1])
        self._word.settings.element.append(element("w:updateFields", {"w:val": "true"}))
        self._exhibits()
        self._turn()

    def _exhibits(self) -> None:
        """The list of exhibits, under their sections, without pages: they stay in the PDF."""
        exhibits, words = self._whole.exhibits, Translator(self._whole.language)
        if not exhibits:
            return
        self._paragraph("Normal")
        rows: list[tuple[Line, ...]] = []
        for section, group in groupby(exhibits, key=lambda exhibit: exhibit.section):
            rows += [((), (Span(section, "bold"),), ())] if section else []
            for exhibit in group:
                title = "\n".join(filter(None, (exhibit.title, exhibit.note, exhibit.source)))
                rows.append(((Span(exhibit.mark),), (Span(title),), (Span(exhibit.dated),)))
        head = (words("Exhibit"), words("Document"), words("Date"))
        self._table(TextTable(head=head, rows=tuple(rows), widths=(0.14, 0.62, 0.24)))

    def _tabs(self, level: int) -> tuple[Element, Element]:
        """A stop after the number, one at the right margin with dots before it, and what wraps set in."""
        tabs, left = element("w:tabs", {}), level * _ENTRY_TWIPS
        if self._is_lettered:
            tabs.append(element("w:tab", {"w:val": "left", "w:pos": str(left)}))
        right = {"w:val": "right", "w:leader": "dot", "w:pos": str(self._width_twips)}
        tabs.append(element("w:tab", right))
        hang = str(_ENTRY_TWIPS if self._is_lettered else 0)
        sides = {"w:left": str(left), "w:right": str(_ENTRY_TWIPS), "w:hanging": hang}
        return tabs, element("w:ind", sides)

    def _part(self, part: DossierPart) -> None:
        self._numbers.next_part()
        self._heading(part.title, 1, part.anchor)
        for place, block in enumerate(part.blocks):
            if isinstance(block, Heading):
                self._numbers.next_heading(block.level)
                self._heading(block.text, block.level, block.anchor or _unnamed(part, place))
            else:
                self._block(block)

    def _heading(self, text: str, level: int, anchor: str) -> None:
        paragraph = self._paragraph(f"Heading {level}")
        paragraph.append(text_run(text))
        self._mark(paragraph, anchor)

    def _block(self, block: Block) -> None:
        writers: dict[type[Any], Callable[[Any], None]] = {
            TextParagraph: self._text,
            TextTable: self._table,
            Pairs: self._pairs,
            BarChart: self._bars,
            TimeChart: self._course,
            FormFields: self._blanks,
            ShadedMap: self._map,
        }
        writers[type(block)](block)

    def _paragraph(self, style: str) -> Element:
        """A new paragraph at the end of the document."""
        paragraph = element("w:p", {})
        self._style(paragraph, style)
        self._end.addprevious(paragraph)
        return paragraph

    def _style(self, paragraph: Element, style: str) -> None:
        if style == "Normal":
            return
        properties = element("w:pPr", {})
        properties.append(element("w:pStyle", {"w:val": self._styles[style]}))
        paragraph.insert(0, properties)

    def _text(self, block: TextParagraph) -> None:
        self._numbers.next_paragraph(block)
        paragraph = self._paragraph(NUMBERED if block.is_numbered else _STYLES[block.style])
        if block.is_numbered:
            self._lettered = 0
        elif block.style == "sub":
            self._follow(paragraph)
        self._line(paragraph, block.line)
        self._mark(paragraph, block.anchor)
        if block.reference:
            self._line(self._paragraph(SOURCE), block.reference)

    def _follow(self, paragraph: Element) -> None:
        """Letter a paragraph from (a) again where only a heading came between: Word would go on."""
        self._lettered += 1
        if self._numbers.sub == 1 and self._lettered > 1:
            self._lettered = 1
            numbering = paragraph.pPr.get_or_add_numPr()
            numbering.get_or_add_ilvl().val = 1
            numbering.get_or_add_numId().val = int(self._lists.restarted(1))

    def _table(self, block: TextTable) -> None:
        head = [(Span(text),) for text in block.head]
        rows = self._rows([head, *block.rows], block.widths, has_head=True)
        rows.get_or_add_trPr().append(element("w:tblHeader", {"w:val": "true"}))

    def _pairs(self, block: Pairs) -> None:
        share = block.label_share
        self._rows([((Span(label),), line) for label, line in block.rows], (share, 1 - share), is_pair=True)

    def _bars(self, block: BarChart) -> None:
        """The numbers of a plot; Word draws none."""
        self._rows([((Span(bar.label),), (Span(bar.said),)) for bar in block.rows], (0.5, 0.5))

    def _course(self, block: TimeChart) -> None:
        """What a picture of time shows, in words; Word draws none."""
        rows = [
            tuple((Span(text),) for text in ("" if at else lane.title, stretch.title, stretch.said))
            for lane in block.lanes
            for at, stretch in enumerate(lane.stretches)
        ]
        self._rows(rows, (0.3, 0.4, 0.3))

    def _map(self, block: ShadedMap) -> None:
        """What a map shows, in words; Word draws none."""
        self._line(self._paragraph(SOURCE), (Span(block.caption),))

    def _blanks(self, block: FormFields) -> None:
        """Lines to fill in: a place to type for each, a bare line for one that is signed."""
        lines = [(Span(_LINE if blank.name else _SIGNED_LINE),) for blank in block.rows]
        rows = [((Span(blank.label),), line) for blank, line in zip(block.rows, lines, strict=True)]
        row = self._rows(rows, (0.4, 0.6), is_pair=True)
        for blank in block.rows if row is not None else ():
            if blank.name:
                make_typed(row[-1].find(f".//{named('w:r')}"), blank)
            row = row.getnext()

    def _rows(
        self,
        rows: Sequence[Sequence[Line]],
        shares: Sequence[float],
        *,
        has_head: bool = False,
        is_pair: bool = False,
    ) -> Element:
        """A table of lines; returns its first row, or None where it has none."""
        table, grid = table_frame(), element("w:tblGrid", {})
        widths = [str(round(share * self._width_twips)) for share in shares]
        for one in widths:
            grid.append(element("w:gridCol", {"w:w": one}))
        table.append(grid)
        for at, row in enumerate(rows):
            line = element("w:tr", {})
            for place, (cell, one) in enumerate(zip(row, widths, strict=True)):
                is_head, is_label = has_head and not at, is_pair and not place
                style = TABLE_HEAD if is_head else FIELD_LABEL if is_label else TABLE_TEXT
                line.append(self._cell(cell, one, "Normal" if is_pair and place else style))
            table.append(line)
        self._end.addprevious(table)
        self._paragraph("Normal")
        return table.find(named("w:tr"))

    def _cell(self, line: Line, width: str, style: str) -> Element:
        cell, properties, paragraph = element("w:tc", {}), element("w:tcPr", {}), element("w:p", {})
        properties.append(element("w:tcW", {"w:w": width, "w:type": "dxa"}))
        cell.append(properties)
        cell.append(paragraph)
        self._style(paragraph, style)
        self._line(paragraph, line)
        return cell

    def _line(self, paragraph: Element, line: Line) -> None:
        for span in line:
            if span.note:
                self._line(self._notes.call(paragraph), span.note)
            else:
                self._span(paragraph, span)

    def _span(self, paragraph: Element, span: Span) -> None:
        if span.is_once and not span.alone:
            return
        target = span.to
        is_link = target is not None and not target.anchor.startswith("exhibit:")
        if target is None or not is_link:
            paragraph.append(span_run(span, span.alone or span.text))
            return
        number = self._printed.get(target.anchor, NUMBER)
        before, sign, after = span.text.replace(f" {NUMBER}", f"\u00a0{NUMBER}").partition(NUMBER)
        name = self._bookmark(target.anchor)
        if sign and self._is_numbered(target.anchor):
            paragraph.append(span_run(span, before))
            add_field(paragraph, rf"REF {name} \w \h", number)
            paragraph.extend([span_run(span, after)] if after else [])
            return
        link = element("w:hyperlink", {"w:anchor": name, "w:history": "1"})
        link.append(span_run(span, f"{before}{number}{after}" if sign else span.alone or span.text))
        paragraph.append(link)

    def _is_numbered(self, anchor: str) -> bool:
        """Whether Word itself numbers what is pointed at; it would print 0 for what has no number."""
        first = self._printed.get(anchor, "")[:1]
        return first.isdigit() or (self._is_lettered and first.isalpha())

    def _mark(self, paragraph: Element, anchor: str) -> None:
        if not anchor or anchor in self._marks:
            return
        self._marks.add(anchor)
        start = {"w:id": str(len(self._marks)), "w:name": self._bookmark(anchor)}
        paragraph.insert(0 if paragraph.pPr is None else 1, element("w:bookmarkStart", start))
        paragraph.append(element("w:bookmarkEnd", {"w:id": start["w:id"]}))

    def _bookmark(self, anchor: str) -> str:
        """The name of a bookmark: a number, for a label may say what a copy must not."""
        return self._names.setdefault(anchor, f"_at{len(self._names) + 1}")


def _entries(parts: Sequence[DossierPart]) -> Iterator[tuple[int, str, str, str]]:
    """Yield level, number, title and anchor of each heading."""
    numbers = TextNumbering()
    for part in parts:
        yield 1, numbers.next_part(), part.title, part.anchor
        for place, block in enumerate(part.blocks):
            if isinstance(block, Heading):
                number = numbers.next_heading(block.level)
                yield block.level, number, block.text, block.anchor or _unnamed(part, place)


def _unnamed(part: DossierPart, place: int) -> str:
    """An anchor for a heading that has none, for the table of contents."""
    return f"{part.anchor}#{place}"

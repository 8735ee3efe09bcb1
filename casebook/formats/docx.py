"""A composition as a Word file: the text parts with styles, numbers, references and a table of contents.

Source: Office Open XML (ECMA-376) as python-docx writes it; fields, bookmarks and links as elements of their
own. The exhibits stay in the PDF: a reference to one names its own page, not that of a bundle.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

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
    ReferenceTarget,
    Span,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.dossier.text_numbering import TextNumbering, letter, numbered
from casebook.formats.docx_elements import element, make_typed, named, xml
from casebook.formats.docx_notes import Footnotes

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

_RIGHT_TO_LEFT = ("ar", "ug", "fa", "he", "ur")
_FACES = {"zh": "Noto Serif CJK SC", "ug": "Noto Naskh Arabic", "bo": "Noto Serif Tibetan"}
_PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}
_MARGIN_MM = 25
_HANG_MM = 12
_STYLES = {"bullet": "List Bullet", "quotation": "Quote"}
"""Word's built-in styles for the paragraphs."""
_LINE = "_" * 24
_SIGNED_LINE = "_" * 36
"""What a cell has room for on one line."""
_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - Word's own field has no zone; the same text gives the same bytes


def write_docx(composition: Composition) -> bytes:
    """The bytes of the Word file; the same composition gives the same bytes."""
    from docx import Document

    writer = _Writer(Document())
    writer.write(composition)
    out = io.BytesIO()
    writer.word.save(out)
    return _without_timestamps(out.getvalue())


class _Writer:
    """Writes one document from its cover to its last part.

    Attributes:
        word: the document in the making.
    """

    def __init__(self, word: Word) -> None:
        self.word = word
        self._numbers = TextNumbering()
        self._notes = Footnotes(word)
        self._marks: set[str] = set()
        self._names: dict[str, str] = {}

    def write(self, composition: Composition) -> None:
        """Cover, table of contents, parts."""
        composition = numbered(composition)
        self._set_up(composition)
        if composition.cover:
            self._cover(composition.cover)
        if composition.has_index and composition.parts:
            self._contents(composition.parts)
        for part in composition.parts:
            self._part(part, is_lettered=len(composition.parts) > 1)
        self._notes.finish()

    def _set_up(self, composition: Composition) -> None:
        from docx.shared import Mm, Pt

        core_properties = self.word.core_properties
        core_properties.title, core_properties.author, core_properties.language = (
            composition.title,
            "",
            composition.language,
        )
        core_properties.created = core_properties.modified = _FIXED
        core_properties.last_modified_by, core_properties.comments, core_properties.revision = "", "", 1
        section = self.word.sections[0]
        section.page_width, section.page_height = map(Mm, _PAPERS[composition.paper])
        section.left_margin = section.right_margin = Mm(_MARGIN_MM)
        section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
        head = (composition.page_mark, composition.running_head)
        section.header.paragraphs[0].text = " · ".join(part for part in head if part)
        normal = self.word.styles["Normal"]
        normal.font.name, normal.font.size = "Noto Serif", Pt(11)
        normal.paragraph_format.space_after = Pt(7)

    def _cover(self, cover: Cover) -> None:
        for text in (cover.court, cover.number, cover.parties):
            if text:
                self.word.add_paragraph(text)
        self.word.add_paragraph(cover.title, style="Title")
        for text in cover.lines:
            self.word.add_paragraph(text)
        self._turn()

    def _turn(self) -> None:
        """Begin a page."""
        from docx.enum.text import WD_BREAK

        self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _contents(self, parts: Sequence[DossierPart]) -> None:
        """The parts with links, in a field that Word fills with headings and pages when it opens the file."""
        lines = [self.word.add_paragraph() for _ in parts]
        for kind, text in (("begin", ""), ("", r'TOC \o "1-3" \h'), ("separate", "")):
            self._field(lines[0], kind, text)
        for at, (line, part) in enumerate(zip(lines, parts, strict=True), start=1):
            title = f"{letter(at)}  {part.title}" if len(parts) > 1 else part.title
            self._line(line, (Span(title, to=ReferenceTarget(anchor=part.anchor)),))
        self._field(lines[-1], "end")
        self.word.settings.element.append(element("w:updateFields", {"w:val": "true"}))
        self._turn()

    def _field(self, paragraph: WordParagraph, kind: str, text: str = "") -> None:
        run = paragraph.add_run()
        if kind:
            xml(run).append(element("w:fldChar", {"w:fldCharType": kind}))
            return
        instruction = element("w:instrText", {"xml:space": "preserve"})
        instruction.text = text
        xml(run).append(instruction)

    def _part(self, part: DossierPart, *, is_lettered: bool) -> None:
        letter = f"{self._numbers.next_part()}  " if is_lettered else ""
        self._mark(self.word.add_heading(f"{letter}{part.title}", level=1), part.anchor)
        for block in part.blocks:
            if isinstance(block, Heading):
                number = f"{self._numbers.next_heading(block.level)}  " if is_lettered else ""
                heading = self.word.add_heading(f"{number}{block.text}", level=block.level)
                self._mark(heading, block.anchor)
            else:
                self._block(block)

    def _block(self, block: Block) -> None:
        writers: dict[type[Any], Callable[[Any], None]] = {
            TextParagraph: self._text,
            TextTable: self._table,
            Pairs: self._pairs,
            BarChart: self._bars,
            TimeChart: self._course,
            FormFields: self._blanks,
        }
        writers[type(block)](block)

    def _text(self, block: TextParagraph) -> None:
        from docx.shared import Mm

        paragraph = self.word.add_paragraph(style=_STYLES.get(block.style))
        label = self._numbers.next_paragraph(block)
        if block.is_numbered or block.style == "sub":
            paragraph.paragraph_format.first_line_indent = Mm(-_HANG_MM)
            paragraph.paragraph_format.left_indent = Mm(_HANG_MM * (1 if block.is_numbered else 2))
            paragraph.add_run(f"{label}.\t" if block.is_numbered else f"{label}\t")
        if block.style == "quotation":
            paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(_HANG_MM)
        self._mark(paragraph, block.anchor)
        self._line(paragraph, block.line)
        if block.reference:
            beneath = self.word.add_paragraph()
            beneath.paragraph_format.left_indent = Mm(_HANG_MM if block.is_numbered else 0)
            self._line(beneath, block.reference, is_small=True)

    def _table(self, block: TextTable) -> None:
        table = self.word.add_table(rows=1, cols=len(block.head))
        for cell, text in zip(table.rows[0].cells, block.head, strict=True):
            cell.paragraphs[0].add_run(text).italic = True
        xml(table.rows[0]).get_or_add_trPr().append(element("w:tblHeader", {"w:val": "true"}))
        for row in block.rows:
            cells = table.add_row().cells
            for cell, line in zip(cells, row, strict=True):
                self._line(cell.paragraphs[0], line, is_small=True)
        self.word.add_paragraph()

    def _pairs(self, block: Pairs) -> None:
        table = self.word.add_table(rows=0, cols=2)
        for label, line in block.rows:
            left, right = table.add_row().cells
            left.paragraphs[0].add_run(label).italic = True
            self._line(right.paragraphs[0], line)
        self.word.add_paragraph()

    def _bars(self, block: BarChart) -> None:
        """The numbers of a plot; Word draws none."""
        table = self.word.add_table(rows=0, cols=2)
        for bar in block.rows:
            left, right = table.add_row().cells
            left.paragraphs[0].add_run(bar.label)
            right.paragraphs[0].add_run(bar.said)
        self.word.add_paragraph()

    def _course(self, block: TimeChart) -> None:
        """What a picture of time shows, in words; Word draws none."""
        table = self.word.add_table(rows=0, cols=3)
        for lane in block.lanes:
            for at, stretch in enumerate(lane.stretches):
                texts = ("" if at else lane.title, stretch.title, stretch.said)
                for cell, text in zip(table.add_row().cells, texts, strict=True):
                    cell.paragraphs[0].add_run(text)
        self.word.add_paragraph()

    def _blanks(self, block: FormFields) -> None:
        """Lines to fill in: a place to type for each, a bare line for one that is signed."""
        table = self.word.add_table(rows=0, cols=2)
        for blank in block.rows:
            left, right = table.add_row().cells
            left.paragraphs[0].add_run(blank.label).italic = True
            run = right.paragraphs[0].add_run(_LINE if blank.name else _SIGNED_LINE)
            if blank.name:
                make_typed(xml(run), blank)
        self.word.add_paragraph()

    def _line(self, paragraph: WordParagraph, line: Line, *, is_small: bool = False) -> None:
        for span in line:
            self._span(paragraph, span, is_small=is_small)

    def _span(self, paragraph: WordParagraph, span: Span, *, is_small: bool) -> None:
        from docx.shared import Pt, RGBColor

        if span.note:
            self._line(self._notes.call(paragraph), span.note)
            return
        if span.is_once and not span.alone:
            return
        run = paragraph.add_run(span.alone or span.text)
        run.italic, run.bold = span.emphasis == "italic", span.emphasis == "bold"
        if is_small or span.emphasis == "quiet":
            run.font.size = Pt(9)
        if span.emphasis == "quiet":
            run.font.color.rgb = RGBColor(0x50, 0x50, 0x50)
        self._set_language(run, span.language)
        if span.to and not span.to.anchor.startswith("exhibit:"):
            link = element("w:hyperlink", {"w:anchor": self._bookmark(span.to.anchor)})
            xml(run).getparent().replace(xml(run), link)
            link.append(xml(run))

    def _set_language(self, run: Any, language: str) -> None:  # noqa: ANN401 - a run of python-docx
        """Set the language of a run, the font for its script and its direction."""
        if not language:
            return
        tag = language.partition("-")[0]
        properties = xml(run).get_or_add_rPr()
        face = _FACES.get(tag)
        if face:
            run.font.name = face
            properties.rFonts.set(named("w:eastAsia"), face)
            properties.rFonts.set(named("w:cs"), face)
        is_turned = tag in _RIGHT_TO_LEFT
        if is_turned:
            properties.append(element("w:rtl", {}))
        side = "w:bidi" if is_turned else "w:eastAsia" if tag in {"zh", "ja", "ko"} else "w:val"
        properties.append(element("w:lang", {side: language}))

    def _mark(self, paragraph: WordParagraph, anchor: str) -> None:
        if not anchor or anchor in self._marks:
            return
        self._marks.add(anchor)
        start = {"w:id": str(len(self._marks)), "w:name": self._bookmark(anchor)}
        paragraph_xml = xml(paragraph)
        paragraph_xml.insert(0 if paragraph_xml.pPr is None else 1, element("w:bookmarkStart", start))
        paragraph_xml.append(element("w:bookmarkEnd", {"w:id": start["w:id"]}))

    def _bookmark(self, anchor: str) -> str:
        """The name of a bookmark: a number, for a label may say what a copy must not."""
        return self._names.setdefault(anchor, f"_at{len(self._names) + 1}")


def _without_timestamps(data: bytes) -> bytes:
    """The same package without the moment it was zipped at."""
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for entry in read.infolist():
            file.writestr(zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), read.read(entry.filename))
    return out.getvalue()

"""Footnotes of a Word file: their part, their styles and their calls.

Source: ECMA-376-1, 17.11, and 11.3.7 for the part. python-docx 1.2 knows neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casebook.formats.docx_elements import element, xml

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

_PLACE = "/word/footnotes.xml"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SIZE_PT = 9


class Footnotes:
    """The footnotes of one document; the part is made with the first of them."""

    def __init__(self, word: Word) -> None:
        self._word = word
        self._root: Any = None
        self._count = 0
        self._text_style = self._mark_style = ""

    def call(self, paragraph: WordParagraph) -> WordParagraph:
        """Put the mark of a new note at the end of a paragraph; gives the note's own, to be written into."""
        from docx.text.paragraph import Paragraph

        if self._root is None:
            self._begin()
        self._count += 1
        mark = xml(paragraph.add_run())
        self._raise(mark)
        mark.append(element("w:footnoteReference", {"w:id": str(self._count)}))
        note_element = self._note(str(self._count))
        note = Paragraph(note_element, self._word)
        number = xml(note.add_run())
        self._raise(number)
        number.append(element("w:footnoteRef", {}))
        note.add_run(" ")
        return note

    def finish(self) -> None:
        """Put the part into the file, where there is a note."""
        from docx.opc.oxml import serialize_part_xml
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if self._root is None:
            return
        data = serialize_part_xml(self._root)
        part = Part(PackURI(_PLACE), _KIND, data, self._word.part.package)
        self._word.part.relate_to(part, _RELATION)

    def _begin(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        styles = self._word.styles
        text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        text.base_style = styles["Normal"]
        text.font.size, text.paragraph_format.space_after = Pt(_SIZE_PT), Pt(2)
        mark = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        self._text_style, self._mark_style = text.style_id, mark.style_id
        self._root = element("w:footnotes", {})
        for id_, kind in (("-1", "separator"), ("0", "continuationSeparator")):
            line = element("w:r", {})
            line.append(element(f"w:{kind}", {}))
            self._note(id_, kind).append(line)

    def _note(self, id_: str, kind: str = "") -> Any:  # noqa: ANN401 - an element of lxml
        """A note with one empty paragraph, which is given."""
        note = element("w:footnote", {"w:id": id_, **({"w:type": kind} if kind else {})})
        paragraph = element("w:p", {})
        if not kind:
            properties = element("w:pPr", {})
            properties.append(element("w:pStyle", {"w:val": self._text_style}))
            paragraph.append(properties)
        note.append(paragraph)
        self._root.append(note)
        return paragraph

    def _raise(self, run: Any) -> None:  # noqa: ANN401 - an element of lxml
        run.get_or_add_rPr().append(element("w:rStyle", {"w:val": self._mark_style}))

"""Footnotes of a Word file: their part, their styles and their calls.

Source: ECMA-376-1, 17.11, and 11.3.7 for the part. python-docx 1.2 knows neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casebook.formats.docx_elements import Element, element, named, text_run

if TYPE_CHECKING:
    from docx.document import Document as Word

_PLACE = "/word/footnotes.xml"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


class Footnotes:
    """The footnotes of one document; the part is made with the first of them.

    Args:
        word: the document.
        text_style: id of the style of their text.
    """

    def __init__(self, word: Word, text_style: str) -> None:
        self._word = word
        self._root: Element = None
        self._count = 0
        self._text_style, self._mark_style = text_style, ""

    def call(self, paragraph: Element) -> Element:
        """Put the mark of a new note at the end of a paragraph; gives the note's own, to be written into."""
        if self._root is None:
            self._begin()
        if paragraph[-1].find(named("w:footnoteReference")) is not None:
            paragraph.append(self._raised(text_run(",")))  # "37" and "38" would be read as one number
        self._count += 1
        mark = self._raised(element("w:r", {}))
        mark.append(element("w:footnoteReference", {"w:id": str(self._count)}))
        paragraph.append(mark)
        note = self._note(str(self._count))
        number = self._raised(element("w:r", {}))
        number.append(element("w:footnoteRef", {}))
        note.append(number)
        note.append(text_run(" "))
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

        mark = self._word.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        self._mark_style = str(mark.style_id)
        self._root = element("w:footnotes", {})
        for id_, kind in (("-1", "separator"), ("0", "continuationSeparator")):
            line = element("w:r", {})
            line.append(element(f"w:{kind}", {}))
            self._note(id_, kind).append(line)

    def _note(self, id_: str, kind: str = "") -> Element:
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

    def _raised(self, run: Element) -> Element:
        run.get_or_add_rPr().append(element("w:rStyle", {"w:val": self._mark_style}))
        return run

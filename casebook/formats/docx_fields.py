"""Fields of a Word file: what Word and LibreOffice work out themselves and keep up to date.

Source: Office Open XML (ECMA-376-1), 17.16: 17.16.5.45 PAGE, .42 NUMPAGES, .46 PAGEREF, .51 REF, .68 TOC.
"""

from __future__ import annotations

from casebook.formats.docx_elements import Element, element, text_run


def add_field(paragraph: Element, instruction: str, result: str = "") -> None:
    """Put a field at the end of a paragraph or link, with the result that stands until it is updated."""
    begin_field(paragraph, instruction)
    if result:
        paragraph.append(text_run(result))
    end_field(paragraph)


def begin_field(paragraph: Element, instruction: str) -> None:
    """Begin a field whose result follows, in this paragraph or in more of them."""
    paragraph.append(_mark("begin"))
    code = element("w:r", {})
    words = element("w:instrText", {"xml:space": "preserve"})
    words.text = f" {instruction} "
    code.append(words)
    paragraph.append(code)
    paragraph.append(_mark("separate"))


def end_field(paragraph: Element) -> None:
    """End the field begun last."""
    paragraph.append(_mark("end"))


def _mark(kind: str) -> Element:
    run = element("w:r", {})
    run.append(element("w:fldChar", {"w:fldCharType": kind}))
    return run

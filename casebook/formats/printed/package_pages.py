"""The pages of an office document that is a ZIP archive, and what it holds that no page shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from zipfile import ZipFile

from casebook.formats.fault import PasswordProtected
from casebook.formats.media_type import DOCX, ODS, ODT, PPTX, SUCCESSORS, XLSX
from casebook.formats.package import ODF_MIMETYPES, is_locked, main_part, parse, read_member
from casebook.formats.printed.marked_words import MarkedRuns
from casebook.formats.printed.master_pages import is_hidden_slide, master_page_words, slide_master_words
from casebook.formats.printed.open_document_words import OpenRuns
from casebook.formats.printed.package_words import RAISES, STRIKES, StylesWith
from casebook.formats.printed.paragraph_numbers import ParagraphNumbers
from casebook.formats.printed.unprinted import UnprintedCollector
from casebook.formats.printed.workbook_parts import related, sheet_parts
from casebook.formats.read import UNKNOWN_NUMBERS
from casebook.host.protocol.extract_protocol import UnprintedKind

Pages = tuple[tuple[str, str], ...]
"""Title and words of each page that is printed; "" for one without a title."""
_WORDS = {
    DOCX: (
        *("word/document", "word/footnotes", "word/endnotes", "word/comments", "word/header", "word/footer"),
        *("word/charts/chart", "word/diagrams/data"),
    ),
    PPTX: (
        *("ppt/slides/slide", "ppt/notesSlides/notesSlide", "ppt/comments/"),
        *("ppt/charts/chart", "ppt/diagrams/data"),
    ),
    XLSX: (
        *("xl/drawings/drawing", "xl/comments", "xl/threadedComments/"),
        *("xl/charts/chart", "xl/diagrams/data"),
    ),
}
"""Prefixes of the archive members that contain the text of each format."""
_UNPRINTED_PARTS: tuple[tuple[str, UnprintedKind], ...] = (
    ("notesSlides/", "notes"),
    ("omments", "comment"),
)
"""What the names of parts say of them: ``word/comments.xml``, ``xl/threadedComments/``."""
_SLIDES = "ppt/slides/"
_SHARED_PARTS = (_SLIDES, "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesMasters/")
"""What a hidden slide refers to, and others show."""
_MARKS = (*STRIKES, *RAISES)
_WORD_STYLES, _WORD_NUMBERING = "word/styles.xml", "word/numbering.xml"


def package_words(
    package: ZipFile,
    kind: str,
    unprinted: UnprintedCollector,
    chunk_words: Callable[[str, str], str] = lambda _, __: "",
) -> Pages:
    """Title and words of each page that is printed.

    Of a workbook what is outside its cells, of an open spreadsheet each sheet and what is outside, of slides
    a page and another of what they show of their masters, of everything else one page.

    Args:
        package: after its sizes were checked.
        kind: as `kind_of` found it.
        unprinted: takes what is not printed.
        chunk_words: the words of a file that a part takes in whole, by the part and the id of the reference.

    Raises:
        Damaged: its XML is broken, or declares entities.
        Locked: it is encrypted.
        OversizedFile: its elements stand too deep in one another.
    """
    if kind in ODF_MIMETYPES.values():
        return _open_pages(package, kind, unprinted)
    hiding, marking, numbers = StylesWith("vanish"), tuple(map(StylesWith, _MARKS)), ParagraphNumbers()
    for name, handlers in ((_WORD_STYLES, (hiding, *marking, numbers)), (_WORD_NUMBERING, (numbers,))):
        for handler in handlers if name in package.namelist() else ():
            parse(read_member(package, name), handler)
    hidden, marked = hiding.names, _marked_styles(marking)
    unseen = _unseen_parts(package, kind) if kind in {XLSX, PPTX} else frozenset[str]()
    texts, main = [], main_part(package)[0]
    wanted = [
        name
        for name in package.namelist()
        if (name.startswith(_WORDS[kind]) and name.endswith(".xml")) or (name == main and kind != XLSX)
    ]
    for name in sorted(wanted, key=by_number):
        why: UnprintedKind | None = ("sheet" if kind == XLSX else "slide") if name in unseen else None
        why = why or next((why for mark, why in _UNPRINTED_PARTS if mark in name), None)
        runs = MarkedRuns(unprinted, why, hidden, marked, numbers)
        runs.chunk_words = partial(chunk_words, name)
        unprinted.end_passage()
        parse(read_member(package, name), runs)
        texts.append(runs.text)
    _note_numbers(numbers, unprinted)
    masters = slide_master_words(package) if kind == PPTX else ""
    return (("", "\n\n".join(filter(None, texts))), *_untitled(masters))


def _untitled(words: str) -> Pages:
    """A page of these words, or none."""
    return (("", words),) if words else ()


def _open_pages(package: ZipFile, kind: str, unprinted: UnprintedCollector) -> Pages:
    if is_locked(package):
        raise PasswordProtected
    content, styles = (
        read_member(package, name) if name in package.namelist() else b""
        for name in ("content.xml", "styles.xml")
    )
    return open_pages(content, kind, unprinted, styles)


def open_pages(xml: bytes, kind: str, unprinted: UnprintedCollector, styles_xml: bytes = b"") -> Pages:
    """Title and words of the pages of an open document, as `package_words` gives them.

    Args:
        xml: its content.
        kind: its media type.
        unprinted: takes what is not printed.
        styles_xml: its file of styles; empty where the document is one file.

    Raises:
        Damaged, OversizedFile: as `package_words`.
    """
    kind = SUCCESSORS.get(kind, kind)
    has_sheets = kind.startswith(ODS)
    styles = OpenRuns(UnprintedCollector())
    if styles_xml:
        parse(styles_xml, styles)
    runs = OpenRuns(unprinted, styles.hidden_styles, styles.marked_styles, has_sheets=has_sheets)
    parse(xml, runs)
    masters = master_page_words(styles_xml or xml, xml)
    if kind.startswith(ODT):
        return (("", "\n\n".join(filter(None, (runs.text, masters)))),)
    pages = runs.pages if has_sheets else [("", runs.text)]
    return (*pages, *_untitled(runs.text if has_sheets else ""), *_untitled(masters))


def flat_word_pages(xml: bytes, unprinted: UnprintedCollector) -> Pages:
    """The page of a document of Word that is one XML file, of Word 2003 or later.

    Raises:
        Damaged, OversizedFile: as `package_words`.
    """
    hiding, marking, numbers = StylesWith("vanish"), tuple(map(StylesWith, _MARKS)), ParagraphNumbers()
    for handler in (hiding, *marking, numbers):
        parse(xml, handler)
    marked = _marked_styles(marking)
    runs = MarkedRuns(unprinted, hidden_styles=hiding.names, marked_styles=marked, numbers=numbers)
    parse(xml, runs)
    _note_numbers(numbers, unprinted)
    return (("", runs.text),)


def _marked_styles(marking: Sequence[StylesWith]) -> dict[str, frozenset[str]]:
    return {name: styles.names for name, styles in zip(_MARKS, marking, strict=True)}


def _note_numbers(numbers: ParagraphNumbers, unprinted: UnprintedCollector) -> None:
    """Keep that numbers of paragraphs are missing."""
    if numbers.has_unknown:
        unprinted.losses.add(UNKNOWN_NUMBERS)


def _unseen_parts(package: ZipFile, kind: str) -> frozenset[str]:
    """The drawings, charts and comments of the hidden sheets of a workbook or the hidden slides of a deck."""
    if kind == XLSX:
        waiting = [part.path for part in sheet_parts(package) if part.is_hidden]
    else:
        slides = (name for name in package.namelist() if name.startswith(_SLIDES) and name.endswith(".xml"))
        waiting = [name for name in slides if is_hidden_slide(package, name)]
    unseen: set[str] = set()
    while waiting:
        found = set(related(package, waiting.pop()).values()) - unseen
        further = {name for name in found if not name.startswith(_SHARED_PARTS)}
        unseen |= further
        waiting += further
    return frozenset(unseen)


def by_number(name: str) -> tuple[str, int]:
    """What names of parts are sorted by: without their number, then by it.

    >>> sorted(["slide10.xml", "slide2.xml"], key=by_number)
    ['slide2.xml', 'slide10.xml']
    """
    digits = "".join(sign for sign in name if sign.isdigit())
    return name.rstrip("0123456789.xml"), int(digits[:9] or 0)

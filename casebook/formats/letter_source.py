"""The text of a supplied letter as a template in Word, such as an office would make itself.

The markup is one paragraph a line. ``# `` and ``## `` open a heading, ``1. `` a numbered paragraph,
``(a) `` a lettered one, ``- `` a point, ``> `` a quotation, ``| `` a line close to the next, ``~ `` a source,
``= `` the title; ``__ label`` is a line to sign or fill in by hand; ``---`` begins a page. A tag alone on its
line stands for the paragraph it is in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from casebook.domain.dossier.letter import LetterForm
from casebook.domain.dossier.letters.word_style import LETTERED, NUMBERED, SOURCE, WordStyle, with_own
from casebook.formats.docx_elements import element, text_run, xml
from casebook.formats.docx_fields import add_field
from casebook.formats.docx_numbering import ListNumbers
from casebook.formats.docx_package import without_timestamps
from casebook.formats.docx_styles import set_styles

if TYPE_CHECKING:
    from docx.document import Document as Word

_TAG = re.compile(r"\{%\s*(.*?)\s*%\}")
_LETTERED = re.compile(r"\([a-z]\) ")
_SIGNED = "_" * 40
_SIGN, _PAGE = "__ ", "---"
"""What leads a line to sign, and what begins a page."""
_MARGIN_MM = 25
_A4_MM = (210, 297)
_STYLES = (
    ("# ", "Heading 2"),
    ("## ", "Heading 3"),
    ("1. ", NUMBERED),
    ("- ", "List Bullet"),
    ("> ", "Quote"),
    ("= ", "Heading 1"),
    ("| ", "No Spacing"),
    ("~ ", SOURCE),
)
_TO = (
    "| {{ addressee.name }}",
    "{% if addressee.body %}",
    "| {{ addressee.body }}",
    "{% endif %}",
    "| ",
)
_FROM = (
    "| {{ counsel.body }}",
    "| {{ counsel.name }}",
    "{{ counsel.reach }}",
)
_CASE = (
    "| {{ proceeding.court }}",
    "| {{ proceeding.number }}",
    "In the matter of {{ client.name }}{% if client.other_names %} ({{ client.other_names }}){% endif %}",
)
_PROVISION = ("{% if letter.provision %}", "~ {{ letter.provision }}", "{% endif %}")
_REFERENCES = "Our reference: {{ case.reference }}"
_YOURS = ("Yours faithfully,", f"{_SIGNED}", "{{ counsel.name }}", "{{ counsel.body }}")
_DATED = ("{{ letter.date }}", f"{_SIGNED}", "{{ counsel.name }}", "{{ counsel.body }}")
_HEADS: dict[LetterForm, tuple[str, ...]] = {
    "letter": (*_FROM, "{{ letter.date }}", *_TO, _REFERENCES, "= {{ letter.title }}", *_PROVISION),
    "enquiry": (*_FROM, "{{ letter.date }}", *_TO, "= {{ letter.title }}", *_PROVISION),
    "request": (*_TO, "{{ letter.date }}", "= {{ letter.title }}", *_PROVISION, *_FROM, _REFERENCES),
    "statement": (*_CASE, "= {{ letter.title }}", *_PROVISION),
    "form": ("= {{ letter.title }}", *_PROVISION, _REFERENCES),
}
_FEET: dict[LetterForm, tuple[str, ...]] = {
    "letter": _YOURS,
    "enquiry": _YOURS,
    "request": _DATED,
    "statement": (),
    "form": (),
}


def letter_template(
    body: str, form: LetterForm, language: str = "en", styles: Iterable[WordStyle] = ()
) -> bytes:
    """The template of a supplied letter, with its head and foot.

    Args:
        body: its text in the markup above.
        form: which head and foot it has.
        language: BCP 47 tag of the text.
        styles: what an office sets in place of our own.
    """
    from docx import Document

    word = Document()
    ids = set_styles(word, with_own(styles), language)
    ListNumbers(word, ids, has_headings=False)
    _set_up(word)
    end = xml(word)[0][-1]
    lines = (*_HEADS[form], *_lines(body), *_FEET[form])
    kept = _kept_with_next(lines, len(_FEET[form])) | _above_signatures(lines)
    for place, line in enumerate(lines):
        for style, text in _paragraphs(line):
            paragraph = element("w:p", {})
            if style != "Normal" or place in kept:
                properties = element("w:pPr", {})
                if style != "Normal":
                    properties.append(element("w:pStyle", {"w:val": ids.get(style, style.replace(" ", ""))}))
                if place in kept:
                    properties.append(element("w:keepNext", {}))
                    properties.append(element("w:keepLines", {}))
                paragraph.append(properties)
            paragraph.append(text_run(text) if text or style != "Normal" else _page_break())
            end.addprevious(paragraph)
    out = io.BytesIO()
    word.save(out)
    return without_timestamps(out.getvalue())


def _kept_with_next(lines: Sequence[str], foot: int) -> frozenset[int]:
    """Return the places of the foot, but its end, and of the text before it: nobody signs a page of its own.

    Args:
        lines: of the whole letter.
        foot: how many of them are its foot, or 0.
    """
    if not foot:
        return frozenset()
    begins = len(lines) - foot
    last = max(place for place in range(begins) if not _TAG.fullmatch(lines[place]))
    return frozenset({last, *range(begins, len(lines) - 1)})


def _above_signatures(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of what is signed and of each line to sign but the last: they stay on one page."""
    signed = [place for place, line in enumerate(lines) if line.startswith(_SIGN)]
    return frozenset(
        before
        for place in signed
        if (before := next((at for at in range(place - 1, -1, -1) if not _TAG.fullmatch(lines[at])), -1)) >= 0
        and lines[before] != _PAGE
    )


def _lines(body: str) -> list[str]:
    return [line.strip() for line in body.splitlines() if line.strip()]


def _paragraphs(line: str) -> Iterator[tuple[str, str]]:
    """Yield style and text of each paragraph of a line; "" is the beginning of a page."""
    if line == _PAGE:
        yield "Normal", ""
        return
    tag = _TAG.fullmatch(line)
    if tag:
        yield "Normal", f"{{%p {tag.group(1)} %}}"
        return
    if line.startswith(_SIGN):
        yield "Normal", f"{line.removeprefix(_SIGN)}: {_SIGNED}"
        return
    lettered = _LETTERED.match(line)
    if lettered:
        yield LETTERED, line[lettered.end() :]
        return
    for sign, style in _STYLES:
        if line.startswith(sign):
            yield style, line.removeprefix(sign)
            return
    yield "Normal", line


def _page_break() -> object:
    run = element("w:r", {})
    run.append(element("w:br", {"w:type": "page"}))
    return run


def _set_up(word: Word) -> None:
    from docx.shared import Mm

    section = word.sections[0]
    section.page_width, section.page_height = map(Mm, _A4_MM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN_MM)
    foot = xml(section.footer.paragraphs[0])
    add_field(foot, "PAGE", "1")
    foot.append(text_run(" / "))
    add_field(foot, "NUMPAGES", "1")

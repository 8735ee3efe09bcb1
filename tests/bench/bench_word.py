"""What writing a dossier for Word costs beside python-docx writing the same paragraphs.

The floor adds each paragraph with its style and no more. Ours sets the styles, numbers headings and
paragraphs, writes bookmarks, references, footnotes and a table of contents as fields.
"""

from __future__ import annotations

import io

from tests.bench.bench_dossier import some_texts
from tests.bench.ratio import Ratio, worked

EVERY = 20
"""Paragraphs under a heading."""


def measure() -> list[Ratio]:
    """Work time of making the file."""
    texts = some_texts()
    return [worked("dossier for Word", 2.0, 5, lambda: _ours(texts), lambda: _floor(texts))]


def _ours(texts: list[str]) -> None:
    from casebook.domain.dossier.composition import (
        Composition,
        Cover,
        DossierPart,
        Heading,
        ReferenceTarget,
        Span,
        TextParagraph,
    )
    from casebook.formats.docx import write_docx

    see = Span(" See paragraph {number}.", to=ReferenceTarget(anchor="p0"))
    blocks: list[Heading | TextParagraph] = []
    for at, text in enumerate(texts):
        if at % EVERY == 0:
            blocks.append(Heading(text="Heading"))
        line = (
            (Span(text), see, Span("", note=(Span("A source, p. 4"),))) if at % EVERY == 1 else (Span(text),)
        )
        blocks.append(TextParagraph(line=line, is_numbered=True, anchor=f"p{at}"))
    half = len(blocks) // 2
    parts = (
        DossierPart(title="First part", anchor="part:1", blocks=tuple(blocks[:half])),
        DossierPart(title="Second part", anchor="part:2", blocks=tuple(blocks[half:])),
    )
    write_docx(Composition(title="Dossier", language="en", cover=Cover(title="Dossier"), parts=parts))


def _floor(texts: list[str]) -> None:
    from docx import Document

    word = Document()
    for at, text in enumerate(texts):
        if at % EVERY == 0:
            word.add_heading("Heading", level=2)
        word.add_paragraph(text, style="List Number")
    word.save(io.BytesIO())

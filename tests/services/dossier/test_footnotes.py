from __future__ import annotations

import pytest

from casebook.domain.dossier.composition import (
    DossierPart,
    Line,
    ReferenceTarget,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.services.dossier.footnotes import as_footnotes

FIVE = Span("exhibit 5, p. {page}", to=ReferenceTarget(anchor="exhibit:d5", page=1))
SIX = Span("exhibit 6, p. {page}", to=ReferenceTarget(anchor="exhibit:d6", page=1))
RISK = Span("paragraph {number}", to=ReferenceTarget(anchor="label:risk"))
AND = Span("; ")


def moved(line: Line, language: str = "en", reference: Line = ()) -> TextParagraph:
    part = DossierPart(title="", anchor="part:1", blocks=(TextParagraph(line=line, reference=reference),))
    (block,) = as_footnotes((part,), language)[0].blocks
    assert isinstance(block, TextParagraph)
    return block


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", (Span("Held."), Span("", note=(FIVE, AND, SIX)), Span(" Then freed"))),
        ("fr", (Span("Held"), Span("", note=(FIVE, AND, SIX)), Span(". Then freed"))),
    ],
)
def test_references_in_brackets_of_their_own_become_notes(language: str, line: Line) -> None:
    assert moved((Span("Held ("), FIVE, AND, SIX, Span("). Then freed")), language).line == line


@pytest.mark.parametrize(
    "line",
    [
        (Span("See "), FIVE, Span(".")),
        (Span("It is ("), RISK, Span(") so")),
        (Span("It is (see "), FIVE, Span(") so")),
        (Span("It is ("), FIVE, Span(" and more) so")),
        (Span("It is ("), FIVE),
        (Span("(a plain bracket) stays"),),
    ],
)
def test_what_a_sentence_needs_stays_in_it(line: Line) -> None:
    assert moved(line).line == line


def test_a_source_beneath_a_paragraph_becomes_its_note() -> None:
    paragraph = moved((Span("Found."),), reference=(Span("S4 · para 3"),))
    assert paragraph.line == (Span("Found."), Span("", note=(Span("S4 · para 3"),)))
    assert paragraph.reference == ()


def test_tables_keep_theirs() -> None:
    table = TextTable(head=("x",), rows=(((Span("Held ("), FIVE, Span(")")),),), widths=(1.0,))
    part = DossierPart(title="", anchor="part:1", blocks=(table,))
    assert as_footnotes((part,), "en") == (part,)

"""A composition is covered in every kind of block, and tells all that it says."""

from __future__ import annotations

from casebook.domain.dossier.composition import (
    BarChart,
    Block,
    ChartBar,
    ChartLane,
    ChartSpan,
    Composition,
    DossierPart,
    Heading,
    Line,
    Pairs,
    ReferenceTarget,
    Span,
    TextParagraph,
    TextTable,
    TimeChart,
)
from casebook.domain.dossier.pseudonym import Hidden, Veil
from casebook.services.dossier.pseudonymiser import cover, texts_of

NAME = "Wen Ruolan"
LINE = (Span(NAME),)
BLOCKS: tuple[Block, ...] = (
    Heading(text=NAME),
    TextParagraph(line=LINE, reference=LINE),
    TextTable(head=(NAME,), rows=((LINE,),), widths=(1.0,)),
    Pairs(rows=((NAME, LINE),)),
    BarChart(rows=(ChartBar(label=NAME, said=NAME, least=0, most=1),)),
    TimeChart(
        lanes=(
            ChartLane(title=NAME, stretches=(ChartSpan(title=NAME, said="2 May 2026", begins=0, ends=1),)),
        ),
        ticks=(("2026", 0.5),),
    ),
)


def test_no_kind_of_block_still_names_whom_a_copy_hides() -> None:
    whole = Composition(title="T", language="en", parts=(DossierPart(title=NAME, anchor="p", blocks=BLOCKS),))
    assert sum(NAME in text for text in texts_of(whole)) == 12
    covered = cover(whole, Veil([Hidden(form=NAME, label="Person A")]))
    assert not any(NAME in text for text in texts_of(covered))
    assert sum("Person A" in text for text in texts_of(covered)) == 12


VEIL = Veil([Hidden(form="Wen Shuyun", label="Person A")])


def whole(line: Line) -> Composition:
    part = DossierPart(title="", anchor="part:1", blocks=(TextParagraph(line=line),))
    return Composition(title="", language="en", parts=(part,))


def covered(line: Line) -> Line:
    (block,) = cover(whole(line), VEIL).parts[0].blocks
    assert isinstance(block, TextParagraph)
    return block.line


def test_a_partly_emphasised_name_is_covered_and_would_be_found() -> None:
    line = (
        Span("So Wen "),
        Span("Shuyun", "bold"),
        Span(" said, "),
        Span("x", to=ReferenceTarget(anchor="a")),
    )
    assert [span.text for span in covered(line)] == ["So Person A said, ", "x"]
    assert any(map(VEIL.hides, texts_of(whole(line))))


def test_a_name_a_note_is_called_in_is_covered_and_so_is_the_note() -> None:
    line = covered((Span("So Wen"), Span("", note=(Span("Wen Shuyun wrote it."),)), Span(" Shuyun said.")))
    assert line == (Span("So Person A said."), Span("", note=(Span("Person A wrote it."),)))


def test_emphasis_stays_where_it_hides_nothing() -> None:
    line = (Span("So "), Span("he", "italic"), Span(" said."))
    assert covered(line) == line

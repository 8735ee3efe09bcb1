from __future__ import annotations

from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Heading,
    Pairs,
    ReferenceTarget,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.dossier.text_numbering import numbered


def refers(anchor: str) -> tuple[Span, ...]:
    return (Span("see "), Span("no. {number}", to=ReferenceTarget(anchor=anchor)))


def whole(*parts: tuple[Block, ...]) -> Composition:
    whole_parts = tuple(
        DossierPart(title="", anchor=f"part:{at}", blocks=blocks) for at, blocks in enumerate(parts)
    )
    return Composition(title="", language="en", parts=whole_parts)


def said(composition: Composition) -> list[str]:
    spans = [
        span
        for part in composition.parts
        for block in part.blocks
        if isinstance(block, TextParagraph)
        for span in block.line
    ]
    return [span.text.replace("\u00a0", " ") for span in spans if span.to]


def test_references_take_the_number_of_what_they_point_at_and_follow_it() -> None:
    anchors = ("part:1", "h", "s", "p", "a")
    pointing = tuple(TextParagraph(line=refers(anchor), is_numbered=True) for anchor in anchors)
    pointed = (
        Heading(text="", anchor="h"),
        Heading(text="", level=3, anchor="s"),
        TextParagraph(line=(), is_numbered=True, anchor="p"),
        TextParagraph(line=(), style="sub"),
        TextParagraph(line=(), style="sub", anchor="a"),
    )
    assert said(numbered(whole(pointing, pointed))) == [
        "no. B",
        "no. B.1",
        "no. B.1.1",
        "no. 6",
        "no. 6(b)",
    ]
    later = (TextParagraph(line=(), is_numbered=True), *pointed)
    assert said(numbered(whole(pointing, later)))[-2:] == ["no. 7", "no. 7(b)"]


def test_cells_and_pairs_are_filled_and_what_names_nothing_stays_itself() -> None:
    table = TextTable(head=("",), rows=((refers("part:0"),),), widths=(1.0,))
    pairs = Pairs(rows=(("x", refers("part:0")),))
    plain = TextParagraph(line=(Span("{number}"),), is_numbered=True)
    made = numbered(whole((table, pairs, plain)))
    filled_table, filled_pairs, kept = made.parts[0].blocks
    assert isinstance(filled_table, TextTable)
    assert isinstance(filled_pairs, Pairs)
    assert filled_table.rows[0][0][1].text == filled_pairs.rows[0][1][1].text == "no.\u00a0A"
    assert kept is plain


def test_notes_are_numbered_as_they_are_called_and_lead_to_themselves() -> None:
    note = Span("", note=refers("part:0"))
    first = TextParagraph(line=(Span("x"), note, note), reference=(note,))
    made = numbered(whole((first,), (TextParagraph(line=(note,)),)))
    blocks = [block for part in made.parts for block in part.blocks if isinstance(block, TextParagraph)]
    assert "".join(span.text for span in blocks[0].line) == "x¹,²"
    called = [span for block in blocks for span in (*block.line, *block.reference) if span.note]
    assert [(span.text, span.to) for span in called] == [
        ("¹", ReferenceTarget(anchor="note:1")),
        ("²", ReferenceTarget(anchor="note:2")),
        ("³", ReferenceTarget(anchor="note:3")),
        ("⁴", ReferenceTarget(anchor="note:4")),
    ]
    assert called[0].note[1].text == "no.\u00a0A"

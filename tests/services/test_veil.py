"""A composition is covered in every kind of block, and tells all that it says."""

from __future__ import annotations

from casebook.domain.composition import (
    Bar,
    Bars,
    Block,
    Composition,
    Course,
    CourseLane,
    Heading,
    Pairs,
    Paragraph,
    Part,
    Span,
    Stretch,
    Table,
)
from casebook.domain.pseudonym import Hidden, Veil
from casebook.services.veil import cover, texts_of

NAME = "Wen Ruolan"
LINE = (Span(NAME),)
BLOCKS: tuple[Block, ...] = (
    Heading(text=NAME),
    Paragraph(line=LINE, reference=LINE),
    Table(head=(NAME,), rows=((LINE,),), widths=(1.0,)),
    Pairs(rows=((NAME, LINE),)),
    Bars(rows=(Bar(label=NAME, said=NAME, least=0, most=1),)),
    Course(
        lanes=(
            CourseLane(title=NAME, stretches=(Stretch(title=NAME, said="2 May 2026", begins=0, ends=1),)),
        ),
        ticks=(("2026", 0.5),),
    ),
)


def test_no_kind_of_block_still_names_whom_a_copy_hides() -> None:
    whole = Composition(title="T", language="en", parts=(Part(title=NAME, anchor="p", blocks=BLOCKS),))
    assert sum(NAME in text for text in texts_of(whole)) == 12
    covered = cover(whole, Veil([Hidden(form=NAME, label="Person A")]))
    assert not any(NAME in text for text in texts_of(covered))
    assert sum("Person A" in text for text in texts_of(covered)) == 12

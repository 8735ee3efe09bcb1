"""Formatted text: passages of several kinds, runs with emphasis, references and notes."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity

PassageKind = Literal["numbered", "plain", "sub", "bullet", "quotation", "heading", "subheading"]
LabelKind = Literal["part", "heading", "paragraph", "unnumbered"]
RunEmphasis = Literal["plain", "italic", "bold"]


@entity
class ProseSpan:
    """A run of text in one format.

    Attributes:
        text: what is printed; "" for a reference and for a note.
        emphasis: how it is set.
        refers: what it refers to, as written between ``[[`` and ``]]``: ``5 p.3`` or ``#label``; or "".
        note: what its footnote says, where it calls one.
    """

    text: str = ""
    emphasis: RunEmphasis = "plain"
    refers: str = ""
    note: tuple[ProseSpan, ...] = ()


@entity
class ProseBlock:
    """A paragraph, a heading, a list item or a quotation.

    Attributes:
        kind: how it is set: a paragraph is "numbered" unless it says otherwise; "sub" is lettered (a), (b).
        runs: what it says.
        label: what references call it, or "".
    """

    kind: PassageKind
    runs: tuple[ProseSpan, ...]
    label: str = ""

    @property
    def text(self) -> str:
        """Return its text without references and notes."""
        return "".join(run.text for run in self.runs)


@entity
class CrossReferenceLabel:
    """The target of a reference ``[[#name]]``.

    Attributes:
        name: as it is written after the ``#``.
        kind: what bears it; what is "unnumbered" cannot be referred to.
        anchor: what the reference leads to.
        text: what the place says, for whoever chooses among them.
        section_id: of the part it stands in, or "" where it is drawn from the case.
    """

    name: str
    kind: LabelKind
    anchor: str
    text: str = ""
    section_id: str = ""

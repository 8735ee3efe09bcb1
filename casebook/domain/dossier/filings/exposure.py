"""What a page of an exhibit shows that the requesting State should not learn from a copy."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity

ExposureKind = Literal[
    "person-in-china",
    "whereabouts",
    "asylum-claim",
    "source-in-china",
    "other-client",
    "consenting",
    "unsearched",
]
NOTED: frozenset[ExposureKind] = frozenset(["consenting", "unsearched"])
"""What stops no copy, but is shown to whoever asks whom it shows (`readers/exhibit_names.py`)."""


@entity
class Exposure:
    """What one page shows; no message repeats its words.

    Attributes:
        document_id: the exhibit.
        page: of the exhibit, from 1; of the other paper, where it is carried over; 0 for what no page says.
        kind: what is shown; "source-in-china": the file came from someone there, whom its existence may show;
            "consenting": somebody there, or of another case, whose consent covers the reader; "unsearched": a
            page, or with page 0 a file, has no text in which anybody could be looked for.
        is_carried: found not on its own pages, but on those of its original or translation.
        sentence: that tells of a claim, for the person of the office who decides; "" for other kinds.
        is_covered: redaction areas cover the words of its sentence in a service copy.
        people: IDs of those whom it shows, in order, as far as its words say so.
    """

    document_id: str
    page: int
    kind: ExposureKind
    is_carried: bool = False
    sentence: str = ""
    is_covered: bool = False
    people: tuple[str, ...] = ()

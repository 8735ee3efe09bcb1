"""The item of a dossier that a problem concerns and that the window opens."""

from __future__ import annotations

from typing import Literal, Self, cast

from casebook.domain.base.entity import entity

TargetKind = Literal[
    "cover",
    "omissions",
    "exhibits",
    "section",
    "document",
    "fact",
    "event",
    "person",
    "page",
    "library",
    "finding",
    "source",
    "ground",
    "assurance",
    "charge",
    "adverse",
    "profiles",
]


@entity
class DossierTarget:
    """A place in a dossier, or outside it.

    Attributes:
        kind: "cover", "omissions" and "exhibits" are forms of the dossier; "section" is one of its parts,
            "document" an exhibit, "page" a page of the file built from it; the others lie beyond it,
            "adverse" among the adverse material of the case.
        id: of the record, or the number of the page from 1; "" where the kind says all.
    """

    kind: TargetKind
    id: str = ""

    @property
    def key(self) -> str:
        """Return ``section:<id>`` or "cover": its key in lists and drafts."""
        return f"{self.kind}:{self.id}" if self.id else self.kind

    @classmethod
    def of(cls, key: str) -> Self:
        """Return the target with this key."""
        kind, _, record_id = key.partition(":")
        return cls(kind=cast("TargetKind", kind), id=record_id)

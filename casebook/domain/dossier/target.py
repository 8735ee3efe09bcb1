"""What a problem of a dossier is about, and what a person is taken to."""

from __future__ import annotations

from typing import Literal, Self, cast

from casebook.domain.base.entity import entity

TargetKind = Literal[
    "cover", "omissions", "exhibits", "section", "document", "person", "page", "library", "profiles"
]


@entity
class DossierTarget:
    """A place of a dossier, or beyond it.

    Attributes:
        kind: "cover", "omissions" and "exhibits" are forms of the dossier; "section" is one of its parts,
            "document" an exhibit, "page" a page of the file built from it; the others lie beyond it.
        id: of the record, or the number of the page from 1; "" where the kind says all.
    """

    kind: TargetKind
    id: str = ""

    @property
    def key(self) -> str:
        """``section:<id>``, or "cover": what it is called by in lists and drafts."""
        return f"{self.kind}:{self.id}" if self.id else self.kind

    @classmethod
    def of(cls, key: str) -> Self:
        """The target with this key."""
        kind, _, record_id = key.partition(":")
        return cls(kind=cast("TargetKind", kind), id=record_id)

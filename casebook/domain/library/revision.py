"""Revisions: marks that an update of the packs changed or withdrew something a dossier cites."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from casebook.domain.base.entity import entity

RevisionKind = Literal["changed", "withdrawn"]


@entity
class Revision:
    """A mark on a dossier.

    Attributes:
        dossier_id: the dossier that cites it.
        noun, record_id: the record.
        kind: what the update did to it.
        fields: which fields changed.
        from_version, to_version: of the pack.
        noted_at: when the update was accepted, in UTC.
        is_settled: a person has looked at it.
    """

    id: str
    dossier_id: str
    noun: str
    record_id: str
    kind: RevisionKind
    from_version: str
    to_version: str
    noted_at: datetime
    fields: tuple[str, ...] = ()
    is_settled: bool = False

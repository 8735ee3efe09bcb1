"""A collection: findings selected by a user for a purpose, in their order."""

from __future__ import annotations

from casebook.domain.base.entity import entity


@entity
class Collection:
    """A collection.

    Attributes:
        title: what it is for.
        finding_ids: in order; a finding stands once.
    """

    id: str
    title: str
    finding_ids: tuple[str, ...] = ()

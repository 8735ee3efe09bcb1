"""Versions of one field that were written unseen by each other, as a person is asked about them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from casebook.base.message import Message
from casebook.domain.base.entity import entity
from casebook.domain.sharing.choice import ShownBecause
from casebook.domain.sharing.version import list_of

RivalKind = Literal["field", "prose", "block", "part", "bin", "changed-in-bin", "unknown"]
"""What has two versions.

A field, a text that may be joined, fields that stand together, a part of a list, whether a record is in the
bin, a record that was changed by one after another had binned it, or a field of a newer program.
"""
_COUNTING = ("deadline", "=counting")


@entity
class RivalVersion:
    """One version.

    Attributes:
        stamp: of its value; of a change to a record in the bin the latest.
        value: as versions have it.
        content: what a person sees of it: its value, the part of a list, the values of a block by field.
        written_at: by the clock of its author; None for one older than all stamps.
        who: wrote it.
        is_shown: it stands in the record now.
        is_readable: this program knows such values; a newer one wrote the others.
    """

    stamp: bytes
    value: Any
    content: Any
    written_at: datetime | None
    who: Message
    is_shown: bool = False
    is_readable: bool = True


@entity
class RivalCount:
    """How many fields have several versions, and how many of them are deadlines counted twice."""

    fields: int = 0
    counted_twice: int = 0


@entity
class Rival:
    """A field, block or part of a record that has several versions.

    Attributes:
        noun: of the record.
        record_id: its ID.
        title: as search shows the record.
        case_id: of its case, or "".
        key: of the field, block or part.
        kind: what has two versions.
        names: the fields it is about; several of a block.
        versions: the earliest first; of a record changed in the bin the removal first.
        because: why the version is shown that is.
        titles: of records that the versions name, by ID.
    """

    noun: str
    record_id: str
    title: str
    case_id: str
    key: str
    kind: RivalKind
    names: tuple[str, ...]
    versions: tuple[RivalVersion, ...]
    because: ShownBecause = "later"
    titles: Mapping[str, str]

    @property
    def id(self) -> str:
        """Return a short word for exactly these versions: it is another once one came or was settled."""
        stamps = sorted(version.stamp.hex() for version in self.versions)
        content = json.dumps([self.noun, self.record_id, self.key, self.kind, stamps])
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    @property
    def stamps(self) -> frozenset[bytes]:
        """Return the stamps of the versions."""
        return frozenset(version.stamp for version in self.versions)

    @property
    def shown(self) -> RivalVersion | None:
        """Return the version that is shown; None where the program can read none."""
        return next((version for version in self.versions if version.is_shown), None)

    @property
    def list_name(self) -> str:
        """Return the list of which a part has two versions, or ""."""
        return list_of(self.key)

    @property
    def counted_days(self) -> tuple[str, ...]:
        """Return the days of a deadline that was counted twice with another result, in ISO 8601, or none."""
        if (self.noun, self.key) != _COUNTING:
            return ()
        days = tuple(str(version.content.get("due_on") or "") for version in self.versions)
        return days if len({*days}) > 1 else ()

"""Records as the bodies of a parcel, and records from bodies that anybody may have written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.base.message import Message
from casebook.domain.sharing.encoding import decoded, encoded
from casebook.domain.sharing.version import RecordVersion, as_arrived
from casebook.store.registry import known_table, merge_rules
from casebook.store.sharing.arrived_values import names_known_nouns
from casebook.vault.sharing.parcel_body import deflated, inflated

RECORDS_PER_BODY = 500
"""Records that arrive in one transaction."""
BYTES_PER_BODY = 4 * 1024 * 1024
MAX_RECORDS = 200_000
"""Of one parcel, all of which are compared at once."""
_FAULT = Message("The records in the parcel cannot be read.")
_REMEDY = Message("Ask its sender for the file again. Nothing was taken from it.")


def bodies_of(versions: Iterable[RecordVersion]) -> Iterator[bytes]:
    """Yield records as bodies, a few hundred in each."""
    texts: list[str] = []
    size = 0
    for one in versions:
        text = json.dumps(encoded(one), ensure_ascii=False, separators=(",", ":"))
        if texts and (len(texts) >= RECORDS_PER_BODY or size + len(text) > BYTES_PER_BODY):
            yield _body(texts)
            texts, size = [], 0
        texts.append(text)
        size += len(text)
    if texts:
        yield _body(texts)


def records_in(body: bytes) -> list[RecordVersion]:
    """Return the records of a body, whoever wrote it.

    Raises:
        DamagedSource: it is not as `bodies_of` writes it, or holds what is never shared.
    """
    try:
        values = json.loads(inflated(body).decode("utf-8"), parse_constant=_refused)
        if not isinstance(values, list):
            raise _unreadable()
        versions = [decoded(value) for value in values]
    except (ValueError, RecursionError, InvalidInput) as error:
        raise _unreadable() from error
    if not all(map(_is_carried, versions)):
        raise _unreadable()
    return [as_arrived(one, merge_rules(one.noun)) for one in versions]


def records_of(bodies: Iterable[bytes]) -> list[list[RecordVersion]]:
    """Return the records of all bodies of a parcel.

    Raises:
        DamagedSource: one is not as `bodies_of` writes it, or there are too many records.
    """
    by_body: list[list[RecordVersion]] = []
    count = 0
    for body in bodies:
        by_body.append(records_in(body))
        count += len(by_body[-1])
        if count > MAX_RECORDS:
            raise _unreadable()
    return by_body


def _body(texts: Iterable[str]) -> bytes:
    return deflated(f"[{','.join(texts)}]".encode())


def _is_carried(one: RecordVersion) -> bool:
    """Return whether a record may come: one of a noun of a newer version, too, which is kept unread."""
    table = known_table(one.noun)
    return table is None or (bool(table.merge) and names_known_nouns(table, one))


def _unreadable() -> DamagedSource:
    return DamagedSource(_FAULT, remedy=_REMEDY)


def _refused(constant: str) -> float:
    """NaN and infinity are no JSON."""
    raise ValueError(constant)

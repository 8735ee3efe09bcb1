"""Settles versions of one field: a person takes one of them, or writes another in place of all.

What is settled here replaces every version that the person saw, and only these. Undoing it sets the versions
beside each other again; they are then of this casebook and of now, since what was replaced never comes back.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from casebook.base.errors import Conflict, InvalidInput, Refused
from casebook.domain.base.entity import Entity, entity
from casebook.domain.case.event import Event
from casebook.domain.sharing.merge import is_fixed
from casebook.domain.sharing.part_order import keyed
from casebook.domain.sharing.rival import Rival
from casebook.domain.sharing.version import BINNED, part_key
from casebook.services.base.form import refuse_contradiction
from casebook.services.base.record import restore_within
from casebook.services.base.session import Session
from casebook.services.sharing import rivals
from casebook.services.sharing.file_of_version import follow_version
from casebook.services.sharing.rivals import with_values
from casebook.services.sharing.team.exhibits import offer_again
from casebook.store import record_bin
from casebook.store.base.entity_table import EntityTable
from casebook.store.registry import table_named
from casebook.store.sharing.arrived_values import is_readable
from casebook.store.transaction import Transaction


@entity
class Settlement:
    """What a person settled, to be undone and done again.

    Attributes:
        rival: the versions as they were.
        content: what stands since; None for a record that came back from the bin.
    """

    rival: Rival
    content: Any


def take(session: Session, rival: Rival, stamp: bytes) -> Settlement:
    """Take one of several versions; the others stand no longer.

    Args:
        session: the open vault.
        rival: the versions as they were shown.
        stamp: of the one; of a record in the bin that was changed, of the removal or of the change.

    Raises:
        Conflict: the versions changed since they were shown.
        Refused: this program cannot read the version.
        NotFound: the record is gone.
        InvalidInput: the record would contradict itself.
    """
    version = next((one for one in rival.versions if one.stamp == stamp), None)
    if version is None:
        raise Conflict("There is no such version.", remedy="Choose one of those that are listed.")
    if not version.is_readable:
        raise Refused(
            "This version was written by a newer version of Casebook.",
            remedy="Update Casebook, then settle it.",
        )
    return _settle(session, rival, version.content)


def write(session: Session, rival: Rival, content: Any) -> Settlement:  # noqa: ANN401 - any JSON
    """Write another value in place of all versions of a field.

    Args:
        session: the open vault.
        rival: the versions as they were shown.
        content: as JSON has it.

    Raises:
        Conflict: the versions changed since they were shown.
        Refused: what has several versions is no single field.
        NotFound: the record is gone.
        InvalidInput: it is empty, the field does not take it, or the record would contradict itself.
    """
    if isinstance(content, str) and not content.strip():
        raise InvalidInput(
            "The new version is empty.",
            field="value",
            remedy="Write it, or use one of the versions. To empty the field, change it afterwards.",
        )
    if rival.kind not in {"field", "prose"}:
        raise Refused("Only a single field can be written anew.", remedy="Take one version, then change it.")
    if not is_readable(table_named(rival.noun), rival.key, content):
        raise InvalidInput(
            "The field does not take this value.", field="value", remedy="Check what the field takes."
        )
    return _settle(session, rival, content)


def take_back(session: Session, settled: Settlement) -> None:
    """Undo a settlement: the versions stand beside each other again.

    Raises:
        Conflict: what was settled was changed since.
    """
    rival = settled.rival
    with session.store.write(f"{rival.noun}.settle.undo") as transaction:
        table = table_named(rival.noun)
        record = table.find(transaction.connection, rival.record_id)
        at = record_bin.binned_at(transaction.connection, table, rival.record_id)
        if rival.key == BINNED:
            if (at is None) is not (settled.content is None):
                raise _changed_since()
            if at is None:
                transaction.move_to_bin(table.kind, rival.record_id)
            return
        if at is not None or _content(table, record, settled) != settled.content:
            raise _changed_since()
        shown_last = sorted(rival.versions, key=lambda version: (version.is_shown, version.stamp))
        values = [version.value for version in shown_last]
        if is_fixed(rival.key) and rival.shown:  # of which the first is shown
            transaction.settle(_with_content(table, record, rival, rival.shown.content), rival.names)
        transaction.set_beside(rival.noun, rival.record_id, rival.key, values)
        _follow_file(session, transaction, rival)
        _follow(session, transaction, table.find(transaction.connection, rival.record_id))


def settle_again(session: Session, settled: Settlement) -> Settlement:
    """Settle versions again after it was undone, as they were settled.

    Raises:
        Conflict: other versions stand since.
    """
    was = settled.rival
    there = next(
        (
            one
            for one in rivals.of_record(session, was.noun, was.record_id)
            if one.key == was.key and _contents(one) == _contents(was)
        ),
        None,
    )
    if there is None:
        if was.key != BINNED:
            raise _changed_since()
        there = was
    return _settle(session, there, settled.content, is_seen=there is not was)


def _changed_since() -> Conflict:
    return Conflict(
        "It was changed since. Nothing was undone.", remedy="Look at the record and change it there."
    )


def _contents(rival: Rival) -> Collection[str]:
    return {json.dumps(version.content, sort_keys=True) for version in rival.versions}


def _settle(session: Session, rival: Rival, content: Any, *, is_seen: bool = True) -> Settlement:  # noqa: ANN401 - any JSON
    with session.store.write(f"{rival.noun}.settle") as transaction:
        if is_seen:
            _require_seen(session, rival)
        table = table_named(rival.noun)
        if rival.key == BINNED:
            _settle_bin(session, transaction, table, rival, content)
            return Settlement(rival=rival, content=content)
        record: Any = table.find(transaction.connection, rival.record_id)
        record_bin.refuse_binned_case(transaction.connection, record)
        changed = _with_content(table, record, rival, content)
        refuse_contradiction(session, changed)
        names = [rival.key] if rival.kind == "part" else rival.names
        transaction.settle(changed, names)
        _follow(session, transaction, changed)
        _follow_file(session, transaction, rival)
    return Settlement(rival=rival, content=content)


def _require_seen(session: Session, rival: Rival) -> None:
    """Require that exactly the versions stand that the person saw.

    Raises:
        Conflict: others do.
    """
    there = rivals.of_record(session, rival.noun, rival.record_id)
    if rival.id not in {one.id for one in there}:
        raise Conflict(
            "The versions changed since they were shown. Nothing was settled.",
            field="conflict",
            remedy="Compare them again.",
        )


def _settle_bin(
    session: Session, transaction: Transaction, table: EntityTable[Any], rival: Rival, content: str | None
) -> None:
    """Leave a record in the bin, or bring it back, whatever was said before."""
    record_id = rival.record_id
    at = record_bin.binned_at(transaction.connection, table, record_id)
    if content is None and at is not None:
        restore_within(session, transaction, table.kind, record_id)
    elif content is not None and at is None:
        transaction.move_to_bin(table.kind, record_id)
    transaction.settle(table.find(transaction.connection, record_id), [BINNED])


def _with_content(table: EntityTable[Any], record: Any, rival: Rival, content: Any) -> Any:  # noqa: ANN401 - of any noun
    """Return a record with this content in its field, block or part."""
    if rival.kind == "block":
        return with_values(table, record, content)
    if rival.kind != "part":
        return with_values(table, record, {rival.key: content})
    name = rival.list_name
    parts = keyed(table.merge[name], _json(table.audited(record)[name]))
    by_key = {part_key(name, key): part for key, part in parts.items()}
    if rival.key not in by_key:
        raise Conflict("This part is no longer in the record.", remedy="Look at the record.")
    return with_values(table, record, {name: list((by_key | {rival.key: content}).values())})


def _content(table: EntityTable[Any], record: Any, settled: Settlement) -> Any:  # noqa: ANN401 - of any noun
    """Return what stands in a record where versions were settled, as JSON has it."""
    values, rival = _json(table.audited(record)), settled.rival
    if rival.kind == "block":
        return {name: values[name] for name in settled.content}
    if rival.kind != "part":
        return values[rival.key]
    name = rival.list_name
    parts = keyed(table.merge[name], values[name])
    return next((part for key, part in parts.items() if part_key(name, key) == rival.key), None)


def _json(value: Any) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(json.dumps(value))


def _follow(session: Session, transaction: Transaction, record: Entity) -> None:
    """Let deadlines follow an event, as after any other change a person makes."""
    if isinstance(record, Event):
        from casebook.services.base.deadline_recalculation import follow  # it loads the rules

        follow(transaction, record, session.clock())


def _follow_file(session: Session, transaction: Transaction, rival: Rival) -> None:
    """Let the file of a record be that of the version that stands, where it is here or lies with a team."""
    if is_fixed(rival.key):
        follow_version(session, transaction, rival.noun, rival.record_id)
        offer_again(session, transaction.connection, rival.record_id)

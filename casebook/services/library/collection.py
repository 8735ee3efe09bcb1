"""Collections of findings."""

from __future__ import annotations

from dataclasses import replace

from casebook.base.errors import InvalidInput
from casebook.domain.library.collection import Collection
from casebook.services.base.session import Session
from casebook.store.registry import table_for


def every(session: Session) -> list[Collection]:
    """Return all collections by title."""
    with session.store.reading() as connection:
        found = table_for(Collection).all(connection)
    return sorted(found, key=lambda each: each.title.casefold())


def put(session: Session, title: str, finding_id: str) -> Collection:
    """Add a finding to the collection with this title, at most once; creates the collection if needed.

    Raises:
        InvalidInput: it has no title.
    """
    wanted = title.strip()
    if not wanted:
        raise InvalidInput("The collection has no title.", field="title", remedy="Describe what it is for.")
    held = next((each for each in every(session) if each.title.casefold() == wanted.casefold()), None)
    with session.store.write("collection.put") as transaction:
        if held is None:
            held = Collection(id=session.ids(), title=wanted, finding_ids=(finding_id,))
            transaction.add(held)
        elif finding_id not in held.finding_ids:
            held = replace(held, finding_ids=(*held.finding_ids, finding_id))
            transaction.replace(held)
    return held


def take_out(session: Session, collection: Collection, finding_id: str) -> Collection:
    """Take a finding out of a collection; what others put in or renamed since it was shown stays.

    Raises:
        NotFound: the collection is not there.
    """
    with session.store.write("collection.take-out") as transaction:
        held = table_for(Collection).find(transaction.connection, collection.id)
        left = replace(held, finding_ids=tuple(each for each in held.finding_ids if each != finding_id))
        transaction.replace(left)
    return left

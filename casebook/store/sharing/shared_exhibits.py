"""Where the files of documents lie in the shared folder of a team."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from casebook.store.base.team_tables import SHARED_EXHIBIT

ExhibitPlace = tuple[str, bytes, int, bytes, bytes]
"""Where the file of a document lies: name, space, bytes, SHA-256, signer."""


def exhibit(connection: Connection, document_id: str) -> ExhibitPlace | None:
    """Return where the file of a document lies: name, space, bytes, SHA-256, signer."""
    query = select(SHARED_EXHIBIT).where(SHARED_EXHIBIT.c.document_id == document_id)
    row = connection.execute(query).first()
    return (row.name, row.space, row.size_bytes, row.sha256, row.signer) if row else None


def document_of(connection: Connection, name: str) -> str:
    """Return the ID of the document of which a file lies under a name; "" where none is known."""
    query = select(SHARED_EXHIBIT.c.document_id).where(SHARED_EXHIBIT.c.name == name)
    return connection.scalar(query) or ""


def names_by(connection: Connection, signer: bytes) -> set[str]:
    """Return the names of the files of documents that lie where a device, 32 bytes, says."""
    return {*connection.scalars(select(SHARED_EXHIBIT.c.name).where(SHARED_EXHIBIT.c.signer == signer))}


def laid_by(connection: Connection, signer: bytes, space: bytes) -> list[list[object]]:
    """Return document, name, bytes and SHA-256 in hex of the files of documents of a device in a space."""
    of = SHARED_EXHIBIT.c
    rows = connection.execute(select(SHARED_EXHIBIT).where(of.signer == signer, of.space == space))
    return [[row.document_id, row.name, row.size_bytes, row.sha256.hex()] for row in rows]


def keep_exhibit(
    connection: Connection, document_id: str, space: bytes, values: tuple[str, int, bytes, bytes]
) -> None:
    """Keep where the file of a document lies: name, bytes, SHA-256, signer."""
    name, size_bytes, sha256, signer = values
    connection.execute(delete(SHARED_EXHIBIT).where(SHARED_EXHIBIT.c.document_id == document_id))
    connection.execute(
        insert(SHARED_EXHIBIT).values(
            document_id=document_id,
            space=space,
            name=name,
            size_bytes=size_bytes,
            sha256=sha256,
            signer=signer,
        )
    )


def forget_exhibits(connection: Connection, names: Iterable[str]) -> None:
    """Forget where files of documents lay that are no longer in the folder."""
    for name in names:
        connection.execute(delete(SHARED_EXHIBIT).where(SHARED_EXHIBIT.c.name == name))

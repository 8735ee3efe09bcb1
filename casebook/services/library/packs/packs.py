"""The packs: checked as supplied, and copied into a vault so that citations in a dossier never change."""

from __future__ import annotations

from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import Entity
from casebook.packs.check import PackReport, check_all
from casebook.packs.library.library import read_library
from casebook.services.base.session import Session
from casebook.services.library import registry

__all__ = ["PackReport", "check", "copy_in"]

_STEP = 50


def check() -> PackReport:
    """Check every entry of every supplied pack; returns counts and problems."""
    return check_all()


def copy_in(session: Session, *, progress: Progress = silent) -> None:
    """Copy the supplied library and registry into a vault that has neither.

    Raises:
        Conflict: the vault has them already.
        PackInvalid: an entry of a pack breaks its schema.
        Cancelled: the person stopped it; nothing was copied.
    """
    library = read_library()
    records: tuple[Entity, ...] = (
        *library.topics,
        *library.sources,
        *library.findings,
        *library.statistics,
        *library.arguments,
        *library.routes,
        *registry.records(registry.shipped()),
    )
    with session.store.write("packs.copy") as transaction:
        for number, record in enumerate(records):
            if number % _STEP == 0:
                progress(number, len(records), Message("copying the library"))
            transaction.add(record)

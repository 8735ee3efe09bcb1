"""What the records of a parcel are called, so that a person knows them before anything is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casebook.base.progress import Progress, silent
from casebook.domain.base.reference import references
from casebook.domain.sharing.version import RecordVersion
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.sharing.parcels.parcel_look import ParcelView, look
from casebook.services.sharing.parcels.parcel_needs import Needs, needs_of
from casebook.services.sharing.parcels.recall import RecallView, recall_view
from casebook.store.registry import known_table
from casebook.store.sharing import case_content
from casebook.store.sharing.arrived_values import record_of

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OpenedView:
    """A parcel that was opened, as a window shows it. Its `repr` shows none of its content.

    Attributes:
        view: what it would bring.
        titles: of its records, and of those that they name, by ID.
        needs: which of its records name which others in it.
        recall: what it asks to be purged, where it recalls earlier parcels; else None.
    """

    view: ParcelView
    titles: Mapping[str, str]
    needs: Needs = field(default_factory=dict)
    recall: RecallView | None = None


async def opened(
    session: Session, source: Path | OpenedFile, *, phrase: str = "", progress: Progress = silent
) -> OpenedView:
    """Return a parcel with the titles of its records.

    Args:
        session: the open vault.
        source: the file.
        phrase: as it was typed, where the parcel opens with one.
        progress: called while it is read; may cancel.

    Raises:
        CasebookError: as `look` and `recall_view` do.
    """
    view = await look(session, source, phrase=phrase, progress=progress)
    if view.is_recall:
        recalled = await on_vault(lambda: recall_view(session, view))
        return OpenedView(view=view, titles={}, recall=recalled)
    named = await off_thread(lambda: needs_of(view))
    return OpenedView(view=view, titles=await on_vault(lambda: titles(session, view)), needs=named)


def titles(session: Session, view: ParcelView) -> Mapping[str, str]:
    """Return by ID what the records of a parcel, and those that they name, are called: as they came, or here.

    Records that cannot be read, of a newer version, have no title.
    """
    by_noun: dict[str, list[RecordVersion]] = {}
    for body in view.content.bodies:
        for one in body:
            by_noun.setdefault(one.noun, []).append(one)
    known: dict[str, str] = {}
    named: dict[str, set[str]] = {}
    with session.store.reading() as connection:
        for noun, versions in by_noun.items():
            known |= _as_they_came(noun, versions, named)
        for noun, ids in named.items():
            known = _here(connection, noun, ids - known.keys()) | known
        for noun, versions in by_noun.items():
            known = _here(connection, noun, {one.id for one in versions} - known.keys()) | known
    return known


def _as_they_came(noun: str, versions: Sequence[RecordVersion], named: dict[str, set[str]]) -> dict[str, str]:
    table = known_table(noun)
    if table is None:
        return {}
    titled: dict[str, str] = {}
    for one in versions:
        came = record_of(table, one, None)
        if came is not None:
            titled[one.id] = _title(table, came[0])
            for reference in references(came[0]):
                for of in reference.nouns:
                    named.setdefault(of, set()).add(reference.id)
    return titled


def _here(connection: Any, noun: str, ids: Iterable[str]) -> dict[str, str]:  # noqa: ANN401 - the store's own
    wanted = sorted(ids)
    table = known_table(noun)
    if table is None:
        return {}
    found: list[Any] = []
    for start in range(0, len(wanted), _AT_ONCE):
        found += case_content.with_bin(connection, noun, wanted[start : start + _AT_ONCE])
    return {one.id: _title(table, one) for one in found}


def _title(table: Any, one: Any) -> str:  # noqa: ANN401 - of any noun
    words = next(iter(table.words(one)), None)
    return str(words.title if words else table.title(one))

"""An update of the packs line by line: former and new values, and the dossiers that cite each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.base.day import date_value
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.library.finding import Finding
from casebook.domain.library.revision import Revision
from casebook.domain.library.source import Source
from casebook.host.protocol.picker_protocol import OpenedFile
from casebook.services.base import record
from casebook.services.base.flow import on_vault
from casebook.services.base.session import Session
from casebook.services.library.packs import pack_update, revision
from casebook.services.library.packs.pack_update import UpdateOffer
from casebook.store.registry import table_for

LineKind = Literal["added", "changed", "withdrawn", "look-again"]
_UNTOLD = {"id", "pack", "checked_on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateLine:
    """A line of an update.

    Attributes:
        id: of the line.
        kind: `look-again` is a mark of an earlier update that nobody has looked at.
        noun, record_id: the record it is about.
        title: what the record is called where records are listed.
        fields: name, before and after of each field that says something else; before is "" for a new one.
        dossiers: those that cite it.
        revision_id: the mark, for `look-again`.
    """

    id: str
    kind: LineKind
    noun: str
    record_id: str
    title: str
    fields: tuple[tuple[str, str, str], ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    revision_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateView:
    """An update with its lines."""

    offer: UpdateOffer
    lines: tuple[UpdateLine, ...]


async def view(session: Session, file: Path | OpenedFile | None = None) -> UpdateView:
    """Return the effects of an update line by line, without writing anything.

    Args:
        session: the open vault.
        file: a pack file carried by hand; the packs that ship with the program where None.

    Raises:
        NotFound, Refused, PackInvalid: as for `pack_update.offer`.
    """
    offered = await pack_update.offering(session, file)
    return UpdateView(offer=offered, lines=await on_vault(partial(lines, session, offered)))


def lines(session: Session, offered: UpdateOffer) -> tuple[UpdateLine, ...]:
    """Return existing marks first, then what an update changes, withdraws and adds."""
    dossiers = {dossier.id: dossier for dossier in record.every(session, Dossier)}
    citing = _citing(offered, dossiers)
    return (
        *_marks(session, dossiers),
        *(
            _line(change.new, "changed", _differences(change.old, change.new, change.fields), citing)
            for change in offered.changed
        ),
        *(_line(entry, "withdrawn", (), citing) for entry in offered.withdrawn),
        *(_line(entry, "added", _differences(None, entry, _names(entry)), citing) for entry in offered.added),
    )


def _marks(session: Session, dossiers: Mapping[str, Dossier]) -> Iterable[UpdateLine]:
    for mark in revision.unsettled(session):
        if mark.dossier_id in dossiers:
            kind = Finding if mark.noun == "finding" else Source
            entry = record.find(session, kind, mark.record_id)
            yield UpdateLine(
                id=mark.id,
                kind="look-again",
                noun=mark.noun,
                record_id=mark.record_id,
                title=_title(entry),
                fields=_now(mark, entry),
                dossiers=(dossiers[mark.dossier_id],),
                revision_id=mark.id,
            )


def _now(mark: Revision, found: Any) -> tuple[tuple[str, str, str], ...]:  # noqa: ANN401 - a finding or source
    return tuple((name, "", _said(getattr(found, name, ""))) for name in mark.fields)


def _line(
    entry: Any,  # noqa: ANN401 - any noun of a pack
    kind: LineKind,
    differences: tuple[tuple[str, str, str], ...],
    citing: Mapping[str, tuple[Dossier, ...]],
) -> UpdateLine:
    noun = table_for(type(entry)).noun
    return UpdateLine(
        id=f"{noun}/{entry.id}",
        kind=kind,
        noun=noun,
        record_id=entry.id,
        title=_title(entry),
        fields=differences,
        dossiers=citing.get(entry.id, ()),
    )


def _citing(offered: UpdateOffer, dossiers: Mapping[str, Dossier]) -> dict[str, tuple[Dossier, ...]]:
    citing: dict[str, tuple[Dossier, ...]] = {}
    for dossier_id, cited in offered.marks.items():
        for entry in cited:
            citing[entry.id] = (*citing.get(entry.id, ()), dossiers[dossier_id])
    return citing


def _title(entry: Any) -> str:  # noqa: ANN401 - any noun of a pack
    words = next(iter(table_for(type(entry)).words(entry)), None)
    return words.title if words else str(entry.id)


def _names(entry: Any) -> tuple[str, ...]:  # noqa: ANN401 - any noun of a pack
    return tuple(part.name for part in fields(entry) if part.name not in _UNTOLD)


def _differences(old: Any, new: Any, names: Iterable[str]) -> tuple[tuple[str, str, str], ...]:  # noqa: ANN401
    values = ((name, _said(getattr(old, name, "")), _said(getattr(new, name))) for name in names)
    return tuple(each for each in values if each[1] or each[2])


def _said(value: object) -> str:
    """Return a pack value as text; an unknown value is "", never "None"."""
    if value is None or value == "":
        return ""
    if isinstance(value, StatedDate):
        return str(date_value(value))
    if isinstance(value, tuple):
        return "; ".join(_said(part) for part in value)
    if is_dataclass(value):
        return ", ".join(said for part in fields(value) if (said := _said(getattr(value, part.name))))
    return str(value)

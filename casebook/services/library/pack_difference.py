"""An update of the packs line by line, with what a line says before and after and which dossiers cite it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.library.finding import Finding
from casebook.domain.library.revision import Revision
from casebook.domain.library.source import Source
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.library import revision
from casebook.services.library.pack_update import Offer
from casebook.store.registry import shelf_of

LineKind = Literal["added", "changed", "withdrawn", "look-again"]
_UNTOLD = {"id", "pack", "checked_on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line.

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


def lines(session: Session, offered: Offer) -> tuple[Line, ...]:
    """Marks that stand first, then what an update changes, withdraws and adds."""
    dossiers = {told.id: told for told in record.every(session, Dossier)}
    citing = _citing(offered, dossiers)
    return (
        *_marks(session, dossiers),
        *(
            _line(told.new, "changed", _differences(told.old, told.new, told.fields), citing)
            for told in offered.changed
        ),
        *(_line(told, "withdrawn", (), citing) for told in offered.withdrawn),
        *(_line(told, "added", _differences(None, told, _names(told)), citing) for told in offered.added),
    )


def _marks(session: Session, dossiers: Mapping[str, Dossier]) -> Iterable[Line]:
    for told in revision.standing(session):
        if told.dossier_id in dossiers:
            kind = Finding if told.noun == "finding" else Source
            found = record.find(session, kind, told.record_id)
            yield Line(
                id=told.id,
                kind="look-again",
                noun=told.noun,
                record_id=told.record_id,
                title=_title(found),
                fields=_now(told, found),
                dossiers=(dossiers[told.dossier_id],),
                revision_id=told.id,
            )


def _now(told: Revision, found: Any) -> tuple[tuple[str, str, str], ...]:  # noqa: ANN401 - a finding or source
    return tuple((name, "", _said(getattr(found, name, ""))) for name in told.fields)


def _line(
    told: Any,  # noqa: ANN401 - any noun of a pack
    kind: LineKind,
    differences: tuple[tuple[str, str, str], ...],
    citing: Mapping[str, tuple[Dossier, ...]],
) -> Line:
    noun = shelf_of(type(told)).noun
    return Line(
        id=f"{noun}/{told.id}",
        kind=kind,
        noun=noun,
        record_id=told.id,
        title=_title(told),
        fields=differences,
        dossiers=citing.get(told.id, ()),
    )


def _citing(offered: Offer, dossiers: Mapping[str, Dossier]) -> dict[str, tuple[Dossier, ...]]:
    found: dict[str, tuple[Dossier, ...]] = {}
    for dossier_id, cited in offered.marks.items():
        for told in cited:
            found[told.id] = (*found.get(told.id, ()), dossiers[dossier_id])
    return found


def _title(told: Any) -> str:  # noqa: ANN401 - any noun of a pack
    words = next(iter(shelf_of(type(told)).words(told)), None)
    return words.title if words else str(told.id)


def _names(told: Any) -> tuple[str, ...]:  # noqa: ANN401 - any noun of a pack
    return tuple(part.name for part in fields(told) if part.name not in _UNTOLD)


def _differences(old: Any, new: Any, names: Iterable[str]) -> tuple[tuple[str, str, str], ...]:  # noqa: ANN401
    told = ((name, _said(getattr(old, name, "")), _said(getattr(new, name))) for name in names)
    return tuple(each for each in told if each[1] or each[2])


def _said(value: object) -> str:
    """A value of a pack in words; what is not known is "", never "None"."""
    if value is None or value == "":
        return ""
    if isinstance(value, StatedDate):
        return value.words or value.edtf
    if isinstance(value, tuple):
        return "; ".join(_said(part) for part in value)
    if is_dataclass(value):
        return ", ".join(said for part in fields(value) if (said := _said(getattr(value, part.name))))
    return str(value)

"""Figures by year, from the library's pack."""

from __future__ import annotations

from casebook.domain.base.date import StatedDate
from casebook.domain.library.statistic import Statistic
from casebook.packs.base.entry import PackEntry
from casebook.packs.base.reader import Pack

KIND = "statistic"
_UNKNOWN = StatedDate(edtf="XXXX")


def read_statistics(pack: Pack) -> tuple[Statistic, ...]:
    """Every figure of the pack, in its order."""
    return tuple(_statistic(entry, pack) for entry in pack.entries(KIND))


def _statistic(entry: PackEntry, pack: Pack) -> Statistic:
    on = entry.stated("on")
    if on is None or on.is_unknown:
        entry.complain("on", "must be there: a figure without its year says nothing")
    value, upper = _number(entry, "value"), _number(entry, "upper")
    if value is None:
        entry.complain("value", "must be a number of at least 0")
    entry.day("checked", default=pack.head.checked_on)
    statistic = Statistic(
        id=entry.text("id"),
        measure=entry.text("measure"),
        unit=entry.text("unit"),
        on=on or _UNKNOWN,
        value=value or 0.0,
        upper=upper,
        compiler=entry.text("compiler"),
        finding_id=entry.text("finding"),
        note=entry.text("note", default=""),
        pack=pack.head.version,
    )
    if statistic.most < statistic.value:
        entry.complain("upper", "is below the value")
    entry.close()
    return statistic


def _number(entry: PackEntry, field: str) -> float | None:
    """A number of at least nought; None where it is left out or no such number."""
    value = entry.value(field)
    if value is None or isinstance(value, bool) or not isinstance(value, int | float):
        if value is not None:
            entry.complain(field, "must be a number of at least 0")
        return None
    return float(value) if value >= 0 else None

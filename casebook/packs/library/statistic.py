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
    entry.day("checked", default=pack.head.checked_on)
    statistic = Statistic(
        id=entry.text("id"),
        measure=entry.text("measure"),
        unit=entry.text("unit"),
        on=on or _UNKNOWN,
        value=entry.number("value"),
        upper=entry.number("upper") if "upper" in entry.unread() else None,
        compiler=entry.text("compiler"),
        finding_id=entry.text("finding"),
        note=entry.text("note", default=""),
        pack=pack.head.version,
    )
    if statistic.most < statistic.value:
        entry.complain("upper", "is below the value")
    entry.close()
    return statistic

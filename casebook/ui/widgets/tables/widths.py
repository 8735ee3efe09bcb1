"""How the columns of a table share its width: the one rule of all tables.

Dates and statuses are whole. The naming column, the first that stretches, keeps enough letters to tell its
rows apart; other texts shrink to their heading. Where that has no room, columns give way: those empty in all
rows, those whose turn the page declares, other texts from the last to the first, and dates.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QFont, QFontMetrics

from casebook.ui.kit import theme
from casebook.ui.models.rows import Column, R, Rows
from casebook.ui.widgets.controls.chip import chip_size
from casebook.ui.widgets.tables.cell import CELL_PAD

HEADING = 12
"""Size of a heading, in pixels."""
_MIN_NAME, _MIN_LINE, _MIN_TEXT, _MIN_TEXT_LINE, _MAX_STATUS = 16, 16, 8, 11, 40
"""Least width of a naming column, of one with two lines, of other texts and of those with two lines, and most
width of a status, in average characters."""
_MIN_SHARE = 0.5
"""Before a table scrolls sideways, its naming column shrinks to half of its preferred width."""
_ROOMY_SHARE = 0.85
"""Before a stretching column shrinks further, the columns with a declared turn give way."""
_MAX_MEASURED = 12


@dataclass(frozen=True)
class Need:
    """What a column needs of the width.

    Attributes:
        wanted: preferred width, in pixels.
        least: least width, in pixels.
        turn: its place among those that give way, or None if it never does.
        is_declared: whether the page declares its turn.
        stretches: whether it takes remaining width.
        is_empty: whether no row has a text in it.
    """

    wanted: int
    least: int
    turn: tuple[int, int] | None = None
    is_declared: bool = False
    stretches: bool = False
    is_empty: bool = field(default=False, compare=False)

    @property
    def roomy(self) -> float:
        """Return the width below which columns with a declared turn give way, in pixels."""
        return self.wanted * (_ROOMY_SHARE if self.stretches else 1)


def naming(columns: Sequence[Column[R]], shown: Collection[int]) -> int:
    """Return the index of the column that names a row: the first that stretches, or the first of all."""
    return next((at for at in sorted(shown) if columns[at].stretches), 0)


def needs_of(rows: Rows[R], shown: Sequence[int], font: QFont) -> dict[int, Need]:
    """Return what the columns that are shown need, by their index."""
    name = naming(rows.columns, shown)
    return {at: _need(rows, at, font, is_name=at == name) for at in shown}


def giving_way(needs: dict[int, Need], room: int) -> frozenset[int]:
    """Return the columns that are hidden in a room of so many pixels."""
    given_way: set[int] = set()
    turns = [(need.turn, -at) for at, need in needs.items() if need.turn is not None]
    for _, before in sorted(turns):  # of one turn, the later column first: tags before what the record is
        at = -before
        left = [need for other, need in needs.items() if other not in given_way]
        is_short = sum(need.least for need in left) > room
        is_tight = needs[at].is_declared and sum(need.roomy for need in left) > room
        if is_short or is_tight:
            given_way.add(at)
    return frozenset(given_way)


def shared(needs: dict[int, Need], name: int, room: int) -> dict[int, int]:
    """Return the widths in pixels of columns in a room of so many: least, the name, the others, the rest."""
    widths = {at: need.least for at, need in needs.items()}
    spare = room - sum(widths.values())
    if spare < 0 and name in widths:
        widths[name] = max(widths[name] + spare, min(widths[name], round(needs[name].wanted * _MIN_SHARE)))
    for group in ({name} & needs.keys(), needs.keys()):
        lacking = {at: needs[at].wanted - widths[at] for at in group if needs[at].wanted > widths[at]}
        lack = sum(lacking.values())
        given = min(max(spare, 0), lack)
        for at, part in lacking.items():
            widths[at] += given * part // lack
        spare -= given
    stretching = sum(need.wanted for need in needs.values() if need.stretches)
    for at, need in needs.items():
        if need.stretches and spare > 0:
            widths[at] += spare * need.wanted // stretching
    return widths


def _need(rows: Rows[R], at: int, font: QFont, *, is_name: bool) -> Need:
    column, char = rows.columns[at], QFontMetrics(font).averageCharWidth()
    pads = theme.current().px(2 * CELL_PAD)
    usual = column.width * char
    heading, text, is_status = _heading(column, font), _text(rows, at, font, usual), _has_status(rows, at)
    wanted = max(heading, text) + pads
    least = wanted
    if is_name:
        chars = _MIN_LINE if column.look == "two-lines" else _MIN_NAME
        least = max(heading, min(text, chars * char)) + pads
    elif column.stretches or not (column.fits or is_status):
        chars = _MIN_TEXT_LINE if column.look == "two-lines" else _MIN_TEXT
        least = max(heading, min(text, chars * char)) + pads
    elif column.fits:  # whole is enough: what is usual beyond that goes to the name first
        least = max(heading, _text(rows, at, font, usual=0)) + pads
    is_empty = rows.is_empty(at)
    return Need(
        wanted=wanted,
        least=least,
        turn=None
        if is_name or at == 0
        else _turn(column, at, is_empty=is_empty and rows.total > 0, is_status=is_status),
        is_declared=column.gives_way > 0,
        stretches=column.stretches,
        is_empty=is_empty,
    )


def _turn(column: Column[R], at: int, *, is_empty: bool, is_status: bool) -> tuple[int, int] | None:
    if is_empty:
        return 0, -at
    if column.gives_way:
        return 1, column.gives_way
    if is_status or column.is_kept:
        return None
    return (3, -at) if column.fits else (2, -at)


def _has_status(rows: Rows[R], at: int) -> bool:
    return any(text and is_status for text, _, is_status in rows.measured(at))


def _heading(column: Column[R], font: QFont) -> int:
    heading = QFont(font)
    heading.setWeight(QFont.Weight.DemiBold)
    heading.setPixelSize(theme.current().px(HEADING))
    return QFontMetrics(heading).horizontalAdvance(column.title) + theme.current().px(2)


def _text(rows: Rows[R], at: int, font: QFont, usual: int) -> int:
    """Return the preferred width of the texts of a column, in pixels; 0 if all are empty.

    Args:
        rows: of the table.
        at: index of the column.
        font: of its cells.
        usual: the width that its page declares, in pixels.
    """
    column, metrics = rows.columns[at], QFontMetrics(font)
    texts = {one for one in rows.measured(at) if one[0]}
    edge = theme.current().px(2)
    if column.tone and texts:
        widest = max(
            chip_size(font, text, icon).width() if is_status else metrics.horizontalAdvance(text) + edge
            for text, icon, is_status in texts
        )
        return min(widest, _MAX_STATUS * metrics.averageCharWidth())
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)  # the wider of the two letterings
    longest = sorted((text for text, *_ in texts), key=len, reverse=True)[:_MAX_MEASURED]
    widest = max(map(QFontMetrics(bold).horizontalAdvance, longest), default=0) + edge
    if column.fits:
        return max(usual, widest)
    if rows.total and not texts and not column.stretches:
        return 0
    if not rows.total or column.stretches or column.beside or column.icon:
        return usual
    return min(usual, widest)

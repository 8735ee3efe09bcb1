"""How the columns of a table share its width, and which give way."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from casebook.ui.kit import theme
from casebook.ui.models.rows import Column, Rows
from casebook.ui.widgets.tables.cell import CELL_PAD
from casebook.ui.widgets.tables.widths import Need, giving_way, needs_of, shared
from tests.ui.models.test_rows import LINES, Line

_NAME = Need(wanted=200, least=120, stretches=True)


def test_the_name_has_what_it_wants_before_other_texts_and_takes_the_rest() -> None:
    needs = {0: _NAME, 1: Need(wanted=100, least=60)}
    assert shared(needs, 0, 180) == {0: 120, 1: 60}
    assert shared(needs, 0, 260) == {0: 200, 1: 60}
    assert shared(needs, 0, 300) == {0: 200, 1: 100}
    assert shared(needs, 0, 400) == {0: 300, 1: 100}


def test_a_name_shrinks_to_half_before_the_table_scrolls() -> None:
    needs = {0: _NAME, 1: Need(wanted=100, least=100)}
    assert shared(needs, 0, 210) == {0: 110, 1: 100}
    assert shared(needs, 0, 150) == {0: 100, 1: 100}


def test_columns_give_way_in_their_turn_and_one_without_a_turn_never_does() -> None:
    needs = {
        0: _NAME,
        1: Need(wanted=90, least=90),
        2: Need(wanted=80, least=50, turn=(2, -2)),
        3: Need(wanted=60, least=60, turn=(0, -3)),
    }
    assert giving_way(needs, 320) == frozenset()
    assert giving_way(needs, 300) == {3}
    assert giving_way(needs, 220) == {2, 3}
    assert giving_way(needs, 50) == {2, 3}


def test_of_columns_with_one_turn_the_later_gives_way_first() -> None:
    needs = {
        0: _NAME,
        1: Need(wanted=90, least=90, turn=(1, 1), is_declared=True),
        2: Need(wanted=80, least=80, turn=(1, 1), is_declared=True),
    }
    assert giving_way(needs, 330) == {2}
    assert giving_way(needs, 220) == {1, 2}


def test_empty_columns_go_first_then_texts_then_dates_and_no_status(application: QApplication) -> None:
    model: Rows[Line] = Rows(
        (
            Column(title="No.", text=lambda line: line.id),
            Column(title="Name", text=lambda line: line.name, width=30, stretches=True),
            Column(title="Status", text=lambda line: line.name, tone=lambda _: "red"),
            Column(title="Pages", text=lambda line: str(line.pages)),
            Column(title="Date", text=lambda _: "1 May 2026", fits=True),
            Column(title="Place", text=lambda _: "—"),
            Column(title="Due", text=lambda _: "1 May 2026", fits=True, is_kept=True),
        )
    )
    model.show_rows(LINES)
    needs = needs_of(model, range(7), application.font())
    turns = sorted((need.turn, at) for at, need in needs.items() if need.turn)
    assert [at for _, at in turns] == [5, 3, 4]
    assert needs[2].least == needs[2].wanted


def test_a_plain_text_among_statuses_has_the_room_in_which_it_is_drawn(application: QApplication) -> None:
    text = "not looked for"
    status: Column[Line] = Column(
        title="No.", text=lambda _: text, tone=lambda line: "red" if line is LINES[0] else None
    )
    model: Rows[Line] = Rows((status,))
    model.show_rows(LINES[1:])
    font, pads = application.font(), theme.current().px(2 * CELL_PAD)
    drawn = QFontMetrics(font).horizontalAdvance(text)
    assert needs_of(model, range(1), font)[0].wanted - pads > drawn, "it would end in an ellipsis"


def test_a_whole_column_leaves_the_room_it_does_not_need_to_the_name(application: QApplication) -> None:
    model: Rows[Line] = Rows(
        (
            Column(title="No.", text=lambda line: line.id, fits=True, width=30),
            Column(title="Name", text=lambda line: line.name, width=30, stretches=True),
        )
    )
    model.show_rows(LINES)
    needs = needs_of(model, (0, 1), application.font())
    assert needs[0].least < needs[0].wanted
    room = needs[0].least + needs[1].wanted
    assert shared(needs, 1, room) == {0: needs[0].least, 1: needs[1].wanted}

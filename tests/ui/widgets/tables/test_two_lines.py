"""A text on two lines of a cell: neither a third line, nor a word cut without an ellipsis."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from casebook.ui.widgets.tables.cell import two_lines

WIDTH = 120


def test_a_paragraph_begins_no_line_of_its_own(application: QApplication) -> None:
    font = application.font()
    assert two_lines(font, "One\nTwo", WIDTH) == ["One Two"]
    lines = two_lines(font, "First call from the station.\nThey say so twice", WIDTH)
    assert len(lines) == 2
    assert not any("\n" in each for each in lines)


def test_a_word_longer_than_a_line_ends_in_an_ellipsis(application: QApplication) -> None:
    first, second = two_lines(application.font(), "Constitutionalisation of it", WIDTH)
    assert first.startswith("Constitu")
    assert first.endswith("…")
    assert second == "of it"

"""Who will hold a copy, drawn in the pre-filing check: arrows as words, and people in China listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casebook.domain.dossier.dossier import Dossier
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.pages.dossier.dossier_readers import ReadersCard
from casebook.ui.widgets.charts.reader_diagram import ReaderDiagram
from tests.ui.driver import behind, choose, press, settle, text_of
from tests.ui.pages.dossier.dossier_page import open_dossier, press_beginning

Opened = Callable[..., Any]


@pytest.fixture
def page(opened: Opened, sample: Session) -> Any:  # noqa: ANN401 - the tab of a case
    dossier = next(one for one in record.every(sample, Dossier) if one.kind == "hearing-dossier")
    return open_dossier(opened, sample, dossier)


def test_a_draft_stays_in_the_office_and_lists_people_in_china(page: Any) -> None:  # noqa: ANN401 - as above
    words = text_of(behind(page, ReadersCard))
    assert "A draft stays in the office: nobody else gets it." in words
    assert words.count("relative, source or witness in China") == 3


def test_a_filing_copy_shows_each_arrow_and_how_it_is_known(
    page: Any,  # noqa: ANN401 - as above
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.side.tabs.chosen.emit("build")
    choose(page.side, "Copy", "Filing copy")
    settle()
    page.side.tabs.chosen.emit("preflight")
    settle()
    card = behind(page, ReadersCard)
    press_beginning(behind(card, ReaderDiagram), "The requesting State to Its INTERPOL bureau")
    assert "The requesting State to Its INTERPOL bureau: not known: counts as reaching them" in text_of(card)
    printed: list[bytes] = []
    monkeypatch.setattr(page, "print_out", printed.append)
    press(card, "Print for the file")
    assert printed[0].startswith(b"%PDF")

"""Whatever record is not here yet, every page opens and every reading command answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from casebook.cli.base.noun import NOUNS, kind_of
from casebook.cli.run import run
from casebook.domain.case.case import Case
from casebook.domain.case.event import Event
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.services.base import absence, record
from casebook.services.base.session import Session
from casebook.ui.pages.base import page as pages
from casebook.ui.pages.base import print_out
from casebook.ui.pages.base.failure import Failure
from casebook.ui.pages.base.listing import Listing
from casebook.ui.pages.base.records import Records
from casebook.ui.shell.window import Window
from tests.absent import REFERRED, take_away, take_files_away
from tests.ui.any_case import PRINTING, Trial, navigate
from tests.ui.conftest import Opened
from tests.ui.driver import open_page, press, shown_rows, text_of
from tests.ui.names import in_view
from tests.ui.places import places
from tests.vaults import MasterVault

MAX_ROWS, MAX_SUPPLIED = 5, 2
SUPPLIED = frozenset({"library", "rules", "profiles", "countries", "country"})
"""Pages of supplied data, whose rows are alike."""
OF_CASE = (
    *("history {case}", "letter list --case {case}", "client-paper list --case {case}"),
    *("timestamp show {case}", "case conflicts {case}", "case code-names {case}", "library match {case}"),
    *("deadline list --of-case {case}", "letter check echr-rule39-request --case {case}"),
)
OF_CASEBOOK = (
    *("dossier list", "deadline list", "deadline list --running", "form list", "bin list", "tag list"),
    *(
        "imports list",
        "bulk-edits list",
        "search Tursun",
        "country CY --vault",
        "library statistics --vault",
    ),
)
OF_DOSSIER = ("dossier show {dossier}", "dossier check {dossier}", "skeleton show {dossier}")
EXPECTED = {0, 3, 7}
"""Exit codes: done, refused in words, and a check that found something blocking."""


def _look(trial: Trial, case_id: str) -> Iterator[str]:
    """Come to every page and choose its first rows; yields all that is said there."""
    for place in places(case_id):
        page: Any = open_page(trial.workspace, place.page, id=place.id, tab=place.tab)
        trial.check()
        if isinstance(page, Listing):
            most = MAX_SUPPLIED if place.page in SUPPLIED else MAX_ROWS
            for row in shown_rows(page.rows)[:most]:
                page.table.choose(row.id)
                trial.check()
                yield text_of(trial.workspace)
            if isinstance(page, Records) and page.table.chosen_id:
                page.change()
                trial.check()
                page.editor.leave()
            page.write_csv(trial.folder / "table.csv")
            page.menu.printing.emit()
            trial.check()
        for name in PRINTING & {each.text() for each in in_view(page, QAbstractButton)}:
            press(page, name)
            trial.check()
        yield text_of(trial.workspace)


@pytest.mark.proof
@pytest.mark.parametrize("noun", [*REFERRED, "file"])
def test_every_page_opens_without_a_noun(
    noun: str,
    opened: Opened,
    own_sample: Session,
    sample_case: Case,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(print_out, "pick_printer", lambda _: "pdf")
    monkeypatch.setattr(pages, "pick_target", lambda *_: tmp_path / "print.pdf")
    if noun == "file":
        take_files_away(own_sample)
    else:
        take_away(own_sample, noun)
    workspace = opened(own_sample)
    workspace.context.bug_raised.disconnect()
    bugs: list[BaseException] = []
    workspace.context.bug_raised.connect(bugs.append)
    trial = Trial(workspace, own_sample, tmp_path, bugs, Counter(), sample_case.id)
    with qtbot.captureExceptions() as raised:
        shown = "\n".join(_look(trial, sample_case.id))
        assert workspace.findChild(Failure) is None
        window = workspace.window()
        assert isinstance(window, Window)
        window.close_workspace()
    assert not raised
    if absence.absent_anywhere(own_sample):
        assert "not here yet" in shown.casefold()


def _command_lines(session: Session, case_id: str) -> Iterator[str]:
    yield from OF_CASEBOOK
    yield from (line.format(case=case_id) for line in OF_CASE)
    for dossier in record.of_case(session, Dossier, case_id)[:2]:
        yield from (line.format(dossier=dossier.id) for line in OF_DOSSIER)
    for noun in NOUNS:
        yield f"{noun} list"
        for each in record.every(session, kind_of(noun))[:2]:
            yield f"{noun} show {each.id}"
    yield from (f"deadline show {each.id}" for each in record.of_case(session, Deadline, case_id))


@pytest.mark.proof
@pytest.mark.parametrize("noun", [*REFERRED, "file"])
def test_every_reading_command_answers_without_a_noun(
    noun: str,
    sample_vault: MasterVault,
    own_sample: Session,
    sample_case: Case,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "code.txt").write_text(sample_vault.code)
    monkeypatch.setenv("CASEBOOK_PASSPHRASE_FILE", str(tmp_path / "code.txt"))
    if noun == "file":
        take_files_away(own_sample)
    else:
        take_away(own_sample, noun)
    lines = list(_command_lines(own_sample, sample_case.id))
    path = own_sample.vault.path
    own_sample.lock()
    for line in lines:
        first, *rest = line.split()
        at = 1 if first in {"history", "search"} else 2
        words = [*line.split(), str(path)] if rest[-1:] == ["--vault"] else [first, *rest]
        if rest[-1:] != ["--vault"]:
            words.insert(at, str(path))
        assert run(words, lambda _: 0) in EXPECTED, line
    assert capsys.readouterr().out


def test_what_is_not_here_is_named_above_a_record_and_kept_in_a_change(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    event = next(one for one in record.of_case(own_sample, Event, sample_case.id) if one.proceeding_id)
    take_away(own_sample, "proceeding")
    trial = Trial(opened(own_sample), own_sample, Path(), [], Counter(), sample_case.id)
    (place,) = (each for each in places(sample_case.id) if each.tab == "events")
    page = navigate(trial, place)
    page.table.choose(event.id)
    assert "Not here yet: proceeding." in text_of(page)
    page.change()
    page.editor.form.entries["title"].set_raw("Another title")
    page.editor.form.submit()
    changed = record.find(own_sample, Event, event.id)
    assert (changed.title, changed.proceeding_id) == ("Another title", event.proceeding_id)


def test_a_case_that_never_came_is_not_called_deleted(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    take_away(own_sample, "case", [sample_case.id])
    trial = Trial(opened(own_sample), own_sample, Path(), [], Counter(), sample_case.id)
    navigate(trial, places(sample_case.id)[-1])
    assert "This case is not here yet" in text_of(trial.workspace)
    assert record.of_case(own_sample, Document, sample_case.id)

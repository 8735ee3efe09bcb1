"""Inputs of the letters of a case: each stays with its letter, through drafts, saving and reading again."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from casebook.base.errors import CasebookError
from casebook.domain.case.case import Case
from casebook.domain.case.proceeding import Proceeding
from casebook.domain.dossier.letter import Letter
from casebook.services.base import draft, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier.letters import letter as letters
from casebook.services.person import person
from casebook.ui.pages.dossier.letters.letter import LettersPage
from casebook.ui.pages.dossier.letters.letter_state import addressee_words
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.forms.entry import LongEntry
from tests.sampled import sampled
from tests.ui.driver import drop_deleted, open_page, part, settle, shown_in, text_of, type_into
from tests.ui.later import Later
from tests.ui.pages.dossier.dossier_page import Opened

PROVISIONAL, RULE_39, DELETION, ACCESS = (
    "ccf-provisional",
    "echr-rule39-request",
    "ccf-deletion",
    "ccf-access",
)


def _letters(workspace: Workspace, case: Case) -> LettersPage:
    page = open_page(workspace, "case", id=case.id, tab="letters")
    assert isinstance(page, LettersPage)
    return page


def _choose(page: LettersPage, kind: str) -> None:
    page.kind.setFocus()
    page.kind.setCurrentIndex(page.kind.findData(kind))


def _entries(page: LettersPage) -> dict[str, LongEntry]:
    drop_deleted()
    return {one.name: one for one in page.findChildren(LongEntry)}


def _ticked(page: LettersPage) -> tuple[str, ...]:
    return tuple(mark for mark, tick in page.exhibits.items() if tick.isChecked())


def _require_one_letter(page: LettersPage) -> None:
    """Require box, addressee, ticks, texts and preview of the letter that would be saved."""
    drop_deleted()
    request = page.request
    assert page.kind.currentData() == request.kind
    assert str(page.contact.currentData() or "") == request.contact_id
    assert _ticked(page) == (request.enclosures or ())
    typed = {str(one.raw) for one in page.findChildren(LongEntry)} - {""}
    assert typed == {*(one.text for one in request.answers), request.provision} - {""}
    page.preview_letter()
    try:
        made = run_in_line(letters.draft(page.context.session, request))
    except CasebookError:
        return
    assert addressee_words(page.words, made) in text_of(page)
    assert all(line.text in text_of(page.preview) for line in made.lines)
    assert set(page.exhibits) == {one.mark for one in made.exhibits}


def _other_case(session: Session, case: Case) -> Case:
    return next(one for one in record.every(session, Case) if one.id != case.id)


def _continue(workspace: Workspace) -> None:
    settle()
    QTest.mouseClick(part(workspace, DraftBar).take, Qt.MouseButton.LeftButton)
    settle()


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_save_after_continue_leaves_the_letter_saved_in_view(
    opened: Opened,
    own_sample: Session,
    sample_case: Case,
    tmp_path: Path,
    newest_first: bool,  # noqa: FBT001 - a case of the test
) -> None:
    workspace = opened(own_sample)
    page = _letters(workspace, sample_case)
    _choose(page, PROVISIONAL)
    page.exhibits["2"].setChecked(True)
    page.exhibits["3"].setChecked(True)
    page = _letters(workspace, _other_case(own_sample, sample_case))
    page.kind.setFocus()
    workspace.drafts.keep()
    later = Later()
    usual, workspace.context.runner = workspace.context.runner, later
    _continue(workspace)
    later.let(newest_first=newest_first)
    settle()
    assert (page.request.kind, _ticked(page)) == (PROVISIONAL, ("2", "3"))
    _choose(page, RULE_39)
    later.let(newest_first=newest_first)
    chosen = _ticked(page)
    assert chosen
    assert page.go.isEnabled()
    page.save_to(tmp_path / "rule39.docx")
    later.let(newest_first=newest_first)
    workspace.context.runner = usual
    assert [one.kind for one in record.of_case(own_sample, Letter, sample_case.id)].count(RULE_39)
    assert (page.request.kind, _ticked(page)) == (RULE_39, chosen)
    _require_one_letter(page)
    _choose(page, PROVISIONAL)
    assert _ticked(page) == ("2", "3")


def test_a_letter_read_again_after_continue_keeps_its_own_exhibits(
    opened: Opened, own_sample: Session, sample_case: Case, tmp_path: Path
) -> None:
    workspace = opened(own_sample)
    page = _letters(workspace, sample_case)
    _choose(page, RULE_39)
    chosen = _ticked(page)
    type_into([*_entries(page).values()][-1], "A sentence of ours.")
    page = _letters(workspace, _other_case(own_sample, sample_case))
    page.kind.setFocus()
    workspace.drafts.keep()
    _continue(workspace)
    assert page.request.kind == RULE_39
    _choose(page, ACCESS)
    _choose(page, DELETION)
    page.save_to(tmp_path / "deletion.docx")
    assert page.request.kind == DELETION
    _require_one_letter(page)
    _choose(page, RULE_39)
    assert _ticked(page) == chosen
    _require_one_letter(page)


def test_saving_one_letter_leaves_what_was_typed_for_another_a_draft(
    opened: Opened, own_sample: Session, sample_case: Case, tmp_path: Path
) -> None:
    workspace = opened(own_sample)
    page = _letters(workspace, sample_case)
    _choose(page, ACCESS)
    name = [*_entries(page)][-1]
    type_into(_entries(page)[name], "CCC text")
    workspace.drafts.keep()
    _choose(page, RULE_39)
    mark = next(mark for mark, tick in page.exhibits.items() if not tick.isChecked())
    page.exhibits[mark].setChecked(True)
    page.save_to(tmp_path / "rule39.docx")
    workspace.drafts.keep()
    workspace.context.about_to_lock.emit()
    assert [one["kind"] for one in page.values["letters"]] == [ACCESS]
    assert len(draft.every(own_sample)) == 1
    again = opened(own_sample)
    _continue(again)
    page = shown_in(again.page)
    assert page.request.kind == ACCESS
    assert _entries(page)[name].raw == "CCC text"
    _require_one_letter(page)


def test_a_declaration_waits_for_the_words_of_its_new_signer(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    page = _letters(opened(own_sample), sample_case)
    _choose(page, "interpreter-undertaking")
    type_into(_entries(page)["Connections disclosed"], "I grew up outside the town.")
    usual, later = page.context.runner, Later()
    page.context.runner = later
    page.contact.setCurrentIndex(page.contact.findText("Rena Hoshur"))
    assert not page.go.isEnabled()
    assert "Connections disclosed" not in _entries(page)
    assert page.request.answers == ()
    later.let()
    page.context.runner = usual
    assert page.go.isEnabled()
    _require_one_letter(page)


@dataclass
class _Hand:
    """Someone who works on the letters of one case while answers come in any order."""

    opened: Opened
    session: Session
    case: Case
    rng: Random
    folder: Path
    typed: defaultdict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    saving: list[tuple[str, Path, dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._unlock()
        self.page = _letters(self.workspace, self.case)
        self.later.let()
        _choose(self.page, RULE_39)

    def _unlock(self) -> None:
        self.workspace = self.opened(self.session)
        self.later = self.workspace.context.runner = Later()
        self.later.let()

    @property
    def kind(self) -> str:
        return str(self.page.kind.currentData())

    def choose(self) -> None:
        """Choose a letter."""
        _choose(
            self.page, self.rng.choice((PROVISIONAL, RULE_39, DELETION, ACCESS, "medical-records-request"))
        )

    def type(self) -> None:
        """Type into a blank of the letter shown."""
        names = [*_entries(self.page)]
        if names:
            name, text = self.rng.choice(names), f"Words {self.rng.random()}."
            type_into(_entries(self.page)[name], text)
            self.typed[self.kind][name] = text

    def tick(self) -> None:
        """Enclose an exhibit with the letter shown."""
        marks = [mark for mark, tick in self.page.exhibits.items() if not tick.isChecked()]
        if marks:
            mark = self.rng.choice(marks)
            self.page.exhibits[mark].setChecked(True)
            self.typed[self.kind][mark] = True

    def address(self) -> None:
        """Choose an addressee of the letter shown."""
        if self.page.contact.count() > 1:
            at = self.rng.randrange(1, self.page.contact.count())
            self.page.contact.setCurrentIndex(at)
            self.typed[self.kind]["contact"] = self.page.contact.itemData(at)

    def save(self) -> None:
        """Save the letter shown."""
        if self.page.go.isEnabled():
            out = self.folder / f"{self.rng.random()}.docx"
            self.saving.append((self.kind, out, deepcopy(self.typed[self.kind])))
            self.page.save_to(out)

    def change_record(self) -> None:
        """Change a record on which letters rest."""
        (client,) = person.clients_of(self.session, self.case)
        record.change(
            self.session, replace(client, whereabouts=f"Room {self.rng.randint(1, 999)}"), seen=client
        )
        self.page.read()

    def answer(self) -> None:
        """Let some answers come."""
        self.later.let_some(self.rng)

    def lock(self) -> None:
        """Lock, unlock, and continue the draft, if there is one."""
        self.let_all()
        self.workspace.context.about_to_lock.emit()
        self.later.let()
        kept = {kind for kind, typed in self.typed.items() if typed}
        self._unlock()
        settle()
        bar = part(self.workspace, DraftBar)
        assert bar.isVisible() == bool(kept)
        if kept:
            open_page(self.workspace, "case", id=_other_case(self.session, self.case).id, tab="letters")
            self.answer()
            QTest.mouseClick(bar.take, Qt.MouseButton.LeftButton)
        self.page = _letters(self.workspace, self.case)
        self.let_all()
        assert not kept or self.kind in kept

    def let_all(self) -> None:
        """Let all answers come, and note which letters were saved with all that was typed for them."""
        self.later.let(newest_first=self.rng.random() < 0.5)
        settle()
        self.later.let()
        for kind, out, typed in self.saving:
            if out.exists() and self.typed[kind] == typed:
                self.typed[kind] = {}
        self.saving = []

    def require_all(self) -> None:
        """Require that nothing typed for a letter that is not saved is lost."""
        self.let_all()
        _require_one_letter(self.page)
        for kind, typed in self.typed.items():
            _choose(self.page, kind)
            self.let_all()
            shown = {name: entry.raw for name, entry in _entries(self.page).items()}
            shown |= dict.fromkeys(_ticked(self.page), True)
            shown["contact"] = self.page.contact.currentData()
            assert {name: shown.get(name) for name in typed} == typed
            _require_one_letter(self.page)


@pytest.mark.parametrize("seed", sampled(range(6)))
def test_nothing_typed_is_lost_or_put_into_another_letter(
    opened: Opened, own_sample: Session, sample_case: Case, tmp_path: Path, seed: int
) -> None:
    rng = Random(seed)  # noqa: S311 - an order of steps
    hand = _Hand(opened, own_sample, sample_case, rng, tmp_path)
    steps = (hand.choose, hand.type, hand.tick, hand.address, hand.save, hand.change_record, hand.answer)
    for _ in range(4):
        for step in rng.choices(steps, weights=(4, 4, 4, 1, 2, 1, 8), k=15):
            step()
        hand.lock()
        _require_one_letter(hand.page)
    hand.require_all()


def test_a_refused_letter_is_not_saved_without_what_was_typed_for_it(
    opened: Opened, own_sample: Session, sample_case: Case
) -> None:
    of_case = record.of_case(own_sample, Proceeding, sample_case.id)
    extradition = next(one for one in of_case if one.kind == "extradition")
    record.change(own_sample, replace(extradition, outcome="Stayed for the asylum claim."), seen=extradition)
    workspace = opened(own_sample)
    page = _letters(workspace, sample_case)
    _choose(page, "undertaking-no-removal")
    type_into(page.words_reason, "The order says so.")
    assert page.go.isEnabled(), "nothing else was entered: the letter can be saved with the reason"
    page.preview_letter()
    name = [*_entries(page)][-1]
    type_into(_entries(page)[name], "Typed words")
    _choose(page, ACCESS)
    assert page.words_reason.raw == ""
    _choose(page, "undertaking-no-removal")
    assert page.words_reason.raw == "The order says so."
    assert _entries(page)[name].raw == "Typed words"
    workspace.context.about_to_lock.emit()
    again = opened(own_sample)
    _continue(again)
    page = shown_in(again.page)
    assert page.words_reason.raw == "The order says so."
    assert not page.go.isEnabled(), "refused anew, and what was typed is not offered yet"
    page.preview_letter()
    assert page.go.isEnabled()
    assert _entries(page)[name].raw == "Typed words"
    _require_one_letter(page)


def test_keys_that_undo_typing_leave_a_saved_letter_alone_in_the_preview(
    opened: Opened, own_sample: Session, sample_case: Case, tmp_path: Path
) -> None:
    page = _letters(opened(own_sample), sample_case)
    _choose(page, RULE_39)
    page.save_to(tmp_path / "rule39.docx")
    written = len(record.of_case(own_sample, Letter, sample_case.id))
    for focused in (page.preview, page.preview.findChildren(QLabel)[0]):
        focused.setFocus()
        QTest.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(record.of_case(own_sample, Letter, sample_case.id)) == written
    page.kind.setFocus()
    QTest.keyClick(page.kind, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(record.of_case(own_sample, Letter, sample_case.id)) == written - 1

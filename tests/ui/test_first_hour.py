"""The first hour of a new user, counted: from an empty casebook to a bundle and a pseudonymised copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casebook.domain.case.case import Case
from casebook.domain.case.fact import Fact
from casebook.domain.deadline.deadline import Deadline
from casebook.domain.dossier.build import Build
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.ui.pages.dossier import dossier_copy
from casebook.ui.pages.evidence import document as evidence
from tests.paths import DATA
from tests.ui.driver import shown_in
from tests.ui.hand import Hand, Keyboard

if TYPE_CHECKING:
    from casebook.services.base.session import Session
    from casebook.ui.shell.workspace import Workspace
    from tests.ui.conftest import Opened

APPEAL = "gb-ea2003-p2-appeal-s103"
FILES = (
    *("letter.pdf", "letter.txt", "letter.eml", "letter.html", "letter.rtf", "letter.docx"),
    *("memo.txt.gz", "page-gb2312.html", "text-bom.txt", "text-cp1251.txt", "text-gb18030.txt"),
    *("text-big5.txt", "mail-gb2312.eml", "scan.png", "table.csv", "page.mhtml", "chat-signal.txt"),
    "transcript.srt",
)
FACTS = "Date\tFact\n" + "".join(f"2026-0{month}\tHe was asked in month {month}.\n" for month in range(1, 6))
RELATIVES = (("P. Tursun", "mother"), ("R. Tursun", "sister"))
CONTACTS = (("A. Example", "Interpreter"), ("B. Example", "Expert"), ("C. Example", "Doctor"))
SCREEN, RETURN = (1024, 700), Qt.Key.Key_Return
INPUTS = {
    "en": {"click": 25, "text": 21, "choice of files": 3, "paste": 1},
    "zh-Hans": {"click": 35, "text": 17, "key": 1, "choice of files": 3, "paste": 1},
}
"""By mouse. No input method types into a list of choices: Chinese takes more clicks.

The keyboard stands in the deadlines once they are counted, so the search for topics takes a click."""
BY_KEYBOARD = {
    "en": {"key": 60, "text": 22, "choice of files": 3, "paste": 1},
    "zh-Hans": {"key": 60, "text": 22, "choice of files": 3, "paste": 1},
}


def _meet(hand: Hand, workspace: Workspace) -> None:
    """Fill in the screen of a new client and save it."""
    hand.click("New client")
    page: Any = workspace.page
    form = page.form
    hand.type("Name", "Alim Tursun", within=form)
    hand.click("Select the usual ones")
    hand.type("Country", "UK", within=form)
    hand.choose("Type of proceeding", "Extradition", within=form)
    hand.type("Court or body", "Westminster Magistrates' Court", within=form)
    hand.type("Date", "2026-05-04", within=form)
    hand.until(lambda: APPEAL in form.entries["rule_ids"].ticks)
    hand.until(lambda: APPEAL in form.entries["rule_ids"].ticks)
    periods = form.entries["rule_ids"].ticks
    hand.click(periods[APPEAL].accessibleName(), within=form)
    topic = workspace.context.words("Detention and prison conditions")
    hand.type("Search topics", topic, within=form.entries["topics"])
    hand.tick(form.entries["topics"].list, topic)
    for name, kind in RELATIVES:
        relative = form.entries["relatives"].lines[-1]
        hand.type("Name of the relative", name, within=relative)
        hand.type("Relationship to the person", kind, RETURN, within=relative)
        hand.type("Whereabouts", "Kashgar", RETURN, within=relative)
    for name, role in CONTACTS:
        line = form.entries["contacts"].lines[-1]
        hand.type("Name of the contact", name, within=line)
        hand.choose("Role in the case", role, within=line)
        hand.type("Telephone or email", "office@example.org", RETURN, within=line)
    hand.click("Select all", within=form)
    hand.click("Save client")


def _gather(hand: Hand, workspace: Workspace) -> None:
    """Import the files and record what happened."""
    hand.click("Evidence")
    hand.click("Add files")
    hand.files()
    hand.click("Import")
    hand.click("Argument")
    hand.paste(FACTS)
    hand.click("Preview rows")
    hand.click(workspace.context.words.count("Import {number} row", "Import {number} rows", 5))


def _file(hand: Hand, workspace: Workspace) -> None:
    """Create the dossier and build both copies."""
    hand.click("Build dossier")
    hand.click("Create dossier")
    page: Any = shown_in(workspace.page)
    copy = page.side.copy
    hand.click("Build…", within=copy)
    hand.files()
    hand.choose("Copy", "Pseudonymised copy", within=copy)
    hand.click("Review replacements", within=copy)
    hand.until(copy.replacements.accept.isVisible)
    while not copy.replacements.is_finished:
        hand.turn_wheel(copy.replacements)
        hand.click("Accept and continue", within=copy)
    hand.click("Build…", within=copy)
    hand.files()


def _meet_by_keyboard(keys: Keyboard, workspace: Workspace) -> None:
    """The same; Return on an empty line leaves a list."""
    keys.press("Ctrl+Shift+N")
    page: Any = workspace.page
    form = page.form
    keys.type("Name", "Alim Tursun", RETURN, within=form)
    keys.press("Return")
    keys.click("Select the usual ones")
    keys.type("Country", "UK", within=form)
    keys.choose("Type of proceeding", "Extradition", within=form)
    keys.type("Court or body", "Westminster Magistrates' Court", within=form)
    periods = form.entries["rule_ids"]
    keys.type("Date", "2026-05-04", within=form, once=lambda: APPEAL in periods.ticks)
    keys.click(periods.ticks[APPEAL].accessibleName(), within=form)
    keys.tick(form.entries["topics"].list, workspace.context.words("Detention and prison conditions"))
    for name, kind in RELATIVES:
        relative = form.entries["relatives"].lines[-1]
        keys.type("Name of the relative", name, within=relative)
        keys.type("Relationship to the person", kind, RETURN, within=relative)
        keys.type("Whereabouts", "Kashgar", RETURN, within=relative)
    keys.press("Return")
    for name, role in CONTACTS:
        line = form.entries["contacts"].lines[-1]
        keys.type("Name of the contact", name, within=line)
        keys.choose("Role in the case", role, within=line)
        keys.type("Telephone or email", "office@example.org", RETURN, within=line)
    keys.press("Return")
    keys.click("Select all", within=form)
    keys.press("Ctrl+S")
    keys.until(lambda: workspace.place.page == "case")


def _gather_by_keyboard(keys: Keyboard, workspace: Workspace) -> None:
    """The same, from tab to tab."""
    for _ in range(3):
        keys.press("Ctrl+Tab")
    leaf: Any = shown_in(workspace.page)
    keys.press("Ctrl+N")
    keys.files()
    keys.press("Ctrl+S")
    keys.until(lambda: leaf.rows.rowCount() >= len(FILES))
    keys.press("Ctrl+Tab")
    keys.paste(FACTS)
    keys.click("Preview rows")
    keys.press_default(workspace.context.words.count("Import {number} row", "Import {number} rows", 5))
    keys.until(lambda: keys.is_ready("Undo this import"))
    keys.press("Ctrl+Tab")


def _file_by_keyboard(keys: Keyboard, workspace: Workspace) -> None:
    """The same, in the pane beside the dossier."""
    keys.press("Ctrl+N")
    keys.press("Ctrl+S")
    page: Any = shown_in(workspace.page)
    keys.until(page.side.isVisible)
    while not page.side.isAncestorOf(keys.focused):
        keys.press("F6")
    keys.press("Ctrl+Tab")
    copy = page.side.copy
    keys.until(copy.go.isEnabled)
    keys.press("Ctrl+S")
    keys.files()
    keys.until(copy.go.isEnabled)
    keys.choose("Copy", "Pseudonymised copy", within=copy)
    keys.until(copy.replacements.start.isVisible)
    keys.press("Ctrl+S")
    keys.until(copy.replacements.accept.isVisible)
    while not copy.replacements.is_finished:
        keys.press("Ctrl+S")
    keys.until(copy.go.isEnabled)
    keys.press("Ctrl+S")
    keys.files()


@pytest.fixture
def begun(
    opened: Opened, stocked: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[str], Workspace]:
    """The small window of a new casebook in a language, with the files to choose."""

    def begin(language: str) -> Workspace:
        targets = iter([tmp_path / "bundle.pdf", tmp_path / "pseudonymised.pdf"])
        monkeypatch.setattr(
            evidence, "pick_files", lambda *_, **__: [DATA / "files" / name for name in FILES]
        )
        monkeypatch.setattr(dossier_copy, "pick_target", lambda *_: next(targets))
        workspace = opened(stocked, language)
        workspace.window().resize(*SCREEN)
        return workspace

    return begin


@pytest.mark.proof
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_first_hour_by_mouse(
    begun: Callable[[str], Workspace], stocked: Session, qtbot: QtBot, language: str
) -> None:
    workspace = begun(language)
    hand = Hand(workspace, qtbot)
    _meet(hand, workspace)
    _gather(hand, workspace)
    _file(hand, workspace)
    assert dict(hand.inputs) == INPUTS[language]
    assert sum(hand.inputs.values()) <= 60
    hand.until(lambda: len(record.every(stocked, Build)) == 2)
    _require_all(stocked)


@pytest.mark.proof
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_first_hour_by_keyboard(
    begun: Callable[[str], Workspace], stocked: Session, qtbot: QtBot, language: str
) -> None:
    workspace = begun(language)
    keys = Keyboard(workspace, qtbot)
    _meet_by_keyboard(keys, workspace)
    _gather_by_keyboard(keys, workspace)
    _file_by_keyboard(keys, workspace)
    assert dict(keys.inputs) == BY_KEYBOARD[language]
    assert sum(keys.inputs.values()) <= 90
    keys.until(lambda: len(record.every(stocked, Build)) == 2)
    _require_all(stocked)


def _require_all(session: Session) -> None:
    """Whatever was typed, chosen and pasted is there."""
    client = next(one for one in record.every(session, Person) if one.leading_name == "Alim Tursun")
    assert {"Latn", "Arab", "Cyrl", "Hans"} <= {name.script for name in client.names}
    counts = {kind: len(record.every(session, kind)) for kind in (Relation, Contact, Fact, Deadline, Dossier)}
    assert list(counts.values()) == [2, 3, 5, 1, 1]
    (dossier,) = record.every(session, Dossier)
    assert dossier.topics == client.topics != ()
    (case,) = record.every(session, Case)
    assert len(record.of_case(session, Document, case.id)) >= len(FILES)
    assert {build.copy_kind for build in record.every(session, Build)} == {"draft", "pseudonymised"}

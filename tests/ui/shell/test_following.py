"""A window that reads along with another on the same vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from casebook.base.clock import fixed_clock
from casebook.domain.base.setting import Draft
from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.case.case import open_case
from casebook.ui.kit.page_context import Location
from casebook.ui.shell.draft_bar import DraftBar
from casebook.ui.shell.following import Following
from casebook.ui.shell.message_bar import MessageBar
from casebook.ui.shell.status import StatusLine
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.controls import parts
from casebook.ui.widgets.controls.chip import Chip
from casebook.ui.widgets.forms.editable import Editable
from casebook.ui.widgets.forms.form import Form
from tests.sampled import sampled
from tests.services.base.test_read_only import digests
from tests.ui.conftest import Opened
from tests.ui.driver import behind, message_of, part, text_of
from tests.ui.names import in_view
from tests.ui.places import STEPS, places
from tests.vaults import PHRASE, SAMPLE_AT

_VERBS = {"Add", "Allow", "Bring", "Build", "Change", "Give", "New", "Put", "Remove", "Rename", "Use"}


@pytest.fixture
def reader(blank: Session) -> Iterator[Session]:
    """Another session on the vault of `blank`, which has one case, opened to be read."""
    open_case(blank, reference="ABC-1", title="", jurisdiction="CY")
    opened = open_session(blank.vault.path, PHRASE, to_read=True, clock=fixed_clock(SAMPLE_AT))
    yield opened
    opened.close()


def _marks(workspace: Workspace) -> list[str]:
    return [mark.accessibleName() for mark in in_view(workspace, Chip)]


def _offered(workspace: Workspace) -> list[str]:
    """What could be pressed that changes something."""
    controls = workspace.page.findChildren(QPushButton)
    switched_on = [made for made in controls if made.isVisible() and made.isEnabled()]
    pressed = [made for made in switched_on if made.property("role") not in {"tab", "segment", "part"}]
    return [made.accessibleName() for made in pressed if made.accessibleName().split(" ")[0] in _VERBS]


@pytest.mark.parametrize("step", sampled(STEPS))
def test_every_page_can_be_read_is_marked_and_writes_nothing(
    opened: Opened, sample: Session, sample_case: Case, step: int
) -> None:
    before = digests(sample.vault.path)
    with open_session(sample.vault.path, PHRASE, to_read=True, clock=fixed_clock(SAMPLE_AT)) as session:
        workspace = opened(session)
        assert "Read-only" in workspace.window().windowTitle()
        assert "Read-only" in text_of(part(workspace, StatusLine)).split("\n")
        for place in places(sample_case.id)[::step]:
            workspace.go(place)
            QApplication.processEvents()
            assert "Read-only" in _marks(workspace), place
            assert message_of(workspace) == "The casebook is open read-only.", place
            assert "; ".join(_offered(workspace)) == "", place
        assert session.store.listeners
    assert digests(sample.vault.path) == before


def test_what_would_write_says_why_not(opened: Opened, reader: Session) -> None:
    workspace = opened(reader)
    before = digests(reader.vault.path)
    acts: tuple[Callable[[], object], ...] = (
        partial(workspace.run_action, "new"),
        partial(workspace.run_action, "undo"),
        lambda: workspace.context.ask(
            lambda s: open_case(s, reference="X", title="", jurisdiction="CY"), lambda _: None
        ),
    )
    for act in acts:
        part(workspace, MessageBar).hide()
        act()
        assert "Nothing can be changed here" in message_of(workspace)
        assert "other window" in part(workspace, MessageBar).accessibleName()
    assert digests(reader.vault.path) == before


def test_forms_are_read_only_and_no_draft_of_the_other_window_is_offered(
    opened: Opened, blank: Session, reader: Session
) -> None:
    blank.store.keep(
        Draft(id='["cases","","","","New case"]', fields={"reference": "R-2"}, kept_at=SAMPLE_AT)
    )
    workspace = opened(reader)
    workspace.go(Location(page="cases"))
    workspace.page.start_new()
    forms = [form for form in workspace.findChildren(Form) if form.isVisible()]
    assert forms
    assert not any(form.fields.isEnabled() for form in forms)
    pencils = [words.findChild(QPushButton) for words in workspace.findChildren(Editable)]
    assert not any(pencil is None or pencil.isEnabled() for pencil in pencils)
    assert not any(bar.isVisible() for bar in workspace.findChildren(DraftBar))


def test_what_is_made_after_a_vault_opened_to_be_read_can_be_pressed(opened: Opened, reader: Session) -> None:
    workspace = opened(reader)
    assert not parts.button("New vault", meaning="add").isEnabled()
    workspace.window().close_workspace()  # type: ignore[attr-defined]
    assert parts.button("New vault", meaning="add").isEnabled()


def test_what_the_other_window_saves_appears(opened: Opened, blank: Session, reader: Session) -> None:
    workspace = opened(reader)
    workspace.go(Location(page="cases"))
    rows = workspace.page.rows  # type: ignore[attr-defined]
    assert rows.rowCount() == 1
    open_case(blank, reference="ABC-2", title="", jurisdiction="MT")
    behind(workspace, Following).look()
    assert rows.rowCount() == 2
    (first, _) = record.every(blank, Case)
    record.change(blank, replace(first, title="Removal"), seen=first)
    behind(workspace, Following).look()
    assert record.find(reader, Case, first.id).title == "Removal"
    assert "Read-only" in text_of(part(workspace, StatusLine)).split("\n")


def test_the_other_windows_lock_leaves_this_one_open_its_panic_does_not(
    opened: Opened, blank: Session, reader: Session, qtbot: QtBot
) -> None:
    workspace = opened(reader)
    with qtbot.assertNotEmitted(workspace.locking):
        behind(workspace, Following).look()
    path = blank.vault.path
    blank.lock()
    with qtbot.assertNotEmitted(workspace.locking):
        behind(workspace, Following).look()
    open_session(path, PHRASE).close()  # as the panic key does
    with qtbot.waitSignal(workspace.locking):
        behind(workspace, Following).look()

"""A form restored from a draft is as it was: what typing brought about is there again, on every page."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QTimer

from casebook.services.base import draft
from casebook.services.base.session import Session
from casebook.ui.shell.draft_id import written_in
from casebook.ui.shell.form_snapshot import DRAFT, typed_into
from casebook.ui.shell.workspace import Workspace
from casebook.ui.widgets.forms.form import Form
from tests.sampled import sampled
from tests.ui import any_case
from tests.ui.any_case import Trial
from tests.ui.any_form import fill
from tests.ui.conftest import Opened
from tests.ui.driver import settle, words_in_view
from tests.ui.places import STEPS

Shown = dict[tuple[str, str, str], tuple[object, str]]
"""What stands in the fields of a form and what it says, by page, tab and name of the form."""


@pytest.mark.parametrize(("start", "step"), sampled(((0, STEPS[0]), (0, 1), (1, 1))))  # few have a second way
def test_a_restored_form_says_what_it_said_before(
    opened: Opened, blank: Session, tmp_path: Path, start: int, step: int
) -> None:
    trial = Trial(opened(blank), blank, tmp_path, [], Counter())
    any_case.begin(trial)
    any_case.save_without_dates(trial)
    before = _filled_in(trial, start, step)
    trial.workspace.context.about_to_lock.emit()
    after = _restored(opened(blank), blank)
    assert len(after) >= 3
    assert after == {key: before[key] for key in after}


def _filled_in(trial: Trial, start: int, step: int) -> Shown:
    """Fill in a form on each page, or on one of so many, begun in the way of this number where it has it."""
    shown: Shown = {}
    for place in islice(any_case.places(trial), 0, None, step):
        starts = any_case.form_starts(trial, place, any_case.navigate(trial, place))
        for begin in starts[start : start + 1]:
            begin()
            settle()
            for form in _forms(trial.workspace):
                form.take_focus()
                fill(form, Random(20260302))  # noqa: S311 - chance that repeats
                shown[place.page, place.tab, str(form.property(DRAFT))] = _shown(form)
        trial.workspace.drafts.keep()
    return shown


def _restored(workspace: Workspace, session: Session) -> Shown:
    shown: Shown = {}
    for kept in draft.every(session):
        place, name = written_in(kept.id)
        workspace.drafts.resume(kept.id)
        settle()
        form = next((one for one in _forms(workspace) if one.property(DRAFT) == name), None)
        assert form is not None, (place, name)
        shown[place.page, place.tab, name] = _shown(form)
    return shown


def _forms(workspace: Workspace) -> list[Form]:
    forms = workspace.page.findChildren(Form)
    return [form for form in forms if form.isVisible() and form.property(DRAFT)]


def _shown(form: Form) -> tuple[object, str]:
    """Return what a form holds and says once every pause that it makes after typing is over."""
    for timer in form.window().findChildren(QTimer):
        if timer.isActive() and timer.isSingleShot():
            timer.stop()
            timer.timeout.emit()
    settle()
    return typed_into(form), words_in_view(form)

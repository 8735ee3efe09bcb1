"""Undo takes back the last change, or says that it cannot; it never reaches past it to an older one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.page_context import BarMessage, Location, PageContext
from casebook.ui.kit.tasks import InLine
from casebook.ui.kit.undo_history import Step

CASE = Case(id="case-one", reference="R-1", title="Removal", jurisdiction="CY", opened_on=date(2026, 1, 1))
CHANGED = replace(CASE, title="Expulsion")


@pytest.fixture
def context(blank: Session) -> PageContext:
    """A page context beside a page that reads at each commit."""
    bus = Bus()
    blank.on_change(bus.changed.emit)
    made = PageContext(blank, InLine(), bus, Translator())
    bus.changed.connect(lambda _: made.ask(lambda _: None, lambda _: None))
    return made


def _change(context: PageContext) -> None:
    """Something that can be undone."""

    def done(_: object) -> None:
        context.did("Case updated", lambda session: record.change(session, CASE, seen=CHANGED))

    context.ask(lambda session: record.change(session, CHANGED, seen=CASE), done)


def test_a_change_without_a_way_back_is_not_passed_over(context: PageContext, blank: Session) -> None:
    messages: list[BarMessage] = []
    context.message_posted.connect(messages.append)
    record.add(blank, CASE)
    _change(context)
    context.ask(
        lambda session: record.add(session, replace(CASE, id="c2", reference="R-2")),
        lambda _: context.say("Case copied"),
    )
    for _ in range(2):
        context.undo()
        assert messages[-1].title == "The last change cannot be undone: Case copied"
    assert record.find(blank, Case, CASE.id) == CHANGED
    record.add(blank, replace(CASE, id="c3", reference="R-3"))
    context.undo()
    assert messages[-1].title == "The last change cannot be undone"


def test_undo_goes_back_step_by_step_to_what_cannot_be_undone(context: PageContext, blank: Session) -> None:
    messages: list[BarMessage] = []
    context.message_posted.connect(messages.append)
    record.add(blank, CASE)
    _change(context)
    context.undo()
    assert messages[-1].title == "Undone: Case updated"
    assert record.find(blank, Case, CASE.id) == CASE
    context.undo()
    assert messages[-1].title == "The last change cannot be undone"


def _step(context: PageContext, title: str) -> Step:
    return next(step for step in context.steps[0] if step.title == title)


def test_an_older_change_is_undone_and_newer_ones_of_its_record_named(
    context: PageContext, blank: Session
) -> None:
    messages: list[BarMessage] = []
    context.message_posted.connect(messages.append)
    _add_and_back(context)
    _change_and_back(context)
    other = replace(CHANGED, team=("A. Example",))
    context.ask(
        lambda session: record.change(session, other, seen=CHANGED),
        lambda _: context.say("Team changed"),
    )
    context.undo(_step(context, "Case updated"))
    assert record.find(blank, Case, CASE.id) == replace(other, title=CASE.title)
    assert messages[-1].title == "Undone: Case updated"
    assert messages[-1].remedy == "Newer changes of the same record stay: Team changed"
    assert [step.title for step in context.steps[0]] == ["Case added", "Team changed"]
    context.redo()
    assert record.find(blank, Case, CASE.id) == other


def test_a_refused_undo_keeps_its_place_in_the_list(context: PageContext, blank: Session) -> None:
    messages: list[BarMessage] = []
    context.message_posted.connect(messages.append)
    _add_and_back(context)
    _change_and_back(context)
    record.change(blank, replace(CHANGED, title="Deportation"))
    titles = [step.title for step in context.steps[0]]
    context.undo(_step(context, "Case updated"))
    assert messages[-1].title == "This record was changed in another window."
    assert [step.title for step in context.steps[0]] == titles
    assert record.find(blank, Case, CASE.id).title == "Deportation"


def test_an_undo_goes_where_the_change_was_made(context: PageContext, blank: Session) -> None:
    places: list[Location] = []
    context.navigation_requested.connect(places.append)
    record.add(blank, CASE)
    made_at = Location(page="case", id=CASE.id, tab="overview")
    context.here = lambda: replace(made_at, within="a record")
    _change_and_back(context)
    context.undo()
    assert places == []
    context.here = lambda: Location(page="today")
    context.redo()
    assert places == [made_at]


def _change_and_back(context: PageContext) -> None:
    """Something that can be undone and redone."""

    def done(_: object) -> None:
        context.did(
            "Case updated",
            lambda session: record.take_back(session, CHANGED, CASE),
            redo=lambda session: record.take_back(session, CASE, CHANGED),
        )

    context.ask(lambda session: record.change(session, CHANGED, seen=CASE), done)


def _add_and_back(context: PageContext) -> None:
    def done(_: object) -> None:
        context.did(
            "Case added",
            lambda session: record.move_to_bin(session, Case, CASE.id),
            redo=lambda session: record.restore(session, Case, CASE.id),
        )

    context.ask(lambda session: record.add(session, CASE), done)


def test_what_was_undone_is_redone_step_by_step_and_undone_again(
    context: PageContext, blank: Session
) -> None:
    messages: list[BarMessage] = []
    context.message_posted.connect(messages.append)
    _add_and_back(context)
    _change_and_back(context)
    for _ in range(2):
        context.undo()
        context.undo()
        assert record.every(blank, Case) == []
        context.redo()
        assert record.find(blank, Case, CASE.id) == CASE
        context.redo()
        assert record.find(blank, Case, CASE.id) == CHANGED
        assert (messages[-1].title, messages[-1].is_undoable) == ("Redone: Case updated", True)
    context.redo()
    assert messages[-1].title == "Nothing to redo"
    context.undo()
    assert context.step_titles == {"undo": "Case added", "redo": "Case updated"}


def test_what_stands_in_the_way_of_a_redo_is_named(context: PageContext, blank: Session) -> None:
    messages: list[BarMessage] = []
    context.message_posted.connect(messages.append)
    record.add(blank, CASE)
    _change_and_back(context)
    context.undo()
    context.did("57 rows of the import undone", lambda _: None)
    context.redo()
    assert messages[-1].title.endswith("Ctrl+Z undoes: 57 rows of the import undone")


def test_after_another_change_nothing_is_redone(context: PageContext, blank: Session) -> None:
    messages: list[BarMessage] = []
    context.message_posted.connect(messages.append)
    record.add(blank, CASE)
    _change_and_back(context)
    context.undo()
    record.add(blank, replace(CASE, id="c2", reference="R-2"))
    context.redo()
    assert messages[-1].title == "Nothing to redo"
    assert record.find(blank, Case, CASE.id) == CASE
    context.redo()
    assert messages[-1].title == "Nothing to redo"


def test_a_change_that_takes_its_page_is_not_redone(context: PageContext, blank: Session) -> None:
    messages: list[BarMessage] = []
    context.message_posted.connect(messages.append)
    record.add(blank, CASE)
    _change(context)
    context.undo()
    context.redo()
    assert messages[-1].title == "This change cannot be redone: Case updated"
    assert messages[-1].remedy == "Nothing was changed. Make the change again where it was made."
    assert record.find(blank, Case, CASE.id) == CASE

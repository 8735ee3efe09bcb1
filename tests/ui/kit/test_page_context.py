from __future__ import annotations

import threading  # noqa: TID251 - holds the vault's thread while a page is destroyed
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from casebook.base.errors import Cancelled, Locked, Refused
from casebook.base.i18n import Translator
from casebook.services.base.flow import as_flow, on_vault
from casebook.services.base.session import Session
from casebook.ui.kit.changes import Bus
from casebook.ui.kit.page_context import PageContext
from casebook.ui.kit.tasks import Lanes
from tests.ui.later import Later

WAIT_MS = 5000


class _Page(QObject):
    def __init__(self, answers: list[str]) -> None:
        super().__init__()
        self._answers = answers

    def show(self, answer: str) -> None:
        self._answers.append(f"{answer}, {self.objectName()}")

    def show_for(self, _: str, answer: str) -> None:
        self.show(answer)

    def later(self) -> Callable[[str], None]:
        """What takes an answer and is no method."""
        return lambda answer: self.show(answer.title())


@pytest.fixture
def lanes(application: QApplication) -> Iterator[Lanes]:  # noqa: ARG001 - signals need one
    made = Lanes()
    yield made
    made.stop()


@pytest.mark.parametrize("way", ["ask", "ask with a closure", "ask with a part", "run"])
def test_an_answer_for_a_page_that_is_gone_reaches_nobody(
    blank: Session, lanes: Lanes, qtbot: QtBot, way: str
) -> None:
    context, answers = PageContext(blank, lanes, Bus(), Translator()), list[str]()
    gate, page = threading.Event(), _Page(answers)

    def work(_: object = None) -> str:
        gate.wait(WAIT_MS / 1000)
        return "late"

    ways: dict[str, Callable[[], None]] = {
        "ask": lambda: context.ask(work, page.show),
        "ask with a closure": lambda: context.ask(work, page.later()),
        "ask with a part": lambda: context.ask(work, partial(page.show_for, "it")),
        "run": lambda: context.run(lambda _: as_flow(on_vault(work)), page.show),
    }
    ways[way]()
    context.ask(lambda _: "next", answers.append)
    delete(page)
    gate.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
    assert answers == ["next"]


def test_nobody_asks_a_page_that_is_gone_whether_it_wants_an_answer(blank: Session) -> None:
    later, answers, titles = Later(), list[str](), list[str]()
    context, page = PageContext(blank, later, Bus(), Translator()), _Page(answers)
    context.message_posted.connect(lambda message: titles.append(message.title))

    def refuse() -> str:
        raise Refused("Of a page that is gone.")

    def is_wanted() -> bool:
        return page.objectName() == ""

    context.run(lambda _: as_flow(on_vault(lambda: "late")), page.show, is_wanted=is_wanted)
    context.run(lambda _: as_flow(on_vault(refuse)), page.show, is_wanted=is_wanted)
    context.run(lambda _: as_flow(on_vault(lambda: "built")), page.show, away=answers.append)
    delete(page)
    later.let()
    assert (answers, titles) == (["built"], ["Of a page that is gone."])


def test_a_page_that_is_gone_takes_no_refusal(blank: Session) -> None:
    later, answers, titles = Later(), list[str](), list[str]()
    context, page = PageContext(blank, later, Bus(), Translator()), _Page(answers)
    context.message_posted.connect(lambda message: titles.append(message.title))

    def refuse(_: object = None) -> str:
        raise Refused("Of a page that is gone.")

    def take(error: BaseException) -> bool:
        page.show(str(error))
        return True

    context.ask(refuse, page.show, take)
    context.run(
        lambda _: as_flow(on_vault(refuse)), page.show, lambda error: page.show(str(error)), refused=take
    )
    delete(page)
    later.let()
    assert (answers, titles) == ([], ["Of a page that is gone."] * 2)


def test_what_the_lock_stops_is_not_reported_as_stopped(blank: Session, lanes: Lanes) -> None:
    context, titles = PageContext(blank, lanes, Bus(), Translator()), list[str]()
    context.message_posted.connect(lambda message: titles.append(message.title))
    context.fail(Cancelled("Stopped."))
    assert titles == ["Stopped. No incomplete file was left."]
    context.fail(Locked())
    assert len(titles) == 1


def test_an_answer_that_is_no_longer_wanted_is_not_shown(blank: Session) -> None:
    later, shown, titles, asked = Later(), list[str](), list[str](), ""
    context = PageContext(blank, later, Bus(), Translator())
    context.message_posted.connect(lambda message: titles.append(message.title))

    def of(record: str) -> str:
        if record == "refused":
            raise Refused("Of another record.")
        return record

    def ask(record: str) -> None:
        context.run(
            lambda _: as_flow(on_vault(lambda: of(record))), shown.append, is_wanted=lambda: record == asked
        )

    for asked in ("refused", "first", "second"):
        ask(asked)
    later.let(newest_first=True)
    assert (shown, titles) == (["second"], [])

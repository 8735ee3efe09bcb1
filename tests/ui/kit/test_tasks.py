from __future__ import annotations

import threading  # noqa: TID251 - asks on which thread it runs
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casebook.base.errors import Cancelled, Refused
from casebook.base.message import Message
from casebook.services.base.flow import Flow, off_thread, on_vault
from casebook.ui.kit.tasks import BackgroundTask, InLine, Lanes, Runner

WAIT_MS = 5000


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    made = Lanes()
    yield made
    made.stop()


def _unwanted(error: BaseException) -> None:
    raise error


async def _where() -> list[str]:
    names = [await on_vault(lambda: threading.current_thread().name) for _ in range(3)]
    names.append(await off_thread(lambda: threading.current_thread().name))
    names.append(threading.current_thread().name)
    return names


async def _counted(task: BackgroundTask, gate: threading.Event) -> int:
    def work() -> int:
        for number in range(10_000):
            task(number, 10_000, Message("counting"))
            gate.wait(0.01)
        return 10_000

    return await off_thread(work)


async def _mended() -> str:
    def refuse() -> None:
        raise Refused("No.")

    try:
        await on_vault(refuse)
    except Refused as error:
        return str(error.title)
    return ""


def test_each_step_runs_on_its_lane_and_answers_come_home(lanes: Lanes, qtbot: QtBot) -> None:
    answers: list[list[str]] = []
    lanes.run(BackgroundTask(), _where, answers.append, _unwanted)
    qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
    *vault, work, home = answers[0]
    assert set(vault) == {"vault_0"}
    assert work.startswith("work_")
    assert home == threading.main_thread().name


@pytest.mark.parametrize("kind", ["lanes", "in line"])
def test_a_flow_can_mend_what_a_step_refused(kind: str, lanes: Lanes, qtbot: QtBot) -> None:
    runner: Runner = lanes if kind == "lanes" else InLine()
    answers: list[str] = []
    runner.run(BackgroundTask(), _mended, answers.append, _unwanted)
    qtbot.waitUntil(lambda: answers == ["No."], timeout=WAIT_MS)


def test_long_work_tells_how_far_it_is_and_stops_when_asked(lanes: Lanes, qtbot: QtBot) -> None:
    task = BackgroundTask()
    moved: list[tuple[int, int, Message]] = []
    failed: list[BaseException] = []
    task.moved.connect(lambda done, total, step: moved.append((done, total, step)))
    lanes.run(task, partial(_counted, task, threading.Event()), lambda _: None, failed.append)
    qtbot.waitUntil(lambda: bool(moved), timeout=WAIT_MS)
    with qtbot.waitSignal(task.ended, timeout=WAIT_MS):
        task.cancel()
    assert [type(error) for error in failed] == [Cancelled]
    assert moved[-1][1:] == (10_000, Message("counting"))


def test_stopping_tells_nobody_and_does_the_last_thing_on_the_vault_lane() -> None:
    lanes, task = Lanes(), BackgroundTask()
    reports: list[object] = []
    last: list[str] = []
    lanes.run(task, partial(_counted, task, threading.Event()), reports.append, reports.append)
    lanes.stop(lambda: last.append(threading.current_thread().name))
    QApplication.processEvents()
    assert last == ["vault_0"]
    assert reports == []


def test_what_is_asked_for_after_stopping_is_never_made() -> None:
    lanes = Lanes()
    lanes.stop()
    lanes.run(BackgroundTask(), lambda: pytest.fail("it was made"), lambda _: None, _unwanted)


@pytest.mark.parametrize("kind", ["lanes", "in line"])
def test_a_flow_that_cannot_be_made_is_reported_as_a_failed_one(kind: str, lanes: Lanes) -> None:
    runner: Runner = lanes if kind == "lanes" else InLine()
    failed: list[BaseException] = []

    def refuse() -> Flow[None]:
        raise Refused("No.")

    runner.run(BackgroundTask(), refuse, lambda _: None, failed.append)
    assert [type(error) for error in failed] == [Refused]


def test_in_line_everything_has_happened_on_return() -> None:
    answers: list[list[str]] = []
    InLine().run(BackgroundTask(), _where, answers.append, _unwanted)
    assert set(answers[0]) == {threading.current_thread().name}


def test_a_task_ends_though_what_takes_its_answer_fails(lanes: Lanes, qtbot: QtBot) -> None:
    def fail(_: object) -> None:
        raise KeyError("unwanted")

    task = BackgroundTask()
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(task.ended, timeout=WAIT_MS):
        lanes.run(task, _where, fail, _unwanted)
    assert [kind for kind, *_ in raised] == [KeyError]

"""The self-check: what a worker behind the walls is refused, and what one without them gets."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import partial

import pytest

from casebook import __version__
from casebook.host.process.worker_process import WorkerProcess
from casebook.services.vault import confinement, self_check
from casebook.services.vault.self_check import TITLES, OutcomeWord, SelfCheck, check_file, system_build

OPEN = """
from casebook.worker import check
check.confine_worker = lambda fonts: None
check.serve_check()
"""
"""A worker whose walls were left out."""
SILENT = "import sys; sys.stdin.buffer.read(1)"
LIAR = """
import os, sys
from casebook.host.ipc.message import MessageHead, read_head, write_message
head = read_head(sys.stdin.buffer)
write_message(1, MessageHead(21, head.first + 1, 1))
sys.stdin.buffer.read()
"""


def _instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Have another worker take the place of a good one."""
    start = partial(WorkerProcess.run, [sys.executable, "-c", program], 30)
    monkeypatch.setattr(WorkerProcess, "start", lambda *_: start())


def test_each_attempt_is_refused_where_the_walls_stand() -> None:
    """Linux has them; under wine nothing is refused, and it is said."""
    check = self_check.run()
    assert list(check.outcomes) == list(TITLES)
    assert check.is_walled is (sys.platform == "linux")
    assert ("not refused" in check.outcomes.values()) is (sys.platform != "linux")
    assert SelfCheck.load() == check
    assert [each.name for each in check_file().parent.iterdir()] == [check_file().name], "nothing else stays"


def test_without_the_walls_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch, OPEN)
    outcomes = dict(self_check.run().outcomes)
    del outcomes["parent"]  # some systems let no program read the memory of its parent
    assert set(outcomes.values()) == {"not refused"}


@pytest.mark.parametrize("worker", [SILENT, LIAR])
def test_a_worker_that_ends_or_lies_is_no_proof(monkeypatch: pytest.MonkeyPatch, worker: str) -> None:
    _instead(monkeypatch, worker)
    check = self_check.run()
    assert set(check.outcomes.values()) == {"unknown"}
    assert not check.is_walled


def test_a_result_counts_for_its_version_and_system_alone() -> None:
    refused = SelfCheck(version=__version__, system=system_build(), outcomes=dict.fromkeys(TITLES, "refused"))
    assert refused.is_walled
    assert not replace(refused, version="0.0.1").is_walled
    assert not replace(refused, system="Windows 10.0.1").is_walled
    for name in TITLES:
        assert not replace(refused, outcomes={**refused.outcomes, name: "not refused"}).is_walled


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1, "system": "a", "outcomes": {"read": "refused"}}', "\x00" * 9]
)
def test_a_result_that_makes_no_sense_is_none(text: str) -> None:
    check_file().parent.mkdir(parents=True)
    check_file().write_text(text, encoding="utf-8")
    assert SelfCheck.load() is None


def test_a_result_names_versions_and_outcomes_alone() -> None:
    self_check.run()
    assert set(json.loads(check_file().read_text(encoding="utf-8"))) == {"version", "system", "outcomes"}


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_walls_are_said_where_this_computer_saw_them(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    """By a current self-check alone; without one, or with one thing not refused, they are not."""
    monkeypatch.setattr(sys, "platform", system)
    assert confinement.of_worker().state == "apart"
    monkeypatch.setattr(self_check, "system_build", lambda: "System 10.0.1")
    outcomes: dict[str, OutcomeWord] = dict.fromkeys(TITLES, "refused")
    refused = SelfCheck(version=__version__, system="System 10.0.1", outcomes=outcomes)
    replace(refused, outcomes={**refused.outcomes, "socket": "not refused"}).save()
    assert confinement.of_worker().state == "apart"
    replace(refused, system="System 10.0.0").save()
    assert confinement.of_worker().state == "apart"
    refused.save()
    assert confinement.of_worker().state == "walled"
    assert confinement.is_walled()

"""The fork of a bundle worker that reads pages at the same time: same findings, same walls, no trace left."""

from __future__ import annotations

import io
import os
import select
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from casebook.base.message import Message
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.filings.survey import Survey
from casebook.domain.dossier.pdf_job import InspectJob
from casebook.host.sandbox.sandbox import confine_worker
from casebook.pdf.check.survey import survey
from casebook.pdf.page.examiner import Look, examine
from casebook.services.processes.bundle_worker import BundleWorker
from casebook.worker.parallel_reader import ForkedReader, fork_parallel_reader
from tests.pdf.corpus import typed

HERE = os.getpid()
FILE = typed(90)


def _who_reads(index: int, *_: object) -> tuple[int, int]:
    return index, os.getpid()


def _ends_a_fork(index: int, *_: object) -> tuple[int, int]:
    if os.getpid() != HERE:
        os._exit(1)
    return index, os.getpid()


def _is_confined(index: int, *_: object) -> tuple[int, int]:
    try:
        Path("/etc/passwd").read_bytes()
    except OSError:
        return index, os.getpid()
    return index, 0


class _Noting:
    """An examiner that notes who read each page."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.readers: list[tuple[int, int]] = []

    def open(self, _: object) -> Look:
        return self._look

    def whole(self, _: object) -> None:
        self.readers.clear()

    def take(self, index: int, finding: tuple[int, int]) -> None:
        assert index == finding[0]
        self.readers.append(finding)


def _read(look: Look, reader: ForkedReader | None) -> list[int]:
    noting = _Noting(look)
    examine(io.BytesIO(FILE), [noting], lambda *_: None, reader)
    assert [index for index, _ in noting.readers] == list(range(90))
    return [process for _, process in noting.readers]


@pytest.fixture
def reader() -> Iterator[ForkedReader]:
    forked = fork_parallel_reader(lambda: None)
    assert forked is not None
    yield forked
    forked.close()


def test_pages_are_shared_and_what_is_found_keeps_their_order(reader: ForkedReader) -> None:
    processes = _read(_who_reads, reader)
    assert len(set(processes)) == 2
    assert processes[0] == HERE
    assert processes[-1] != HERE
    assert len(set(_read(_who_reads, reader))) == 2  # it reads one file after another


def test_a_survey_is_the_same_with_it(reader: ForkedReader) -> None:
    with_it = survey(io.BytesIO(FILE), "file.pdf", is_measured=True, reader=reader)
    assert with_it == survey(io.BytesIO(FILE), "file.pdf", is_measured=True)


def test_what_it_fails_at_is_read_without_it(reader: ForkedReader) -> None:
    assert set(_read(_ends_a_fork, reader)) == {HERE}
    assert set(_read(_who_reads, reader)) == {HERE}


def test_it_has_the_walls_of_the_worker() -> None:
    forked = fork_parallel_reader(partial(confine_worker, ()))
    assert forked is not None
    confined = set(_read(_is_confined, forked)) - {0}
    forked.close()
    assert len(confined) == 1
    assert HERE not in confined


def test_it_ends_with_its_worker() -> None:
    seen: dict[int, int] = {}

    def progress(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - a `Progress`
        child = worker._child
        assert child is not None
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != child.pid and int(entry.name) not in seen:
                pid = int(entry.name)
                try:
                    if os.getsid(pid) == child.pid:
                        seen[pid] = os.pidfd_open(pid)
                except ProcessLookupError:
                    continue

    file = Exhibit(key="file", mark="", title="", media_type="", open=lambda: io.BytesIO(FILE))
    with BundleWorker(to_build=False) as worker:
        worker.run(InspectJob(name="file.pdf"), Survey, (file,), progress=progress)
    for ended in seen.values():
        waiting = select.poll()
        waiting.register(ended, select.POLLIN)
        assert waiting.poll(10_000)
        os.close(ended)
    assert len(seen) == (len(os.sched_getaffinity(0)) > 1)

"""The session's side of a conversion: what answers is taken to be hostile."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from casebook.base.progress import silent
from casebook.formats.media_type import DOCX
from casebook.host.ipc.channel import Channel
from casebook.host.protocol.program_protocol import (
    MAX_OFFICE_BYTES,
    ProgramMessage,
    ProgramRefusal,
    reach_programs_by,
)
from casebook.services.processes.office_converter import NotConverted, converted, may_be_converted

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a launcher")


@contextmanager
def answering(kind: int, *words: str) -> Iterator[None]:
    """A process that has answered before it was asked, and made no page."""
    here, there = Channel.pair()
    there.send(kind, *words)
    reach_programs_by(lambda: here)
    yield
    there.close()


def refused() -> ProgramRefusal:
    with pytest.raises(NotConverted) as caught:
        converted(io.BytesIO(b"file"), DOCX, silent)
    return caught.value.why


@pytest.mark.parametrize(
    ("kind", "words", "why"),
    [
        (ProgramMessage.REFUSED, ("unconfined",), "unconfined"),
        (ProgramMessage.REFUSED, ("a name",), "failed"),
        (ProgramMessage.DONE, ("OtherOffice 1.0",), "failed"),
        (ProgramMessage.DONE, (), "failed"),
        (ProgramMessage.DONE, ("LibreOffice 25.2.3.2",), "failed"),
        (77, ("LibreOffice 25.2",), "failed"),
    ],
)
def test_an_answer_that_is_none_converts_nothing(kind: int, words: tuple[str, ...], why: str) -> None:
    with answering(kind, *words):
        assert refused() == why


def test_a_process_that_ends_converts_nothing() -> None:
    here, there = Channel.pair()
    there.close()
    reach_programs_by(lambda: here)
    assert refused() == "failed"


def test_without_such_a_process_nothing_is_converted() -> None:
    assert refused() == "missing"


def test_only_files_of_a_size_that_an_office_has_are_converted() -> None:
    class Large(io.BytesIO):
        def seek(self, _: int, __: int = 0) -> int:
            return MAX_OFFICE_BYTES + 1

    with pytest.raises(NotConverted):
        converted(Large(), DOCX, silent)


def test_only_office_files_are_converted() -> None:
    assert may_be_converted(DOCX)
    assert not may_be_converted("text/plain")

"""What is printed goes to the print service whole, and is never said to be printed when it was not."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casebook.base.errors import Refused
from casebook.host.ipc.channel import Channel
from casebook.host.process.printer import print_pdf, printers
from casebook.host.protocol.picker_protocol import PickerMessage, PrintJob
from casebook.services.base import print_service
from casebook.services.base.flow import run_in_line

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux prints through the picker")

PDF = b"%PDF-1.7 invented"


def program(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o700)


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a print service of the test's: it keeps what it is given."""
    program(tmp_path, "lpstat", "echo Office; echo -d; echo Lobby")
    program(tmp_path, "lp", f'echo "$@" > {tmp_path}/asked; exec cat > {tmp_path}/spooled')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def held() -> int:
    file = os.memfd_create("print")
    os.write(file, PDF)
    return file


def test_a_document_is_printed_under_a_name_that_says_nothing(service: Path) -> None:
    assert printers() == ("Office", "Lobby")
    print_pdf("Office", held())
    assert (service / "spooled").read_bytes() == PDF
    assert (service / "asked").read_text(encoding="utf-8") == "-d Office -t Casebook -\n"


def test_a_print_service_that_refuses_or_is_not_there_has_printed_nothing(
    service: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(service, "lp", "exit 1")
    with pytest.raises(OSError, match="error"):
        print_pdf("Office", held())
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(FileNotFoundError):
        print_pdf("Office", held())
    assert printers() == ()


@pytest.mark.parametrize("answer", [PickerMessage.KEPT, PickerMessage.FAILED])
def test_a_session_is_told_whether_the_print_service_has_it(answer: PickerMessage) -> None:
    ours, its = Channel.pair()
    file = os.memfd_create("print")

    def serve() -> None:
        assert its.receive().kind == PickerMessage.KEEP
        its.send(answer, *(("5",) if answer == PickerMessage.FAILED else ()))

    with ThreadPoolExecutor(1) as picker:
        serving = picker.submit(serve)
        target = PrintJob("Office", os.dup(file), ours)
        if answer == PickerMessage.KEPT:
            run_in_line(print_service.print_pdf(target, PDF))
        else:
            with pytest.raises(Refused, match="Nothing was printed"):
                run_in_line(print_service.print_pdf(target, PDF))
        serving.result(10)
    assert os.pread(file, 100, 0) == PDF

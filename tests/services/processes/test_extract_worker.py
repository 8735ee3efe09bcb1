"""The reader in its own process: what it can reach, liars in its place, and how it is given up."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from casebook.base.errors import Cancelled, DamagedSource
from casebook.base.message import Message
from casebook.base.progress import silent
from casebook.base.stopwatch import seconds
from casebook.domain.base.grid import Grid
from casebook.domain.vault.attachment import Attachment
from casebook.formats.read import EmbeddedFile
from casebook.host.ipc.message import HEAD_BYTES, MessageHead
from casebook.host.process.worker_process import WorkerProcess
from casebook.host.protocol.extract_protocol import (
    MAX_PARTS,
    MAX_REPORT_BYTES,
    ExtractMessage,
    Family,
    FileText,
)
from casebook.host.protocol.render_protocol import RenderMessage
from casebook.host.protocol.worker_protocol import WorkerFault, WorkerMessage
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.evidence.intake_read import FileReport, Readers
from casebook.services.evidence.intake_source import from_bytes
from casebook.services.exchange.list_reading import read_list
from casebook.services.processes import extract_worker
from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker, LockedFile, NotRead, Report
from casebook.worker.extract import answered
from tests.host.child import child_running
from tests.host.confined import run_python, try_confined
from tests.paths import DATA as DATA_FOLDER
from tests.pdf.corpus import twice_named, typed

CALENDARS = DATA_FOLDER / "calendars"
DATA = b"From: a@b.example\r\nSubject: x\r\n\r\nwords"
READY = MessageHead(WorkerMessage.READY, 1).pack()


def report(answer: object, parts: int = 0) -> bytes:
    text = json.dumps(answer).encode()
    return MessageHead(ExtractMessage.REPORT, parts, 0, len(text)).pack() + text


LIES = {
    "no head": b"x" * HEAD_BYTES,
    "another kind": READY + MessageHead(RenderMessage.PIXELS, 1, 1, 4).pack() + b"....",
    "no JSON": READY + MessageHead(ExtractMessage.REPORT, 0, 0, 4).pack() + b"{{{{",
    "a list": READY + report([1, 2]),
    "deep": READY + MessageHead(ExtractMessage.REPORT, 0, 0, 200_000).pack() + b"[" * 200_000,
    "too long": READY + MessageHead(ExtractMessage.REPORT, 0, 0, MAX_REPORT_BYTES + 1).pack(),
    "too many parts": READY + MessageHead(ExtractMessage.REPORT, MAX_PARTS + 1, 0, 2).pack() + b"{}",
    "cut short": READY + MessageHead(ExtractMessage.REPORT, 0, 0, 90).pack() + b"{}",
    "wrong part": READY + report({}, 1) + MessageHead(ExtractMessage.PART, 7, 0, 1).pack() + b"x",
    "a long place": READY + MessageHead(WorkerMessage.FAULT, WorkerFault.UNREADABLE, 0, 1 << 30).pack(),
    "huge part": READY + report({}, 1) + MessageHead(ExtractMessage.PART, 0, 0, 1 << 40).pack(),
}

TRUTH = {"media_type": "message/rfc822", "pages": ["x"], "page_count": 0, "is_cut": False, "parts": []}
LIST = {"form": "csv", "head": ["Name"], "rows": [{"line": 2, "cells": ["Lin"], "formulas": []}]}


def liar(answer: bytes) -> Callable[[str, MessageHead, int], WorkerProcess]:
    """A reader that sends this at once and ends when it has been sent the file."""
    program = f"import os; os.write(1, {answer!r}); n = {2 * HEAD_BYTES + len(DATA)}\n"
    program += "while n and (part := os.read(0, n)): n -= len(part)"

    def start(_: str, first: MessageHead, _cpu_seconds: int) -> WorkerProcess:
        worker = child_running(program, "-S")
        worker.send(first, (), seconds() + 10)
        return worker

    return start


def asked(data: bytes = DATA, family: Family = Family.MAIL) -> Report[FileText]:
    with ExtractWorker(family) as one:
        return one.read(io.BytesIO(data), FileText)


def found_by_reader(session: Session, sealed: Attachment) -> FileReport:
    readers = Readers(silent)
    readers.start("message/rfc822")
    try:
        return readers.found_in("message/rfc822", session.vault.attachments, sealed)
    finally:
        readers.close()


def listed() -> Grid:
    return run_in_line(read_list(from_bytes("list", DATA)))


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_liar_is_not_believed(lie: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", liar(lie))
    with pytest.raises(NotRead) as caught:
        asked()
    assert caught.value.why == "failed"


def test_the_place_of_a_fault_nobody_expected_comes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: bytes) -> tuple[FileText, tuple[EmbeddedFile, ...]]:
        raise KeyError

    head = MessageHead(ExtractMessage.READ, 0, 0, len(DATA))
    answer, payload, _parts = answered(head, io.BytesIO(DATA), broken)
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + answer.pack() + b"".join(payload)))
    with pytest.raises(DamagedFile) as caught:
        asked()
    assert "KeyError at casebook.worker.extract:" in str(caught.value.__cause__)


def parts(sizes: tuple[int, ...]) -> bytes:
    heads = (
        MessageHead(ExtractMessage.PART, place, 0, size).pack() + bytes(size)
        for place, size in enumerate(sizes)
    )
    return b"".join(heads)


def test_a_liar_fills_no_memory_by_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    said = report(TRUTH | {"parts": ["a", "b", "c"]}, 3)
    monkeypatch.setattr(extract_worker, "MAX_ANSWER_BYTES", len(said) + 2_000)
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + said + parts((900, 900, 100))))
    assert [len(part) for part in asked().parts] == [900, 900, 100]
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + said + parts((900, 900, 900))))
    with pytest.raises(NotRead):
        asked()


@pytest.mark.proof
def test_a_reader_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the whole time a reader is given."""
    monkeypatch.setattr(WorkerProcess, "loading", liar(b""))
    with pytest.raises(NotRead) as caught:
        asked()
    assert caught.value.why == "failed"


@pytest.mark.parametrize(
    "answer",
    [
        {},
        TRUTH | {"media_type": "application/x-evil"},
        TRUTH | {"pages": [1]},
        TRUTH | {"pages": "x"},
        TRUTH | {"pages": ["\ud800"]},
        TRUTH | {"page_count": -1},
        TRUTH | {"page_count": 10**9},
        TRUTH | {"page_count": True},
        TRUTH | {"page_count": float("nan")},
        TRUTH | {"parts": ["one"]},
        TRUTH | {"properties": {"title": 1}},
        TRUTH | {"obstacle": "anything"},
        TRUTH | {"more": "x"},
    ],
)
def test_what_a_liar_says_of_evidence_is_not_kept(
    answer: object, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + report(answer)))
    sealed = session.vault.attachments.seal(io.BytesIO(DATA), session.ids())
    found = found_by_reader(session, sealed)
    assert (found.media_type, found.pages, found.parts) == ("message/rfc822", (), ())
    assert "It could not be read. It was" in str(found.remarks[0])


def test_what_the_liars_are_held_against_is_believed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + report(TRUTH)))
    sealed = session.vault.attachments.seal(io.BytesIO(DATA), session.ids())
    assert found_by_reader(session, sealed).pages == ("x",)
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + report(TRUTH | {"obstacle": "portfolio"})))
    found = found_by_reader(session, sealed)
    assert "It is a portfolio" in str(found.remarks[0])
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + report(LIST)))
    assert listed().head == ("Name",)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        LIST | {"rows": [{"line": 2, "cells": ["Lin", "1980"], "formulas": []}]},
        LIST | {"rows": [{"line": "2", "cells": ["Lin"], "formulas": []}]},
        LIST | {"rows": [{"line": 2, "cells": "L", "formulas": []}]},
        LIST | {"rows": {}},
        LIST | {"bad_rows": [{"line": 3, "why": "unreadable"}]},
        LIST | {"is_guessed": 1},
        LIST | {"more": "x"},
    ],
)
def test_what_a_liar_says_of_a_list_is_refused(answer: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY + report(answer)))
    with pytest.raises(DamagedSource, match="could not be read"):
        listed()


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (WorkerFault.ENCRYPTED, LockedFile),
        (WorkerFault.UNREADABLE, DamagedFile),
        (WorkerFault.TOO_LARGE, NotRead),
    ],
)
def test_a_fault_becomes_its_error(
    fault: WorkerFault, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        WorkerProcess, "loading", liar(READY + MessageHead(WorkerMessage.FAULT, fault).pack())
    )
    with pytest.raises(error):
        asked()


def test_a_reader_that_sulks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract_worker, "READ_WALL_SECONDS", 0.3)
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY))
    with pytest.raises(NotRead), ExtractWorker(Family.MAIL) as one:
        one.read(io.BytesIO(DATA[:-1]), FileText)  # one byte less than it waits for


def test_the_person_can_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", liar(READY))

    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - it is a Progress
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled), ExtractWorker(Family.MAIL, stop) as one:
        one.read(io.BytesIO(DATA), FileText)


def test_a_computer_that_cannot_confine_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorkerProcess, "loading", liar(MessageHead(WorkerMessage.REFUSED).pack()))
    with pytest.raises(NotRead) as caught:
        asked()
    assert caught.value.why == "unconfined"


def test_a_reader_loads_no_keys_no_records_and_no_window() -> None:
    program = (
        "import sys\nfrom casebook.worker.extract import *\n"
        "from casebook.worker.extractors import extractor_of\n"
        "for family in Family:\n    extractor_of(family)\n"
        "confine_or_exit(())\n"
        "print(*sorted({name.split('.')[1] for name in sys.modules if name.startswith('casebook.')}))\n"
        "print({'PySide6', 'nacl', 'sqlcipher3', 'keyring'} & set(sys.modules))"
    )
    run = run_python(program)
    layers, forbidden = run.stdout.splitlines()
    assert set(layers.split()) <= {"base", "domain", "formats", "host", "pdf", "worker"}, run.stderr
    assert forbidden == "set()"


def test_every_reader_starts_from_a_confined_session(tmp_path: Path) -> None:
    program = (
        "import io\nfrom collections import defaultdict\nfrom pathlib import Path\n"
        "from casebook.host.sandbox.places import session_grants\n"
        "from casebook.host.sandbox.sandbox import confine_session\n"
        "from casebook.domain.base.grid import Grid\n"
        "from casebook.domain.evidence.credentials import CredentialReport\n"
        "from casebook.host.protocol.extract_protocol import Family, FileText\n"
        "from casebook.services.processes.extract_worker import DamagedFile, ExtractWorker\n"
        f"home = Path({str(tmp_path)!r})\n(home / 'a.casebook').mkdir()\n"
        "assert not confine_session(session_grants(home / 'a.casebook', home / 'settings')).missing\n"
        "kinds = dict.fromkeys((Family.TABLE, Family.CONTACTS, Family.CALENDAR), Grid)\n"
        "kinds[Family.CREDENTIALS] = CredentialReport\n"
        "for family in Family:\n"
        "    with ExtractWorker(family) as reader:\n"
        "        try:\n            reader.read(io.BytesIO(b'From: a'), kinds.get(family, FileText))\n"
        "        except DamagedFile:\n            pass\n"
        "    print(family.name)"
    )
    run = run_python(program)
    assert run.stdout.split() == [family.name for family in Family], run.stderr


def test_a_reader_reaches_no_file_no_program_and_no_network() -> None:
    tries = """
@attempt
def reads_a_file(): open("/etc/hostname").read()
@attempt
def reads_a_font(): os.listdir("/usr/share/fonts")
@attempt
def writes_a_file(): open("/tmp/casebook-reader-was-here", "w")
@attempt
def opens_a_socket(): socket.socket()
@attempt
def starts_a_program(): subprocess.run(["true"])
@attempt
def ends_its_parent(): os.kill(PARENT, 9)
"""
    confine = (
        "from casebook.host.protocol.extract_protocol import Family; "
        "from casebook.worker.extractors import extractor_of; "
        "from casebook.host.sandbox.sandbox import confine_worker; "
        "extractor_of(Family.OFFICE); confine_worker(())"
    )
    found = try_confined(tries, confine)
    assert set(found.values()) <= {"EACCES", "EPERM"}
    assert len(found) == 6


@pytest.mark.parametrize("data", [twice_named(), typed(2) + bytes(3000)], ids=["twice named", "padded"])
def test_faults_that_a_bundle_forgives_are_forgiven_in_confinement(data: bytes) -> None:
    assert asked(data, Family.PDF).answer.page_count == 2


@pytest.mark.parametrize(
    "drawing", [b"\x01\0\0\0\x6c\0\0\0", b"\xd7\xcd\xc6\x9a\0\0", b"<svg/>", b"ID3\x03\0"]
)
def test_a_document_of_drawings_alone_is_read_in_confinement(drawing: bytes) -> None:
    """What is not known by its first bytes is looked up in a list that is loaded before."""
    data = io.BytesIO()
    with ZipFile(data, "w") as package:
        package.writestr("word/document.xml", "<w:document xmlns:w='x'/>")
        package.writestr("word/media/image1", drawing)
    assert asked(data.getvalue(), Family.OFFICE).answer.page_count == 0


def test_the_day_of_an_email_in_another_language_is_read_in_confinement() -> None:
    letter = "Date: mercredi 5 août 2026 à 23:30\r\n".encode() + DATA
    assert asked(letter, Family.MAIL).answer.header.dated == "2026-08-05T23:30:00"


def test_calendars_of_other_programs_are_read_in_confinement() -> None:
    """Each describes its time zones itself; one of Outlook's is nobody's but its own."""
    data = b"".join((CALENDARS / f"{name}.ics").read_bytes() for name in ("apple", "google", "outlook"))
    data += (CALENDARS / "evolution.ics").read_bytes()
    assert calendar_times(data) == [
        ("听证", "2026-03-02 14:00", "Asia/Shanghai", ""),
        ("Hearing", "2026-04-02 10:30", "Asia/Nicosia", ""),
        ("Due", "2026-03-16", "", ""),
        ("Hearing", "2026-03-02 14:00", "Europe/Berlin", ""),
        ("Call", "2026-03-03 10:00+05:30", "", ""),
        ("Hearing", "2026-03-02 14:00", "America/Argentina/Buenos_Aires", ""),
    ]


def test_what_names_no_zone_is_read_as_the_file_describes_it() -> None:
    """Folders and files beside the zones may not be opened; they are no zones either."""
    names = ("Europe", "zone.tab", "../zone.tab", "Moon/Base", "/Moon/Base")
    google = (CALENDARS / "google.ics").read_bytes()
    data = b"".join(google.replace(b"Asia/Nicosia", name.encode()) for name in names)
    assert [row[1:] for row in calendar_times(data)[::2]] == [("2026-04-02 10:30+03:00", "", "")] * len(names)


def calendar_times(data: bytes) -> list[tuple[str, ...]]:
    """Title, time, zone and zone as stated of each entry, as the isolated process reads them."""
    with ExtractWorker(Family.CALENDAR) as one:
        return [row.cells[:4] for row in one.read(io.BytesIO(data), Grid).answer.rows]


@pytest.mark.parametrize(
    ("kills", "pages", "words"), [(1, ("words",), ""), (2, (), "ended twice from outside")]
)
def test_a_file_is_read_again_where_its_reader_was_killed(
    kills: int, pages: tuple[str, ...], words: str
) -> None:
    readers, left = Readers(silent), [True] * kills

    def opened() -> io.BytesIO:
        if left and left.pop():
            readers._workers[Family.TEXT]._child.kill()
        return io.BytesIO(b"<p>words</p>")

    readers.start("text/html")
    read = readers.read("text/html", opened)
    readers.close()
    assert read.pages == pages
    assert words in " ".join(map(str, read.remarks))


def test_what_comes_next_is_prepared_while_a_file_is_read() -> None:
    readers, prepared = Readers(silent), list[str]()

    def prepare() -> None:
        readers.start("message/rfc822")
        prepared.append(str(readers._workers[Family.TEXT]._child.pid))

    readers.start("text/html")
    read = readers.read("text/html", lambda: io.BytesIO(b"<p>words</p>"), prepare)
    readers.close()
    assert read.pages == ("words",)
    assert len(prepared) == 1

"""Memory of taking in one file of 1 GiB, and 1,000 of many kinds, through the whole of intake."""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import docx
from PIL import Image

from casebook.base.message import Message
from casebook.crypto.kdf import MIN_MEMORY_KIB, KdfCost
from casebook.domain.evidence.intake import Receipt
from casebook.services.base.flow import run_in_line
from casebook.services.case.case import open_case
from casebook.services.evidence import intake
from casebook.services.evidence.intake_source import from_paths
from casebook.services.vault import vault
from tests.bench.bench_attachment import IMPORT_BYTES, MAX_MEMORY_MIB, resident_kib
from tests.bench.ratio import Ratio, scratch
from tests.worker.documents import letter_pdf

MIXED, MAX_MIXED_MIB = 1_000, 64
PHRASE = "seven invented words stand here for benches"


def measure() -> list[Ratio]:
    """Memory above idle, each in a process of its own, since the highest mark never falls."""
    with scratch("intake") as folder:
        with (folder / "large.bin").open("wb") as file:
            file.truncate(IMPORT_BYTES)
        large_mib, _ = _measured(folder / "one", [folder / "large.bin"], 1)
        mixed = mixed_files(folder / "mixed")
        mixed_mib, seconds = _measured(folder / "many", mixed, len(mixed))
    return [
        Ratio(
            "memory of taking in 1 GiB", large_mib / MAX_MEMORY_MIB, 1.0, _above(large_mib, MAX_MEMORY_MIB)
        ),
        Ratio(
            f"memory of {MIXED:,} mixed files",
            mixed_mib / MAX_MIXED_MIB,
            1.0,
            f"{_above(mixed_mib, MAX_MIXED_MIB)}; {MIXED / seconds:.1f} files a second with progress",
        ),
    ]


def _above(mib: float, most: float) -> str:
    return f"{mib:.1f} MiB above idle, at most {most}"


def _measured(folder: Path, files: list[Path], count: int) -> tuple[float, float]:
    """MiB above idle and seconds of taking in these files in a new process."""
    reading, writing = os.pipe()
    number = os.fork()
    if not number:
        folder.mkdir()
        os.write(writing, json.dumps(_above_kib(folder, files, count)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        above_kib, seconds = json.loads(file.read())
    os.waitpid(number, 0)
    return above_kib / 1024, seconds


def mixed_files(folder: Path) -> list[Path]:
    """Mail, text, web pages, PDF, pictures and Word files, no two alike."""
    folder.mkdir()
    pdf = letter_pdf()
    makers: list[tuple[str, Callable[[int], bytes]]] = [
        (
            "eml",
            lambda number: b"From: a@b.example\nTo: c@d.example\nSubject: %d\n\nMail %d\n" % (number, number),
        ),
        ("txt", lambda number: f"Note {number} 延期审理\n".encode("gb18030") * 50),
        ("html", lambda number: b"<html><p>Page %d</p></html>" % number),
        ("pdf", lambda number: pdf + b"\n%%%d\n" % number),
        ("png", _picture),
        ("docx", _word),
    ]
    files = []
    for number in range(MIXED):
        ending, make = makers[number % len(makers)]
        files.append(folder / f"{number:04}.{ending}")
        files[-1].write_bytes(make(number))
    return files


def _picture(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 400), (number % 256, number // 256, 0)).save(out, "PNG")
    return out.getvalue()


def _word(number: int) -> bytes:
    out = io.BytesIO()
    letter = docx.Document()
    letter.add_paragraph(f"Letter {number}")
    letter.save(out)
    return out.getvalue()


def _above_kib(folder: Path, files: list[Path], count: int) -> tuple[int, float]:
    cost = KdfCost(memory_kib=MIN_MEMORY_KIB, passes=1, lanes=1)
    session, _ = vault.create(folder / "bench.casebook", PHRASE, cost=cost)
    case = open_case(session, reference="B-1", title="", jurisdiction="CY")
    small = folder / "small.txt"
    small.write_bytes(b"A note.")
    run_in_line(intake.take_in(session, case.id, from_paths([small]), Receipt()))  # everything is loaded
    idle = resident_kib("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the mark begins anew
    steps: list[int] = []

    def progress(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - it is a Progress
        steps.append(done)

    start = time.perf_counter()
    rows = run_in_line(intake.take_in(session, case.id, from_paths(files), Receipt(), progress=progress))
    if sum(row.outcome == "taken" for row in rows) != count or steps != sorted(steps):
        raise SystemExit("a file was not taken in, or progress went back")
    return resident_kib("VmHWM") - idle, time.perf_counter() - start

"""Memory of taking in a file of 1 GiB through the whole of intake: sealed, told apart, filed."""

from __future__ import annotations

import os
from pathlib import Path

from casebook.crypto.kdf import MIN_MEMORY_KIB, KdfCost
from casebook.domain.evidence.intake import Receipt
from casebook.services.base.flow import run_in_line
from casebook.services.case.case import open_case
from casebook.services.evidence import intake
from casebook.services.evidence.intake_source import from_paths
from casebook.services.vault import vault
from tests.bench.bench_attachment import IMPORT_BYTES, MAX_MEMORY_MIB, resident_kib
from tests.bench.ratio import Ratio, scratch

PHRASE = "seven invented words stand here for benches"


def measure() -> list[Ratio]:
    """Memory above idle, in a process of its own, since the highest mark never falls."""
    with scratch("intake") as folder:
        with (folder / "large.bin").open("wb") as file:
            file.truncate(IMPORT_BYTES)
        reading, writing = os.pipe()
        number = os.fork()
        if not number:
            os.write(writing, str(_above_kib(folder)).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as file:
            above_mib = int(file.read()) / 1024
        os.waitpid(number, 0)
    detail = f"{above_mib:.1f} MiB above idle, at most {MAX_MEMORY_MIB}"
    return [Ratio("memory of taking in 1 GiB", above_mib / MAX_MEMORY_MIB, 1.0, detail)]


def _above_kib(folder: Path) -> int:
    cost = KdfCost(memory_kib=MIN_MEMORY_KIB, passes=1, lanes=1)
    session, _ = vault.create(folder / "bench.casebook", PHRASE, cost=cost)
    case = open_case(session, reference="B-1", title="", jurisdiction="CY")
    small = folder / "small.bin"
    small.write_bytes(bytes(1 << 20))
    run_in_line(intake.take_in(session, case.id, from_paths([small]), Receipt()))  # everything is loaded
    idle = resident_kib("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the mark begins anew
    (row,) = run_in_line(intake.take_in(session, case.id, from_paths([folder / "large.bin"]), Receipt()))
    if row.outcome != "taken":
        raise SystemExit("the large file was not taken in")
    return resident_kib("VmHWM") - idle

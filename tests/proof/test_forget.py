"""What a lock and a panic leave in the memory of the program: nothing.

What stands behind it: the whole program, its memory read through the kernel (/proc/PID/mem). That the scan
finds what is there is shown each time before, in the session that is open.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from casebook.domain.base.name import Name
from casebook.services.base.session import open_session
from casebook.services.case.case import open_case
from tests.people import add_person
from tests.proof.canary import CANARY, memory_hits, plant, processes
from tests.proof.ground import say
from tests.proof.watched import Asking, driven, gone, until

MAX_S = 5


def forgotten(vault: Path, code: str, ends: Sequence[str]) -> str:
    """Open, read, and end as told, again and again; what was found before and after, in words."""
    with open_session(vault, code) as session:
        open_case(session, reference="ABC-1", title=CANARY, jurisdiction="CY")
        add_person(session, (Name(text=f"{CANARY} Wen", script="Latn"),))
        plant(session)
    asking, counts_before, left, scanned, took = Asking(), [], [], 0, []
    with driven(vault, code, "forget", "", asking=asking) as (messages, launcher):
        for end in ends:
            session_pid = int(until(messages, "open")[1])
            counts_before.append(len(memory_hits(Path(f"/proc/{session_pid}"))))
            start = time.monotonic()
            asking.ask(end)
            until(messages, "ended")
            assert gone(session_pid)
            took.append(time.monotonic() - start)
            for process in processes(launcher):
                left += memory_hits(process)
                scanned += 1
            asking.ask("go on")
    assert all(counts_before), "the scan finds what is there"
    assert left == []
    assert scanned >= 2 * len(ends), "the launcher and the session at its lock screen"
    return (
        f"{len(ends)} ends by {' and '.join(sorted(set(ends)))}: "
        f"{min(counts_before)} places held a canary before,"
        f" {len(left)} in {scanned} scans after; the session was gone after {max(took):.1f} s at most"
    )


@pytest.mark.proof
def test_no_process_remembers_after_a_lock_or_a_panic(vault: Path, code: str) -> None:
    say(forgotten(vault, code, ("lock", "panic") * 5))

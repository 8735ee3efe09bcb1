"""What of the passphrase and the keys lies in the memory of a process that has a casebook open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from casebook.services.base.session import start_session
from casebook.vault import create_vault
from tests.vault.conftest import CHEAP

PHRASE = "nine herons count the winter bridges"
MASK = 0x5A
"""Keys are remembered in the process and told to the test under a mask, which leaves no copy of them."""
OPENED = """
import sys
from pathlib import Path
from casebook.store.base import connection
from casebook.vault import unlocking
masked = []
def remembered(*given, open_slots=unlocking.open_slots, **named):
    opened = open_slots(*given, **named)
    masked.extend(byte ^ 0x5A for byte in opened[1].place)
    return opened
unlocking.open_slots = remembered
if sys.argv[3] == "mend off":
    connection._give_key = lambda link, key: link.execute(f"PRAGMA key = \\"x'{key.hex()}'\\"")
from casebook.services.base.session import open_session
given = "".join(chr(byte ^ 0x5A) for byte in bytes.fromhex(sys.argv[2]))
session = open_session(Path(sys.argv[1]), given)
masked.extend(byte ^ 0x5A for byte in session.vault._keys.database.place[:32])
if sys.argv[3] == "planted":
    planted = bytes(byte ^ 0x5A for byte in masked[:32]), given.encode()
print(bytes(masked).hex(), flush=True)
sys.stdin.readline()
"""


def counted(process: int, text: bytes) -> int:
    """How often the text lies in what a process can write to."""
    count = 0
    with (
        Path(f"/proc/{process}/maps").open(encoding="ascii") as regions,
        Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory,
    ):
        for region in regions:
            span, rights = region.split()[:2]
            if rights.startswith("rw"):
                start, end = (int(number, 16) for number in span.split("-"))
                memory.seek(start)
                count += memory.read(end - start).count(text)
    return count


def copies(folder: Path, how: str) -> dict[str, int]:
    """Copies in a process that has opened a casebook by its passphrase.

    Args:
        folder: where it is made.
        how: "as it is", with copies "planted", or with the "mend off".
    """
    path, phrase = folder / "office.casebook", bytes(byte ^ MASK for byte in PHRASE.encode()).hex()
    start_session(create_vault(path, PHRASE, cost=CHEAP)[0]).lock()
    with subprocess.Popen(
        [sys.executable, "-c", OPENED, str(path), phrase, how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        keys = bytes(byte ^ MASK for byte in bytes.fromhex(process.stdout.readline().decode()))
        wanted = {
            "passphrase": (PHRASE.encode(), PHRASE.encode("utf-16-le"), PHRASE.encode("utf-32-le")),
            "master key": (keys[:32],),
            "database key": (keys[32:],),
            "database key as text": (keys[32:].hex().encode(),),
        }
        return {name: sum(counted(process.pid, text) for text in texts) for name, texts in wanted.items()}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows the memory of a process as a file")
def test_opening_leaves_one_copy_of_the_key_and_no_passphrase(tmp_path: Path) -> None:
    assert copies(tmp_path, "as it is") == {
        "passphrase": 1,  # what it was called with; the process still holds it
        "master key": 0,
        "database key": 1,
        "database key as text": 0,
    }

"""The base of the proofs: a small vault, a writer that acknowledges, and the expected content."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from casebook.base.errors import CasebookError
from casebook.crypto.kdf import MIN_MEMORY_KIB, KdfCost
from casebook.domain.base.name import Name
from casebook.domain.person.person import Person
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record, search
from casebook.services.base.session import Session, open_session, start_session
from casebook.vault import create_vault

CHEAP = KdfCost(memory_kib=MIN_MEMORY_KIB, passes=1, lanes=1)
PHRASE = "lantern orbit velvet crumble piano drift"
CODE_FILE = "code.txt"
Tell = Callable[[str], None]


def say(words: str) -> None:
    """A proof's counts, on a line of their own; pytest's workers pass on nothing but this stream."""
    os.write(2, f"\n{words}\n".encode())


def make_vault(folder: Path) -> tuple[Path, str]:
    """A vault without a library, with a few records and files, locked in order; and its recovery code."""
    path = folder / "proof.casebook"
    vault, code = create_vault(path, PHRASE, cost=CHEAP)
    with start_session(vault, who="proof") as session:
        work(session, random.Random(1), 6, lambda _: None)  # noqa: S311 - the same each time
    return path, code


def work(session: Session, chance: random.Random, steps: int, tell: Tell) -> None:
    """Write records, the index and encrypted files in turn, reporting each once saved."""
    for _ in range(steps):
        if chance.random() < 0.6:
            name = f"Zeuge {chance.randrange(10**9)}"
            person = Person(id=session.ids(), names=(Name(text=name, script="Latn"),))
            with session.store.write("person.add") as transaction:
                transaction.add(person)
            tell(f"person {person.id} {name}")
        else:
            data = chance.randbytes(chance.choice((100, 5_000, 70_000, 200_000)))
            sealed = session.vault.attachments.seal(BytesIO(data), session.ids())
            with session.store.write("document.take-in") as transaction:
                transaction.add(sealed)
            tell(f"file {sealed.id} {hashlib.sha256(data).hexdigest()}")


def lost(session: Session, saves: Iterable[str]) -> list[str]:
    """Which of the acknowledged saves are not there whole: row, index and file."""
    missing = []
    for line in saves:
        kind, record_id, what = line.split(" ", 2)
        try:
            if kind == "person":
                record.find(session, Person, record_id)
                is_there = record_id in {hit.id for hit in search.find(session, what)}
            else:
                sealed = record.find(session, Attachment, record_id)
                is_there = hashlib.sha256(session.vault.attachments.read(sealed)).hexdigest() == what
        except CasebookError:
            is_there = False
        if not is_there:
            missing.append(line)
    return missing


def opened_and_checked(path: Path, code: str, saves: Iterable[str]) -> list[str]:
    """Open a vault after a stop, check its chain and every acknowledged write, and lock it."""
    with open_session(path, code) as session:
        session.store.verify_audit()
        return lost(session, saves)


def files_of(path: Path) -> dict[str, bytes]:
    """Every file under a folder by its path in it."""
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def put_back(path: Path, files: dict[str, bytes]) -> None:
    """Make a folder hold exactly these files."""
    shutil.rmtree(path, ignore_errors=True)
    (path / "att").mkdir(parents=True)
    for name, data in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def forked(child: Callable[[Tell], None]) -> tuple[int, int]:
    """Run work in a forked process that reports by line; returns its ID and the read end."""
    reading, writing = os.pipe()
    number = os.fork()
    if number:
        os.close(writing)
        return number, reading
    try:
        os.close(reading)
        child(lambda line: _written(writing, line))
    except BaseException:  # noqa: BLE001 - nothing of the child may run the parent's tests on
        os._exit(1)
    os._exit(0)


def _written(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())


def lines_of(reading: int) -> list[str]:
    """Return all complete lines a child reported, and close the end."""
    with os.fdopen(reading, "rb") as file:
        return [line.decode() for line in file.read().split(b"\n")[:-1]]

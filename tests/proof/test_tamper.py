"""Flipped bits, and databases that are whole but not the one that was locked."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from casebook.base.errors import CasebookError, VaultDamaged
from casebook.domain.vault.attachment import Attachment
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.vault import open_vault
from tests.proof.ground import make_vault, put_back, say, work

PAGE = 4096
Made = tuple[dict[str, bytes], str]


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def prove_database(vault: Path, code: str, flips: int) -> None:
    chance = random.Random(1)  # noqa: S311 - the proof repeats
    whole = (vault / "case.db").read_bytes()
    noticed = 0
    for _ in range(flips):
        (vault / "case.db").write_bytes(flipped(whole, chance.randrange(len(whole) * 8)))
        with pytest.raises(VaultDamaged):
            open_vault(vault, code)
        noticed += 1
    (vault / "case.db").write_bytes(whole)
    say(f"bits flipped in the database: {noticed} of {flips} noticed at unlock")


def prove_header(vault: Path, code: str, master_copy: Made, flips: int) -> None:
    """Without a predecessor nothing opens; with one the vault opens by it, and says so."""
    chance = random.Random(2)  # noqa: S311 - the proof repeats
    whole = (vault / "header").read_bytes()
    noticed = 0
    for number in range(flips):
        is_alone = number % 2 == 0
        put_back(vault, master_copy[0])
        (vault / "header").write_bytes(flipped(whole, chance.randrange(len(whole) * 8)))
        if is_alone:
            (vault / "header.bak").unlink()
            with pytest.raises(CasebookError):
                open_vault(vault, code)
            noticed += 1
        else:
            with open_vault(vault, code) as opened:
                noticed += opened.is_from_predecessor
    say(f"bits flipped in the header: {noticed} of {flips} noticed at unlock")
    assert noticed == flips


def prove_attachment(vault: Path, code: str, flips: int) -> None:
    chance = random.Random(3)  # noqa: S311 - the proof repeats
    noticed, wrong = 0, 0
    with open_session(vault, code) as session:
        sealed = record.every(session, Attachment)
        for _ in range(flips):
            one = chance.choice(sealed)
            place = session.vault.attachments.place(one.id)
            whole = place.read_bytes()
            place.write_bytes(flipped(whole, chance.randrange(len(whole) * 8)))
            try:
                session.vault.attachments.read(one)
                wrong += 1
            except VaultDamaged:
                noticed += 1
            place.write_bytes(whole)
    say(f"bits flipped in sealed files: {noticed} of {flips} noticed at reading, {wrong} wrong plaintexts")
    assert (noticed, wrong) == (flips, 0)


def test_some_flipped_bits_are_noticed(vault: Path, code: str, master_copy: Made) -> None:
    prove_database(vault, code, 20)
    prove_attachment(vault, code, 20)
    prove_header(vault, code, master_copy, 20)


@pytest.mark.proof
def test_500_flipped_bits_in_the_database_are_noticed(vault: Path, code: str) -> None:
    prove_database(vault, code, 500)


@pytest.mark.proof
def test_500_flipped_bits_in_the_header_are_noticed(vault: Path, code: str, master_copy: Made) -> None:
    prove_header(vault, code, master_copy, 500)


@pytest.mark.proof
def test_500_flipped_bits_in_sealed_files_are_noticed(vault: Path, code: str) -> None:
    prove_attachment(vault, code, 500)


def test_six_whole_databases_that_are_not_the_one_locked(vault: Path, code: str, tmp_path: Path) -> None:
    older = (vault / "case.db").read_bytes()
    with open_session(vault, code) as session:
        work(session, random.Random(4), 8, lambda _: None)  # noqa: S311 - repeats
    now = (vault / "case.db").read_bytes()
    foreign, _ = make_vault(tmp_path)
    changed = next(
        at
        for at in range(PAGE, min(len(older), len(now)), PAGE)
        if older[at : at + PAGE] != now[at : at + PAGE]
    )
    attacks: dict[str, Callable[[], bytes]] = {
        "an old page replayed": lambda: (
            now[:changed] + older[changed : changed + PAGE] + now[changed + PAGE :]
        ),
        "two pages swapped": lambda: (
            now[:PAGE] + now[2 * PAGE : 3 * PAGE] + now[PAGE : 2 * PAGE] + now[3 * PAGE :]
        ),
        "a page appended": lambda: now + now[-PAGE:],
        "the last page cut": lambda: now[:-PAGE],
        "cut to nothing": lambda: b"",
        "another vault's": (foreign / "case.db").read_bytes,
    }
    noticed = []
    for name, attack in attacks.items():
        (vault / "case.db").write_bytes(attack())
        with pytest.raises(VaultDamaged):
            open_vault(vault, code)
        noticed.append(name)
    say(f"other databases: {len(noticed)} of {len(attacks)} noticed at unlock ({', '.join(noticed)})")
    (vault / "case.db").write_bytes(now)
    open_vault(vault, code).close()

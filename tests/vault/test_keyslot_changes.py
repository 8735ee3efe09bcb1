from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.errors import Conflict, DiskProblem, InvalidInput, NotFound, Refused, WrongKey
from casebook.crypto.kdf import MAX_MEMORY_KIB, KdfCost
from casebook.crypto.recovery_code import new_recovery_code
from casebook.vault import keyslot_changes
from casebook.vault.folder import Folder
from casebook.vault.header import load_header
from casebook.vault.keychain import Keychain
from casebook.vault.keyfile import make_keyfile
from casebook.vault.keyslot import Credential
from casebook.vault.opening import open_by_keychain, open_vault
from casebook.vault.vault import Vault
from tests.vault.conftest import CHEAP, HEAD, PASSPHRASE, DiskSpace
from tests.vault.standin import StandIn


@pytest.fixture
def vault(locked: Path, code: str) -> Iterator[Vault]:
    with open_vault(locked, code) as opened:
        yield opened


def kinds(vault: Vault) -> list[str]:
    return [slot.kind.name.lower() for slot in vault.slots]


def test_a_second_passphrase_opens_too(vault: Vault, code: str) -> None:
    keyslot_changes.add_keyslot(vault, Credential(code), Credential.of_passphrase("another"), cost=CHEAP)
    vault.lock(HEAD)
    for given in (PASSPHRASE, "another", code):
        open_vault(vault.path, given).close()


def test_nothing_is_added_without_proof_that_one_can_open_the_vault(vault: Vault) -> None:
    before = vault.slots
    with pytest.raises(WrongKey):
        keyslot_changes.add_keyslot(vault, Credential("a guess"), Credential(new_recovery_code()), cost=CHEAP)
    with pytest.raises(WrongKey):
        keyslot_changes.add_keychain(vault, Credential("a guess"), Keychain(StandIn()))
    assert vault.slots == before


def test_a_passphrase_with_its_keyfile_opens_and_neither_alone(
    vault: Vault, code: str, tmp_path: Path
) -> None:
    keyfile = tmp_path / "key"
    new = Credential.of_passphrase("words for the stick", make_keyfile(keyfile))
    keyslot_changes.add_keyslot(vault, Credential(code), new, cost=CHEAP)
    vault.lock(HEAD)
    with open_vault(vault.path, "words for the stick", keyfile=keyfile) as again:
        assert again.opened_by is not None
        assert again.opened_by.kind.name == "KEYFILE"
    for given, file in (("words for the stick", None), (PASSPHRASE, keyfile)):
        with pytest.raises(WrongKey):
            open_vault(vault.path, given, keyfile=file)
    open_vault(vault.path, code, keyfile=tmp_path / "lost").close()


def test_a_changed_passphrase_leaves_no_header_that_opens_with_the_old_one(
    vault: Vault, locked: Path
) -> None:
    database = vault.database_path.read_bytes()
    keyslot_changes.change_passphrase(vault, Credential(PASSPHRASE), "quite another one", cost=CHEAP)
    assert kinds(vault) == ["passphrase", "recovery"]
    vault.close()
    for _ in range(2):
        with pytest.raises(WrongKey):
            open_vault(locked, PASSPHRASE)
        (locked / "header").unlink(missing_ok=True)  # and then by header.bak
    open_vault(locked, "quite another one").close()
    assert (locked / "case.db").read_bytes() == database


def test_no_slot_is_added_with_which_the_header_would_be_refused(vault: Vault) -> None:
    before = vault.slots
    dear = replace(vault.slots[0], cost=KdfCost(memory_kib=MAX_MEMORY_KIB, passes=32, lanes=4))
    with pytest.raises(Conflict, match="too long to try"):
        vault.store_slots((*before, dear))
    assert vault.slots == before


def test_changing_keeps_the_keyfile(vault: Vault, code: str, tmp_path: Path) -> None:
    digest = make_keyfile(tmp_path / "key")
    keyslot_changes.add_keyslot(
        vault, Credential(code), Credential.of_passphrase("before", digest), cost=CHEAP
    )
    keyslot_changes.change_passphrase(vault, Credential("before", digest), "after", cost=CHEAP)
    vault.lock(HEAD)
    open_vault(vault.path, "after", keyfile=tmp_path / "key").close()


def test_only_a_passphrase_is_changed_and_only_into_one(vault: Vault, code: str) -> None:
    with pytest.raises(Refused):
        keyslot_changes.change_passphrase(vault, Credential(code), "new", cost=CHEAP)
    with pytest.raises(InvalidInput):
        keyslot_changes.change_passphrase(vault, Credential(PASSPHRASE), code, cost=CHEAP)
    with pytest.raises(WrongKey):
        keyslot_changes.change_passphrase(vault, Credential("wrong"), "new", cost=CHEAP)


def test_the_last_way_in_stays(vault: Vault, code: str) -> None:
    keyslot_changes.add_keychain(vault, Credential(code), Keychain(StandIn()))
    passphrase, recovery, _ = vault.slots
    keyslot_changes.remove_keyslot(vault, Credential(code), passphrase.id)
    with pytest.raises(Refused, match="This is the last unlock method of"):
        keyslot_changes.remove_keyslot(vault, Credential(code), recovery.id)
    with pytest.raises(NotFound):
        keyslot_changes.remove_keyslot(vault, Credential(code), passphrase.id)
    assert kinds(vault) == ["recovery", "keychain"]
    vault.lock(HEAD)
    with pytest.raises(WrongKey):
        open_vault(vault.path, PASSPHRASE)


def test_a_way_in_is_removed_only_by_one_that_stays(vault: Vault, code: str) -> None:
    passphrase, recovery = vault.slots
    with pytest.raises(WrongKey):
        keyslot_changes.remove_keyslot(vault, Credential("a passer-by"), passphrase.id)
    with pytest.raises(Refused, match="the unlock method that is to be removed"):
        keyslot_changes.remove_keyslot(vault, Credential(PASSPHRASE), passphrase.id)
    assert kinds(vault) == ["passphrase", "recovery"]
    keyslot_changes.remove_keyslot(vault, Credential(PASSPHRASE), recovery.id)
    assert kinds(vault) == ["passphrase"]
    vault.lock(HEAD)
    with pytest.raises(WrongKey):
        open_vault(vault.path, code)


def test_sixteen_ways_are_enough(vault: Vault, code: str) -> None:
    while len(vault.slots) < 16:
        keyslot_changes.add_keyslot(vault, Credential(code), Credential(new_recovery_code()), cost=CHEAP)
    with pytest.raises(Conflict):
        keyslot_changes.add_keyslot(vault, Credential(code), Credential(new_recovery_code()), cost=CHEAP)


def test_the_keychain_opens_the_vault_until_it_is_dropped(vault: Vault, code: str) -> None:
    backend = StandIn()
    keychain = Keychain(backend)
    keyslot_changes.add_keychain(vault, Credential(code), keychain)
    keyslot_changes.add_keychain(vault, Credential(code), keychain)
    assert kinds(vault).count("keychain") == 1
    vault.lock(HEAD)
    with open_by_keychain(vault.path, keychain) as again:
        assert keyslot_changes.drop_keychain(again, keychain)
        assert not keyslot_changes.drop_keychain(again, keychain)
        assert backend.kept == {}
        again.lock(HEAD)
    with pytest.raises(Refused, match="The keychain cannot unlock this casebook"):
        open_by_keychain(vault.path, keychain)


def test_a_missing_or_foreign_keychain_never_blocks_the_passphrase(vault: Vault, code: str) -> None:
    backend = StandIn()
    keyslot_changes.add_keychain(vault, Credential(code), Keychain(backend))
    vault.lock(HEAD)
    backend.is_away = True
    for keychain in (None, Keychain(backend)):
        with pytest.raises(Refused):
            open_by_keychain(vault.path, keychain)
    backend.is_away = False
    backend.kept = dict.fromkeys(backend.kept, "A" * 43 + "=")
    with pytest.raises(WrongKey):
        open_by_keychain(vault.path, Keychain(backend))
    open_vault(vault.path, PASSPHRASE).close()


Change = Callable[[Vault, str, Keychain], object]
CHANGES: dict[str, Change] = {
    "add": lambda vault, code, _: keyslot_changes.add_keyslot(
        vault, Credential(code), Credential(new_recovery_code()), cost=CHEAP
    ),
    "remove": lambda vault, code, _: keyslot_changes.remove_keyslot(
        vault, Credential(code), vault.slots[0].id
    ),
    "change": lambda vault, *_: keyslot_changes.change_passphrase(
        vault, Credential(PASSPHRASE), "quite another one", cost=CHEAP
    ),
    "keychain": lambda vault, code, keychain: keyslot_changes.add_keychain(vault, Credential(code), keychain),
}
EACH_CHANGE = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
EACH_WRITE = pytest.mark.parametrize("room", range(4), ids=("header", "name", "header again", "name again"))
"""The slots are written twice; each time the header reaches the disk first, and then its name."""


@EACH_CHANGE
@EACH_WRITE
def test_a_disk_that_refuses_once_leaves_the_ways_in_as_they_were(
    vault: Vault, code: str, space: DiskSpace, change: Change, room: int
) -> None:
    keychain = Keychain(StandIn())
    keyslot_changes.add_keychain(vault, Credential(code), keychain)
    before = vault.slots
    space.room, space.is_short = room, True
    with pytest.raises(DiskProblem):
        change(vault, code, keychain)
    assert vault.slots == before == load_header(Folder(vault.path)).header.slots
    vault.close()
    open_by_keychain(vault.path, keychain).close()


@EACH_CHANGE
@EACH_WRITE
def test_a_disk_that_stays_full_leaves_ways_in_that_are_listed(
    vault: Vault, code: str, space: DiskSpace, change: Change, room: int
) -> None:
    keychain = Keychain(StandIn())
    keyslot_changes.add_keychain(vault, Credential(code), keychain)
    space.room = room
    with pytest.raises(DiskProblem):
        change(vault, code, keychain)
    space.is_full = False
    vault.lock(HEAD)
    assert vault.slots == load_header(Folder(vault.path)).header.slots
    open_by_keychain(vault.path, keychain).close()


def test_a_first_keychain_slot_the_disk_refuses_leaves_no_key(
    vault: Vault, code: str, space: DiskSpace
) -> None:
    backend = StandIn()
    space.is_full = True
    with pytest.raises(DiskProblem):
        keyslot_changes.add_keychain(vault, Credential(code), Keychain(backend))
    assert backend.kept == {}

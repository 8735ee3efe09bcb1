from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from casebook.base.errors import InvalidInput, VaultDamaged, VaultTooNew
from casebook.crypto.recovery_code import new_recovery_code
from casebook.crypto.secret import Secret
from casebook.vault.keyslot import Credential, KeySlot, SlotKind, new_slot, open_slots, parse_slot
from tests.vault.conftest import CHEAP, CODE, MASTER, PASSPHRASE, VAULT_ID


def made(given: str | Credential) -> KeySlot:
    credential = Credential(given) if isinstance(given, str) else given
    return new_slot(MASTER, credential, cost=CHEAP, vault_id=VAULT_ID, version=1)


@pytest.fixture(scope="module")
def slots() -> tuple[KeySlot, KeySlot]:
    return (
        made(PASSPHRASE),
        made(CODE),
    )


def opened(slots: tuple[KeySlot, ...], given: str | Credential) -> Secret | None:
    credential = Credential(given) if isinstance(given, str) else given
    found = open_slots(slots, credential, vault_id=VAULT_ID, version=1)
    return found[1] if found else None


def test_passphrase_and_recovery_code_open_the_same_key(slots: tuple[KeySlot, KeySlot]) -> None:
    assert opened(slots, PASSPHRASE) == MASTER
    assert opened(slots, CODE) == MASTER
    assert opened(slots, CODE.lower().replace("-", " ").replace("0", "o")) == MASTER


@pytest.mark.parametrize("given", ["", "lantern orbit velvet", PASSPHRASE.upper(), "\udcff", "x" * 2000])
def test_anything_else_opens_nothing(slots: tuple[KeySlot, KeySlot], given: str) -> None:
    assert opened(slots, given) is None


def test_another_code_opens_nothing(slots: tuple[KeySlot, KeySlot]) -> None:
    assert opened(slots, new_recovery_code()) is None


def test_a_passphrase_works_however_its_letters_are_composed() -> None:
    slot = made("cafe\u0301 noir")
    assert opened((slot,), "caf\u00e9 noir") == MASTER


def test_a_second_passphrase_slot_opens_too(slots: tuple[KeySlot, KeySlot]) -> None:
    second = made("another")
    assert opened((*slots, second), "another") == MASTER
    assert opened((*slots, second), PASSPHRASE) == MASTER


def test_a_passphrase_in_the_form_of_a_code_is_refused() -> None:
    with pytest.raises(InvalidInput, match="recovery code"):
        Credential.of_passphrase(CODE)


def test_a_slot_is_bound_to_its_vault_and_version(slots: tuple[KeySlot, KeySlot]) -> None:
    assert open_slots(slots, Credential(CODE), vault_id=uuid4(), version=1) is None
    assert open_slots(slots, Credential(CODE), vault_id=VAULT_ID, version=2) is None


def test_a_slot_is_bound_to_its_salt_and_cost(slots: tuple[KeySlot, KeySlot]) -> None:
    by_passphrase, by_code = slots
    dearer = replace(by_passphrase, cost=replace(CHEAP, passes=2))
    assert opened((dearer,), PASSPHRASE) is None
    assert opened((replace(by_code, salt=bytes(16)),), CODE) is None


def test_a_keyfile_slot_wants_passphrase_and_file() -> None:
    both = Credential(PASSPHRASE, bytes(32))
    slot = made(both)
    assert slot.kind is SlotKind.KEYFILE
    assert opened((slot,), both) == MASTER
    for wrong in (
        Credential(PASSPHRASE),
        Credential(PASSPHRASE, bytes(31) + b"1"),
        Credential("x", bytes(32)),
    ):
        assert opened((slot,), wrong) is None


def test_a_keychain_slot_wants_its_key() -> None:
    slot = made(Credential(keychain=Secret(bytes(32))))
    assert slot.kind is SlotKind.KEYCHAIN
    assert slot.cost is None
    assert opened((slot,), Credential(keychain=Secret(bytes(32)))) == MASTER
    assert opened((slot,), Credential(keychain=Secret(b"1" * 32))) is None
    assert opened((slot,), PASSPHRASE) is None


def test_a_credential_shows_its_kind_and_nothing_else() -> None:
    shown = [repr(Credential(PASSPHRASE, b"k")), repr(Credential(CODE)), repr(Credential(keychain=MASTER))]
    assert shown == ["Credential(keyfile)", "Credential(recovery)", "Credential(keychain)"]


def test_every_flipped_bit_of_a_sealed_key_is_noticed(slots: tuple[KeySlot, KeySlot]) -> None:
    slot = slots[1]
    for bit in range(len(slot.wrapped) * 8):
        flipped = bytearray(slot.wrapped)
        flipped[bit // 8] ^= 1 << bit % 8
        assert opened((replace(slot, wrapped=bytes(flipped)),), CODE) is None


def test_slots_are_read_back_as_written(slots: tuple[KeySlot, KeySlot]) -> None:
    for slot in slots:
        data = slot.written()
        assert parse_slot(memoryview(data + b"more")) == (slot, len(data))
    assert [len(slot.written()) for slot in slots] == [103, 91]


def test_a_cut_slot_is_damaged(slots: tuple[KeySlot, KeySlot]) -> None:
    for slot in slots:
        data = slot.written()
        for length in range(len(data)):
            with pytest.raises(VaultDamaged):
                parse_slot(memoryview(data[:length]))


def test_an_unknown_kind_of_slot_is_of_a_later_version(slots: tuple[KeySlot, KeySlot]) -> None:
    with pytest.raises(VaultTooNew):
        parse_slot(memoryview(b"\x09" + slots[0].written()[1:]))
    assert {kind.value for kind in SlotKind} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("place", "value"), [(3, 0), (3, 2**32 - 1), (7, 0), (7, 65), (11, 0), (11, 17), (11, 2**31)]
)
def test_an_impossible_derivation_is_refused_before_it_begins(
    slots: tuple[KeySlot, KeySlot], place: int, value: int
) -> None:
    data = bytearray(slots[0].written())
    data[place : place + 4] = value.to_bytes(4, "little")
    with pytest.raises(VaultDamaged, match="not possible"):
        parse_slot(memoryview(data))

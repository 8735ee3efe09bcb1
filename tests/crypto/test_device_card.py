from __future__ import annotations

import random
import struct
from collections.abc import Iterator

import pytest

from casebook.base.errors import CasebookError, InvalidInput, Refused, VaultTooNew
from casebook.crypto.device_card import (
    MAX_BYTES,
    MAX_NAME_BYTES,
    MAX_TEXT_CHARACTERS,
    DeviceCard,
    card_of_text,
    card_text,
    decode_card,
    new_card,
    pair_words,
    read_card,
)
from casebook.crypto.device_keys import PUBLIC_BYTES, DeviceKeys
from casebook.crypto.phrase import list_size, listed_word
from casebook.crypto.secret import Secret

KEYS = DeviceKeys(Secret(bytes(range(32))))
OTHER_KEYS = DeviceKeys(Secret(bytes(range(1, 33))))
CARD = new_card(KEYS, "Office, 林")
OTHER = new_card(OTHER_KEYS, "Laptop")
FLIPS = 500


def forged(name: bytes, public: bytes = KEYS.public, version: int = 1, keys: DeviceKeys = KEYS) -> bytes:
    """A card of anything, its signature right: whoever has keys can write it."""
    signed = struct.pack("<8sHB", b"CBKSCARD", version, len(name)) + name + public
    return signed + keys.sign(signed, "card")


def test_a_card_is_read_as_it_was_written() -> None:
    assert decode_card(CARD.data) == CARD == read_card(CARD.data)
    assert CARD.name == "Office, 林"
    assert CARD.public == KEYS.public
    assert CARD.device_id == KEYS.id
    assert CARD.data == forged("Office, 林".encode())
    assert new_card(KEYS, "  Office, 林\n") == CARD
    assert len(new_card(KEYS, "x" * MAX_NAME_BYTES).data) == MAX_BYTES
    assert repr(CARD) == "DeviceCard()"


@pytest.mark.parametrize(
    "name", ["", " ", "a\u202eb", "a\u200bb", "a\nb", "a\ud800", "a\0", "x" * 201, "\ue000"]
)
def test_a_name_is_short_and_shown(name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        new_card(KEYS, name)
    assert caught.value.field == "name"


@pytest.mark.parametrize(
    "name",
    [b"", b" a", b"a ", b"\xff", b"a\x00b", "e\u0301".encode(), "a\u202eb".encode(), b"x" * 201],
    ids=["empty", "blank before", "blank behind", "no UTF-8", "zero", "not NFC", "direction", "long"],
)
def test_a_signed_card_with_an_unsound_name_is_refused(name: bytes) -> None:
    with pytest.raises(InvalidInput):
        decode_card(forged(name))


def test_what_is_no_card_is_refused() -> None:
    for data in (b"", b"CBKSCARD", b"x" * 1500, CARD.data[:-1], CARD.data + b"\0"):
        with pytest.raises(InvalidInput):
            read_card(data)
    with pytest.raises(VaultTooNew, match="Update Casebook first"):
        read_card(forged(b"name", version=2))
    with pytest.raises(Refused):
        read_card(forged(b"name", keys=OTHER_KEYS))
    with pytest.raises(InvalidInput):
        read_card(forged(b"name", public=KEYS.public[:32] + bytes(PUBLIC_BYTES - 32)))


def test_no_card_is_read_with_a_bit_flipped() -> None:
    chance = random.Random(1)  # noqa: S311 - the test repeats
    for number in range(FLIPS):
        changed = bytearray(CARD.data)
        changed[number * len(changed) // FLIPS] ^= 1 << chance.randrange(8)
        with pytest.raises(CasebookError):
            read_card(bytes(changed))


def mailed() -> Iterator[str]:
    """A card's lines as emails bring them."""
    text = card_text(CARD)
    yield text
    yield text.replace("\n", "\r\n")
    yield "Dear Ben,\n\nhere it is:\n\n" + text + "\nAnna\n"
    yield "\n".join("> " + line for line in text.splitlines())
    yield "\n".join(">> > " + line + "  " for line in text.splitlines())
    yield text.replace("\n", "\n\n")
    yield "\ufeff" + text


@pytest.mark.parametrize("text", list(mailed()))
def test_a_card_is_found_in_an_email(text: str) -> None:
    assert card_of_text(text) == CARD == read_card(text.encode())


def test_the_lines_of_a_card_are_short_and_plain() -> None:
    text = card_text(CARD)
    assert text.isascii()
    assert max(map(len, text.splitlines())) == 64
    assert text.startswith("-----BEGIN CASEBOOK CARD-----\n")
    assert text.endswith("\n-----END CASEBOOK CARD-----\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no card in this text"),
        ("nothing", "no card in this text"),
        (card_text(CARD) * 2, "more than one"),
        (card_text(CARD).replace("END", "ENDE"), "no card in this text"),
        ("\n".join(reversed(card_text(CARD).splitlines())), "Lines of the card are missing"),
        ("\n".join(line for line in card_text(CARD).splitlines() if line[0] != "="), "Lines of the card"),
        ("\n".join(line for at, line in enumerate(card_text(CARD).splitlines()) if at != 5), "changed on"),
        (card_text(CARD).replace("Q", "B"), "changed on the way"),
        (card_text(CARD).replace("Q", "ä"), "changed on the way"),
        (card_text(CARD) + " " * MAX_TEXT_CHARACTERS, "too long"),
    ],
    ids=["empty", "other", "two", "end", "turned", "no check", "a line less", "letters", "umlaut", "long"],
)
def test_lines_that_are_no_card_are_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        read_card(text.encode())


def test_words_are_ten_of_the_list_and_the_same_for_both() -> None:
    words = pair_words(CARD, OTHER)
    assert words == pair_words(OTHER, CARD)
    assert len(words.split(" ")) == 10
    assert set(words.split(" ")) <= {listed_word(place) for place in range(list_size())}


@pytest.mark.parametrize(
    "false", [new_card(OTHER_KEYS, "Laptop 2"), new_card(DeviceKeys(Secret(bytes(32))), "Laptop")]
)
def test_another_name_or_key_has_other_words(false: DeviceCard) -> None:
    assert pair_words(CARD, false) != pair_words(CARD, OTHER)


def test_a_card_is_not_compared_with_its_own_device() -> None:
    with pytest.raises(InvalidInput, match="same device"):
        pair_words(CARD, new_card(KEYS, "another name"))

"""The frozen files of sharing, by the program and by a reader that knows docs/sharing-format.md alone."""

from __future__ import annotations

import ast
from io import BytesIO
from pathlib import Path

import pytest

from casebook.crypto.device_card import card_of_text, pair_words, read_card
from casebook.crypto.device_keys import DeviceKeys, require_signed_by
from casebook.crypto.secret import Secret
from casebook.vault.sharing.carrier_file import open_carrier_file
from casebook.vault.sharing.carrier_header import SharePlace, SpaceKey
from casebook.vault.sharing.parcel_reader import open_parcel
from tests.paths import DATA
from tests.vault.independent import second_share_reader as second

VECTORS = DATA / "vectors" / "sharing-1"
OFFICE, LAPTOP = second.Device(bytes(range(32))), second.Device(bytes(range(32, 64)))
PHRASE = "lantern canyon velvet hazelnut trombone drift"
TEAM, SPACE, SPACE_KEY = b"invented team 01", b"invented space 1", bytes(range(64, 96))
CHANGES, EXHIBIT = "0123456789abcdefghjkmnpqrs", "zyxwvtsrqpnmkjhgfedcba9876"
CONTENT = b"An invented exhibit.\n" * 4000
WORDS = "cardiac swinger quartet rinse second dexterous proven elixir dock gala"


def frozen(name: str) -> bytes:
    return (VECTORS / name).read_bytes()


def test_the_second_reader_knows_nothing_of_the_program() -> None:
    tree = ast.parse(Path(second.__file__).read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [module for module in modules if module.startswith("casebook")]


def test_frozen_cards_are_read_by_both() -> None:
    office, lines = frozen("office.casebook-card"), frozen("laptop.txt").decode("ascii")
    laptop = second.card_in_lines(lines)
    assert second.card(office) == ("Office 林", OFFICE.public)
    assert second.card(laptop) == ("Laptop", LAPTOP.public)
    cards = read_card(office), card_of_text(lines)
    assert [(card.name, card.public) for card in cards] == [second.card(office), second.card(laptop)]
    assert second.ten_words(office, laptop) == pair_words(*cards).split(" ") == WORDS.split(" ")


@pytest.mark.parametrize(
    ("name", "device", "phrase"),
    [("devices", LAPTOP, ""), ("phrase", None, PHRASE)],
    ids=["devices", "phrase"],
)
def test_frozen_parcels_are_read_by_both(name: str, device: second.Device | None, phrase: str) -> None:
    data = frozen(f"{name}.casebook-parcel")
    other = second.parcel(data, device, phrase)
    second.verify(OFFICE.public, "parcel", other.digest, other.signature)
    assert other.files == {"exhibit-1": CONTENT, "empty": b""}
    keys = (DeviceKeys(Secret(device.seed)),) if device else ()
    with open_parcel(BytesIO(data), keys=keys, phrase=phrase) as parcel:
        end = parcel.check()
        require_signed_by(OFFICE.public, end.digest, end.signature, "parcel")
        assert (end.digest, end.signature) == (other.digest, other.signature)
        assert parcel.manifest == other.manifest == b'{"purpose": "hearing"}'
        assert list(parcel.bodies()) == other.bodies == [b'{"ops": [1]}', b'{"ops": [2]}']
        assert {file.file_id: file.read() for file in parcel.files()} == other.files


@pytest.mark.parametrize(
    ("name", "kind", "number", "content"),
    [(CHANGES, 1, 7, '{"ops": [[1, "title", "林"]]}'.encode()), (EXHIBIT, 6, 0, CONTENT)],
    ids=["changes", "exhibit"],
)
def test_frozen_files_of_a_share_are_read_by_both(name: str, kind: int, number: int, content: bytes) -> None:
    data = frozen(name)
    other = second.shared(data, name, SPACE_KEY, (TEAM, SPACE), OFFICE.public)
    assert (other.kind, other.epoch, other.line, other.number) == (kind, 3, b"line 001", number)
    assert other.content == content
    key = SpaceKey(place=SharePlace(team=TEAM, space=SPACE), epoch=3, key=Secret(SPACE_KEY))
    file = open_carrier_file(BytesIO(data), name, (key,))
    assert file
    assert (file.header.line, file.header.number, file.header.before) == (other.line, number, other.before)
    read = file.content(OFFICE.public).read() if kind == 6 else file.body(OFFICE.public)
    assert read == content

"""PowerPoint before 2007: what is in a presentation beside its words."""

from __future__ import annotations

import struct

import pytest

from casebook.formats.fault import NeverUnlocked
from casebook.formats.older.compound import read_compound
from casebook.formats.older.slides_binary import master_text, slides_text
from casebook.formats.printed.unprinted import UnprintedCollector
from tests.formats.mail.compound import Tree, compound


def record(kind: int, content: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(content)) + content


def test_files_in_a_presentation_are_counted() -> None:
    text = record(0x0FA0, "Ürümqi".encode("utf-16-le"))
    objects = record(0x0FCC, record(0x0FC3, bytes(24)), version=0xF) * 2
    unprinted = UnprintedCollector()
    assert slides_text(objects + text, unprinted) == "Ürümqi"
    assert [(one.kind, one.count) for one in unprinted.parts] == [("embedded", 2)]


def test_words_of_a_master_are_read_once_without_prompts() -> None:
    def shape(words: bytes, held: bytes = b"") -> bytes:
        client = record(0xF011, held, version=0xF)
        return record(0xF004, client + record(0xF00D, record(0x0FA8, words), version=0xF), version=0xF)

    prompt = shape(b"Click to edit", record(0x0BC3, bytes(8)))
    master = record(0x03F8, prompt + shape(b"SECRET\rGroup 9") + shape(b"*"), version=0xF)
    footer = record(0x0FBA, "Ministry".encode("utf-16-le"), version=0x20)
    shown, silent = (record(0x0FDA, bytes((0, 0, flags, 0))) for flags in (0x20, 0x01))
    stream = master * 2 + record(0x0FD9, shown + footer, version=0x3F) + record(0x0FA8, b"One")
    assert (slides_text(stream, UnprintedCollector()), master_text(stream)) == (
        "One",
        "SECRET\nGroup 9\nMinistry",
    )
    for left_out in (
        record(0x0FD9, silent + footer, version=0x3F),
        record(0x0FD9, shown + footer, version=0x4F),
    ):
        assert master_text(left_out) == ""


def test_what_does_not_fit_its_container_ends_there_and_the_rest_is_read() -> None:
    packed = record(0x138B, b"PK\x03\x04" + bytes(40))
    text, further = (record(0x0FA8, word) for word in (b"one", b"two"))
    overrun = record(0x03EE, text + struct.pack("<HHI", 0, 0x0FA8, 999), version=0xF)
    stream = bytes(77) + overrun + packed + record(0x03EE, further, version=0xF)
    assert slides_text(stream, UnprintedCollector()) == "one\ntwo"


def test_a_presentation_of_two_programs_and_one_of_1995_are_read() -> None:
    odd = struct.pack("<HHI", 0x404, 0x504, 0x04040404)
    both: Tree = {
        "PP97_DUALSTORAGE": {"PowerPoint Document": record(0x0FA8, b"new")},
        "PowerPoint Document": odd,
    }
    old: Tree = {"Text_Content": b"Title\rText", "PowerPoint Document": odd}
    assert read_compound(compound(both)).pages == ("new",)
    assert read_compound(compound(old)).pages == ("Title\nText",)


def test_a_presentation_encrypted_without_its_properties_is_locked() -> None:
    user = record(0x0FF6, struct.pack("<II", 20, 0xF3D1C4DF))
    locked: Tree = {"Current User": user, "PowerPoint Document": b"\x38\xb6\x3a\x52" * 40}
    with pytest.raises(NeverUnlocked):
        read_compound(compound(locked))


def test_a_word_2_document_is_read() -> None:
    head = bytearray(0x180)
    struct.pack_into("<HH", head, 0, 0xA5DB, 45)
    struct.pack_into("<II", head, 0x18, len(head), len(head) + 9)
    assert read_compound(bytes(head) + b"one\rtwo x").pages == ("one\ntwo x",)

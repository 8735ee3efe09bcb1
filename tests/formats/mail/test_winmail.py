"""Letters that Outlook packs into winmail.dat, and letters within them."""

from __future__ import annotations

import base64
import struct
from datetime import UTC, datetime, timedelta

from casebook.formats.mail.mail import CUT, RECEIVED, UNREAD_ITEM, WRONG_SUM
from casebook.formats.mail.reader import read_mail
from casebook.formats.mail.tnef import read_tnef
from casebook.formats.media_type import TNEF
from casebook.formats.read import Read

SENT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def files(read: Read) -> dict[str, bytes]:
    return {part.name: part.data for part in read.parts}


def a_winmail(body: bytes, name: bytes, data: bytes, kind: bytes = b"IPM.Note\0") -> bytes:
    objects = [
        (1, 0x8008, kind),
        (1, 0x800C, body),
        (2, 0x9002, bytes(14)),
        (2, 0x8010, name),
        (2, 0x800F, data),
    ]
    parts = (
        struct.pack("<BHHI", level, tag, 2 if tag == 0x800C else 6, len(value))
        + value
        + struct.pack("<H", sum(value) % 65_536)
        for level, tag, value in objects
    )
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(parts) + bytes(12)


def test_winmail_is_opened_where_it_is_attached_and_alone() -> None:
    packed = a_winmail(b"The hearing is adjourned.\0", b"decision.pdf\0", b"%PDF-1.4")
    alone = read_mail(packed)
    assert (alone.media_type, files(alone)) == (TNEF, {"decision.pdf": b"%PDF-1.4"})
    carried = read_mail(
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below\n--b\n"
        b"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(packed)
        + b"--b--\n"
    )
    assert files(carried) == {"decision.pdf": b"%PDF-1.4"}
    assert "See below\nThe hearing is adjourned." in carried.pages[0]
    assert list(files(read_mail(carried_damaged(packed)))) == ["winmail.dat"]


def test_the_date_and_the_sender_of_a_winmail_are_read() -> None:
    name, address = b"Weng Kun\0", b"SMTP:w@x.example\0"
    sender = struct.pack("<4H", 4, 0, len(name), len(address)) + name + address
    objects = [(0x8000, sender), (0x8005, struct.pack("<7H", 2026, 3, 2, 9, 15, 7, 1))]
    stated = b"".join(struct.pack("<BHHI", 1, tag, 3, len(value)) + value + b"\0\0" for tag, value in objects)
    packed = a_winmail(b"Come.\0", b"note.txt\0", b"x")
    read = read_mail(packed[:6] + stated + packed[6:])
    assert read.header is not None
    assert (read.header.author, read.header.dated) == ("Weng Kun <w@x.example>", "2026-03-02T09:15:07")
    broken = struct.pack("<BHHI", 1, 0x8005, 3, 4) + bytes(6) + packed[6:]
    again = read_mail(packed[:6] + broken)
    assert again.header is not None
    assert (again.header.author, again.header.dated) == ("", "")


def with_objects(packed: bytes, *objects: tuple[int, bytes]) -> bytes:
    stated = b"".join(
        struct.pack("<BHHI", 1, tag, 3, len(value)) + value + struct.pack("<H", sum(value) % 65_536)
        for tag, value in objects
    )
    return packed[:6] + stated + packed[6:]


def a_sender(name: str, address: str) -> tuple[int, bytes]:
    texts = [text.encode() + b"\0" for text in (name, address)]
    return 0x8000, struct.pack("<4H", 4, 0, *map(len, texts)) + b"".join(texts)


def test_every_sender_and_time_that_a_winmail_states_is_shown() -> None:
    times = [(0x8005, struct.pack("<7H", 2026, 1, day, 1, 30, 0, 1)) for day in (6, 8)]
    senders = [a_sender("Lin", "SMTP:lin@x.example"), a_sender("Zhao", "SMTP:zhao@bureau.example")]
    read = read_mail(with_objects(a_winmail(b"Come.\0", b"note.txt\0", b"x"), *senders, *times))
    assert [text for name, text in read.fields if name == "From"] == [
        "Lin <lin@x.example>",
        "Zhao <zhao@bureau.example>",
    ]
    assert [name for name, _ in read.fields].count("Date") == 2
    assert (read.header.author, read.header.dated) == ("Lin <lin@x.example>", "2026-01-06T01:30:00")
    contradicting = read_mail(
        with_objects(with_properties(a_winmail(b"Come.\0", b"note.txt\0", b"x"), THREAT), senders[0])
    )
    assert sorted(text for name, text in contradicting.fields if name == "From") == [
        "Lin <lin@x.example>",
        "Officer Zhao <zhao@bureau.example>",
    ]


def test_no_sender_that_a_winmail_states_is_lost() -> None:
    lin, zhao = {0xC1A: "Lin", 0x5D01: "lin@x.example"}, {0xC1A: "Zhao", 0x5D01: "zhao@y.example"}
    packed = a_winmail(b"Come.\0", b"note.txt\0", b"x")
    by_lin = with_properties(packed, lin)
    transported_by_wu = with_properties(packed, lin | {0x7D: "From: Wu <wu@z.example>\r\n\r\n"})
    for letter, other in (
        (with_properties(with_properties(packed, zhao), lin), "Zhao <zhao@y.example>"),
        (with_objects(by_lin, a_sender("Zhao", "SMTP:lin@x.example")), "Zhao <lin@x.example>"),
        (transported_by_wu, "Wu <wu@z.example>"),
    ):
        senders = [text for name, text in read_mail(letter).fields if name == "From"]
        assert set(senders) == {"Lin <lin@x.example>", other}
    again = with_properties(with_objects(by_lin, a_sender("Lin", "SMTP:lin@x.example")), lin)
    assert [name for name, _ in read_mail(again).fields].count("From") == 1


def test_a_sender_of_an_office_keeps_name_and_address() -> None:
    packed = with_properties(a_winmail(b"Come.\0", b"note.txt\0", b"x"), {0x5D01: "zhao@bureau.example"})
    read = read_mail(with_objects(packed, a_sender("Officer Zhao", "EX:/O=BUREAU/CN=ZHAO")))
    assert read.header.author == "Officer Zhao <zhao@bureau.example>"
    assert [name for name, _ in read.fields].count("From") == 1
    other = with_properties(
        a_winmail(b"Come.\0", b"note.txt\0", b"x"), THREAT | {0xC1A: "Lin", 0x5D01: "lin@x.example"}
    )
    read = read_mail(with_objects(other, a_sender("Officer Zhao", "EX:/O=BUREAU/CN=ZHAO")))
    assert [text for name, text in read.fields if name == "From"] == ["Lin <lin@x.example>", "Officer Zhao"]


def transported(head: str) -> tuple[int, bytes]:
    data = (head + "\0").encode("utf-16-le")
    held = struct.pack("<IHHII", 1, 0x1F, 0x7D, 1, len(data)) + data + bytes(-len(data) % 4)
    return 0x9003, held


def test_the_head_of_its_transport_fills_what_a_winmail_lacks() -> None:
    head = (
        "From: Zhao <zhao@bureau.example>\r\nDate: Tue, 6 Jan 2026 01:30:00 +0800\r\nSubject: Threat\r\n\r\n"
    )
    read = read_mail(with_objects(a_winmail(b"Come.\0", b"note.txt\0", b"x"), transported(head)))
    assert (read.header.author, read.header.title) == ("Zhao <zhao@bureau.example>", "Threat")
    assert read.header.dated == "2026-01-06T01:30:00+08:00"


def test_a_winmail_without_a_time_of_sending_has_that_of_its_receipt() -> None:
    at = (0x8006, struct.pack("<7H", 2026, 1, 8, 1, 30, 0, 1))
    packed = with_objects(a_winmail(b"x", b"a.txt", b"y"), at)
    mail = read_tnef(packed)
    assert (mail.header.dated, mail.losses) == ("2026-01-08T01:30:00", (RECEIVED,))
    carried = read_tnef(with_objects(packed, transported("Date: Tue, 6 Jan 2026 09:00:00 +0800\r\n\r\n")))
    assert (carried.header.dated, carried.losses) == ("2026-01-06T09:00:00+08:00", ())


def test_an_item_of_outlook_in_winmail_is_named_as_not_read() -> None:
    packed = a_winmail(b"Team\0", b"note.txt\0", b"x", b"IPM.DistList\0")
    assert read_mail(packed).losses == (UNREAD_ITEM,)
    assert read_mail(a_winmail(b"Team\0", b"note.txt\0", b"x")).losses == ()
    content = bytes(16) + packed
    held = struct.pack("<IHHII", 1, 0x0D, 0x3701, 1, len(content)) + content
    outer = a_winmail(b"See the list.\0", b"team\0", b"x")[:-12]
    outer += struct.pack("<BHHI", 2, 0x9005, 6, len(held)) + held + struct.pack("<H", sum(held) % 65_536)
    assert read_mail(outer).losses == ()
    assert read_mail(files(read_mail(outer))["team.dat"]).losses == (UNREAD_ITEM,)


THREAT = {0x37: "Threat", 0xC1A: "Officer Zhao", 0x5D01: "zhao@bureau.example", 0xE04: "Lin"}
SENT_TICKS = (SENT - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10


def with_properties(packed: bytes, texts: dict[int, str]) -> bytes:
    """The letter with these texts and the time of `SENT` as properties."""
    held = struct.pack("<IHHQ", len(texts) + 1, 0x40, 0x39, SENT_TICKS)
    for tag, text in texts.items():
        data = (text + "\0").encode("utf-16-le")
        held += struct.pack("<HHII", 0x1F, tag, 1, len(data)) + data + bytes(-len(data) % 4)
    return packed[:6] + struct.pack("<BHHI", 1, 0x9003, 6, len(held)) + held + b"\0\0" + packed[6:]


def a_winmail_in_a_winmail() -> bytes:
    inner = with_properties(a_winmail(b"You must return.\0", b"photo.txt\0", b"x"), THREAT)
    content = bytes(16) + inner
    held = struct.pack("<IHHII", 1, 0x0D, 0x3701, 1, len(content)) + content + bytes(-len(content) % 4)
    outer = a_winmail(b"Please see below.\0", b"letter\0", b"")[:-12]
    outer += struct.pack("<BHHI", 2, 0x9005, 6, len(held)) + held + bytes(14)
    return with_properties(outer, {0x37: "FW", 0xC1A: "Lin", 0xC1F: "lin@x.example"})


def test_a_letter_in_a_winmail_is_a_letter_of_its_own_sender() -> None:
    outer = read_mail(a_winmail_in_a_winmail())
    assert (outer.header.author, list(files(outer))) == ("Lin <lin@x.example>", ["Threat.dat"])
    assert "You must return." not in outer.pages[0]
    inner = read_mail(files(outer)["Threat.dat"])
    assert inner.header.author == "Officer Zhao <zhao@bureau.example>"
    assert (inner.header.recipients, inner.header.dated) == ("Lin", "2026-03-02T09:15:00+00:00")
    assert "You must return." in inner.pages[0]
    assert list(files(inner)) == ["photo.txt"]


def test_a_time_in_utc_goes_before_one_without_a_zone_in_winmail() -> None:
    local = struct.pack("<BHHI", 1, 0x8005, 3, 14) + struct.pack("<7H", 2026, 3, 2, 11, 15, 0, 1) + b"\0\0"
    packed = a_winmail(b"Come.\0", b"note.txt\0", b"x")
    both = with_properties(packed[:6] + local + packed[6:], {0x37: "Come"})
    assert read_mail(both).header.dated == "2026-03-02T09:15:00+00:00"


def test_a_winmail_of_another_sender_is_no_words_of_who_forwards_it() -> None:
    packed = with_properties(a_winmail(b"You must return.\0", b"photo.txt\0", b"x"), THREAT)
    carried = read_mail(
        b"From: Lin <lin@x.example>\nContent-Type: application/ms-tnef; name=winmail.dat\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(packed)
    )
    assert "You must return." not in carried.pages[0]
    assert files(carried) == {"winmail.dat": packed}


def carried_damaged(packed: bytes) -> bytes:
    return (
        b"From: a@b.example\nContent-Type: application/ms-tnef; name=winmail.dat\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(packed[:6] + b"\xff" * 30)
    )


def test_a_winmail_that_is_cut_or_altered_says_so() -> None:
    packed = a_winmail(b"Come at nine.\0", b"note.txt\0", b"words of the note")
    assert read_mail(packed).losses == ()
    assert read_mail(packed.rstrip(b"\0")[:-8]).losses == (CUT,)
    assert read_mail(packed[:40]).losses == (CUT,)
    assert read_mail(packed.replace(b"nine", b"four")).losses == (WRONG_SUM,)

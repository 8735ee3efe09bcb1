"""Files of mail other than plain letters: mailboxes, Outlook, Apple Mail, signatures."""

from __future__ import annotations

import base64
import struct
import subprocess
import sys
from datetime import UTC, datetime
from uuid import UUID

import pytest
from asn1crypto.core import OctetString
from compressed_rtf import compress
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from casebook.formats.fault import Damaged
from casebook.formats.mail.mail import ENCRYPTED, OUTLOOK_ITEM
from casebook.formats.mail.reader import read_mail
from casebook.formats.media_type import MAIL, MBOX, MSG, OLE, SIGNATURE, SIGNED, media_type
from casebook.formats.read import TIME_STAMP, Read
from tests.formats.mail.compound import Tree, attached_file, attached_letter, compound, outlook_letter

BORDER = b"From registry@court.example Mon Mar  2 09:15:00 2026\n"
SENT = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def a_letter(subject: str, body: str = "The hearing is adjourned.") -> bytes:
    return (
        f"From: Registry <registry@court.example>\nTo: office@law.example\nSubject: {subject}\n"
        f"Date: Mon, 2 Mar 2026 09:15:00 +0200\n\n{body}\n"
    ).encode()


def files(read: Read) -> dict[str, bytes]:
    return {part.name: part.data for part in read.parts}


def test_a_byte_order_mark_hides_no_sender() -> None:
    letter = read_mail(b"\xef\xbb\xbf" + a_letter("Adjourned"))
    assert letter.header.author == "Registry <registry@court.example>"


@pytest.mark.parametrize("blank", [b"\r\n\n", b"    \r\n", b"\n \t\n\n"])
def test_empty_lines_before_the_head_hide_no_sender(blank: bytes) -> None:
    data = blank + a_letter("Adjourned")
    assert media_type(data) == MAIL
    assert read_mail(data).header.author == "Registry <registry@court.example>"


def test_a_line_written_into_a_head_is_kept_with_the_words() -> None:
    letter = read_mail(b"Passport: E123\nX-Mailer: y\n" + a_letter("Adjourned"))
    assert "Passport: E123" in letter.pages[0]
    assert "X-Mailer" not in letter.pages[0]


def test_a_mailbox_is_split_into_its_letters() -> None:
    second = a_letter("Second", ">From here on\n\nFrom now on: nothing\n\nFrom Monday 2 March 2026\nno head")
    read = read_mail(BORDER + a_letter("First") + b"\n" + BORDER + second + b"\n")
    assert (read.media_type, list(files(read))) == (MBOX, ["0001 First.eml", "0002 Second.eml"])
    assert files(read)["0001 First.eml"].strip() == a_letter("First").strip()
    assert b"\nFrom here on\n\nFrom now on" in files(read)["0002 Second.eml"]
    assert "2026-03-02T09:15:00+02:00\tRegistry <registry@court.example>\tSecond" in read.pages[0]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "border", ["-", "- ", "MAILER-DAEMON", "1844347792267117879@xxx", "li@x.example 2026-11-25T14:03:11Z", ""]
)
def test_a_mailbox_whose_borders_have_no_day_is_split(border: str, line_end: str) -> None:
    body = "From here on: nothing\nDate: soon\n\n>From - \nTo: a@x.example\n\nFrom home\nwe went"
    letters = (f"From {border}\n".encode() + a_letter(name, body) + b"\n" for name in ("First", "Second"))
    read = read_mail(b"".join(letters).replace(b"\n", line_end.encode()))
    assert (read.media_type, list(files(read))) == (MBOX, ["0001 First.eml", "0002 Second.eml"])
    assert all(b"From home" in data for data in files(read).values())


def test_borders_without_a_day_may_precede_heads_of_a_few_fields() -> None:
    letters = (b"From -\nSubject: %d\n\nFrom Kashgar to\nSubject: x\n\n" % number for number in range(3))
    read = read_mail(b"".join(letters))
    assert list(files(read)) == ["0001 0.eml", "0002 1.eml", "0003 2.eml"]


def test_a_head_pasted_behind_a_sentence_begins_no_letter() -> None:
    pasted = a_letter("Pasted").decode()
    body = f"From the registry I got this:\n{pasted}\nFrom him to\nTo: the court\nSubject: bail"
    for border in (BORDER, b"From -\n"):
        assert list(files(read_mail((border + a_letter("First", body) + b"\n") * 2))) == [
            "0001 First.eml",
            "0002 First.eml",
        ]


def test_behind_the_last_boundary_a_border_needs_no_empty_line() -> None:
    letter = b"Content-Type: multipart/mixed; boundary=b\n" + a_letter("1", "--b\n\nx\n--b--")
    assert len(read_mail(b"".join(b"From %d\n" % number + letter for number in range(3))).parts) == 3


def test_a_border_that_is_as_the_first_needs_no_empty_line() -> None:
    assert len(read_mail((b"From -\n" + a_letter("1", "From -\nRussia with love")) * 3).parts) == 3


@pytest.mark.parametrize("border", [BORDER, b"From -\n"])
def test_a_length_that_a_letter_states_goes_over_lines_within_it(border: bytes) -> None:
    inner = b"See\n\n" + border + a_letter("Within")

    def read(length: int) -> list[str]:
        letter = border + b"Content-Length: %d\nSubject: Outer\nMIME-Version: 1.0\n\n" % length + inner
        return list(files(read_mail(letter + b"\n" + border + a_letter("Next"))))

    assert read(len(inner)) == ["0001 Outer.eml", "0002 Next.eml"]
    for wrong in (3, len(inner) - 9, 9_999):
        assert read(wrong) == ["0001 Outer.eml", "0002 Within.eml", "0003 Next.eml"]


def test_a_mailbox_of_one_letter_is_that_letter() -> None:
    read = read_mail(BORDER + a_letter("Only"))
    assert (read.media_type, read.header.title, read.parts) == (MAIL, "Only", ())


def test_a_mailbox_has_a_last_letter_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casebook.formats.mail.reader.MAX_PARTS", 3)
    read = read_mail(b"\n".join(BORDER + a_letter(str(number)) for number in range(5)))
    assert (len(read.parts), read.losses) == (3, ("letters",))


def test_a_letter_of_apple_mail_is_without_what_follows_it() -> None:
    letter = a_letter("Apple")
    read = read_mail(str(len(letter)).encode() + b"      \n" + letter + b"<?xml version='1.0'?><plist/>")
    assert (read.media_type, read.header.title) == (MAIL, "Apple")
    assert "plist" not in read.pages[0]


def test_a_letter_of_outlook() -> None:
    inner = outlook_letter(
        {0x37: "Inner", 0x1000: "Words within", 0xC1A: "Weng Kun", 0x5D01: "w@x.example"},
        sent_at=SENT,
        attached=[attached_file("note.txt", "里面".encode())],
        within=True,
    )
    letter = outlook_letter(
        {
            0x37: "Outer",
            0x1013: "<p>居留证明</p>".encode("gb18030"),
            0xC1A: "翁堃".encode("gb18030"),
            0x5D01: "w@x.example",
        },
        numbers={0x3FFD: 936, 0x3FDE: 936},
        sent_at=SENT,
        recipients=[("Office", "office@law.example", 1), ("Clerk", "clerk@law.example", 2)],
        attached=[attached_file("..\\scan.pdf", b"%PDF-" + bytes(5_000)), attached_letter(inner)],
    )
    read = read_mail(compound(letter))
    header = read.header
    assert (read.media_type, header.title, header.author) == (MSG, "Outer", "翁堃 <w@x.example>")
    assert header.recipients == "Office <office@law.example>; Clerk <clerk@law.example>"
    assert header.dated == "2026-03-02T09:15:00+00:00"
    assert "居留证明" in read.pages[0]
    assert list(files(read)) == ["scan.pdf", "Inner.eml"]
    within = read_mail(files(read)["Inner.eml"])
    assert (within.header.author, within.header.dated) == ("Weng Kun <w@x.example>", header.dated)
    assert "Words within" in within.pages[0]
    assert files(within) == {"note.txt": "里面".encode()}


def test_rich_text_of_outlook_is_read() -> None:
    rtf = compress(b"{\\rtf1\\ansi\\ansicpg936 The hearing {\\b is adjourned} \\'d1\\'d3\\'c6\\'da\\par}")
    read = read_mail(compound(outlook_letter({0x37: "Rich", 0x1009: rtf}, sent_at=SENT)))
    assert "The hearing is adjourned" in read.pages[0]
    damaged = read_mail(compound(outlook_letter({0x37: "Rich", 0x1009: rtf[:30]}, sent_at=SENT)))
    assert damaged.pages[0].endswith("Subject: Rich\n")


def test_the_head_of_the_internet_gives_zone_and_chain() -> None:
    head = (
        "From: Weng Kun <w@x.example>\r\nDate: Mon, 2 Mar 2026 17:15:00 +0800\r\n"
        "Message-ID: <b@x.example>\r\nIn-Reply-To: <a@x.example>\r\n"
    )
    read = read_mail(
        compound(outlook_letter({0x37: "Re", 0x7D: head, 0xC1A: "/O=OFFICE/CN=W"}, sent_at=SENT))
    )
    assert (read.header.dated, read.header.author) == ("2026-03-02T17:15:00+08:00", "Weng Kun <w@x.example>")
    assert (read.header.message_id, read.header.references) == ("b@x.example", ("a@x.example",))


def test_the_other_form_of_a_letter_of_outlook_is_told_where_it_differs() -> None:
    forms = {0x1000: "Come on Monday.", 0x1013: "<p>Come on <b>Friday</b>.</p>"}
    inner = outlook_letter({0x37: "Inner", **forms}, sent_at=SENT, within=True)
    outer = outlook_letter({0x37: "Outer", **forms}, sent_at=SENT, attached=[attached_letter(inner)])
    read = read_mail(compound(outer))
    within = read_mail(read.parts[0].data)
    for one in (read, within):
        assert "Come on Monday." in one.pages[0]
        assert [(form.kind, form.text.strip()) for form in one.unprinted] == [("form", "Come on Friday.")]
    same = read_mail(compound(outlook_letter({0x1000: "Come", 0x1013: "<p>Come</p>"}, sent_at=SENT)))
    assert same.unprinted == ()


def test_another_compound_file_is_no_letter() -> None:
    read = read_mail(compound({"WordDocument": bytes(5_000)}))
    assert (read.media_type, read.pages) == (OLE, ())
    with pytest.raises(Damaged):
        read_mail(compound(outlook_letter({0x37: "Cut"}, sent_at=SENT))[:-512])


@pytest.fixture(scope="module")
def signer() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(65_537, 2_048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Test")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(SENT).not_valid_after(SENT.replace(year=2027))
    return key, made.sign(key, hashes.SHA256())


def signed(
    signer: tuple[rsa.RSAPrivateKey, x509.Certificate], data: bytes, *options: pkcs7.PKCS7Options
) -> bytes:
    key, certificate = signer
    builder = pkcs7.PKCS7SignatureBuilder().set_data(data).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary, *options])


def test_what_was_signed_is_taken_out(signer: tuple[rsa.RSAPrivateKey, x509.Certificate]) -> None:
    inner = b"Content-Type: text/plain; charset=utf-8\n\n" + "延期审理".encode()
    opaque = signed(signer, inner)
    assert "延期审理" in read_mail(opaque).pages[0]
    carried = (
        b"From: a@b.example\nSubject: Signed\nContent-Type: application/pkcs7-mime; name=smime.p7m\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(opaque)
    )
    read = read_mail(carried)
    assert (read.header.title, "延期审理" in read.pages[0], read.parts) == ("Signed", True, ())
    paper = read_mail(signed(signer, signed(signer, b"%PDF-1.4 decision")))
    assert (paper.media_type, files(paper)) == (SIGNED, {"signed content.pdf": b"%PDF-1.4 decision"})
    armoured = b"-----BEGIN PKCS7-----\n" + base64.encodebytes(opaque) + b"-----END PKCS7-----\n"
    assert "延期审理" in read_mail(armoured).pages[0]


def timestamped(content: bytes) -> bytes:
    """The content with a token of which no byte is one, since none is verified; lengths as in BER."""
    pieces = b"".join(OctetString(content[at : at + 8]).dump() for at in range(0, len(content), 8))
    within = b"\x30\x80\x02\x01\x01\x24\x80" + pieces + bytes(2) + b"\xa0\x80" + bytes(4)
    return bytes.fromhex("3080060b2a864886f70d010910011fa080") + within + bytes(4)


def test_what_was_time_stamped_is_a_file_of_its_own(
    signer: tuple[rsa.RSAPrivateKey, x509.Certificate],
) -> None:
    deed = timestamped(b"%PDF-1.4 decision of 2026")
    read = read_mail(deed)
    assert (read.media_type, read.losses) == (SIGNED, (TIME_STAMP,))
    assert files(read) == {"time-stamped content.pdf": b"%PDF-1.4 decision of 2026"}
    assert files(read_mail(timestamped(signed(signer, b"%PDF-1.4 x")))) == {
        "time-stamped content.pdf": b"%PDF-1.4 x"
    }
    letter = timestamped(b"From: a@b.example\nSubject: Deed\n\nWe came.")
    assert ("We came." in read_mail(letter).pages[0], read_mail(letter).losses) == (True, (TIME_STAMP,))
    carried = (
        b"From: a@b.example\nSubject: Stamped\nContent-Type: application/timestamped-data; name=letter.tsd\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(letter)
    )
    assert files(read_mail(carried)) == {"letter.tsd": letter}
    with pytest.raises(Damaged):
        read_mail(deed[:40])


def test_a_signature_alone_stays_a_file(signer: tuple[rsa.RSAPrivateKey, x509.Certificate]) -> None:
    detached = signed(signer, b"x", pkcs7.PKCS7Options.DetachedSignature)
    assert (read_mail(detached).media_type, read_mail(detached).pages) == (SIGNATURE, ())
    with pytest.raises(Damaged):
        read_mail(detached[:100])


def test_what_is_encrypted_is_said_to_be(signer: tuple[rsa.RSAPrivateKey, x509.Certificate]) -> None:
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(b"secret").add_recipient(signer[1])
    sealed = builder.encrypt(Encoding.DER, [pkcs7.PKCS7Options.Binary])
    assert read_mail(sealed).losses == (ENCRYPTED,)
    carried = (
        b"From: a@b.example\nSubject: Sealed\nContent-Type: application/pkcs7-mime\n"
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(sealed)
    )
    assert (read_mail(carried).losses, read_mail(carried).parts) == ((ENCRYPTED,), ())


_LATE = """
import base64, sys
from casebook.formats.mail.reader import load_for_mail, read_mail

load_for_mail()
before = set(sys.modules)
for line in sys.stdin:
    read_mail(base64.b64decode(line))
sys.stdout.write(" ".join(sorted(set(sys.modules) - before)))
"""


def test_everything_is_loaded_beforehand() -> None:
    charsets = ("gb18030", "big5", "shift_jis", "koi8-r", "windows-1254", "iso-2022-kr")
    mails = [
        f"Subject: {name}\nContent-Type: text/plain; charset={name}\n\n".encode() + b"\xa4\xa4"
        for name in charsets
    ]
    mails.append(BORDER + a_letter("First") + b"\n" + BORDER + a_letter("Second"))
    mails.append(compound(outlook_letter({0x37: "Outer", 0x1000: "Words"}, sent_at=SENT)))
    lines = b"\n".join(map(base64.b64encode, mails))
    run = subprocess.run([sys.executable, "-c", _LATE], input=lines, capture_output=True, check=True)
    assert run.stdout == b""


def test_a_mailbox_whose_last_letter_is_cut_says_so() -> None:
    whole = b"From: a\nTo: b\nSubject: x\n\ny\n\n"
    cut = b"From: a\nTo: b\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nthe words brea"
    border = b"From a@b Mon Mar  2 09:15:00 2026\n"
    assert read_mail(border + whole + border + cut).losses == ("cut",)
    assert read_mail(border + whole + border + whole).losses == ()


def test_the_form_of_a_letter_that_strikes_words_is_read() -> None:
    plain, rich = "I did not go to the square.", "<p>I did <s>not</s> go to the square.</p>"
    kinds = {"plain": plain, "html": rich}
    parts = (f"--b\nContent-Type: text/{kind}\n\n{text}\n" for kind, text in kinds.items())
    form = f"Subject: x\nContent-Type: multipart/alternative; boundary=b\n\n{''.join(parts)}--b--\n".encode()
    read = read_mail(form)
    assert "I did [struck: not] go to the square." in read.pages[0]
    assert read.unprinted == ()


def an_appointment(starts: datetime) -> Tree:
    """The streams of an appointment, whose start and place have named properties."""
    sets = UUID("00062002-0000-0000-c000-000000000046").bytes_le
    ticks = int((starts - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    tree = dict(
        outlook_letter({0x1A: "IPM.Appointment", 0x37: "Visit", 0x1000: "Bring papers", 0x8001: "Room 2"})
    )
    fixed = tree["__properties_version1.0"]
    assert isinstance(fixed, bytes)
    return {
        **tree,
        "__properties_version1.0": fixed + struct.pack("<HHIq", 0x40, 0x8000, 6, ticks),
        "__nameid_version1.0": {
            "__substg1.0_00020102": sets,
            "__substg1.0_00030102": struct.pack("<IHHIHH", 0x820D, 6, 0, 0x8208, 6, 1),
        },
    }


def test_an_appointment_of_outlook_says_what_it_is_and_states() -> None:
    read = read_mail(compound(an_appointment(SENT)))
    assert dict(read.fields) == {
        "Subject": "Visit",
        "Item": "Appointment",
        "Start": "2026-03-02T09:15:00+00:00",
        "Place": "Room 2",
    }
    assert read.losses == (OUTLOOK_ITEM,)
    assert "Place: Room 2\nBring papers" in read.pages[0]


def test_a_contact_of_outlook_keeps_its_telephones() -> None:
    texts = {0x1A: "IPM.Contact", 0x37: "Registry", 0x3001: "Registry", 0x3A08: "+357 1", 0x3A1C: "+357 2"}
    read = read_mail(compound(outlook_letter(texts, sent_at=SENT)))
    assert dict(read.fields)["Telephone (mobile)"] == "+357 2"
    assert "Telephone (work): +357 1" in read.pages[0]


def test_an_item_attached_to_a_letter_keeps_its_fields_as_text() -> None:
    inner = outlook_letter(
        {0x1A: "IPM.Contact", 0x37: "Registry", 0x3A1C: "+357 2"}, within=True, sent_at=SENT
    )
    (part,) = read_mail(
        compound(outlook_letter({0x37: "Fw"}, sent_at=SENT, attached=[attached_letter(inner)]))
    ).parts
    letter = read_mail(part.data)
    assert letter.header.title == "Registry"
    assert "Telephone (mobile): +357 2" in letter.pages[0]

"""What is read of letters: the body that says most, attachments by their names, letters within letters."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from casebook.formats.fault import OversizedFile
from casebook.formats.mail.mail import CALLS_OFF, ENCRYPTED
from casebook.formats.mail.mime import read_mime

USUAL = "This is a multi-part message in MIME format.\n"
OF_THUNDERBIRD = "This is an OpenPGP/MIME signed message (RFC 4880 and 3156)"
OF_EXCHANGE = """\
> This message is in MIME format. Since your mail reader does not understand
this format, some or all of this message may not be legible.
"""
OF_PINE = """\
  This message is in MIME format.  The first part should be readable text,
  while the remaining parts are likely unreadable without MIME-aware tools.
"""


def names(data: bytes) -> list[str]:
    return [part.name for part in read_mime(data).parts]


def a_part(disposition: str) -> bytes:
    return (
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: application/pdf\nContent-Disposition: "
        + disposition.encode("gb18030")
        + b"\n\nx\n--b--\n"
    )


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment; filename*=gb2312''%CE%CC%88%D2.pdf", "翁堃.pdf"),
        ("attachment; filename*0*=utf-8''%E4%B9%8C; filename*1=one.pdf", "乌one.pdf"),
        ('attachment; filename="=?gb2312?B?zsyI0i5wZGY=?="', "翁堃.pdf"),
        ('attachment; filename="乌鲁木齐.pdf"', "乌鲁木齐.pdf"),
        ('attachment; filename="..\\..\\folder/letter.pdf"', "letter.pdf"),
        ("attachment", "part 1.pdf"),
    ],
)
def test_the_name_of_an_attachment(disposition: str, name: str) -> None:
    assert names(a_part(disposition)) == [name]


@pytest.mark.parametrize(("encoding", "label"), [("big5", "big5"), ("gb18030", "gb2312")])
def test_the_bytes_of_a_name_are_read_as_the_words_of_the_letter(encoding: str, label: str) -> None:
    head = (
        f"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset={label}\n\nx\n"
    )
    file = "--b\nContent-Type: application/pdf; name=證據.txt\n\nx\n"
    inner = "--b\nContent-Type: message/rfc822\n\nSubject: 判決\n\nx\n--b--\n"
    assert names((head + file + inner).encode(encoding)) == ["證據.txt", "判決.eml"]


def test_a_letter_that_breaks_off_is_read_up_to_there_and_says_so() -> None:
    letter = read_mime(a_part("attachment; filename=a.pdf").removesuffix(b"\n--b--\n"))
    assert ([part.name for part in letter.parts], letter.cut_parts) == (["a.pdf"], (0,))


def test_of_two_forms_of_a_text_the_plain_one_is_read_unless_it_is_a_stub() -> None:
    mail = EmailMessage()
    mail.set_content("The hearing is adjourned.")
    mail.add_alternative("<p>The hearing is adjourned, in colour.</p>", subtype="html")
    assert read_mime(mail.as_bytes()).body.strip() == "The hearing is adjourned."
    stub = EmailMessage()
    stub.set_content("See HTML.")
    stub.add_alternative(f"<p>{'The hearing is adjourned. ' * 9}</p>", subtype="html")
    assert "adjourned" in read_mime(stub.as_bytes()).body


def test_pictures_of_a_form_that_is_not_read_and_invitations_stay_files() -> None:
    mail = EmailMessage()
    mail.set_content("The hearing is adjourned.")
    mail.add_alternative("<p>adjourned<img src='cid:x'></p>", subtype="html")
    html = mail.get_payload()[1]  # type: ignore[index]
    html.add_related(b"picture", "image", "png", cid="<x>")  # type: ignore[union-attr]
    mail.add_alternative(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="invite.ics")
    read = read_mime(mail.as_bytes())
    assert [part.name for part in read.parts] == ["part 1.png", "invite.ics"]
    assert read.body.count("adjourned") == 1


def test_a_line_amid_the_head_that_is_no_field_ends_it_not() -> None:
    mail = read_mime(
        b"Received: x\nquite Delivered-To: b\nDate: Wed, 23 Feb 2005 18:20:17 -0400\n"
        b"From: a@b.example\nSubject: Hearing\n\nWords"
    )
    assert (mail.header.author, mail.header.title) == ("a@b.example", "Hearing")
    assert mail.body == "quite Delivered-To: b\nWords"


def test_flowed_lines_are_joined() -> None:
    flowed = (
        b"Content-Type: text/plain; format=flowed\n\n"
        b"The hearing \nis off.\n> It was \n> today.\n-- \nRegistry\n"
    )
    assert read_mime(flowed).body == "The hearing is off.\n> It was today.\n-- \nRegistry"
    joined = b"Content-Type: text/plain; format=flowed; delsp=yes\n\n\xe4\xb9\x8c \n\xe9\xb2\x81\n"
    assert read_mime(joined).body == "乌鲁"


def test_a_letter_in_a_letter_keeps_its_bytes() -> None:
    inner = b"From: a@b.example\r\nSubject: Inner\r\n\r\nFrom here on\r\n"
    data = (
        b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--b--\r\n"
    )
    (part,) = read_mime(data).parts
    assert (part.name, part.data) == ("Inner.eml", inner)


def test_a_letter_that_was_encoded_as_a_whole_is_decoded() -> None:
    data = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822; name=in.eml\n"
        b"Content-Transfer-Encoding: base64\n\nU3ViamVjdDogSW5uZXIKCmJvZHkK\n--b--\n"
    )
    (part,) = read_mime(data).parts
    assert (part.name, part.data) == ("in.eml", b"Subject: Inner\n\nbody\n")


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/encrypted; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n",
        b"From: a@b.example\n\n-----BEGIN PGP MESSAGE-----\nxyz\n",
    ],
)
def test_what_only_a_key_opens_is_said(data: bytes) -> None:
    assert read_mime(data).losses == (ENCRYPTED,)


def test_nesting_and_numbers_are_bounded() -> None:
    flat = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5_002 + b"--b--\n"
    with pytest.raises(OversizedFile):
        read_mime(flat)
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(80))
    with pytest.raises(OversizedFile):
        read_mime(deep + b"\nx")


@pytest.mark.parametrize(
    ("before", "behind", "told"),
    [
        (USUAL, "\n \n", ()),
        (OF_THUNDERBIRD, "", ()),
        (OF_EXCHANGE, "", ()),
        (OF_PINE, "", ()),
        (f"{USUAL}Pay 5000.", "", (f"{USUAL}Pay 5000.",)),
        (f"{USUAL}{' ' * 2_000}Pay", "", (f"{USUAL}{' ' * 2_000}Pay",)),
        ("", "Bring the passport.\n\n乌鲁木齐", ("Bring the passport.\n\n乌鲁木齐",)),
        ("Before", "Behind", ("Before", "Behind")),
    ],
)
@pytest.mark.parametrize("kind", ["mixed", "alternative"])
def test_text_outside_the_parts_is_told(before: str, behind: str, told: tuple[str, ...], kind: str) -> None:
    inner = f"--b\n\nCome.\n--b--\n{behind}"
    part = f"Content-Type: multipart/{kind}; boundary=b\n\n{before}\n{inner}\n"
    for data in (part, f"Content-Type: multipart/mixed; boundary=x\n\n--x\n{part}--x--\n"):
        read = read_mime(data.encode())
        assert (read.body, read.outside) == ("Come.", told)


@pytest.mark.parametrize("data", [b"\x00", b":", b"Content-Type: multipart/mixed\n\nlost words", b"a" * 99])
def test_what_is_hardly_mail_is_read_all_the_same(data: bytes) -> None:
    assert read_mime(data).parts == ()


CUT_LETTER = (
    b"From: a@b.example\nTo: c@d.example\nContent-Type: multipart/mixed; boundary=B\n\n"
    b"--B\nContent-Type: text/plain\n\nTwo statements.\n"
    b'--B\nContent-Type: text/plain; name="one.txt"\nContent-Disposition: attachment\n\nwhole\n'
    b'--B\nContent-Type: text/plain; name="two.txt"\nContent-Disposition: attachment\n'
    b"Content-Transfer-Encoding: base64\n\nU2Vjb25kIHN0"
)


def test_a_letter_cut_in_an_attachment_names_it() -> None:
    read = read_mime(CUT_LETTER)
    assert [read.parts[at].name for at in read.cut_parts] == ["two.txt"]
    assert read.losses == ()
    assert read_mime(CUT_LETTER + b"\n--B--\n").cut_parts == ()


def test_a_letter_cut_in_its_own_words_says_so() -> None:
    read = read_mime(CUT_LETTER[: CUT_LETTER.index(b"--B", CUT_LETTER.index(b"Two"))])
    assert read.losses == ("cut",)
    assert "Two statements." in read.body


def test_the_fuller_form_is_read_and_the_other_is_kept_if_it_differs() -> None:
    def of(plain: str, html: str) -> tuple[str, str]:
        head = b"From: a\nTo: b\nContent-Type: multipart/alternative; boundary=B\n\n"
        parts = f"\n--B\nContent-Type: text/plain\n\n{plain}\n--B\nContent-Type: text/html\n\n{html}\n--B--\n"
        read = read_mime(head + parts.encode())
        return read.body.strip(), read.other_form.strip()

    assert of("Hello, attached.", "<p>Hello, attached.</p><p>The warrant is void</p>") == (
        "Hello, attached.\nThe warrant is void",
        "",
    )
    assert of("Pay 5000 now", "<p>Pay <b>9000</b> now</p>") == ("Pay 5000 now", "Pay 9000 now")
    assert of("See https://court.example/x", "<p>SEE</p>") == ("See https://court.example/x", "")


@pytest.mark.parametrize(
    ("kind", "lines", "losses"),
    [
        ("text/calendar; method=CANCEL", "METHOD:CANCEL", (CALLS_OFF,)),
        ('application/octet-stream; name="invite.ics"', "STATUS:CANCELLED", (CALLS_OFF,)),
        ("text/calendar; method=REQUEST", "METHOD:REQUEST\nSUMMARY:Not METHOD:CANCEL", ()),
    ],
)
def test_a_letter_whose_invitation_cancels_an_appointment_says_so(
    kind: str, lines: str, losses: tuple[str, ...]
) -> None:
    head = "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee invitation\n--b\n"
    part = f"Content-Type: {kind}\n\nBEGIN:VCALENDAR\n{lines}\nEND:VCALENDAR\n--b--\n"
    assert read_mime(f"{head}{part}".encode()).losses == losses

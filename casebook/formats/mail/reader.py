"""Every file of mail, by its content: letters, mailboxes, and what Outlook and signatures wrap them in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from casebook.formats.charset import load_for_charsets
from casebook.formats.encoding import load_encodings
from casebook.formats.fault import Damaged, PasswordProtected
from casebook.formats.heads.mail_head import begins_as_part, without_blank_lines
from casebook.formats.mail.header import has_address_in_name
from casebook.formats.mail.mail import ADDRESS_AS_NAME, CUT, ENCRYPTED, Mail
from casebook.formats.mail.mbox import apple_letter, letters_in, listed
from casebook.formats.mail.mime import read_mime, with_plain_colons
from casebook.formats.mail.outlook import is_outlook_letter, read_outlook
from casebook.formats.mail.rtf_body import rtf_body_words
from casebook.formats.mail.sent_time import load_for_times
from casebook.formats.mail.signed import is_timestamped, signed_content
from casebook.formats.mail.tnef import read_tnef
from casebook.formats.media_type import (
    HEAD_BYTES,
    MAIL,
    MBOX,
    MSG,
    OLE,
    PLAIN,
    SIGNATURE,
    SIGNED,
    TNEF,
    TNEF_MARK,
    ending_for,
    media_type,
)
from casebook.formats.printed.unprinted import hidden_parts
from casebook.formats.read import TIME_STAMP, EmbeddedFile, Read, bounded
from casebook.host.protocol.extract_protocol import MAX_PARTS, MAX_WORDS, Unprinted


def read_mail(data: bytes) -> Read:
    """A file of mail with what is attached to it, or with the letters in it.

    Raises:
        Damaged: it cannot be taken apart.
        OversizedFile: its parts stand too deep in one another, or are too many.
    """
    data = without_blank_lines(data)
    kind = media_type(data[:HEAD_BYTES])
    if kind in {MAIL, PLAIN}:
        data = with_plain_colons(data)
    if kind in {MAIL, MBOX, PLAIN} and (letters := letters_in(data)):
        return _mailbox(letters)
    if kind == SIGNED:
        return _signed(data)
    if kind == TNEF:
        return _read(read_tnef(data), TNEF)
    if kind == OLE:
        return _read(read_outlook(data), MSG) if is_outlook_letter(data) else Read(media_type=OLE)
    return _read(read_mime(apple_letter(data)), MAIL)


def _read(mail: Mail, kind: str) -> Read:
    forged = (ADDRESS_AS_NAME,) if has_address_in_name(mail.fields) else ()
    return Read(
        media_type=kind,
        pages=(mail.words,),
        parts=mail.parts,
        header=mail.header,
        fields=mail.fields,
        losses=(*mail.losses, *forged),
        cut_parts=mail.cut_parts,
        unprinted=(
            *((Unprinted(kind="form", count=1, text=mail.other_form),) if mail.other_form else ()),
            *hidden_parts(mail.hidden),
            *hidden_parts(mail.outside, "outside"),
        ),
    )


def _mailbox(letters: tuple[bytes, ...]) -> Read:
    if len(letters) == 1:
        return _read(read_mime(letters[0]), MAIL)
    files, listing = listed(letters[:MAX_PARTS])
    pages, is_cut = bounded((listing,), MAX_WORDS)
    last = read_mime(letters[-1])
    losses = ("letters",) if len(letters) > MAX_PARTS else ()
    return Read(
        media_type=MBOX,
        pages=pages,
        is_cut=is_cut,
        parts=files,
        losses=(*losses, CUT) if last.cut_parts or CUT in last.losses else losses,
    )


def _signed(data: bytes) -> Read:
    try:
        content = signed_content(data)
    except PasswordProtected:
        return Read(media_type=SIGNED, losses=(ENCRYPTED,))
    if content is None:
        return Read(media_type=SIGNATURE)
    done, losses = ("time-stamped", (TIME_STAMP,)) if is_timestamped(data) else ("signed", ())
    if begins_as_part(content):
        read = _read(read_mime(content), SIGNED)
        return replace(read, losses=(*read.losses, *losses))
    name = f"{done} content{ending_for(media_type(content[:HEAD_BYTES]))}"
    return Read(media_type=SIGNED, parts=(EmbeddedFile(name=name, data=content),), losses=losses)


def load_for_mail() -> None:
    """Load what reading mail takes, before files are given up."""
    load_encodings()
    load_for_charsets()
    load_for_times()
    media_type(b"\x01")
    for sample in (_PLAIN, _MIXED, _BOX, _signed_sample(), _signed_sample(b"<?xml version='1.0'?><deed/>")):
        read_mail(sample)
    read_tnef(TNEF_MARK + bytes(2))
    rtf_body_words(_RTF_SAMPLE)
    with suppress(Damaged):
        read_outlook(bytes(600))
    media_type(b"\x01")


def _signed_sample(content: bytes = b"Content-Type: text/plain\r\n\r\nx") -> bytes:
    from asn1crypto.cms import ContentInfo, SignedData

    encapsulated = {"content_type": "data", "content": content}
    signed = {
        "version": "v1",
        "digest_algorithms": [],
        "encap_content_info": encapsulated,
        "signer_infos": [],
    }
    return bytes(ContentInfo({"content_type": "signed_data", "content": SignedData(signed)}).dump())


_PLAIN = (
    b"From: a <a@b.example>\r\nDate: Mon, 2 Mar 2026 09:15:00 +0200\r\nReferences: <x@y>\r\n"
    b"Subject: =?gb2312?B?wda=?=\r\nContent-Type: text/plain; charset=gb2312\r\n\r\n\xc1\xd6"
)
_MIXED = (
    b"From: a\r\nTo: b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E6=9E=97</p>\r\n--b\r\n"
    b"Content-Disposition: attachment; filename*=utf-8''%E6.bin\r\nContent-Transfer-Encoding: base64\r\n"
    b"\r\nAAAA\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny\r\n--b--\r\n"
)
_BOX = b"From a@b Mon Mar  2 09:15:00 2026\nFrom: a\nTo: b\n\nx\n\n" * 2
_RTF_SAMPLE = bytes.fromhex("23000000210000004c5a46755e4fbc6d03000a0072637067313235a23203302765390aa27d0f00")
"""``{\\rtf1\\ansi\\ansicpg1252 \\'e9\\par}``, compressed."""

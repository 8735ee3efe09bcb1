"""An e-mail taken apart: its head and words, and the files and letters attached to it."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage, Message
from typing import cast

from casebook.formats.encoding import decoded
from casebook.formats.fault import Damaged, OversizedFile
from casebook.formats.html_words import html_words
from casebook.formats.read import EmbeddedFile
from casebook.host.protocol.extract_protocol import MAX_PARTS, MAX_WORDS

_FIELDS = ("From", "To", "Cc", "Date", "Subject")
_MAX_FIELD = 2_000
_MAX_DEPTH = 50
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, IndexError, MessageError, AssertionError)


def read_mail(data: bytes) -> tuple[str, tuple[EmbeddedFile, ...]]:
    """The words of a mail with its head, and what is attached to it.

    Raises:
        Damaged: it is no mail.
        OversizedFile: its parts stand too deep in one another, or are too many.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        leaves = list(_leaves(message, 0))
    except RecursionError as error:
        raise OversizedFile from error
    except _FAULTS as error:
        raise Damaged from error
    words = [line for line in (_field(message, name) for name in _FIELDS) if line]
    parts: list[EmbeddedFile] = []
    for leaf in leaves:
        if _is_words(leaf):
            words.append(_words(leaf))
        else:
            parts.append(_part(leaf, len(parts) + 1))
    return "\n".join(words)[:MAX_WORDS], tuple(part for part in parts if part.data)


def _leaves(message: Message, depth: int) -> Iterator[Message]:
    """The parts that hold something; a letter attached to a letter is one of them."""
    if depth > _MAX_DEPTH:
        raise OversizedFile
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        children = cast("list[Message]", message.get_payload())
        if len(children) > MAX_PARTS:
            raise OversizedFile
        for child in _chosen(message, children):
            yield from _leaves(child, depth + 1)
    else:
        yield message


def _chosen(message: Message, children: list[Message]) -> list[Message]:
    """Of parts that say the same, the plain text; of others all."""
    if message.get_content_subtype() != "alternative":
        return children
    plain = [child for child in children if child.get_content_type() == "text/plain"]
    others = [child for child in children if child.get_content_maintype() != "text"]
    return [*(plain or [child for child in children if child.get_content_maintype() == "text"]), *others]


def _is_words(leaf: Message) -> bool:
    is_text = leaf.get_content_type() in {"text/plain", "text/html"}
    return is_text and leaf.get_content_disposition() != "attachment" and not _file_name(leaf)


def _words(leaf: Message) -> str:
    try:
        payload = leaf.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        text = decoded(data, leaf.get_content_charset() or "").text
    except _FAULTS:
        return ""
    return html_words(text) if leaf.get_content_subtype() == "html" else text


def _part(leaf: Message, number: int) -> EmbeddedFile:
    if leaf.get_content_maintype() == "message" and leaf.is_multipart():
        inner = cast("list[Message]", leaf.get_payload())
        name = _field(cast("EmailMessage", inner[0]), "Subject").removeprefix("Subject: ")
        return EmbeddedFile(
            name=f"{(_file_name(leaf) or name or f'message {number}').removesuffix('.eml')}.eml",
            data=_bytes_of(inner[0]),
        )
    try:
        payload = leaf.get_payload(decode=True)
    except _FAULTS:
        payload = None
    ending = leaf.get_content_subtype()
    return EmbeddedFile(
        name=_file_name(leaf) or f"part {number}.{ending}",
        data=payload if isinstance(payload, bytes) else b"",
    )


def _bytes_of(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=email.policy.compat32)
    except RecursionError as error:
        raise OversizedFile from error
    except _FAULTS:
        return b""


def _file_name(leaf: Message) -> str:
    try:
        return str(leaf.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    except _FAULTS:
        return ""


def _field(message: Message, name: str) -> str:
    try:
        value = str(message.get(name) or "")
    except _FAULTS:
        return ""
    return f"{name}: {' '.join(value.split())[:_MAX_FIELD]}" if value else ""

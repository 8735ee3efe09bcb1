"""The lines of contact cards (vCard 2.1, 3.0 and 4.0), from the bytes of a file.

Lines are unfolded before they are decoded, since old telephones fold inside a character, and a value that
states its own CHARSET is decoded by it, whatever the rest of the file is in.

Source: "vCard, The Electronic Business Card" 2.1 (1996); RFC 2426; RFC 6350; RFC 6868 for the circumflex.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_LINE = re.compile(rb"\r\n|\n|\r")
_HEAD = re.compile(rb'((?:[^:"]|"[^"]*")*):')
_CHARSET = re.compile(rb"charset=\"?([\w.:-]+)\"?", re.IGNORECASE)
_QUOTED = re.compile(rb"quoted-printable", re.IGNORECASE)
_PACKED = re.compile(r"^(?:PHOTO|LOGO|SOUND|KEY)$")
_NAME = re.compile(r"(?:([\w-]+)\.)?([\w-]+)")
_PARAMETER = re.compile(r';([^;="]+)(?:=("[^"]*"|[^;]*))?')
_ESCAPED = re.compile(r"\\([nN,;:\\])")
_CIRCUMFLEX = {"^n": "\n", "^'": '"', "^^": "^"}


class CardProperty(NamedTuple):
    """One line of a card.

    Attributes:
        group: what joins it to other lines, such as ``item1``, or "".
        name: in capitals, such as ``TEL``.
        parameters: by name in capitals, their values in capitals and set apart by commas; a bare word of 2.1
            is a TYPE.
        value: as it stands, its escapes still in it.
    """

    group: str
    name: str
    parameters: Mapping[str, str]
    value: str


def unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each line of a file with its number, folded ones joined.

    Values in a charset of their own become quoted-printable UTF-8, so that the file can be decoded as one.
    """
    begun, kept = 0, b""
    for number, line in enumerate(_LINE.split(data), start=1):
        if begun and line[:1] in {b" ", b"\t"} and not _is_soft(kept):
            kept += line[1:]
        elif begun and _is_soft(kept):
            kept = kept[:-1] + line
        else:
            if begun:
                yield begun, _in_one_charset(kept)
            begun, kept = number, line
    if begun:
        yield begun, _in_one_charset(kept)


def card_line(text: str) -> CardProperty | None:
    """One unfolded line, or None where it is none or holds a picture, a sound or a key."""
    head = _HEAD.match(text.encode("utf-8", "surrogatepass"))
    if head is None:
        return None
    words = head[1].decode("utf-8", "replace")
    name = _NAME.match(words)
    if name is None or _PACKED.match(name[2].upper()):
        return None
    parameters: dict[str, str] = {}
    for match in _PARAMETER.finditer(words, name.end()):
        key, value = (match[1], match[2]) if match[2] is not None else ("TYPE", match[1])
        key = key.strip().upper()
        parameters[key] = ",".join(filter(None, (parameters.get(key, ""), value.strip().strip('"').upper())))
    value = text[len(words) + 1 :]
    if "QUOTED-PRINTABLE" in (parameters.get("ENCODING", "") + parameters.get("TYPE", "")):
        value = _unquoted(value, parameters.get("CHARSET", "UTF-8"))
    return CardProperty((name[1] or "").casefold(), name[2].upper(), parameters, value)


def plain(value: str) -> str:
    r"""A value without escapes.

    >>> plain(r"Mainz\, Rhein\nDE"), plain("a^nb")
    ('Mainz, Rhein\nDE', 'a\nb')
    """
    text = _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], value)
    for sign, meant in _CIRCUMFLEX.items():
        text = text.replace(sign, meant)
    return text.replace("\r\n", "\n").strip()


def parts(value: str, between: str = ";") -> list[str]:
    r"""The parts of a value, such as a name's, without escapes.

    >>> parts(r"Weiss;Clara;;Dr\; med.;")
    ['Weiss', 'Clara', '', 'Dr; med.', '']
    """
    return [plain(part) for part in re.split(rf"(?<!\\){re.escape(between)}", value)]


def _is_soft(line: bytes) -> bool:
    """Whether a quoted-printable value goes on in the next line."""
    head = _HEAD.match(line)
    return line.endswith(b"=") and head is not None and bool(_QUOTED.search(head[1]))


def _in_one_charset(line: bytes) -> bytes:
    head = None if line.isascii() else _HEAD.match(line)
    charset = head and _CHARSET.search(head[1])
    if not head or not charset:
        return line
    try:
        text = line[head.end() :].decode(charset[1].decode("ascii"))
    except (UnicodeError, LookupError):
        return line
    quoted = quopri.encodestring(text.encode()).replace(b"=\n", b"").replace(b"\n", b"=0A")
    named = _CHARSET.sub(b"CHARSET=UTF-8", head[1])
    return named + b";ENCODING=QUOTED-PRINTABLE:" + quoted


def _unquoted(value: str, charset: str) -> str:
    data = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        return data.decode(charset, "replace")
    except (LookupError, ValueError):  # the latter for a name with a zero byte
        return data.decode("utf-8", "replace")

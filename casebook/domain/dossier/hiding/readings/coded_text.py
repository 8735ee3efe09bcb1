r"""Coded runs of a text, decoded: what a file that was imported as text has in the place of letters.

Sources: RFC 8259 (\uXXXX), RFC 2045 (quoted-printable, base64), RFC 2047 (encoded words), RFC 3986 (percent
signs), HTML Living Standard 13.5 (named character references), and the escapes of common languages.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterator

_BREAK = r"[\r\n]{0,2}"
"""Where a page broke the line within a code."""
_HEX = rf"{_BREAK}[0-9A-Fa-f]"
_ESCAPE = re.compile(
    rf"(?:\\{_BREAK}[uU]{_BREAK}(?:\{{(?:{_HEX}){{1,6}}\}}|(?:{_HEX}){{4}})|(?<!\w)[uU]\+(?:{_HEX}){{4,6}})+"
)
_ONE_ESCAPE = re.compile(r"(?:\\[uU]\{?|[uU]\+)([0-9A-Fa-f]{1,6})\}?")
_BYTES = re.compile(
    rf"(?:=(?:{_HEX}){{2}}|=\r?\n)+|(?:%(?:{_HEX}){{2}})+|(?:\\{_BREAK}x(?:{_HEX}){{2}})+"
    rf"|(?:\\(?:{_BREAK}[0-7]){{3}})+|(?<![\w+/=])(?:[0-9A-Fa-f]{{2}}){{6,}}(?![\w+/=])"
    r"|(?<![\w+/=])(?:[0-9A-Fa-f]{2}[ :]){5,}[0-9A-Fa-f]{2}(?![\w+/=])"
)
_OCTAL = re.compile(r"\\([0-7]{3})")
_NOT_HEX = re.compile(r"[^0-9A-Fa-f]")
_REFERENCE = re.compile(
    rf"&(?:#(?:{_BREAK}\d){{1,7}}|#[xX](?:{_HEX}){{1,6}}|(?:[A-Za-z]{{2,8}}\d?));?"  # a browser needs no ";"
)
_WORD = re.compile(r"=\?(?P<charset>[\w\-]+)\?(?P<coding>[BbQq])\?(?P<word>[^?]*)\?=")
_BASE64 = re.compile(r"(?<![\w+/=@.\-])[\w+/\-]{8,}(?:\r?\n[\w+/\-]{2,})*={0,2}(?![\w=])", re.ASCII)
_MIXED = re.compile(r"[a-z][A-Z]|\d[A-Za-z]|[A-Za-z][\d+/]|[A-Z]{2}[a-z]", re.ASCII)
_MAX_LINES = 60
_LETTERS = 0.6
"""The share of letters, figures and spaces in a word of base64 that means something."""
_UNICODE = ("utf-8",)
_ENCODINGS = ("utf-8", "gb18030", "big5")
"""Those of marked bytes; any bytes can be read as Chinese, so that a bare word is tried in one alone."""
CODE_BEGINS = "=%&\\[uU"
"""First signs of a coded run that is no base64, nor figures alone."""
_MARKED = tuple(
    (sign, re.compile(pattern, re.ASCII))
    for sign, pattern in (
        ("\\", r"\\[uUx0-7{\r\n]"),
        ("+", r"[uU]\+[0-9A-Fa-f]{4}"),
        ("&", r"&[#A-Za-z]"),
        ("=", r"=[0-9A-F\r\n?]"),
        ("%", r"%[0-9A-Fa-f]"),
    )
)
"""The signs that begin codes, each with what must stand around it."""
_RUN = re.compile(r"[\w+/\-]{8,}", re.ASCII)
_FIGURES = re.compile(r"[0-9A-Fa-f]{12}")
_PAIRS = re.compile(r"[0-9A-Fa-f]{2}[ :][0-9A-Fa-f]{2}[ :](?:[0-9A-Fa-f]{2}[ :]){3}")


def is_coded(text: str) -> bool:
    """Return whether a text may hold a coded run, which `undone` finds.

    Signs are looked for before patterns: nearly every page has none, and a pattern of all takes ten times as
    long.

    >>> [is_coded(text) for text in ("Lin Zhiyuan", "L&#105;n", "TGluIFpoaXl1YW4=", "4c 69 6e 20 5a ")]
    [False, True, True, True]
    """
    return (
        any(sign in text and pattern.search(text) for sign, pattern in _MARKED)
        or any(_MIXED.search(run) or _FIGURES.search(run) for run in _RUN.findall(text))
        or bool(_PAIRS.search(text))
    )


def undone() -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]:
    """Yield what finds each kind of coded run, and what decodes one; one that means nothing stays."""
    yield _WORD, _of_header
    yield _BASE64, _of_base64
    yield _ESCAPE, _of_escapes
    yield _BYTES, _of_bytes
    yield _REFERENCE, lambda run: html.unescape(_joined(run[0]))


def _joined(run: str) -> str:
    return run.replace("\r", "").replace("\n", "")


def _of_escapes(run: re.Match[str]) -> str:
    """Decode escapes; two that are halves of one character make one."""
    units = [int(code, 16) for code in _ONE_ESCAPE.findall(_joined(run[0]))]
    data = b"".join(
        (chr(unit) if unit < 0x110000 else "").encode("utf-16-be", "surrogatepass")  # noqa: PLR2004 - Unicode
        for unit in units
    )
    return data.decode("utf-16-be", "replace")


def _of_bytes(run: re.Match[str]) -> str:
    codes = _joined(run[0])
    octal = _OCTAL.findall(codes)
    if octal and codes.startswith("\\"):
        data = bytes(int(code, 8) % 256 for code in octal)
    else:
        data = bytes.fromhex(_NOT_HEX.sub("", codes))
    is_bare = codes[:1].isalnum()
    return _readable(data, _UNICODE if is_bare else _ENCODINGS) or run[0]


def _of_header(run: re.Match[str]) -> str:
    word = run["word"]
    try:
        if run["coding"] in "Bb":
            data = base64.b64decode(_joined(word))
        else:
            data = binascii.a2b_qp(_joined(word).replace("_", " ").encode("ascii"))
        return data.decode(run["charset"], "replace")
    except (ValueError, LookupError):
        return run[0]


def _of_base64(run: re.Match[str]) -> str:
    """Decode a run of lines as a whole, from a later line on, or each line by itself."""
    lines = run[0].split()
    if not _MIXED.search(run[0]) or len(lines) > _MAX_LINES:
        return run[0]
    for first in range(len(lines)):
        text = _from_base64("".join(lines[first:]))
        if text:
            return "\n".join((*lines[:first], text))
    read = [_from_base64(line) or line for line in lines]
    return run[0] if read == lines else "\n".join(read)  # other ends of lines are no other reading


def _from_base64(word: str) -> str:
    """Return what a word means in base64, or in the alphabet for links; "" if it is no text."""
    plain = word.rstrip("=").replace("-", "+").replace("_", "/")
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    try:
        text = _readable(base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True), _UNICODE)
    except (binascii.Error, ValueError):
        return ""
    letters = sum(sign.isalnum() or sign.isspace() for sign in text)
    return text if letters >= _LETTERS * len(text) else ""


def _readable(data: bytes, encodings: tuple[str, ...]) -> str:
    """Return the text of some bytes in the first of these encodings that fits; "" if none does."""
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.strip() and all(sign.isprintable() or sign.isspace() for sign in text):
            return text
    return ""

"""Bytes with the name of an encoding, read as browsers read them; by what fits where the name is wrong."""

from __future__ import annotations

import re

from casebook.formats.encoding import Decoded, decoded, east_asian_encoding

_CODECS = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "euc-jp": "euc_jis_2004",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso-8859-8",
}
"""Codecs of Python for encodings that the standard extends or calls otherwise.

Source: WHATWG Encoding Standard, sections 10 to 14. A browser reads gb2312 as gb18030, big5 with HKSCS,
euc-kr as windows-949 and shift_jis as windows-31j.
"""
_NOT_ON_THE_WEB = {
    "hz-gb-2312": "hz",
    "iso-2022-kr": "iso2022_kr",
    "iso-2022-jp-1": "iso2022_jp_ext",
    "iso-2022-jp-2": "iso2022_jp_ext",
    "utf-7": "utf-7",
    "unicode-1-1-utf-7": "utf-7",
    "cp437": "cp437",
    "cp850": "cp850",
    "cp852": "cp852",
    "ibm850": "cp850",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "cp949": "cp949",
    "cp950": "big5hkscs",
    "cp932": "cp932",
    "utf-32": "utf-32",
}
"""Labels that mail bears and browsers refuse or do not know."""
_SAYS_NOTHING = frozenset({"", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "8bit"})
_WESTERN = frozenset({"cp1252", "windows-1252"})
_MANY_BYTES = frozenset({"gb18030", "big5hkscs", "cp949", "cp932", "euc_jis_2004"})
_LONG_SEQUENCES = re.compile(rb"(?:[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_MIN_PAIRS = 3


def labelled(data: bytes, label: str) -> str:
    r"""The text of some bytes, by the name of their encoding as a mail or web page gives it.

    Bytes that are UTF-8 beyond doubt are read so whatever they are called. Where the name is none, or the
    bytes are faulty in it, the encoding with fewest faults is taken.

    Args:
        data: all of it.
        label: such as ``gb2312`` or ``ISO-8859-1``; "" where there is none.

    >>> labelled("翁堃".encode("gbk"), "GB2312"), labelled(b"caf\xe9 \x80", "latin1")
    ('翁堃', 'café €')
    """
    if data.isascii() and b"\x1b" not in data and not _shifts(label):
        return data.decode("ascii")
    codec = codec_of(label)
    if not codec or _is_surely_utf8(data, codec):
        return _with_cut(decoded(data))
    if codec in _WESTERN and len(data) >= _MIN_PAIRS * 2 and (wide := east_asian_encoding(data, _MIN_PAIRS)):
        return data.decode(wide, "replace")
    text = data.decode(codec, "replace")
    if codec == "utf-8" and text.count("\ufffd") == 1 and text.endswith("\ufffd"):
        return text  # it breaks off within a character, which no other encoding would be guessed for
    if faults := text.count("\ufffd"):
        guess = decoded(data)
        if guess.faults < faults and not (codec in _MANY_BYTES and guess.encoding.startswith("cp12")):
            return _with_cut(guess)
    return text


def _with_cut(read: Decoded) -> str:
    """A text with U+FFFD in place of the character within which it ends."""
    return f"{read.text}\ufffd" if read.is_cut else read.text


def codec_of(label: str) -> str:
    """The codec of Python for the name of an encoding; "" where it is none or says nothing."""
    import webencodings

    name = label.strip().strip("\"'").lower()
    if name in _SAYS_NOTHING:
        return ""
    if name in _NOT_ON_THE_WEB:
        return _NOT_ON_THE_WEB[name]
    encoding = webencodings.lookup(name)
    if encoding is None or encoding.name == "x-user-defined":
        return ""
    return _CODECS.get(encoding.name, encoding.name.replace("windows-", "cp"))


def code_page(number: int) -> str:
    """The name of an encoding by the number that Windows gives it; "" where it is unknown.

    Source: Microsoft, Code Page Identifiers.

    >>> code_page(936), code_page(65001), code_page(28592), code_page(1251)
    ('gb18030', 'utf-8', 'iso-8859-2', 'windows-1251')
    """
    return _CODE_PAGES.get(number) or (
        f"iso-8859-{number - 28590}"
        if number in _ISO_8859
        else f"windows-{number}"
        if number in _WINDOWS
        else ""
    )


_ISO_8859, _WINDOWS = range(28591, 28606), range(1250, 1259)
_CODE_PAGES = {
    65001: "utf-8",
    936: "gb18030",
    54936: "gb18030",
    950: "big5",
    932: "shift_jis",
    949: "euc-kr",
    874: "windows-874",
    866: "ibm866",
    1200: "utf-16le",
    20866: "koi8-r",
    21866: "koi8-u",
    50220: "iso-2022-jp",
    51932: "euc-jp",
    51949: "euc-kr",
    52936: "hz-gb-2312",
}


def load_for_charsets() -> None:
    """Load the table of names, before files are given up."""
    labelled(b"\xe9", "latin1")


def _shifts(label: str) -> bool:
    """Whether bytes of ASCII alone may mean other characters."""
    return label.strip().lower() in {
        "hz-gb-2312",
        "utf-7",
        "unicode-1-1-utf-7",
        "utf-16",
        "utf-16le",
        "utf-16be",
    }


def _is_surely_utf8(data: bytes, codec: str) -> bool:
    """Whether bytes labelled otherwise are UTF-8; two-byte sequences may as well be Chinese characters."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if codec not in _MANY_BYTES:
        return codec != "utf-8" and not data.isascii()
    return all(_LONG_SEQUENCES.fullmatch(run[0]) for run in _BEYOND_ASCII.finditer(data))

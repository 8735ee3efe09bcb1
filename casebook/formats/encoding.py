"""Text of unknown encoding: by its mark, as UTF-8, or by what its bytes look like."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace

from casebook.domain.base.grid import FittingEncoding
from casebook.formats.single_byte import by_letters

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ["gb18030", "big5hkscs", "cp1251", "cp1252", "cp1256", "shift_jis", "euc_kr"]
ENCODINGS = (
    *(
        "utf-8",
        "gb18030",
        "big5hkscs",
        "shift_jis",
        "euc_kr",
        "cp1251",
        "koi8-r",
        "cp1250",
        "cp1252",
        "cp1253",
    ),
    *("cp1254", "cp1256", "mac-roman", "utf-16-le", "utf-16-be"),
)
"""Those that are offered where a file does not say its own; their order is part of the worker's protocol."""
_JUDGED_LENGTH, _SAMPLE_WORDS, _SAMPLE_LENGTH = 1 << 14, 3, 40
_MAX_SIGNS = 0.1
"""So many of the characters beyond ASCII may be signs: among box drawings no name is read rightly."""
_NO_TEXT = frozenset({"Cc", "Co", "Cn", "Cs"})
_WORD = re.compile(r"[^\W\d_]+(?:[ '’.-][^\W\d_]+)*")
_SAMPLE_BYTES = 1 << 18
_MAX_BYTES = 4
"""Of a character of UTF-8. Source: RFC 3629, section 3."""
_BROKEN_LONGER, _BROKEN_PAIRS = 2, 8
"""So many characters of UTF-8 for each broken one, of three bytes or more, and of any, make a text UTF-8."""
_UTF_16_SHARE = 0.3
_ASCII_ENDS = 0x80
_GB_COMMON, _GB_TRAILS = range(0xB0, 0xD8), range(0xA1, 0xFF)
_BIG5_COMMON = range(0xA4, 0xC7)
_PUNCTUATION = range(0xA1, 0xA4)
"""First bytes of signs in all three; much of a short note."""
_SYLLABLES, _MOSTLY_SYLLABLES = range(0xB0, 0xC9), 0.95
_SAME_BYTES, _ENOUGH, _FEW = frozenset({"gb18030", "euc_kr"}), 2, 12
_FREQUENT_HANZI = frozenset(
    "的不人我了大来国个地出对会可发过好后和开看就家经进军机当到得多动都点定方分高工公关还行回加间见将结长成产此从而"
    "法反等度道化己几件建今老里力理立利两林律明民没面美门目那难内能你年农判平其前情起气全请如然日本被把北部报保"
)
_FREQUENT_SYLLABLES = frozenset(
    "이다는에의을가고하지로은사인기한리시도를어아자그서나대부정일해수전라들있과장비원보상주조제만여공으적것성유연우소마"
    "안생오게위세국관치니습했었면된증법등요까"
    "김박최민영현동진미경"
)
"""The most common characters that have the same bytes in GB 2312 and KS X 1001."""
_CHINESE = frozenset({"gb18030", "big5hkscs"})
_MOSTLY = 0.8
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_MIN_WORD = 4


_FAULTS = re.compile("\ufffd+")


@dataclass(frozen=True, slots=True, repr=False)
class Decoded:
    """A text and how it was read.

    Attributes:
        text: its characters; U+FFFD where bytes are none of the encoding.
        encoding: the name of the encoding.
        is_guessed: the bytes do not say which it is.
        faults: how many places could not be read.
        is_cut: the bytes end within a character, as those of a file that was not copied whole.
        is_unsure: it was guessed, and may as well be Chinese as Korean.
        is_doubtful: it was guessed, and another may be right.
    """

    text: str
    encoding: str
    is_guessed: bool = False
    faults: int = 0
    is_cut: bool = False
    is_unsure: bool = False
    is_doubtful: bool = False


def decoded(data: bytes, encoding: str = "") -> Decoded:
    """The text of some bytes.

    Args:
        data: all of it.
        encoding: a name the person or the format gives; "" to find out.
    """
    if encoding:
        return _as(data, encoding, is_guessed=False)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data, name, is_guessed=False)
    try:
        if is_utf16(data[:_SAMPLE_BYTES]):
            return _as(data, _guess(data), is_guessed=True)
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        whole = data[: error.start]
        if len(data) - error.start < _MAX_BYTES and error.end == len(data) and not whole.isascii():
            return Decoded(whole.decode("utf-8"), "utf-8", is_cut=True)
        return _as(data, "utf-8" if _is_broken_utf8(data) else _guess(data), is_guessed=True)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether some bytes are UTF-8 of which a few are damaged or cut, and no other encoding.

    In Chinese or Cyrillic encodings a pair may be one of UTF-8 by chance, a longer sequence hardly ever.

    >>> _is_broken_utf8("阿卜杜拉吐".encode()[:-1] + b" <"), _is_broken_utf8("阿卜杜拉吐".encode("gb18030"))
    (True, False)
    """
    text = data.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    pairs = sum("\x80" <= char < "\u0800" for char in text)
    longer = sum(char >= "\u0800" for char in text) - faults
    places = len(_FAULTS.findall(text))
    return longer >= _BROKEN_LONGER * places or longer + pairs >= _BROKEN_PAIRS * faults


def decoded_list(data: bytes, encoding: str = "") -> tuple[Decoded, tuple[FittingEncoding, ...]]:
    """The text of a list, and the encodings that fit where it does not say its own; see `readings`.

    A guess with faults gives way to the first encoding without any.
    """
    text = decoded(data, encoding)
    fitting = readings(data, text.encoding) if text.is_guessed else ()
    if fitting and fitting[0].encoding != text.encoding:
        text = replace(decoded(data, fitting[0].encoding), is_guessed=True)
    return text, fitting


def readings(data: bytes, likeliest: str) -> tuple[FittingEncoding, ...]:
    """Every encoding on offer in which the bytes are text without a fault, with the first words beyond ASCII.

    Source of what counts as a fault: the categories of Unicode; text has no control characters, none for
    private use or without meaning, and letters rather than signs. Most single-byte encodings read any bytes.

    Args:
        data: a text that is not ASCII alone.
        likeliest: stands first, if it is among them.
    """
    texts: dict[str, str] = {}  # of encodings that give the same text, the first
    for name in (likeliest, *(name for name in ENCODINGS if not name.startswith("utf-16"))):
        if text := _faultless(data, name):
            texts.setdefault(text, name)
    return tuple(FittingEncoding(encoding=name, sample=_beyond_ascii(text)) for text, name in texts.items())


def _faultless(data: bytes, encoding: str) -> str:
    """The beginning of the text, or "" where the encoding cannot be that of the bytes."""
    try:
        text = data.decode(encoding)[:_JUDGED_LENGTH]
    except (UnicodeError, LookupError):
        return ""
    kinds = [
        unicodedata.category(char)
        for char in text
        if not char.isascii() or (char < " " and char not in "\t\r\n")
    ]
    signs = sum(kind[0] in "SN" or kind in {"Po", "Pc"} for kind in kinds)
    has_fault = any(kind in _NO_TEXT for kind in kinds) or signs > _MAX_SIGNS * len(kinds)
    return "" if has_fault or _mixes_scripts(text) else text


def _mixes_scripts(text: str) -> bool:
    """Whether most words beyond ASCII hold letters of ASCII beside those of another script, as ``Mьller``."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    mixed = sum(
        any(char.isascii() and char.isalpha() for char in word)
        and any(not unicodedata.name(char, "LATIN").startswith("LATIN") for char in word if char.isalpha())
        for word in words
    )
    return mixed * 2 > len(words)


def _beyond_ascii(text: str) -> str:
    words = (match[0] for match in _WORD.finditer(text) if not match[0].isascii())
    first = dict.fromkeys(word[:_SAMPLE_LENGTH] for word, _ in zip(words, range(_SAMPLE_WORDS), strict=False))
    return " · ".join(first)


def is_utf16(head: bytes) -> bool:
    """Whether the first bytes of a file look like UTF-16 without its mark: zeros in one half of pairs only.

    >>> is_utf16("name,born".encode("utf-16-le")), is_utf16(bytes([0, 1, 2] * 8)), is_utf16(b"name,born")
    (True, False, False)
    """
    fewer, more = sorted((head[::2].count(0), head[1::2].count(0)))
    return fewer == 0 and more > _UTF_16_SHARE * (len(head) // 2)


def load_encodings() -> None:
    """Load every encoding there is and what guesses among them, before files are given up."""
    from encodings.aliases import aliases

    for name in sorted({*aliases.values(), "utf_8_sig", "koi8_u", "cp874"}):
        with suppress(LookupError):  # a few are of one system only
            codecs.lookup(name)
    for text, encoding in (
        ("林志远先生", "gb18030"),
        ("林志遠先生", "big5"),
        ("Имя", "cp1251"),
        ("é", "cp1252"),
    ):
        decoded(text.encode(encoding))
        _by_letters(text.encode(encoding))


def _as(data: bytes, encoding: str, *, is_guessed: bool) -> Decoded:
    try:
        text = data.decode(encoding, "replace")
    except LookupError:
        encoding, text = "utf-8", data.decode("utf-8", "replace")
    sample = data[:_SAMPLE_BYTES]
    is_unsure = is_guessed and encoding in _SAME_BYTES and abs(_evidence(sample)) < _ENOUGH
    is_doubtful = is_guessed and not is_unsure and _is_doubtful(sample, encoding)
    faults = text.count("\ufffd")
    return Decoded(
        text, encoding.removesuffix("-sig"), is_guessed, faults, is_unsure=is_unsure, is_doubtful=is_doubtful
    )


def _is_doubtful(sample: bytes, encoding: str) -> bool:
    """Whether another encoding than the one that was guessed may be right."""
    if encoding.startswith("utf") or encoding == east_asian_encoding(sample, counts_signs=True):
        return False
    if encoding == east_asian_encoding(sample) and len(_halves(sample)[0]) < _FEW:
        return True
    letters, text = by_letters(sample), sample.decode(encoding, "replace")
    if letters is not None and letters.encoding == encoding:
        return not letters.is_sure
    if (
        encoding in _CHINESE
        and "\ufffd" not in text
        and sum(char in _FREQUENT_HANZI for char in text) >= _ENOUGH
    ):
        return False
    return encoding != "shift_jis" or not _KANA.search(text)


def _guess(data: bytes) -> str:
    """By its zeros UTF-16, by its letters one of the usual encodings, else that with least faults."""
    sample = data[:_SAMPLE_BYTES]
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > _UTF_16_SHARE * len(zeros):
            return name
    best = _by_language(sample)
    if not best:
        best = _by_letters(sample)
        best = "cp1252" if best == "cp1251" and _mixes_scripts(sample.decode(best, "replace")) else best
    if best and sample.decode(best, "replace").count("\ufffd") == 0:
        return best
    faults = {
        name: sample.decode(name, "replace").count("\ufffd") for name in ("utf-8", "gb18030", "big5hkscs")
    }
    return min(faults, key=lambda name: (faults[name], name))


def _by_language(sample: bytes) -> str:
    """By the letters that languages use most; "" where none is likely."""
    letters, asian = by_letters(sample), east_asian_encoding(sample)
    if letters and (letters.is_sure or not asian or _evidence(sample) < _ENOUGH):
        return letters.encoding
    return asian or ("cp866" if _is_cp866(sample) else "")


def east_asian_encoding(sample: bytes, least: int = 1, *, counts_signs: bool = False) -> str:
    """Chinese or Korean by the bytes of its most common characters; "" where those are not most of it.

    Source: GB/T 2312-1980, rows 16 to 55; Big5, rows A4 to C6: the first plane of each, by frequency of use.
    KS X 1001, rows 16 to 40: the syllables, which are common characters of GB 2312 as well.

    Args:
        sample: of a text that is not UTF-8.
        least: so many characters beyond ASCII that count it must have.
        counts_signs: punctuation speaks against all of them, as it does for a note that is mostly that.
    """
    pairs = [
        pair for pair in zip(*_halves(sample), strict=True) if counts_signs or pair[0] not in _PUNCTUATION
    ]
    if len(pairs) < max(least, 1):
        return ""
    simplified = sum(lead in _GB_COMMON and trail in _GB_TRAILS for lead, trail in pairs) / len(pairs)
    traditional = sum(lead in _BIG5_COMMON for lead, _ in pairs) / len(pairs)
    if max(simplified, traditional) < _MOSTLY:
        return ""
    if simplified < traditional:
        return "big5hkscs"
    return "euc_kr" if _evidence(sample) < 0 else "gb18030"


def _evidence(sample: bytes) -> int:
    """Return how many frequent characters speak for Chinese, less those for Korean."""
    pairs = list(zip(*_halves(sample), strict=True))
    syllables = sum(lead in _SYLLABLES for lead, _ in pairs) + sum(lead < _GB_COMMON[0] for lead, _ in pairs)
    chinese = sum(char in _FREQUENT_HANZI for char in sample.decode("gb18030", "replace"))
    if syllables < _MOSTLY_SYLLABLES * len(pairs):
        return max(chinese, _ENOUGH)
    return chinese - sum(char in _FREQUENT_SYLLABLES for char in sample.decode("euc_kr", "replace"))


def _is_cp866(sample: bytes) -> bool:
    """Whether the bytes are Cyrillic as DOS wrote it: no box drawings, and words written as words are.

    >>> _is_cp866("Справка Иванов".encode("cp866")), _is_cp866("乌鲁木齐".encode("gb18030"))
    (True, False)
    """
    text = sample.decode("cp866")
    if any(not char.isascii() and not char.isalpha() and char not in "№\xa0°·" for char in text):
        return False
    if _mixes_scripts(text):
        return False
    words = [word for words in _WORD.findall(text) for word in words.split() if not word.isascii()]
    written = sum(word[1:].islower() or word.isupper() or len(word) == 1 for word in words)
    return written >= _MOSTLY * len(words) and max(map(len, words), default=0) >= _MIN_WORD


def _halves(sample: bytes) -> tuple[bytes, bytes]:
    """First and second bytes of the two-byte characters, as if the text were in such an encoding."""
    leads, trails, at = bytearray(), bytearray(), 0
    while at < len(sample) - 1:
        if sample[at] < _ASCII_ENDS:
            at += 1
            continue
        leads.append(sample[at])
        trails.append(sample[at + 1])
        at += 2
    return bytes(leads), bytes(trails)


def _by_letters(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    guess = from_bytes(sample, cp_isolation=_CANDIDATES, preemptive_behaviour=False).best()
    return (
        {"big5": "big5hkscs", "gbk": "gb18030", "gb2312": "gb18030"}.get(guess.encoding, guess.encoding)
        if guess
        else ""
    )

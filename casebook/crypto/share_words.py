"""Shares of a secret as 23 words, with a check that notices up to three wrong ones.

Source: SLIP-39 (https://github.com/satoshilabs/slips/blob/master/slip-0039.md), word list and checksum
RS1024: ten bits a word, the last three words are the check.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from casebook.base.errors import DamagedSource, InvalidInput
from casebook.base.ignorable import IGNORABLE
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.crypto.secret import Secret

CONTENT_BYTES = 25
CONTENT_WORDS = 20
CHECK_WORDS = 3
SHARE_WORDS = CONTENT_WORDS + CHECK_WORDS
MAX_CHARACTERS = 1024
"""Of a typed share, with numbers and white space; a printed one has at most 300."""
LIST_SHA256 = "bcc4555340332d169718aed8bf31dd9d5248cb7da6e5d355140ef4f1e601eec3"
"""As the standard states it, of the words with a line feed after each."""

_WORD_BITS = 10
_MIN_LETTERS = 4
_MAX_DIGITS = 2
_NUMBER_OR_WORD = re.compile(r"([0-9]+)|([^\W\d_]+)")
_DOTLESS = str.maketrans({"\u0130": "i", "\u0131": "i"})
"""The two letters of a Turkish keyboard that stand for i."""
_GENERATORS = (
    *(0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009),
    *(0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120),
)
COMPARE = Message("Compare it with the printed page.")


def written_share(content: Secret) -> str:
    """Return the words of a share in small letters with one space between them.

    Args:
        content: 25 bytes: five of facts about the share, then its 20 of the secret.
    """
    numbers = _split(int.from_bytes(content.place, "big"), CONTENT_WORDS)
    check = _remainder([*_purpose(content), *numbers, *(0,) * CHECK_WORDS]) ^ 1
    return " ".join(_list()[number] for number in [*numbers, *_split(check, CHECK_WORDS)])


def read_share(text: str) -> Secret:
    """Parse a typed share to its content of 25 bytes.

    A word may be cut after its fourth letter. Case is ignored, and so is whatever stands between words:
    ``1. ACADEMIC 2. acid``.

    Raises:
        InvalidInput: not 23 words, a word that is none, or a check that does not fit.
        NotFound, DamagedSource: the installation is incomplete.
    """
    words = [word for _, word in numbered_words(text)]
    if len(words) != SHARE_WORDS:
        raise InvalidInput(counted(len(words)), field="share", remedy=COMPARE)
    numbers = _numbers(words)
    content, fits = _content(numbers)
    if not fits:
        raise InvalidInput(
            "The share contains a typing error: its last three words do not match the rest.",
            field="share",
            remedy=COMPARE,
        )
    return content


def tidy_words(text: str) -> str:
    """Return typed words of shares whole, in small letters, with one space between them.

    Raises:
        InvalidInput: a word is none of the list; names its place.
        NotFound, DamagedSource: the installation is incomplete.
    """
    return " ".join(_list()[number] for number in _numbers(word for _, word in numbered_words(text)))


def numbered_words(text: str, most: int = MAX_CHARACTERS) -> list[tuple[int, str]]:
    """Return all words of a typed text in small letters, each with the number before it, or 0.

    Numbers, punctuation, white space and characters that are not seen only separate words or nothing.

    Args:
        text: as typed or copied.
        most: characters that it may have.

    Raises:
        InvalidInput: it is longer.
    """
    if len(text) > most:
        raise InvalidInput("This text is too long for a share.", field="share", remedy=COMPARE)
    plain = unicodedata.normalize("NFKC", IGNORABLE.sub("", text)).translate(_DOTLESS).lower()
    words, number = [], 0
    for digits, word in _NUMBER_OR_WORD.findall(plain):
        if word:
            words.append((number, word))
        number = int(digits) if digits and len(digits) <= _MAX_DIGITS else 0
    return words


def is_listed(word: str) -> bool:
    """Return whether a word, which may be cut after its fourth letter, is one of the list."""
    return _place(word) >= 0


def begins_as_listed(word: str) -> bool:
    """Return whether a word begins as one of the list does; what follows may be mistyped."""
    return word[:_MIN_LETTERS] in _first_letters()


def is_whole(words: Sequence[str]) -> bool:
    """Return whether words are a share whose check fits."""
    numbers = [_place(word) for word in words]
    return len(numbers) == SHARE_WORDS and min(numbers) >= 0 and _content(numbers)[1]


def counted(count: int) -> Message:
    """Return in words that a share has another number of words than it must."""
    return Message("A share has 23 words; this one has {count}.", count=count)


def check_words(content: Secret) -> str:
    """Return the last three words of a share with one space between them."""
    return " ".join(written_share(content).split()[-CHECK_WORDS:])


def _numbers(words: Iterable[str]) -> list[int]:
    """The places of typed words in the list. Raises `InvalidInput`, which says which word is none."""
    numbers = [_place(word) for word in words]
    if -1 in numbers:
        raise InvalidInput(
            Message("Word {place} is not in the word list of shares.", place=numbers.index(-1) + 1),
            field="share",
            remedy=COMPARE,
        )
    return numbers


def _place(word: str) -> int:
    """The place of a typed word in the list, or -1."""
    number = _first_letters().get(word[:_MIN_LETTERS], -1)
    return number if number >= 0 and _list()[number].startswith(word) else -1


def _content(numbers: Sequence[int]) -> tuple[Secret, bool]:
    """What the words of a share say, and whether their check fits."""
    content = Secret(_joined(numbers[:CONTENT_WORDS]).to_bytes(CONTENT_BYTES, "big"))
    return content, _remainder([*_purpose(content), *numbers]) == 1


def _purpose(content: Secret) -> bytes:
    """What the check begins with; a bit of the second byte tells which."""
    return b"shamir_extendable" if content.place[1] & 1 else b"shamir"


def _remainder(numbers: Iterable[int]) -> int:
    """The check of numbers of ten bits; 1 if they end in one that fits."""
    check = 1
    for number in numbers:
        top = check >> 20
        check = (check & 0xFFFFF) << _WORD_BITS ^ number
        for bit, generator in enumerate(_GENERATORS):
            check ^= generator & -(top >> bit & 1)
    return check


def _split(whole: int, count: int) -> list[int]:
    return [whole >> _WORD_BITS * place & 1023 for place in reversed(range(count))]


def _joined(numbers: Iterable[int]) -> int:
    whole = 0
    for number in numbers:
        whole = whole << _WORD_BITS | number
    return whole


@cache
def _list() -> tuple[str, ...]:
    data = resource("words", "slip39.txt").read_bytes().replace(b"\r\n", b"\n")
    if hashlib.sha256(data).hexdigest() != LIST_SHA256:
        path = "words/slip39.txt"
        raise DamagedSource(
            Message("The program's own file {path} is damaged.", path=path),
            field=path,
            remedy="Reinstall Casebook.",
        )
    return tuple(data.decode("ascii").split())


@cache
def _first_letters() -> Mapping[str, int]:
    return {word[:_MIN_LETTERS]: number for number, word in enumerate(_list())}

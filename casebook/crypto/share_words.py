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
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.crypto.secret import Secret

CONTENT_BYTES = 25
CONTENT_WORDS = 20
CHECK_WORDS = 3
SHARE_WORDS = CONTENT_WORDS + CHECK_WORDS
MAX_CHARACTERS = 1024
"""Of a typed share, with numbers and white space; a printed one has at most 300."""
MAX_TYPED_SHARES = 16
LIST_SHA256 = "bcc4555340332d169718aed8bf31dd9d5248cb7da6e5d355140ef4f1e601eec3"
"""As the standard states it, of the words with a line feed after each."""

_WORD_BITS = 10
_MIN_LETTERS = 4
_MIN_TYPED_WORDS = 2 * SHARE_WORDS - 6
"""Some may be forgotten; no passphrase has so many."""
_POINTS = ".,;:\u00b7"
_NUMBER = re.compile(r"^[0-9]{1,2}[.):]?")
_GENERATORS = (
    *(0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009),
    *(0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120),
)
_REMEDY = Message("Compare it with the printed page.")


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

    A word may be cut after its fourth letter. Case and white space are ignored, and so are numbers before
    words: ``1. ACADEMIC 2. acid``.

    Raises:
        InvalidInput: not 23 words, a word that is none, or a check that does not fit.
        NotFound, DamagedSource: the installation is incomplete.
    """
    tokens = _tokens(text)
    if len(tokens) != SHARE_WORDS:
        raise InvalidInput(
            Message("A share has 23 words; this one has {count}.", count=len(tokens)),
            field="share",
            remedy=_REMEDY,
        )
    numbers = _numbers(tokens)
    content = Secret(_joined(numbers[:CONTENT_WORDS]).to_bytes(CONTENT_BYTES, "big"))
    if _remainder([*_purpose(content), *numbers]) != 1:
        raise InvalidInput(
            "The share contains a typing error: its last three words do not match the rest.",
            field="share",
            remedy=_REMEDY,
        )
    return content


def tidy_words(text: str) -> str:
    """Return typed words of shares whole, in small letters, with one space between them.

    Raises:
        InvalidInput: a word is none of the list; names its place.
        NotFound, DamagedSource: the installation is incomplete.
    """
    return " ".join(_list()[number] for number in _numbers(_tokens(text)))


def typed_shares(text: str, *, are_meant: bool = False) -> tuple[str, ...]:
    """Return the shares that a text consists of, or () if it is something else, such as a passphrase.

    A text of at least two shares' words, nine in ten of which are of the list, is meant to be shares.

    Args:
        text: as typed.
        are_meant: it was typed where nothing but shares is asked for.

    Raises:
        InvalidInput: they are not 23 words each.
        NotFound, DamagedSource: the installation is incomplete.
    """
    tokens = _tokens(text, MAX_CHARACTERS * MAX_TYPED_SHARES)
    if not (are_meant or _look_like_shares(tokens)):
        return ()
    if len(tokens) % SHARE_WORDS:
        raise InvalidInput(
            Message("Each share has 23 words; these are {count} words in all.", count=len(tokens)),
            field="shares",
            remedy=_REMEDY,
        )
    return tuple(" ".join(tokens[at : at + SHARE_WORDS]) for at in range(0, len(tokens), SHARE_WORDS))


def _look_like_shares(tokens: Sequence[str]) -> bool:
    known = sum(token[:_MIN_LETTERS] in _first_letters() for token in tokens)
    return len(tokens) >= _MIN_TYPED_WORDS and known * 10 >= len(tokens) * 9


def check_words(content: Secret) -> str:
    """Return the last three words of a share with one space between them."""
    return " ".join(written_share(content).split()[-CHECK_WORDS:])


def _numbers(tokens: Iterable[str]) -> list[int]:
    """The places of typed words in the list. Raises `InvalidInput`, which says which word is none."""
    numbers = []
    for place, token in enumerate(tokens, 1):
        number = _first_letters().get(token[:_MIN_LETTERS], -1)
        if number < 0 or not _list()[number].startswith(token):
            raise InvalidInput(
                Message("Word {place} is not in the word list of shares.", place=place),
                field="share",
                remedy=_REMEDY,
            )
        numbers.append(number)
    return numbers


def _tokens(text: str, most: int = MAX_CHARACTERS) -> list[str]:
    if len(text) > most:
        raise InvalidInput("This text is too long for a share.", field="share", remedy=_REMEDY)
    plain = unicodedata.normalize("NFKC", text).lower()
    tokens = (_NUMBER.sub("", token).strip(_POINTS) for token in plain.split())
    return [token for token in tokens if token]


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

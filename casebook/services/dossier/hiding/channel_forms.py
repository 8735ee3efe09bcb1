"""The forms in which a recorded way to reach somebody may be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from casebook.domain.dossier.hiding.account import accounts
from casebook.domain.dossier.hiding.plain_letters import folded
from casebook.language.contact_word import RECORDED_WORDS
from casebook.language.hanzi import has_han
from casebook.language.ordinary import is_ordinary_word

_MAIL = re.compile(r"[\w.+\-]+@[\w.\-]+\w")
_PHONE = re.compile(r"\+?\d[\d\s()./\-]{5,}\d")
_HANDLE = re.compile(r"(?<![A-Za-z0-9_])@\w{3,}")
_IN_CHINESE = re.compile(r"(?=[!-~]*[\d@_])[!-~]{5,}")
"""An account name or email address next to Chinese text without a space."""
_COUNTRY_CODE = re.compile(r"[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}")
"""Country codes at the beginning of a number: one figure, two, and three for all others (ITU-T E.164)."""
_MIN_LOCAL = 5
_MIN_LETTERS, _MAX_WORDS = 4, 3
_WORDS = re.compile(r"@?[^\W\d_]+(?:[\s'\u2019\-]+[^\W\d_]+)*")


def forms_in_note(text: str) -> Iterator[str]:
    """Yield those of every way of contact that a note tells of."""
    yield from chain.from_iterable(map(channel_forms, _noted(text)))


def channel_forms(address: str) -> Iterator[str]:
    """Yield an address as it was recorded, and the parts of it that identify it on their own."""
    yield from (address, *accounts(address, RECORDED_WORDS, is_channel=True))
    if has_han(address):
        yield from chain.from_iterable(map(channel_forms, _IN_CHINESE.findall(address)))
    if _MAIL.fullmatch(address.strip()):
        local = address.partition("@")[0].strip()
        yield from (local,) if len(local) >= _MIN_LOCAL else ()
    elif address.strip().startswith("wxid_"):
        yield address.strip().removeprefix("wxid_")
    elif address.strip().startswith("@"):
        yield address.strip()[1:]
    elif _PHONE.fullmatch(address.strip()):
        yield from _numbers(address.strip())


def is_as_written(form: str) -> bool:
    """Return whether a form is found only in the letters in which it was recorded, and as whole words.

    SECURITY: an account may be called like an ordinary word, which would vanish from every text of a copy.

    >>> [is_as_written(form) for form in ("Hope", "The Court", "法院", "@Lan", "moonharbour", "hope77")]
    [True, True, True, True, False, False]
    """
    if not _WORDS.fullmatch(form):
        return False
    words = re.findall(r"[^\W\d_]+", form)
    is_short = len(words) == 1 and len(words[0]) < _MIN_LETTERS and not has_han(form)
    return is_short or (len(words) <= _MAX_WORDS and all(map(is_ordinary_word, words)))


def _noted(text: str) -> Iterator[str]:
    yield from accounts(text, RECORDED_WORDS)
    yield from chain.from_iterable(pattern.findall(text) for pattern in (_MAIL, _PHONE, _HANDLE))


def _numbers(phone: str) -> Iterator[str]:
    """The digits of a telephone number without separators, and as dialled in its own country."""
    figures = re.sub(r"\D", "", folded(phone))
    yield figures.removeprefix("00")
    if phone.startswith(("+", "00")):
        yield _COUNTRY_CODE.sub("", figures.removeprefix("00"), count=1).removeprefix("0")

"""A secret of 20 bytes split into shares of 23 words, of which a chosen number restores it.

Source: SLIP-39 (https://github.com/satoshilabs/slips/blob/master/slip-0039.md) with one group, an extendable
set, iteration exponent 1 and no passphrase. Why, and what it does not protect, is in
docs/decisions/0059-guardians.md.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from casebook.base.errors import InvalidInput
from casebook.base.message import Message
from casebook.crypto.gf256 import value_at
from casebook.crypto.locked_memory import erase
from casebook.crypto.secret import Secret
from casebook.crypto.share_words import check_words, read_share, written_share

SECRET_BYTES = 20
MIN_THRESHOLD = 2
MAX_SHARES = 16

_HEAD_BYTES = 5
_KIND = (1, 0x10, 0x00)
"""Extendable; exponent 1 and the first group; of one group one is required."""
_DIGEST_PLACE = 254
_SECRET_PLACE = 255
_DIGEST_BYTES = 4
_ROUNDS = range(4)
_ROUND_PASSES = 5000
"""Of PBKDF2 in each round: 10,000 doubled by the exponent, over four rounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFacts:
    """What a share says of itself; how many others there are, it does not say.

    Attributes:
        set_id: 15 random bits, 0 to 32,767, the same in all shares that were made together.
        number: 1 to 16, another in each of them.
        threshold: how many shares restore the secret, 2 to 16.
    """

    set_id: int
    number: int
    threshold: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    facts: ShareFacts
    content: Secret
    value: Secret

    @property
    def place(self) -> int:
        return self.facts.number - 1


def split(
    secret: Secret, threshold: int, count: int, random: Callable[[int], bytes] = secrets.token_bytes
) -> tuple[str, ...]:
    """Return the shares of a secret: 23 words each, in small letters, with one space between them.

    Fewer than `threshold` of them say nothing of the secret.

    Args:
        secret: 20 bytes.
        threshold: how many shares restore it, 2 to `count`.
        count: how many there are, at most 16.
        random: gives as many random bytes as asked.

    Raises:
        InvalidInput: sizes outside of these bounds.
        Locked: the secret was wiped.
        NotFound, DamagedSource: the installation is incomplete.
    """
    if not MIN_THRESHOLD <= threshold <= count <= MAX_SHARES:
        raise InvalidInput(
            "Between 2 and 16 shares can be created, and at least 2 of them must be required.",
            field="shares",
        )
    secret.require()
    if len(secret) != SECRET_BYTES:
        raise InvalidInput("Only a secret of 20 bytes can be split into shares.", field="secret")
    set_id = int.from_bytes(random(2), "big") & 0x7FFF
    points = {place: Secret(random(SECRET_BYTES)) for place in range(threshold - MIN_THRESHOLD)}
    scrambled = _scrambled(secret, _ROUNDS)
    secret.require()
    key = random(SECRET_BYTES - _DIGEST_BYTES)
    points[_DIGEST_PLACE] = Secret(_digest(scrambled, key) + key)
    points[_SECRET_PLACE] = scrambled
    kind = (set_id << 1 | _KIND[0]).to_bytes(2, "big") + bytes(_KIND[1:])
    heads = [kind + bytes([place << 4 | threshold - 1]) for place in range(count)]
    return tuple(
        written_share(_joined(Secret(head), value_at(points, place))) for place, head in enumerate(heads)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """What shares make up together.

    Attributes:
        secret: of 20 bytes.
        false: the places of false shares in their list, from 1 on; () where all of them fit.
    """

    secret: Secret
    false: tuple[int, ...]


def combine(shares: Sequence[str]) -> Combined:
    """Return the secret of typed shares, and which are false; what may be typed is said at `read_share`.

    Where there are more shares than required and some are false, those that fit together restore it, if only
    one secret fits. That takes up to 0.1 s with ten shares, 10 s with 16.

    Raises:
        InvalidInput: too few shares, one that cannot be read or is of another set or kind, one entered twice,
            or false ones among them. Shares are named by their place in the list, words by theirs in a share.
        NotFound, DamagedSource: the installation is incomplete.
    """
    read = _set_of(shares)
    fitting, scrambled = _fitting(read)
    return Combined(
        secret=_scrambled(scrambled, reversed(_ROUNDS)),
        false=tuple(place for place, share in enumerate(read, 1) if share not in fitting),
    )


def share_facts(share: str) -> ShareFacts:
    """Return what a typed share says of itself.

    Raises:
        InvalidInput: it cannot be read, or is of another kind.
        NotFound, DamagedSource: the installation is incomplete.
    """
    return _read(share).facts


def share_fingerprint(share: str) -> str:
    """Return four hexadecimal digits that all shares of a set have; no part of the secret.

    Raises:
        InvalidInput, NotFound, DamagedSource: as `share_facts`.
    """
    return f"{share_facts(share).set_id:04X}"


def last_words(share: str) -> str:
    """Return the last three words of a typed share, with one space between them: those of its check.

    Raises:
        InvalidInput, NotFound, DamagedSource: as `share_facts`.
    """
    return check_words(_read(share).content)


def _read(text: str) -> _Share:
    content = read_share(text)
    first, second, *kind, last = content.place[:_HEAD_BYTES]
    facts = ShareFacts(set_id=(first << 8 | second) >> 1, number=(last >> 4) + 1, threshold=(last & 0x0F) + 1)
    if (second & 1, *kind) != _KIND or facts.threshold < MIN_THRESHOLD:
        raise InvalidInput("This is a share of a kind that Casebook does not create.", field="share")
    return _Share(facts=facts, content=content, value=_part(content, _HEAD_BYTES))


def _set_of(texts: Sequence[str]) -> list[_Share]:
    """Read shares that can belong together."""
    shares: list[_Share] = []
    for number, text in enumerate(texts, 1):
        try:
            shares.append(_read(text))
        except InvalidInput as error:
            raise InvalidInput(
                Message("Share {number}: {problem}", number=number, problem=error.title),
                field="shares",
                remedy=error.remedy,
            ) from error
    if not shares:
        raise InvalidInput("No share was entered.", field="shares", remedy="Enter the shares.")
    for number, share in enumerate(shares, 1):
        _require_other(shares[: number - 1], share, number)
    lacking = shares[0].facts.threshold - len(shares)
    if lacking > 0:
        raise InvalidInput(
            Message.plural("{number} more share is required.", "{number} more shares are required.", lacking),
            field="shares",
        )
    return shares


def _require_other(before: Sequence[_Share], share: _Share, number: int) -> None:
    for earlier, other in enumerate(before, 1):
        mine, theirs = share.facts, other.facts
        if (mine.set_id, mine.threshold) != (theirs.set_id, theirs.threshold):
            raise InvalidInput(
                Message(
                    "Shares {first} and {second} belong to different sets.", first=earlier, second=number
                ),
                field="shares",
                remedy="Enter shares that were created together.",
            )
        if share.content == other.content:
            raise InvalidInput(
                Message("Shares {first} and {second} are the same.", first=earlier, second=number),
                field="shares",
                remedy="Enter each share once.",
            )
        if mine.number == theirs.number:
            raise InvalidInput(
                Message(
                    "Shares {first} and {second} claim the same number: one of them is false.",
                    first=earlier,
                    second=number,
                ),
                field="shares",
                remedy="Enter only one of them.",
            )


def _fitting(shares: Sequence[_Share]) -> tuple[Sequence[_Share], Secret]:
    """The shares that give the same secret, and that, still scrambled."""
    families: list[tuple[list[_Share], Secret]] = []
    for chosen in combinations(shares, shares[0].facts.threshold):
        if any(all(share in family for share in chosen) for family, _ in families):
            continue
        points = {share.place: share.value for share in chosen}
        secret = _verified(points)
        if secret is not None:
            family = [share for share in shares if value_at(points, share.place) == share.value]
            families.append((family, secret))
            if len(family) == len(shares) or len(families) > 1:
                break
    if len(families) == 1:
        return families[0]
    raise InvalidInput(
        "The shares do not fit together: at least one of them is false.",
        field="shares",
        remedy="Add another share of the same set, so that the false one can be found.",
    )


def _verified(points: dict[int, Secret]) -> Secret | None:
    """The scrambled secret, or None where the digest that was split with it does not fit."""
    secret, digest = value_at(points, _SECRET_PLACE), value_at(points, _DIGEST_PLACE)
    expected = _digest(secret, digest.place[_DIGEST_BYTES:])
    return secret if hmac.compare_digest(expected, digest.place[:_DIGEST_BYTES]) else None


def _digest(secret: Secret, key: bytes | memoryview) -> bytes:
    return hmac.digest(key, secret.place, "sha256")[:_DIGEST_BYTES]


def _scrambled(secret: Secret, rounds: Iterable[int]) -> Secret:
    """Four rounds of a Feistel network; in reverse order they undo themselves."""
    half = SECRET_BYTES // 2
    left, right = _part(secret, 0, half), _part(secret, half)
    for number in rounds:
        mask = hashlib.pbkdf2_hmac("sha256", bytes([number]), right.place, _ROUND_PASSES, half)
        place = left.place
        for index, byte in enumerate(mask):
            place[index] ^= byte
        erase(mask)
        left, right = right, left
    return _joined(right, left)


def _part(secret: Secret, start: int, stop: int | None = None) -> Secret:
    source = secret.place[start:stop]
    part = Secret(bytes(len(source)))
    part.place[:] = source
    return part


def _joined(first: Secret, second: Secret) -> Secret:
    joined = Secret(bytes(len(first) + len(second)))
    joined.place[: len(first)] = first.place
    joined.place[len(first) :] = second.place
    return joined

"""The field of 256 elements, and polynomials over it.

Source: FIPS 197, section 4.2, for the field (modulus x^8 + x^4 + x^3 + x + 1); Shamir, "How to share a
secret" (1979), for the polynomials.

SECURITY: no table is looked up by a secret and no branch taken on one. Python promises no constant time, but
a byte takes the same steps whatever its value. Values stay in `Secret`: single bytes are never copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from casebook.crypto.secret import Secret

_MODULUS = 0x11B
_BITS = range(8)


def product(left: int, right: int) -> int:
    """Return the product of two elements, each 0 to 255.

    >>> hex(product(0x57, 0x83))
    '0xc1'
    """
    total = 0
    for _ in _BITS:
        total ^= left & -(right & 1)
        right >>= 1
        left = (left << 1) ^ (_MODULUS & -(left >> 7))
    return total


def inverse(value: int) -> int:
    """Return the inverse of an element 1 to 255, its power 254; of 0 it is 0.

    >>> product(0x53, inverse(0x53))
    1
    """
    power = 1
    for _ in _BITS[1:]:
        value = product(value, value)
        power = product(power, value)
    return power


def value_at(points: Mapping[int, Secret], place: int) -> Secret:
    """Return the value at a place of the polynomial of least degree through points, byte by byte.

    Args:
        points: at least one; places 0 to 255, which are public, and values of one length.
        place: 0 to 255.
    """
    total = Secret(bytes(len(next(iter(points.values())))))
    sums = total.place
    for own, value in points.items():
        weight = 1
        for other in points:
            if other != own:
                weight = _grown(weight, place ^ other, own ^ other)
        for index, byte in enumerate(value.place):
            sums[index] ^= product(byte, weight)
    return total


@lru_cache(maxsize=4096)
def _grown(weight: int, above: int, below: int) -> int:
    """A weight times the ratio of two differences between places, all of which are public."""
    return product(weight, product(above, inverse(below)))

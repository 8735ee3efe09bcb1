from __future__ import annotations

from casebook.crypto.gf256 import inverse, product, value_at
from casebook.crypto.secret import Secret

FIELD = range(256)


def _by_school_method(left: int, right: int) -> int:
    """Multiply without carry, then divide by the modulus."""
    whole = 0
    for bit in range(8):
        whole ^= (left << bit) * (right >> bit & 1)
    for bit in range(14, 7, -1):
        whole ^= (0x11B << bit - 8) * (whole >> bit & 1)
    return whole


def test_every_product_is_that_of_the_school_method() -> None:
    assert all(product(a, b) == _by_school_method(a, b) for a in FIELD for b in FIELD)


def test_every_element_but_nought_has_its_inverse() -> None:
    assert inverse(0) == 0
    assert all(product(value, inverse(value)) == 1 for value in FIELD[1:])


def test_a_polynomial_goes_through_its_points() -> None:
    points = {3: Secret(b"\x00\x01"), 0: Secret(b"\x80\xff"), 255: Secret(b"\x07\x07")}
    assert all(value_at(points, place) == value for place, value in points.items())


def test_three_points_make_a_curve_that_any_three_of_it_make() -> None:
    first = {place: Secret(bytes([place, 200 - place])) for place in (1, 2, 9)}
    first[9] = Secret(b"\x55\x00")
    second = {place: value_at(first, place) for place in (4, 77, 254)}
    assert all(value_at(first, place) == value_at(second, place) for place in FIELD)
    assert value_at({4: second[4], 77: second[77]}, 1) != first[1]

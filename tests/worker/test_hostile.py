"""Documents made to hurt: the parent lives and says what became of them."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from casebook.base.errors import DamagedSource, Refused
from casebook.services.evidence.preview import Preview
from tests.worker.documents import (
    bomb_png,
    chunk,
    letter_pdf,
    mutated,
    one_page,
    picture,
    plain_pdf,
    stream,
    swelling_pdf,
)

PDF, PNG, JPEG, WEBP = "application/pdf", "image/png", "image/jpeg", "image/webp"
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"


def inspect(data: bytes, media_type: str, scale: float = 1.0) -> str:
    """Look at a document's first pages and say what became of it: "drawn", or the error's title."""
    try:
        with Preview(io.BytesIO(data), media_type) as shown:
            for index in range(min(len(shown.pages), 3)):
                shown.page(index, scale)
                shown.text(index)
    except (DamagedSource, Refused) as error:
        return str(error.title)
    return "drawn"


def huge_jpeg(*, is_progressive: bool) -> bytes:
    written = io.BytesIO()
    Image.new("L", (64, 64)).save(written, "JPEG", progressive=is_progressive)
    data = bytearray(written.getvalue())
    at = data.index(b"\xff\xc2" if is_progressive else b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 30_000, 30_000)
    return bytes(data)


def page_in_itself() -> bytes:
    form = stream(b"/F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>")
    return one_page(stream(b"/F Do"), form, resources=b"/XObject<</F 5 0 R>>")


def huge_image() -> bytes:
    entries = b"/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8"
    image = stream(b"x", entries + b"/ColorSpace/DeviceRGB/Filter/FlateDecode")
    return one_page(stream(b"200 0 0 100 0 0 cm /I Do"), image, resources=b"/XObject<</I 5 0 R>>")


def packed_words() -> bytes:
    packed = zlib.compress(bytes(1 << 26), 1)
    return chunk(b"zTXt", b"k\0\0" + packed) + chunk(b"iCCP", b"k\0\0" + packed)


BOMBS = {
    "pages in a circle": (plain_pdf(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"), PDF),
    "a form in itself": (page_in_itself(), PDF),
    "a page of a million points": (one_page(stream(b""), box=b"0 0 1000000 1000000"), PDF),
    "a page of no size": (one_page(stream(b""), box=b"0 0 1e39 -1e39"), PDF),
    "an image of ten gigapixels": (huge_image(), PDF),
    "a picture of 900 megapixels": (bomb_png(30_000, 30_000), PNG),
    "a picture of 4 exapixels": (bomb_png(2**31 - 1, 2**31 - 1), PNG),
    "a picture with too little in it": (bomb_png(8_000, 8_000), PNG),
    "a picture with swelling words": (bomb_png(8, 8, packed_words()), PNG),
    "a huge JPEG": (huge_jpeg(is_progressive=False), JPEG),
    "a huge JPEG in passes": (huge_jpeg(is_progressive=True), JPEG),
}


@pytest.mark.parametrize(("data", "media_type"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_bounded(data: bytes, media_type: str) -> None:
    assert inspect(data, media_type)


def test_what_swells_in_memory_ends_its_worker_only() -> None:
    assert inspect(swelling_pdf(), PDF) == "This document cannot be shown: two attempts failed."


SEEDS = [
    (letter_pdf(), PDF),
    (one_page(stream(b"0 0 1 rg 10 10 90 50 re f BT /F 9 Tf 9 9 Td (w) Tj ET")), PDF),
    (one_page(stream(zlib.compress(b"q 1 0 0 1 5 5 cm 0 0 9 9 re S Q " * 50), b"/Filter/FlateDecode")), PDF),
    (page_in_itself(), PDF),
    (picture("PNG"), PNG),
    (picture("JPEG", turn=6), JPEG),
    (picture("WEBP"), WEBP),
]


def fuzz(count: int, seed: int, looking: Callable[[bytes, str], str] = inspect) -> Counter[str]:
    """Look at so many damaged documents, two at a time; what became of them."""

    def one(number: int) -> str:
        chance = random.Random(seed + number)  # noqa: S311 - chance that repeats
        data, media_type = SEEDS[number % len(SEEDS)]
        return looking(mutated(data, chance), media_type)

    with ThreadPoolExecutor(2) as lanes:
        return Counter(lanes.map(one, range(count)))


def test_damaged_documents_hurt_nobody() -> None:
    became = fuzz(2 * len(SEEDS), seed=20260302)
    assert became.total() == 2 * len(SEEDS)
    assert became["drawn"] > 0

"""What looks like chance on an exhibit: the same for a word in every run."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image


def chance(word: str) -> random.Random:
    """A source of chance that repeats for a word."""
    return random.Random(int.from_bytes(word.encode()))  # noqa: S311 - grain and scribbles, no secrets


def grain(size: tuple[int, int], dice: random.Random, spread: int) -> Image.Image:
    """Grey noise around 128.

    Args:
        size: width and height in pixels.
        dice: where it comes from.
        spread: how far a pixel may lie from 128, up to 127.
    """
    from PIL import Image

    width, height = size
    noise = Image.frombytes("L", size, dice.randbytes(width * height))
    return noise.point([128 + (value - 128) * spread // 128 for value in range(256)])

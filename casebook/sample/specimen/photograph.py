"""A photograph: a car by night before a block of flats, taken from the stairs with the camera on its side."""

from __future__ import annotations

import random
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from casebook.base.resources import resource
from casebook.sample.specimen.chance import chance, grain
from casebook.sample.specimen.specimen import Specimen

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

WIDTH_PX, HEIGHT_PX = 1200, 1600
ORIENTATION, DATE_TIME, EXIF_IFD = 0x0112, 0x0132, 0x8769
MAKE, MODEL, TAKEN, OFFSET = 0x010F, 0x0110, 0x9003, 0x9011
TURNED_RIGHT = 6
"""Source: Exif 2.32, tag 0x0112: the stored picture is to be turned 90 degrees clockwise."""
CAPTION = "Specimen — invented"

GROUND_PX = 1120
DOOR = (520, 880, 660, GROUND_PX)
LAMP = (930, 470)
DOOR_AT = (3, 2)
"""Floor from the top and column where the door takes the place of a window."""
LIT, COOLED = 0.4, 0.45
"""How many windows are lit, and how many have a cooler below."""


def draw_photograph(specimen: Specimen) -> bytes:
    """The picture as JPEG, its pixels lying on their side and an EXIF orientation that sets them upright."""
    from PIL import Image

    dice = chance(specimen.id)
    scene = _scene(dice)
    out = BytesIO()
    stored = scene.transpose(Image.Transpose.ROTATE_90)
    stored.save(out, "JPEG", quality=84, exif=_exif(specimen.taken_at))
    return out.getvalue()


def _scene(dice: random.Random) -> Image.Image:
    from PIL import Image, ImageChops, ImageDraw, ImageFilter

    scene = Image.new("RGB", (WIDTH_PX, HEIGHT_PX), (22, 26, 38))
    pen = ImageDraw.Draw(scene)
    _sky(pen)
    _block(pen, dice)
    _street(pen)
    _car(pen)
    scene = Image.blend(scene, scene.filter(ImageFilter.GaussianBlur(4)), 0.62)
    scene = ImageChops.screen(scene, _light())
    scene = ImageChops.add(scene, grain(scene.size, dice, 20).convert("RGB"), offset=-128)
    _window_frame(scene)
    return _captioned(scene)


def _sky(pen: ImageDraw.ImageDraw) -> None:
    for row in range(460):
        share = row / 460
        pen.line(
            [(0, row), (WIDTH_PX, row)],
            fill=(int(18 + 26 * share), int(22 + 26 * share), int(36 + 30 * share)),
        )


def _block(pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """A block of flats: four floors of windows, some lit, balconies with boxes for the machines."""
    pen.rectangle((90, 210, 1110, GROUND_PX), fill=(72, 68, 66))
    pen.rectangle((90, 190, 1110, 212), fill=(52, 50, 50))
    for floor in range(4):
        top = 270 + floor * 205
        pen.line([(90, top + 168), (1110, top + 168)], fill=(56, 53, 52), width=5)
        for column in range(5):
            left = 140 + column * 194
            if (floor, column) == DOOR_AT:
                continue
            _window(pen, (left, top, left + 126, top + 128), is_lit=dice.random() < LIT, dice=dice)
    pen.rectangle(DOOR, fill=(30, 30, 34))
    pen.rectangle((DOOR[0] - 22, DOOR[1] - 22, DOOR[2] + 22, DOOR[1] - 4), fill=(96, 92, 88))
    pen.rectangle((DOOR[0] + 8, DOOR[1] + 14, DOOR[2] - 8, GROUND_PX), fill=(120, 104, 70))
    pen.line([(590, DOOR[1] + 14), (590, GROUND_PX)], fill=(60, 54, 44), width=5)


def _window(
    pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], *, is_lit: bool, dice: random.Random
) -> None:
    left, top, right, bottom = box
    warm = dice.randrange(0, 40)
    pen.rectangle((left - 5, top - 5, right + 5, bottom + 5), fill=(46, 44, 44))
    pen.rectangle(box, fill=(226 - warm, 186 - warm, 112) if is_lit else (30, 34, 44))
    middle = (left + right) // 2
    pen.line([(middle, top), (middle, bottom)], fill=(50, 48, 46), width=5)
    pen.line([(left, top + 40), (right, top + 40)], fill=(50, 48, 46), width=4)
    if is_lit:
        pen.rectangle((left, top, left + 26, bottom), fill=(176 - warm, 132, 86))
    for bar in range(left, right, 18):
        pen.line([(bar, bottom - 46), (bar, bottom + 2)], fill=(88, 84, 80), width=2)
    if dice.random() < COOLED:
        pen.rectangle((right - 44, bottom + 12, right + 6, bottom + 36), fill=(120, 118, 114))
        pen.ellipse((right - 36, bottom + 14, right - 16, bottom + 34), fill=(70, 70, 70))


def _street(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((0, GROUND_PX, WIDTH_PX, 1190), fill=(58, 58, 60))
    pen.rectangle((0, 1190, WIDTH_PX, 1204), fill=(84, 84, 84))
    for row in range(1204, HEIGHT_PX):
        share = (row - 1204) / (HEIGHT_PX - 1204)
        pen.line([(0, row), (WIDTH_PX, row)], fill=(int(38 - 14 * share),) * 3)
    pen.line([(LAMP[0], LAMP[1]), (LAMP[0], 1200)], fill=(28, 28, 30), width=13)
    pen.line([(LAMP[0], LAMP[1]), (LAMP[0] - 110, LAMP[1] - 26)], fill=(28, 28, 30), width=10)
    pen.ellipse((LAMP[0] - 150, LAMP[1] - 46, LAMP[0] - 92, LAMP[1] - 14), fill=(255, 238, 196))
    pen.line([(92, 1000), (130, 760), (118, 620)], fill=(20, 22, 22), width=20)
    for x, y, radius in ((110, 560, 120), (40, 640, 100), (180, 650, 84)):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(24, 32, 28))


def _car(pen: ImageDraw.ImageDraw) -> None:
    """A pale car with a dark stripe and a bar on its roof, seen from the side, half in the dark."""
    pen.ellipse((230, 1310, 800, 1352), fill=(14, 14, 16))
    pen.polygon([(336, 1192), (410, 1112), (600, 1108), (684, 1188), (760, 1196)], fill=(112, 116, 124))
    pen.polygon([(364, 1190), (418, 1124), (500, 1122), (500, 1190)], fill=(24, 28, 36))
    pen.polygon([(514, 1190), (514, 1122), (592, 1120), (656, 1188)], fill=(28, 33, 42))
    pen.polygon(
        [(246, 1206), (330, 1188), (690, 1186), (784, 1204), (794, 1290), (240, 1296)], fill=(126, 130, 138)
    )
    pen.polygon([(243, 1234), (790, 1230), (793, 1258), (241, 1262)], fill=(26, 36, 74))
    pen.polygon([(240, 1278), (795, 1274), (790, 1304), (246, 1308)], fill=(48, 50, 54))
    for door in (507, 664, 352):
        pen.line([(door, 1190), (door, 1290)], fill=(92, 95, 102), width=3)
    for handle in (470, 630):
        pen.rectangle((handle, 1216, handle + 22, 1221), fill=(74, 77, 84))
    pen.rounded_rectangle((464, 1092, 556, 1112), radius=8, fill=(32, 38, 66))
    pen.rectangle((472, 1096, 502, 1108), fill=(92, 124, 214))
    pen.polygon([(764, 1208), (786, 1212), (788, 1232), (770, 1230)], fill=(250, 240, 206))
    pen.rectangle((241, 1212, 256, 1234), fill=(140, 32, 28))
    for x in (344, 690):
        pen.ellipse((x - 54, 1240, x + 54, 1346), fill=(12, 12, 14))
        pen.ellipse((x - 30, 1264, x + 30, 1322), fill=(72, 74, 78))
        pen.ellipse((x - 9, 1284, x + 9, 1302), fill=(30, 30, 32))


def _light() -> Image.Image:
    """What lamps, the door and the headlight throw on everything near them."""
    from PIL import Image, ImageDraw, ImageFilter

    glow = Image.new("RGB", (WIDTH_PX // 4, HEIGHT_PX // 4))
    pen = ImageDraw.Draw(glow)
    pen.ellipse((150, 60, 270, 180), fill=(120, 98, 56))
    pen.ellipse((184, 94, 222, 126), fill=(255, 226, 160))
    pen.polygon([(204, 110), (290, 330), (110, 330)], fill=(54, 44, 26))
    pen.rectangle((128, 222, 166, 284), fill=(70, 54, 26))
    pen.polygon([(196, 305), (300, 290), (300, 352)], fill=(70, 66, 50))
    pen.rectangle((114, 270, 130, 280), fill=(40, 60, 150))
    return glow.filter(ImageFilter.GaussianBlur(17)).resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.BICUBIC)


def _window_frame(scene: Image.Image) -> None:
    """The edge of the stair window through which it was taken, out of focus."""
    from PIL import Image, ImageDraw, ImageFilter

    mask = Image.new("L", scene.size)
    pen = ImageDraw.Draw(mask)
    pen.polygon([(0, 0), (70, 0), (48, HEIGHT_PX), (0, HEIGHT_PX)], fill=255)
    pen.polygon([(0, HEIGHT_PX), (0, 1540), (WIDTH_PX, 1500), (WIDTH_PX, HEIGHT_PX)], fill=255)
    scene.paste((12, 12, 14), mask=mask.filter(ImageFilter.GaussianBlur(12)))


def _captioned(scene: Image.Image) -> Image.Image:
    from PIL import ImageDraw, ImageFont

    font = ImageFont.truetype(
        str(resource("fonts", "NotoSans-Regular.ttf")), 26, layout_engine=ImageFont.Layout.BASIC
    )
    ImageDraw.Draw(scene).text(
        (WIDTH_PX - 40, HEIGHT_PX - 34), CAPTION, font=font, fill=(206, 206, 200), anchor="rs"
    )
    return scene


def _exif(taken_at: datetime | None) -> Image.Exif:
    from PIL import Image

    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    exif[MAKE], exif[MODEL] = "Specimen", "Invented camera"
    if taken_at is not None:
        exif[DATE_TIME] = taken_at.strftime("%Y:%m:%d %H:%M:%S")
        inner = exif.get_ifd(EXIF_IFD)
        inner[TAKEN] = exif[DATE_TIME]
        zone = taken_at.strftime("%z")
        inner[OFFSET] = f"{zone[:3]}:{zone[3:]}"
    return exif

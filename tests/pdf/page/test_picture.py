from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps

from casebook.domain.dossier.paper import MARGIN_PT, Paper
from casebook.pdf.page.picture import DamagedPicture, NoPicture, picture_pdf
from casebook.pdf.picture.png import png_pixels
from tests.paths import TELEPHONE_PICTURE
from tests.pdf.corpus import picture


def _pdf(data: bytes, paper: Paper = "A4") -> bytes:
    written = io.BytesIO()
    with picture_pdf(io.BytesIO(data), paper) as pdf:
        pdf.save(written)
    return written.getvalue()


def _shown(data: bytes, page: int = 0) -> Image.Image:
    """The page as a viewer draws it."""
    with pypdfium2.PdfDocument(_pdf(data)) as document:
        drawn: Image.Image = document[page].render(scale=1).to_pil().convert("RGB")
        return drawn


def _ink(shown: Image.Image) -> tuple[int, int, int, int]:
    box = ImageOps.invert(shown.convert("L")).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_stands_the_right_way_up(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    turned = picture(kind, exif=exif)
    shown = _shown(turned)
    with Image.open(io.BytesIO(turned)) as image:
        image.load()
        upright = (ImageOps.exif_transpose(image) if kind != "TIFF" else image).convert("RGB")
    assert (shown.width > shown.height) == (upright.width > upright.height)
    left, top = (shown.width - upright.width) // 2, (shown.height - upright.height) // 2
    found = shown.crop((left, top, left + upright.width, top + upright.height))
    difference = ImageChops.difference(found, upright).convert("L").point(lambda value: 255 * (value > 90))
    assert sum(1 for value in difference.tobytes() if value) < 0.03 * upright.width * upright.height


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "1"),
        ("PNG", "L"),
        ("PNG", "P"),
        ("PNG", "LA"),
        ("PNG", "RGBA"),
        ("PNG", "I;16"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("TIFF", "CMYK"),
        ("TIFF", "1"),
        ("WEBP", "RGBA"),
        ("GIF", "P"),
        ("BMP", "RGB"),
        ("BMP", "L"),
        ("AVIF", "RGBA"),
        ("JPEG2000", "RGB"),
        ("JPEG2000", "L"),
    ],
)
def test_every_kind_of_pixel_is_shown_in_its_own_colour(kind: str, mode: str) -> None:
    source: Callable[[], bytes] = lambda: picture(kind, mode)  # noqa: E731 - one of two makers
    if mode == "I;16":
        wide = Image.new("I;16", (300, 200), 65535)
        wide.paste(20_000, (0, 0, 150, 100))
        written = io.BytesIO()
        wide.save(written, "PNG")
        source = written.getvalue
    shown = _shown(source())
    assert shown.getpixel((2, 2)) == (255, 255, 255)
    left, top, _, _ = _ink(shown)
    red, green, blue = shown.getpixel((left + 100, top + 90))  # type: ignore[misc]
    assert green < 200
    assert blue < 200
    if mode not in {"1", "L", "LA", "I;16"}:
        assert red > green + 50


def test_a_large_picture_fits_between_the_margins() -> None:
    left, top, right, bottom = _ink(_shown(picture(size=(2000, 3000), mode="L")))
    assert left >= MARGIN_PT - 2
    assert top >= MARGIN_PT - 2
    assert 595 - right >= MARGIN_PT - 2
    assert 842 - bottom >= MARGIN_PT - 2


def test_each_page_of_a_scan_gets_a_page() -> None:
    written = io.BytesIO()
    pages = [Image.new("1", (170, 220), colour) for colour in (0, 1, 0)]
    pages[0].save(written, "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    with picture_pdf(io.BytesIO(written.getvalue()), "Letter") as pdf:
        assert len(pdf.pages) == 3
        assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def test_the_profile_of_the_colours_is_kept() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "TIFF"):
        with picture_pdf(io.BytesIO(picture(kind, icc_profile=profile)), "A4") as pdf:
            space = pdf.pages[0].obj.Resources.XObject.Im0.ColorSpace
            assert space[1].read_bytes() == profile


def test_a_plain_png_is_not_packed_again() -> None:
    data = picture("PNG")
    pixels = png_pixels(data)
    assert pixels is not None
    with picture_pdf(io.BytesIO(data), "A4") as pdf:
        assert pdf.pages[0].obj.Resources.XObject.Im0.read_raw_bytes() == pixels.data


def test_a_picture_tells_nothing_beside_itself() -> None:
    exif = Image.Exif()
    exif[271] = "Maker of telephones"
    for kind in ("JPEG", "PNG", "TIFF", "WEBP"):
        assert b"telephones" not in _pdf(picture(kind, exif=exif))


def test_of_a_moving_picture_the_first_is_shown() -> None:
    written = io.BytesIO()
    pictures = [Image.new("L", (40, 40), shade) for shade in (0, 255)]
    pictures[0].save(written, "GIF", save_all=True, append_images=pictures[1:])
    with picture_pdf(io.BytesIO(written.getvalue()), "A4") as pdf:
        assert len(pdf.pages) == 1
    left, top, right, bottom = _ink(_shown(written.getvalue()))
    assert min(right - left, bottom - top) >= 40


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "AVIF", "JPEG2000"])
def test_a_cut_picture_is_damaged(kind: str) -> None:
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    written = io.BytesIO()
    noise.save(written, kind)
    data = written.getvalue()
    with pytest.raises((DamagedPicture, NoPicture)):
        picture_pdf(io.BytesIO(data[: len(data) * 6 // 10]), "A4")


@pytest.mark.parametrize("data", [b"BM but no bitmap", b"plain words", picture("ICO")])
def test_other_files_are_no_pictures(data: bytes) -> None:
    with pytest.raises(NoPicture):
        picture_pdf(io.BytesIO(data), "A4")


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    with pytest.raises(DamagedPicture):
        picture_pdf(io.BytesIO(picture()), "A4")


def test_a_photograph_of_a_telephone_is_an_exhibit() -> None:
    """HEIC: decoded once and kept without loss, turned as the telephone was held."""
    data = TELEPHONE_PICTURE.read_bytes()
    with picture_pdf(io.BytesIO(data), "A4") as pdf:
        with Image.open(io.BytesIO(data)) as photograph:
            size = photograph.size
        image = pdf.pages[0].obj.Resources.XObject.Im0
        assert (int(image.Width), int(image.Height)) == size
        assert image.Filter == "/FlateDecode"
    with pytest.raises(DamagedPicture):
        picture_pdf(io.BytesIO(data[:500]), "A4")

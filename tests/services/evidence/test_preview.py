"""Looking at documents through the real render worker, and at liars in its place."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from casebook.base.errors import Cancelled, CasebookError, Conflict, DamagedSource, InvalidInput, Refused
from casebook.domain.base.preview import Box, Pixels
from casebook.host.ipc.message import HEAD_BYTES, MessageHead
from casebook.host.process.worker_process import WorkerProcess
from casebook.host.protocol.render_protocol import MAX_DOCUMENT_BYTES, RenderMessage
from casebook.host.protocol.worker_protocol import WorkerMessage
from casebook.services.base.flow import run_in_line
from casebook.services.case.case import open_case
from casebook.services.evidence import preview
from casebook.services.evidence.intake import Receipt, take_in
from casebook.services.evidence.intake_source import from_paths
from casebook.services.evidence.preview import Preview, is_shown, open_preview
from casebook.services.vault.vault import create
from casebook.vault import KdfCost
from tests.host.child import child_running
from tests.host.process.test_worker_process import gone_within
from tests.paths import TELEPHONE_PICTURE
from tests.worker.documents import letter_pdf, one_page, picture, stream

PDF = "application/pdf"


def look(data: bytes, media_type: str = PDF) -> Preview:
    return Preview(io.BytesIO(data), media_type)


def seen(drawn: Pixels) -> Image.Image:
    return Image.frombuffer("RGB", (drawn.width_px, drawn.height_px), bytes(drawn.data), "raw", "BGRX")


def ink(drawn: Pixels) -> int:
    """How many pixels are dark."""
    return sum(seen(drawn).convert("L").histogram()[:128])


def ink_in(drawn: Pixels, place: Box, scale: float) -> int:
    """How many pixels are dark where this is said to stand."""
    left, top = round(place.left_pt * scale), round(place.top_pt * scale)
    right, bottom = round(place.right_pt * scale), round(place.bottom_pt * scale)
    return sum(seen(drawn).crop((left, top, right, bottom)).convert("L").histogram()[:128])


def test_the_pages_of_a_pdf_are_drawn_and_read() -> None:
    with look(letter_pdf()) as letter:
        sizes = [(page.width_pt, page.height_pt) for page in letter.pages]
        assert sizes == [(400, 300)] * 3
        drawn = letter.page(0, 2.0)
        assert (drawn.width_px, drawn.height_px, len(drawn.data)) == (800, 600, 800 * 600 * 4)
        words = list(letter.text(0).words())
        assert [word.text for word in words] == ["The", "hearing", "is", "adjourned."]
        place = words[3].box
        assert ink_in(drawn, place, 2.0) > 500
        assert list(letter.find("HEARING IS")) == [(0, 1), (1, 0), (2, 0)]
        assert letter.sandbox.missing == ()


def test_chinese_without_a_font_in_the_file_is_drawn_and_found() -> None:
    with look(letter_pdf()) as letter:
        assert ink(letter.page(1, 1.0)) > 500
        assert letter.text(1).text.split() == ["林志远", "判决书"]
        (boxes,) = letter.text(1).find("判决")
        assert boxes[0].left_pt == pytest.approx(40, abs=0.1)


def test_a_telephones_picture_and_a_fax_are_drawn() -> None:
    telephone = TELEPHONE_PICTURE.read_bytes()
    with look(telephone, "image/heic") as picture_:
        (size,) = picture_.pages
        assert (size.width_pt, size.height_pt) == (64, 48)
        blue, _, red = seen(picture_.page(0, 1.0)).getpixel((20, 20))[::-1]  # type: ignore[index]
        assert blue > 90 > red
    fax = io.BytesIO()
    first, second = Image.new("1", (60, 40), 1), Image.new("1", (30, 90), 0)
    first.save(fax, "TIFF", save_all=True, append_images=[second])
    with look(fax.getvalue(), "image/tiff") as pages:
        assert [(page.width_pt, page.height_pt) for page in pages.pages] == [(60, 40), (30, 90)]
        assert ink(pages.page(0, 1.0)) == 0
        assert ink(pages.page(1, 1.0)) == 30 * 90


def test_the_text_of_a_turned_page_lies_where_it_is_drawn() -> None:
    with look(letter_pdf()) as letter:
        ((place,),) = letter.text(2).find("turned")
        assert place.bottom_pt - place.top_pt > place.right_pt - place.left_pt
        assert ink_in(letter.page(2, 1.0), place, 1.0) > 100


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("GIF", "image/gif"), ("BMP", "image/bmp"), ("AVIF", "image/avif"), ("JPEG2000", "image/jp2")],
)
def test_rarer_pictures_are_drawn(kind: str, media_type: str) -> None:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "black").save(written, kind)
    with look(written.getvalue(), media_type) as shown:
        assert [(page.width_pt, page.height_pt) for page in shown.pages] == [(60, 40)]
        assert ink(shown.page(0, 1.0)) == 60 * 40


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_drawn_on_white_the_right_way_up(kind: str) -> None:
    with look(picture(kind, turn=6), f"image/{kind.lower()}") as shown:
        assert [(page.width_pt, page.height_pt) for page in shown.pages] == [(40, 80)]
        image = seen(shown.page(0, 0.5))
        assert image.size == (20, 40)
        above, below = image.getpixel((10, 8)), image.getpixel((10, 32))
        assert isinstance(above, tuple)
        assert isinstance(below, tuple)
        assert above[0] > 240
        assert above[1] < 20
        assert min(below) > 240
        assert shown.text(0).text == ""


def test_a_page_too_large_for_the_screen_is_drawn_smaller() -> None:
    box = b"0 0 1000000 500000"
    with look(one_page(stream(b"0 0 1000000 1000000 re f"), box=box)) as shown:
        drawn = shown.page(0, 3.0)
    assert (drawn.width_px, drawn.height_px) == (10_000, 5_000)


def test_what_is_not_drawn_says_so() -> None:
    with pytest.raises(Refused, match="Documents of this type are kept encrypted"):
        look(b"<html>", "text/html")
    with pytest.raises(DamagedSource, match="damaged"):
        look(b"no PDF at all")
    with pytest.raises(DamagedSource, match="damaged"):
        look(letter_pdf(), "image/png")
    with pytest.raises(Refused, match="too large"):
        Preview(Vast(), PDF)


def test_a_page_that_is_not_there_is_not_drawn() -> None:
    with look(letter_pdf()) as letter:
        for index, scale in ((-1, 1.0), (3, 1.0), (0, 0.0), (0, float("nan")), (0, 1e9)):
            with pytest.raises(InvalidInput):
                letter.page(index, scale)
        assert letter.page(0, 1.0).width_px == 400


def test_after_one_death_it_goes_on_and_after_two_it_says_so() -> None:
    with look(letter_pdf()) as letter:
        for _ in range(2):
            assert letter._worker is not None
            letter._worker.kill()
            if letter._workers_left:
                assert letter.page(0, 1.0).width_px == 400
        with pytest.raises(DamagedSource, match="This document cannot be shown: two attempts"):
            letter.page(0, 1.0)
        with pytest.raises(DamagedSource, match="This document cannot be shown: two attempts"):
            letter.text(0)


def test_a_closed_preview_is_gone() -> None:
    data = io.BytesIO(letter_pdf())
    letter = Preview(data, PDF)
    assert letter._worker is not None
    pid = letter._worker.pid
    letter.close()
    letter.close()
    assert data.closed
    assert gone_within(pid, 1_000)
    with pytest.raises(Cancelled):
        letter.page(0, 1.0)


def test_one_thing_is_asked_at_a_time() -> None:
    with look(letter_pdf()) as letter:
        turn = letter._turn.pop()
        with pytest.raises(Conflict):
            letter.page(0, 1.0)
        letter._turn.append(turn)


def test_a_sealed_document_is_shown_from_its_vault(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(letter_pdf())
    cheap = KdfCost(memory_kib=64 * 1024, passes=1, lanes=1)
    session, _ = create(
        tmp_path / "office.casebook", "seven invented words stand here for tests", cost=cheap, who="t"
    )
    with session:
        case = open_case(session, reference="2026/1", title="", jurisdiction="CY")
        (taken,) = run_in_line(take_in(session, case.id, from_paths([path]), Receipt()))
        document = taken.document
        assert document is not None
        assert is_shown(document)
        with run_in_line(open_preview(session, document)) as shown:
            assert shown.text(0).find("adjourned")


class Vast(io.BytesIO):
    def seek(self, offset: int, whence: int = 0) -> int:
        super().seek(offset, whence)
        return MAX_DOCUMENT_BYTES + 1


def told(kind: int, first: int = 0, second: int = 0, size_bytes: int = 0, payload: bytes = b"") -> bytes:
    return MessageHead(kind, first, second, size_bytes).pack() + payload


READY = told(WorkerMessage.READY)
SIZE = struct.pack("<dd", 100.0, 50.0)
OPENED = READY + told(RenderMessage.OPENED, 1, 0, 16, SIZE)
WIDE = struct.pack("<dd", 1e9, 50.0)
ODD = struct.pack("<dd", float("nan"), 50.0)
EDGES = struct.pack("<4f", 0, 0, 1, 1)

LIES_ON_OPENING = {
    "noise": b"\0" * 100,
    "not ready": told(RenderMessage.OPENED, 1, 0, 16, SIZE),
    "no pages": READY + told(RenderMessage.OPENED, 0, 0, 0),
    "too many pages": READY + told(RenderMessage.OPENED, 2**32 - 1, 0, 16 * (2**32 - 1)),
    "another size": READY + told(RenderMessage.OPENED, 1, 0, 2**64 - 1),
    "a page as wide as a country": READY + told(RenderMessage.OPENED, 1, 0, 16, WIDE),
    "a page of no size": READY + told(RenderMessage.OPENED, 1, 0, 16, ODD),
    "half a size": READY + told(RenderMessage.OPENED, 1, 0, 16, SIZE[:8]),
    "an unknown answer": READY + told(99),
}
LIES_ON_DRAWING = {
    "larger than asked": told(RenderMessage.PIXELS, 10_000, 6_400, 256_000_000),
    "of another size": told(RenderMessage.PIXELS, 100, 50, 2**64 - 1),
    "the wrong kind": told(RenderMessage.WORDS, 1, 0, 20, bytes(20)),
    "too few": told(RenderMessage.PIXELS, 100, 50, 20_000, bytes(100)),
}
LIES_ON_READING = {
    "too many": told(RenderMessage.WORDS, 2**31, 0, 20 * 2**31),
    "another size": told(RenderMessage.WORDS, 1, 0, 21, bytes(21)),
    "half a letter": told(RenderMessage.WORDS, 1, 0, 20, b"\0\xd8\0\0" + EDGES),
    "no letter": told(RenderMessage.WORDS, 1, 0, 20, b"\xff\xff\xff\xff" + EDGES),
    "nowhere": told(RenderMessage.WORDS, 1, 0, 20, b"a\0\0\0" + struct.pack("<4f", float("inf"), 0, 1, 1)),
}


def liar(answer: bytes, questions: int) -> Callable[[], WorkerProcess]:
    """A worker that sends `answer` at once and ends after OPEN with 4 bytes and so many questions."""
    left = 4 + questions * HEAD_BYTES
    program = f"import os; os.write(1, {answer!r}); n = {left}\n"
    program += "while n and (part := os.read(0, n)): n -= len(part)"

    def start() -> WorkerProcess:
        return child_running(program, "-S")

    return start


@pytest.mark.parametrize("lie", LIES_ON_OPENING.values(), ids=LIES_ON_OPENING)
def test_a_liar_opens_nothing(lie: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "_started", liar(lie, 1))
    with pytest.raises(DamagedSource, match="This document cannot be shown: two attempts"):
        look(b"%PDF")


@pytest.mark.parametrize("lie", LIES_ON_DRAWING.values(), ids=LIES_ON_DRAWING)
def test_a_liar_draws_nothing(lie: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "_started", liar(OPENED + lie, 2))
    with (
        look(b"%PDF") as shown,
        pytest.raises(DamagedSource, match="This document cannot be shown: two attempts"),
    ):
        shown.page(0, 1.0)


@pytest.mark.parametrize("lie", LIES_ON_READING.values(), ids=LIES_ON_READING)
def test_a_liar_reads_nothing(lie: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "_started", liar(OPENED + lie, 2))
    with look(b"%PDF") as shown, pytest.raises(CasebookError):
        shown.text(0)


def test_a_liar_that_tells_the_truth_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        preview, "_started", liar(OPENED + told(RenderMessage.WORDS, 1, 0, 20, b"a\0\0\0" + EDGES), 2)
    )
    with look(b"%PDF") as shown:
        assert shown.text(0).text == "a"


def test_a_worker_that_sulks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "REQUEST_WALL_SECONDS", 0.3)
    monkeypatch.setattr(preview, "_started", liar(READY, 9))
    with pytest.raises(DamagedSource, match="too long"):
        look(b"%PDF")


def test_a_page_with_a_link_and_no_form_has_its_words() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter_pdf())) as pdf:
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
        pdf.pages[0].Annots = pikepdf.Array([link])
        pdf.save(out)
    with look(letter_pdf()) as plain, look(out.getvalue()) as linked:
        assert linked.text(0) == plain.text(0)
        assert linked.text(0).text

"""Pages that show more than their text says wait for a person; those that show what they say do not."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pikepdf
import pytest
import uharfbuzz
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name

from casebook.base.resources import resource
from casebook.domain.evidence.recognition import RecognisedPage, SeenWord
from casebook.pdf.raster.page_picture import as_pdf
from casebook.pdf.redact.doubt import pages_in_doubt
from casebook.sample.specimen.marks import signature
from tests.pdf import corpus, leaky


def in_doubt(data: bytes, *words: SeenWord) -> list[int]:
    drawn = {1: RecognisedPage(number=1, words=words)} if words else {}
    return [*pages_in_doubt(as_pdf(corpus.exhibit(data)), drawn)]


def read(text: str, *, down: float = 0.1, confidence: int = 95) -> SeenWord:
    return SeenWord(
        text=text, left=0.12, top=down - 0.01, right=0.3, bottom=down + 0.01, confidence=confidence
    )


@pytest.mark.parametrize("made", leaky.SHOWN.values(), ids=leaky.SHOWN.keys())
def test_what_only_an_eye_can_read_waits_for_a_person(made: Callable[[], bytes]) -> None:
    assert in_doubt(made()) == [1]


def test_a_typed_page_in_a_standard_font_waits_for_nobody() -> None:
    assert in_doubt(corpus.typed(2)) == []


def test_a_page_on_which_other_words_are_read_than_it_says_waits() -> None:
    page = corpus.typed(1, "Statement")
    down = 80 / 842
    assert in_doubt(page, read("Statement, ", down=down)) == []
    assert in_doubt(page, read("Weiming ", down=0.5)) == [1]
    assert in_doubt(page, read("Weiming ", down=0.5, confidence=20)) == []


def test_recognition_of_the_text_makes_up_for_a_font_that_proves_nothing() -> None:
    page = leaky.name_of_a_resource_and_a_font()
    said = (
        read("The weather was cold that winter ", down=(842 - 764) / 842),
        read("Letters", down=(842 - 603) / 842),
    )
    assert in_doubt(page) == [1]
    assert in_doubt(page, *said) == []


def embedded_part(words: str) -> bytes:
    """A font program with the glyphs of these words alone, each under its old number."""
    part = TTFont(resource("fonts", "NotoSans-Regular.ttf"))
    subsetter = Subsetter(Options(retain_gids=True, layout_features=[]))
    subsetter.populate(text=words)
    subsetter.subset(part)
    written = io.BytesIO()
    part.save(written)
    return written.getvalue()


def font_saying(said: Mapping[str, str]) -> bytes:
    """Words in a font with its own table, with what is said of some of its letters in UTF-16 digits."""
    words = "Weiming left"
    program = embedded_part(words)
    font = uharfbuzz.Font(uharfbuzz.Face(program))
    glyphs = {sign: font.get_nominal_glyph(ord(sign)) for sign in words}

    def change(pdf: pikepdf.Pdf) -> None:
        lines = [f"<{glyph:04x}> <{said.get(sign, f'{ord(sign):04x}')}>" for sign, glyph in glyphs.items()]
        table = "\n".join((f"{len(lines)} beginbfchar", *lines, "endbfchar")).encode()
        descriptor = Dictionary(FontName=Name.F, Flags=4, FontFile2=pdf.make_stream(program))
        below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.F)
        below.FontDescriptor = descriptor
        below.CIDSystemInfo = Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0)
        whole = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.F, Encoding=Name("/Identity-H"))
        whole.DescendantFonts = pikepdf.Array([below])
        whole.ToUnicode = pdf.make_stream(table)
        page = pdf.pages[0].obj
        page.Resources = Dictionary(Font=Dictionary(F1=whole))
        codes = "".join(f"{glyphs[sign]:04x}" for sign in words)
        page.Contents = pdf.make_stream(f"BT /F1 14 Tf 72 700 Td <{codes}> Tj ET".encode())

    return corpus.changed(corpus.typed(1), change)


def test_a_font_whose_own_table_agrees_proves_its_text() -> None:
    assert in_doubt(font_saying({})) == []


@pytest.mark.parametrize("said", ["0020", "", "00200020", "0078"])
def test_a_glyph_that_is_said_to_be_blank_or_another_letter_proves_nothing(said: str) -> None:
    assert in_doubt(font_saying({"W": said})) == [1]


def drawn(operators: str) -> bytes:
    """A typed page with strokes."""
    return leaky.page(lambda _pdf, _leaf: operators.encode())


def test_a_signature_in_ink_waits_for_a_person() -> None:
    """Nobody searches strokes: the hand of a witness is as good as her name."""
    assert in_doubt(drawn(signature((100, 300), "Ceshi Weiming"))) == [1]


def test_a_line_of_many_short_steps_waits_for_a_person() -> None:
    """A tablet stores a signature as points."""
    steps = " ".join(f"{100 + 2 * at} {300 + (at * 7) % 13} l" for at in range(40))
    assert in_doubt(drawn(f"100 300 m {steps} S")) == [1]


def test_rules_and_circles_wait_for_nobody() -> None:
    """A form has boxes, a table has rules, a list has round marks."""
    curve = "120 311 111 320 100 320 c"
    circle = f"120 300 m {curve} 89 320 80 311 80 300 c 80 289 89 280 100 280 c 111 280 120 289 120 300 c S\n"
    rules = "".join(f"72 {at * 12} 400 12 re S\n" for at in range(3, 60))
    assert in_doubt(drawn(circle * 20 + rules)) == []


@pytest.mark.parametrize(
    "written", ["[thai character lo ling][thai character no nu]", "[hebrew letter lamed][hebrew letter yod]"]
)
def test_text_in_a_script_that_is_not_searched_waits_for_a_person(written: str) -> None:
    """Its letters are set by their names where no font has them, and a reader puts the name together."""
    page = leaky.page(lambda _pdf, _leaf: f"BT /F1 8 Tf 72 600 Td ({written}) Tj ET".encode())
    assert in_doubt(page) == [1]

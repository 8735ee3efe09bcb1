from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from casebook.base.errors import DamagedSource
from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.evidence.transcript import is_recording
from casebook.services.dossier.bundle import bundle_from_spec
from casebook.services.dossier.compose import compose
from casebook.services.dossier.placeholder import placeholder, stood_in
from tests.pdf.corpus import exhibit, locked, typed
from tests.services.dossier.sections.test_sections import dossier_data, text

pytestmark = pytest.mark.confined  # what the worker makes of files is shown here

SPEC = """
title = "Hearing bundle"
dividers = false
[[section]]
title = "All"
[[section.item]]
file = "statement.pdf"
title = "Statement"
[[section.item]]
file = "call.mp3"
title = "Call of 3 March"
mark = "7"
placeholder = true
"""


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", " ")


def test_a_page_says_what_was_left_out_and_why() -> None:
    stand_in = placeholder(
        exhibit(b"", mark="7", media_type="audio/mpeg", title="Call"),
        "A4",
        Translator("en"),
        (3_400_000, "ab" * 32),
    )
    assert stand_in.is_placeholder
    with stand_in.open() as page:
        text = text_of(page.read())
    assert "Exhibit 7: Call" in text
    assert "recording" in text
    assert "audio/mpeg, 3.4 MB" in text
    assert "ab" * 32 in text.replace(" ", "")


@pytest.mark.parametrize(
    ("kind", "sounds"), [("audio/ogg", True), ("video/mp4", True), ("application/pdf", False)]
)
def test_recordings_are_told_by_their_kind(kind: str, *, sounds: bool) -> None:
    assert is_recording(kind) is sounds


@pytest.mark.parametrize("language", ["fr", "es", "de", "el", "zh-Hans", "zh-Hant"])
def test_the_page_can_be_set_in_the_language_of_the_dossier(language: str) -> None:
    stand_in = placeholder(exhibit(b""), "Letter", Translator(language), (5, "ab" * 32))
    assert stand_in.open().read().startswith(b"%PDF-")


def test_a_file_that_cannot_be_shown_has_a_page_in_a_bundle(tmp_path: Path) -> None:
    (tmp_path / "SPEC.toml").write_text(SPEC, encoding="utf-8")
    (tmp_path / "statement.pdf").write_bytes(typed(2))
    kinds = {b"ID3\x04sound": "audio/mpeg", locked(user="secret"): "application/pdf"}
    kinds |= {typed()[:500]: "application/pdf", b"": ""}
    for unshown, kind in kinds.items():
        (tmp_path / "call.mp3").write_bytes(unshown)
        report = bundle_from_spec(tmp_path / "SPEC.toml", tmp_path / "out.pdf")
        assert report.pages == 2 + 2 - 1 + 1
        text = text_of((tmp_path / "out.pdf").read_bytes())
        assert ("is left out" in text) or ("is a recording" in text)
        assert "as received: ," not in text
        assert "0.0 MB" not in text
        assert kind in text
        assert not [problem for problem in report.problems if problem.is_blocking]
    (tmp_path / "SPEC.toml").write_text(SPEC.replace("placeholder = true", ""), encoding="utf-8")
    (tmp_path / "out.pdf").unlink()
    with pytest.raises(DamagedSource, match=r"call\.mp3"):
        bundle_from_spec(tmp_path / "SPEC.toml", tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()
    report = bundle_from_spec(tmp_path / "SPEC.toml", tmp_path / "out.pdf", leaves_out=True)
    text = text_of((tmp_path / "out.pdf").read_bytes())
    assert "Exhibit 7: Call of 3 March" in text
    assert "Statement, sheet 2" in text
    assert [problem.check for problem in report.problems].count("placeholder") == 1


def test_all_faulty_files_are_left_out_at_once_each_for_its_reason(tmp_path: Path) -> None:
    faulty = {"a": b"", "b": locked(user="secret"), "c": typed()[:500]}
    spec = 'title = "Bundle"\ndividers = false\n[[section]]\ntitle = "All"\n'
    for name, data in {**faulty, "d": typed()}.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
        spec += f'[[section.item]]\nfile = "{name}.pdf"\ntitle = "Paper {name}"\n'
    (tmp_path / "SPEC.toml").write_text(spec, encoding="utf-8")
    with pytest.raises(DamagedSource) as error:
        bundle_from_spec(tmp_path / "SPEC.toml", tmp_path / "out.pdf")
    assert list(error.value.faults_of("1234")) == ["1", "2", "3"]
    assert not {"key", "every"} & {name for name, _ in error.value.title.values}
    report = bundle_from_spec(tmp_path / "SPEC.toml", tmp_path / "out.pdf", leaves_out=True)
    assert [problem.check for problem in report.problems].count("placeholder") == len(faulty)
    text = text_of((tmp_path / "out.pdf").read_bytes())
    reasons = ("the file is empty", "protected by a password", "damaged or incomplete")
    assert [text.count(reason) for reason in reasons] == [1, 1, 1]


@pytest.mark.parametrize(("language", "left_out"), [("en", "exhibit 1 [not in this copy]"), ("zh-Hans", "")])
def test_a_text_cites_no_page_of_an_exhibit_that_was_left_out(language: str, left_out: str) -> None:
    written = Section(id="w", kind="free-text", text="Read [[1 p.3]], ([[1 p.2]]; [[1 p.3]]) and [[1]]. End.")
    known = replace(dossier_data(), words=Translator(language))
    known = replace(known, dossier=replace(known.dossier, sections=(written,)))
    whole = compose(known, lambda _: io.BytesIO())
    (paragraph,) = stood_in(known, whole, frozenset({"d1"})).parts[0].blocks
    assert isinstance(paragraph, TextParagraph)
    said = text(paragraph.line)
    named = left_out or known.words("exhibit {mark} [not in this copy]", mark="1")
    assert said == f"Read {named}, ({named}) and {named}. End."
    (kept,) = stood_in(known, whole, frozenset()).parts[0].blocks
    assert isinstance(kept, TextParagraph)
    assert "{page}" in text(kept.line)

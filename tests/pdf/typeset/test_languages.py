"""A bundle in each language of a dossier: its fixed texts, and its checks, which read numbers in all."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pikepdf import Pdf

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import DossierPart, Heading, ReferenceTarget, Span, TextParagraph
from casebook.pdf.bundle.checked_bundle import build_checked_bundle
from tests.pdf.corpus import bookmarked, composition, exhibit, linked
from tests.pdf.read import bookmarks, texts

INDEX = {
    "en": "Index",
    "fr": "Table des matières",
    "es": "Índice",
    "de": "Inhaltsverzeichnis",
    "el": "Ευρετήριο",
    "zh-Hans": "目录",
    "zh-Hant": "目錄",
}


@pytest.mark.parametrize("language", INDEX)
def test_a_bundle_is_whole_in_every_language(language: str, tmp_path: Path) -> None:
    words = Translator(language)
    line = (
        Span(
            words("exhibit {mark}, p. ", mark="A") + "{page}", to=ReferenceTarget(anchor="exhibit:a", page=3)
        ),
    )
    part = DossierPart(
        title=words("Statement of the case"),
        anchor="part:1",
        blocks=(
            Heading(text=words("The person"), anchor="person"),
            TextParagraph(line=line, is_numbered=True),
        ),
    )
    exhibits = (
        exhibit(linked("One"), "a", dated=words.format_date(date(2026, 3, 2))),
        exhibit(bookmarked(), "b"),
    )
    whole = replace(composition(*exhibits, parts=(part,)), language=language)
    out = io.BytesIO()
    bundle = build_checked_bundle(whole, out)
    assert not [problem for problem in bundle.problems if problem.is_blocking]
    path = tmp_path / "bundle.pdf"
    path.write_bytes(out.getvalue())
    page_texts = texts(path)
    assert INDEX[language] in page_texts[1].replace(" ", "" if language.startswith("zh") else " ")
    assert words("Statement of the case") in page_texts[2]
    assert f"{bundle.items[0].first_page + 3}" in page_texts[2]
    with Pdf.open(path) as pdf:
        assert pdf.Root.Lang == language
        marks = [(title, to.page) for _, title, to in bookmarks(pdf)]
    assert (words("{title}, page {page}", title=INDEX[language], page=2), 2) in marks

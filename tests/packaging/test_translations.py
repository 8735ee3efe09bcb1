"""The catalogues: every text of the window is in them, in every language, with the same braces."""

from __future__ import annotations

import ast
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "translations.py"))
LANGUAGES: tuple[str, ...] = SCRIPT["LANGUAGES"]
BRACES = re.compile(r"\{\w*\}")
LETTERS = re.compile(r"[^\W\d_]")
CHINESE = re.compile(r"[\u3400-\u9fff]")
HANS_ONLY = frozenset("国际护证据举约书们这个关开务动从员请")
"""Characters that stand in no traditional text."""


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """One catalogue as it is kept."""
    with (ROOT / "resources" / "translations" / f"{request.param}.po").open("rb") as file:
        return read_po(file, locale=request.param)


@pytest.fixture(scope="module")
def program_texts() -> set[tuple[str, ...]]:
    """Every text of the program that is to be translated, with its plural where it has one."""
    return set(SCRIPT["messages"]())


def _texts(message: Message) -> list[tuple[str, str]]:
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return [(ids[-1], string) for string in strings]


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_every_text_of_the_program_is_in_the_catalogue_and_no_other(
    catalogue: Catalog, program_texts: set[tuple[str, ...]]
) -> None:
    kept = {(each.id,) if isinstance(each.id, str) else tuple(each.id) for each in _messages(catalogue)}
    assert kept == program_texts, "run make translations, then translate what is new"


def test_every_text_is_translated(catalogue: Catalog) -> None:
    left = [
        text for each in _messages(catalogue) for text, translation in _texts(each) if not translation.strip()
    ]
    assert not left, left


def test_what_is_filled_in_stands_in_the_translation_too(catalogue: Catalog) -> None:
    for each in _messages(catalogue):
        for text, translation in _texts(each):
            assert sorted(BRACES.findall(translation)) == sorted(BRACES.findall(text)), text


def test_what_a_catalogue_says_is_chinese(catalogue: Catalog) -> None:
    for each in _messages(catalogue):
        for text, translation in _texts(each):
            assert (
                CHINESE.search(translation)
                or not LETTERS.search(BRACES.sub("", translation))
                or translation == text
            ), text


def test_traditional_chinese_has_no_simplified_character() -> None:
    with (ROOT / "resources" / "translations" / "zh_Hant.po").open("rb") as file:
        for each in _messages(read_po(file, locale="zh_Hant")):
            for _, translation in _texts(each):
                assert not HANS_ONLY.intersection(translation), translation


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_compiled_from_what_is_kept(language: str) -> None:
    folder = ROOT / "resources" / "translations"
    with (folder / f"{language}.po").open("rb") as file:
        made = SCRIPT["compiled"](read_po(file, locale=language))
    assert _entries(made) == _entries((folder / f"{language}.mo").read_bytes())


def _entries(compiled: bytes) -> dict[str, Any]:
    from gettext import GNUTranslations
    from io import BytesIO

    translations: dict[str, Any] = GNUTranslations(BytesIO(compiled))._catalog  # type: ignore[attr-defined]
    return {text: string for text, string in translations.items() if text}


DOSSIER_LANGUAGES: tuple[str, ...] = SCRIPT["DOSSIER_LANGUAGES"]


@pytest.fixture(params=DOSSIER_LANGUAGES)
def printed(request: pytest.FixtureRequest) -> Catalog:
    """A catalogue of what dossiers print, as it is kept."""
    with (ROOT / "resources" / "translations" / f"{request.param}.po").open("rb") as file:
        return read_po(file, locale=request.param)


def test_the_headings_of_a_dossier_are_in_every_language(printed: Catalog) -> None:
    from casebook.services.dossier.compose import TITLES

    fixed = (
        "Index",
        "Exhibit",
        "Document",
        "Date",
        "Page",
        "{title}, page {page}",
        "exhibit {mark}, page {page}",
    )
    for text in (*TITLES.values(), *fixed):
        message = printed.get(text)
        assert message is not None, text
        assert message.string, text


def test_what_is_filled_in_stands_in_printed_texts_too(printed: Catalog) -> None:
    for each in _messages(printed):
        for text, translation in _texts(each):
            assert not translation or sorted(BRACES.findall(translation)) == sorted(BRACES.findall(text)), (
                text
            )


@pytest.mark.parametrize("language", DOSSIER_LANGUAGES)
def test_what_a_dossier_reads_is_compiled_from_what_is_kept(language: str) -> None:
    folder = ROOT / "resources" / "translations"
    with (folder / f"{language}.po").open("rb") as file:
        made = SCRIPT["compiled"](read_po(file, locale=language))
    assert _entries(made) == _entries((folder / f"{language}.mo").read_bytes())


def test_what_is_counted_is_written_where_it_is_handed_over() -> None:
    """A text kept in a name would be missing from the catalogues and stay English without a word."""
    locations = []
    for path in (ROOT / "casebook").rglob("*.py"):
        name = path.relative_to(ROOT / "casebook").as_posix()
        for call in (
            node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
        ):
            is_count = isinstance(call.func, ast.Attribute) and call.func.attr == "count"
            if name in SCRIPT["TABLES"] or not is_count or not ast.unparse(call.func).endswith("words.count"):
                continue
            locations += [
                f"{name}:{call.lineno}" for part in call.args[:2] if not isinstance(part, ast.Constant)
            ]
    assert locations == []

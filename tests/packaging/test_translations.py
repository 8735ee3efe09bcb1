"""The catalogues: every text of the window is in them, in every language, with the same braces."""

from __future__ import annotations

import ast
import os
import re
import shutil
from gettext import GNUTranslations
from pathlib import Path

import catalogues
import pytest
import translations
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError
from translations import DOSSIER_LANGUAGES, LANGUAGES

BRACES = re.compile(r"\{\w*\}")
LETTERS = re.compile(r"[^\W\d_]")
CHINESE = re.compile(r"[\u3400-\u9fff]")
HANS_ONLY = frozenset("国际护证据举约书们这个关开务动从员请")
"""Characters that stand in no traditional text."""


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """One catalogue as it is kept."""
    return catalogues.read(catalogues.FOLDER / f"{request.param}.po")


@pytest.fixture(scope="module")
def program_texts() -> set[tuple[str, ...]]:
    """Every text of the program that is to be translated, with its plural where it has one."""
    return set(translations.messages())


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


def test_the_first_entry_of_a_filter_is_put_as_the_glossary_puts_it(catalogue: Catalog) -> None:
    """In both Chinese languages it is 全部……, in each list."""
    entries = {
        str(text.id): str(text.string) for text in catalogue if re.fullmatch(r"All [^.]*", str(text.id))
    }
    assert entries
    assert {english: shown for english, shown in entries.items() if "全部" not in shown} == {}


def test_traditional_chinese_has_no_simplified_character() -> None:
    for each in _messages(catalogues.read(catalogues.FOLDER / "zh_Hant.po")):
        for _, translation in _texts(each):
            assert not HANS_ONLY.intersection(translation), translation


def test_traditional_chinese_quotes_with_its_own_marks() -> None:
    for each in _messages(catalogues.read(catalogues.FOLDER / "zh_Hant.po")):
        for _, translation in _texts(each):
            assert not {"“", "”"}.intersection(translation), translation


@pytest.fixture(params=DOSSIER_LANGUAGES)
def printed(request: pytest.FixtureRequest) -> Catalog:
    """A catalogue of what dossiers print, as it is kept."""
    return catalogues.read(catalogues.FOLDER / f"{request.param}.po")


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


def test_every_catalogue_is_compiled_as_it_is_kept() -> None:
    for path in sorted(catalogues.FOLDER.glob("*.po")):
        with path.with_suffix(".mo").open("rb") as file:
            read = GNUTranslations(file)
        for message in _messages(catalogues.read(path)):
            assert not isinstance(message.id, str) or read.gettext(message.id) == (
                message.string or message.id
            )


def test_only_what_is_older_than_its_catalogue_is_compiled(tmp_path: Path) -> None:
    shutil.copy(catalogues.FOLDER / "fr.po", tmp_path)
    assert [path.name for path in catalogues.compile_stale(tmp_path)] == ["fr.mo"]
    assert catalogues.compile_stale(tmp_path) == []
    older = (tmp_path / "fr.po").stat().st_mtime_ns - 1
    os.utime(tmp_path / "fr.mo", ns=(older, older))
    assert [path.name for path in catalogues.compile_stale(tmp_path)] == ["fr.mo"]


def test_a_broken_catalogue_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fr.po").write_text("what is this\n", encoding="utf-8")
    with pytest.raises(PoFileError):
        catalogues.compile_stale(tmp_path)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('words("Index")', [("Index",)]),
        ('self._words("One" if is_one else "Many")', [("One",), ("Many",)]),
        ('words.count("{number} page", "{number} pages", n)', [("{number} page", "{number} pages")]),
        ('Message("There is no {noun}.", noun=noun)', [("There is no {noun}.",)]),
        ('Message.plural("{number} page", "{number} pages", n)', [("{number} page", "{number} pages")]),
        ('gettext_noop("day {value}")', [("day {value}",)]),
        ('ngettext_noop("a mark", "{number} marks")', [("a mark", "{number} marks")]),
        ('InvalidInput("It is empty.", field="x", remedy="Fill it.")', [("It is empty.",), ("Fill it.",)]),
        ("Message(title)", []),
        ('print("nothing")', []),
    ],
)
def test_a_text_is_found_where_it_is_handed_over_literally(code: str, texts: list[tuple[str, ...]]) -> None:
    called = translations._calls(ast.parse(code))
    calls = [*translations._translated(called), *translations._deferred(called)]
    assert [found for call in calls for found in translations._literals(call)] == texts


@pytest.mark.parametrize(
    "code",
    [
        'words(f"{count} pages")',
        'Message("There is no " + noun)',
        'InvalidInput(f"There is no {noun}.")',
        'Refused("No.", remedy="Ask {}.".format(who))',
        'Message("; ".join(parts))',
    ],
)
def test_a_text_that_is_put_together_is_noticed(code: str) -> None:
    called = translations._calls(ast.parse(code))
    calls = [*translations._translated(called), *translations._deferred(called)]
    assert [part for call in calls for part in translations._put_together(call)]


def test_no_text_is_put_together_where_it_is_handed_over() -> None:
    """In the command line and in packs too, whose texts stay in English."""
    strange = [
        f"{name}:{part.lineno}"
        for name, called in translations._modules()
        for call in translations._deferred(called)
        for part in translations._put_together(call)
    ]
    assert strange == []

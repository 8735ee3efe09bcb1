from __future__ import annotations

import pytest
from pikepdf import Pdf

from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.text_hit import NAMED_OPENLY
from casebook.pdf.redact.redaction_leaks import LeakExaminer, ListedLeft, NamesLeft, listed_rows
from casebook.pdf.redact.residual_text import SeenPage


@pytest.mark.parametrize(
    ("text_under", "quotation", "pages"),
    [
        ("12 Elm Street", "He lived at 12 ELM\nStreet then.", [1]),
        ("Elm", "Elm trees", []),
        ("明月路9号", "住在明月路９号。", [1]),
        ("路", "一条路", []),
        ("passport E0001234 of the person who came to us then", "Passport E0001234.", [1]),
        ("he came to us in the night with his brother", "She came to us in the morning.", []),
        ("he came to us in the night with his brother", "“came to us in the night”", [1]),
        ("bake", "the bakery", []),
    ],
)
def test_what_is_covered_is_found_as_it_is_quoted(text_under: str, quotation: str, pages: list[int]) -> None:
    looking = LeakExaminer(lambda: {"e5": [text_under]}, {"e5": "5"})
    with Pdf.new() as whole:
        look = looking.open(whole)
    looking.take(0, look(0, None, None, quotation))
    assert looking.pages.get("e5", []) == pages
    assert [problem.page for problem in looking.problems] == pages
    assert all("Exhibit 5: " in str(problem.what) for problem in looking.problems)
    assert all(text_under not in str(problem.what) for problem in looking.problems)


def test_an_area_covers_the_whole_of_a_word_it_touches_and_parts_its_lines() -> None:
    text = "Ask Lin\nat nine"
    edges = [
        (10.0 * at, 20.0 * row, 10.0 * at + 10, 20.0 * row + 15)
        for row, line in enumerate(text.split("\n"))
        for at in range(len(line) + 1)
    ][: len(text)]
    edges[text.index("\n")] = (0.0, 0.0, 0.0, 0.0)
    page = SeenPage(text, edges, 100, 100)
    assert list(page.text_under([(45, 0, 75, 18)])) == ["Lin"]
    assert list(page.text_under([(0, 0, 80, 40)])) == ["Ask Lin", "at nine"]


@pytest.mark.parametrize(
    ("text_under", "text", "is_left"),
    [
        ("told Ceshi Weiming of it", "FIELD CESHI  Weiming", True),
        ("told Ceshi Weiming of it", "told another of it", False),
        ("told somebody of it", "Ceshi Weiming", False),
    ],
)
def test_a_name_an_area_covers_must_stand_on_no_page(text_under: str, text: str, *, is_left: bool) -> None:
    names = NameReplacer([Hidden(form="Ceshi Weiming", label="")])
    looking = NamesLeft(names.find, lambda: {"5": [text_under]})
    with Pdf.new() as whole:
        look = looking.open(whole)
    looking.take(0, look(0, None, None, text))
    assert looking.found == ([(1, {"name"})] if is_left else [])


def test_a_client_named_openly_and_a_family_name_they_share_are_no_leak() -> None:
    names = NameReplacer(
        [Hidden(form="Ceshi Weiming", label=NAMED_OPENLY), Hidden(form="Ceshi Danning", label="")]
    )
    looking = NamesLeft(names.find, lambda: {"5": ["Statement of Ceshi Weiming", "told Ceshi Danning"]})
    with Pdf.new() as whole:
        look = looking.open(whole)
    looking.take(0, look(0, None, None, "Ceshi Weiming, born in Yunlan"))
    looking.take(1, look(1, None, None, "Ask Ceshi Danning"))
    assert looking.found == [(2, {"name"})]


@pytest.mark.parametrize(
    ("page", "key", "is_left"),
    [
        ("told Person C of it; asked Danning why", "5", True),
        ("told\r\nCESHI  Weiming of it", "5", True),
        ("told Ceshi Weiming of it", "6", False),
        ("told Person C of it; asked Person D why", "5", False),
        ("said that Danning was away", "5", False),
    ],
)
def test_what_was_listed_as_replaced_must_not_stay(page: str, key: str, *, is_left: bool) -> None:
    forms = (("Ceshi Weiming", "Person C"), ("Danning", "Person D"))
    names = NameReplacer(Hidden(form=form, label=label) for form, label in forms)
    text = "told Ceshi Weiming of it; asked Danning why"
    rows = listed_rows(Hiding(pseudonyms=names, listed={"5": (("5:1", text),)}))
    looking = ListedLeft(lambda: rows, lambda _: key)
    with Pdf.new() as whole:
        look = looking.open(whole)
    looking.take(0, look(0, None, None, page))
    assert looking.found == ([(1, {"name"})] if is_left else [])

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer

NAMES = (
    "Ceshi Weiming",
    "测试伟明",
    "測試偉明",
    "Cèshì Wěimíng",
    "Adil Tömür",
    "ئادىل تۆمۈر",
    "阿迪力·托木尔江",
    "ཚེ་རིང་",
)
NUMBER = Hidden(form="E1234567", label="[number]", is_name=False)
PSEUDONYMISER = NameReplacer([*(Hidden(form=name, label="Person A") for name in NAMES), NUMBER])


@pytest.mark.parametrize(
    "written",
    [
        "Ceshi Weiming",
        "CESHI WEIMING",
        "Weiming Ceshi",
        "Ceshi, Weiming",
        "Ceshi Wei-ming",
        "CESHI WEI MING",
        "Ceshi\nWeiming",
        "Mr Ceshi",
        "Weiming",
        "Cèshì Wěimíng",
        "Ce\u0300shi\u0300",
        "测试伟明",
        "测 试 伟 明",
        "測試偉明",
        "试伟明",
        "测先生",
        "Adil Tomur",
        "TÖMÜR",
        "ئادىل",
        "阿迪力·托木尔江",
        "阿迪力托木尔江",
        "ཚེ་རིང་",
        "ཚེ་རིང",
        "E1234567",
        "e1234567",
    ],
)
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    pseudonymised = PSEUDONYMISER.apply(f"The witness {written} was there.")
    assert not PSEUDONYMISER.hides(pseudonymised)
    assert written not in pseudonymised
    assert pseudonymised.endswith(" was there.")


@pytest.mark.parametrize(
    "innocent", ["The ceshire road", "a weimingly thing", "测量", "12345678", "Tomurov", "", "the madil"]
)
def test_other_words_stay(innocent: str) -> None:
    assert PSEUDONYMISER.apply(innocent) == innocent


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("Ceshi Weiming (测试伟明) left", "Person A left"),
        ("测试伟明（Ceshi Weiming）", "Person A"),
        ("Ceshi Weiming (as 测试伟明) left", "Person A left"),
    ],
)
def test_another_spelling_in_brackets_goes_with_the_name(text: str, copied: str) -> None:
    assert PSEUDONYMISER.apply(text) == copied


def test_the_longest_name_at_a_place_gets_one_label() -> None:
    assert PSEUDONYMISER.apply("Ceshi Weiming and Weiming") == "Person A and Person A"


@pytest.mark.parametrize(
    ("said", "pseudonymised"),
    [
        ("printed in Hong Kong", "printed in Hong Kong"),
        ("HONG \r\nKONG and Hong Kongers", "HONG \r\nKONG and Hong Kongers"),
        ("Hong of Hong Kong", "Person D of Hong Kong"),
        ("Wei Hong Kong", "Person D Kong"),
        ("Mr Hong Kong", "Mr Person D Kong"),
        ("Hong, Kong", "Person D, Kong"),
        ("Hong Kongwei", "Person D Kongwei"),
    ],
)
def test_a_place_stands_though_a_name_has_one_of_its_words(said: str, pseudonymised: str) -> None:
    pseudonyms = NameReplacer([Hidden(form="Hong Wei", label="Person D")])
    assert pseudonyms.apply(said) == pseudonymised
    assert not pseudonyms.hides(pseudonymised)


def test_a_place_is_hidden_where_its_words_are_names_together() -> None:
    assert NameReplacer([Hidden(form="Kong Hong", label="Person D")]).apply("Hong Kong") == "Person D"
    both = NameReplacer([Hidden(form="Hong Wei", label="A"), Hidden(form="Kong Min", label="B")])
    assert both.apply("Hong Kong") == "A B"


def test_places_are_told_in_the_text_as_it_is() -> None:
    text = "Frau Cèshì sagt"
    (hit,) = PSEUDONYMISER.find(text)
    assert text[hit.start : hit.end] == "Cèshì"


@given(st.text(), st.sampled_from(NAMES), st.text())
def test_a_name_is_found_between_any_words(before: str, name: str, after: str) -> None:
    assert PSEUDONYMISER.hides(f"{before} {name} {after}")


@given(st.text())
def test_covering_leaves_nothing_to_find(text: str) -> None:
    assert not PSEUDONYMISER.hides(PSEUDONYMISER.apply(text))


@pytest.mark.parametrize(
    ("number", "said", "copied"),
    [
        (
            "A-1",
            "A.1 Chronology, A.2, A1, A 1, A-1-2, A-12, BA-1",
            "A.1 Chronology, A.2, A1, A 1, A-1-2, A-12, BA-1",
        ),
        ("A-1", "see A-1. And a-1; (A\u20111)", "see N. And N; (N)"),
        ("7", "page 7", "page 7"),
        ("1/26", "1.26, 1 of 26, 11/26/2026", "1.26, 1 of 26, 11/26/2026"),
        ("CO/1234/2026", "CO-1234-2026, CO 1234/2026, CO.1234.2026", "N, N, CO.1234.2026"),
        ("A.1234", "A.1234, A-1234", "N, N"),
    ],
)
def test_a_case_number_is_found_with_its_own_separators(number: str, said: str, copied: str) -> None:
    hidden = Hidden(form=number, label="N", is_name=False, kind="case-number")
    assert NameReplacer([hidden]).apply(said) == copied


def test_a_heading_with_a_short_case_number_refuses_no_copy() -> None:
    """A heading "A.1" of the program bears the reference of the case "A.1"; it refuses no copy."""
    for number in ("A-1", "A.1"):
        replacer = NameReplacer([Hidden(form=number, label="N", is_name=False, kind="case-number")])
        assert not replacer.hides("A.1 Chronology\nExhibit A-1\nsee exhibit A.1")
        assert replacer.hides(f"as decided in {number}, the appeal")
    assert NameReplacer([Hidden(form="A-1234", label="N", is_name=False, kind="case-number")]).hides("A-1234")


@pytest.mark.parametrize(
    ("said", "is_hidden"),
    [
        ("The police made Person W to come", False),
        ("Person T May rain", False),
        ("I saw W. To there", True),
        ("Person W. To Wingyan came", True),
        ("Person W To Wingyan came", True),
    ],
)
def test_a_letter_of_a_label_is_nobodys_initial(said: str, *, is_hidden: bool) -> None:
    initials = (
        Hidden(form=form, label="Person X", is_name=False, kind="initials") for form in ("W. To", "T. May")
    )
    whole = Hidden(form="To Wingyan", label="Person X", ordinary=frozenset({"to"}))
    others = (Hidden(form=f"{letter}eshi Weiming", label=f"Person {letter}") for letter in "WT")
    assert NameReplacer([*initials, whole, *others]).hides(said) is is_hidden


def test_a_sheet_keeps_its_cells_and_a_word_is_a_name_by_those_beside_it() -> None:
    names = [Hidden(form="Sun Guifang", label="Person C", ordinary=frozenset({"sun"}))]
    said = "Name\tID\nSun\t88901\nSun\tGuifang\t3\nthe sun\t4"
    assert NameReplacer(names).apply(said) == "Name\tID\nPerson C\t88901\nPerson C\t\t3\nthe sun\t4"


def test_a_cell_of_a_sheet_is_also_searched_by_itself() -> None:
    pair = NameReplacer([Hidden(form="TL", label="Person L", is_name=False, kind="initials")])
    assert pair.apply("Name\tPlace\nTL\tRome") == "Name\tPlace\nPerson L\tRome"
    assert not pair.find("TL was in Rome")


def test_a_label_that_speaks_of_birth_makes_no_figure_beside_it_a_day() -> None:
    day = Hidden(form="", label="[date]", is_name=False, kind="birth-date", shape="partial-day")
    place = Hidden(form="Qingzhou", label="[place of birth]", is_name=False, kind="birth-place")
    replacer = NameReplacer([day, place])
    said = "The prison of Qingzhou has 1.7 m2 for each"
    assert replacer.apply(replacer.apply(said)) == "The prison of [place of birth] has 1.7 m2 for each"
    assert replacer.apply("born in [place of birth] on 1.7") == "born in [place of birth] on [date]"


def test_a_word_of_kinship_in_the_next_cell_makes_no_name_of_an_address() -> None:
    name = Hidden(form="梅妹", label="Person D", is_name=False, shape="nickname")
    assert NameReplacer([name]).apply("赵晓梅,妹妹；梅妹来了") == "赵晓梅,妹妹；Person D来了"

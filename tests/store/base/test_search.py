from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.evidence.document import DocumentText
from casebook.domain.person.person import Person
from casebook.store.base import search
from casebook.store.store import Store
from tests.stubs import bare

PERSON = Person(
    id="p1",
    names=(
        Name(text="Wén Shūyǔn", script="Latn", romanisation="pinyin"),
        Name(text="文舒允", script="Hans"),
        Name(text="歐陽書允", script="Hant", kind="former"),
        Name(text="ئايگۈل سەمەت", script="Arab"),
        Name(text="བསོད་ནམས", script="Tibt"),
        Name(text="Айгүл", script="Cyrl"),
    ),
)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write("person.add") as transaction:
        transaction.add(PERSON)
        transaction.add(bare(Case, id="c1", reference="R-1"))
        transaction.add(
            DocumentText(
                id="d1", case_id="c1", title="Notice", pages=("nothing here", "被告人文舒允在喀什被捕")
            )
        )
    return store


@pytest.mark.parametrize(
    "query",
    [
        "舒允",  # two characters inside a longer name
        "文舒",
        "书允",  # simplified, found in the traditional name
        "歐陽",
        "shuyun",  # pinyin without tones, given name together
        "shu yun",
        "wenshuyun",
        "SHŪYǓN",
        "shuy",  # a beginning
        "ouyang",
        "ئايگۈل",
        "བསོད་ནམས",
        "айгүл",
    ],
)
def test_a_person_is_found_by_any_form(filled: Store, query: str) -> None:
    with filled.reading() as connection:
        assert ("person", "p1") in {(hit.noun, hit.id) for hit in search.find(connection, query)}


def test_an_index_is_prepared_before_anything_stands_in_it(store: Store) -> None:
    with store.reading() as connection:
        search.prepare(connection)
        assert search.find(connection, "zz") == []


def test_an_index_that_was_prepared_finds_the_same(filled: Store) -> None:
    with filled.reading() as connection:
        before = search.find(connection, "wen shuyun")
        search.prepare(connection)
        assert [hit.id for hit in search.find(connection, "wen shuyun")] == [hit.id for hit in before] != []


def test_a_page_of_a_document_is_found_with_its_number(filled: Store) -> None:
    with filled.reading() as connection:
        (hit,) = search.find(connection, "喀什")
    assert (hit.noun, hit.id, hit.page, hit.title, hit.case_id) == ("document", "d1", 2, "Notice", "c1")
    assert "在喀什被捕" in hit.snippet


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u00ad\n"])
def test_a_word_with_signs_that_are_not_shown_is_found(store: Store, unseen: str) -> None:
    page = f"{'The hearing is adjourned. ' * 5}The extra{unseen}dition was refused."
    with store.write("document.add") as transaction:
        transaction.add(bare(Case, id="c1", reference="R-1"))
        transaction.add(DocumentText(id="d1", case_id="c1", title="Notice", pages=(page,)))
    with store.reading() as connection:
        (hit,) = search.find(connection, "extradition")
    assert "refused" in hit.snippet


@pytest.mark.parametrize("query", ["", "  ", '"', "* OR", "舒文", "NEAR(", "王", "-"])
def test_odd_or_unmatched_queries_find_nothing_and_break_nothing(filled: Store, query: str) -> None:
    with filled.reading() as connection:
        assert search.find(connection, query) == []


def test_a_name_is_shown_as_it_was_given(filled: Store) -> None:
    with filled.reading() as connection:
        for query in ("欧阳", "歐陽", "书允"):
            (hit,) = search.find(connection, query)
            assert "歐陽書允" in hit.snippet
            assert "欧阳" not in hit.snippet


def test_old_words_are_forgotten(filled: Store) -> None:
    with filled.write("person.change") as transaction:
        transaction.replace(replace(PERSON, names=(Name(text="Other", script="Latn"),)))
    with filled.reading() as connection:
        assert [hit.noun for hit in search.find(connection, "舒允")] == ["document"]


@pytest.mark.parametrize("how", ["alone", "together"])
def test_other_words_of_one_of_the_same_name_are_found(filled: Store, how: str) -> None:
    names_before = _names_of(filled)
    for ethnicity in ("Invented people", "Another 部族"):
        with filled.write("person.change") as transaction:
            other = replace(PERSON, ethnicity=ethnicity)
            transaction.replace(other) if how == "alone" else transaction.replace_all([other])
    with filled.reading() as connection:
        for query in ("Another", "部族", "舒允", "shuyun", "айгүл"):
            assert "p1" in {hit.id for hit in search.find(connection, query)}, query
        assert search.find(connection, "Invented") == []
    assert _names_of(filled) == names_before, "what follows from names stays"
    with filled.write("person.change") as transaction:
        transaction.replace(replace(PERSON, names=PERSON.names[:1], ethnicity="Third"))
    with filled.reading() as connection:
        assert [hit.id for hit in search.find(connection, "Third")] == ["p1"]
        assert search.find(connection, "部族") == search.find(connection, "айгүл") == []


@pytest.mark.parametrize("is_left", [False, True])
def test_a_record_of_which_the_index_has_other_pages_is_indexed_anew(filled: Store, *, is_left: bool) -> None:
    with filled.write("index.change") as transaction:
        mine = search.SEARCHED.c.record_id == "p1"
        if is_left:
            transaction.connection.execute(update(search.SEARCHED).where(mine).values(page=7))
        else:
            search.forget(transaction.connection, "person", "p1")
    with filled.write("person.change") as transaction:
        transaction.replace(replace(PERSON, ethnicity="Invented people"))
    with filled.reading() as connection:
        for query in ("Invented", "shuyun"):
            assert [hit.id for hit in search.find(connection, query)] == ["p1"], query


def _names_of(store: Store) -> list[tuple[int, str]]:
    with store.reading() as connection:
        rows = connection.execute(select(search.SEARCHED.c.id, search.SEARCHED.c.names).order_by("id"))
        return [(row.id, row.names) for row in rows]


def test_whoever_is_named_so_stands_before_what_only_speaks_of_them(filled: Store) -> None:
    with filled.write("document.add") as transaction:
        for number in range(6):
            pages = ("文舒",)
            transaction.add(DocumentText(id=f"e{number}", case_id="c1", title="文舒允", pages=pages))
    with filled.reading() as connection:
        assert search.find(connection, "文舒")[0].noun == "person"


@pytest.mark.parametrize("query", ["00001234", "1234"])
def test_a_number_filled_with_zeros_is_found_without_them(filled: Store, query: str) -> None:
    with filled.write("document.add") as transaction:
        transaction.add(DocumentText(id="d2", case_id="c1", title="List", pages=("Li 00001234, 007",)))
    with filled.reading() as connection:
        assert [hit.id for hit in search.find(connection, query)] == ["d2"]

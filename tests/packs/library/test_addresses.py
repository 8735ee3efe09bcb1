from __future__ import annotations

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.domain.base.date import StatedDate
from casebook.domain.base.entity import Entity
from casebook.domain.case.event import Event
from casebook.domain.library.topic import Topic
from casebook.packs.base.reading_log import ReadingLog
from casebook.packs.library.addresses import texts, uncitable, unmatched

LOG = ReadingLog(
    copies=("copies.example",),
    read_at={"sources": {"a": ("https://open.example/a",)}, "findings": {"b": ("https://shut.example/b",)}},
)


def topic(definition: str, *hooks: str) -> Entity:
    return Topic(id="t", title="A topic", definition=definition, hooks=hooks)


def test_texts_are_found_at_any_depth() -> None:
    event = Event(id="e", case_id="c", kind="other", title="Told", on=StatedDate(edtf="2016", words="then"))
    assert {("title", "Told"), ("edtf", "2016"), ("words", "then")} <= set(texts(event))


def test_a_site_of_copies_is_found_inside_a_text() -> None:
    (problem,) = uncitable([topic("Read on WWW.Copies.example.", "ECHR")], LOG, [])
    assert problem.where == "t · definition"


def test_a_word_that_merely_holds_the_name_is_no_copy() -> None:
    assert list(uncitable([topic("photocopies.example and copies.examples")], LOG, [])) == []


def test_an_address_of_a_reading_may_stand_where_it_is_the_one_to_cite() -> None:
    noun = topic("A definition", "https://open.example/a", "https://shut.example/b")
    assert [str(problem.what) for problem in uncitable([noun], LOG, ["https://open.example/a"])] == [
        "gives the address where it was read, not one to cite"
    ]


def test_a_line_of_the_log_without_its_entry_is_named() -> None:
    assert list(unmatched("findings", [topic("A definition")], LOG)) == [
        Problem(where="reading-log.toml · findings · b", what=Message("is no entry of the pack"))
    ]
    assert list(unmatched("topics", [], LOG)) == []

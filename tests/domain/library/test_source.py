from __future__ import annotations

from dataclasses import replace

from casebook.domain.base.date import StatedDate
from casebook.domain.library.source import Source, is_replaced, with_successors

OLD = Source(id="old", title="Code (2018)", author="A", body="B", type="legislation", csl_type="legislation")
NEW = replace(OLD, id="new", title="Code (2025)", issued=StatedDate(edtf="2025-06-01"), replaces="old")


def test_a_text_with_a_successor_says_so_wherever_it_is_cited() -> None:
    old, new = with_successors((OLD, NEW), (OLD, NEW))
    assert old.history == ("Since replaced by Code (2025), 1 June 2025.")
    assert (old.cite_use, is_replaced(old)) == ("with-history", True)
    assert (new, is_replaced(new)) == (NEW, False)


def test_what_a_pack_says_of_the_successor_stays() -> None:
    known = replace(OLD, history="Until May; replaced by the code of June.")
    (old,) = with_successors((known,), (NEW,))
    assert (old.history, old.cite_use) == (known.history, "with-history")


def test_a_decision_is_overtaken_and_never_replaced() -> None:
    assert not is_replaced(replace(OLD, type="judgment", csl_type="legal_case", history="replaced by X"))

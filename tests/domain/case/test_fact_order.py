"""Facts stand in the order of their days."""

from __future__ import annotations

from casebook.domain.base.date import StatedDate
from casebook.domain.case.fact import Fact
from casebook.domain.case.fact_order import in_order


def test_a_day_with_an_open_start_stands_where_it_ends() -> None:
    days = ("1985-03-12", "../2017-03", "2019-05-03", "2017-02")
    facts = [Fact(id=day, case_id="c", on=StatedDate(edtf=day), statement="x") for day in days]
    assert [fact.id for fact in in_order(facts, ())] == ["1985-03-12", "2017-02", "../2017-03", "2019-05-03"]

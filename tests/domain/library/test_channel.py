from __future__ import annotations

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.library.channel import MATRIX, channel_of, channels
from casebook.domain.library.instrument import (
    Act,
    ActBy,
    ActKind,
    ChinaParty,
    Instrument,
    InstrumentKind,
    InstrumentStatus,
    InstrumentTerms,
)


def act(kind: ActKind, on: str, by: ActBy = "parties", *, is_seen: bool = True) -> Act:
    return Act(kind=kind, on=StatedDate(edtf=on), by=by, is_seen=is_seen)


def treaty(
    id_: str,
    status: InstrumentStatus,
    *acts: Act,
    kind: InstrumentKind = "extradition-treaty",
    party: ChinaParty = "PRC",
    articles_read: str = "",
    is_seen: bool = True,
) -> Instrument:
    return Instrument(
        id=id_,
        kind=kind,
        title=id_,
        status=status,
        china_party=party,
        is_seen=is_seen,
        confidence="high",
        country="XX",
        acts=acts,
        terms=InstrumentTerms(articles_read=articles_read),
    )


def test_a_channel_without_findings_says_whether_it_was_looked_for() -> None:
    matrix = channels(())
    assert tuple(each.kind for each in matrix) == MATRIX
    compared = [each.kind for each in matrix if each.status == "none-found"]
    assert compared == ["extradition", "surrender-hong-kong"]
    assert {each.status for each in matrix if each.kind not in compared} == {"not-looked-for"}
    assert {each.since for each in matrix} == {None}


def test_a_suspension_of_both_sides_shows_both_and_since_the_first() -> None:
    (surrender,) = (
        channel
        for channel in channels(
            [
                treaty(
                    "a",
                    "suspended",
                    act("signed", "1993-11-15"),
                    act("suspended", "2020-07-28", "hong-kong"),
                    act("suspended", "2020-07-09", "partner", is_seen=False),
                    kind="surrender-agreement",
                    party="HKSAR",
                )
            ]
        )
        if channel.kind == "surrender-hong-kong"
    )
    assert [(each.by, each.on.edtf) for each in surrender.acts] == [
        ("hong-kong", "2020-07-28"),
        ("partner", "2020-07-09"),
    ]
    assert surrender.since == StatedDate(edtf="2020-07-09")
    assert not surrender.is_date_seen


def test_what_binds_most_says_how_the_channel_stands() -> None:
    old = treaty("old", "terminated", act("terminated", "2001"))
    new = treaty("new", "in-force", act("in-force", "2010-01-02"), articles_read="1, 2")
    extradition = channels([old, new])[0]
    assert (extradition.status, extradition.basis) == ("in-force", "text-read")
    assert extradition.instruments == (new, old)


@pytest.mark.parametrize("status", ["negotiating", "in-force"])
def test_a_day_nobody_knows_is_none(status: InstrumentStatus) -> None:
    extradition = channels([treaty("a", status, act("signed", "2018"), is_seen=False)])[0]
    assert (extradition.since, extradition.basis) == (None, "known")


def test_the_side_of_china_parts_the_channels() -> None:
    assert channel_of(treaty("a", "signed", kind="surrender-agreement", party="MACAU")) == "surrender-macau"
    assert channel_of(treaty("a", "signed", kind="mutual-legal-assistance")) == "legal-assistance"


def test_disagreement_is_told() -> None:
    from dataclasses import replace

    disputed_treaty = replace(treaty("a", "in-force"), conflict="One says 2020, another 2021.")
    assert channels([disputed_treaty])[0].conflicts == ("One says 2020, another 2021.",)

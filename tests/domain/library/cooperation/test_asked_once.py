"""No printed review asks what it answers itself, whatever the State."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casebook.domain.library.cooperation.open_question import before_parliament
from casebook.domain.library.cooperation.review import CooperationReview, InstrumentReview, printable
from casebook.domain.library.history import finds_nothing_later
from casebook.services.library.cooperation import review

CODES = tuple(row.id for row in review.rows())


def held(one: InstrumentReview, printed: CooperationReview) -> dict[str, bool]:
    """Return, by kind of question, whether the printed review holds its answer."""
    instrument = one.instrument
    acts = [act for act in instrument.acts if act.is_seen]
    read = {clause.subject for clause in printed.sheet.clauses_of(instrument.id)}
    in_force = [act for act in acts if act.kind == "in-force"]
    approved = [note for note in one.about("approval") if not note.leaves_open]
    return {
        "publication": instrument.published != "unknown",
        "unpublished": instrument.published != "no",
        "text": instrument.published == "yes" or {"nationality", "death-penalty"} <= read,
        "ending": bool(one.endings),
        "entry": any(act.on.is_exact for act in in_force),
        "ratification": bool(in_force),
        "approval": bool(before_parliament(instrument)) or bool(approved),
        "vote": bool(approved),
        "use": any(not note.leaves_open for note in one.about("use")),
        "not-seen": instrument.is_seen,
    }


def answered(printed: CooperationReview) -> Iterator[tuple[str, str]]:
    """Yield the questions that the review answers: the record and the kind."""
    by_id = {one.instrument.id: one for one in printed.instruments}
    channels = {state.kind: state for state in printed.sheet.channels}
    decisions = {one.id: one for one in printed.sheet.decisions}
    for asked in printed.questions:
        if asked.record_id in by_id and held(by_id[asked.record_id], printed).get(asked.kind):
            yield asked.record_id, asked.kind
        if asked.noun == "channel" and any(
            channels[kind].status != asked.kind or channels[kind].instruments
            for kind in channels
            if kind in asked.record_id.split()
        ):
            yield asked.record_id, asked.kind
        if asked.kind == "history" and asked.is_searched != finds_nothing_later(decisions[asked.record_id]):
            yield asked.record_id, asked.kind


@pytest.mark.parametrize("code", CODES)
def test_no_question_is_answered_by_its_own_review(code: str) -> None:
    assert list(answered(printable(review.review(code)))) == []


@pytest.mark.parametrize("code", CODES)
def test_every_instrument_has_a_row_at_a_glance(code: str) -> None:
    shown = printable(review.review(code))
    rows = dict(review.compared_channels([shown]))
    for one in shown.instruments:
        (state,) = rows[one.channel]
        assert state is not None
        assert one.instrument.id in {known.id for known in state.instruments}


def test_what_the_senate_was_given_is_asked_by_its_vote() -> None:
    asked = {one.kind: one for one in review.review("US").questions if one.record_id == "hk-us-surrender"}
    assert "approval" not in asked
    assert asked["vote"].detail == "Senate Treaty Doc. 105-3; Exec. Rept. 105-2"
    rests = {one.record_id: one.detail for one in review.review("IT").questions if one.kind == "ratification"}
    assert rests == {"prc-it-mla": "Law 64 of 29 April 2015"}


def test_what_was_looked_for_stands_apart_from_what_was_not() -> None:
    asked = {one.kind: one for one in review.review("CY").questions if one.noun == "channel"}
    assert asked["none-found"].record_id.split() == ["surrender-hong-kong"]
    assert asked["none-found"].is_read_on
    assert "police" in asked["not-looked-for"].record_id.split()
    assert not asked["not-looked-for"].is_read_on

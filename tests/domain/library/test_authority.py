from __future__ import annotations

from datetime import date, timedelta

from casebook.domain.library.authority import REVIEW_DAYS, is_stale, speaker_of, weight
from casebook.domain.library.source import Source

TODAY = date(2026, 3, 2)


def source(type_: str, body: str = "A Body", checked_on: date | None = TODAY) -> Source:
    return Source(id="s", title="T", author="A", body=body, type=type_, checked_on=checked_on)  # type: ignore[arg-type]


def test_a_court_outweighs_a_treaty_body_and_both_outweigh_the_press() -> None:
    order = ["judgment", "un-treaty-body", "legislation", "un-report", "government-report", "news"]
    weights = [weight(source(type_)) for type_ in order]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(weights)


def test_the_people_s_republic_speaks_for_itself() -> None:
    paper = source("government-report", "State Council Information Office, PRC")
    assert (speaker_of(paper), weight(paper) < weight(source("ngo-report"))) == ("prc", True)
    commission = source("government-report", "Congressional-Executive Commission on China (USA)")
    assert speaker_of(commission) == "state"


def test_what_was_checked_long_ago_or_never_is_stale() -> None:
    assert not is_stale(source("news"), TODAY + timedelta(days=REVIEW_DAYS))
    assert is_stale(source("news"), TODAY + timedelta(days=REVIEW_DAYS + 1))
    assert is_stale(source("news", checked_on=None), TODAY)

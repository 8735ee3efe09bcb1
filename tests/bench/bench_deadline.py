"""What a deadline or an exposure with its whole working costs the processor."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from casebook.domain.deadline.deadline_input import DeadlineInput
from casebook.domain.deadline.unknown_closure import calculate_deadline
from casebook.domain.exposure.exposure import compute_exposure
from casebook.packs.deadline.deadlines import read_deadlines
from casebook.packs.exposure.law import read_exposure
from tests.bench.ratio import Ratio, least_ms

ROUNDS = 7
TODAY = date(2026, 11, 24)
ASKED = [date(2026, 7, 6) + timedelta(days=n) for n in range(20)]
MIN_A_SECOND = 5000
MIN_EXPOSURES = 2000


def measure() -> list[Ratio]:
    """Every rule that runs by the day, from twenty days, with trace, readings and cautions.

    Where the law turns on the day of the claim, it was lodged on the day of the event.
    """
    packs = read_deadlines()
    questions = []
    for rule in packs.rules.values():
        periods = [rule.period, *(reading.period for reading in rule.readings)]
        if rule.period is None or rule.valid_to_on or any(one and one.is_in_hours for one in periods):
            continue
        plan = packs.plan(rule, DeadlineInput(on=ASKED[0]))
        calendar = packs.seats.calendar(rule.calendar_id, 2025, 2032)
        questions += [
            (plan, DeadlineInput(on=on, claimed_on=on if rule.turns_on_claim else None), calendar)
            for on in ASKED
        ]
    days = np.array(sorted(packs.seats.calendar("GB-ENG", 2025, 2032).holidays), dtype="datetime64[D]")

    def ours() -> None:
        for plan, ask, calendar in questions:
            calculate_deadline(plan, ask, calendar, TODAY)

    def floor() -> None:
        for _, ask, _ in questions:
            np.busday_offset(np.datetime64(ask.on, "D"), 14, roll="forward", holidays=days)

    ours_ms, floor_ms = least_ms(ROUNDS, ours, floor)
    rate, floor_rate = (len(questions) * 1000 / taken for taken in (ours_ms, floor_ms))
    detail = f"{rate:,.0f} a second with trace, {len(questions)} questions"
    return [
        Ratio(f"{MIN_A_SECOND:,} deadlines a second", MIN_A_SECOND / rate, 1.0, detail),
        Ratio(
            "a deadline with its working", ours_ms / floor_ms, 25.0, f"numpy's bare offset: {floor_rate:,.0f}"
        ),
        _exposures(),
    ]


def _exposures() -> Ratio:
    """Every worked example of the packs of criminal law, with readings and trace."""
    packs = read_exposure()
    asked = [(packs.law.offence(one.offence_id), one.question) for one in packs.examples] * 20

    def compute() -> None:
        for offence, question in asked:
            compute_exposure(packs.law, offence, question)

    taken_ms, _ = least_ms(ROUNDS, compute, dict)
    rate = len(asked) * 1000 / taken_ms
    detail = f"{rate:,.0f} a second with trace, {len(asked)} questions"
    return Ratio(f"{MIN_EXPOSURES:,} exposures a second", MIN_EXPOSURES / rate, 1.0, detail)

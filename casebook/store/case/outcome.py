"""What became of people, by the day it ended."""

from __future__ import annotations

from datetime import date

from casebook.domain.case.outcome import END_TITLES, Outcome
from casebook.domain.sharing.merge import WHOLE_PART, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, parts, sort_day, text

OUTCOME = EntityTable(
    noun="outcome",
    kind=Outcome,
    table=noun_table(
        "outcome",
        text("case_id", is_indexed=True),
        text("person_id", is_indexed=True),
        text("ended"),
        parts("ended_on"),
        text("requesting"),
        text("requested"),
        text("instrument_id"),
        text("channel"),
        text("proceeding_id"),
        parts("entries"),
        parts("assurances"),
        parts("last_news_on"),
        text("note"),
        sort_day(),
    ),
    derived=lambda outcome: {
        "sorted_on": (outcome.ended_on.earliest_on if outcome.ended_on else date.max).isoformat()
    },
    title=lambda outcome: END_TITLES[outcome.ended],
    words=lambda outcome: [
        SearchText(
            title=" · ".join(filter(None, (END_TITLES[outcome.ended], outcome.requesting))),
            body=" ".join(
                (
                    outcome.note,
                    *(f"{one.became} {one.note}" for one in outcome.entries),
                    *(f"{one.about} {one.result} {one.note}" for one in outcome.assurances),
                )
            ),
            case_id=outcome.case_id,
        )
    ],
    merge=merging(
        one=(
            *("case_id", "person_id", "ended", "ended_on", "requesting", "requested", "instrument_id"),
            *("channel", "proceeding_id", "last_news_on"),
        ),
        prose=("note",),
        parts={"entries": WHOLE_PART, "assurances": WHOLE_PART},
    ),
)

"""Charges in the order of the acts alleged."""

from __future__ import annotations

from datetime import date

from casebook.domain.exposure.charge import Charge
from casebook.domain.sharing.merge import WHOLE_PART, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import noun_table, number, parts, sort_day, text


def _sorted_on(charge: Charge) -> str:
    acted = charge.act_from or charge.act_to
    return (acted.earliest_on if acted else date.max).isoformat()


CHARGE = EntityTable(
    noun="charge",
    kind=Charge,
    table=noun_table(
        "charge",
        text("case_id", is_indexed=True),
        text("article"),
        text("offence"),
        text("proceeding_id"),
        parts("act_from"),
        parts("act_to"),
        parts("amounts"),
        text("entity"),
        parts("filed_on"),
        text("filed_by"),
        text("filing_body"),
        text("evasion"),
        number("band"),
        text("band_asserted"),
        text("limitation_asserted"),
        text("note"),
        parts("pinpoints"),
        sort_day(),
    ),
    derived=lambda charge: {"sorted_on": _sorted_on(charge)},
    title=lambda charge: charge.article,
    words=lambda charge: [
        SearchText(
            title=charge.article,
            body=(
                f"{charge.filing_body} {charge.evasion} {charge.band_asserted} "
                f"{charge.limitation_asserted} {charge.note}"
            ),
            case_id=charge.case_id,
        )
    ],
    merge=merging(
        one=(
            *("case_id", "article", "offence", "proceeding_id", "act_from", "act_to", "entity"),
            *("filed_on", "filed_by", "filing_body", "band", "band_asserted"),
        ),
        prose=("evasion", "limitation_asserted", "note"),
        parts={"amounts": WHOLE_PART, "pinpoints": WHOLE_PART},
    ),
)

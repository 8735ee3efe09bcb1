"""What is said before a recall destroys a signed declaration."""

from __future__ import annotations

from datetime import date

from casebook.cli.sharing.parcel_open import _recall_words
from casebook.domain.declaration.going import GoingDeclaration
from casebook.services.sharing.parcels.recall import RecallView


def test_the_look_before_a_recall_asks_for_the_codes() -> None:
    going = GoingDeclaration(id="d1", case="S-1", made_on=date(2026, 5, 11))
    view = RecallView(
        handovers=(),
        records=(("declaration", "d1"),),
        kept=(),
        own_work=(),
        titles={"d1": ""},
        sealed=(going,),
    )
    text = _recall_words(view)
    assert "Is anyone forcing you?" in text
    assert "Each needs --code." in text

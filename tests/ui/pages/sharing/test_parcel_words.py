"""What a parcel's contents are called in its preview."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.sharing.comparison import ComparedField
from casebook.services.sharing.parcels.parcel_look import ComparedRecord
from casebook.ui.pages.sharing.parcels.parcel_words import ParcelWords


def test_a_new_record_that_is_not_ticked_says_why() -> None:
    words = ParcelWords(Translator(""))
    field = ComparedField(key="case_id", state="new", suspect="names-ungiven")
    record = ComparedRecord(noun="role", id="r1", state="new", fields=(field,), is_suspect=True)
    assert words.record_state(record) == ("names what the sender was never given", "red", "warning")
    plain = ComparedRecord(
        noun="role", id="r1", state="new", fields=(ComparedField(key="case_id", state="new"),)
    )
    assert words.record_state(plain) == ("new", "green", "add")

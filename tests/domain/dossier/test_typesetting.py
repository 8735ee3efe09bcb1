from __future__ import annotations

import pytest

from casebook.domain.dossier.profile import Margins
from casebook.domain.dossier.typesetting import UNORDERED, Typesetting, typesetting_of
from casebook.packs.dossier.profile import read_profiles

PROFILES = {profile.id: profile for profile in read_profiles().profiles}


@pytest.mark.parametrize(
    ("profile_id", "ordered"),
    [
        ("gb-ftt-iac", Typesetting(least_pt=12, least_note_pt=12, spacing=1.5)),
        (
            "ca-fc-documents",
            Typesetting(
                least_pt=12,
                least_note_pt=12,
                most_lines=30,
                margins=Margins(top_mm=25, bottom_mm=25, left_mm=35, right_mm=35),
            ),
        ),
        ("echr-rule47", Typesetting(least_pt=12, least_note_pt=10)),
        ("us-eoir-immigration-court", Typesetting(least_pt=12, least_note_pt=12, spacing=2)),
    ],
)
def test_what_a_forum_orders_of_type_and_margins(profile_id: str, ordered: Typesetting) -> None:
    assert typesetting_of(PROFILES[profile_id]) == ordered


def test_a_forum_without_such_rules_and_no_forum_order_nothing() -> None:
    assert typesetting_of(PROFILES["de-erv"]) == UNORDERED
    assert typesetting_of(None) == UNORDERED

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.base.reader import read_pack
from casebook.packs.library.claim import read_claims
from casebook.packs.library.registry import read_registry
from tests.packs.written import change


def test_a_claim_carries_what_checking_gave(packs: Path) -> None:
    (claim,) = read_claims(read_pack(packs / "claims.toml"))
    assert (claim.result, claim.notes, claim.url) == ("partly", "Only China did.", "")


def test_a_result_outside_the_list_is_refused(packs: Path) -> None:
    change(packs / "claims.toml", 'result = "partly"', 'result = "somewhat"')
    with pytest.raises(PackInvalid, match="must be one of: holds, partly"):
        read_claims(read_pack(packs / "claims.toml"))


def test_a_claim_and_the_instrument_it_is_about_say_the_same() -> None:
    registry = read_registry()
    results = {one.countries: one.result for one in registry.claims if len(one.countries) == 1}
    checked = [
        (one.op_ed_check, results[(one.country,)])
        for one in registry.instruments
        if (one.country,) in results and one.op_ed_check.startswith(("holds", "partly", "plausible", "does"))
    ]
    assert len(checked) >= 4
    assert [pair for pair in checked if not pair[0].startswith(pair[1])] == []

"""B7: what exhibits carry into a bundle for a court unseen, through the whole way of a bundle."""

from __future__ import annotations

from pathlib import Path

import pytest

from casebook.pdf.check import check_structure
from casebook.pdf.page import pdf_reading
from casebook.services.dossier.bundle import bundle_from_spec
from casebook.services.processes import bundle_worker
from tests.pdf import leaky
from tests.proof.copied import leaks
from tests.proof.ground import say

pytestmark = pytest.mark.proof
SPEC = """
title = "Bundle"
[[section]]
title = "Papers"
[[section.item]]
file = "a.pdf"
title = "A"
mark = "7"
"""


@pytest.mark.parametrize("carried", leaky.CARRIED)
def test_what_an_exhibit_carries_unseen(
    carried: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word, made = leaky.CARRIED[carried]
    (tmp_path / "a.pdf").write_bytes(made())
    spec, out = tmp_path / "SPEC.toml", tmp_path / "out.pdf"
    spec.write_text(SPEC, encoding="utf-8")
    report = bundle_from_spec(spec, out)
    assert leaks(out) == set()
    named = [problem for problem in report.problems if problem.check == word]
    assert [str(problem.what).partition(":")[0] for problem in named] == ["Exhibit 7"]
    say(f"B7 {carried}: refused")
    monkeypatch.setattr(bundle_worker, "CAN_START", False)
    monkeypatch.setattr(pdf_reading, "take_hidden_parts", lambda _: ())
    monkeypatch.setattr(pdf_reading, "bare_inline", lambda data: (data, 0))
    monkeypatch.setattr(check_structure, "ELSEWHERE_KEYS", ())
    bundle_from_spec(spec, out)
    assert leaks(out) == {"bytes"}
    say(f"B7 {carried}, mend off: broke")

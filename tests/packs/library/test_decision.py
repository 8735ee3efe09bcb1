from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.base.errors import PackInvalid
from casebook.packs.base.reader import read_pack
from casebook.packs.library.decision import read_decisions
from casebook.packs.library.registry import read_registry
from tests.packs.written import change

FILE = "decisions.toml"


def test_a_decision_tells_its_effect_on_the_transfer(packs: Path) -> None:
    (decision,) = read_decisions(read_pack(packs / FILE))
    assert (decision.outcome, decision.procedure, decision.requesting_party) == (
        "refused",
        "extradition",
        "PRC",
    )
    assert decision.decided_on is not None
    assert decision.decided_on.edtf == "2020-05"
    assert (decision.number, decision.ecli, decision.url) == ("", "", "")
    assert (decision.is_seen, decision.reported_in) == (True, "A Newspaper")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('outcome = "refused"', 'outcome = "won"', "outcome"),
        ("assurances_considered = true", "assurances_considered = false", "assurances_assessment"),
        ("seen = true\n", "", "seen"),
        ('decided = "2020-05"', 'date = "2020-05"', "date"),
        ("seen = true\n", 'seen = true\ncite_use = "only-as-history"\n', "history"),
        ("seen = true\n", 'seen = true\nhistory = "Adverse; before Liu."\n', "history"),
        ("seen = true\n", 'seen = true\nhistory = "Eight months before Liu."\n', "history"),
        ("seen = true\n", 'seen = true\nhistory = "EUR 26,000"\n', "history"),
        ("seen = true\n", 'seen = true\nhistory = "A clause of instruments.toml"\n', "history"),
        ("seen = true\n", 'seen = true\ncite_use = "sometimes"\n', "cite_use"),
    ],
)
def test_a_decision_that_breaks_its_schema_names_the_field(
    packs: Path, old: str, new: str, field: str
) -> None:
    change(packs / FILE, old, new)
    with pytest.raises(PackInvalid) as caught:
        read_decisions(read_pack(packs / FILE))
    assert caught.value.field == f"{FILE} · decision xx-court-2020 · {field}"


def test_what_became_of_a_decision_is_read_step_by_step(packs: Path) -> None:
    text = (packs / FILE).read_text(encoding="utf-8")
    later = """
history = "Annulled on 1 June 2021."
cite_use = "only-as-history"
[[decision.later]]
on = "2021-06"
kind = "annulled"
what = "Annulled by the court above."
read = "summary"
"""
    (packs / FILE).write_text(text + later, encoding="utf-8")
    (decision,) = read_decisions(read_pack(packs / FILE))
    assert (decision.cite_use, decision.history) == ("only-as-history", "Annulled on 1 June 2021.")
    (event,) = decision.later
    assert (event.kind, event.on and event.on.edtf, event.reading_level) == ("annulled", "2021-06", "summary")


def test_a_transfer_allowed_is_not_followed_by_a_refusal() -> None:
    decisions = read_registry().decisions
    granted = [each for each in decisions if each.outcome == "granted"]
    steps = [(each.id, event) for each in granted for event in each.later if "refus" in event.what.casefold()]
    refusals = {id_: event for id_, event in steps if "Audiencia Nacional" in event.what}
    assert set(refusals) == {"es-tc-auto-10-2019", "es-an-2023-2024"}
    assert all(event.kind != "followed" for _, event in steps)
    assert {(event.kind, event.reading_level) for event in refusals.values()} == {
        ("not-followed", "secondary")
    }


def test_a_decision_that_fell_must_say_so(packs: Path) -> None:
    text = (packs / FILE).read_text(encoding="utf-8")
    later = (
        '[[decision.later]]\nkind = "overtaken"\nwhat = "A later ruling went the other way."\nread = "none"\n'
    )
    (packs / FILE).write_text(text + later, encoding="utf-8")
    with pytest.raises(PackInvalid) as caught:
        read_decisions(read_pack(packs / FILE))
    assert caught.value.field == f"{FILE} · decision xx-court-2020 · history"


def test_that_nothing_later_is_recorded_is_false_beside_a_later_step(packs: Path) -> None:
    path = packs / FILE
    later = '\nhistory = "Nothing later is recorded."\n[[decision.later]]\non = "2021-06"\nkind = "noted"\n'
    path.write_text(
        path.read_text(encoding="utf-8") + later + 'what = "Refused."\nread = "none"\n', encoding="utf-8"
    )
    with pytest.raises(PackInvalid) as caught:
        read_decisions(read_pack(path))
    assert str(caught.value.field).endswith("history")


def test_nothing_later_calls_a_person_executed_who_was_surrendered() -> None:
    """A court reads "Executed on 30 May" as a death; what is carried out there is a transfer."""
    texts = [
        f"{each.id}: {text}"
        for each in read_registry().decisions
        for text in (each.history, *(event.what for event in each.later))
        if re.search(r"\bexecuted\b", text, re.IGNORECASE)
    ]
    assert texts == []


def test_how_assurances_were_assessed_can_be_read_alone() -> None:
    assessed = [
        one for one in read_registry().decisions if one.weighs_assurances and one.assurances_assessment
    ]
    assert len(assessed) > 10
    for decision in assessed:
        text = decision.assurances_assessment
        assert len(text.split()) >= 6, decision.id
        assert re.search("[Aa]ssurance|[Gg]uarantee|death penalty", text), decision.id

"""The mark of a decision: of what was decided on, of the copy, and of what stood against it."""

from __future__ import annotations

from hashlib import sha256

import pytest

from casebook.domain.dossier.build import MARKED, RELEASES, CopyDecision, DecisionKind
from casebook.domain.dossier.filings.decision_mark import MARK_SIGNS, full_mark

COPY = ("service", "Attorney General", "court")


def marked(
    text: str = "He left.", copy: tuple[str, ...] = COPY, grounds: tuple[str, ...] = ("a", "b")
) -> str:
    return full_mark(lambda said: sha256(said.encode()).hexdigest()[:6], text, copy, grounds)


@pytest.mark.parametrize("kind", MARKED)
def test_a_release_holds_for_one_text_copy_and_ground(kind: DecisionKind) -> None:
    decision = CopyDecision(kind=kind, subject="34", reason="Known.", text_mark=marked())
    assert len(decision.text_mark) == MARK_SIGNS
    changes = [
        decision.change(now)
        for now in (
            *(marked(), marked(grounds=("b", "a", "a"))),
            *(marked("He came."), ""),
            *(marked(copy=("service", "Embassy", "court")), marked(copy=("filing", *COPY[1:]))),
            *(marked(copy=(*COPY[:2], "media")), marked(grounds=("a",))),
        )
    ]
    others = ["copy", "copy", "copy", "grounds"] if kind in RELEASES else [""] * 4
    assert changes == ["", "", "text", "text", *others]


def test_a_short_mark_of_a_release_holds_for_nothing() -> None:
    decision = CopyDecision(kind="confirm", subject="34", reason="Known.", text_mark=marked()[:6])
    assert decision.change(marked())
    assert not CopyDecision(kind="confirm", subject="34", reason="Typed.").change(marked())

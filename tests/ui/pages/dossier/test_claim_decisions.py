"""What a service copy holds back for a claim to protection, offered in the window one by one."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.base.message import Message
from casebook.domain.dossier.build import CopyDecision
from casebook.domain.dossier.filing_problem import CopyPassage, HeldBack, ReviewedPassage
from casebook.domain.dossier.target import DossierTarget
from casebook.services.dossier.precheck import Precheck
from casebook.ui.pages.dossier.dossier_decisions import PassageDecisions


def test_each_thing_held_back_for_a_claim_has_its_own_tick() -> None:
    held = tuple(
        HeldBack(
            name=name,
            sentence=sentence,
            is_omitted=name.startswith("fact"),
            is_released=False,
            about=DossierTarget(kind="document", id=name),
        )
        for name, sentence in (("fact-f1", "He sought refuge."), ("4 p.3/1", "He claims asylum."))
    )
    passage = CopyPassage(name="1", kind="paragraph", section_id="s", text="It rains.", places=frozenset())
    checked = Precheck(
        foreseen=(),
        profile=None,
        is_forum_chosen=False,
        by_hand=(),
        without_rule=(),
        passages=(ReviewedPassage(passage=passage, why=()),),
        held_back=held,
    )
    decisions = PassageDecisions(Translator("en"))
    decisions.offer(checked)
    ticks = decisions.confirmed.ticks
    assert [tick.text() for tick in ticks.values()] == [
        "fact-f1  He sought refuge.",
        "4 p.3/1  He claims asylum.",
    ]
    ticks["4 p.3/1"].setChecked(True)
    decisions.confirmed.reasons["4 p.3/1"].setText("It is no claim.")
    assert list(decisions.of_copy("service")) == [
        CopyDecision(kind="confirm", subject="4 p.3/1", reason="It is no claim.")
    ]


def test_a_passage_that_reads_otherwise_is_open_again() -> None:
    def checked(mark: str) -> Precheck:
        passage = CopyPassage(
            name="1", kind="paragraph", section_id="s", text="It rains.", places=frozenset(), text_mark=mark
        )
        return Precheck(
            foreseen=(),
            profile=None,
            is_forum_chosen=False,
            by_hand=(),
            without_rule=(),
            passages=(ReviewedPassage(passage=passage, why=(Message("Names someone in China."),)),),
        )

    decisions = PassageDecisions(Translator("en"))
    decisions.offer(checked("aaaaaa"))
    for part in (decisions.confirmed, decisions.left_out):
        part.ticks["1"].setChecked(True)
        part.reasons["1"].setText("Known.")
    kept = list(decisions.of_copy("service"))
    assert [one.text_mark for one in kept] == ["aaaaaa", "aaaaaa"]
    decisions.offer(checked("aaaaaa"))
    assert list(decisions.of_copy("service")) == kept
    asked: list[bool] = []
    decisions.changed.connect(lambda: asked.append(True))
    decisions.offer(checked("bbbbbb"))
    assert list(decisions.of_copy("service")) == []
    assert asked, "the copy is checked again without them"

"""Cross-references: they are right wherever things go, and one that points at nothing is told and refused."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from casebook.base.errors import InvalidInput
from casebook.domain.case.ground import Ground
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import Composition, Heading, TextParagraph
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.dossier.text_numbering import numbered
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.compose import compose
from casebook.services.dossier.cross_reference import cross_reference_labels
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.precheck import precheck
from casebook.services.library import statistic

FACTS = Section(id="f", kind="free-text", title="Facts", text="# {#held} Held\n\nOne.\n\n{#risk} Two.")
CLAIM = Section(
    id="c",
    kind="free-text",
    label="claim",
    text="See [[#risk]], [[#held]], [[#chronology]] and [[#claim]]; [[#torture]].",
)
TIMES, GROUNDS = Section(id="t", kind="chronology"), Section(id="g", kind="grounds")


def kept(session: Session, *sections: Section, language: str = "en") -> Dossier:
    case = open_case(session, reference="R-1", title="Removal", jurisdiction="cy")
    ground = Ground(id="g1", case_id=case.id, kind="ill-treatment", title="Torture", text="{#torture} It is.")
    made = Dossier(id="d1", case_id=case.id, title="Hearing", sections=sections, language=language)
    record.add(session, ground, made)
    return made


def composed(session: Session) -> Composition:
    return compose(load_for_preview(session, BuildRequest(dossier_id="d1")), lambda _: io.BytesIO())


def said(whole: Composition, part: int) -> str:
    block = numbered(whole).parts[part].blocks[0]
    assert isinstance(block, TextParagraph)
    return "".join(span.text for span in block.line).replace("\u00a0", " ")


def test_references_follow_what_they_point_at(session: Session) -> None:
    draft = kept(session, CLAIM, FACTS, TIMES, GROUNDS)
    text = said(composed(session), 0)
    assert text == "See paragraph 3, heading B.1, Section C and Section A; paragraph 4."
    record.change(session, replace(draft, sections=(GROUNDS, TIMES, FACTS, CLAIM)))
    whole = composed(session)
    assert said(whole, 3) == "See paragraph 3, heading C.1, Section B and Section D; paragraph 1."
    heading = whole.parts[2].blocks[0]
    assert isinstance(heading, Heading)
    assert (heading.text, heading.anchor) == ("Held", "label:held")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("See [[#gone]].", "a label that does not exist in this dossier"),
        ("{-} {#x} No.\n\nSee [[#y]].\n\n> {#y} Said.", "a paragraph without a number"),
        ("{#x} One.\n\n{#x} Two.", "The same label is used in two places"),
    ],
)
def test_a_reference_to_nothing_is_reported_and_refused_with_its_place(
    session: Session, text: str, what: str
) -> None:
    kept(session, TIMES, Section(id="n", kind="free-text", text=text))
    (warning,) = [
        each
        for each in precheck(session, BuildRequest(dossier_id="d1")).foreseen
        if what in str(each.problem.what)
    ]
    assert warning.about == DossierTarget(kind="section", id="n")
    assert warning.problem.is_blocking
    with pytest.raises(InvalidInput, match=rf"Section B: .*{what}.*\(Paragraph \d of the text\.\)"):
        composed(session)


@pytest.mark.parametrize(
    ("text", "language", "shows"),
    [
        ("*Held* **ئالىم** **བཀྲ**", "en", True),
        ("**王志远**", "en", False),
        ("**王志远 2021**", "zh-Hans", True),
        ("**王志遠**", "zh-Hant", True),
        ("*王志远*", "zh-Hans", False),
        ("*ئالىم*", "en", False),
        ("王志远 *held*", "en", True),
    ],
)
def test_emphasis_that_no_font_here_can_show_is_told(
    session: Session, text: str, language: str, *, shows: bool
) -> None:
    kept(session, Section(id="n", kind="free-text", text=text), language=language)
    warnings = precheck(session, BuildRequest(dossier_id="d1")).foreseen
    found = [each.about for each in warnings if each.problem.check == "emphasis"]
    assert found == ([] if shows else [DossierTarget(kind="section", id="n")])


def test_a_part_is_called_by_its_kind_only_where_that_is_certain() -> None:
    notes = Section(id="m", kind="free-text")
    labels = cross_reference_labels(
        Dossier(id="d", case_id="c", title="", sections=(FACTS, notes, TIMES, CLAIM))
    )
    assert [(label.name, label.anchor) for label in labels if label.kind == "part"] == [
        ("chronology", "part:t"),
        ("claim", "part:c"),
    ]
    assert [label.name for label in labels if label.kind != "part"] == ["held", "risk"]


def test_grounds_and_figures_are_called_by_what_they_are(stocked: Session) -> None:
    measure = statistic.drawn(stocked).figures[0].measure
    figures = Section(id="s", kind="statistics", measures=(measure, "gone"))
    text = Section(id="n", kind="free-text", text=f"See [[#ill-treatment]] and [[#{measure}]].")
    kept(stocked, text, GROUNDS, figures)
    assert said(composed(stocked), 0) == "See heading B.1 and heading C.1."
    names = [label.name for label in load_for_preview(stocked, BuildRequest(dossier_id="d1")).labels]
    assert names == ["free-text", "grounds", "ill-treatment", "statistics", measure, "torture"]

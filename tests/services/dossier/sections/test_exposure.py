"""The section on charges: one not computed stops filing, and no running period is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import Composition, DossierPart, TextTable
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.exposure.charge import Charge, ChargedAmount
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.precheck import precheck
from casebook.services.dossier.pseudonymised_text import texts_of
from casebook.services.dossier.sections.exposure import blocks
from casebook.services.exposure import charge as charges


def test_a_charge_without_an_offence_stops_filing_and_says_why(stocked: Session) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY")
    dossier = Dossier(id="d", case_id=case.id, title="Hearing", sections=(Section(id="e", kind="exposure"),))
    charge = Charge(id="ch", case_id=case.id, article="Article 225", act_to=StatedDate(edtf="2021-03-01"))
    record.add(stocked, dossier, charge)
    request = BuildRequest(dossier_id="d", copy_kind="filing")
    items = [one for one in precheck(stocked, request).foreseen if one.problem.check == "exposure"]
    assert [str(one.problem.what) for one in items] == [
        "Charge “Article 225”: nothing is computed. No offence is chosen for this charge."
    ]
    assert all(one.problem.is_blocking for one in items)
    record.change(
        stocked,
        Charge(
            id="ch",
            case_id=case.id,
            article="Article 225",
            act_to=StatedDate(edtf="2021-03-01"),
            offence="cl-225",
        ),
    )
    assert not [one for one in precheck(stocked, request).foreseen if one.problem.check == "exposure"]


@pytest.mark.parametrize(("ended", "is_printed"), [("2021-03-01", False), ("2008-03-01", True)])
def test_a_period_that_still_runs_is_not_in_a_dossier(
    stocked: Session, ended: str, *, is_printed: bool
) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY")
    dossier = Dossier(id="d", case_id=case.id, title="Hearing", sections=(Section(id="e", kind="exposure"),))
    charge = Charge(
        id="ch",
        case_id=case.id,
        article="Article 225",
        act_to=StatedDate(edtf=ended),
        offence="cl-225",
        band=2,
    )
    record.add(stocked, dossier, charge)
    loaded = load_for_preview(stocked, BuildRequest(dossier_id="d", copy_kind="filing"))
    shown = blocks(loaded, dossier.sections[0])
    part = DossierPart(title="", anchor="e", blocks=shown)
    text = " ".join(texts_of(Composition(title="", running_head="", language="en", parts=(part,))))
    assert ("Prosecution lapses" in text) == is_printed
    assert ("ends on its anniversary" in text) == is_printed
    assert ("A lapsed offence is not prosecuted" in text) == is_printed
    assert "Ask the requesting state" not in text


@pytest.mark.parametrize("ended", ["2021-03-01", "2008-03-01"])
def test_what_the_state_says_of_limitation_is_printed_as_its_word(stocked: Session, ended: str) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY")
    dossier = Dossier(id="d", case_id=case.id, title="Hearing", sections=(Section(id="e", kind="exposure"),))
    charge = Charge(
        id="ch",
        case_id=case.id,
        article="Article 225",
        act_to=StatedDate(edtf=ended),
        offence="cl-225",
        band=2,
        limitation_asserted="Not barred: the case was filed on 3 May.",
    )
    record.add(stocked, dossier, charge)
    loaded = load_for_preview(stocked, BuildRequest(dossier_id="d", copy_kind="filing"))
    shown = blocks(loaded, dossier.sections[0])
    part = DossierPart(title="", anchor="e", blocks=shown)
    text = " ".join(texts_of(Composition(title="", running_head="", language="en", parts=(part,))))
    assert "Limitation asserted by the State Not barred: the case was filed on 3 May." in text
    assert "nothing here says whether prosecution is barred" not in text
    has_period = "Prosecution lapses" in text
    assert ("what the requesting State asserts stands above in its own words" in text) != has_period
    assert has_period == (ended == "2008-03-01")
    without = replace(charge, limitation_asserted="")
    (computed,) = charges.of_case(stocked, case.id)
    assert computed.sheet is not None
    day = stocked.clock().date()
    assert charges.computed(without, day).sheet == computed.sheet, "nothing is computed from it"


def test_custody_jurisdiction_and_rules_stand_once_for_all_charges(stocked: Session) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY")
    dossier = Dossier(id="d", case_id=case.id, title="Hearing", sections=(Section(id="e", kind="exposure"),))
    day = StatedDate(edtf="2021-03-01")
    for number in ("225", "266", "176"):
        charge = Charge(
            id=number, case_id=case.id, article=f"Article {number}", act_to=day, offence=f"cl-{number}"
        )
        record.add(stocked, charge)
    record.add(stocked, dossier)
    loaded = load_for_preview(stocked, BuildRequest(dossier_id="d", copy_kind="filing"))
    assert len([one for one in loaded.argument.charges if one.sheet is not None]) == 3
    heads = [block.head[0] for block in blocks(loaded, dossier.sections[0]) if isinstance(block, TextTable)]
    assert [heads.count(title) for title in ("Stage", "Connection", "Rule")] == [1, 1, 1]


@pytest.mark.parametrize(("offence", "is_printed"), [("cl-225", False), ("cl-385", True)])
def test_a_head_for_officials_is_printed_where_one_is_charged(
    stocked: Session, offence: str, *, is_printed: bool
) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY")
    dossier = Dossier(id="d", case_id=case.id, title="Hearing", sections=(Section(id="e", kind="exposure"),))
    day = StatedDate(edtf="2021-03-01")
    charge = Charge(id="ch", case_id=case.id, article="As charged", act_to=day, offence=offence)
    record.add(stocked, dossier, charge)
    loaded = load_for_preview(stocked, BuildRequest(dossier_id="d", copy_kind="filing"))
    shown = blocks(loaded, dossier.sections[0])
    part = DossierPart(title="", anchor="e", blocks=shown)
    text = " ".join(texts_of(Composition(title="", running_head="", language="en", parts=(part,))))
    assert ("State functionaries and soldiers abroad" in text) == is_printed
    assert "A PRC citizen abroad is liable" in text
    (computed,) = charges.of_case(stocked, case.id)
    assert computed.sheet is not None
    assert "official-abroad" in {one.rule.id for one in computed.sheet.claims}, "the office sees it"


def test_a_first_day_that_nobody_read_is_named_and_not_printed(stocked: Session) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY")
    dossier = Dossier(id="d", case_id=case.id, title="Hearing", sections=(Section(id="e", kind="exposure"),))
    charge = Charge(
        id="ch",
        case_id=case.id,
        article="Article 153",
        act_to=StatedDate(edtf="2010-06-01"),
        offence="cl-153",
        amounts=(ChargedAmount(number="400000"),),
    )
    record.add(stocked, dossier, charge)
    request = BuildRequest(dossier_id="d", copy_kind="filing")
    (item,) = (one for one in precheck(stocked, request).foreseen if one.problem.check == "exposure")
    assert "Interpretation on smuggling cases" in str(item.problem.what)
    assert not item.problem.is_blocking
    shown = blocks(load_for_preview(stocked, request), dossier.sections[0])
    part = DossierPart(title="", anchor="e", blocks=shown)
    text = " ".join(texts_of(Composition(title="", running_head="", language="en", parts=(part,))))
    for words in ("general knowledge", "10 September 2014", "known here"):
        assert words not in text


@pytest.mark.parametrize("ended", ["2012-06-01", "2020-06-01"])
def test_the_warning_says_of_each_day_what_the_page_does(stocked: Session, ended: str) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY")
    dossier = Dossier(id="d", case_id=case.id, title="Hearing", sections=(Section(id="e", kind="exposure"),))
    charge = Charge(
        id="ch",
        case_id=case.id,
        article="Article 224-1",
        act_to=StatedDate(edtf=ended),
        offence="cl-224-1",
        amounts=(ChargedAmount(number="150", unit="persons"),),
    )
    record.add(stocked, dossier, charge)
    request = BuildRequest(dossier_id="d", copy_kind="filing")
    (item,) = (one for one in precheck(stocked, request).foreseen if one.problem.check == "exposure")
    assert "takes the figures as in force" in str(item.problem.what)
    shown = blocks(load_for_preview(stocked, request), dossier.sections[0])
    part = DossierPart(title="", anchor="e", blocks=shown)
    text = " ".join(texts_of(Composition(title="", running_head="", language="en", parts=(part,))))
    assert "if the figures of" not in text


def test_a_section_without_a_period_says_so_and_cites_in_chinese(stocked: Session) -> None:
    case = open_case(stocked, reference="R-1", title="", jurisdiction="CY")
    dossier = Dossier(
        id="d",
        case_id=case.id,
        title="Hearing",
        language="zh-Hans",
        sections=(Section(id="e", kind="exposure"),),
    )
    charge = Charge(
        id="ch", case_id=case.id, article="Article 225", act_to=StatedDate(edtf="2021-03"), offence="cl-225"
    )
    record.add(stocked, dossier, charge)
    loaded = load_for_preview(stocked, BuildRequest(dossier_id="d", copy_kind="filing"))
    shown = blocks(loaded, dossier.sections[0])
    part = DossierPart(title="", anchor="e", blocks=shown)
    text = " ".join(texts_of(Composition(title="", running_head="", language="zh-Hans", parts=(part,))))
    assert "追诉时效：" in text
    for words in ("Criminal", "Law", "刑事拘留（刑事拘留）", "正文", "留置的，在执行", "死刑的，应当指派"):
        assert words not in text

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.exposure.charge import Charge, ChargedAmount, check_charge
from casebook.domain.exposure.offence import Offence
from casebook.sample.book.book import read_sample
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.pseudonymised_text import texts_of
from casebook.services.exposure import charge as charges
from casebook.services.exposure import exposure
from casebook.services.exposure.charge import ChargeExposure
from casebook.services.exposure.charge_sheet import composition

DAY = date(2026, 12, 1)
WORDS = Translator()
LAW = exposure.penal_law()


def charged(**values: Any) -> ChargeExposure:  # noqa: ANN401 - fields of several types
    given = {"article": "Article 225", "offence": "cl-225", "act_to": StatedDate(edtf="2021-03-01"), **values}
    return charges.computed(Charge(id="ch1", case_id="c1", **given), DAY)


def printed(computed: ChargeExposure, language: str = "en") -> str:
    return "\n".join(texts_of(composition((computed,), Translator(language))))


def test_the_sample_client_s_exposure_prints_with_its_trace() -> None:
    (charge,) = read_sample().charges
    paper = printed(charges.computed(charge, DAY))
    for words in (
        "1,860,000 yuan, as: turnover, unlawful publications.",
        "Band 2 (especially serious) begins at 150,000 yuan.",
        "Interpretation on unlawful publications, art. 12 (text read)",
        "Chinese law as of April 2025",
        "30 September 2036",
        "the band asserted, taken as given",
    ):
        assert words in paper
    assert charge.note not in paper
    chinese = printed(charges.computed(charge, DAY), "zh-Hans")
    assert "2025年4月" in chinese
    assert "第225条 非法经营罪" in chinese


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"offence": ""}, "No offence is chosen"),
        ({"offence": "cl-9999"}, "There is no offence cl-9999"),
        ({"act_to": None}, "does not say when the act ended"),
        ({"act_to": StatedDate(edtf="2020/..")}, "does not say when the act ended"),
        ({"act_to": StatedDate(edtf="1996")}, "Acts before 1 October 1997"),
        ({"band": 9}, "has no band 9"),
        ({"amounts": (ChargedAmount(number="5", measure="weight"),)}, "is not measured by"),
    ],
)
def test_what_cannot_be_computed_is_said_and_nothing_is_guessed(values: dict[str, Any], what: str) -> None:
    computed = charged(**values)
    assert computed.sheet is None
    assert computed.refused is not None
    assert what in str(computed.refused.title)
    assert computed.refused.remedy
    assert what in printed(computed)


def test_days_that_are_not_exact_are_computed_with_and_said() -> None:
    computed = charged(act_to=StatedDate(edtf="2021-03"), filed_on=StatedDate(edtf="2022"))
    assert computed.sheet is not None
    assert computed.sheet.exposure.question.on == date(2021, 3, 31)
    assert len(computed.cautions) == 2


def test_an_amount_that_is_none_is_not_kept(session: Session) -> None:
    with pytest.raises(InvalidInput):
        check_charge(Charge(id="x", case_id="c", article="1", amounts=(ChargedAmount(number="0"),)))
    case = open_case(session, reference="R-1", title="Removal", jurisdiction="CY")
    values = {"case_id": case.id, "article": "225", "amounts": [{"number": "much", "unit": "CNY"}]}
    with pytest.raises(InvalidInput):
        form.create(session, Charge, values)


def test_a_charge_is_kept_changed_and_restored(session: Session) -> None:
    case = open_case(session, reference="R-1", title="Removal", jurisdiction="CY")
    values = {"case_id": case.id, "article": "225", "offence": "cl-225", "act_to": "2021-03-01"}
    charge = form.create(session, Charge, values)
    record.change(session, replace(charge, band=2))
    (computed,) = charges.of_case(session, case.id)
    assert computed.sheet is not None
    assert computed.sheet.exposure.chosen is not None
    assert computed.sheet.exposure.chosen.kind == "taken"


def days(offence: Offence) -> Iterator[date]:
    """Days within each text of an offence, and one before the first."""
    if offence.versions:
        yield offence.versions[0].from_on - timedelta(days=1)
    yield from (version.from_on for version in offence.versions)
    yield from (version.to_on for version in offence.versions if version.to_on)


def unread_texts() -> set[str]:
    """What the packs say of what nobody read."""
    texts = {LAW.limitation_rules["lim-hk"].statement}
    texts |= {rule.unread for rule in (*LAW.limitation_rules.values(), *LAW.general.values())}
    texts |= {rule.statement for rule in LAW.jurisdiction if rule.level == "none"}
    texts |= {each.unread for each in LAW.interpretations.values()}
    for offence in LAW.offences.values():
        texts |= {offence.unread, *(each.unread for each in offence.versions)}
        texts |= {each.unread for each in offence.thresholds}
    return texts - {""}


@pytest.mark.parametrize("law", ["PRC-CL", "HK-NSL", "HK-SNSO"])
def test_nothing_that_was_not_read_reaches_a_paper(law: str) -> None:
    unread = unread_texts()
    assert len(unread) > 20
    for offence in LAW.offences.values():
        if offence.law != law:
            continue
        for day in days(offence):
            computed = charged(offence=offence.id, article=offence.article, act_to=StatedDate(edtf=str(day)))
            paper = printed(computed)
            assert not [text for text in unread if text in paper], offence.id
            if computed.sheet is None:
                continue
            answer = computed.sheet.exposure
            assert answer.version.level != "none"
            assert all(reading.level != "none" for reading in answer.readings)
            assert all(band.level != "none" for reading in answer.readings for band in reading.bands)
            assert all(step.level != "none" for reading in answer.readings for step in reading.steps)


def test_a_number_that_was_not_seen_is_not_printed() -> None:
    unseen = [each.number for each in LAW.interpretations.values() if each.number and not each.is_number_seen]
    amounts = (ChargedAmount(number="1860000", measure="turnover, unlawful publications"),)
    paper = printed(charged(amounts=amounts))
    assert unseen
    assert not [number for number in unseen if number in paper]

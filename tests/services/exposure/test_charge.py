from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from casebook.base.errors import InvalidInput
from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.exposure.caution import unread_of
from casebook.domain.exposure.charge import Charge, ChargedAmount, check_charge
from casebook.domain.exposure.law import AS_OF, REPORTED_AS_OF
from casebook.domain.exposure.offence import Offence
from casebook.domain.person.person import Person
from casebook.language.hanzi import simplified
from casebook.sample.book.book import read_sample
from casebook.services.base import form, record
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier.pseudonymised_text import texts_of
from casebook.services.exposure import charge as charges
from casebook.services.exposure import exposure
from casebook.services.exposure.charge import ChargeExposure
from casebook.services.exposure.charge_sheet import composition
from casebook.services.exposure.exposure_blocks import how_read
from tests.domain.exposure.shipped import ask

DAY = date(2026, 12, 1)
WORDS = Translator()
LAW = exposure.penal_law()
OF_FOREIGNERS = {"foreigner-abroad", "deportation"}


def charged(**values: Any) -> ChargeExposure:  # noqa: ANN401 - fields of several types
    given = {"article": "Article 225", "offence": "cl-225", "act_to": StatedDate(edtf="2021-03-01"), **values}
    return charges.computed(Charge(id="ch1", case_id="c1", **given), DAY)


def printed(computed: ChargeExposure, language: str = "en") -> str:
    return "\n".join(texts_of(composition((computed,), Translator(language))))


def test_the_sample_client_s_exposure_prints_with_its_trace() -> None:
    (charge,) = read_sample().charges
    paper = printed(charges.computed(charge, DAY))
    for words in (
        "1,860,000 yuan (proceeds of the sale; by item 7 of its evidence the value of 12,000 copies at 155",
        "Measured here by the figures of the law for: turnover, unlawful publications.",
        "Band 2 (especially serious) begins at 150,000 yuan to 300,000 yuan, as the province chooses.",
        "Interpretation on unlawful publications, art. 12 (text read)",
        "Chinese law as of April 2025",
        "30 September 2036",
        "The band that the State asserts is the same: band 2.",
        "The prosecution is not barred by lapse of time.",
    ):
        assert words in paper
    assert "Jurisdiction claimed" not in paper
    assert "Which of them the request relies on is not stated here." in paper
    assert charge.note not in paper
    chinese = printed(charges.computed(charge, DAY), "zh-Hans")
    assert "2025年4月" in chinese
    assert "第225条 非法经营罪" in chinese
    assert "自 150,000 元至 300,000 元（由省级确定）起。" in chinese
    assert "2020年3月至2021年9月" in chinese


def test_figures_of_the_person_stand_beside_those_of_the_charge() -> None:
    (charge,) = read_sample().charges
    computed = charges.computed(charge, DAY)
    assert {reading.kind for answer in computed.own for reading in answer.readings} == {"below"}
    paper = printed(computed)
    for words in (
        "By the figures of the person's own account",
        "Each of these figures, by itself, is below the figures of the law by which it was compared.",
        "9,000 yuan, worked out here: 500 copies at the printed price of 18 yuan",
        "It is not a statement of the person.",
        "as the person's own account gives it",
        "our reading, not a text",
        "The next figure, 2,000 copies for band 1, is not reached.",
        "The next figure, 50,000 yuan to 100,000 yuan, as the province chooses for band 1, is not reached.",
    ):
        assert words in paper
    alone = replace(charge, amounts=charge.amounts_of("state"))
    without = charges.computed(alone, DAY)
    assert without.own == ()
    assert without.sheet is not None
    assert computed.sheet is not None
    assert without.sheet.exposure == computed.sheet.exposure, "what the charge comes to is as before"


def test_an_offence_of_another_article_than_the_one_written_is_said() -> None:
    assert "does not name art. 225" in printed(charged(article="art 266"))
    assert "does not name" not in printed(charged(article="Articles 266 and 225"))


def test_a_second_reading_prints_only_what_differs_from_the_first() -> None:
    computed = charged(amounts=(ChargedAmount(number="12000", unit="copies"),))
    assert computed.sheet is not None
    assert len(computed.sheet.exposure.readings) > 1
    paper = printed(computed)
    assert paper.count("The act is alleged to have ended on 1 March 2021.") == 1
    assert "Steps that are the same as in reading 1 are not repeated." in paper


def test_figures_of_one_charge_are_measured_by_one_text_of_the_law() -> None:
    copies, turnover = ChargedAmount(number="12000", unit="copies"), ChargedAmount(number="1860000")
    computed = charged(amounts=(copies, turnover))
    assert computed.sheet is not None
    readings = computed.sheet.exposure.readings
    assert readings
    assert {reading.instrument_ids for reading in readings} == {("si-1998-publications",)}
    assert "currency dealing" not in printed(computed).split("Bands of the text in force")[0]
    of_unit = charged(amounts=(copies, turnover), entity="unit")
    assert of_unit.sheet is not None
    assert [reading.kind for reading in of_unit.sheet.exposure.readings] == ["possible"]
    for amount in ("12,000 copies", "1,860,000 yuan"):
        assert f"{amount}: not compared with any figure for units." in printed(of_unit)


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


@pytest.mark.parametrize(
    ("nationalities", "said"), [(("CN",), set()), (("CN", "CY"), OF_FOREIGNERS), ((), OF_FOREIGNERS)]
)
def test_rules_for_foreigners_are_left_out_for_a_citizen_of_china_alone(
    session: Session, nationalities: tuple[str, ...], said: set[str]
) -> None:
    client = Person(id="p1", names=(Name(text="Wen Shuyan", script="Latn"),), nationalities=nationalities)
    record.add(session, client)
    case = open_case(
        session, reference="R-1", title="Removal", jurisdiction="CY", parties=(Party(person_id=client.id),)
    )
    values = {"case_id": case.id, "article": "225", "offence": "cl-225", "act_to": "2021-03-01"}
    form.create(session, Charge, values)
    (computed,) = charges.of_case(session, case.id)
    assert computed.sheet is not None
    shown = {one.rule.id for one in computed.sheet.claims} | {rule.id for rule in computed.sheet.general}
    assert {"citizen-abroad", "cumulation"} <= shown
    assert shown & OF_FOREIGNERS == said


def test_what_the_office_should_do_is_on_no_paper() -> None:
    (charge,) = read_sample().charges
    computed = charges.computed(charge, DAY)
    assert computed.sheet is not None
    assert [rule.id for rule in computed.sheet.advice] == ["lim-ask"]
    advice = [rule.statement for rule in LAW.limitation_rules.values() if rule.is_advice]
    assert not [text for text in advice if text in printed(computed)]


def test_after_a_period_of_life_or_death_the_approval_is_said() -> None:
    ended = StatedDate(edtf="2004-05-01")
    of_life = printed(charged(article="Article 103", offence="cl-103-1", act_to=ended))
    assert (
        "20 years, to 1 May 2024; later only with approval of the Supreme People's Procuratorate" in of_life
    )
    assert LAW.limitation_rules["lim-spp"].statement in of_life
    assert "Supreme People's Procuratorate" not in printed(charged())


def test_the_state_of_the_law_and_what_is_alleged_are_said() -> None:
    (charge,) = read_sample().charges
    paper = printed(charges.computed(charge, DAY))
    for words in (
        "Computed here for an act from 1 March 2020 to 30 September 2021, by the text of the last day.",
        "The case is said to have been filed on",
        "Stages of custody, as read in April 2025",
        "Rules that bear on it, as read in April 2025",
        "Only if the charge is connected with a duty crime: ",
    ):
        assert words in paper
    for words in ("in force on 1 December 2026", "in time;", "By diplomatic channels", "the note names"):
        assert words not in paper


def test_what_holds_for_several_charges_stands_once() -> None:
    (charge,) = read_sample().charges
    every = [charges.computed(charge, DAY), charges.computed(charge, DAY)]
    paper = texts_of(composition(tuple(every), WORDS))
    assert len([text for text in paper if text.startswith("Stages of custody")]) == 1
    bribes = ChargedAmount(number="150000")
    official = charged(offence="cl-385", act_to=StatedDate(edtf="2013-05-20"), amounts=(bribes,))
    paper = texts_of(composition((every[0], official), WORDS))
    assert [text for text in paper if text.startswith("Stages of custody")] == [
        "Stages of custody, as read in April 2025: Art. 225",
        "Stages of custody, as read in April 2025: Arts. 385-386",
    ]
    assert len([text for text in paper if text.startswith("Rules that bear")]) == 1
    assert "our reading, not a text" in " ".join(paper)
    assert "5 years, to 20 May 2018; to be argued" in paper


def test_charges_of_one_way_through_custody_share_a_table() -> None:
    (charge,) = read_sample().charges
    amounts = (ChargedAmount(number="60000"),)
    fraud = charged(offence="cl-266", act_to=StatedDate(edtf="2019-05-10"), amounts=amounts)
    paper = texts_of(composition((charges.computed(charge, DAY), fraud), WORDS))
    assert "Stages of custody, as read in April 2025" in paper
    assert len([text for text in paper if text.startswith("Stages of custody")]) == 1
    assert any("When: Art. 266: possible after a year's wanted notice" in text for text in paper)
    assert not any("reaches what it needs" in text for text in paper)


@pytest.mark.parametrize(
    ("filed", "words"),
    [
        ("2019-01-01", "before the act is alleged to have ended"),
        ("2030-01-01", "lies ahead"),
        ("2021", "within the period"),
        ("2021-03-02", "within the period"),
    ],
)
def test_a_day_of_filing_that_cannot_be_decides_nothing(filed: str, words: str) -> None:
    computed = charged(filed_on=StatedDate(edtf=filed), evasion="left the country", band=2)
    paper = printed(computed)
    assert words in paper
    assert ("only if both are proved there is no limit" in paper) == (words == "within the period")


def test_an_act_that_lies_ahead_is_refused_and_a_late_one_is_said() -> None:
    ahead = charged(act_to=StatedDate(edtf="2027-03-01"), band=2)
    assert ahead.refused is not None
    assert "lies ahead" in str(ahead.refused.title)
    assert charged(act_to=StatedDate(edtf="2026"), band=2).sheet is not None
    late = printed(charged(act_to=StatedDate(edtf="2026-03-01"), band=2))
    assert "ended after April 2025" in late
    assert "ended after April 2025" not in printed(charged(band=2))


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


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_what_is_for_the_office_alone_is_in_chinese(language: str) -> None:
    words = Translator(language)
    for offence in LAW.offences.values():
        unread = (text for version in offence.versions for text in unread_of(LAW, offence, version))
        shown = {*map(words, unread), words(offence.notes)}
        assert not {text for text in shown if re.search(r"[a-z]{3,} [a-z]{2,}", text)}, offence.id


@pytest.mark.parametrize("law", ["PRC-CL", "HK-NSL", "HK-SNSO"])
def test_nothing_that_was_not_read_reaches_a_paper(law: str) -> None:
    unread = unread_texts()
    assert len(unread) > 20
    dated = (str(AS_OF), str(REPORTED_AS_OF))
    for offence in LAW.offences.values():
        if offence.law != law:
            continue
        for day in days(offence):
            computed = charged(offence=offence.id, article=offence.article, act_to=StatedDate(edtf=str(day)))
            paper = printed(computed)
            assert not [text for text in unread if text in paper], offence.id
            undated = re.sub("|".join(map(re.escape, dated)), "", paper)
            assert not re.search(
                r"\b(not|nobody) (read|seen)\b|\bno \w+ \w+ (was|were) read|general knowledge", undated
            ), offence.id
            if computed.sheet is None:
                continue
            answer = computed.sheet.exposure
            assert answer.version.level != "none"
            assert all(reading.level != "none" for reading in answer.readings)
            assert all(band.level != "none" for reading in answer.readings for band in reading.bands)
            assert all(step.level != "none" for reading in answer.readings for step in reading.steps)


@pytest.mark.parametrize("offence", ["cl-225", "nsl-20"])
def test_a_paper_says_which_states_of_the_person_are_not_computed(offence: str) -> None:
    paper = printed(charged(offence=offence, amounts=()))
    for state in ("attempt", "lesser part", "age of the person", "pregnancy", "convictions", "surrender"):
        assert state in paper


def test_a_number_that_was_not_seen_is_not_printed() -> None:
    unseen = [each.number for each in LAW.interpretations.values() if each.number and not each.is_number_seen]
    amounts = (ChargedAmount(number="1860000", measure="turnover, unlawful publications"),)
    paper = printed(charged(amounts=amounts))
    assert unseen
    assert not [number for number in unseen if number in paper]


def test_a_chinese_paper_names_the_article_that_has_no_text_in_chinese() -> None:
    day = StatedDate(edtf="1999-05-01")
    refused = charged(offence="cl-274", article="Article 274", act_to=day)
    assert "没有第274条在1999年5月1日有效的文本" in printed(refused, "zh-Hans")
    other = printed(charged(offence="cl-266", article="Article 225"), "zh-Hans")
    assert "art. 266" not in other
    assert "第266条" in other


def test_one_reading_is_not_called_several() -> None:
    one = ask("cl-176", "2020-06-01", "3000000 CNY", "600 persons", entity="unit")
    several = ask("cl-176", "2020-06-01", "3000000 CNY", "600 persons")
    assert "whether reading 1 applies" in str(one.openness)
    assert "which reading applies" in str(several.openness)


def test_a_chinese_paper_names_an_offence_in_its_own_script() -> None:
    for offence in LAW.offences.values():
        simplified_name, traditional_name = (
            Translator(language)(offence.title) for language in ("zh-Hans", "zh-Hant")
        )
        assert simplified_name == simplified(offence.title_zh)
        assert simplified(traditional_name) == simplified_name
        assert traditional_name == offence.title_zh or simplified(offence.title_zh) == offence.title_zh
    assert "第225條 非法經營罪" in printed(charged(), "zh-Hant")


def test_a_reading_that_is_ours_in_part_is_not_called_text_read_alone() -> None:
    amount = ChargedAmount(number="1860000", measure="turnover, unlawful publications")
    rows = printed(charged(amounts=(amount,))).splitlines()
    assert "text read; in part our reading, not a text" in rows
    taken = charged(band=2)
    assert taken.sheet is not None
    (reading,) = taken.sheet.exposure.readings
    assert how_read(reading, WORDS) == "text read"


def test_that_open_bands_end_with_the_fixed_term_is_our_reading() -> None:
    rules = {rule.id: rule for rule in LAW.general.values()}
    assert not rules["fixed-term"].is_inferred
    assert rules["open-bands"].is_inferred
    assert "therefore" not in printed(charged())

"""The page on the first 48 hours: one sheet in every language, nothing that nobody read, no name unasked."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pikepdf import Pdf

from casebook.base.errors import NotFound
from casebook.base.i18n import Translator
from casebook.domain.base.page_text import PAGE_LANGUAGES, PageLanguage
from casebook.domain.library.arrest.first_hours import ArrestPage, printable
from casebook.domain.library.arrest.page_of_state import PARTS_OF_CHINA
from casebook.packs.deadline.deadlines import read_deadlines
from casebook.packs.library.first_hours import read_first_hours
from casebook.pdf.typeset.one_page import OnePage, fitted
from casebook.services.library import first_hours
from casebook.services.library.first_hours_rules import is_of_first_days, is_recourse
from casebook.services.library.first_hours_sheet import condition_words, sheet, sheet_pdf
from tests.pdf.read import texts
from tests.sampled import sampled

STATES = tuple(read_first_hours().questions)
LEAST_PT = 7.0
"""Smaller type nobody reads in a cell."""


def words_of(page: OnePage) -> str:
    """Everything a page says, in one line."""
    lines = [*page.lead, *page.foot, *(item for section in page.sections for item in section.items)]
    titles = [page.title, *(section.title for section in page.sections)]
    return " ".join((*titles, *(span.text for line in lines for span in line)))


@pytest.mark.parametrize("language", sampled(PAGE_LANGUAGES))  # a page in English takes most room
@pytest.mark.parametrize("code", STATES)
def test_it_fits_one_page_in_type_that_can_be_read(code: str, language: PageLanguage) -> None:
    shown = first_hours.page(code)
    data, size_pt = fitted(sheet(shown, language, first_hours.usual_beside(language)))
    assert len(Pdf.open(io.BytesIO(data)).pages) == 1
    assert size_pt >= LEAST_PT


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
@pytest.mark.parametrize("code", STATES)
def test_what_nobody_read_is_shown_inside_and_never_printed(code: str, language: PageLanguage) -> None:
    shown = first_hours.page(code)
    said = words_of(sheet(shown, language, language))
    assert shown.unread
    assert [one.id for one in shown.unread if one.text.in_language(language) in said] == []
    assert printable(shown).unread == ()


def everything_read(shown: ArrestPage, language: PageLanguage) -> list[str]:
    """What was read of a State's own law."""
    facts = [fact for section in shown.sections.values() for fact in section]
    return [fact.text.in_language(language) for fact in facts if fact.reading.may_be_printed]


@pytest.mark.parametrize("code", STATES)
def test_every_fact_that_was_read_is_printed_with_its_article(code: str) -> None:
    shown = first_hours.page(code)
    page = sheet(shown, "en", "zh-Hans")
    said = words_of(page)
    assert [text for text in everything_read(shown, "en") if text not in said] == []
    articles = [fact.article for facts in shown.sections.values() for fact in facts if fact.article]
    assert [article for article in articles if article not in said] == []
    for words in shown.say:
        assert words.text.en in said
        assert words.text.zh_hans in said


def test_a_state_without_a_clock_says_so() -> None:
    assert "No time limit that runs here was read." in words_of(sheet(first_hours.page("RS"), "en", "en"))
    said = words_of(sheet(first_hours.page("CY"), "en", "en"))
    assert "18 days (release may follow) and 40 (it must)" in said
    assert "No time limit" not in words_of(sheet(first_hours.page("GB"), "en", "en"))


def test_a_recourse_against_return_is_no_clock_of_the_arrest() -> None:
    shown = first_hours.page("FI")
    assert {fact.topic for fact in shown.return_appeals} == {"return-appeal"}
    assert not {fact.id for fact in shown.clocks} & {fact.id for fact in shown.return_appeals}
    page = sheet(shown, "en", "en")
    asylum = next(section for section in page.sections if section.title == "Asylum")
    said = " ".join(span.text for item in asylum.items for span in item)
    assert said.index("five days under the EU band") < said.index(": 30 days")
    assert "Disputed: go by the time limit" in said


@pytest.mark.parametrize("code", STATES)
def test_no_page_of_its_own_has_a_limit_of_an_immigration_case(code: str) -> None:
    shown = first_hours.page(code)
    assert shown.return_appeals == ()
    held = first_hours.rules_of(shown).values()
    assert [rule.id for rule in held if rule.proceeding in {"asylum", "removal"}] == []


@pytest.mark.parametrize("code", ["CY", "FI", "EE", "FR", "SK", "PL", "PE", "US"])
def test_time_limits_in_chinese_have_no_english_words(code: str) -> None:
    stated = [fact.text for fact in first_hours.page(code).clocks]
    chinese = [text for each in stated for text in (each.zh_hans, each.zh_hant)]
    assert [text for text in chinese if re.search("[a-z]{3,} [a-z]{3,}", text)] == []


def test_a_day_earlier_is_no_limit_of_one_day() -> None:
    for code in ("EE", "SK"):
        said = words_of(sheet(first_hours.page(code), "en", "en"))
        assert re.search("Safe: one day earlier", said, re.IGNORECASE)
        assert "one day:" not in said


IMMIGRATION_DETENTION = (
    ("FR", "fr-retention-appeal-24h"),
    ("CA", "ca-detention-review-48h"),
    ("CZ", "cz-asylum-detention-hearing-5d"),
    ("SK", "sk-detention-action-7"),
    ("SK", "sk-detention-cassation-7"),
)


@pytest.mark.parametrize(("code", "rule_id"), IMMIGRATION_DETENTION)
def test_detention_under_immigration_law_has_no_clock_on_the_page(code: str, rule_id: str) -> None:
    shown = first_hours.page(code)
    assert rule_id in read_deadlines().rules
    assert rule_id not in {id_ for fact in shown.clocks for id_ in fact.rule_ids}
    items = words_of(sheet(shown, "en", "en"))
    assert "Detention or removal under immigration or asylum law has time limits of its own" in items


def test_a_page_that_lists_appeals_against_return_does_not_deny_them() -> None:
    other = "has time limits of its own, not listed"
    assert other not in words_of(sheet(first_hours.page("FI"), "en", "en"))
    for code in ("CY", "US", "RS"):
        assert other in words_of(sheet(first_hours.page(code), "en", "en"))


def test_no_page_denies_a_limit_that_the_rules_of_its_state_hold() -> None:
    held = {
        rule.jurisdiction.partition("-")[0]
        for rule in read_deadlines().rules.values()
        if is_recourse(rule) and rule.proceeding in {"extradition", "detention"}
    }
    known = {place.id for place in first_hours.every_place(Translator())} | {*STATES, "EE", "NO", "FI"}
    pages = {code: first_hours.page(code) for code in known}
    silent = {code for code, shown in pages.items() if not shown.clocks}
    assert "RS" in silent
    assert held & silent == set()


@pytest.mark.parametrize("code", [*STATES, "EE", "NO", "FI", "PE", "SK"])
def test_clocks_stand_in_the_order_in_which_they_run_out(code: str) -> None:
    later = ("supplement", "appeal", "surrender")
    hours = {"hours": 1, "days": 24, "working-days": 33.6, "weeks": 168, "months": 730, "years": 8760}
    clocks = [fact for fact in first_hours.page(code).clocks if fact.unit]
    stands = [(fact.topic in later, fact.value * hours[fact.unit]) for fact in clocks]
    assert stands == sorted(stands)


def test_the_appeal_against_the_arrest_ruling_comes_first_in_estonia() -> None:
    clocks = [fact.id for fact in first_hours.page("EE").clocks]
    assert clocks[0] == "ee-extradition-arrest-appeal-10"
    assert clocks.index("ee-extradition-release-40") < clocks.index("ee-extradition-custody-1y")


HELD = [rule for rule in read_deadlines().rules.values() if is_of_first_days(rule)]


@pytest.mark.parametrize("code", sorted({rule.jurisdiction[:2] for rule in HELD} - {"CN", "IN"}))
def test_each_rule_of_the_first_days_is_printed_with_its_source(code: str) -> None:
    shown = first_hours.page(code)
    said = words_of(sheet(shown, "en", "en"))
    rules = {rule.id: rule for rule in HELD if rule.jurisdiction[:2] == code}
    stated = {id_: fact for facts in shown.sections.values() for fact in facts for id_ in fact.rule_ids}
    assert rules.keys() <= stated.keys()
    for id_ in rules:
        assert stated[id_].text.en in said
        assert stated[id_].article in said


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
@pytest.mark.parametrize("code", ["EE", "SK", "PE"])
def test_a_page_of_rules_alone_fits_in_type_that_can_be_read(code: str, language: PageLanguage) -> None:
    page = sheet(first_hours.page(code), language, first_hours.usual_beside(language))
    assert fitted(page)[1] >= LEAST_PT


def test_a_state_without_a_page_has_the_clocks_of_its_rules() -> None:
    said = words_of(sheet(first_hours.page("EE"), "en", "en"))
    assert "No page was gathered for this State." in said
    for part in ("18 days: ", "40 days: ", "1 year: ", "KrMS s. 447(5) first sentence"):
        assert part in said
    assert "4 weeks: " in words_of(sheet(first_hours.page("NO"), "en", "en"))


@pytest.mark.parametrize("code", STATES)
def test_each_limit_before_the_request_has_its_own_period(code: str) -> None:
    rules = read_deadlines().rules
    for fact in first_hours.page(code).clocks:
        if fact.topic == "provisional-limit" and fact.rule_ids and fact.value:
            period = rules[fact.rule_ids[0]].period
            assert period is not None
            assert period.parts[0].amount == fact.value, fact.id


def test_germany_heads_the_general_rule_with_two_months() -> None:
    limits = [fact for fact in first_hours.page("DE").clocks if fact.topic == "provisional-limit"]
    assert [(fact.value, fact.rule_ids) for fact in limits] == [
        (2, ("de-irg-provisional-2m",)),
        (3, ("de-irg-provisional-3m",)),
    ]
    assert "only when a non-European state itself asked" in limits[1].text.en


def test_a_limit_of_arrest_that_nobody_read_is_asked_for() -> None:
    missing = "No time limit of provisional arrest was read"
    for code in ("TH", "TR", "AE", "HK", "CY", "FI", "AT"):
        assert missing in words_of(sheet(first_hours.page(code), "en", "en"))
    for code in ("GB", "DE", "EE"):
        assert missing not in words_of(sheet(first_hours.page(code), "en", "en"))


def test_a_time_for_the_judge_that_nobody_read_is_asked_for() -> None:
    missing = "By when you must be brought before a judge was not read"
    for code in ("AU", "BE", "ES", "PL", "US", "HK"):
        assert missing in words_of(sheet(first_hours.page(code), "en", "en"))
    for code in ("GB", "DE", "IT", "CA"):
        assert missing not in words_of(sheet(first_hours.page(code), "en", "en"))


def test_a_treaty_that_may_set_less_is_named_beside_the_statute() -> None:
    spain = [(fact.value, fact.article) for fact in first_hours.page("ES").clocks]
    assert spain == [(30, "treaty of 2005"), (40, "Ley 4/1985 art. 8")]
    for code, treaty in (("BE", "2016"), ("FR", "2007"), ("KR", "2000"), ("PT", "")):
        said = words_of(sheet(first_hours.page(code), "en", "en"))
        assert re.search(f"treaty (?:of {treaty} )?with China", said)


def test_a_hearing_after_provisional_arrest_runs_from_the_papers() -> None:
    (hearing,) = [fact for fact in first_hours.page("GB").clocks if fact.topic == "hearing"]
    assert "on which the judge receives the papers" in hearing.text.en
    assert hearing.article == "2003 Act s. 76(2)-(5)"


def test_the_poles_complain_within_seven_days() -> None:
    shown = first_hours.page("PL")
    assert (shown.clocks[0].value, shown.clocks[0].unit) == (7, "days")
    assert shown.clocks[0].rule_ids == ("pl-extradition-arrest-complaint-7",)


def test_words_to_say_stand_in_the_order_in_which_they_are_needed() -> None:
    order = [
        *("on arrest", "on arrest", "on arrest and before every judge", "before any notice is sent"),
        *("on arrest", "on arrest", "whenever asked", "first hearing"),
    ]
    for code in ("CY", "HK", "MO"):
        assert [one.when for one in first_hours.page(code).say] == order


ENGLISH_CITED = re.compile(r"\b(?:Act|Law|treaty|Constitution|Convention|agreement|amended|arts?\.|ss?\.) ")


@pytest.mark.parametrize("code", STATES)
def test_a_citation_on_a_chinese_page_has_no_english_word(code: str) -> None:
    kept = {fact.id for fact in read_first_hours().facts} - {"se-04"}  # the page of a law report
    facts = [fact for facts in first_hours.page(code).sections.values() for fact in facts if fact.id in kept]
    cited = [fact.article_in.zh_hans if fact.article_in else fact.article for fact in facts]
    assert [article for article in cited if ENGLISH_CITED.search(article)] == []


def test_thailand_says_that_surrender_may_come_within_two_days() -> None:
    said = words_of(sheet(first_hours.page("TH"), "en", "en"))
    assert "Do not take the 60 days of the general Thai Act" in said
    assert "two days after the ruling" in said


def test_cyprus_has_both_ways_against_detention_and_committal() -> None:
    shown = first_hours.page("CY")
    said = words_of(sheet(shown, "en", "en"))
    assert "against detention an appeal to the Court of Appeal" in said
    assert "no appeal" not in said
    assert [fact.topic for fact in shown.sections["interim"]] == []


def test_a_place_in_words_is_cited_in_the_language_of_the_page() -> None:
    said = words_of(sheet(first_hours.page("CY"), "zh-Hans", "zh-Hans"))
    assert "帕福斯，2022年1月" in said
    assert "Paphos" not in said
    assert "European Convention" not in said


def test_no_fact_tells_the_person_to_ask_for_the_consulate() -> None:
    for code in STATES:
        rights = [fact.text.en for fact in first_hours.page(code).sections["rights"]]
        assert [text for text in rights if "consul" in text.lower()] == []


def test_hong_kong_speaks_of_the_mainland_and_of_no_consulate_of_china() -> None:
    said = words_of(sheet(first_hours.page("HK"), "en", "en"))
    for absent in ("Chinese embassy", "from the consulate", "Chinese consulate", "Spain", "Portugal"):
        assert absent not in said
    assert "If mainland officers come" in said
    assert "case stated under Cap. 503" in said
    assert "If this is surrender to another State: I do not consent to simplified surrender" in said
    assert "Removal to the mainland: no law on it was read" in said
    stated = [fact.text.en for facts in first_hours.page("HK").sections.values() for fact in facts]
    assert all(text.startswith("Surrender to another State") for text in stated)
    assert "Do not tell the Chinese embassy" in words_of(sheet(first_hours.page("TH"), "en", "en"))


@pytest.mark.parametrize("code", PARTS_OF_CHINA)
def test_words_to_say_in_a_part_of_china_name_the_mainland(code: str) -> None:
    shown = first_hours.page(code)
    spoken = [*(one.text for one in shown.say), *(one.text for one in shown.advice_on("do-not-sign"))]
    for away in ("China", "Chinese", "embassy"):
        assert [text.en for text in spoken if away in text.en] == []
    for away in ("中国", "回国", "使馆"):
        assert [text.zh_hans for text in spoken if away in text.zh_hans] == []
    for away in ("中國", "回國", "使館"):
        assert [text.zh_hant for text in spoken if away in text.zh_hant] == []
    assert shown.consular == ()
    others = first_hours.page("TH")
    assert len(shown.say) == len(others.say)
    assert len(spoken) == len(others.say) + len(others.advice_on("do-not-sign"))


@pytest.mark.parametrize("code", PARTS_OF_CHINA)
def test_visits_of_mainland_officers_do_not_stand_under_the_consulate(code: str) -> None:
    titles = [section.title for section in sheet(first_hours.page(code), "en", "en").sections]
    assert "Visits, and a foreign consul" in titles
    assert "The consulate" not in titles
    elsewhere = [section.title for section in sheet(first_hours.page("TH"), "en", "en").sections]
    assert "The consulate" in elsewhere


def test_macao_is_a_part_of_china_as_hong_kong_is() -> None:
    shown = first_hours.page("MO")
    said = words_of(sheet(shown, "en", "en"))
    assert not any(one.route.remedy for one in shown.routes)
    for absent in ("Chinese embassy", "from the consulate", "Chinese consulate", "Spain", "this State"):
        assert absent not in said
    assert "If mainland officers come" in said
    assert "大陆" not in words_of(sheet(first_hours.page("HK"), "zh-Hans", "zh-Hans"))


def test_a_page_says_on_what_day_it_is_made() -> None:
    made = sheet(first_hours.page("CY"), "en", "en", clock=lambda: datetime(2026, 5, 11, 9, tzinfo=UTC))
    assert "Made on 11 May 2026." in words_of(made)


def test_a_name_is_printed_only_where_it_is_given(tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    first_hours.put(first_hours.page("gb"), out, "en", "zh-Hans", "Invented Person")
    assert "Invented Person" in texts(out)[0]
    assert b"Invented" not in sheet_pdf(first_hours.page("GB"), "en", "zh-Hans")


def test_a_body_that_the_state_has_not_accepted_is_left_out() -> None:
    def bodies(code: str) -> set[str]:
        return {one.route.id for one in first_hours.page(code).routes}

    assert "interim-echr" in bodies("CY") - bodies("TH")
    assert "interim-hrc" not in bodies("US")
    assert "interim-hrc" not in bodies("CH") | bodies("GB") | bodies("TH") | bodies("AE")
    assert all("interim-ccf" in bodies(code) for code in STATES)


@pytest.mark.parametrize("country", ["Atlantis", "CN", ""])
def test_no_country_and_the_requesting_one_have_no_page(country: str) -> None:
    with pytest.raises(NotFound) as raised:
        first_hours.page(country)
    assert "CY" in str(raised.value.remedy)


@pytest.mark.parametrize("code", ["VU", "LA", "LV", "Vanuatu"])
def test_a_state_without_facts_gets_what_holds_everywhere(code: str) -> None:
    shown = first_hours.page(code)
    said = words_of(sheet(shown, "en", "zh-Hans"))
    assert not any(shown.sections.values())
    for part in ("What does the arrest rest on?", "No time limit that runs here was read."):
        assert part in said
    assert "Commission for the Control of INTERPOL's Files" in said
    assert [one.text.en for one in shown.say if one.text.en not in said] == []
    assert [one.text.en for one in shown.advice_on("do-not-sign") if one.text.en not in said] == []


@pytest.mark.parametrize("language", PAGE_LANGUAGES)
@pytest.mark.parametrize("code", STATES)
def test_a_body_to_be_accepted_is_printed_with_that_condition(code: str, language: PageLanguage) -> None:
    shown = first_hours.page(code)
    said = words_of(sheet(shown, language, language))
    open_to_all = {one.route.id for one in shown.routes if not one.is_conditional}
    named = {one.id for one in read_first_hours().routes if code in one.named}
    assert {"interim-cat", "interim-crc"} & open_to_all == set()
    assert ("interim-echr" in open_to_all) == ("interim-echr" in named)
    printed = printable(shown).routes
    if code in PARTS_OF_CHINA:
        assert not any(one.route.remedy for one in shown.routes), "nothing read says that China accepted it"
        return
    assert "interim-crc" in {one.route.id for one in printed}
    conditions = [one.condition.in_language(language) for one in printed if one.condition]
    assert conditions
    assert [text for text in conditions if text not in said] == []


@pytest.mark.parametrize("code", ["AR", "BO", "BR", "CL", "CO", "EC", "MX", "PE", "UY"])
def test_the_inter_american_bodies_are_named_on_condition(code: str) -> None:
    shown = printable(first_hours.page(code)).routes
    (regional,) = [one for one in shown if "Inter-American" in one.route.to.en]
    assert (regional.condition is None) == (code == "PE")
    assert "Wong Ho Wing" in words_of(sheet(first_hours.page(code), "en", "en"))


def test_a_place_not_known_is_put_under_no_court_of_named_states() -> None:
    assert "interim-echr" not in {one.route.id for one in first_hours.page("HK").routes}
    assert "interim-echr" in {one.route.id for one in first_hours.page("RO").routes}


def test_a_limit_that_may_not_hold_says_so_before_it() -> None:
    first = first_hours.page("GB").sections["clocks"][0]
    assert "not a territory of Part 2" in first.text.en
    assert "s. 194" in words_of(sheet(first_hours.page("GB"), "en", "en"))


def test_an_office_that_was_not_read_is_a_question() -> None:
    for code in ("TH", "TR"):
        assert "Ask whether UNHCR has an office here" in words_of(sheet(first_hours.page(code), "en", "en"))
    assert "UNHCR" not in words_of(sheet(first_hours.page("GB"), "en", "en"))


@pytest.mark.parametrize("code", STATES)
def test_the_page_does_not_speak_of_the_program(code: str) -> None:
    said = words_of(sheet(first_hours.page(code), "en", "zh-Hans"))
    assert "not read again" not in said
    assert "article not read" not in said
    assert not re.search(r"\((?:ES|PT|CH|GB)\b", said)
    assert "?" in first_hours.page(code).question.en


def test_each_rule_that_a_page_names_is_there() -> None:
    shown = first_hours.page("DE")
    assert set(first_hours.rules_of(shown)) >= {"de-irg-provisional-3m", "de-irg-provisional-2m"}


def test_what_was_read_opens_a_committee_and_what_was_not_opens_none() -> None:
    said = words_of(sheet(first_hours.page("PT"), "en", "en"))
    assert "UN Human Rights Committee" in said
    assert "Only if this State is under the first Optional Protocol" not in said
    assert "Only if this State made the declaration under art. 22" in said
    assert "general knowledge" not in said
    assert "Call first to check: not a statement of the law" in said
    assert said.index("UN Human Rights Committee") < said.index("UN Committee against Torture")


def test_what_the_country_data_hold_unread_stays_in_the_office() -> None:
    (torture,) = [one for one in first_hours.page("PT").routes_to_check if one.route.id == "interim-cat"]
    held = condition_words(torture, "en", Translator())
    assert "The country data say yes, from general knowledge: nobody read it." in held


def test_a_limit_says_for_what_it_is_and_by_which_law() -> None:
    said = words_of(sheet(first_hours.page("PT"), "en", "en"))
    assert "it ends if the request has not come within 18 days" in said
    assert "Lei 144/99 art. 63(3)" in said


@pytest.mark.parametrize("code", STATES)
def test_no_provisional_limit_is_a_bare_number(code: str) -> None:
    for fact in first_hours.page(code).clocks:
        if fact.topic == "provisional-limit":
            words = fact.text.en.lower()
            assert any(
                part in words for part in ("request", "papers", "warrant", "release", "documents", "notice")
            ), fact.id
            assert fact.article, fact.id


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_chinese_page_cites_each_place_in_chinese(language: PageLanguage) -> None:
    cited = {
        fact.id: fact.cited_in(language)
        for place in first_hours.every_place(Translator())
        for facts in first_hours.page(place.id).sections.values()
        for fact in facts
        if fact.rule_ids == (fact.id,)
    }
    assert len(cited) > 30
    english = r"\b(arts?|ss?|paras?|ch)\. ?\d|\b(Act|Treaty|sentence|paragraph|in force|Agreement) "
    assert not {id_: text for id_, text in cited.items() if re.search(english, text)}
    sign = {"zh-Hans": "条", "zh-Hant": "條"}[language]
    assert cited["ee-extradition-release-18"] == f"KrMS第447(5){sign}第一句"
    assert cited["ie-extradition-provisional-18"].endswith(f"第27(7)-(8){sign}")

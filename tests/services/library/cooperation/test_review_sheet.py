"""The paper of a review: in every format and language, with its gaps, and without what nobody read."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from docx import Document

from casebook.base.clock import fixed_clock
from casebook.base.errors import InvalidInput, NotFound
from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import Block, Heading, Pairs, TextParagraph, TextTable
from casebook.domain.library.cooperation.open_question import QuestionKind, ReviewQuestion
from casebook.domain.library.cooperation.review import printable
from casebook.domain.library.history import printed_history
from casebook.packs.library.registry import read_registry
from casebook.services.library.cooperation import review, review_sheet, review_text
from casebook.services.library.cooperation.review_map import map_block
from casebook.services.library.country_text import as_compiled
from tests.pdf.read import texts

EN = Translator("en")
UNREAD = [
    *(one.summary for one in read_registry().incidents if not one.is_seen),
    *(one.summary for one in read_registry().decisions if not one.is_seen),
]


def words_of(blocks: tuple[Block, ...]) -> str:
    lines = []
    for block in blocks:
        if isinstance(block, TextParagraph):
            lines += [*block.line, *block.reference]
        elif isinstance(block, TextTable):
            lines += [span for row in block.rows for cell in row for span in cell]
        elif isinstance(block, Pairs):
            lines += [span for _, line in block.rows for span in line]
    return "\n".join(span.text for span in lines)


def paper(*codes: str, language: str = "en") -> str:
    whole = review_sheet.composition(review.reviews(codes), Translator(language))
    return "\n".join(words_of(part.blocks) for part in whole.parts)


def headings(code: str) -> list[str]:
    whole = review_sheet.composition(review.reviews([code]), EN)
    return [block.text for part in whole.parts for block in part.blocks if isinstance(block, Heading)]


def test_each_question_names_its_gap() -> None:
    shown = printable(review.review("CY"))
    said = paper("CY")
    for asked in shown.questions:
        assert review_text.question(asked, EN) in said
        assert review_text.gap(asked, EN) in said


@pytest.mark.parametrize("row", review.rows(), ids=lambda row: row.id)
def test_no_paper_has_what_nobody_read(row: review.ReviewRow) -> None:
    said = paper(row.id)
    assert [text for text in UNREAD if text in said] == []
    unseen = [one for one in review.review(row.id).instruments if not one.instrument.is_seen]
    assert [one.instrument.title for one in unseen if one.instrument.title not in said] == []
    assert [
        one.instrument.notes for one in unseen if one.instrument.notes and one.instrument.notes in said
    ] == []


def test_a_term_stands_with_how_it_is_known_and_a_vote_is_asked_for() -> None:
    said = paper("BE", "AO")
    assert "it can be ended on 180 days’ notice" in said
    assert "arts. 19 to 22 · part of the article read" in said
    assert "76 votes" not in said
    assert re.search("By what vote was “Treaty on Extradition [^”]* the Kingdom of Belgium” approved", said)
    assert "approved by Belgium by a law of 3 December 2018 (no ratification by Belgium was read)" in said


def test_whose_account_it_is_stands_in_the_language_of_the_paper() -> None:
    simplified, traditional = (paper("GB", "CY", language=one) for one in ("zh-Hans", "zh-Hant"))
    assert "转引自 报纸（Le Soir）" in simplified
    assert "转引自 英国立法追踪网站" in simplified
    assert "GNews（賽普勒斯的法律）" in traditional
    assert "as reported in a newspaper (Le Soir)" in paper("GB")


def test_a_ruling_on_status_and_a_later_breach_are_named_as_that() -> None:
    said = paper("KZ", "BE", "CY", "IT")
    assert "25 May 2011: refusal of refugee status upheld." in said
    assert "2011: the transfer was a breach." in said
    assert re.search(r"less than a year before, it was said in 2021\. Checked: holds\.", said)
    assert "Law 12(III)/2019 · as reported in GNews (the law of Cyprus); Safeguard Defenders" in said
    assert "Law 64 of 29 April 2015" in said


def test_an_approval_is_named_as_the_law_vote_or_decree_it_was() -> None:
    said = paper("PT", "IR")
    none = "(no ratification by Portugal was read)"
    vote, decree = "a vote in parliament of 6 March 2009", "a presidential decree of 30 April 2009"
    assert f"approved by Portugal by {vote}; approved by Portugal by {decree} {none}" in said
    assert "13 April 2014 (no ratification by Iran was read)" in said
    assert "approved by Iran 20 September 2014; approved by Iran by a vote" in said
    assert "law or vote" not in said
    assert "A vote that approved it was read, but not how many voted for it." in said


@pytest.mark.parametrize(("code", "state"), [("AF", "Afghanistan"), ("ET", "Ethiopia")])
def test_where_china_alone_ratified_the_other_side_was_not_read(code: str, state: str) -> None:
    said = paper(code)
    shown = review.review(code)
    # At a glance and with the treaty itself.
    assert said.count(f"; whether {state} ratified was not read") == 2
    assert "only" not in said.partition("Instruments and channels")[0]
    caption = map_block([printable(shown)], EN).caption
    assert caption.endswith(": ratified by one side; whether the other did was not read")
    assert not re.search("Was “Treaty on Extradition [^”]*” put before parliament, by what vote", said)
    assert "has parliament been asked to approve it" in said


@pytest.mark.parametrize(
    ("code", "state", "day"),
    [
        ("TR", "Türkiye", "January 2023"),
        ("GR", "Greece", "January 2023"),
        ("RS", "Serbia", "September 2025"),
    ],
)
def test_what_was_read_of_the_other_side_stands_with_its_day(code: str, state: str, day: str) -> None:
    said = paper(code)
    assert said.count(f"not ratified by {state} as of {day} (nothing later was read)") == 2
    assert "ratified was not read" not in said


def test_what_kenya_decided_and_ordered_stands_on_its_page() -> None:
    said = paper("KE")
    decided = "approved by Kenya by a decision of the cabinet of 21 March 2023"
    ordered = "order with its text issued by Kenya, commenced 29 September 2023"
    assert said.count(f"{decided}; {ordered} (no ratification by Kenya was read)") == 2


def test_a_law_of_which_only_the_number_was_read_is_no_ratification() -> None:
    said = paper("IT")
    text = "approved or ratified by one side at least; by which, and how, was not read"
    assert said.count(text) == 2
    assert "ended by Italy 19 December 2022" in said
    assert "it lapsed in 2022 because of Covid and was not renewed" in said


@pytest.mark.parametrize("code", ["US", "GB", "CA", "AU", "NL", "IE"])
def test_a_suspension_of_hong_kong_alone_says_the_other_was_not_read(code: str) -> None:
    assert re.findall(r"suspended by Hong Kong [^;]+; whether [^;]+ suspended it was not read", paper(code))
    assert "was not read" not in paper("FI").partition("In numbers")[0]
    assert "suspended by Finland on or before 23 October 2020" in paper("FI")


def test_no_debate_is_asked_for_where_only_a_signature_was_read() -> None:
    """A treaty on a list as signed may be in force for decades: whether it is comes first."""
    said = paper("CA", "ES", "IT")
    assert "will parliament debate" not in said
    assert "assistance in criminal matters” in force, and since when?" in said


def test_a_claim_that_does_not_hold_is_shown() -> None:
    assert "Checked: does not hold." in paper("AT")


def test_how_many_were_handed_over_is_asked_of_what_hands_people_over() -> None:
    asked = {
        one.purpose: review_text.question(one, EN)
        for code in ("IT", "FR", "US", "CH")
        for one in review.review(code).questions
        if one.kind == "use"
    }
    counting = {purpose for purpose, text in asked.items() if "how many people were handed over" in text}
    assert counting == {"extradition-treaty", "surrender-agreement", "readmission"}
    assert asked["police-cooperation"].startswith("What was done under")


def test_an_agreement_that_was_shelved_is_said_never_to_have_been_in_force() -> None:
    said = paper("FR")
    assert said.count("shelved by Hong Kong 12 August 2020, never in force") >= 2
    assert "France halted ratification in early August 2020" in said


def test_a_doubt_stands_with_what_it_is_about() -> None:
    note = next(
        note for one in review.review("IT").instruments for note in one.notes if note.id == "it-ending"
    )
    basis = review_text.note_basis(note, EN)
    assert "to be checked: Which article says so" in basis
    said = paper("IT")
    assert "Either side can end the treaty on 180 days’ notice." in said


def test_what_ran_out_was_ended_by_nobody() -> None:
    said = paper("CH")
    assert "expired 7 December 2020" in said
    assert "by one party" not in said


def test_a_man_surrendered_once_is_one_account() -> None:
    said = paper("PE")
    assert "What happened to them was not read" not in said
    assert "Was the person in" not in said


def test_no_statement_has_these_data_as_its_source() -> None:
    for code in ("CY", "FJ", "AU", "FR", "US", "PH", "MA"):
        assert "country data of this program" not in paper(code)
    assert "as reported in GNews (the law of Cyprus); Safeguard Defenders" in paper("CY")
    assert "read on unofficial websites only; no official page was read" in paper("KG")
    assert "art. 24 · read in a copy, not on an official page" in paper("BE")


def test_a_status_comes_from_its_own_source() -> None:
    """A list that alone says it is named with it; of two words of a notice neither is taken."""
    assert "in force (on a list dated October 2018)" in paper("BR")
    assert "Extradition; signed 27 September 2013; ratified by China 28 December 2014" in paper("AF")
    assert "suspended or terminated, which of the two was not read" in paper("US")
    assert "since it ended" not in paper("US")


def test_transfers_that_may_not_have_taken_place_are_those_asked_about() -> None:
    for row in review.rows():
        kinds = [one.kind for one in printable(review.review(row.id)).questions]
        assert sum(one.not_followed for one in row.decided) == kinds.count("fate"), row.id


def test_a_gap_says_what_was_read() -> None:
    assert "only part of its articles was read here: 1, 2(1), 24." in paper("BE")
    assert "Its article 18(2) on suspension was read; the notice that suspended it was not." in paper("NL")
    assert "Noted is Law 12(III)/2019; no page with the full text was found." in paper("CY")


def test_a_remedy_that_nobody_looked_up_is_for_the_office_alone() -> None:
    said = paper("CY")
    assert "ECHR" not in said
    assert "Not looked up" not in said
    office = review_text.not_looked_up(review.review("CY"), EN)
    assert office.startswith(
        "Not looked up for this review, so look it up: ECHR; European Union; CAT art. 22;"
    )
    assert "ECHR" not in review_text.not_looked_up(review.review("PE"), EN)


def test_a_state_without_a_sheet_is_named_and_what_was_typed_is_not() -> None:
    with pytest.raises(NotFound, match="no sheet for SR"):
        review.reviews(["US", "SR", "TR"])
    with pytest.raises(NotFound, match=r"no sheet for no\. 2"):
        review.reviews(["US", "Somebody Nobody"])


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_a_chinese_paper_has_notes_and_questions_in_chinese(language: str) -> None:
    said = paper("AO", "KH", language=language)
    (note,) = review.review("AO").instruments[0].notes
    assert review_text.note_text(note, Translator(language)) in said
    assert re.search("17人被(?:监|監)禁", said)
    for asked in printable(review.review("AO")).questions:
        own = re.sub(r"“[^”]*”|《[^》]*》", "", review_text.gap(asked, Translator(language)))
        assert re.search(r"[一-鿿]", own)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("code", ["CY", "ES", "FR", "GB", "IT", "LA", "PE", "TH", "US"])
def test_a_chinese_paper_has_no_summary_in_english(code: str, language: str) -> None:
    shown = printable(review.review(code))
    sheet = shown.sheet
    summaries = {
        *(clause.substance for clause in sheet.clauses),
        *(text for one in sheet.decisions for text in (one.summary, one.assurances_assessment)),
        *(text for one in sheet.incidents for text in (one.summary, one.notes, one.conflict)),
        *(text for one in sheet.claims for text in (one.claim, one.notes)),
        *(text for one in shown.handed_over for text in (one.text, one.fate)),
        *(conflict.text for conflict in sheet.conflicts),
    } - {""}
    chinese = paper(code, language=language)
    assert summaries
    assert {text for text in summaries if text.rstrip(".") in chinese} == set()


def test_it_is_written_in_three_formats(tmp_path: Path) -> None:
    shown = review.reviews(["CY", "IT", "CY"])
    assert [one.sheet.code for one in shown] == ["CY", "IT"]
    out = tmp_path / "review.pdf"
    review_sheet.put(shown, out, EN, "pdf")
    pages = " ".join(texts(out))
    assert "Open questions to ask of a minister" in pages
    assert "Extradition or surrender: Cyprus: in force; Italy: in force" in pages
    word = Document(BytesIO(review_sheet.rendered(shown, EN, "docx")))
    paragraphs = "\n".join(one.text for one in word.paragraphs)
    assert "Surrender must be refused for an offence only under military law" in paragraphs
    assert "Extradition or surrender: Cyprus: in force; Italy: in force" in paragraphs
    page = review_sheet.rendered(shown, EN, "html").decode()
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert page.count("<svg") == 1
    assert "Cyprus: in force; Italy: in force" in page


def test_the_map_rings_a_small_state_and_says_it_in_words() -> None:
    drawn = map_block([review.review("SG")], EN)
    assert len(drawn.rings) == 1
    assert [shape.said for shape in drawn.shapes if shape.said] == [
        "Singapore: in force (to Hong Kong alone)"
    ]
    page = review_sheet.rendered(review.reviews(["SG", "CY"]), EN, "html").decode()
    assert "<circle" in page
    assert "<title>Singapore: in force (to Hong Kong alone)</title>" in page


def test_the_map_does_not_say_what_nobody_read() -> None:
    shown = review.review("SG")
    unread = [
        replace(state, instruments=tuple(replace(one, is_seen=False) for one in state.instruments))
        for state in shown.sheet.channels
    ]
    sheet = replace(shown.sheet, channels=tuple(unread))
    assert map_block([review.of_sheet(sheet)], EN).caption == "Extradition or surrender: Singapore: not seen"


def test_a_state_without_data_is_named() -> None:
    with pytest.raises(NotFound):
        review.review("XX")
    with pytest.raises(InvalidInput):
        review.reviews([])


def test_the_same_review_has_the_same_bytes() -> None:
    shown = review.reviews(["CY"])
    for as_ in review_sheet.FORMATS:
        assert review_sheet.rendered(shown, EN, as_) == review_sheet.rendered(shown, EN, as_)


def test_no_gap_says_of_all_the_world_what_was_not_read_here() -> None:
    kinds: tuple[QuestionKind, ...] = get_args(QuestionKind)
    gaps = [review_text.gap(ReviewQuestion(kind=kind, noun="country", record_id="XX"), EN) for kind in kinds]
    assert [one for one in gaps if "not known" in one or "is known" in one] == []


@pytest.mark.parametrize(("code", "allowed", "undecided"), [("TH", 1, 4), ("RS", 0, 1), ("ES", 2, 1)])
def test_people_handed_over_without_a_decision_are_no_decided_case(
    code: str, allowed: int, undecided: int
) -> None:
    row = review.row_of(printable(review.review(code)), EN)
    assert (row.cases("extradition").allowed, row.undecided) == (allowed, undecided)
    said = paper(code)
    assert "Of these, without a decision that was read" in said
    heads = headings(code)
    assert any(one.startswith("What happened to people handed over") for one in heads)
    assert ("People handed over, without a decision that was read" in heads) == (code == "ES"), (
        "they are in that list alone, as they are counted"
    )


def test_an_incident_among_people_handed_over_stands_there_alone() -> None:
    said = paper("TH")
    assert said.count("was executed") == 2, "in the list, and in the question on it"
    assert said.count("109 Uyghurs") == 2
    heads = headings("TH")
    assert "What happened to people handed over, and to promises made for them" in heads
    assert "Track record on assurances" not in heads


def test_two_days_of_one_suspension_are_explained() -> None:
    said = paper("US")
    assert "suspended by the United States 19 August 2020" in said
    assert "of 18 August 2020, announced on 19 August," in said
    assert "signed; signed" not in said


def test_nobody_is_said_to_have_been_allowed_to_go_by_an_account() -> None:
    said = paper("RS")
    assert "transfer allowed. " not in said
    assert "Decided cases: extradition to mainland China" in said


@pytest.mark.parametrize("code", ["CA", "TH", "CY", "IT", "AE"])
def test_what_was_not_read_is_not_called_unknown(code: str) -> None:
    assert "not known" not in paper(code)


def test_a_question_on_an_incident_without_a_date_names_none() -> None:
    assert "executed soon afterwards?" in paper("CA")


def test_a_review_states_the_day_it_is_made(now: datetime) -> None:
    whole = review_sheet.composition(review.reviews(["CY"]), EN, fixed_clock(now))
    assert "Made on 2 March 2026." in words_of(whole.parts[0].blocks)


def test_one_state_has_no_map_and_several_have_one() -> None:
    assert "<svg" not in review_sheet.rendered(review.reviews(["GB"]), EN, "html").decode()


def test_what_ended_is_counted_apart_from_terms_that_were_read() -> None:
    row = review.row_of(review.review("IT"), EN)
    assert (row.ends_known, row.ended, row.seen) == (1, 1, 3)
    text = paper("GB")
    assert "How it ends: The agreement was suspended" not in text
    assert "What is known of its end: The agreement was suspended" in text


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("code", ["ES", "IT", "GB"])
def test_a_chinese_review_prints_later_histories_in_chinese(code: str, language: str) -> None:
    shown, words = review.review(code), Translator(language)
    text = paper(code, language=language)
    histories = [printed_history(one) for one in printable(shown).sheet.decisions]
    in_english = paper(code)
    printed = [history for history in histories if history and history in in_english]
    assert printed
    for history in printed:
        assert history not in text
        assert words(history) in text


def test_a_question_describes_a_decision_in_the_language_of_the_paper() -> None:
    assert "“国家法院刑事庭，拒绝引渡一名公司董事（2025年）" in paper("ES", language="zh-Hans")


def test_a_decision_cited_again_does_not_repeat_its_later_history() -> None:
    text = paper("ES")
    assert text.count("Applications to Strasbourg were rejected") == 1
    assert "Later history: see above." in text


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "3 (paragraph not stated)"), ("zh-Hans", "3（未注明款次）")]
)
def test_an_article_of_which_paragraphs_are_named_says_where_none_was_read(language: str, shown: str) -> None:
    assert shown in paper("ES", language=language)


def test_what_the_paper_does_not_print_is_not_said_to_stand_there() -> None:
    (asked,) = (one for one in review.review("ES").questions if "company director" in one.subject)
    assert review_text.gap(asked, EN) == "Its later history was not read, or only in part."


def test_a_later_history_that_is_printed_is_not_said_to_be_unread() -> None:
    text = paper("GB")
    assert "Its later history was not read" not in text
    assert "What was read of its later history stands with it" in text


@pytest.mark.parametrize(("language", "marks"), [("zh-Hans", ("“", "”")), ("zh-Hant", ("「", "」"))])
def test_english_on_a_chinese_page_is_quoted_and_marked(language: str, marks: tuple[str, str]) -> None:
    words, (opens, closes) = Translator(language), marks
    quoted = as_compiled("An account of the office.", words)
    assert quoted == f"{opens}An account of the office.{closes}（原文英文）"
    within = as_compiled("An account of the office.", words, is_within=True)
    assert within == f"{opens}An account of the office{closes}（原文英文）"
    assert as_compiled("An account of the office.", EN) == "An account of the office."
    assert as_compiled("", words) == ""


def test_a_question_names_what_it_is_about_and_no_day_that_nobody_read() -> None:
    said = paper("TR", "AE", "KE", "ES")
    assert "What happened after the decision “16th and 18th Administrative Courts of Istanbul" in said
    assert "Two Uyghurs (removal)”?" in said
    assert "Gap: Accounts differ: China and Dubai Police denied the account" in said
    assert "Which of them is right" not in said
    assert "What is the Government’s account of this, and what followed: Kenya sent" in said


def test_of_a_published_text_the_paper_says_how_much_was_read() -> None:
    said = paper("ES", "KE", "CY")
    assert "Its text is published; only part of its articles was read here: 2(1), 2(3), " in said
    assert said.count("Its text is published; its articles were not read here.") == 1


def test_what_is_told_above_of_the_same_people_is_marked() -> None:
    assert "after official denials. The same people as above." in paper("TH")

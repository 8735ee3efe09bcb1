"""The sections on the papers of a request and on differences between papers."""

from __future__ import annotations

import re
from dataclasses import replace

from casebook.base.i18n import Translator
from casebook.domain.case.case import Case
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.composition import Block, Composition, Heading, TextParagraph, TextTable
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.request.compared_paper import ComparedPaper
from casebook.domain.request.request_test import PaperReceipt
from casebook.services.base import record
from casebook.services.base.session import Session
from casebook.services.case import case
from casebook.services.dossier import dossier_data
from casebook.services.dossier.compose import compose
from casebook.services.dossier.hiding.protected_names import forms_to_hide
from casebook.services.request import compared_paper, request_test


def composed(session: Session, case_id: str, language: str = "en") -> Composition:
    kept = next(one for one in record.every(session, Dossier) if one.case_id == case_id)
    sections = (
        Section(id="papers", kind="request-papers"),
        Section(id="differences", kind="paper-differences"),
    )
    record.change(session, replace(kept, sections=sections, language=language), seen=kept)
    request = BuildRequest(dossier_id=kept.id, copy_kind="filing")
    material = dossier_data.load_for_preview(session, request)
    return compose(material, lambda _: (_ for _ in ()).throw(AssertionError))


def words_of(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, TextParagraph):
        return "".join(span.text for span in block.line)
    assert isinstance(block, TextTable)
    return "\n".join("".join(span.text for span in cell) for row in block.rows for cell in row)


def printed(whole: Composition) -> str:
    return "\n".join(words_of(block) for part in whole.parts for block in part.blocks)


def test_what_was_looked_for_prints_and_advice_stays_in_the_office(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    said = printed(composed(sample, lin.id))
    assert "Opinion of the province-level body with the papers" in said
    assert "incomplete; not in the form asked for" in said, "a translation came, its proof did not"
    assert "without the translation" not in said
    assert said.index("They are no condition of the law of the requested State.") < said.index("art. 47")
    assert "Chinese law as of April 2025, the date of the texts that were read." in said
    assert "as reported in a page that quotes the judgment in Perrella" in said
    assert not [part for part in ("not read", "not seen") if part in said]
    assert "question open" in said
    assert "no trace of it in what arrived" in said
    assert "not among what arrived" not in said
    assert "\nmissing" not in said, "whether a paper of the State's own was made is not known here"
    assert "Behind a promise that the State gave" in said
    assert "What the treaty between the two States asks for is not in it." in said
    assert "may follow chapter 2" not in said, "a law that permits asks for nothing"
    pack = request_test.required_papers()
    for paper in (*pack.papers_of("cn-outgoing"), *pack.papers_of("cy-97")):
        for advice in filter(None, (paper.missing, paper.argument)):
            assert advice not in said


def test_nothing_that_nobody_read_reaches_a_copy_that_leaves(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    (check,) = request_test.check(sample, lin.id)
    pack = request_test.required_papers()
    for paper in pack.papers:
        receipt = PaperReceipt(paper_id=paper.id, arrival="missing", remark=f"Remark on {paper.id}.")
        request_test.receive(sample, check.test.id, receipt)
    said = printed(composed(sample, lin.id))
    assert "Remark on cn-outgoing-01." in said
    for paper in pack.papers:
        if paper.reading_level == "none":
            assert paper.what not in said
            assert f"Remark on {paper.id}." not in said
    assert request_test.NOT_READ not in said


def test_a_chinese_dossier_cites_the_articles_in_chinese(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    said = printed(composed(sample, lin.id, language="zh-Hans"))
    assert "第47条" in said
    assert not re.search(r"\b(arts?|ss?)\. \d", said)


def test_the_time_that_a_text_names_for_a_paper_is_printed(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    record.change(sample, replace(lin, jurisdiction="KZ"), seen=lin)
    (check,) = request_test.check(sample, lin.id)
    request_test.receive(sample, check.test.id, PaperReceipt(paper_id="kz-cpc-01", arrival="missing"))
    assert "\nTime limit: 72 hours of arrest\n" in printed(composed(sample, lin.id))


def test_differences_print_with_both_pages_and_no_paper_of_the_client(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    said = printed(composed(sample, lin.id))
    assert "“LIN ZHIYAN”, also “LIN ZHI YUAN” · District Court of Nicosia (exhibit 2" in said
    assert (said.count("“LIN ZHIYAN”"), said.count("Date of birth")) == (1, 4), "a row for each statement"
    assert "calendar" not in said, "the page argues nobody's case"
    compared = compared_paper.comparison(sample, lin.id)
    assert compared.looks
    assert [str(one.what) for one in compared.looks if str(one.what) in said] == [], "they are the office's"
    assert "林志远" not in said, "it is the same name in characters"
    for paper in record.of_case(sample, ComparedPaper, lin.id):
        record.change(sample, replace(paper, side="client"), seen=paper)
    assert "LIN ZHIYAN" not in printed(composed(sample, lin.id))


def test_a_pseudonymised_copy_hides_a_name_as_a_paper_misspells_it(sample: Session) -> None:
    lin: Case = case.named(sample, "LIN-2026-003")
    said = "The warrant names LIN ZHIYAN, passport SPECIMEN-E00417, of Lane 6, Lower Dyke Road, Yunlan."
    copied = NameReplacer(forms_to_hide(sample, lin, Translator(), [said])).apply(said)
    assert "ZHIYAN" not in copied
    assert "E00417" not in copied
    assert "Lower Dyke Road" not in copied


def test_each_difference_says_from_which_papers_it_differs(sample: Session) -> None:
    rows = printed(composed(sample, case.named(sample, "LIN-2026-003").id)).split("\n")
    of_birth = next(one for one in rows if "Says today is his birthday" in one)
    stated = "“Says today is his birthday” (10 January, year not stated) · the person, as recorded by Police"
    assert stated in of_birth
    assert "1984" not in of_birth, "the page gives no year"
    of_passport = next(one for one in rows if "The passport says 8 December" in one)
    assert "(8 December, year not stated) · Police" in of_passport
    assert not any("About 12,000 copies" in one for one in rows), "what was printed is not what was seized"


def test_of_a_paper_whose_name_differs_all_names_are_given(sample: Session) -> None:
    rows = printed(composed(sample, case.named(sample, "LIN-2026-003").id)).split("\n")
    of_warrant = [one for one in rows if "District Court" in one and "LIN ZHI" in one]
    assert [one.partition(" · ")[0] for one in of_warrant] == ["“LIN ZHIYAN”, also “LIN ZHI YUAN”"]
    assert sum("LIN ZHI YUAN" in one and "exhibit" in one for one in rows) == 1, (
        "no other paper differs from it"
    )


def test_what_a_decision_explained_does_not_stand_as_open(sample: Session) -> None:
    lin = case.named(sample, "LIN-2026-003")
    said = printed(composed(sample, lin.id))
    assert said.count("Paragraph 3; not challenged (exhibit 16, p. {page})") == 2, (
        "the spelling and the birth"
    )
    assert "alike, and an exhibit explains it" in said
    assert "do not all state the following particulars alike." not in said
    for paper in record.of_case(sample, ComparedPaper, lin.id):
        plain = tuple(replace(one, explained_in=(), explained="") for one in paper.particulars)
        record.change(sample, replace(paper, particulars=plain), seen=paper)
    said = printed(composed(sample, lin.id))
    assert "do not all state the following particulars alike." in said
    _, _, of_names = said.partition("The following papers give a name in several forms")
    assert "“LIN ZHIYAN”, also “LIN ZHI YUAN”" in of_names
    assert "Paragraph 3" not in said

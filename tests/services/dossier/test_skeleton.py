"""The skeleton argument: drafted from modules, filled by the person, and checked before it is filed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.base.i18n import Translator
from casebook.domain.case.case import Case, Party
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.written_authority import plain
from casebook.domain.library.argument import Argument
from casebook.domain.library.citation import cite_authority
from casebook.domain.library.source import Source
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.case.case import open_case
from casebook.services.dossier import build as builds
from casebook.services.dossier import skeleton
from casebook.services.dossier.precheck import precheck
from casebook.services.library import reading
from casebook.services.library.adverse_material import of_dossier
from casebook.services.library.argument import argument_index

LIU = "ecthr-liu-v-poland-2022"


@pytest.fixture
def session(stocked: Session) -> Session:
    consent = Consent(purpose="court", given_on=stocked.clock().date())
    record.add(stocked, Person(id="p", consents=(consent,)))
    open_case(stocked, reference="R-1", title="", jurisdiction="CY", parties=(Party(person_id="p"),))
    (case,) = record.every(stocked, Case)
    record.add(stocked, Dossier(id="d", case_id=case.id, title="Hearing"))
    return stocked


def written(session: Session, text: str) -> BuildRequest:
    dossier = record.find(session, Dossier, "d")
    section = Section(id="s", kind="skeleton", text=text)
    record.change(session, replace(dossier, sections=(section,)), seen=dossier)
    return BuildRequest(dossier_id="d", copy_kind="filing")


def checks(session: Session, request: BuildRequest) -> list[str]:
    foreseen = precheck(session, request).foreseen
    return [entry.problem.check for entry in foreseen if entry.problem.is_blocking]


def test_a_module_becomes_text_with_authorities_and_what_is_to_be_written(session: Session) -> None:
    before = record.find(session, Dossier, "d")
    changed = skeleton.add(session, "d", "liu-detention")
    held = skeleton.outline(session, "d")
    assert held.issues == ("Ill-treatment: anyone who will be detained in China",)
    assert LIU in held.authorities
    assert "request, warrant and charge (detention certain)" in held.open_items
    assert held.words > 100
    text = changed.sections[0].text
    assert re.findall(r"^## (\w+)$", text, flags=re.MULTILINE) == [
        "Law",
        "Application",
        "Responses",
        "Relief",
    ]
    assert "§ 83" not in text, "the place of an authority that nobody read is never filled in"
    assert "general knowledge" not in text
    record.take_back(session, changed, before)
    assert record.find(session, Dossier, "d").sections == ()


def test_the_estimate_counts_citations_in_full(session: Session, tmp_path: Path) -> None:
    for argument in ("liu-detention", "torture-evidence", "family-life"):
        skeleton.add(session, "d", argument)
    held = skeleton.outline(session, "d")
    run_in_line(
        builds.build(session, BuildRequest(dossier_id="d", copy_kind="draft"), tmp_path / "draft.pdf")
    )
    with pypdfium2.PdfDocument(tmp_path / "draft.pdf") as document:
        cover_and_index = 2
        assert abs(len(document) - cover_and_index - held.pages) <= 1


def test_no_passage_to_be_written_and_no_unread_authority_is_filed(session: Session, tmp_path: Path) -> None:
    request = written(session, f"He will be detained ([[@{LIU} § 83]]).\n\n[[?the warrant]]")
    assert sorted(checks(session, request)) == ["authority", "sections"]
    draft = replace(request, copy_kind="draft")
    run_in_line(builds.build(session, draft, tmp_path / "draft.pdf"))
    request = written(session, f"He will be detained ([[@{LIU}]]).")
    reading.confirm(session, LIU, pinpoint="§ 83", initials="DK")
    assert checks(session, request) == []
    run_in_line(builds.build(session, request, tmp_path / "filed.pdf"))
    with pypdfium2.PdfDocument(tmp_path / "filed.pdf") as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert "Liu v. Poland" in text
    assert "§ 83" in text
    assert "Final on 30 January 2023" in text


@pytest.mark.parametrize("text", ["See [[@no-such-source]].", "See [[=no-such-fact]]."])
def test_a_reference_to_nothing_stops_the_build(session: Session, tmp_path: Path, text: str) -> None:
    request = replace(written(session, text), copy_kind="draft")
    with pytest.raises(InvalidInput, match="reference points to"):
        run_in_line(builds.build(session, request, tmp_path / "draft.pdf"))


def test_a_place_that_was_read_passes_and_none_does_not(session: Session) -> None:
    law = "prc-criminal-procedure-law-2018"
    assert checks(session, written(session, f"The law ([[@{law} art. 77]]).")) == []
    assert checks(session, written(session, f"The law ([[@{law}]]).")) == ["pinpoint"]
    assert checks(session, written(session, f"The law ([[@{law} art. 999]]).")) == ["authority"]


def test_an_argument_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(NotFound):
        skeleton.add(session, "d", "no-such")


def test_a_replaced_law_says_so_in_the_check_and_in_its_citation(session: Session, tmp_path: Path) -> None:
    request = written(session, "The law ([[@prc-supervision-law-2018 art. 52]]).")
    warned = [str(entry.problem.what) for entry in precheck(session, request).foreseen]
    assert any("As in force until 31 May 2025" in what for what in warned)
    own = Source(
        id="own",
        title="CPL (2030)",
        author="A",
        body="B",
        type="legislation",
        csl_type="legislation",
        replaces="prc-criminal-procedure-law-2018",
    )
    record.add(session, own)
    request = written(session, "The law ([[@prc-criminal-procedure-law-2018 art. 77]]).")
    run_in_line(builds.build(session, request, tmp_path / "filed.pdf"))
    with pypdfium2.PdfDocument(tmp_path / "filed.pdf") as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert "Since replaced by CPL (2030)" in text


def test_law_of_another_country_is_never_drafted_as_if_it_held_here(session: Session) -> None:
    text = skeleton.add(session, "d", "provisional-arrest").sections[0].text
    assert "Forty days" not in text
    assert "thirty days (" not in text, "a treaty of Italy is no law in Cyprus"
    assert re.search(r"Habeas corpus lies before committal \(\[\[@[^]]*\]\]\)\.", text)
    assert "]], Italy)." in text
    chosen = skeleton.draft_text(
        skeleton.module(session, "provisional-arrest"),
        {source.id: source for source in record.every(session, Source)},
        "CY",
        has_foreign_law=True,
    )
    assert re.search(r"a period of thirty days \(\[\[@[^]]*\]\], Italy\)\.", chosen)


def test_an_authority_is_cited_with_its_number_once(session: Session) -> None:
    """The place of an authority may state its number: the citation has it already."""
    drafted = {one.id: one.text for one in skeleton.modules(session, record.every(session, Case)[0].id)}
    assert "([[@gb-giese-2015 para. 2]], United Kingdom)." in drafted["assurances-test"]
    assert "[[@cy-emam-2017]]" in drafted["habeas"]
    sources = {one.id: one for one in record.every(session, Source)}
    for argument in argument_index(session).arguments.values():
        for authority in argument.authorities:
            source = sources.get(authority.source_id)
            if source is None:
                continue
            cited = cite_authority(authority, source, Translator())
            repeated = [one for one in (source.ecli, source.number) if one and cited.count(one) > 1]
            assert repeated == [], (argument.id, source.id)


def test_every_module_is_drafted_in_sentences(session: Session) -> None:
    for module in skeleton.modules(session, record.every(session, Case)[0].id):
        paragraphs = [each for each in module.text.split("\n\n") if not each.startswith(("#", "[[?"))]
        short = [each for each in paragraphs if len(re.sub(r"\(?\[\[.*?\]\]\)?", "", each).split()) < 4]
        assert short == [], module.id


def test_authorities_against_stand_in_the_draft_and_are_counted(session: Session) -> None:
    for argument in record.every(session, Argument):
        if any(each.side == "adverse" for each in argument.authorities):
            skeleton.add(session, "d", argument.id)
    dossier = record.find(session, Dossier, "d")
    text = dossier.sections[0].text
    against = of_dossier(session, "d").of_arguments
    assert len(against) >= 30
    assert [each for each in against if plain(each.title) not in text and each.met == "open"] == []
    left = sum(each.met == "open" for each in against)
    assert 0 < left < len(against)
    found = precheck(session, BuildRequest(dossier_id="d", copy_kind="filing")).foreseen
    assert any(str(left) in str(each.problem.what) for each in found if each.problem.check == "adverse")


def test_the_check_names_law_of_another_country_cited_as_if_it_held(session: Session) -> None:
    def warned(text: str) -> bool:
        found = precheck(session, written(session, text)).foreseen
        return any("as if it held here (Italy)" in str(each.problem.what) for each in found)

    assert warned("Thirty days ([[@prc-it-extradition art. 9(4)]]).")
    assert not warned("In Italy the time is thirty days ([[@prc-it-extradition art. 9(4)]]).")


def test_an_authority_is_cited_in_full_once_and_its_history_in_a_note(
    session: Session, tmp_path: Path
) -> None:
    again = f"The law ([[@{LIU} § 83]]).\n\nAgain ([[@{LIU} § 69]])."
    draft = replace(written(session, again), copy_kind="draft")
    run_in_line(builds.build(session, draft, tmp_path / "draft.pdf"))
    with pypdfium2.PdfDocument(tmp_path / "draft.pdf") as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    assert "Again (Liu v. Poland, § 69)." in text
    assert text.count("ECLI:CE:ECHR:2022:1006JUD003761018") == 1
    assert text.count("Final on 30 January 2023") == 1
    assert ".)." not in text


def test_no_drafted_paragraph_is_a_note_without_a_verb(session: Session) -> None:
    for module in skeleton.modules(session, record.every(session, Case)[0].id):
        for paragraph in module.text.split("\n\n"):
            assert not re.match(r"(State|Person|Refusal|In United|In Philippines)\b", paragraph), module.id


def test_a_refusal_names_its_items_in_sentences(session: Session, tmp_path: Path) -> None:
    request = written(session, f"He will be detained ([[@{LIU} § 83]]).\n\n[[?the warrant]]")
    with pytest.raises(Refused) as raised:
        run_in_line(builds.build(session, request, tmp_path / "filed.pdf"))
    assert ".," not in str(raised.value.title)
    assert ". " in str(raised.value.title)


def test_no_pdf_is_written_under_a_name_without_an_ending(session: Session, tmp_path: Path) -> None:
    draft = replace(written(session, "He will be detained."), copy_kind="draft")
    with pytest.raises(InvalidInput, match="has no ending"):
        run_in_line(builds.build(session, draft, tmp_path / "papers"))
    assert not (tmp_path / "papers").exists()


def test_every_law_responses_and_relief_paragraph_is_a_full_sentence(session: Session) -> None:
    for module in skeleton.modules(session, record.every(session, Case)[0].id):
        for paragraph in module.whole.split("\n\n"):
            assert not re.search(r"\b(See \[\[|The standard:|Relief sought:)", paragraph), module.id
            if not paragraph.startswith(("#", "[[?", "The State may say")):
                assert paragraph.endswith((".", "?", "]]")), (module.id, paragraph)
    for argument in argument_index(session).arguments.values():
        texts: tuple[str, ...] = (argument.burden, argument.standard, argument.relief)
        texts += tuple(authority.proposition for authority in argument.authorities)
        short = [text for text in texts if len(text.split()) < 4 or not text.endswith((".", ".)"))]
        assert short == [], argument.id


def test_a_country_that_is_already_named_is_not_repeated(session: Session) -> None:
    text = skeleton.add(session, "d", "provisional-arrest").sections[0].text
    assert "(Corte di cassazione (Italy), no. 19636/2004)." in text
    text = skeleton.add(session, "d", "assurances-record").sections[0].text
    assert "The Court of Cassation of Italy held" in text
    assert "[[@it-cassation-21125-2023]])." in text


@pytest.mark.parametrize("ending", [".zip", ".docx"])
def test_no_pdf_is_written_under_a_name_with_another_ending(
    ending: str, session: Session, tmp_path: Path
) -> None:
    draft = replace(written(session, "He will be detained."), copy_kind="draft")
    out = tmp_path / f"papers{ending}"
    with pytest.raises(InvalidInput, match="ends as something else"):
        run_in_line(builds.build(session, draft, out))
    assert not out.exists()


def test_the_check_names_paragraphs_by_their_printed_numbers(session: Session) -> None:
    text = f"# Detention\n\nHe will be detained.\n\n- First\n\nSo it was held ([[@{LIU} § 83]])."
    found = precheck(session, written(session, text)).foreseen
    (told,) = (
        str(one.problem.what) for one in found if "were not read or confirmed" in str(one.problem.what)
    )
    assert "(Section A, paragraph 2)" in told

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from casebook.base.errors import InvalidInput
from casebook.domain.base.date import StatedDate
from casebook.domain.dossier.composition import Composition, ReferenceTarget, Span, TextParagraph, TextTable
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.decision import Decision
from casebook.domain.library.source import Source
from casebook.formats.docx import write_docx
from casebook.pdf.bundle.bundle import build_bundle
from casebook.pdf.typeset.text import Type
from casebook.pdf.typeset.text_setter import TextSetter
from casebook.services.dossier.compose import compose
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections.authorities import cited_in, finder_of
from casebook.services.dossier.sections.cited_authority import CitedAuthority
from casebook.services.library.library_query import Cited
from tests.services.dossier.sections.test_sections import READ, dossier_data, text

NUMBER = "no. 37610/18, (2022) 12 EHRR 34"
ALPHA = Source(
    id="alpha",
    title="Alpha v. Poland [GC]",
    author="A court",
    body="European Court of Human Rights",
    type="judgment",
    csl_type="legal_case",
    number="no. 37610/18; (2022) 12 EHRR 34",
    issued=StatedDate(edtf="2022-10-06"),
    history="Final since January 2023.",
)
AGAIN = Decision(
    id="again",
    court="European Court of Human Rights",
    forum="regional",
    country="PL",
    title="Alpha v. Poland",
    person_type="a person",
    requesting_party="PRC",
    procedure="extradition",
    outcome="refused",
    summary="",
    is_seen=True,
    confidence="high",
    number="37610/18",
    decided_on=StatedDate(edtf="2022-10-06"),
)
INTERIM = replace(
    AGAIN, id="interim", title="Alpha v. Poland (interim measure)", decided_on=StatedDate(edtf="2020-01-08")
)
ACT = replace(
    ALPHA,
    id="act",
    title="Extradition Act 2003",
    type="legislation",
    csl_type="legislation",
    number="2003 c. 41",
    history="",
    issued=StatedDate(edtf="2003-11-20"),
)
SHORT = replace(ACT, id="short", title="Extradition Act", number="S.C. 1999, c. 18")
UNNUMBERED = replace(
    AGAIN, id="larnaca", title="Request by China", number="", court="District Court of Larnaca",
    decided_on=StatedDate(edtf="2022-12-23"),
)  # fmt: skip
LIBRARY = (AGAIN, INTERIM, UNNUMBERED, ALPHA, ACT, SHORT)


def made_of(*written: str, listed: str = "") -> DossierData:
    made = dossier_data()
    sections = (
        Section(id="t", kind="table-of-authorities", text=listed),
        *(Section(id=f"s{at}", kind="free-text", text=each) for at, each in enumerate(written)),
    )
    return replace(
        made, dossier=replace(made.dossier, sections=sections, exhibit_ids=()), exhibits=(), judged=LIBRARY
    )


def found(made: DossierData, written: str) -> list[str]:
    return [authority.record_ids[0] for _, authority in finder_of(made).found_in(written)]


def rows(composition: Composition) -> list[tuple[str, str]]:
    tables = (block for block in composition.parts[0].blocks if isinstance(block, TextTable))
    return [(text(row[0]), text(row[1])) for table in tables for row in table.rows]


def composed(made: DossierData) -> Composition:
    return compose(made, lambda _: io.BytesIO())


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("See Alpha v Poland and no. 37610/18.", ["alpha", "alpha"]),
        ("See Alpha  v. Poland [GC].", ["alpha"]),
        ("The order in Alpha v. Poland (interim measure) came first.", ["interim"]),
        ("Section 87 of the Extradition Act 2003 applies.", ["act"]),
        ("Under the Extradition Act he is safe.", []),
        ("The District Court of Larnaca refused it on 23 December 2022.", ["larnaca"]),
        ("He was heard on 23 December 2022.", []),
    ],
)
def test_authorities_are_found_by_what_they_are_known_by(written: str, ids: list[str]) -> None:
    assert found(made_of(), written) == ids


def test_two_records_of_one_decision_are_one_authority() -> None:
    ((_, authority),) = finder_of(made_of()).found_in("37610/18")
    assert authority.record_ids == ("alpha", "again")
    assert authority.neutral == "no. 37610/18"
    assert authority.report == "(2022) 12 EHRR 34"


def test_one_decision_held_twice_without_a_number_is_one_by_its_history() -> None:
    decision = replace(UNNUMBERED, history="At first instance.", cite_use="with-history")
    source = replace(
        ALPHA,
        id="source",
        title="Refusal",
        number="",
        body=decision.court,
        issued=decision.decided_on,
        history=decision.history,
    )
    made = replace(made_of(), judged=(decision, source))
    assert found(made, "The District Court of Larnaca refused it on 23 December 2022.") == ["source"]


def test_the_table_is_in_groups_with_later_history() -> None:
    made = made_of(
        "The Extradition Act 2003 and Zeta Law bind. So says Alpha v. Poland.",
        listed="Zeta Law: Law of Zeta (Law 1/1970)\nBeta: Beta v. Malta, no. 1/20\nUnused: Never cited",
    )
    assert [cited for cited, _ in rows(composed(made))] == [
        f"Alpha v. Poland [GC], {NUMBER}, 6 October 2022. Later history: {ALPHA.history}",
        "Extradition Act 2003, 2003 c. 41, 20 November 2003",
        "Law of Zeta (Law 1/1970)",
    ]


def test_a_name_in_another_language_may_stand_for_a_title_of_the_library() -> None:
    made = made_of("Alpha gegen Polen", listed="Alpha gegen Polen: Alpha v. Poland")
    assert found(made, "So Alpha gegen Polen.") == ["alpha"]


def test_a_pseudonymised_copy_names_the_pages_behind_the_citation() -> None:
    """Beside it they would part its lines, and its last search knows published citations as a whole."""
    material = replace(made_of("Alpha v. Poland, no. 37610/18"), copy_kind="pseudonymised")
    (table,) = (block for block in composed(material).parts[0].blocks if isinstance(block, TextTable))
    ((cell,),) = table.rows
    assert text(cell).startswith("Alpha v. Poland [GC], no. 37610/18")
    assert text(cell).endswith("Cited at: {page}, {page}")


def test_pages_are_those_of_the_bundle_each_once() -> None:
    filler = "\n\n".join(f"Paragraph {at} of the argument." for at in range(60))
    made = made_of(
        f"*Alpha v. Poland* and Alpha v. Poland.\n\n{filler}\n\nOnce more, Alpha v. Poland.", filler
    )
    out = io.BytesIO()
    build_bundle(composed(made), out)
    pdf = pypdfium2.PdfDocument(out.getvalue())
    pages = [page.get_textpage().get_text_bounded() for page in pdf]
    cited = [
        at for at, page in enumerate(pages, start=1) if "Alpha v. Poland" in page and "Cited at" not in page
    ]
    (table,) = (page for page in pages if "Cited at" in page)
    assert len(cited) == 2
    assert ", ".join(map(str, cited)) in table.replace("\r\n", " ")
    with pikepdf.open(out) as opened:
        numbers = {page.obj.unparse(): at for at, page in enumerate(opened.pages, start=1)}
        notes = opened.pages[pages.index(table)].Annots
        assert {numbers[note.Dest[0].unparse()] for note in notes} == set(cited)


def test_a_note_is_cited_and_word_names_the_section() -> None:
    made = made_of("It holds.^[See Alpha v. Poland.]")
    made = replace(made, dossier=replace(made.dossier, references_at="foot"))
    whole = composed(made)
    assert rows(whole)[0][0].startswith("Alpha v. Poland")
    table = docx.Document(io.BytesIO(write_docx(whole))).tables[-1]
    cell = table.rows[1].cells[1].paragraphs[0]._p
    assert "".join(node.text or "" for node in cell.iter(qn("w:t"))) == "Section B"


def test_a_dossier_without_the_table_is_composed_as_before() -> None:
    made = made_of("Alpha v. Poland.")
    made = replace(made, dossier=replace(made.dossier, sections=made.dossier.sections[1:]))
    (paragraph,) = composed(made).parts[0].blocks
    assert isinstance(paragraph, TextParagraph)
    assert "".join(span.text for span in paragraph.line) == "Alpha v. Poland."
    assert [span.places for span in paragraph.line if span.places] == []


def test_a_line_that_is_no_authority_is_refused_with_its_place() -> None:
    with pytest.raises(InvalidInput, match="Line 1"):
        composed(made_of("Text.", listed="no colon"))


def test_an_authority_shows_nothing_in_a_log() -> None:
    assert "Alpha" not in repr(CitedAuthority(group="decision", title="Alpha", citation="Alpha"))


CASSATION = replace(
    AGAIN, id="cassation", title="Judgment 21125/2023", number="21125/2023", country="IT",
    court="Court of Cassation of Italy, Sixth Section", decided_on=StatedDate(edtf="2023-03-01"),
)  # fmt: skip
TREATY = replace(
    ACT,
    id="treaty",
    title="Convention for the Protection of Human Rights and Fundamental Freedoms",
    number="",
)
MASKED = replace(
    UNNUMBERED, id="masked", title="Case of M.C.", history="Not appealed.", cite_use="with-history"
)
NAMED = replace(
    ALPHA, id="named", title="Refusal of Chao", number="", body=MASKED.court, issued=MASKED.decided_on,
    history=MASKED.history,
)  # fmt: skip


def cited_pages(*written: str, listed: str = "") -> dict[str, list[str]]:
    made = replace(made_of(*written, listed=listed), judged=(ALPHA, CASSATION, TREATY))
    pages: dict[str, list[str]] = {}
    for citation, places in rows(composed(made)):
        pages[citation.split(",")[0].split(" [")[0]] = places.split(", ")
    return pages


def test_an_authority_is_listed_wherever_its_short_name_cites_it() -> None:
    full = "Alpha v. Poland and judgment no. 21125/2023; European Convention on Human Rights."
    short = "In Alpha the Court of Cassation of Italy was followed. Article 3 of the Convention applies."
    listed = f"European Convention on Human Rights: {TREATY.title}"
    pages = cited_pages(full, short, "Mr Alpha came. The Convention on Roads.", listed=listed)
    assert {title: len(places) for title, places in pages.items()} == {
        "Alpha v. Poland": 2, "Judgment 21125/2023": 2, TREATY.title: 2,
    }  # fmt: skip


def test_a_decision_is_listed_where_a_text_shortens_its_title() -> None:
    others = replace(ALPHA, id="others", title="Beta and others v. Chad", number="", history="")
    court = replace(ALPHA, id="court", title="High Court, decision of a director", number="", history="")
    court = replace(court, body="High Court (Criminal)", issued=StatedDate(edtf="2025-07-01"))
    alias = replace(ALPHA, id="alias", title="Gamma (Abu Delta) v. Chad", number="", history="")
    full = "Beta and others v. Chad. High Court, decision of a director. Gamma (Abu Delta) v. Chad."
    made = made_of(full, "See Beta § 12.", "The High Court did so.", "Gamma v. Chad governs.", "Gamma too.")
    listed = rows(composed(replace(made, judged=(others, court, alias))))
    assert {title.split(",")[0]: len(places.split(", ")) for title, places in listed} == {
        "Beta and others v. Chad": 2, "Gamma (Abu Delta) v. Chad": 3, "High Court": 2,
    }  # fmt: skip


def test_a_list_of_sources_or_authorities_is_no_page_that_cites_them() -> None:
    material = made_of("Alpha v. Poland.", listed="Zeta Law: Law 1/1970")
    listed = Section(id="sources", kind="table-of-sources")
    listing = replace(
        material,
        dossier=replace(material.dossier, sections=(*material.dossier.sections, listed)),
        cited={"t1": (Cited(finding=READ, source=ALPHA),)},
        source_labels={ALPHA.id: "S1"},
    )
    composition = composed(listing)
    (source,) = composition.parts[2].blocks
    assert isinstance(source, TextParagraph)
    assert "Alpha v. Poland" in text(source.line)
    assert rows(composition) == rows(composed(material))
    later = replace(ALPHA, history="Followed under the Extradition Act 2003.")
    material = replace(material, judged=(later, ACT))
    assert [one.record_ids for one in cited_in(composed(material).parts, material)] == [("alpha",)]


def test_no_short_name_cites_what_is_nowhere_cited_in_full() -> None:
    assert cited_pages("Alpha came to the Court of Cassation of Italy under the Convention.") == {}


def test_initials_and_treaties_are_found_where_a_text_names_them() -> None:
    denmark = replace(ALPHA, id="denmark", title="N.S. v. Denmark", number="no. 58359/08", history="")
    made = made_of(
        "N.S. v. Denmark on the European Convention on Human Rights.",
        "Only in extreme cases (N.S.). Article 6 of the European Convention, not that on Extradition.",
        "Article 3(a) of the Vienna Convention on Diplomatic Relations.",
    )
    listed = rows(composed(replace(made, judged=(denmark,))))
    assert [(title.split(",")[0], len(places.split(", "))) for title, places in listed] == [
        ("N.S. v. Denmark", 2),
        (TREATY.title, 2),
        ("Vienna Convention on Diplomatic Relations", 1),
    ]


def test_a_decision_without_number_has_its_court_and_a_count_is_none() -> None:
    count = replace(UNNUMBERED, id="count", title="Surrenders of the year", summary="Press count: nine.")
    made = replace(made_of(), judged=(UNNUMBERED,))
    ((_, authority),) = finder_of(made).found_in("The District Court of Larnaca refused it in December 2022.")
    assert authority.citation == "Request by China, District Court of Larnaca, 23 December 2022"
    assert authority.group == "decision"
    made = replace(made_of(), judged=(count,))
    ((_, counted),) = finder_of(made).found_in("The District Court of Larnaca, 23 December 2022.")
    assert counted.group == "other"


def test_pages_of_an_authority_stand_in_order() -> None:
    """What a text cites first may be printed later, as a note at the foot of a page is."""
    places = {"a": "9", "b": "8", "c": "10", "d": "8", "e": "8A"}
    setter = TextSetter(width_pt=400, language="en", page_of=lambda target: places[target.anchor])
    line = tuple(
        Span(f"{', ' if at else ''}{{page}}", to=ReferenceTarget(anchor=anchor), is_once=True)
        for at, anchor in enumerate(places)
    )
    (set_line,) = setter.lines(line, Type(size_pt=10, leading_pt=12))
    assert "".join(one.piece.text for one in set_line.placed) == "8,8A,9,10"


def test_a_decision_known_by_initials_keeps_them() -> None:
    made = replace(made_of(), judged=(NAMED, MASKED))
    ((_, authority),) = finder_of(made).found_in("The District Court of Larnaca refused it in December 2022.")
    assert authority.citation == (
        "Case of M.C., District Court of Larnaca, 23 December 2022. Later history: Not appealed."
    )
    assert set(authority.record_ids) == {"named", "masked"}

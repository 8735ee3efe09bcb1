"""Passages left out of one copy: by name, with a reason, and without moving a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import InvalidInput, NotFound, Refused
from casebook.base.ids import seeded_ids
from casebook.domain.dossier.build import Build, BuildRequest, CopyDecision, CopyKind, DecisionKind
from casebook.domain.dossier.composition import Heading, Pairs, TextTable, TimeChart
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.evidence.document import Document
from casebook.domain.exposure.charge import Charge
from casebook.domain.person.person import Consent, Person
from casebook.domain.person.relation import Relation
from casebook.services.base import record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session, open_session
from casebook.services.dossier import build as builds
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.gate.copy_material import review
from casebook.services.dossier.gate.passage import passages, with_left_out
from casebook.services.dossier.gate.passage_basis import BasisFinder
from casebook.services.dossier.gate.passage_review import reviewed
from casebook.services.dossier.precheck import precheck
from tests.vaults import SAMPLE_AT, MasterVault

REASON = "Not for this recipient."
GIVEN_ON = date(2026, 4, 4)
BROTHER = (
    "brother",
    "come back",
    "回来吧",
    "劝说",
    "living room",
    "pension",
    "parents",
    "seven days",
    "every Monday",
    "persuade",
    "asked for his address",
    "twenty-five past two",
    "21:22",
    "second account",
)
"""What only the brother gave, or that he gave it: no copy for the requesting State has one of these."""
LEAKS = (
    *BROTHER,
    "Ablimit",
    "Ghulja",
    "SHA-256",
    "Lin Zhihang",
    "photographed by him",
    "the number kept for the family",
    "international protection",
    "asylum",
    "Told by",
)


@pytest.fixture
def session(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    with open_session(
        path, sample_vault.code, clock=fixed_clock(SAMPLE_AT), ids=seeded_ids(1)
    ) as vault_session:
        yield vault_session


def hearing(session: Session) -> Dossier:
    return next(one for one in record.every(session, Dossier) if one.kind == "hearing-dossier")


def service(session: Session, *left_out: str, kind: CopyKind = "service") -> BuildRequest:
    decisions = tuple(CopyDecision(kind="leave-out", subject=one, reason=REASON) for one in left_out)
    return BuildRequest(
        dossier_id=hearing(session).id, copy_kind=kind, for_whom="Attorney General", decisions=decisions
    )


def stops(session: Session, request: BuildRequest) -> list[FilingProblem]:
    return [one.problem for one in precheck(session, request).foreseen if one.problem.is_blocking]


def warned(session: Session, request: BuildRequest) -> list[PrecheckProblem]:
    return [one for one in precheck(session, request).foreseen if not one.problem.is_blocking]


def built(session: Session, request: BuildRequest, out: Path) -> tuple[Build, list[str]]:
    build = run_in_line(builds.build(session, request, out)).build
    with pypdfium2.PdfDocument(out) as pdf:
        return build, [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_passages_name_pages_of_exhibits_and_numbers_of_sections(session: Session) -> None:
    texts = {one.passage.name: one.passage.text for one in review(session, service(session))}
    assert [name for name, text in texts.items() if "{" in text] == []
    assert "(exhibit 1, page 1; exhibit 16, page 2)" in texts["1"]
    assert "in Section D" in texts["1"]


def test_passages_keep_their_names_where_exhibits_are_withheld(session: Session) -> None:
    request = service(session)
    withheld = replace(request, placeholders=frozenset(precheck(session, request).exposed))
    assert withheld.placeholders
    names = [one.passage.name for one in review(session, request)]
    assert [one.passage.name for one in review(session, withheld)] == names


def openings(session: Session, request: BuildRequest) -> dict[str, tuple[str, str]]:
    """What each name of a passage stands for: its section, and its words before the first exhibit."""
    return {
        one.passage.name: (one.passage.section_id, one.passage.text.split("exhibit")[0][:24].strip(" (;."))
        for one in review(session, request)
    }


def test_no_decision_moves_a_name_to_another_passage(session: Session) -> None:
    dossier = hearing(session)
    custody = next(one for one in dossier.sections if one.kind == "exhibit-custody")
    listed = Section(id="who", kind="persons", text=PERSONS)
    others = (one for one in dossier.sections if one is not custody)
    record.change(session, replace(dossier, sections=(custody, listed, *others)), seen=dossier)
    whole = openings(session, service(session, kind="draft"))
    filed = openings(session, service(session, kind="filing"))
    assert {name: whole[name] for name in filed if "/" in name} == {
        name: opening for name, opening in filed.items() if "/" in name
    }
    request = service(session)
    marks = {one.exhibit_mark for one in load_for_preview(session, request).exhibits}
    shown = (
        CopyDecision(kind="show-section", subject="exhibit-custody", reason=REASON),
        CopyDecision(kind="show-section", subject="asylum-claim", reason=REASON),
    )
    served = openings(session, request)
    assert served.items() <= filed.items()
    assert {"G/23", "G/D3", "B/28"} <= filed.keys() - served.keys(), "the claim"
    for one in (
        *(replace(request, placeholders=frozenset({mark})) for mark in sorted(marks)[::7]),
        replace(request, placeholders=frozenset(marks)),
        replace(request, decisions=(*shown, *service(session, "D/3", "C").decisions)),
        service(session, "G/20", "C", "B.1", kind="pseudonymised"),
    ):
        now = openings(session, one)
        same = {name for name in now.keys() & whole.keys() if "/" in name or name.isalpha()}
        assert {name: now[name] for name in same if now[name][0] != whole[name][0]} == {}
        if one.copy_kind == "service":
            assert {name: now[name] for name in now.keys() & filed.keys()}.items() <= filed.items()


@pytest.mark.parametrize("kind", ["leave-out", "confirm"])
def test_a_name_that_no_passage_of_the_copy_has_is_refused(session: Session, kind: DecisionKind) -> None:
    served = replace(service(session), placeholders=frozenset({"19"}))
    gone = next(
        one.passage.name for one in review(session, service(session)) if "Appears in" in one.passage.text
    )
    said = {
        gone: f"Passage {gone} (--{kind}) is not printed in this copy.",
        "C/99": f"This dossier has no passage C/99 (--{kind}).",
    }
    for name, what in said.items():
        decided = (CopyDecision(kind=kind, subject=name, reason=REASON),)
        assert [str(one.what) for one in stops(session, replace(served, decisions=decided))] == [what]


@pytest.mark.proof
def test_a_service_copy_is_built_without_an_override(session: Session, tmp_path: Path) -> None:
    filed, filed_pages = built(
        session, replace(service(session), copy_kind="filing", decisions=()), tmp_path / "filed.pdf"
    )
    flagged = [one.passage for one in review(session, service(session)) if one.why]
    assert {one.kind for one in flagged} == {"heading", "paragraph", "point", "entry", "row"}
    request = service(session, *(one.name for one in flagged))
    request = replace(
        request,
        continues=filed.id,
        placeholders=frozenset(precheck(session, request).exposed),
    )
    assert stops(session, request) == []
    assert [one for one in warned(session, request) if one.problem.check == "quotation"] == []
    served, pages = built(session, request, tmp_path / "served.pdf")
    text = " ".join(pages)
    assert [leak for leak in LEAKS if leak in text] == []
    assert {one.kind for one in served.decisions} == {"leave-out", "withhold"}
    numbers, kept = ({one.key: one.numbers for one in copy.numbers} for copy in (served, filed))
    assert numbers == kept, "every page of the filed copy, and no other"
    places, filed_places = ({one.key: one.begins for one in copy.numbers} for copy in (served, filed))
    for key, pairs in places.items():
        assert set(pairs) <= set(filed_places[key]), "headings and paragraphs begin on their pages"
    assert sum(map(len, places.values())) >= sum(map(len, filed_places.values())) - 1
    paragraph = next(one.name for one in flagged if one.kind == "paragraph")
    assert re.search(rf"(?<!\d){paragraph} \[withheld from this copy\]", text)
    following = next(
        one.passage.text for one in review(session, request) if one.passage.name == str(int(paragraph) + 1)
    )
    begins = f"{int(paragraph) + 1} {' '.join(following.split())[:40]}"
    assert begins in text
    assert begins in " ".join(filed_pages), "the number of the filed copy"


def test_a_section_left_out_whole_says_nothing_of_itself(session: Session) -> None:
    dossier = hearing(session)
    named = Section(id="x", kind="free-text", title="His claim", text="# Of asylum {#a}\n\nHe claims asylum.")
    after = Section(id="y", kind="free-text", title="After", text="See [[#a]].\n\nThe end of it.")
    sections = (*dossier.sections, named, after)
    record.change(session, replace(dossier, sections=sections), seen=dossier)
    whole = {one.passage.section_id: one.passage for one in review(session, service(session))}
    every = [one.passage for one in review(session, service(session))]
    letter = next(one.name for one in every if one.section_id == "x" and one.kind == "section")
    data = load_for_preview(session, service(session))
    cut = with_left_out(data, service(session, letter.lower()))
    left = SetSections(cut)
    (heading, _line) = left.blocks(named)
    assert isinstance(heading, Heading)
    assert "asylum" not in heading.text
    names = [one.name for one in passages(left)]
    assert names == [one.name for one in every if one.section_id != "x"], "every number stays"
    assert whole.keys() == {section.id for section in sections if section.kind != "exhibit-custody"}
    assert not any("His claim" in str(problem.what) for problem in stops(session, service(session, letter)))


def test_rows_and_headings_are_left_out_of_tables_and_pictures(session: Session) -> None:
    data = load_for_preview(session, service(session))
    sections = SetSections(data)
    chronology = next(one for one in data.dossier.sections if one.kind == "chronology")
    rows = [one for one in passages(sections) if one.section_id == chronology.id and one.kind == "row"]
    chart = next(block for block in sections.blocks(chronology) if isinstance(block, TimeChart))
    drawn = next(one.title for lane in chart.lanes for one in lane.stretches if one.title)
    row = next((one for one in rows if drawn in one.text), rows[0])
    heading = next(one for one in passages(sections) if one.kind == "heading" and one.name == "A.1")
    left = SetSections(with_left_out(data, service(session, row.name, heading.name)))
    shown = left.blocks(chronology)
    assert row.text not in {one.text for one in passages(left)}
    if drawn in row.text:
        after = next(block for block in shown if isinstance(block, TimeChart))
        assert drawn not in {one.title for lane in after.lanes for one in lane.stretches}
    tables = [block for block in shown if isinstance(block, TextTable)]
    assert sum(len(table.rows) for table in tables) == len(rows), "a line is in the place of the row"
    first = data.dossier.sections[0]
    (title, *_) = left.blocks(first)
    assert isinstance(title, Heading)
    assert title.text == "[withheld from this copy]"
    assert not any(isinstance(block, Pairs) for block in left.blocks(first)[: len(heading.places) - 1])


@pytest.mark.parametrize(
    ("name", "kind", "error"), [("999", "service", NotFound), ("1", "filing", InvalidInput)]
)
def test_only_what_stands_in_a_served_copy_is_left_out(
    session: Session, name: str, kind: CopyKind, error: type[Exception], tmp_path: Path
) -> None:
    request = service(session, name, kind=kind)
    assert [problem.check for problem in stops(session, request)] == ["decision"]
    with pytest.raises(error):
        run_in_line(builds.build(session, request, tmp_path / "out.pdf"))
    assert not (tmp_path / "out.pdf").exists()


def test_a_passage_left_out_is_named_with_its_reason_only(session: Session) -> None:
    flagged = {one.passage.name: {str(why) for why in one.why} for one in review(session, service(session))}
    assert {"Tells of a claim to protection."} in flagged.values()
    assert any("Names a client of another case." in why for why in flagged.values())
    open_ = [one for one in precheck(session, service(session)).foreseen if one.problem.check == "passage"]
    blocking = {str(one.problem.what).split()[1].rstrip(":") for one in open_ if one.problem.is_blocking}
    assert blocking == {name for name, why in flagged.items() if why}, "the list is what stops the copy"
    assert all(one.excerpt and one.excerpt not in str(one.problem.what) for one in open_)


SPELLINGS = (
    "LIN Zhihang",
    "Zhihang",
    "Lin Zhi-hang",
    "Lin Zhi Hang",
    "LIN ZHI‐HANG",
    "Zhihang Lin",
    "Lín Zhìháng",
    "林志航",
    "林 志航",
)


def told_in(session: Session, *texts: str, kind: CopyKind = "service") -> list[set[str]]:
    """What stands against each of these paragraphs of a copy."""
    dossier = hearing(session)
    added = Section(id="said", kind="free-text", title="More", text="\n\n".join(texts))
    record.change(session, replace(dossier, sections=(*dossier.sections, added)), seen=dossier)
    every = [one for one in review(session, service(session, kind=kind)) if one.passage.section_id == "said"]
    return [{str(why) for why in one.why} for one in every if one.passage.kind == "paragraph"]


def test_a_name_is_found_in_every_spelling(session: Session) -> None:
    told = told_in(session, *(f"This came from {name} last year." for name in SPELLINGS))
    assert [
        name for name, why in zip(SPELLINGS, told, strict=True) if "Names someone in China." not in why
    ] == []


KINSHIP = (
    "The applicant's younger sibling keeps the ledger.",
    "His sister-in-law and his cousin saw the officers.",
    "His grandparents live in the town.",
    "His folks say that the house is watched.",
    "His mum and dad were visited.",
    "他的母亲收到了通知。",
)


@pytest.mark.parametrize("kind", ["service", "filing"])
def test_any_word_of_kinship_is_found_however_a_relation_is_recorded(
    session: Session, kind: CopyKind
) -> None:
    brother = next(one for one in record.every(session, Person) if one.leading_name == "Lin Zhihang")
    record.change(session, replace(brother, consents=()), seen=brother)
    for relation in record.every(session, Relation):
        record.change(session, replace(relation, kind="close to him"), seen=relation)
    *flagged, plain = told_in(session, *KINSHIP, "Such a kind of paper shows prima facie nothing.", kind=kind)
    assert [why for why in flagged if "Mentions a relative in China." not in why] == []
    assert plain == set()


def test_close_relatives_are_nobodys_in_a_law_and_somebodys_elsewhere(session: Session) -> None:
    (charge, *_) = record.every(session, Charge)
    record.add(session, replace(charge, id="of-security", offence="cl-103-1", amounts=(), band=0))
    request = service(session)
    every = reviewed(session, load_for_preview(session, request), request)
    of_law = [one for one in every if "lose relatives" in one.passage.text]
    assert of_law
    assert not any(str(why) == "Mentions a relative in China." for one in of_law for why in one.why)
    (told,) = told_in(session, "The close relatives of the criminal suspect were questioned.")
    assert "Mentions a relative in China." in told


def test_a_page_that_mentions_a_relative_is_named(session: Session) -> None:
    what = [str(one.what) for one in stops(session, service(session))]
    assert [one for one in what if one.startswith("Exhibit 4,") and ", 4: names someone in China." in one]


def test_a_court_reads_of_relatives_who_consented(session: Session) -> None:
    assert [why for why in told_in(session, *KINSHIP, kind="filing") if why] == []


def test_an_incident_done_to_a_relative_rests_on_them(session: Session) -> None:
    brother = next(one for one in record.every(session, Person) if one.leading_name == "Lin Zhihang")
    data = load_for_preview(session, service(session))
    incident = replace(data.argument.incidents[0], person_ids=(brother.id,), corroborated_by="", evidence=())
    data = replace(data, argument=replace(data.argument, incidents=(incident,)))
    finder = BasisFinder(data, (brother,), (), ())
    assert finder.from_china(finder.basis([f"incident:{incident.id}"])) == ((), True)


def test_a_like_word_is_no_name(session: Session) -> None:
    assert told_in(session, "Lin Zhiyuan was in Zhihang-dong.", "The Zhi hanging on the wall.")[1:] == [set()]


PERSONS = """Tsering Lhadron: witness, read the proofs
Ms Lhadron (བོད།): who wrote
才让拉珍: proof-reader
Lin Zhiyuan: the applicant
Isolde Farrant-Okoro: counsel"""


@pytest.mark.parametrize(("kind", "is_kept_back"), [("service", True), ("service", False), ("filing", True)])
def test_a_row_of_the_author_of_a_withheld_exhibit_stops(
    session: Session, kind: CopyKind, *, is_kept_back: bool
) -> None:
    dossier = hearing(session)
    added = Section(id="who", kind="persons", text=PERSONS)
    record.change(session, replace(dossier, sections=(*dossier.sections, added)), seen=dossier)
    letter = next(one for one in record.every(session, Document) if one.title == "Letter of Tsering Lhadron")
    request = service(session, kind=kind)
    if is_kept_back and kind == "service":
        request = replace(request, placeholders=frozenset({letter.exhibit_mark}))
    rows = {
        one.passage.text.split(" · ")[0]: {str(why) for why in one.why}
        for one in review(session, request)
        if one.passage.section_id == "who" and one.passage.kind == "row"
    }
    why = f"Author of withheld exhibits: {letter.exhibit_mark}."
    stopped = [name for name, reasons in rows.items() if why in reasons]
    is_stopped = kind == "service" and is_kept_back
    assert stopped == (["Tsering Lhadron", "Ms Lhadron (བོད།)", "才让拉珍"] if is_stopped else [])


SCOPE = "Before the courts that decide on his brother"


@pytest.mark.parametrize(
    ("consents", "filing", "served"),
    [
        ((), True, True),
        ((Consent(purpose="court", given_on=GIVEN_ON, scope=SCOPE),), False, True),
        ((Consent(purpose="court", given_on=GIVEN_ON, recipient="attorney general"),), False, False),
        ((Consent(purpose="court", given_on=GIVEN_ON, recipient="Another court"),), True, True),
        ((Consent(purpose="media", given_on=GIVEN_ON),), True, True),
        ((Consent(purpose="court", given_on=GIVEN_ON),), False, False),
    ],
)
def test_a_source_in_china_stops_each_copy_whose_reader_no_consent_covers(
    session: Session, consents: tuple[Consent, ...], *, filing: bool, served: bool
) -> None:
    brother = next(one for one in record.every(session, Person) if one.leading_name == "Lin Zhihang")
    record.change(session, replace(brother, consents=consents), seen=brother)
    stopped: dict[CopyKind, bool] = {"filing": filing, "service": served}
    for kind, is_stopped in stopped.items():
        what = [str(problem.what) for problem in stops(session, service(session, kind=kind))]
        photograph = any(one.startswith("Exhibit 8 came from someone in China") for one in what)
        passage = any("Rests on a source in China" in one for one in what)
        assert (photograph, passage) == (is_stopped, is_stopped), kind


@pytest.mark.proof
def test_a_filing_copy_leaves_with_its_decisions_on_sources(session: Session, tmp_path: Path) -> None:
    brother = next(one for one in record.every(session, Person) if one.leading_name == "Lin Zhihang")
    record.change(session, replace(brother, consents=()), seen=brother)
    request = service(session, kind="filing")
    with pytest.raises(Refused, match="came from someone in China"):
        run_in_line(builds.build(session, request, tmp_path / "filed.pdf"))
    shown = tuple(
        CopyDecision(kind="disclose", subject=mark, reason="The court has it already.")
        for mark in ("4", "5", "6", "8", "9", "10")
    )
    request = replace(request, decisions=shown)
    open_ = [str(one.what) for one in stops(session, request)]
    assert open_
    assert any("Rests on an account of someone in China" in one for one in open_)
    assert any("Mentions a relative in China" in one for one in open_), "a court may pass it on"
    subjects = [(one.split()[0], one.split()[1].rstrip(":,")) for one in open_]
    kept = tuple(
        CopyDecision(kind="disclose" if what == "Exhibit" else "confirm", subject=name, reason="He knows.")
        for what, name in dict.fromkeys(subjects)
    )
    request = replace(request, decisions=(*shown, *kept))
    assert stops(session, request) == []
    filed, _ = built(session, request, tmp_path / "filed.pdf")
    assert filed.decisions == request.decisions
    unknown = replace(request, decisions=(CopyDecision(kind="confirm", subject="X/99", reason=REASON),))
    with pytest.raises(NotFound, match="no passage X/99"):
        run_in_line(builds.build(session, unknown, tmp_path / "x.pdf"))


def test_a_passage_that_quotes_a_withheld_exhibit_stops_until_decided(session: Session) -> None:
    request = service(session)
    withheld = replace(request, placeholders=frozenset(precheck(session, request).exposed) | {"4"})
    quoting = [
        one for one in review(session, withheld) if "Quotes withheld exhibits: 4." in map(str, one.why)
    ]
    assert [one for one in quoting if "The figure in the newspaper was four" in one.passage.text]
    names = {one.passage.name for one in quoting}
    blocked = " ".join(str(one.what) for one in stops(session, withheld))
    assert all(f"Passage {name}: " in blocked for name in names)
    disclosed = CopyDecision(kind="disclose", subject="4", reason=REASON)
    shown = review(session, replace(request, decisions=(disclosed,)))
    assert not any("exhibits: 4." in str(why) for one in shown for why in one.why)
    cut = replace(withheld, decisions=service(session, *names).decisions)
    assert not any("Quotes withheld exhibits: 4." in str(one.what) for one in stops(session, cut))


def test_what_rests_on_an_exhibit_left_out_by_choice_stops_until_decided(session: Session) -> None:
    request = service(session)
    assert not any("exhibits: 19." in str(why) for one in review(session, request) for why in one.why)
    left = replace(request, placeholders=frozenset({"18", "19"}))
    why = {one.passage.name: tuple(map(str, one.why)) for one in review(session, left)}
    quoting = [name for name, reasons in why.items() if "Quotes withheld exhibits: 19." in reasons]
    alone = [name for name, reasons in why.items() if "Rests only on withheld exhibits: 19." in reasons]
    assert quoting
    assert alone
    blocked = " ".join(str(one.what) for one in stops(session, left))
    assert all(f"Passage {name}: " in blocked for name in (*quoting, *alone))
    kept = tuple(CopyDecision(kind="confirm", subject=name, reason=REASON) for name in (*quoting, *alone))
    blocked = " ".join(str(one.what) for one in stops(session, replace(left, decisions=kept)))
    assert not any(f"Passage {name}: " in blocked for name in (*quoting, *alone))


@pytest.mark.proof
def test_files_by_exhibit_have_the_pages_of_the_filed_ones(session: Session, tmp_path: Path) -> None:
    request = replace(service(session, kind="filing"), shape="exhibits")
    filed = run_in_line(builds.build(session, request, tmp_path / "filed.zip")).build
    assert filed.numbers, "of the text, which a service copy keeps"
    request = replace(service(session), shape="exhibits", continues=filed.id)
    request = replace(request, placeholders=frozenset(precheck(session, request).exposed))
    cut = [one.passage.name for one in review(session, request) if one.why]
    request = replace(request, decisions=service(session, *cut).decisions)
    served = run_in_line(builds.build(session, request, tmp_path / "served.zip")).build
    assert [one.pages for one in served.files] == [one.pages for one in filed.files]
    assert {one.key: one.numbers for one in served.numbers} == {one.key: one.numbers for one in filed.numbers}


def test_what_cites_an_exhibit_left_out_by_choice_among_others_stops(session: Session) -> None:
    left = replace(service(session), placeholders=frozenset({"7A", "18", "19"}))
    every = review(session, left)
    cited = [one for one in every if "19" in one.withheld or "18" in one.withheld]
    assert [one.passage.name for one in cited if not one.why] == []
    beside = [one for one in cited if any(str(why).startswith("Cites exhibits left") for why in one.why)]
    assert beside, "passages that cite an exhibit served as well"
    checks = [one.problem.check for one in warned(session, left)]
    assert checks.index("placeholder") < checks.index("translation"), "before warnings on form"


@pytest.mark.proof
def test_the_title_of_an_exhibit_left_out_by_choice_is_printed_nowhere(
    session: Session, tmp_path: Path
) -> None:
    request = service(session)
    exposed = frozenset(precheck(session, request).exposed)
    chosen = next(
        one
        for one in load_for_preview(session, request).exhibits
        if one.exhibit_mark not in exposed and one.media_type == "application/pdf"
    )
    request = replace(request, placeholders=exposed | {chosen.exhibit_mark})
    cut = [one.passage.name for one in review(session, request) if one.why]
    request = replace(request, decisions=service(session, *cut).decisions)
    served, pages = built(session, request, tmp_path / "served.pdf")
    assert chosen.title not in " ".join(pages)
    assert f"Exhibit {chosen.exhibit_mark} is withheld" in " ".join(pages)
    with pypdfium2.PdfDocument(tmp_path / "served.pdf") as pdf:
        assert not [one for one in pdf.get_toc() if chosen.title in one.get_title()]
    part = next(one for one in served.contents if one.key == chosen.id)
    assert part.is_placeholder
    assert part.title == "withheld (not for this recipient)", "what a certificate of service prints"
    drafted = replace(request, copy_kind="draft", decisions=())
    assert chosen.title in " ".join(built(session, drafted, tmp_path / "draft.pdf")[1])


@pytest.mark.proof
def test_an_exhibit_left_out_by_choice_keeps_its_pages_of_the_filed_copy(
    session: Session, tmp_path: Path
) -> None:
    filed, _ = built(session, service(session, kind="filing"), tmp_path / "filed.pdf")
    lengths = {one.key: len(one.numbers) for one in filed.numbers}
    data = load_for_preview(session, service(session))
    long = max(
        (one for one in data.exhibits if one.media_type == "application/pdf"),
        key=lambda one: lengths[one.id],
    )
    assert lengths[long.id] > 2
    request = service(session)
    exposed = frozenset(precheck(session, request).exposed)
    request = replace(request, continues=filed.id, placeholders=exposed | {long.exhibit_mark})
    cut = [one.passage.name for one in review(session, request) if one.why]
    request = replace(request, decisions=service(session, *cut).decisions)
    served, _ = built(session, request, tmp_path / "served.pdf")
    assert next(one for one in served.contents if one.key == long.id).is_placeholder
    assert {one.key: one.numbers for one in served.numbers} == {one.key: one.numbers for one in filed.numbers}

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from casebook.base.errors import PackInvalid
from casebook.base.resources import resource
from casebook.domain.case.ground import Ground
from casebook.domain.dossier.exhibit_group import in_groups
from casebook.domain.evidence.document import by_mark
from casebook.domain.person.contact import Vetting
from casebook.packs.library.library import read_library
from casebook.sample.book.book import Sample, read_sample
from casebook.sample.book.key import record_id
from casebook.sample.book.version import read_version, version_words

REFERENCE = re.compile(r"\[\[([^\] ]+)(?: p\.(\d+))?\]\]")


@pytest.fixture(scope="module")
def sample() -> Sample:
    return read_sample()


def test_it_holds_three_cases_and_what_a_dossier_needs(sample: Sample) -> None:
    assert [case.reference for case in sample.cases] == ["LIN-2026-003", "SER-2025-011", "ABL-2025-014"]
    assert len(sample.persons) == 7
    assert len(sample.documents) == 22
    assert len(sample.facts) == 27
    assert len(sample.events) == 11
    assert len(sample.contacts) == 16
    assert [dossier.case_id for dossier in sample.dossiers] == 2 * [record_id("case", "lin")]


def test_the_client_is_named_in_every_way_his_papers_name_him(sample: Sample) -> None:
    client = sample.persons[0]
    forms = {(name.text, name.script, name.romanisation, name.kind) for name in client.names}
    assert {
        ("林志远", "Hans", "", "legal"),
        ("林志遠", "Hant", "", "legal"),
        ("Lin Zhiyuan", "Latn", "pinyin", "legal"),
        ("Lín Zhìyuǎn", "Latn", "pinyin", "legal"),
        ("LIN ZHI YUAN", "Latn", "as-in-passport", "legal"),
        ("Lam Chi Yuen", "Latn", "hong-kong", "legal"),
        ("青崖", "Hans", "", "pen-name"),
    } <= forms
    assert client.leading_name == "Lin Zhiyuan"
    assert client.other_names == ("林志远", "林志遠")


def test_the_scripts_of_every_people_are_there(sample: Sample) -> None:
    scripts = {name.script for person in sample.persons for name in person.names}
    assert scripts == {"Hans", "Hant", "Latn", "Arab", "Tibt", "Cyrl"}
    for person in sample.persons:
        assert {"Latn", "Hans"} <= {name.script for name in person.names}
    romanised = {name.romanisation for person in sample.persons for name in person.names}
    assert {"uly", "wylie", "pinyin", "as-in-passport"} <= romanised


def test_accounts_differ_for_every_reason_but_none(sample: Sample) -> None:
    kinds = Counter(fact.inconsistency for fact in sample.facts if fact.status == "inconsistent")
    assert set(kinds) == {"calendar", "romanisation", "interpreter", "memory", "trauma", "time-zone"}
    for fact in sample.facts:
        if fact.status == "inconsistent":
            assert len(fact.accounts) >= 2
            assert fact.explanation


def test_the_two_accounts_of_the_arrest_differ_by_two_hours(sample: Sample) -> None:
    arrest = next(fact for fact in sample.facts if fact.id == record_id("fact", "arrest"))
    assert ["06:40" in account.words or "04:40" in account.words for account in arrest.accounts[:2]] == [
        True
    ] * 2


def test_every_pinpoint_is_a_page_the_document_has(sample: Sample) -> None:
    pages = {entry.document.id: entry.page_count for entry in sample.documents}
    for fact in sample.facts:
        account_pinpoints = [account.pinpoint for account in fact.accounts if account.pinpoint]
        for pinpoint in (*fact.pinpoints, *account_pinpoints):
            assert 1 <= pinpoint.page <= pages[pinpoint.document_id]


def test_every_reference_in_the_statement_is_a_page_an_exhibit_has(sample: Sample) -> None:
    dossier = sample.dossiers[0]
    marks = {entry.document.exhibit_mark: entry.page_count for entry in sample.documents}
    texts = [*(part.text for part in dossier.sections), *(ground.text for ground in sample.grounds)]
    references = [match for text in texts for match in REFERENCE.finditer(text)]
    labels = {match[1] for match in references if match[1].startswith("#")}
    assert {"#relief"} <= labels
    references = [match for match in references if match[1] not in labels]
    assert len(references) >= 40
    for match in references:
        assert int(match[2] or 1) <= marks[match[1]]


def test_exhibits_stand_in_groups_with_the_decision_challenged_first(sample: Sample) -> None:
    dossier = sample.dossiers[0]
    by_id = {entry.document.id: entry.document for entry in sample.documents}
    marks = [by_id[exhibit].exhibit_mark for exhibit in dossier.exhibit_ids]
    in_order = [by_id[exhibit] for exhibit in dossier.exhibit_ids]
    of_list = [*map(str, range(1, 8)), "7A", *map(str, range(8, 20))]
    assert [one.exhibit_mark for one in sorted(in_order, key=by_mark)] == of_list, "no asylum form"
    assert marks[marks.index("7") + 1] == "7A"
    assert by_id[dossier.exhibit_ids[0]].title.startswith("Ruling")
    assert in_groups(dossier, by_id) == dossier


def test_every_chinese_exhibit_has_a_certified_translation(sample: Sample) -> None:
    documents = [entry.document for entry in sample.documents]
    translated = {document.translation_of for document in documents}
    left = [
        document.exhibit_mark
        for document in documents
        if document.language == "zh-Hans" and document.id not in translated
    ]
    assert left == []
    for document in documents:
        assert bool(document.translation_of) == (document.certificate is not None)


def test_topics_and_omissions_are_in_the_library(sample: Sample) -> None:
    library = read_library()
    topics = {topic.id for topic in library.topics}
    adverse = {finding.id for finding in library.findings if finding.is_adverse}
    parts = [section for dossier in sample.dossiers for section in dossier.sections]
    assert {topic for section in parts for topic in section.topics} <= topics
    assert {topic for person in sample.persons for topic in person.topics} <= topics
    omitted = {omission.finding_id for dossier in sample.dossiers for omission in dossier.omissions}
    assert omitted <= adverse


def test_instants_carry_their_zone(sample: Sample) -> None:
    for event in sample.events:
        assert (event.at is None) == (event.zone == "")
    for entry in sample.documents:
        assert entry.document.custody[0].kind == "received"
        assert all(step.at.utcoffset() is not None for step in entry.document.custody)


def test_every_page_of_the_argument_has_something_to_show(sample: Sample) -> None:
    assert len(sample.incidents) == 8
    assert {incident.method for incident in sample.incidents} >= {
        "police-visit",
        "spying-demand",
        "threat-to-family",
    }
    (assurance,) = sample.assurances
    assert assurance.open_factors == (), "a filed paper assesses each"
    states = {proof.state for ground in sample.grounds for proof in ground.proofs}
    assert states == {"shown", "arguable", "contested"}
    assert {role.vetting for role in sample.roles} == set(get_args(Vetting))
    assert len(sample.notes) == 5
    assert sum(task.done_on is None for task in sample.tasks) == 7


def test_what_the_argument_cites_is_in_the_library(sample: Sample) -> None:
    findings = {finding.id: finding for finding in read_library().findings}
    proofs = [proof for ground in sample.grounds for proof in ground.proofs]
    for proof in proofs:
        assert all(not findings[one].is_adverse for one in proof.finding_ids)
        assert all(findings[one].is_adverse for one in proof.adverse_ids)
    assessments = [assessment for assurance in sample.assurances for assessment in assurance.assessments]
    assert {one for assessment in assessments for one in assessment.finding_ids} <= findings.keys()


def test_places_in_the_argument_are_pages_the_documents_have(sample: Sample) -> None:
    pages = {entry.document.id: entry.page_count for entry in sample.documents}
    places = [place for incident in sample.incidents for place in incident.evidence]
    places += [place for ground in sample.grounds for proof in ground.proofs for place in proof.evidence]
    for assurance in sample.assurances:
        places += [
            *assurance.pinpoints,
            *(place for assessment in assurance.assessments for place in assessment.pinpoints),
        ]
    assert all(1 <= place.page <= pages[place.document_id] for place in places)


def test_reading_twice_gives_the_same_casebook(sample: Sample) -> None:
    assert read_sample() == sample


def test_every_text_says_that_it_is_invented() -> None:
    for path in resource("sample").rglob("*.toml"):
        assert "nvented" in path.read_text(encoding="utf-8").splitlines()[0], path.name


def test_a_word_that_names_nothing_is_refused(tmp_path: Path) -> None:
    shutil.copytree(resource("sample"), tmp_path / "sample")
    facts = tmp_path / "sample" / "facts.toml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace('"statement 1"', '"letter 1"'), encoding="utf-8"
    )
    with pytest.raises(PackInvalid, match="names the document letter"):
        read_sample(tmp_path / "sample")


@pytest.mark.parametrize("word", version_words())
def test_a_version_answers_nothing_that_it_leaves_out(word: str) -> None:
    version = read_version(word)
    left_out = {omission.finding_id for omission in version.dossier.omissions}
    grounds = [one for one in version.after if isinstance(one, Ground)]
    answered = {key for ground in grounds for proof in ground.proofs for key in proof.adverse_ids}
    assert not answered & left_out

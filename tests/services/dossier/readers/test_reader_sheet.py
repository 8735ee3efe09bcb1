"""Who will hold a copy of the sample, and whom it shows to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import NotFound
from casebook.base.i18n import Translator
from casebook.base.ids import seeded_ids
from casebook.domain.dossier.build import BuildRequest, CopyKind
from casebook.domain.dossier.composition import TextParagraph
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.person.person import Person
from casebook.services.base import record
from casebook.services.base.session import Session, open_session
from casebook.services.dossier.compose import SetSections
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.gate.copy_material import for_reader
from casebook.services.dossier.gate.exhibit_exposure import undecided_exhibits
from casebook.services.dossier.gate.recipient_gate import exposed
from casebook.services.dossier.readers import reader_sheet
from casebook.services.dossier.readers.reader_picture import forums, picture
from tests.pdf.read import texts
from tests.vaults import SAMPLE_AT, MasterVault

EN = Translator("en")


@pytest.fixture
def sample(sample_vault: MasterVault, tmp_path: Path) -> Iterator[Session]:
    path = sample_vault.copied_to(tmp_path / "sample.casebook")
    clock, ids = fixed_clock(SAMPLE_AT), seeded_ids(1)
    with open_session(path, sample_vault.code, clock=clock, ids=ids) as vault_session:
        yield vault_session


def request(session: Session, copy: CopyKind = "filing", profile: str = "") -> BuildRequest:
    dossier = next(one for one in record.every(session, Dossier) if one.kind == "hearing-dossier")
    return BuildRequest(dossier_id=dossier.id, copy_kind=copy, profile_id=profile, purpose="court")


def test_people_in_china_are_listed_before_anything_is_built(sample: Session) -> None:
    shown = picture(sample, request(sample, "service"))
    in_china = [one for one in shown.people if one.kind == "in-china"]
    assert len(in_china) == 3
    assert not any(one.is_in_text for one in in_china)
    assert all(one.is_at_risk and one.exhibits for one in in_china)
    (risk,) = [one for one in shown.people if one.is_in_text]
    assert risk.kind == "other-client"
    assert risk.passages


def test_whoever_an_exhibit_names_is_never_called_unnamed(sample: Session) -> None:
    shown = {one.name: one for one in picture(sample, request(sample)).people}
    for name in ("Lin Guoliang", "Chen Shulan"):
        one = shown[name]
        assert one.is_named
        assert any(found.pages != (0,) for found in one.exhibits)
        assert reader_sheet.standing(one, EN).startswith("named, with consent limited to: Asked through")
        assert any(place.startswith("Exhibit ") for place in reader_sheet.places(one, EN))


def test_an_exhibit_alone_puts_a_person_without_consent_at_risk(sample: Session) -> None:
    for person in record.every(sample, Person):
        if person.leading_name == "Chen Shulan":
            with sample.store.write("withdraw") as change:
                change.replace(replace(person, consents=()))
    (one,) = [one for one in picture(sample, request(sample)).people if one.name == "Chen Shulan"]
    assert (one.is_in_text, one.is_at_risk) == (False, True)


@pytest.mark.parametrize("copy", ["draft", "pseudonymised"])
def test_exhibits_that_were_not_searched_are_said_beside_each_person(sample: Session, copy: CopyKind) -> None:
    shown = picture(sample, request(sample, copy))
    assert shown.people
    for one in shown.people:
        told = " ".join((reader_sheet.standing(one, EN), *reader_sheet.places(one, EN)))
        assert "the exhibits were not searched for them" in told


def test_pages_without_text_are_listed(sample: Session) -> None:
    shown = picture(sample, request(sample))
    text = reader_sheet.without_text(shown, EN)
    assert "Exhibit 3, page 1, 2, 3" in text
    note = reader_sheet.composition(shown, EN).parts[0].blocks[-1]
    assert isinstance(note, TextParagraph)
    assert text in note.line[0].text


def test_every_forum_is_listed_and_silence_is_no_answer(sample: Session) -> None:
    listed = {one.id: one.facts for one in forums(sample)}
    assert len(listed) == 23
    assert listed["gb-extradition-appeal"]
    assert listed["fr-telerecours"] == ()
    shown = picture(sample, request(sample, profile="fr-telerecours"))
    assert [step.to for step in shown.unknown] == [
        "other-side",
        "requesting-state",
        "bureau",
        "public",
        "press",
    ]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "not known: ask the registry"), ("zh-Hans", "请询问书记处")]
)
def test_the_page_for_the_file_has_each_arrow_and_person(
    sample: Session, tmp_path: Path, language: str, said: str
) -> None:
    shown = picture(sample, request(sample, profile="gb-extradition-appeal"))
    out = tmp_path / "readers.pdf"
    reader_sheet.put(shown, out, Translator(language))
    page = " ".join(" ".join(texts(out)).split())
    assert said in page
    assert "Mucelli [2009] UKHL 2" in page
    assert all(one.name in page for one in shown.people)


def test_the_picture_and_the_gate_agree_on_who_is_named(sample: Session) -> None:
    wanted = request(sample, "service")
    sections = SetSections(for_reader(sample, load_for_preview(sample, wanted), wanted))
    stopped = {
        entry.about.id for entry in exposed(sections, wanted) if entry.about and entry.problem.is_blocking
    }
    at_risk = [one for one in picture(sample, wanted).people if one.is_at_risk]
    assert {one.id for one in at_risk if one.is_in_text} == stopped
    stopping = {
        sections.dossier_data.name_of(document)
        for entry in undecided_exhibits(sections.dossier_data, wanted)
        if entry.problem.is_blocking and entry.about and entry.about.kind == "document"
        for document in sections.dossier_data.exhibits
        if document.id == entry.about.id
    }
    shown = {found.name for one in at_risk for found in one.exhibits if not found.is_painted}
    assert shown
    assert shown <= stopping


def test_a_dossier_that_is_not_there(sample: Session) -> None:
    with pytest.raises(NotFound):
        picture(sample, BuildRequest(dossier_id="none"))


def test_only_the_registry_of_a_court_is_to_be_asked(sample: Session) -> None:
    asked = {
        step.from_: reader_sheet.knowledge(step, EN) for step in picture(sample, request(sample)).unknown
    }
    assert asked["court"] == "not known: ask the registry"
    assert {text for giver, text in asked.items() if giver != "court"} == {
        "not known: counts as reaching them"
    }

"""A release pack goes to whom the person named, tells of nobody else, and can be verified without us."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from casebook.base.errors import CasebookError, InvalidInput, NotFound, Refused
from casebook.domain.base.name import Name
from casebook.domain.declaration.declaration import Declaration
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, Person
from casebook.domain.person.relation import Relation
from casebook.services.base import form, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import release_pack
from casebook.services.declaration.release_gate import ReleaseFor, purpose_for
from casebook.services.evidence import document as documents
from casebook.services.evidence.transcript import keep_transcript
from tests.people import add_person
from tests.services.declaration.conftest import add_contact


@pytest.fixture
def to_counsel(counsel: Contact) -> ReleaseFor:
    """The recipient whom the condition names."""
    return ReleaseFor(contact_id=counsel.id, purpose="court", condition_id="c1")


def said(session: Session, declaration: Declaration, wanted: ReleaseFor) -> dict[str, bool]:
    """What stands against a release, and whether it blocks."""
    (preview,) = release_pack.preview(session, declaration.id, [wanted])
    return {str(one.what): one.is_blocking for one in preview.problems}


def test_a_pack_is_written_registered_and_verified(
    session: Session, signed: Declaration, to_counsel: ReleaseFor, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="Nobody searched"):
        run_in_line(release_pack.build(session, signed.id, [to_counsel], tmp_path / "pack.zip"))
    assert not (tmp_path / "pack.zip").exists()
    keep_transcript(session, signed.video_id, "0:00:01 I do not go back.")
    (release,) = run_in_line(release_pack.build(session, signed.id, [to_counsel], tmp_path / "pack.zip"))
    with ZipFile(tmp_path / "pack.zip") as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    assert list(files) == [
        "declaration.pdf",
        "declaration-en.pdf",
        "video.mp4",
        "transcript.txt",
        "VERIFY.txt",
        "SHA256SUMS",
    ]
    lines = [line.split("  ") for line in files["SHA256SUMS"].decode().splitlines()]
    assert [[hashlib.sha256(files[name]).hexdigest(), name] for _, name in lines] == lines
    assert release.sha256 == hashlib.sha256(files["SHA256SUMS"]).hexdigest()
    assert hashlib.sha256(files["video.mp4"]).hexdigest() == signed.video_sha256
    assert "sha256sum --check SHA256SUMS" in files["VERIFY.txt"].decode()
    kept = declarations.named(session, signed.id)
    assert (kept.state, kept.releases, kept.is_unbroken) == ("released", (release,), True)
    step = record.find(session, Document, signed.video_id).custody[-1]
    assert (step.kind, step.why) == ("disclosed", "Petra Counsel")
    with pytest.raises(Refused, match="cannot be removed"):
        form.change(session, replace(kept, releases=()), seen=kept)


def test_several_recipients_get_what_is_theirs(
    session: Session, signed: Declaration, client: Person, to_counsel: ReleaseFor, tmp_path: Path
) -> None:
    keep_transcript(session, signed.video_id, "0:00:01 I do not go back.")
    paper = add_contact(session, "The Invented Times", "journalist")
    consent = Consent(purpose="media", given_on=date(2026, 3, 1), recipient="The Invented Times")
    form.change(session, replace(client, consents=(consent,)), seen=client)
    press = ReleaseFor(
        contact_id=paper.id, purpose=purpose_for(paper), parts=("transcript",), reason="Asked counsel."
    )
    run_in_line(release_pack.build(session, signed.id, [to_counsel, press], tmp_path))
    assert (tmp_path / "release-1" / "video.mp4").is_file()
    assert sorted(one.name for one in (tmp_path / "release-2").iterdir()) == [
        "SHA256SUMS",
        "VERIFY.txt",
        "declaration-en.pdf",
        "declaration.pdf",
        "transcript.txt",
    ]
    assert len(declarations.named(session, signed.id).releases) == 2


def test_nobody_gets_it_whom_the_person_did_not_allow(
    session: Session, signed: Declaration, counsel: Contact
) -> None:
    other = add_contact(session, "Other Office", "ngo", is_vetted=False)
    problems = said(session, signed, ReleaseFor(contact_id=other.id, purpose="partner"))
    assert problems["A client has not consented to this purpose: partner."]
    assert problems["No condition of the declaration is named, and no reason."]
    assert not problems["Nobody vetted this recipient."]
    named = ReleaseFor(contact_id=other.id, purpose="partner", condition_id="c1")
    assert said(session, signed, named)["A client has not consented to this purpose: partner."]
    embassy = add_contact(session, "An Embassy", "embassy")
    assert any("embassy" in one for one in said(session, signed, replace(named, contact_id=embassy.id)))
    none = ReleaseFor(contact_id=counsel.id, purpose="court", condition_id="c9")
    assert said(session, signed, none)["The declaration has no such condition."]


def test_drafts_and_what_was_withdrawn_or_changed_are_not_released(
    session: Session, draft: Declaration, to_counsel: ReleaseFor
) -> None:
    assert said(session, draft, to_counsel)["The declaration is a draft."]
    signed = declarations.sign(session, draft.id)
    record.change(session, replace(signed, place="Elsewhere"))
    assert said(session, signed, to_counsel)["The record of the declaration differs from what was sealed."]
    record.change(session, signed)
    declarations.withdraw(session, signed.id, on=session.clock().date(), note="Heard in the office.")
    assert said(session, signed, to_counsel)["The declaration was withdrawn."]


def test_it_names_no_relative_in_china_and_no_other_person(
    session: Session, client: Person, signed: Declaration, to_counsel: ReleaseFor
) -> None:
    sister = add_person(session, (Name(text="Gulnar Tester", script="Latn"),))
    stranger = add_person(session, (Name(text="Bertha Bystander", script="Latn"),))
    tie = Relation(
        id=session.ids(), person_id=client.id, other_id=sister.id, kind="sister", other_is_in="Kashgar"
    )
    record.add(session, tie)
    keep_transcript(session, signed.video_id, "0:00:01 My sister Gulnar Tester is there.")
    china = "The pack names a person in China who has not consented to it."
    assert said(session, signed, to_counsel)[china]
    assert china not in said(session, signed, replace(to_counsel, parts=("paper",)))
    keep_transcript(session, signed.video_id, "0:00:01 Ask Bertha Bystander.")
    other = "The pack names another person of this casebook who has not consented to it."
    assert said(session, signed, to_counsel)[other]
    allowed = Consent(purpose="court", given_on=date(2026, 3, 1))
    form.change(session, replace(stranger, consents=(allowed,)), seen=stranger)
    assert other not in said(session, signed, to_counsel)


def test_a_claim_to_protection_does_not_reach_the_press(session: Session, signed: Declaration) -> None:
    keep_transcript(session, signed.video_id, "0:00:01 I applied for asylum in Cyprus.")
    paper = add_contact(session, "The Invented Times", "journalist")
    press = ReleaseFor(contact_id=paper.id, purpose="media", reason="Asked counsel.")
    claim = "The pack would disclose a claim to protection to its recipient."
    assert said(session, signed, press)[claim]


def test_recipients_are_chosen_once_and_known(
    session: Session, signed: Declaration, to_counsel: ReleaseFor
) -> None:
    with pytest.raises(InvalidInput):
        release_pack.preview(session, signed.id, [])
    with pytest.raises(InvalidInput):
        release_pack.preview(session, signed.id, [to_counsel, to_counsel])
    with pytest.raises(NotFound):
        release_pack.preview(session, signed.id, [replace(to_counsel, contact_id="none")])


def test_a_pack_of_a_damaged_recording_leaves_nothing(
    session: Session, signed: Declaration, to_counsel: ReleaseFor, tmp_path: Path
) -> None:
    keep_transcript(session, signed.video_id, "0:00:01 I do not go back.")
    sealed = documents.sealed_file(session, record.find(session, Document, signed.video_id))
    place = session.vault.attachments.place(sealed.id)
    whole = place.read_bytes()
    for damaged in (whole[:-1] + bytes([whole[-1] ^ 1]), whole[: len(whole) // 2], b"", whole * 3):
        place.chmod(0o600)
        place.write_bytes(damaged)
        with pytest.raises(CasebookError):
            run_in_line(
                release_pack.build(session, signed.id, [to_counsel], tmp_path / "pack.zip", has_looked=True)
            )
        assert list(tmp_path.glob("pack*")) == [], "nothing is left of the pack"
        assert declarations.named(session, signed.id).releases == ()
    place.write_bytes(whole)
    run_in_line(release_pack.build(session, signed.id, [to_counsel], tmp_path / "pack.zip", has_looked=True))

"""A release pack goes to whom the person named, tells of nobody else, and can be verified without us."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from casebook.base.clock import fixed_clock
from casebook.base.errors import CasebookError, InvalidInput, NotFound, Refused
from casebook.domain.base.name import Name
from casebook.domain.case.case import Case
from casebook.domain.declaration.declaration import Declaration, DeclaredLine, ReleasePart
from casebook.domain.declaration.seal import is_unbroken, sealed
from casebook.domain.evidence.document import Document
from casebook.domain.person.contact import Contact
from casebook.domain.person.person import Consent, Person, Purpose
from casebook.domain.person.relation import Relation
from casebook.services.base import form, record
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.declaration import declaration as declarations
from casebook.services.declaration import release_pack
from casebook.services.declaration.declaration_text import in_english, text_of
from casebook.services.declaration.release_gate import ReleaseFor, purpose_for
from casebook.services.evidence import document as documents
from casebook.services.evidence import recording
from casebook.services.evidence.transcript import keep_transcript
from tests.conftest import NOW
from tests.pdf.read import texts
from tests.people import add_person
from tests.services.declaration.conftest import add_contact, add_file, sign, take_back


@pytest.fixture
def to_counsel(session: Session, counsel: Contact) -> ReleaseFor:
    """The recipient whom the condition names."""
    return ReleaseFor(
        contact_id=counsel.id,
        purpose="court",
        condition_id="c1",
        reason="Nobody answered.",
        decided_by=counsel.id,
        decided_on=session.clock().date(),
    )


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
    out = tmp_path / "pack.zip"
    (release,) = run_in_line(release_pack.build(session, signed.id, [to_counsel], out, has_looked=True))
    with ZipFile(tmp_path / "pack.zip") as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    assert list(files) == [
        "declaration.pdf",
        "declaration-en.pdf",
        "sealed-record.json",
        "video.mp4",
        "VERIFY.txt",
        "SHA256SUMS",
    ]
    lines = [line.split("  ") for line in files["SHA256SUMS"].decode().splitlines()]
    assert [[hashlib.sha256(files[name]).hexdigest(), name] for _, name in lines] == lines
    assert release.sha256 == hashlib.sha256(files["SHA256SUMS"]).hexdigest()
    assert hashlib.sha256(files["video.mp4"]).hexdigest() == signed.video_sha256
    assert hashlib.sha256(files["sealed-record.json"]).hexdigest() == signed.seal
    said = files["VERIFY.txt"].decode()
    for part in (
        "sha256sum --check SHA256SUMS",
        "sealed-record.json",
        "its register keeps",
        "none of them bears",
    ):
        assert part in said
    assert (release.decided_by, release.decided_on) == (to_counsel.decided_by, to_counsel.decided_on)
    kept = declarations.named(session, signed.id)
    assert (kept.state, kept.releases, is_unbroken(kept)) == ("released", (release,), True)
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
        contact_id=paper.id,
        purpose=purpose_for(paper),
        parts=("transcript", "later-transcript"),
        reason="Asked counsel.",
    )
    run_in_line(release_pack.build(session, signed.id, [to_counsel, press], tmp_path, has_looked=True))
    assert (tmp_path / "release-1" / "video.mp4").is_file()
    assert sorted(one.name for one in (tmp_path / "release-2").iterdir()) == [
        "SHA256SUMS",
        "VERIFY.txt",
        "declaration-en.pdf",
        "declaration.pdf",
        "sealed-record.json",
        "transcript-later.txt",
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
    signed = sign(session, draft)
    record.change(session, replace(signed, place="Elsewhere"))
    assert said(session, signed, to_counsel)["The record of the declaration differs from what was sealed."]
    record.change(session, signed)
    took_back = "The person took the declaration back and was free to do so, as it is recorded."
    take_back(session, signed, to_counsel.contact_id, "not-free")
    unshown = "It is said that the person took the declaration back, but not shown to have been free."
    problems = said(session, signed, to_counsel)
    assert (problems[unshown], took_back in problems) == (False, False)
    (preview,) = release_pack.preview(session, signed.id, [to_counsel])
    (word,) = (one for one in preview.files if one.name == "withdrawal.txt")
    assert "heard by Petra Counsel, in Nicosia. The person was: not free" in word.open().read().decode()
    take_back(session, signed, to_counsel.contact_id)
    assert said(session, signed, to_counsel)[took_back]


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
    uses: tuple[Purpose, ...] = ("media", "partner", "court", "dossier")
    for use in uses:  # no word makes a journalist anybody else
        problems = said(session, signed, replace(press, purpose=use))
        assert problems[claim]
        assert problems["A client has not consented to this purpose: media."]


def test_recipients_are_chosen_once_and_known(
    session: Session, signed: Declaration, to_counsel: ReleaseFor
) -> None:
    with pytest.raises(InvalidInput):
        release_pack.preview(session, signed.id, [])
    with pytest.raises(InvalidInput):
        release_pack.preview(session, signed.id, [to_counsel, to_counsel])
    with pytest.raises(NotFound):
        release_pack.preview(session, signed.id, [replace(to_counsel, contact_id="none")])


def test_who_decided_when_and_how_is_stated(
    session: Session, signed: Declaration, to_counsel: ReleaseFor
) -> None:
    missing = "It is not stated who decided that the condition has come about, when and how."
    for lacking in ({"decided_by": ""}, {"decided_on": None}, {"reason": " "}):
        assert said(session, signed, replace(to_counsel, **lacking))[missing]
    other = replace(to_counsel, decided_by=signed.witness_id)
    assert said(session, signed, other)["Another person decided than the declaration names."]
    early = replace(to_counsel, decided_on=date(2026, 1, 1))
    assert said(session, signed, early)["It was decided before the declaration was signed."]
    late = replace(to_counsel, decided_on=session.clock().date() + timedelta(days=1))
    assert said(session, signed, late)["The day of the decision has not come yet."]


HASTE = "The time that the condition names ends on 2026-03-05"


@pytest.mark.parametrize(
    "condition", ["72小时没有我的消息。", "Nothing heard of me for 72 hours.", "七十二小時內沒有消息"]
)
def test_a_decision_before_the_time_of_its_condition_is_looked_at(
    session: Session, draft: Declaration, to_counsel: ReleaseFor, condition: str
) -> None:
    stated = replace(draft.conditions[0], text=condition)
    draft = form.change(session, replace(draft, conditions=(stated,)), seen=draft)
    signed = sign(session, draft)
    signed_on = session.clock().date()

    def looked(days: int) -> list[str]:
        session.clock = fixed_clock(NOW + timedelta(days=days))
        wanted = replace(to_counsel, decided_on=signed_on + timedelta(days=days))
        (preview,) = release_pack.preview(session, signed.id, [wanted])
        return [
            str(one.what) for one in preview.problems if one.needs_look and "It was decided" in str(one.what)
        ]

    assert [HASTE in one for one in looked(0)] == [True]
    assert [HASTE in one for one in looked(2)] == [True]
    assert looked(3) == []


def test_who_decides_and_receives_or_interpreted_is_looked_at(
    session: Session, draft: Declaration, to_counsel: ReleaseFor
) -> None:
    receives = "Who decided that the condition has come about also receives the pack."
    interpreted = "Who decided that the condition has come about also interpreted the declaration."
    draft = form.change(session, replace(draft, interpreter_id=to_counsel.decided_by), seen=draft)
    signed = sign(session, draft)
    problems = said(session, signed, to_counsel)
    assert (problems[receives], problems[interpreted]) == (False, False)
    (preview,) = release_pack.preview(session, signed.id, [to_counsel])
    assert {str(one.what) for one in preview.problems if one.needs_look} >= {receives, interpreted}
    witness = replace(to_counsel, decided_by=signed.witness_id)
    assert not {receives, interpreted} & said(session, signed, witness).keys()


def test_a_decision_on_the_day_of_the_signature_is_looked_at(
    session: Session, draft: Declaration, to_counsel: ReleaseFor
) -> None:
    stated = replace(draft.conditions[0], text="我被带走。")
    signed = sign(session, form.change(session, replace(draft, conditions=(stated,)), seen=draft))
    assert said(session, signed, to_counsel)["It was decided on the day of the signature."] is False


def test_a_transcript_longer_than_its_recording_is_to_be_looked_at(
    session: Session, draft: Declaration, to_counsel: ReleaseFor
) -> None:
    empty = recording.of_document(session, record.find(session, Document, draft.video_id))
    recording.keep(session, replace(empty, length_seconds=5), empty)
    keep_transcript(session, draft.video_id, "0:00:01 I do not go back.\n0:00:07 Ask my lawyer.")
    signed = sign(session, draft)
    (preview,) = release_pack.preview(session, signed.id, [to_counsel])
    words = "The transcript goes on to 0:00:07, and the recording lasts 0:00:05."
    assert [one.needs_look for one in preview.problems if str(one.what) == words] == [True]
    now = recording.of_document(session, record.find(session, Document, draft.video_id))
    recording.keep(session, replace(now, length_seconds=7), now)
    assert words not in said(session, signed, to_counsel)


def test_a_transcript_from_after_the_sealing_says_so(
    session: Session, draft: Declaration, to_counsel: ReleaseFor, tmp_path: Path
) -> None:
    keep_transcript(session, draft.video_id, "0:00:01 I do not go back.")
    signed = sign(session, draft)
    keep_transcript(session, signed.video_id, "0:00:01 I go home of my own will.")
    later = "transcript of the recording, entered on 2026-03-02, after the sealing"
    assert said(session, signed, to_counsel)[f"This stays here: {later}."] is False
    run_in_line(release_pack.build(session, signed.id, [to_counsel], tmp_path / "first.zip", has_looked=True))
    with ZipFile(tmp_path / "first.zip") as pack:
        assert "transcript-later.txt" not in pack.namelist()
        assert "transcript.txt" in pack.namelist()
    to_counsel = replace(to_counsel, parts=(*to_counsel.parts, "later-transcript"))
    assert f"This goes along: {later}." in said(session, signed, to_counsel)
    out = tmp_path / "pack.zip"
    with pytest.raises(Refused, match="after the sealing"):
        run_in_line(release_pack.build(session, signed.id, [to_counsel], out))
    run_in_line(release_pack.build(session, signed.id, [to_counsel], out, has_looked=True))
    with ZipFile(out) as pack:
        assert "I do not go back." in pack.read("transcript.txt").decode()
        assert pack.read("transcript-later.txt").decode().startswith(later)
        assert later in pack.read("VERIFY.txt").decode()
    assert not is_unbroken(replace(signed, transcript="I go home."))


def test_a_recording_that_is_gone_or_exchanged_is_said(
    session: Session, signed: Declaration, to_counsel: ReleaseFor, tmp_path: Path
) -> None:
    video = record.find(session, Document, signed.video_id)
    record.change(session, replace(video, sha256="0" * 64))
    assert said(session, signed, to_counsel)["The recording is another one than was sealed."]
    record.change(session, video)
    with session.store.write("document.remove") as transaction:  # as it comes from another device
        transaction.move_to_bin(Document, video.id)
    gone = "The recording that the declaration names is not there any more."
    assert said(session, signed, to_counsel)[gone]
    without = replace(to_counsel, parts=("paper", "transcript"))
    assert gone not in said(session, signed, without)
    out = tmp_path / "pack.zip"
    run_in_line(release_pack.build(session, signed.id, [without], out, has_looked=True))
    with ZipFile(out) as pack:
        assert "names a recording that does not go with" in pack.read("VERIFY.txt").decode()


def test_no_file_is_for_several_and_no_folder_for_two_releases(
    session: Session, signed: Declaration, to_counsel: ReleaseFor, tmp_path: Path
) -> None:
    other = replace(to_counsel, contact_id=signed.witness_id)
    with pytest.raises((InvalidInput, Refused)):
        run_in_line(release_pack.build(session, signed.id, [to_counsel, other], tmp_path / "x.zip"))
    (tmp_path / "release-1").mkdir()
    with pytest.raises(InvalidInput, match="written before"):
        run_in_line(release_pack.build(session, signed.id, [to_counsel], tmp_path, has_looked=True))


def test_the_english_says_what_it_does_not_translate(session: Session, signed: Declaration) -> None:
    wording, lines = text_of(session, signed)
    _, english = in_english(wording, lines)
    marked = [one.line.id for one in english if "Not translated" in one.text]
    assert marked == ["own", "authorised", "condition"]


def test_the_english_is_not_taken_for_what_was_signed(
    session: Session, signed: Declaration, to_counsel: ReleaseFor, tmp_path: Path
) -> None:
    (preview,) = release_pack.preview(session, signed.id, [to_counsel])
    (english,) = (one for one in preview.files if one.name == "declaration-en.pdf")
    (tmp_path / "en.pdf").write_bytes(english.open().read())
    printed = " ".join(" ".join(page.split()) for page in texts(tmp_path / "en.pdf"))
    assert "signed this declaration in Chinese" in printed
    assert "English wording, not signed" in printed
    assert "nothing in this pack bears a signature" in " ".join(printed.split())
    assert "Translator: name, signature, and date" in printed
    assert "I also speak on a video." in printed
    assert not said(session, signed, to_counsel)["The person's own words are not translated into English."]


def test_no_paper_says_that_a_scan_goes_along_which_stays(
    session: Session, signed: Declaration, to_counsel: ReleaseFor, tmp_path: Path
) -> None:
    scan = add_file(session, record.find(session, Case, signed.case_id), "letter.pdf")
    form.change(session, replace(signed, scan_id=scan.id), seen=signed)
    cases: tuple[tuple[tuple[ReleasePart, ...], str, str], ...] = (
        (("paper",), "扫描件随附", "the scan goes with it"),
        ((), "扫描件未随附", "No scan of the signed paper goes with it"),
    )
    for parts, chinese, english in cases:
        (preview,) = release_pack.preview(session, signed.id, [replace(to_counsel, parts=parts)])
        files = {one.name: one for one in preview.files}
        for name, said_of_it in (("declaration.pdf", chinese), ("declaration-en.pdf", english)):
            (tmp_path / name).write_bytes(files[name].open().read())
            assert said_of_it in " ".join(" ".join(texts(tmp_path / name)).split())


def test_the_annex_stays_in_the_office_unless_asked_for(
    session: Session, signed: Declaration, to_counsel: ReleaseFor
) -> None:
    scan = add_file(session, record.find(session, Case, signed.case_id), "letter.pdf")
    signed = form.change(session, replace(signed, scan_id=scan.id), seen=signed)
    going = "signed-paper.pdf, video.mp4"
    looked = f"The annex on the release stays here, and these go along: {going}."
    assert not said(session, signed, to_counsel)[looked]
    (preview,) = release_pack.preview(session, signed.id, [to_counsel])
    plain = "".join(one.text or "" for one in preview.files)
    assert "72小时" not in plain
    assert "我的亲属" not in plain
    assert "conditions" not in plain
    for part in ("annex", "附件", "relatives"):
        assert part not in plain, "a recipient learns of no annex"
    verify = next(one for one in preview.files if one.name == "VERIFY.txt").open().read().decode()
    assert "annex" not in verify
    assert "附件" not in verify
    assert "kept_sha256" in verify
    wanted = replace(to_counsel, parts=("paper", "annex"))
    (preview,) = release_pack.preview(session, signed.id, [wanted])
    files = {one.name: one for one in preview.files}
    assert "72小时" in (files["annex.pdf"].text or "")
    kept = json.loads(files["sealed-record.json"].open().read())
    annex = files["sealed-annex.json"].open().read()
    assert kept["kept_sha256"] == hashlib.sha256(annex).hexdigest()
    assert json.loads(annex)["clauses"] == ["relatives"]
    assert [*kept["clauses"], "relatives"] == list(signed.clauses)
    changed = replace(signed, conditions=(replace(signed.conditions[0], text="24小时"),))
    fewer = replace(signed, clauses=signed.clauses[:-1])
    assert (is_unbroken(signed), is_unbroken(changed), is_unbroken(fewer)) == (True, False, False)
    assert looked not in said(session, signed, wanted)


def test_a_paper_that_names_its_annex_is_to_be_looked_at(
    session: Session, signed: Declaration, to_counsel: ReleaseFor
) -> None:
    named = DeclaredLine(id="annex-named", kind="text", english="There is an annex.", text="另有附件。")
    record.change(session, sealed(replace(signed, words=(named, *signed.words))))
    told = (
        "The paper and the sealed record of this declaration say that there is an annex, and which clauses "
        "it has."
    )
    assert said(session, signed, to_counsel)[told] is False
    assert told not in said(session, signed, replace(to_counsel, parts=("annex",)))


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

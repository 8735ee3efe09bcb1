"""What a review of cooperation asks, and what of it may leave the office."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.library.cooperation.cooperation_note import CooperationNote, CooperationNotes
from casebook.domain.library.cooperation.returned import ReportedOutcome
from casebook.domain.library.cooperation.review import (
    CooperationReview,
    office_questions,
    printable,
    review_of,
)
from casebook.domain.library.instrument import AUTHORISING
from casebook.domain.library.sheet import CountrySheet, DecidedCase
from casebook.domain.library.sheet import sheet as sheet_of
from casebook.packs.library.cooperation_note import read_cooperation_notes
from casebook.packs.library.registry import read_registry

NOTES = read_cooperation_notes()
CODES = ("CY", "IT", "CH", "JP", "AT", "TH", "RS")


def sheet(code: str) -> CountrySheet:
    return sheet_of(read_registry(), code)


def asked(review: CooperationReview, instrument_id: str) -> set[str]:
    return {one.kind for one in review.questions if one.record_id == instrument_id}


def test_each_gap_of_an_instrument_asks_for_it() -> None:
    assert asked(review_of(sheet("CY"), NOTES), "prc-cy-extradition") == {
        "publication",
        "text",
        "ending",
        "entry",
        "vote",
        "use",
    }
    assert asked(review_of(sheet("IT"), NOTES), "prc-it-extradition") == {"vote", "use"}
    assert asked(review_of(sheet("BE"), NOTES), "prc-be-extradition") == {"text", "ending", "vote", "use"}
    assert asked(review_of(sheet("CH"), NOTES), "prc-ch-mps-readmission") >= {"renewal", "use"}
    unclear = asked(review_of(sheet("US"), NOTES), "hk-us-transfer-sentenced")
    assert "standing" in unclear
    assert not unclear & {"renewal", "ending", "suspension"}


def test_of_what_was_given_up_or_is_applied_no_force_is_asked() -> None:
    french = review_of(sheet("FR"), NOTES)
    shelved = asked(french, "hk-fr-surrender")
    assert not shelved & {"ratification", "approval", "use", "ending"}
    assert asked(french, "prc-fr-mla") >= {"entry", "use"}
    assert "ratification" not in asked(french, "prc-fr-mla")
    (applied,) = (one for one in french.sheet.instruments if one.id == "prc-fr-mla")
    assert (applied.status, {act.kind for act in applied.acts}) == ("in-force", {"signed"})
    american = review_of(sheet("US"), NOTES)
    assert asked(american, "us-prc-repatriation-mou-2015") >= {"entry", "use"}
    assert "ratification" not in asked(american, "us-prc-repatriation-mou-2015")
    unnoted = CooperationNotes(
        notes=tuple(replace(note, is_applied=False) for note in NOTES.notes), version=NOTES.version
    )
    assert "ratification" in asked(review_of(sheet("US"), unnoted), "us-prc-repatriation-mou-2015")
    talks = asked(review_of(sheet("US"), NOTES), "us-prc-lecd-2017")
    assert not talks & {"ending", "ratification", "approval"}


def test_of_an_end_that_was_announced_it_is_asked_whether_it_came() -> None:
    fijian = asked(review_of(sheet("FJ"), NOTES), "fj-prc-police-mou")
    assert fijian == {"publication", "ended"}
    unnoted = CooperationNotes(notes=(), version=NOTES.version)
    unknown = asked(review_of(sheet("FJ"), unnoted), "fj-prc-police-mou")
    assert unknown == {"publication", "ending", "ratification"}


def test_grounds_for_refusal_are_asked_for_where_no_text_is_known() -> None:
    for code in ("KR", "CY"):
        review = review_of(sheet(code), NOTES)
        assert asked(review, f"prc-{code.lower()}-extradition") >= {"publication", "text"}
    assert "text" not in asked(review_of(sheet("FR"), NOTES), "prc-fr-mla")


def test_no_minister_is_asked_what_a_published_text_says() -> None:
    for code in ("ES", "FR", "KE", "KZ", "TH"):
        review = review_of(sheet(code), NOTES)
        ours = f"prc-{code.lower()}-extradition"
        assert {"text", "ending"} <= asked(review, ours)
        assert not {"text", "ending"} & asked(printable(review), ours)
        assert {"text", "ending"} <= {one.kind for one in office_questions(review) if one.record_id == ours}
    assert {"text", "ending"} <= asked(printable(review_of(sheet("CY"), NOTES)), "prc-cy-extradition")


def test_a_ruling_on_a_request_of_another_state_is_not_followed_up() -> None:
    review = review_of(sheet("CY"), NOTES)
    others = {one.id for one in review.sheet.decisions if one.transfer_kind is None}
    assert others
    assert others.isdisjoint(one.record_id for one in review.questions)


def test_the_same_people_are_asked_about_once() -> None:
    for code, incident in (("TH", "th-uyghurs-2025"), ("KZ", "kz-israil-2011"), ("TR", "tr-removal-orders")):
        review = review_of(sheet(code), NOTES)
        assert incident in {one.id for one in review.sheet.incidents}
        assert incident in review.repeated
        assert not any(
            one.noun == "public-incident" and one.record_id == incident for one in review.questions
        )


def test_of_a_dialogue_of_police_no_text_is_asked_nor_whether_there_is_one() -> None:
    american = review_of(sheet("US"), NOTES)
    for dialogue in ("us-prc-lecd-2017", "us-prc-jlg-repatriation"):
        assert asked(american, dialogue) == {"use"}
    missing = {one.kind: one.record_id.split() for one in american.questions}["not-looked-for"]
    assert "police" not in missing
    french = {one.kind: one.record_id.split() for one in review_of(sheet("FR"), NOTES).questions}
    assert "police" in french["not-looked-for"]


def test_a_text_read_in_part_is_asked_for_on_what_was_not_read() -> None:
    for code in ("FR", "TH", "ES"):
        review = review_of(sheet(code), NOTES)
        ours = f"prc-{code.lower()}-extradition"
        (text,) = (one for one in review.questions if one.record_id == ours and one.kind == "text")
        read = {one.subject for one in review.sheet.clauses_of(ours) if one.may_be_printed}
        assert text.detail
        assert set(text.subjects) == {"nationality", "death-penalty", "provisional-arrest"} - read


def test_a_law_of_assent_is_no_ratification() -> None:
    for code in ("FR", "IT", "BE", "PT", "RO"):
        (treaty,) = (one for one in sheet(code).instruments if one.id == f"prc-{code.lower()}-extradition")
        assert "partner" not in {act.by for act in treaty.acts if act.kind == "ratified"}
        assert {act.by for act in treaty.acts if act.kind in AUTHORISING} == {"partner"}


def test_an_instrument_nobody_saw_is_asked_for_and_keeps_its_title_alone() -> None:
    review = review_of(sheet("JP"), NOTES)
    (unseen,) = review.not_seen
    assert asked(review, unseen.instrument.id) == {"not-seen"}
    (printed,) = printable(review).not_seen
    assert printed.instrument.title == unseen.instrument.title
    assert (printed.instrument.acts, printed.instrument.notes) == ((), "")


def test_nothing_that_nobody_read_is_printable() -> None:
    for code in CODES:
        printed = printable(review_of(sheet(code), NOTES))
        assert all(one.is_seen for one in printed.sheet.incidents)
        assert all(one.is_seen for one in printed.sheet.decisions)
        assert all(one.may_be_printed for one in printed.sheet.clauses)
        assert all(act.is_seen for one in printed.instruments for act in one.instrument.acts)
        assert all(note.may_be_printed for one in printed.instruments for note in one.notes)
        assert all(one.reading_level != "none" for one in printed.returned)


def test_an_unread_note_stays_inside_and_answers_no_question() -> None:
    read = next(one for one in NOTES.notes if one.id == "be-vote")
    unread = replace(read, reading_level="none", read="unread")
    notes = CooperationNotes(notes=(unread,), version="1")
    review = review_of(sheet("BE"), notes)
    assert "vote" in asked(review, "prc-be-extradition")
    assert [one.has_note for one in review.questions if one.kind == "vote"] == [True]
    assert [note.id for one in review.instruments for note in one.notes] == ["be-vote"]
    assert [note.id for one in printable(review).instruments for note in one.notes] == []


def test_what_became_of_people_is_said_only_where_it_was_read() -> None:
    thai = sheet("TH")
    unread = tuple(replace(one, is_seen=one.id != "th-jiang-dong-2015") for one in thai.incidents)
    review = review_of(replace(thai, incidents=unread), NOTES)
    returned = {one.record_id: one for one in review.returned}
    assert returned["th-uyghurs-2015"].fate == ""
    assert returned["th-jiang-dong-2015"].reading_level == "none"
    assert "th-jiang-dong-2015" not in {one.record_id for one in printable(review).returned}
    kazakh = {one.record_id: one for one in review_of(sheet("KZ"), NOTES).returned}
    assert kazakh["kz-supreme-israil-2011"].fate == "He was surrendered to China."


def test_a_ledger_of_outcomes_joins_the_state_it_is_about() -> None:
    own = ReportedOutcome(
        id="o-1", country="CY", text="Sentenced", reading_level="secondary", reported_in="an office"
    )
    other = replace(own, id="o-2", country="IT")
    unread = replace(own, id="o-3", reading_level="none")
    review = review_of(sheet("CY"), NOTES, (own, other, unread))
    assert [one.record_id for one in review.returned] == ["o-1", "o-3"]
    assert [one.record_id for one in printable(review).returned] == ["o-1"]


def test_claims_that_did_not_hold_come_first() -> None:
    (claim,) = review_of(sheet("AT"), NOTES).claims
    assert claim.result == "does not hold"
    held = replace(claim, id="held", result="holds")
    several = replace(sheet("AT"), claims=(held, claim))
    assert [one.id for one in review_of(several, NOTES).claims] == [claim.id, "held"]


def test_a_state_without_data_asks_whether_there_is_anything() -> None:
    nothing = replace(sheet("NO"), channels=sheet("NO").channels[:0])
    assert review_of(nothing, NOTES).seen == ()
    kinds = [one.kind for one in review_of(sheet("AL"), NOTES).questions]
    assert "none-found" in kinds


def test_a_note_says_whether_it_leaves_the_question_open() -> None:
    open_notes = [note for note in NOTES.notes if note.leaves_open]
    assert {note.about for note in open_notes} == {"term", "ending", "approval", "use"}
    known: list[CooperationNote] = [note for note in NOTES.notes if not note.leaves_open]
    assert [note.id for note in known if "not seen" in note.text.en] == []


def test_two_decisions_on_one_man_are_one_transfer() -> None:
    """The opinion on Wong Ho Wing of 2009 was annulled; the judgment of 2015 was carried out."""
    review = review_of(sheet("PE"), NOTES)
    (one,) = review.returned
    assert (one.record_id, one.was_handed_over) == ("iacthr-wong-ho-wing-2015", True)
    assert [asked.record_id for asked in review.questions if asked.kind == "fate"] == []


def test_a_decision_that_a_later_refusal_follows_hands_nobody_over() -> None:
    (matter,) = (one for one in sheet("PE").matters if len(one.decisions) > 1)
    allowed = next(one for one in matter.decisions if one.outcome == "granted")
    alone = replace(allowed, later=())
    assert DecidedCase(decisions=(alone,)).allowed_by == alone
    assert DecidedCase(decisions=(alone, replace(alone, id="later", outcome="refused"))).allowed_by is None


def test_a_transfer_allowed_and_no_more_is_no_handing_over() -> None:
    for code in ("PE", "FR", "ES", "KE", "PT"):
        for one in review_of(sheet(code), NOTES).returned:
            assert one.was_handed_over is not None or (one.kind == "decision" and not one.fate)


def test_how_an_instrument_ended_is_known_how_it_ends() -> None:
    (announced,) = review_of(sheet("FJ"), NOTES).instruments
    assert not announced.says_how_it_ends, "its end was announced, and no page that was read says more"
    ended = next(one for one in review_of(sheet("IT"), NOTES).instruments if one.channel == "police")
    assert ended.says_how_it_ends
    acts = tuple(replace(act, is_seen=False) for act in ended.instrument.acts)
    unseen = replace(ended.instrument, acts=acts)
    assert not replace(ended, instrument=unseen, notes=()).says_how_it_ends


def test_people_are_handed_over_on_the_day_of_it_and_not_of_the_judgment() -> None:
    days = {
        one.record_id: one.on.edtf if one.on else None
        for code in ("PE", "KZ", "TH", "CA", "ES")
        for one in review_of(sheet(code), NOTES).handed_over
        if one.kind == "decision"
    }
    assert days == {
        "iacthr-wong-ho-wing-2015": "2016-07-17",
        "kz-supreme-israil-2011": "2011-05-30",
        "th-she-2025": "2025-11-12",
        "th-uyghurs-2025": "2025-02-27",
        "ca-fc-lai-2011": "2011-07-21/..",
        "es-an-2023-2024": "2024-10-29",
        "es-219-taiwanese-2019": "2019-06",
    }


def test_whom_nobody_handed_over_is_not_among_those_handed_over() -> None:
    for code in ("MA", "MN", "HK", "PT"):
        assert review_of(sheet(code), NOTES).handed_over == ()


def test_no_name_of_an_incident_is_printed() -> None:
    for code in ("NL", "TR", "MN", "LA"):
        whole = review_of(sheet(code), NOTES)
        names = {name for one in whole.sheet.incidents for name in one.named_persons}
        printed = printable(whole)
        assert names
        said = [one.summary + one.notes for one in printed.sheet.incidents]
        said += [one.subject + one.detail for one in printed.questions if one.noun != "decision"]
        said += [one.text for one in printed.returned if one.kind == "incident"]
        assert [name for name in names if any(name in text for text in said)] == []

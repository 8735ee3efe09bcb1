"""What a person decides about the content of a copy, from the command line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.domain.base.date import StatedDate
from casebook.domain.base.name import Name
from casebook.domain.case.case import Party
from casebook.domain.case.fact import Fact
from casebook.domain.dossier.dossier import Dossier, Section
from casebook.domain.person.person import Consent, Person
from casebook.services.base import record
from casebook.services.base.session import open_session
from casebook.services.case.case import open_case
from tests.cli.said import Said, Say
from tests.vaults import PHRASE

TEXT = (
    "They asked Lin about it. Born on 10 January 1984 in Yunlan. Zhiyan left. A guard, born in 1971, saw it. "
    "The post of moonharbour was deleted."
)


@pytest.fixture
def dossier(plain_office: Path) -> Path:
    """The vault with a dossier `d` that says what is known of its client."""
    with open_session(plain_office, PHRASE) as session:
        person = Person(
            id="p",
            names=(Name(text="Lin Zhiyuan", script="Latn"),),
            born=StatedDate(edtf="1984-01-10"),
            birth_place="Yunlan",
            safe_contact="Telegram: moonharbour, never call",
            consents=(Consent(purpose="court", given_on=session.clock().date()),),
        )
        record.add(session, person)
        parties = (Party(person_id="p"),)
        case = open_case(session, reference="R-2", title="", jurisdiction="CY", parties=parties)
        section = Section(id="s", kind="free-text", title="Note", text=TEXT)
        record.add(session, Dossier(id="d", case_id=case.id, title="Appeal", sections=(section,)))
    return plain_office


def test_what_the_review_may_overlook_is_listed(dossier: Path, say: Say) -> None:
    listed = say("dossier", "replacements", dossier, "d", "--json").json
    assert [(row["text"], row["sentence"]) for row in listed["perhaps_names"]] == [("Zhiyan", "Zhiyan left.")]
    assert listed["one_spelling"] == ["Lin Zhiyuan", "Yunlan"]
    assert [row["text"] for row in listed["perhaps_births"]] == ["born in 1971"]
    assert [row["text"] for row in listed["perhaps_accounts"]] == ["moonharbour"]
    lines = say("dossier", "replacements", dossier, "d").out
    assert "Perhaps an account, not replaced: moonharbour (Section: Note)" in lines
    assert "Perhaps a date of birth, not replaced: born in 1971 (Section: Note)" in lines
    assert "Perhaps a name, not replaced: Zhiyan (Section: Note): Zhiyan left." in lines
    assert "These may also be written in ways that are not found: Lin Zhiyuan, Yunlan" in lines


def test_what_may_be_an_identity_document_is_replaced_and_listed(dossier: Path, say: Say) -> None:
    with open_session(dossier, PHRASE) as session:
        draft = record.find(session, Dossier, "d")
        text = "The guard kept a passport. They call it K04938271."
        record.change(session, replace(draft, sections=(replace(draft.sections[0], text=text),)))
    lines = say("dossier", "replacements", dossier, "d").out
    assert "Perhaps an identity document, replaced unless kept: K04938271 (Section: Note)" in lines


def test_a_number_that_nothing_explains_is_listed_and_wants_a_look(dossier: Path, say: Say) -> None:
    before = say("dossier", "replacements", dossier, "d", "--json").json["code"]
    with open_session(dossier, PHRASE) as session:
        draft = record.find(session, Dossier, "d")
        text = "Beside the aunt 41023 was written. He paid 51200 euros on file no. 61234; see no. 37610/18, https://x.example/e?i=1-16966."
        record.change(session, replace(draft, sections=(replace(draft.sections[0], text=text),)))
    listed = say("dossier", "replacements", dossier, "d", "--json").json
    assert [row["text"] for row in listed["perhaps_papers"]] == ["41023"]
    assert listed["code"] != before
    lines = say("dossier", "replacements", dossier, "d").out
    assert (
        "Perhaps an identity document, not replaced: 41023 (Section: Note): Beside the aunt 41023 was"
        in lines
    )


def test_each_word_is_listed_once_before_any_twice(dossier: Path, say: Say) -> None:
    with open_session(dossier, PHRASE) as session:
        draft = record.find(session, Dossier, "d")
        text = "Zhiyan came. Zhiyan went. Zhiyan slept. Zhiyaun left. moonharbour wrote."
        record.change(session, replace(draft, sections=(replace(draft.sections[0], text=text),)))
    listed = say("dossier", "replacements", dossier, "d", "--json").json["perhaps_names"]
    assert [row["text"] for row in listed] == ["Zhiyan", "Zhiyaun", "Zhiyan", "Zhiyan"]
    lines = say("dossier", "replacements", dossier, "d").out
    assert lines.index("Perhaps an account") < lines.index("Perhaps a name")


def test_replacements_are_listed_and_refused_with_a_reason(dossier: Path, say: Say, tmp_path: Path) -> None:
    rows = say("dossier", "replacements", dossier, "d", "--json").json["rows"]
    by_kind = {row["kind"]: row for row in rows}
    assert {kind: (row["text"], row["label"]) for kind, row in by_kind.items()} == {
        "name": ("Lin", "Person A"),
        "birth-date": ("on 10 January 1984", "in 1984"),
        "birth-place": ("Yunlan", "[place of birth]"),
    }
    assert by_kind["name"]["sentence"] == "They asked Lin about it."
    out = tmp_path / "copy.docx"
    build = ("dossier", "build", dossier, "d", "--copy", "pseudonymised", "--format", "docx", "--out", out)
    refused = say(
        *build,
        *("--keep", f"{by_kind['name']['id']}:another Lin", "--show-kind", "birth-place:published"),
        *("--births", "decade", *reviewed(say, dossier), "--json"),
    )
    assert refused.code == 0, refused.err
    decisions = refused.json["build"]["decisions"]
    assert [(one["kind"], one["subject"], one["reason"]) for one in decisions] == [
        ("show-kind", "birth-place", "published"),
        ("keep-text", "lin", "another Lin"),
    ]


def reviewed(say: Say, dossier: Path) -> tuple[str, str]:
    """The option that says that the words which stay were looked at."""
    return "--words-reviewed", say("dossier", "replacements", dossier, "d", "--json").json["code"]


def test_a_copy_waits_until_what_it_leaves_was_reviewed(dossier: Path, say: Say, tmp_path: Path) -> None:
    out = tmp_path / "copy.docx"
    build = ("dossier", "build", dossier, "d", "--copy", "pseudonymised", "--format", "docx", "--out", out)
    seen = reviewed(say, dossier)
    for options in ((), ("--words-reviewed", "00000000")):
        held = say(*build, *options, "--json")
        assert (held.code, held.json["error"]["field"]) == (3, "words-reviewed")
        assert "Zhiyan" not in held.out + held.err
        assert not out.exists()
    assert f"--words-reviewed {seen[1]}" in say("dossier", "replacements", dossier, "d").out
    with open_session(dossier, PHRASE) as session:
        text = Section(id="s", kind="free-text", title="Note", text=f"{TEXT} Zhiyuanne came.")
        record.change(session, replace(record.find(session, Dossier, "d"), sections=(text,)))
    assert say(*build, *seen).code == 3
    assert say(*build, *reviewed(say, dossier)).code == 0


@pytest.fixture
def built(dossier: Path, say: Say, tmp_path: Path) -> str:
    """The id of a copy in which a replacement was refused and a kind shown."""
    rows = say("dossier", "replacements", dossier, "d", "--json").json["rows"]
    (name,) = (row["id"] for row in rows if row["kind"] == "name")
    options = ("--show-kind", "birth-place:published", "--keep", f"{name}:another Lin")
    return str(copied(say, dossier, tmp_path / "first.docx", *options).json["build"]["id"])


def copied(say: Say, dossier: Path, out: Path, *options: object) -> Said:
    """A pseudonymised copy in Word."""
    build = ("dossier", "build", dossier, "d", "--copy", "pseudonymised", "--format", "docx", "--out", out)
    return say(*build, *options, *reviewed(say, dossier), "--json")


def reasons(answer: Said) -> dict[str, str]:
    """The reasons of a build, by what was decided."""
    return {one["subject"]: one["reason"] for one in answer.json["build"]["decisions"]}


def test_decisions_of_an_earlier_copy_are_carried_over(
    built: str, dossier: Path, say: Say, tmp_path: Path
) -> None:
    listed = say("dossier", "replacements", dossier, "d", "--decisions-from", built, "--json").json["rows"]
    assert {row["kind"]: row["refused"] for row in listed} == {"name": "another Lin", "birth-date": None}
    carried = copied(say, dossier, tmp_path / "again.docx", "--decisions-from", built)
    assert reasons(carried) == {"lin": "another Lin", "birth-place": "published"}


def test_each_carried_decision_can_be_changed_or_left_out(
    built: str, dossier: Path, say: Say, tmp_path: Path
) -> None:
    again = ("--decisions-from", built)
    (name,) = (
        row["id"]
        for row in say("dossier", "replacements", dossier, "d", *again, "--json").json["rows"]
        if row["kind"] == "name"
    )
    changed = ("--show-kind", "birth-place:named by the court", "--except", name)
    assert reasons(copied(say, dossier, tmp_path / "a.docx", *again, *changed)) == {
        "birth-place": "named by the court"
    }
    with open_session(dossier, PHRASE) as session:
        text = Section(id="s", kind="free-text", title="Note", text="Born in Yunlan.")
        record.change(session, replace(record.find(session, Dossier, "d"), sections=(text,)))
    assert reasons(copied(say, dossier, tmp_path / "b.docx", *again)) == {"birth-place": "published"}


@pytest.mark.parametrize(
    ("options", "field"),
    [
        (("--copy", "pseudonymised", "--except", "place"), "except"),
        (("--copy", "pseudonymised", "--decisions-from", "BUILT", "--except", "place"), "except"),
        (("--copy", "filing", "--decisions-from", "BUILT"), "decisions-from"),
    ],
)
def test_decisions_that_cannot_be_carried_over_leave_no_file(
    options: tuple[str, ...], field: str, built: str, dossier: Path, say: Say, tmp_path: Path
) -> None:
    out = tmp_path / "copy.docx"
    named = (built if option == "BUILT" else option for option in options)
    answer = say("dossier", "build", dossier, "d", "--format", "docx", "--out", out, *named, "--json")
    assert answer.json["error"]["field"] == field
    assert not out.exists()


@pytest.mark.parametrize(
    "options",
    [
        ("--copy", "pseudonymised", "--show-kind", "birth-place"),
        ("--copy", "pseudonymised", "--show-kind", "birth-place: "),
        ("--copy", "pseudonymised", "--show-kind", "name:famous"),
        ("--copy", "pseudonymised", "--keep", "0000000000:no such"),
        ("--copy", "filing", "--show-kind", "place:published"),
        ("--copy", "filing", "--disclose", "1:waived"),
        ("--copy", "filing", "--for", "the registry", "--disclose", "1:waived"),
    ],
)
def test_a_decision_that_does_not_hold_leaves_no_file(
    options: tuple[str, ...], dossier: Path, say: Say, tmp_path: Path
) -> None:
    out = tmp_path / "copy.docx"
    answer = say("dossier", "build", dossier, "d", "--format", "docx", "--out", out, *options, "--json")
    assert answer.json["error"]["remedy"]
    assert answer.code != 0
    assert list(tmp_path.glob("*copy*")) == []


def test_passages_are_listed_with_the_decisions_of_a_copy(dossier: Path, say: Say) -> None:
    with open_session(dossier, PHRASE) as session:
        shown = record.find(session, Dossier, "d")
        section = replace(shown.sections[0], text="He claims asylum.")
        record.change(session, replace(shown, sections=(section,)), seen=shown)
    listing = ("dossier", "passages", dossier, "d", "--flagged", "--json", "--for", "Attorney General")
    assert say(*listing).json["rows"]
    assert say(*listing, "--show-section", "asylum-claim:It knows.").json["rows"] == []


def test_decisions_are_written_edited_and_given_again(dossier: Path, say: Say) -> None:
    with open_session(dossier, PHRASE) as session:
        shown = record.find(session, Dossier, "d")
        section = replace(shown.sections[0], text="He claims asylum.\n\nThe asylum office wrote.\n\nHe left.")
        record.change(session, replace(shown, sections=(section,)), seen=shown)
    copy = (dossier, "d", "--copy", "service", "--for", "Attorney General")
    listing = ("dossier", "passages", *copy, "--flagged")
    file = dossier.parent / "decided.txt"
    assert "2 decisions to edit" in say(*listing, "--write", file).out
    text = file.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [re.sub("#[a-z2-7]{12}", "#", line) for line in lines if line] == [
        "leave-out 1#: Tells of a claim to protection.",
        "leave-out 2#: Tells of a claim to protection.",
    ]
    assert "claims" not in text, "no words of the dossier"
    names = [row["name"] for row in say(*listing, "--json", "--leave-out", "2:No.").json["rows"]]
    assert [name.partition("#")[0] for name in names] == ["1"]
    file.write_text(text.replace("leave-out 2#", "confirm 2#"), encoding="utf-8")
    assert say(*listing, "--json", "--decisions", file).json["rows"] == []
    assert say("dossier", "check", *copy, "--json", "--decisions", file).json["blocking"] == 0
    out = dossier.parent / "served.pdf"
    built = say("dossier", "build", *copy, "--json", "--out", out, "--decisions", file).json["build"]
    assert [(one["kind"], one["subject"]) for one in built["decisions"]] == [
        ("leave-out", "1"),
        ("confirm", "2"),
    ]
    other = ("dossier", "passages", dossier, "d", "--copy", "service", "--for", "Embassy", "--flagged")
    refused = say(*other, "--decisions", file).err
    assert "Decided for another recipient, type of copy or purpose: confirm 2." in refused
    file.write_text("placeholder 4#k3f9xqk3f9xq: withheld\n", encoding="utf-8")
    assert "gives a reason to a placeholder" in say(*listing, "--decisions", file).err
    file.write_text(f"leave-out {names[0]}: No.\nburn 2: No.\n", encoding="utf-8")
    assert "Line 2 of the file of decisions" in say(*listing, "--decisions", file).err


@pytest.mark.parametrize("option", ["confirm", "leave-out"])
def test_a_decision_never_meets_another_passage(option: str, dossier: Path, say: Say) -> None:
    def write(text: str) -> None:
        with open_session(dossier, PHRASE) as session:
            shown = record.find(session, Dossier, "d")
            section = replace(shown.sections[0], text=text)
            record.change(session, replace(shown, sections=(section,)), seen=shown)

    write("He claims asylum.\n\nHe left.")
    copy = (dossier, "d", "--copy", "service", "--for", "Attorney General")
    file, out = dossier.parent / "decided.txt", dossier.parent / "served.pdf"
    (name, other) = (row["name"] for row in say("dossier", "passages", *copy, "--json").json["rows"][1:])
    file.write_text(f"{option} {name}: It is known.\n", encoding="utf-8")
    decided = ("--decisions", file, "--json")
    assert say("dossier", "passages", *copy, "--flagged", *decided).json["rows"] == []
    write("The asylum office wrote.\n\nHe claims asylum.\n\nHe left.")
    for verb in ("passages --flagged", "check", f"build --out {out}"):
        refused = say("dossier", *verb.split(" "), *copy, *decided)
        assert refused.code != 0
        assert f"under another number by now: {option} 1." in refused.json["error"]["title"]
        assert "--decisions FILE --write NEW" in refused.json["error"]["remedy"]
    assert not out.exists()
    file.write_text(f"{option} {name}: It is known.\n{option} {other}: So is this.\n", encoding="utf-8")
    both = say("dossier", "check", *copy, *decided).json["error"]["title"]
    assert f"under another number by now: {option} 1, {option} 2." in both
    file.write_text(f"{option} {name}: It is known.\n", encoding="utf-8")
    write("He claims asylum.\n\nHe left and came.")
    assert say("dossier", "passages", *copy, "--flagged", *decided).json["rows"] == []
    assert say("dossier", "check", *copy, "--json", f"--{option}", f"{other}:No.").code != 0


@pytest.mark.parametrize(
    "line",
    [
        *("confirm 1: Known.", "leave-out 1: No.", "disclose 4: Known.", "placeholder 4"),
        *(
            "confirm 1#k3f9xq: Known.",
            "leave-out 1#k3f9xq: No.",
            "disclose 4#k3f9xq: Known.",
            "placeholder 4#k3f9xq",
        ),
        *("show-section asylum-claim: Known.", "name-person p: Known.", "name-person p#k3f9xq: Known."),
    ],
)
def test_a_file_of_decisions_names_nothing_without_its_mark(line: str, dossier: Path, say: Say) -> None:
    file = dossier.parent / "decided.txt"
    file.write_text(line, encoding="utf-8")
    copy = (dossier, "d", "--copy", "service", "--for", "Attorney General")
    refused = say("dossier", "passages", *copy, "--flagged", "--decisions", file, "--json")
    assert refused.json["error"]["field"] == "decisions"
    assert "has no whole mark" in refused.json["error"]["title"]


def test_a_fact_left_out_for_a_claim_is_listed_and_released_alone(dossier: Path, say: Say) -> None:
    with open_session(dossier, PHRASE) as session:
        shown = record.find(session, Dossier, "d")
        chronology = Section(id="c", kind="chronology", title="Chronology")
        record.change(session, replace(shown, sections=(chronology,)), seen=shown)
        on = StatedDate(edtf="2025-05")
        for key, statement in (
            ("f1", "He sought refuge."),
            ("f2", "He wrote."),
            ("f3", "He asked for asylum."),
        ):
            record.add(session, Fact(id=key, case_id=shown.case_id, on=on, statement=statement))
    check = ("dossier", "check", dossier, "d", "--copy", "service", "--for", "Attorney General")

    def listed(*options: str) -> list[tuple[str, str]]:
        rows = say(*check, "--json", *options).json["rows"]
        return [(row["what"].split()[-1], row["excerpt"]) for row in rows if row["check"] == "claim"]

    assert listed() == [("fact-f1.", "He sought refuge."), ("fact-f3.", "He asked for asylum.")]
    assert listed("--confirm", "fact-f1:No claim.") == [("fact-f3.", "He asked for asylum.")]
    assert '(--confirm "fact-f1#' in (shown_text := say(*check).out)
    assert ':REASON").\n  “He sought refuge.”' in shown_text
    build = ("dossier", "build", dossier, "d", "--copy", "service", "--for", "Attorney General", "--json")
    mistyped = ("--confirm", "fact-f9:No claim.")
    refused = say(*check, *mistyped), say(*build, "--out", dossier.parent / "none.pdf", *mistyped)
    assert refused[0].code == refused[1].code != 0
    assert all("This dossier has no passage FACT-F9 (--confirm)." in one.err for one in refused)
    built = say(*build, "--out", dossier.parent / "served.pdf", "--confirm", "fact-f1:No claim.").json
    assert [(one["name"], one["sentence"]) for one in built["held_back"]] == [
        ("fact-f3", "He asked for asylum.")
    ]

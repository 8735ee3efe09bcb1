"""``casebook guardian``: shares of three people, of whom two open the casebook."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casebook.cli.run import run
from casebook.services.base.session import open_session
from casebook.services.vault import guardian
from casebook.services.vault.guardian import NewShares
from casebook.services.vault.guardian_sheet import guardian_sheets, share_text
from casebook.vault import FLOOR_COST, Credential, is_in_header
from casebook.vault.keyslot_changes import add_keyslot
from tests.crypto.forged_share import forged
from tests.vaults import PHRASE

Say = Callable[..., tuple[int, Any, str]]
NEW = "nine herons count the winter bridges"


@pytest.fixture
def office(plain_office: Path, cheap_calibration: None, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001
    monkeypatch.setenv("CASEBOOK_PASSPHRASE_FILE", str(plain_office.with_name("phrase.txt")))
    plain_office.with_name("names.txt").write_text("Ioanna\nMarios\n\nWenlan\n", encoding="utf-8")
    return plain_office


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def said(*arguments: object) -> tuple[int, Any, str]:
        code = run(["guardian", *(str(part) for part in arguments), "--json"], lambda _: 0)
        captured = capsys.readouterr()
        return code, json.loads(captured.out) if captured.out else None, captured.err

    return said


def _make(office: Path, say: Say, *more: object) -> tuple[int, Any, str]:
    return say("make", office, "--names-file", office.with_name("names.txt"), "--out", office.parent, *more)


def test_two_of_three_shares_recover_a_casebook_and_one_does_not(office: Path, say: Say) -> None:
    code, answer, _ = _make(office, say, "--format", "txt")
    assert code == 0
    assert [one["name"] for one in answer["guardians"]["guardians"]] == ["Ioanna", "Marios", "Wenlan"]
    files = [Path(one) for one in answer["files"]]
    assert [one.name for one in files] == ["share-1.txt", "share-2.txt", "share-3.txt"]
    new = office.with_name("new.txt")
    new.write_text(NEW, encoding="utf-8")
    recover = ("recover", office, "--new-passphrase-file", new, "--share-file", files[0])
    code, _, err = say(*recover)
    assert code == 3
    assert "1 more" in err
    files[2].write_text(files[2].read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert "Share 3 of 3" in files[2].read_text(encoding="utf-8")
    code, answer, _ = say(*recover, "--share-file", files[2])
    assert (code, answer["slot"]["kind"]) == (0, "passphrase")
    open_session(office, NEW).lock()


def test_a_drill_is_recorded_and_listed(office: Path, say: Say) -> None:
    _make(office, say, "--format", "txt")
    words = office.with_name("words.txt")
    words.write_text(
        " ".join(office.with_name("share-2.txt").read_text().partition("\n\n")[0].split()[-3:]),
        encoding="utf-8",
    )
    assert say("drill", office, 1, "--words-file", words)[0] == 3
    code, answer, _ = say("drill", office, 2, "--words-file", words)
    assert code == 0
    asked = [bool(one["drilled_on"]) for one in answer["guardians"]["guardians"]]
    assert asked == [False, True, False]
    assert say("list", office)[1] == {**answer, "due": [], "others": 0}


def test_pages_are_written_once_and_go_where_nothing_was_changed(office: Path, say: Say) -> None:
    code, _, err = _make(office, say, "--threshold", "4")
    assert (code, list(office.parent.glob("share-*"))) == (3, [])
    assert "at most the number of guardians" in err
    assert _make(office, say)[0] == 0
    pages = {one.name: one.read_bytes() for one in office.parent.glob("share-*.pdf")}
    assert len(pages) == 3
    assert _make(office, say)[0] != 0
    assert {one.name: one.read_bytes() for one in office.parent.glob("share-*.pdf")} == pages


def test_removed_guardians_recover_nothing(office: Path, say: Say) -> None:
    assert say("list", office)[1] == {"guardians": None, "due": [], "others": 0}
    _make(office, say, "--format", "txt")
    code, answer, _ = say("remove", office)
    assert (code, "guardians" in {one["kind"] for one in answer["slots"]}) == (0, False)
    shares = [part for at in (1, 2) for part in ("--share-file", office.with_name(f"share-{at}.txt"))]
    new = office.with_name("new.txt")
    new.write_text(NEW, encoding="utf-8")
    assert say("recover", office, *shares, "--new-passphrase-file", new)[0] != 0
    assert say("remove", office)[0] != 0


def test_shares_of_which_nothing_is_recorded_are_listed_and_end(
    office: Path, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    """As an earlier version left them after a kill."""
    _make(office, say, "--format", "txt")
    stray, code = guardian.prepare(("Ioanna", "Marios"), 2), Credential.typed(PHRASE)
    with open_session(office, PHRASE) as session:
        add_keyslot(session.vault, code, stray.credential, cost=FLOOR_COST)
    assert say("list", office)[1]["others"] == 1
    run(["guardian", "list", str(office)], lambda _: 0)
    assert "Other shares also unlock the casebook" in capsys.readouterr().out
    assert is_in_header(office, stray.credential)
    for page in office.parent.glob("share-*"):
        page.unlink()
    _make(office, say, "--format", "txt")
    assert say("list", office)[1]["others"] == 0
    assert not is_in_header(office, stray.credential)


def test_a_file_that_is_no_short_text_is_refused(office: Path, say: Say) -> None:
    long, binary = office.with_name("long.txt"), office.with_name("binary.txt")
    long.write_text("academic " * 8_000, encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\x00a")
    for file in (long, binary, office.parent):
        code, _, err = say("recover", office, "--share-file", file)
        assert (code, "small text file in UTF-8" in err) == (3, True), file.name


@pytest.fixture
def new(office: Path) -> NewShares:
    """Three shares, two of which open the casebook."""
    shares = guardian.prepare(("Ioanna", "Marios", "Wenlan"), 2)
    with open_session(office, PHRASE) as session:
        guardian.set_up(session, Credential.typed(PHRASE), shares)
    office.with_name("new.txt").write_text(NEW, encoding="utf-8")
    return shares


def _recover(office: Path, say: Say, *texts: str) -> tuple[int, Any, str]:
    given: list[object] = []
    for at, text in enumerate(texts):
        file = office.with_name(f"typed-{at}.txt")
        file.write_text(text, encoding="utf-8")
        given += ["--share-file", file]
    return say("recover", office, *given, "--new-passphrase-file", office.with_name("new.txt"))


def test_a_false_share_among_more_than_are_needed_is_named(office: Path, new: NewShares, say: Say) -> None:
    code, answer, err = _recover(office, say, new.words[0], new.words[2], forged(new.words[1]))
    assert (code, answer["false_shares"]) == (0, [3])
    assert "The share entered as number 3 is false." in err
    both = office.with_name("both.txt")
    both.write_text(f"{forged(new.words[0])}\n{new.words[1]}\n{new.words[2]}", encoding="utf-8")
    code, _, err = say("list", office, "--passphrase-file", both)
    assert (code, "The share entered as number 1 is false." in err) == (0, True)


def test_recovering_says_what_else_still_opens(office: Path, new: NewShares, say: Say) -> None:
    code, answer, _ = _recover(office, say, *new.words[:2])
    assert (code, answer["false_shares"]) == (0, [])
    kinds = [one["kind"] for one in answer["others"]]
    assert sorted(kinds) == ["guardians", "passphrase", "recovery"]
    assert answer["slot"]["id"] not in {one["id"] for one in answer["others"]}


@pytest.mark.parametrize(
    "written",
    [
        lambda new: ["\n\n" + new.words[0], "\n" + new.words[1]],
        lambda new: ["\n\n".join(new.words[:2])],
        lambda new: [share_text(new, 1) + share_text(new, 3)],
        lambda new: [share_text(new, number).replace("\n", "\r\n") for number in (1, 2)],
    ],
    ids=["blank lines first", "two in a file", "two pages in a file", "line ends of Windows"],
)
def test_shares_are_taken_as_files_have_them(
    office: Path, new: NewShares, say: Say, written: Callable[[NewShares], list[str]]
) -> None:
    assert _recover(office, say, *written(new))[0] == 0


def test_a_pdf_is_told_from_a_text(office: Path, new: NewShares, say: Say) -> None:
    page = office.with_name("share.pdf")
    page.write_bytes(guardian_sheets(new, (1,)))
    code, _, err = say("recover", office, "--share-file", page)
    assert (code, "Copy the text of the PDF" in err) == (3, True)


def test_a_share_of_a_later_file_is_named_by_its_place_among_all(
    office: Path, new: NewShares, say: Say
) -> None:
    lacking = new.words[2].rpartition(" ")[0]
    _, _, err = _recover(office, say, f"{new.words[0]} {new.words[1]}", lacking)
    assert "Share 3: A share has 23 words; this one has 22." in err


def test_an_unknown_language_is_refused(office: Path, say: Say) -> None:
    code, _, _ = _make(office, say, "--language", "xx")
    assert (code, list(office.parent.glob("share-*"))) == (2, [])


def test_a_sign_that_parts_lines_makes_no_second_guardian(office: Path, say: Say) -> None:
    for sign in ("\u000b", "\u2028"):
        office.with_name("names.txt").write_text(f"Ioanna\nMarios{sign}Wenlan\n", encoding="utf-8")
        assert _make(office, say)[0] == 3, repr(sign)
    assert list(office.parent.glob("share-*")) == []


def test_pages_in_the_casebook_are_refused_and_leave_nothing(office: Path, say: Say) -> None:
    before = sorted(office.rglob("*"))
    names = ("--names-file", office.with_name("names.txt"))
    code, _, _ = say("make", office, *names, "--out", office / "x")
    assert (code, sorted(office.rglob("*"))) == (6, before)


def test_where_nothing_can_be_written_no_remedy_is_to_read(office: Path, new: NewShares, say: Say) -> None:
    with open_session(office, PHRASE):
        code, _, err = _recover(office, say, *new.words[:2])
    assert (code, "Lock it there first." in err, "read-only" in err) == (6, True, False)

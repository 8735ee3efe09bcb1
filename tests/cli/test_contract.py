"""The contract scripts rely on: one JSON document, exit codes, remedies, an example in every help."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from casebook.cli.base.verb import Verb
from casebook.cli.run import run
from casebook.cli.verbs import VERBS
from tests.cli.said import Say
from tests.paths import ROOT
from tests.pdf.corpus import typed

Spoil = Callable[[Path], None]
SPEC = """title = "Bundle"
[[section]]
title = "Papers"
[[section.item]]
file = "{file}"
title = "One"
mark = "1"
"""


def a_pdf(path: Path, pages: int = 3) -> Path:
    with pikepdf.new() as pdf:
        for number in range(pages):
            pdf.add_blank_page()
            pdf.pages[-1].Contents = pdf.make_stream(f"0 0 {100 + number} 100 re f".encode() * 200)
        pdf.save(path, compress_streams=False)
    return path


def test_lists_give_rows_and_show_gives_one_object(plain_office: Path, say: Say) -> None:
    rows = say("case", "list", plain_office, "--json").json["rows"]
    assert [(row["reference"], row["jurisdiction"]) for row in rows] == [("R-1", "CY")]
    assert say("case", "show", plain_office, "R-1", "--json").json["id"] == rows[0]["id"]
    assert say("case", "show", plain_office, rows[0]["id"], "--json").json["reference"] == "R-1"


def test_a_wrong_passphrase_is_one_sentence_and_exit_4(plain_office: Path, say: Say, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the phrase at all")
    before = {path: path.read_bytes() for path in plain_office.rglob("*") if path.is_file()}
    answer = say("case", "list", plain_office, "--passphrase-file", wrong, "--json")
    assert answer.code == 4
    assert answer.json["error"]["kind"] == "wrong-key"
    assert answer.err.count("\n") == 1
    assert {path: path.read_bytes() for path in plain_office.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("verb", "rest"),
    [
        ("case list", ""),
        ("case show", "R-1"),
        ("vault check", ""),
        ("vault backup", ""),
        ("vault backups", ""),
        ("vault add-slot", "--kind recovery"),
        ("vault remove-slot", "3f0c1e5a9b7d2468"),
        ("vault rename-slot", "3f0c1e5a9b7d2468 --label safe"),
        ("vault change-passphrase", ""),
        ("vault new-keys", ""),
    ],
)
def test_nobody_is_asked_for_a_passphrase_where_no_casebook_is(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str, rest: str
) -> None:
    monkeypatch.delenv("CASEBOOK_PASSPHRASE_FILE", raising=False)
    answer = say(*verb.split(), tmp_path / "nowhere.casebook", *rest.split(), "--json")
    assert answer.json["error"]["kind"] == "not-found"
    assert answer.err.startswith("There is no casebook at this location.")
    (tmp_path / "letters.casebook").mkdir()
    answer = say(*verb.split(), tmp_path / "letters.casebook", *rest.split())
    assert "This folder is not a casebook." in answer.err


@pytest.mark.usefixtures("plain_office")
def test_what_is_no_vault_is_told(say: Say, tmp_path: Path) -> None:
    assert say("case", "list", tmp_path / "none.casebook", "--json").json["error"]["kind"] == "not-found"
    folder = tmp_path / "letters.casebook"
    folder.mkdir()
    said = say("case", "list", folder, "--json")
    assert (said.code, said.json["error"]["kind"]) == (3, "invalid-input")


def test_a_cut_database_is_exit_5(plain_office: Path, say: Say) -> None:
    database = plain_office / "case.db"
    database.write_bytes(database.read_bytes()[:-5000])
    said = say("case", "list", plain_office, "--json")
    assert (said.code, said.json["error"]["kind"]) == (5, "vault-damaged")
    assert said.json["error"]["remedy"]


def test_evidence_goes_in_once_with_hash_and_custody(plain_office: Path, say: Say, tmp_path: Path) -> None:
    file = a_pdf(tmp_path / "warrant.pdf")
    (first,) = say("import", plain_office, "R-1", file, "--from", "the registry", "--json").json["rows"]
    (again,) = say("import", plain_office, "R-1", file, "--json").json["rows"]
    assert (first["pages"], first["is_duplicate"], again["is_duplicate"]) == (3, False, True)
    shown = say("document", "show", plain_office, first["id"], "--json").json
    assert shown["custody"][0]["kind"] == "received"
    assert shown["custody"][0]["why"] == "the registry"
    assert shown["custody"][0]["sha256_after"] == shown["sha256"] == first["sha256"]
    assert [
        row["id"] for row in say("document", "list", plain_office, "--case", "R-1", "--json").json["rows"]
    ] == [first["id"]]


def cut(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])


def locked(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user="u", owner="o"))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def test_a_picture_of_no_bytes_is_refused(plain_office: Path, say: Say, tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"")
    said = say("import", plain_office, "R-1", picture, "--json")
    assert (said.code, said.json["error"]["kind"]) == (3, "damaged-source")


@pytest.mark.parametrize("spoil", [cut, locked, emptied])
def test_a_spoilt_file_leaves_the_vault_untouched(
    plain_office: Path, say: Say, tmp_path: Path, spoil: Spoil
) -> None:
    bad = a_pdf(tmp_path / "bad.pdf")
    spoil(bad)
    answer = say("import", plain_office, "R-1", bad, "--json")
    assert (answer.code, answer.json["error"]["kind"]) == (3, "damaged-source")
    assert answer.json["error"]["field"] == str(bad)
    assert "bad.pdf" in answer.json["error"]["title"]
    assert answer.json["error"]["remedy"]
    assert say("document", "list", plain_office, "--json").json == {"rows": []}
    assert not [path for path in (plain_office / "att").rglob("*") if path.is_file()]


def test_a_spoilt_file_is_named_and_the_rest_goes_in(plain_office: Path, say: Say, tmp_path: Path) -> None:
    good, bad = a_pdf(tmp_path / "good.pdf"), a_pdf(tmp_path / "bad.pdf")
    cut(bad)
    provenance = ("--from", "the registry", "--on", "2026-02", "--by", "an assistant", "--how", "by post")
    answer = say("import", plain_office, "R-1", bad, good, *provenance, "--language", "zh-Hans", "--json")
    assert (answer.code, answer.json["error"]["field"]) == (3, str(bad))
    assert [row["outcome"] for row in answer.json["rows"]] == ["refused", "imported"]
    shown = say("document", "show", plain_office, answer.json["rows"][1]["id"], "--json").json
    assert (shown["obtained_from"], shown["obtained_on"]["edtf"]) == ("the registry", "2026-02")
    again = say("import", plain_office, "R-1", bad, "--as-is", "--json")
    assert (again.code, again.json["rows"][0]["outcome"]) == (0, "imported")


@pytest.mark.parametrize("spoil", [cut, locked, emptied])
def test_a_bundle_of_a_spoilt_file_is_not_written(say: Say, tmp_path: Path, spoil: Spoil) -> None:
    spoil(a_pdf(tmp_path / "bad.pdf"))
    spec = tmp_path / "spec.toml"
    spec.write_text(SPEC.format(file="bad.pdf"))
    out = tmp_path / "out.pdf"
    said = say("bundle", spec, "--out", out, "--json")
    assert (said.code, said.json["error"]["kind"]) == (3, "damaged-source")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.pdf", "spec.toml"]


def test_a_spec_that_points_at_nothing_is_told(say: Say, tmp_path: Path) -> None:
    spec = tmp_path / "spec.toml"
    spec.write_text(SPEC.format(file="gone.pdf"))
    said = say("bundle", spec, "--out", tmp_path / "out.pdf", "--json")
    assert (said.code, said.json["error"]["kind"]) == (3, "not-found")
    assert not (tmp_path / "out.pdf").exists()


def test_a_language_that_is_none_is_told(say: Say, tmp_path: Path) -> None:
    a_pdf(tmp_path / "one.pdf")
    spec = tmp_path / "spec.toml"
    spec.write_text('language = "x y"\n' + SPEC.format(file="one.pdf"))
    said = say("bundle", spec, "--out", tmp_path / "out.pdf", "--json")
    assert (said.code, said.json["error"]["kind"]) == (3, "invalid-input")
    assert not (tmp_path / "out.pdf").exists()


def test_a_profile_nobody_knows_is_told(say: Say, tmp_path: Path) -> None:
    a_pdf(tmp_path / "one.pdf")
    spec = tmp_path / "spec.toml"
    spec.write_text(SPEC.format(file="one.pdf"))
    said = say("bundle", spec, "--out", tmp_path / "out.pdf", "--profile", "nope", "--json")
    assert (said.code, said.json["error"]["field"]) == (3, "profile")


def test_a_bundle_of_files_on_disk_needs_no_vault(say: Say, tmp_path: Path) -> None:
    a_pdf(tmp_path / "one.pdf", 2)
    a_pdf(tmp_path / "two.pdf", 3)
    spec = tmp_path / "spec.toml"
    spec.write_text(
        'title = "Bundle"\n[[section]]\ntitle = "Papers"\n'
        '[[section.item]]\nfile = "one.pdf"\ntitle = "One"\nmark = "1"\n'
        '[[section.item]]\nfile = "two.pdf"\ntitle = "Two"\nmark = "2"\n'
    )
    out = tmp_path / "out.pdf"
    answer = say("bundle", spec, "--out", out, "--json")
    assert answer.code in {0, 7}
    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == answer.json["pages"]
    first, second = answer.json["items"]
    assert (first["mark"], second["mark"]) == ("1", "2")
    assert second["last_page"] == answer.json["pages"]


def test_a_query_can_come_from_standard_input(
    plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO("R-1\n"))
    assert say("search", plain_office, "-", "--json").json["hits"][0]["noun"] == "case"


def test_packs_check_counts_and_finds_nothing_wrong(say: Say) -> None:
    answer = say("packs", "check", "--json")
    assert answer.code == 0
    assert answer.json["problems"] == []
    assert {"topics": 32, "sources": 381, "findings": 708}.items() <= answer.json["counts"].items()


def test_vault_info_needs_no_key(plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASEBOOK_PASSPHRASE_FILE")
    info = say("vault", "info", plain_office, "--json").json
    assert info["is_locked_cleanly"] is True
    assert len(info["slots"]) == 2


def test_usage_errors_are_exit_2_and_json_too(say: Say) -> None:
    assert say("case", "list").code == 2
    assert say("no-such-verb").code == 2
    said = say("search", "--json")
    assert (said.code, said.json["error"]["kind"]) == (2, "usage")


def test_without_a_passphrase_and_a_terminal_the_remedy_is_told(
    plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.delenv("CASEBOOK_PASSPHRASE_FILE")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    said = say("case", "list", plain_office, "--json")
    assert (said.code, said.json["error"]["field"]) == (3, "passphrase-file")


def test_the_table_of_the_readme_names_every_command_once() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("| command | what it does |", 1)[1]
    rows = table.split("\n\n", 1)[0].splitlines()[2:]
    named = [name for row in rows for name in re.findall(r"`([\w-]+)`", row.split("|")[1])]
    assert sorted(named) == sorted(entry.name for entry in VERBS)


def test_a_bug_tells_where_and_never_what(
    plain_office: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Lin Zhiyuan")

    monkeypatch.setattr("casebook.services.case.case.rows", broken)
    said = say("case", "list", plain_office, "--json")
    assert (said.code, said.json["error"]["kind"]) == (1, "bug")
    assert "Lin" not in said.out + said.err


def test_a_case_is_opened_and_an_empty_list_says_so(plain_office: Path, say: Say) -> None:
    opened = say("case", "create", plain_office, "--reference", "R-2", "--jurisdiction", "at", "--json").json
    assert (opened["reference"], opened["jurisdiction"]) == ("R-2", "AT")
    assert (
        say("case", "create", plain_office, "--reference", "R-2", "--jurisdiction", "at", "--json").code == 6
    )
    assert say("fact", "list", plain_office).out == "No facts yet.\n"


def test_open_tells_what_is_no_vault_before_any_window(say: Say, tmp_path: Path) -> None:
    assert say("open", tmp_path / "none.casebook").code == 3


def verbs() -> dict[str, Verb]:
    """Every verb by its command line."""
    return {
        f"casebook {name}": verb
        for entry in VERBS
        for name, verb in (
            [(entry.name, entry)]
            if isinstance(entry, Verb)
            else [(f"{entry.name} {one.name}", one) for one in entry.verbs]
        )
    }


@pytest.mark.parametrize("name", list(verbs()))
def test_every_verb_has_help_with_an_example(name: str, say: Say) -> None:
    verb = verbs()[name]
    assert verb.example.startswith(name)
    told = say(*name.split()[1:], "--help")
    assert told.code == 0
    assert told.out.startswith(f"Usage: {name} ")
    words = " ".join(told.out.split())
    assert verb.help in words
    assert told.out.endswith(f"\n  Example: {verb.example}\n")
    assert all(flag in words for one in verb.parameters for flag in one.flags.split("/"))


def test_a_finished_file_is_checked_and_what_blocks_ends_with_seven(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(typed(3))
    answer = say("check", path, "--profile", "gb-ew-court-ebundle", "--json")
    assert answer.code == 7
    assert answer.json["blocking"] == sum(problem["is_blocking"] for problem in answer.json["problems"]) > 0
    assert {"check", "page", "what", "rule", "source", "mend"} <= answer.json["problems"][0].keys()
    assert answer.json["by_hand"]
    assert say("check", path, "--json").code == 0


def test_a_kind_of_text_nobody_knows_is_told_with_those_that_are(say: Say, tmp_path: Path) -> None:
    (tmp_path / "file.pdf").write_bytes(typed(1))
    said = say("check", tmp_path / "file.pdf", "--as", "poem", "--json")
    assert (said.code, said.json["error"]["field"]) == (3, "as")
    assert "argument" in said.json["error"]["remedy"]


def test_what_is_no_pdf_cannot_be_checked(say: Say, tmp_path: Path) -> None:
    (tmp_path / "file.pdf").write_bytes(b"not a PDF")
    assert say("check", tmp_path / "file.pdf").code == 3
    assert say("check", tmp_path / "none.pdf").code == 3


def test_text_recognition_asks_for_one_document_or_a_case(say: Say, plain_office: Path) -> None:
    assert say("ocr", plain_office, "--json").code == 3
    assert say("ocr", plain_office, "--case", "R-1", "--json").json == {"rows": []}


def test_packs_of_a_vault_are_compared_and_accepted(made_with_library: Path, say: Say) -> None:
    difference = say("packs", "diff", made_with_library, "--json").json
    assert (difference["added"], difference["changed"], difference["withdrawn"], difference["publisher"]) == (
        [],
        [],
        [],
        None,
    )
    assert say("packs", "accept", made_with_library, "--json").json["marked_dossiers"] == 0
    said = say("packs", "diff", made_with_library, "--file", made_with_library.parent / "none.json", "--json")
    assert (said.code, said.json["error"]["kind"]) == (3, "not-found")


def test_two_versions_of_the_packs_are_compared_with_and_without_a_vault(
    plain_office: Path, say: Say
) -> None:
    same = say("packs", "diff", "installed", "installed", "--of", plain_office, "--json").json
    assert [same[key] for key in ("rules", "methods", "added", "deadlines")] == [[], [], [], []]
    assert say("packs", "diff", "installed", plain_office.parent / "none", "--json").code == 3


def test_a_dossier_of_any_kind_is_put_together(plain_office: Path, say: Say) -> None:
    kinds = say("dossier", "kinds", "--json").json["rows"]
    assert {"hearing-dossier", "cooperation-review"} <= {row["id"] for row in kinds}
    case_id, reference = (
        say("case", "list", plain_office, "--json").json["rows"][0][key] for key in ("id", "reference")
    )
    draft = say(
        "dossier",
        "draft",
        plain_office,
        reference,
        "--title",
        "Review",
        "--kind",
        "cooperation-review",
        "--json",
    )
    assert [part["kind"] for part in draft.json["sections"]][1] == "cooperation"
    assert draft.json["case_id"] == case_id
    wrong = say("dossier", "draft", plain_office, case_id, "--title", "Review", "--kind", "leaflet", "--json")
    assert wrong.code == 3
    assert "cooperation-review" in wrong.json["error"]["remedy"]


def test_the_settings_of_a_dossier_are_set_and_nothing_else_of_it(plain_office: Path, say: Say) -> None:
    reference = say("case", "list", plain_office, "--json").json["rows"][0]["reference"]
    draft = say("dossier", "draft", plain_office, reference, "--title", "Appeal", "--json").json
    settings = (
        "references_at=foot",
        "language=fr",
        "hearing_on=2026-06-24",
        "profile_id=gb-ew-court-ebundle",
    )
    changed = say(
        "dossier",
        "edit",
        plain_office,
        draft["id"],
        *(part for one in settings for part in ("--set", one)),
        "--json",
    )
    assert changed.code == 0
    assert {one.partition("=")[0]: changed.json[one.partition("=")[0]] for one in settings} == dict(
        one.split("=") for one in settings
    )
    assert (changed.json["title"], changed.json["sections"]) == ("Appeal", draft["sections"])
    for wrong, field, code in (
        ("references_at=margin", "references_at", 3),
        ("language=klingon-x-y-z!", "language", 3),
        ("profile_id=nowhere", "profile", 3),
        ("title= ", "title", 3),
        ("hearing_on=soon", "hearing_on", 3),
        ("sections=[]", "sections", 3),
        ("colour=red", "colour", 3),
    ):
        said = say("dossier", "edit", plain_office, draft["id"], "--set", wrong, "--json")
        assert (said.code, said.json["error"]["field"]) == (code, field)
    assert say("dossier", "show", plain_office, draft["id"], "--json").json["language"] == "fr"
    assert say("dossier", "edit", plain_office, "none", "--set", "language=fr", "--json").code == 3


def test_the_exhibits_of_a_dossier_are_chosen_by_number_or_id(
    plain_office: Path, say: Say, tmp_path: Path
) -> None:
    reference = say("case", "list", plain_office, "--json").json["rows"][0]["reference"]
    draft = say("dossier", "draft", plain_office, reference, "--title", "Appeal", "--json").json
    for count in (1, 2, 3):
        (tmp_path / f"paper-{count}.pdf").write_bytes(typed(count))
        say("import", plain_office, reference, tmp_path / f"paper-{count}.pdf")
    ids = [row["id"] for row in say("document", "list", plain_office, "--json").json["rows"]]
    for mark, document_id in enumerate(ids, start=1):
        say("document", "edit", plain_office, document_id, "--set", f"exhibit_mark={mark}")

    def chosen(exhibits: str) -> list[str]:
        changed = say(
            "dossier", "edit", plain_office, draft["id"], "--set", f"exhibit_ids={exhibits}", "--json"
        )
        assert changed.code == 0
        chosen_ids: list[str] = changed.json["exhibit_ids"]
        return chosen_ids

    assert chosen(f"3,{ids[0]},3") == [ids[2], ids[0]]
    assert chosen("2") == [ids[1]]
    assert chosen("") == []
    said = say("dossier", "edit", plain_office, draft["id"], "--add-section", "paper-differences", "--json")
    assert said.json["sections"][-1]["kind"] == "paper-differences"
    removing = ("--remove-section", "paper-differences", "--json")
    said = say("dossier", "edit", plain_office, draft["id"], *removing)
    assert "paper-differences" not in {section["kind"] for section in said.json["sections"]}
    assert say("dossier", "edit", plain_office, draft["id"], *removing).code == 3
    wrong_kind = say("dossier", "edit", plain_office, draft["id"], "--add-section", "gone", "--json")
    assert wrong_kind.code == 3
    said = say("dossier", "edit", plain_office, draft["id"], "--set", "exhibit_ids=1,none", "--json")
    assert (said.code, said.json["error"]["field"]) == (3, "exhibit_ids")


def test_a_window_is_opened_on_a_vault_or_on_none(plain_office: Path) -> None:
    asked: list[Path | None] = []

    def open_window(vault: Path | None) -> int:
        asked.append(vault)
        return 17

    assert run(["open", str(plain_office)], open_window) == 17
    assert run([], open_window) == 17
    assert asked == [plain_office, None]


def test_a_verb_that_does_not_exist_is_one_sentence_with_the_nearest(say: Say) -> None:
    said = say("cas", "list")
    sentence = "There is no command “casebook cas”; did you mean “case”?"
    assert (said.code, said.err) == (2, f"{sentence}\n")
    assert say("cas", "list", "--json").json["error"]["title"] == sentence
    said = say("case", "lst", "--json")
    assert (said.code, said.json["error"]["kind"]) == (2, "usage")
    assert said.err == "There is no command “casebook case lst”; did you mean “list”?\n"
    assert say("xyzzy").err == "There is no command “casebook xyzzy”; see casebook --help.\n"

"""Letters from the command line: what came with them, and their place in a conversation."""

from __future__ import annotations

from pathlib import Path

from tests.cli.said import Say

HEAD = (
    "From: Registry <registry@court.example>\nTo: office@law.example\nDate: Mon, 2 Mar 2026 {at}:00 +0200\n"
)
ATTACHED = (
    "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n{subject}\n"
    "--b\nContent-Disposition: attachment; filename=note.txt\n\nthe same note\n--b--\n"
)


def test_a_letter_and_what_came_with_it_name_one_another(
    plain_office: Path, say: Say, tmp_path: Path
) -> None:
    for name, at, links in (
        ("First", "09:00", "Message-ID: <a@x>\n"),
        ("Second", "10:00", "Message-ID: <b@x>\nIn-Reply-To: <a@x>\n"),
    ):
        head = HEAD.format(at=at) + f"Subject: {name}\n{links}"
        (tmp_path / f"{name}.eml").write_text(head + ATTACHED.format(subject=name))
    files = (tmp_path / "First.eml", tmp_path / "Second.eml")
    rows = say("import", plain_office, "R-1", *files, "--json").json["rows"]
    assert [row["outcome"] for row in rows] == ["imported", "imported", "imported", "duplicate"]
    again = tmp_path / "First.pdf"
    again.write_bytes(files[0].read_bytes())
    assert say("import", plain_office, "R-1", again).out.splitlines()[-1] == "1 duplicate"
    (row,) = say("import", plain_office, "R-1", again, "--json").json["rows"]
    assert row["remarks"] == ["The file name ends in .pdf, but the content is message/rfc822."]
    first, note, second = (
        say("document", "show", plain_office, row["id"], "--json").json for row in rows[:3]
    )
    assert [letter["title"] for letter in first["answered_by"]] == ["Second"]
    assert [letter["id"] for letter in second["answers"]] == [first["id"]]
    assert [letter["title"] for letter in note["came_with"]] == ["First", "Second"]
    assert first["mail"]["recipients"] == "office@law.example"
    assert first["mail"]["sent_at"] == "2026-03-02T09:00:00+02:00"
    assert "answered_by" in say("document", "show", plain_office, first["id"]).out

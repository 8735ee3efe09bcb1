"""What belongs to a privileged paper is privileged with it."""

from __future__ import annotations

from dataclasses import replace

from casebook.domain.evidence.document import Document
from casebook.domain.evidence.privilege import owners_of, with_privilege

PAPER = Document(
    id="", case_id="c", title="", kind="other", attachment_id="", sha256="", size_bytes=1, media_type=""
)
MAIL = replace(PAPER, id="mail", sha256="m", is_privileged=True, privilege="legal advice")


def test_attachments_translations_and_copies_share_the_privilege() -> None:
    belonging = [
        replace(PAPER, id="attachment", part_of="mail"),
        replace(PAPER, id="translation", translation_of="attachment"),
        replace(PAPER, id="extract", redacted_from="mail"),
        replace(PAPER, id="copy", sha256="m"),
    ]
    read = with_privilege([MAIL, *belonging])
    assert {one.privilege for one in read.values() if one.is_privileged} == {"legal advice"}
    assert set(read) == {key for key, one in read.items() if one.is_privileged}


def test_a_paper_is_not_privileged_by_what_belongs_to_it() -> None:
    letter = replace(PAPER, id="letter")
    note = replace(PAPER, id="note", translation_of="letter", is_privileged=True)
    assert not with_privilege([letter, note])["letter"].is_privileged


def test_papers_that_name_each_other_end_the_search() -> None:
    one, other = replace(PAPER, id="1", part_of="2"), replace(PAPER, id="2", part_of="1")
    assert owners_of({"1": one, "2": other}) == {}

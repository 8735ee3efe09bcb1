"""One refused replacement does not unmask the same name elsewhere in the copy."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from casebook.base.errors import Cancelled, CasebookError
from casebook.base.message import Message
from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.hiding.text_hit import KeptText
from casebook.host.ipc.channel import Channel, PeerClosed
from casebook.host.process.picked_place import GrowingFile
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base.flow import run_in_line
from casebook.services.base.session import Session
from casebook.services.dossier import build
from casebook.services.dossier.hiding.replacement_row import Replacement, rows_by_id
from casebook.services.dossier.replacement_review import refusals, review
from tests.proof.copied import exhibited, text_of

PAGES = (
    ("The newspaper printed a poem by Zhao Mingde last year.", "Nobody asked why."),
    ("I live in hiding and fear for my sister.", "Signed in fear by Zhao Mingde"),
    ("They printed a poem by Zhao Mingde last year again.",),
)


def pages() -> bytes:
    """A file whose second page ends with the name, and whose third says the same words as the first."""
    written = io.BytesIO()
    canvas = Canvas(written)
    for lines in PAGES:
        for down, line in enumerate(lines):
            canvas.drawString(72, 760 - 24 * down, line)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def test_places_that_one_decision_is_for_are_one_row() -> None:
    key = KeptText(text="zhao mingde", before="by", after="last", place="d:1")
    poem = Replacement(
        id=key.id,
        place=Message("Cover"),
        before="A poem by ",
        text="Zhao Mingde",
        after=" last year.",
        label="Person A",
        kind="name",
        key=key,
    )
    (row,) = rows_by_id([poem, replace(poem, before="I hide. Written by ", after=" last night.")])
    assert row.sentences == (
        "A poem by Zhao Mingde last year.",
        "I hide. Written by Zhao Mingde last night.",
    )


@pytest.mark.proof
def test_a_refusal_on_one_page_holds_on_no_other(session: Session, tmp_path: Path) -> None:
    given = exhibited(session, pages(), tmp_path, name="Zhao Mingde")
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised")
    listed = run_in_line(review(session, request)).replacements
    (first, *others) = [one for one in listed if one.text == "Zhao Mingde" and "page" in str(one.place)]
    assert len(others) == 2
    request = replace(request, decisions=refusals(listed, {first.id: "printed in the press"}))
    run_in_line(build.build(session, request, tmp_path / "copy.pdf"))
    said = " ".join(text_of(tmp_path / "copy.pdf").split())
    assert said.count("zhao mingde") == 2, "two programs read the one page"
    assert "a poem by zhao mingde last year. nobody" in said
    assert "signed in fear by person a" in said


def test_a_day_that_ends_a_set_exhibit_stays_where_it_was_refused(session: Session, tmp_path: Path) -> None:
    told = b"I am Zhao Mingde. The police called on 12 March 2025. He rang on 12 March 2025."
    given = exhibited(session, told, tmp_path, name="Zhao Mingde", file_name="note.txt")
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised")
    listed = run_in_line(review(session, request)).replacements
    (last,) = [one for one in listed if "12 March" in one.text and not one.key.after]
    request = replace(request, decisions=refusals(listed, {last.id: "printed in the press"}))
    run_in_line(build.build(session, request, tmp_path / "copy.pdf"))
    said = " ".join(text_of(tmp_path / "copy.pdf").split())
    assert said.count("i am person a. the police called in march 2025. he rang on 12 march 2025.") == 2


def test_each_line_of_an_exhibit_that_is_only_a_name_can_be_refused(session: Session, tmp_path: Path) -> None:
    told = b"Zhao Mingde\nsaid this\nZhao Mingde\nsigned it\nthen Zhao Mingde left"
    given = exhibited(session, told, tmp_path, name="Zhao Mingde", file_name="note.txt")
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised")
    listed = run_in_line(review(session, request)).replacements
    keys = [one.key for one in listed if one.text == "Zhao Mingde" and "page" in str(one.place)]
    assert [(key.before, key.after) for key in keys] == [("", "said"), ("this", "signed"), ("then", "left")]


def test_a_name_at_either_end_of_a_chat_message_stays_where_it_was_refused(
    session: Session, tmp_path: Path
) -> None:
    said = ("Zhao Mingde is here", "Today Zhao Mingde is here", "Zhao Mingde", "I saw Zhao Mingde", "Bye")
    lines = (f"13/02/2026, 09:0{at} - Li Wen: {one}\n" for at, one in enumerate(said))
    given = exhibited(session, "".join(lines).encode(), tmp_path, name="Zhao Mingde", file_name="chat.txt")
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised")
    listed = run_in_line(review(session, request)).replacements
    named = [one for one in listed if one.text == "Zhao Mingde" and "page" in str(one.place)]
    alone = [one for one in named if not (one.key.before or one.key.after)]
    assert [(len(named), len(alone))] == [(4, 1)]
    kept = {one.id: "printed in the press" for one in named if one not in alone}
    run_in_line(
        build.build(session, replace(request, decisions=refusals(listed, kept)), tmp_path / "copy.pdf")
    )
    shown = " ".join(text_of(tmp_path / "copy.pdf").split())
    for one in ("zhao mingde is here", "today zhao mingde is here", "person a", "i saw zhao mingde"):
        assert f"sender 1 {one} " in shown


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[SaveTarget, GrowingFile, Channel]]:
    """A place a person chose in the picker, in a folder of its own, and the picker's side of it."""
    ours, its = Channel.pair()
    (tmp_path / "out").mkdir()
    growing = GrowingFile.beside(tmp_path / "out" / "copy.pdf")
    yield SaveTarget("copy.pdf", os.dup(growing.descriptor), ours), growing, its
    its.close()


@pytest.mark.parametrize("ends", ["refused", "cancelled"])
def test_a_refused_copy_lets_go_of_the_place_that_was_picked(
    ends: str, session: Session, tmp_path: Path, asked: tuple[SaveTarget, GrowingFile, Channel]
) -> None:
    target, growing, its = asked
    given = exhibited(session, pages(), tmp_path, name="Zhao Mingde")
    request = BuildRequest(dossier_id=given.dossier_id, copy_kind="pseudonymised", purpose="partner")
    if ends == "cancelled":
        request = replace(request, purpose="court")

    def stop(done: int, total: int, step: Message) -> None:  # noqa: ARG001 - a `Progress`
        raise Cancelled("stopped")

    with pytest.raises(CasebookError):
        run_in_line(build.build(session, request, target, progress=stop))
    with pytest.raises(PeerClosed):  # though the form still holds the target
        its.receive()
    growing.drop()
    assert list((tmp_path / "out").iterdir()) == []

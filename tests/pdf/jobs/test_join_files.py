"""Files joined to one: pages in order, and nothing of what the files say of themselves."""

from __future__ import annotations

import io

import pikepdf
import pytest

from casebook.base.errors import DamagedSource
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.pdf_job import JoinFiles
from casebook.domain.dossier.pdf_result import PagesJoined
from casebook.services.processes.bundle_worker import BundleWorker
from tests.pdf.corpus import typed


def exhibit(key: str, data: bytes) -> Exhibit:
    return Exhibit(key=key, mark=key, title="", media_type="application/pdf", open=lambda: io.BytesIO(data))


def named(author: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(typed())) as pdf:
        pdf.docinfo["/Author"] = author
        pdf.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=pikepdf.Array(["a", pikepdf.Dictionary(JS="app.alert(1)")]))
        )
        pdf.save(out)
    return out.getvalue()


def joined(*files: bytes) -> tuple[PagesJoined, bytes]:
    exhibits = tuple(exhibit(str(place), data) for place, data in enumerate(files))
    out = bytearray()
    with BundleWorker(to_build=False) as worker:
        job = JoinFiles(exhibits=exhibits, title="Document", language="en")
        return worker.run(job, PagesJoined, exhibits, lambda _, piece: out.extend(piece)), bytes(out)


def test_the_pages_follow_one_another_and_nothing_else_comes_along() -> None:
    files = (named("Ceshi Weiming"), typed())
    counts = [len(pikepdf.open(io.BytesIO(data)).pages) for data in files]
    answer, data = joined(*files)
    assert answer.page_count == sum(counts)
    assert b"Weiming" not in data
    assert b"app.alert" not in data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == sum(counts)
        assert (str(pdf.docinfo["/Title"]), str(pdf.Root.Lang)) == ("Document", "en")


def test_a_damaged_file_is_named() -> None:
    with pytest.raises(DamagedSource) as caught:
        joined(typed(), b"%PDF-1.7 nothing else")
    assert caught.value.field == "1"

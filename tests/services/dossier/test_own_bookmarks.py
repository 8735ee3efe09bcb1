"""What an exhibit carries beside its pages goes into no copy that may reach the requesting State."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from casebook.domain.dossier.build import CopyKind
from casebook.services.base.session import Session
from tests.pdf import corpus
from tests.pdf.read import bookmarks
from tests.proof.copied import exhibited
from tests.sampled import sampled


@pytest.mark.parametrize(("copy_kind", "own"), sampled((("draft", 2), ("filing", 0), ("service", 0)), kept=2))
def test_own_bookmarks_stay_in_the_office(
    session: Session, tmp_path: Path, copy_kind: CopyKind, own: int
) -> None:
    given = exhibited(session, corpus.bookmarked(), tmp_path)
    with pikepdf.Pdf.open(given.copy("copy.pdf", copy_kind)) as pdf:
        titles = [title for _, title, _ in bookmarks(pdf)]
    assert sum(title.startswith(("Account", "The arrest")) for title in titles) == own
    assert any(title.startswith("1 ") for title in titles), "the exhibit has its own"

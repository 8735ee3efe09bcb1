"""Puts pages set by the program in the place of exhibits that have none: mail, office files, text."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from casebook.base.errors import DamagedSource
from casebook.base.progress import Progress
from casebook.domain.dossier.composition import Composition, Exhibit
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.hiding.text_hit import ANY_PAGE
from casebook.domain.dossier.pdf_job import ListUnsearchable
from casebook.domain.dossier.pdf_result import PageSelection, all_damaged, damaged
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.pseudonymised_text import replacing
from casebook.services.evidence.file_pages import (
    FileReceipt,
    NoPages,
    SetWay,
    read,
    readers,
    receipt_of,
    set_pages,
)
from casebook.services.evidence.intake_read import Readers
from casebook.services.evidence.office_pages import office_pages
from casebook.services.evidence.recording import sheet_pages
from casebook.services.evidence.set_kinds import PDF, is_set
from casebook.services.evidence.unprinted import is_unreadable
from casebook.services.processes.bundle_worker import BundleWorker


def with_set_pages(
    dossier_data: DossierData,
    composition: Composition,
    hiding: Hiding | None,
    *,
    time_label: str = "",
    progress: Progress,
) -> tuple[Composition, Hiding | None]:
    """Return the composition with such pages, and what the copy hides, which knows whose pages they are.

    In a pseudonymised copy the names are replaced before the pages are set, so that no line tells how long a
    name is. Where somebody marked areas, the pages stay as they were then, and are redacted as a PDF is.
    Pages were reviewed as they are without labels, which may break elsewhere: a text goes in once all of its
    pages that wait for a person were reviewed.

    Args:
        dossier_data: the material.
        composition: as it is to be built; exhibits with a placeholder stay as they are.
        hiding: what the copy hides, or None.
        time_label: stands for times of the clock in a pseudonymised copy; "" leaves them.
        progress: called often enough to stop.

    Raises:
        DamagedSource: an exhibit cannot be read; of several, all are named.
        Cancelled: the person stopped it.
    """
    with readers(progress) as reading:
        typesetter = _Typesetter(dossier_data, hiding, time_label, reading, progress)
        exhibits = all_of(composition.exhibits, typesetter.put)
    shown_composition = replace(composition, exhibits=exhibits)
    if hiding is None:
        return shown_composition, None
    reviewed = {**hiding.reviewed, **typesetter.released()}
    return shown_composition, replace(hiding, reviewed=reviewed, typeset=frozenset(typesetter.counts))


@dataclass(slots=True)
class _Typesetter:
    """Sets the pages of exhibits that have none.

    Attributes:
        counts: how many pages were set, by exhibit key.
        plain: the pages a person reviewed, as they are without labels; likewise.
    """

    dossier_data: DossierData
    hiding: Hiding | None
    time_label: str
    reading: Readers
    progress: Progress
    counts: dict[str, int] = field(default_factory=dict)
    plain: dict[str, Exhibit] = field(default_factory=dict)

    def put(self, exhibit: Exhibit) -> Exhibit:
        """Return an exhibit with pages set of its words, or as it is where it has pages."""
        key, hiding = exhibit.key, self.hiding
        sheet = self.dossier_data.recordings.get(key)
        if not is_set(exhibit.media_type) and (sheet is None or exhibit.media_type == PDF):
            return exhibit
        is_marked = hiding is not None and bool(hiding.areas.get(key))
        is_replaced = hiding is not None and hiding.leaves_out and not is_marked
        shown = (
            replacing(hiding.pseudonyms, self.time_label, f"{key}{ANY_PAGE}")
            if hiding and is_replaced
            else None
        )
        # Areas were marked on pages set of the text, whether LibreOffice was there or not.
        is_laid_out = shown is None and not is_marked
        way = SetWay(words=self.dossier_data.words, shown=shown or str, is_laid_out=is_laid_out)
        set_, self.counts[key] = self._set(exhibit, _receipt(self.dossier_data, key), way)
        if hiding and is_replaced and hiding.reviewed.get(key):
            plain_way = SetWay(words=way.words, is_laid_out=False)
            self.plain[key], _ = self._set(exhibit, _whole_receipt(self.dossier_data, key), plain_way)
        return set_

    def _set(self, exhibit: Exhibit, receipt: FileReceipt, way: SetWay) -> tuple[Exhibit, int]:
        sheet = self.dossier_data.recordings.get(exhibit.key)
        if sheet is None:
            return set_exhibit(self.reading, exhibit, receipt, way, self.progress)
        names = self.dossier_data.copy_kind == "filing"
        return with_pages(exhibit, *sheet_pages(sheet, receipt, way, self.progress, names_people=names))

    def released(self) -> dict[str, frozenset[int]]:
        """Return the pages with labels that need no look any more, by exhibit key: all of a text, or none."""
        if not self.plain or self.hiding is None:
            return {}
        exhibits = tuple(self.plain.values())
        job = ListUnsearchable(exhibits=exhibits, typeset=frozenset(self.plain))
        with BundleWorker(to_build=False) as worker:
            waiting = worker.run(job, PageSelection, exhibits, progress=self.progress).of_files
        looked_at = self.hiding.reviewed
        return {
            key: frozenset(range(1, self.counts[key] + 1 if looked_at[key].issuperset(pages) else 1))
            for key, pages in zip(self.plain, waiting, strict=True)
        }


def all_of(exhibits: Sequence[Exhibit], put: Callable[[Exhibit], Exhibit]) -> tuple[Exhibit, ...]:
    """Return what `put` gives for each exhibit.

    Raises:
        DamagedSource: it was raised for one; of several, all are named.
    """
    done, faults = [], []
    for exhibit in exhibits:
        try:
            done.append(put(exhibit))
        except DamagedSource as fault:
            faults.append((exhibit, fault))
    if faults:
        raise all_damaged(faults)
    return tuple(done)


def set_exhibit(
    reading: Readers,
    exhibit: Exhibit,
    receipt: FileReceipt,
    way: SetWay,
    progress: Progress,
) -> tuple[Exhibit, int]:
    """Return an exhibit with pages made of its file, and how many they are.

    Raises:
        DamagedSource: it cannot be read, or has no words and is not laid out.
        Cancelled: the person stopped it.
    """
    try:
        report = read(reading, exhibit.media_type, exhibit.open, receipt)
        if laid_out := office_pages(report, exhibit.open, receipt, way, progress):
            return with_pages(exhibit, *laid_out)
        pages = set_pages(report, receipt, way.words, way.shown, progress)
    except NoPages as error:
        raise damaged(exhibit, error.what, error.remedy) from error
    names_letters = any(is_unreadable(page) for page in report.pages)
    return with_pages(replace(exhibit, names_letters=names_letters), *pages)


def with_pages(exhibit: Exhibit, data: bytes, count: int) -> tuple[Exhibit, int]:
    """Return an exhibit with a PDF in the place of its file, and how many pages it has."""
    opened = partial(io.BytesIO, data)
    return replace(exhibit, open=opened, media_type=PDF, recognised=(), is_photograph=False), count


def _whole_receipt(dossier_data: DossierData, key: str) -> FileReceipt:
    return receipt_of(dossier_data.documents[key], dossier_data.exhibits, dossier_data.chats.get(key))


def _receipt(dossier_data: DossierData, key: str) -> FileReceipt:
    receipt = _whole_receipt(dossier_data, key)
    if dossier_data.copy_kind != "pseudonymised":
        return receipt
    # SECURITY: a hash, a length or a name tells one file from all others, and so whose it is.
    return replace(receipt, name="", size_bytes=0, sha256="", copy_sha256="")

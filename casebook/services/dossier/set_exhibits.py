"""Puts pages set by the program in the place of exhibits that have none: mail, office files, text."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from casebook.base.errors import DamagedSource
from casebook.base.progress import Progress
from casebook.domain.dossier.composition import Composition, Exhibit
from casebook.domain.dossier.hiding.hiding import Hiding
from casebook.domain.dossier.pdf_job import all_damaged, damaged
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.pseudonymised_text import replacing
from casebook.services.evidence.file_pages import (
    FileReceipt,
    NoPages,
    SetWay,
    read,
    readers,
    receipt_of,
)
from casebook.services.evidence.intake_read import Readers
from casebook.services.evidence.office_pages import made_pages
from casebook.services.evidence.recording import sheet_pages
from casebook.services.evidence.set_kinds import PDF, is_set


def with_set_pages(
    dossier_data: DossierData,
    composition: Composition,
    hiding: Hiding | None,
    *,
    time_label: str = "",
    progress: Progress,
) -> tuple[Composition, Hiding | None]:
    """Return the composition with such pages, and what the copy hides, these pages counted as reviewed.

    In a pseudonymised copy the names are replaced before the pages are set, so that no line tells how long a
    name is. Where somebody marked areas, the pages stay as they were then, and are redacted as a PDF is.

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
    reviewed = dict(hiding.reviewed) if hiding else {}
    with readers(progress) as reading:

        def put(exhibit: Exhibit) -> Exhibit:
            sheet = dossier_data.recordings.get(exhibit.key)
            if not is_set(exhibit.media_type) and (sheet is None or exhibit.media_type == PDF):
                return exhibit
            is_replaced = hiding is not None and hiding.leaves_out and not hiding.areas.get(exhibit.key)
            shown = replacing(hiding.pseudonyms, time_label) if hiding and is_replaced else None
            receipt = _receipt(dossier_data, exhibit.key)
            # Areas were marked on pages set of the text, whether LibreOffice was there or not.
            is_laid_out = shown is None and not (hiding and hiding.areas.get(exhibit.key))
            way = SetWay(words=dossier_data.words, shown=shown or str, is_laid_out=is_laid_out)
            if sheet is None:
                set_, count = set_exhibit(reading, exhibit, receipt, way, progress)
            else:
                names = dossier_data.copy_kind == "filing"
                pages = sheet_pages(sheet, receipt, way, progress, names_people=names)
                set_, count = with_pages(exhibit, *pages)
            reviewed[exhibit.key] = frozenset(range(1, count + 1))
            return set_

        shown_composition = replace(composition, exhibits=all_of(composition.exhibits, put))
    return shown_composition, replace(hiding, reviewed=reviewed) if hiding else None


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
        DamagedSource: it cannot be read, or has no words.
        Cancelled: the person stopped it.
    """
    try:
        report = read(reading, exhibit.media_type, exhibit.open, receipt)
    except NoPages as error:
        raise damaged(exhibit, error.what, error.remedy) from error
    return with_pages(exhibit, *made_pages(report, exhibit.open, receipt, way, progress))


def with_pages(exhibit: Exhibit, data: bytes, count: int) -> tuple[Exhibit, int]:
    """Return an exhibit with a PDF in the place of its file, and how many pages it has."""
    opened = partial(io.BytesIO, data)
    return replace(exhibit, open=opened, media_type=PDF, recognised=(), is_photograph=False), count


def _receipt(dossier_data: DossierData, key: str) -> FileReceipt:
    receipt = receipt_of(dossier_data.documents[key], dossier_data.exhibits, dossier_data.chats.get(key))
    if dossier_data.copy_kind != "pseudonymised":
        return receipt
    # SECURITY: a hash, a length or a name tells one file from all others, and so whose it is.
    return replace(receipt, name="", size_bytes=0, sha256="", copy_sha256="")

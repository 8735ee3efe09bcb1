"""The jobs of a bundle worker: each is created by the session and trusted by the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from casebook.domain.base.entity import entity
from casebook.domain.dossier.composition import Composition, Exhibit
from casebook.domain.dossier.output_layout import OutputLayout
from casebook.domain.dossier.profile import Profile

if TYPE_CHECKING:  # loading what finds names costs more than all else here, and few jobs hide any
    from casebook.domain.dossier.hiding.hiding import DrawnWords, Hiding


@entity
class BundleJob:
    """Build a bundle of a composition and its exhibits, as one PDF or several, and check each.

    Attributes:
        composition: what goes in; the file of its nth exhibit is the nth file handed over.
        name: that the file takes, for the rules of forums about names; those of several are made from it.
        shape: the files it is divided into.
        former: the numbers each part and exhibit had in the build this one continues, by key.
        profile: of the forum whose rules it is held against, or None.
        hiding: what must not be readable on its exhibits, or None.
        passphrase: encrypts the finished files; "" leaves them unencrypted.
    """

    composition: Composition
    name: str = "dossier.pdf"
    shape: OutputLayout = OutputLayout(kind="one")
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    profile: Profile | None = None
    hiding: Hiding | None = None
    passphrase: str = ""


@entity
class InspectJob:
    """Survey a finished PDF.

    Attributes:
        name: as it will be handed in, without folders.
        is_measured: whether the sizes and spacing of its type are measured too.
    """

    name: str
    is_measured: bool = False


@entity
class ListUnsearchable:
    """List the pages of exhibits without searchable text, which only a person can review.

    Attributes:
        exhibits: the files handed over.
        drawn: what text recognition read on their pages so far.
        is_read_later: text recognition will judge the other pages when a copy is built.
        typeset: keys of those with pages set by the program, of which the script alone can be in doubt.
    """

    exhibits: tuple[Exhibit, ...]
    drawn: DrawnWords = field(default_factory=dict)
    is_read_later: bool = False
    typeset: frozenset[str] = frozenset()


@entity
class RenderUnsearchable:
    """Render the pages of a document that have no text, for OCR; each is returned as a PNG.

    Attributes:
        exhibit: the file handed over.
    """

    exhibit: Exhibit


@entity
class RenderSearchable:
    """Render the pages of exhibits that have text and no image, for comparison; each as PNG.

    Attributes:
        exhibits: the files handed over; their pages are counted through.
        known: pages that need no comparing, by exhibit key.
    """

    exhibits: tuple[Exhibit, ...]
    known: Mapping[str, frozenset[int]] = field(default_factory=dict)


@entity
class ListIncompatible:
    """List the exhibits that cannot be rendered as pages, and violations of PDF/A in the others.

    Attributes:
        exhibits: the files handed over.
        for_archive: whether PDF/A is asked for.
    """

    exhibits: tuple[Exhibit, ...]
    for_archive: bool = False


@entity
class ReadForm:
    """List the fields of a form.

    Attributes:
        exhibit: the file handed over.
    """

    exhibit: Exhibit


@entity
class FillForm:
    """Fill in a form; the filled file is handed over only where no field has a fault.

    Attributes:
        exhibit: the file handed over.
        answers: full name and value of each field that is filled in; of one to tick its state, or "Off".
        is_flat: whether the values become part of the pages, so that nobody can change them.
        is_trial: find the faults and hand over nothing.
    """

    exhibit: Exhibit
    answers: tuple[tuple[str, str], ...]
    is_flat: bool = False
    is_trial: bool = False


@entity
class ExtractPages:
    """Take pages out of a finished file by the numbers printed on them.

    Attributes:
        exhibit: the file handed over.
        title: of the new file.
        spans: first and last number of each run of pages; they keep the order of the file.
    """

    exhibit: Exhibit
    title: str
    spans: tuple[tuple[str, str], ...]


@entity
class JoinFiles:
    """Join the pages of files to one, without their bookmarks, links, forms and particulars.

    Attributes:
        exhibits: the files handed over, in order.
        title: of the new file.
        language: of the new file, a BCP 47 tag.
    """

    exhibits: tuple[Exhibit, ...]
    title: str
    language: str


PdfJob = (
    BundleJob
    | ExtractPages
    | JoinFiles
    | InspectJob
    | ListUnsearchable
    | RenderUnsearchable
    | RenderSearchable
    | ListIncompatible
    | ReadForm
    | FillForm
)

"""Copies the pages of all exhibits into one document, so that each file is closed once read."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Name, Object, Pdf, PikepdfError, Stream

from casebook.base.errors import DamagedSource
from casebook.base.progress import Hold
from casebook.domain.dossier.composition import Exhibit
from casebook.domain.dossier.pdf_result import damaged
from casebook.pdf.page.leaves import attach_pages, copy_leaves
from casebook.pdf.page.opened_exhibit import OpenedExhibit, is_pdf, whole_file
from casebook.pdf.page.opening import open_pdf
from casebook.pdf.page.pdf_reading import MEND, damaged_pdf
from casebook.pdf.page.repair import loses_content


class PagePool:
    """Pages of exhibits in one document, not yet in its page tree.

    Attributes:
        pdf: holds them.
        leaves: them, in the order in which their exhibits were read.
    """

    def __init__(self) -> None:
        self.pdf = Pdf.new()
        self.leaves: list[Object] = []

    def take(self, opened_exhibit: OpenedExhibit) -> None:
        """Add the pages of an exhibit and close its file.

        Links, form and bookmarks were taken off it before; what is left beside its pages are layers.

        Raises:
            DamagedSource: part of it could not be read without guessing.
        """
        if Name.OCProperties in opened_exhibit.pdf.Root:
            self.pdf.add_pages_from(opened_exhibit.pdf, outlines="ignore")
            self.leaves += [page.obj for page in self.pdf.pages][-len(opened_exhibit.pages) :]
        else:
            self.leaves += copy_leaves(self.pdf, opened_exhibit.pages)
        opened_exhibit.require_whole()
        opened_exhibit.pages = []  # what is held on to here would hold the whole file
        opened_exhibit.pdf = self.pdf

    def copy(self) -> PagePool:
        """Return the same pages again, with their layers, for a separate file."""
        copy = PagePool()
        if Name.OCProperties in self.pdf.Root:
            copy.pdf, copy.leaves = attach_pages(self.pdf, self.leaves)
        else:
            copy.leaves = copy_leaves(copy.pdf, self.leaves)
        return copy

    def check(self, build: Pdf, exhibits: Sequence[Exhibit], hold: Hold) -> None:
        """Check in a written document of these pages whether anything could not be read.

        Args:
            build: it.
            exhibits: whose pages they are.
            hold: called with the exhibit being checked.

        Raises:
            DamagedSource: so it is; names the exhibit.
        """
        if not build.get_warnings() and not self.pdf.get_warnings():
            return
        is_explained = False
        for count, exhibit in enumerate(exhibits):
            hold(count)
            if _is_faulty(exhibit):
                if loses_content(whole_file(exhibit)):
                    raise damaged(exhibit, damaged_pdf().what, MEND)
                is_explained = True
        if not is_explained:
            raise DamagedSource("An exhibit is damaged or incomplete.", field="exhibits", remedy=MEND)


def _is_faulty(exhibit: Exhibit) -> bool:
    with exhibit.open() as stream:
        if not is_pdf(stream):
            return False
        try:
            with open_pdf(stream) as pdf:
                for thing in pdf.objects:
                    if isinstance(thing, Stream):
                        thing.read_raw_bytes()
                return bool(pdf.get_warnings())
        except PikepdfError:
            return True

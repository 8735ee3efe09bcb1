"""What the parts of the dossier page can ask of it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.preflight import PreflightProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.services.dossier.build import BuildReport
from casebook.ui.pages.base.page import Page


class DossierPage(Page):
    """The page of one dossier, as outline, pages, preflight, build, register and scans see it."""

    @property
    @abstractmethod
    def request(self) -> BuildRequest:
        """The copy chosen, as a build is asked for it."""

    @abstractmethod
    def keep(self, changed: Dossier, message: str, then: DossierTarget | None = None) -> None:
        """Keep a new version of the dossier.

        Args:
            changed: the new version.
            message: what was done, said with a way back.
            then: what is filled in next, or None.
        """

    @abstractmethod
    def fill_in(self, wanted: DossierTarget) -> None:
        """Open the form for cover, exhibits, omissions or a part."""

    @abstractmethod
    def go_to(self, about: DossierTarget) -> None:
        """Go to what a problem is about."""

    @abstractmethod
    def show_start(self, key: str) -> None:
        """Turn to the page where what has this key in the outline begins, if pages are shown."""

    @abstractmethod
    def open_exhibit(self, document_id: str) -> None:
        """Open an exhibit among the evidence of the case."""

    @abstractmethod
    def show_exhibit(self, document_id: str, number: int) -> None:
        """Show a page of an exhibit as it was received; the first is 1."""

    @abstractmethod
    def mark_areas(self, document_id: str, number: int) -> None:
        """Mark areas on an exhibit, beginning at a page; the first is 1."""

    @abstractmethod
    def look_ahead(self) -> None:
        """Check the copy chosen before it is built."""

    @abstractmethod
    def show_pages(self) -> None:
        """Build the copy chosen in memory and show its pages."""

    @abstractmethod
    def show_checked(self, problems: Sequence[PreflightProblem] | None) -> None:
        """Show the problems found in the pages in view; None once they are put away."""

    @abstractmethod
    def add_build(self, report: BuildReport) -> None:
        """Show what was built and written."""

    @abstractmethod
    def show_tab(self, key: str) -> None:
        """Show "preflight", "build", "register" or "scans"."""

    @abstractmethod
    def certify(self, build_id: str) -> None:
        """Show the certificate of service of a copy; of the newest service copy for ""."""

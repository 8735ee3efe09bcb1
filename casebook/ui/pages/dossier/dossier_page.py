"""The interface of the dossier page for its parts."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from casebook.domain.dossier.build import BuildRequest
from casebook.domain.dossier.dossier import Dossier
from casebook.domain.dossier.filing_problem import FilingProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.services.dossier.build import BuildReport
from casebook.ui.pages.base.page import Page


class DossierPage(Page):
    """The page of one dossier, as used by outline, pages, preflight, build, register and scans."""

    @property
    @abstractmethod
    def request(self) -> BuildRequest:
        """Return the selected copy as a build request."""

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
        """Go to the subject of a problem."""

    @abstractmethod
    def show_start(self, key: str) -> None:
        """Show the page where this item of the outline begins, if pages are shown."""

    @abstractmethod
    def open_exhibit(self, document_id: str) -> None:
        """Open an exhibit in the evidence of the case."""

    @abstractmethod
    def show_exhibit(self, document_id: str, number: int) -> None:
        """Show a page of an exhibit as received; the first is 1."""

    @abstractmethod
    def mark_areas(self, document_id: str, number: int) -> None:
        """Mark areas on an exhibit, starting at a page; the first is 1."""

    @abstractmethod
    def look_ahead(self) -> None:
        """Check the selected copy before it is built."""

    @abstractmethod
    def show_pages(self) -> None:
        """Build the selected copy in memory and show its pages."""

    @abstractmethod
    def show_checked(self, problems: Sequence[FilingProblem] | None) -> None:
        """Show the problems of the visible pages, or None once they are hidden."""

    @abstractmethod
    def add_build(self, report: BuildReport) -> None:
        """Show a finished build."""

    @abstractmethod
    def show_tab(self, key: str) -> None:
        """Show "preflight", "build", "register" or "scans"."""

    @abstractmethod
    def certify(self, build_id: str) -> None:
        """Show the certificate of service of a copy; of the newest service copy for ""."""

    @abstractmethod
    def show_authorities(self) -> None:
        """Show the authorities that the dossier cites, with their copies."""

    @abstractmethod
    def show_extract(self, build_id: str) -> None:
        """Show the form of an extract from a copy."""

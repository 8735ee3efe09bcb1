"""Marking redaction areas of a document: its pages with suggested or drawn areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casebook.base.errors import CasebookError
from casebook.domain.base.change import Changes
from casebook.domain.base.preview import PageSize
from casebook.domain.evidence.document import Document
from casebook.domain.evidence.redaction import Area, AreaState, Edges, PageDoubt, Redaction
from casebook.services.dossier.copy_review import pages_to_review_of
from casebook.services.dossier.redaction_search import RedactionQuery, suggest
from casebook.services.evidence import redaction
from casebook.services.evidence.preview import is_shown
from casebook.ui.kit.tasks import BackgroundTask
from casebook.ui.pages.base.page import Page
from casebook.ui.pages.evidence.document_view import DocumentView
from casebook.ui.pages.evidence.redaction_side import RedactionSide
from casebook.ui.widgets.layout.split import Split
from casebook.ui.widgets.paper.area_paper import AreaPaper
from casebook.ui.widgets.paper.area_shape import Shown
from casebook.ui.widgets.paper.paper import PaperView


class RedactionView(DocumentView):
    """A document with editable areas.

    Attributes:
        left: the person is done here.
    """

    is_laid_out = False
    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._kept: Redaction | None = None
        self._chosen: Area | None = None
        self._unread: Mapping[int, PageDoubt] = {}
        self._save.hide()
        self._wide.hide()
        self.areas.is_held_back = page.context.session.is_read_only
        page.context.bus.changed.connect(self._on_changes)
        self._connect_side()

    def make_paper(self, name: str, unreadable: str) -> PaperView:
        """Return paper with areas."""
        self.areas = AreaPaper(name, unreadable)
        return self.areas

    def make_middle(self) -> QWidget:
        """Return the pages, and the areas of the current one."""
        self.side = RedactionSide(self._page)
        return Split(self._stack, self.side, (5, 2))

    def show_document(self, document: Document) -> None:
        """Show this document, now or once visible."""
        if self._document is None or self._document.id != document.id:
            self._kept, self._chosen, self._unread = None, None, {}
        super().show_document(document)

    def _connect_side(self) -> None:
        areas, side = self.areas, self.side
        areas.drawn.connect(self._draw)
        areas.reshaped.connect(self._reshape)
        areas.picked.connect(self._pick)
        areas.removing.connect(lambda _: self._remove())
        areas.deciding.connect(lambda _: self._decide("accepted"))
        areas.turned.connect(lambda _: self._show_side())
        side.turning.connect(self._turn_to_waiting)
        side.picked.connect(self._pick_on_page)
        side.deciding.connect(self._decide)
        side.deciding_all.connect(self._decide_all)
        side.removing.connect(self._remove)
        side.adding.connect(self._add)
        side.described.connect(self._describe)
        side.suggesting.connect(self._suggest)
        side.looked.connect(self._look)
        side.left.connect(self.left)

    @property
    def _page_number(self) -> int:
        return int(self._number.text() or 1)

    @property
    def _waiting(self) -> list[int]:
        """Return pages with undecided areas, or read by neither a program nor a person."""
        if self._kept is None:
            return []
        unseen = set(self._unread) - set(self._kept.reviewed)
        return sorted({area.page for area in self._kept.undecided} | unseen)

    def _show_pages(self, sizes: Sequence[PageSize]) -> None:
        super()._show_pages(sizes)
        self.side.show()
        document = self._document
        if document is None:
            return
        self._read()
        session, document_id = self._page.context.session, document.id

        def take(pages: Mapping[int, PageDoubt]) -> None:
            if self._document is not None and self._document.id == document_id:
                self._unread = pages
                self._show_side()

        self._page.context.run(
            lambda _task: pages_to_review_of(session, document_id), take, before=self._end_with
        )

    def _end_with(self, task: BackgroundTask) -> None:
        self._page.context.about_to_lock.connect(task.cancel)

    def _open(self) -> None:
        self.side.setVisible(self._document is not None and is_shown(self._document))
        super()._open()

    def _on_changes(self, changes: Changes) -> None:
        if changes.concerns("redaction", "document") and self.isVisible():
            self._read()

    def _read(self) -> None:
        document = self._document
        if document is not None:
            self._page.ask(lambda session: redaction.of_document(session, document), self._take)

    def _take(self, kept: Redaction) -> None:
        if self._document is not None and kept.id == self._document.id:
            self._kept = kept
            self._show_areas()

    def _show_areas(self) -> None:
        areas = self._kept.areas if self._kept else ()
        if self._chosen not in areas:
            self._chosen = None
        at = areas.index(self._chosen) if self._chosen else -1
        self.areas.show_areas([Shown(area.page - 1, area.edges, area.state) for area in areas], at)
        self._show_side()

    def _show_side(self) -> None:
        number = self._page_number
        here = self._kept.on(number) if self._kept else ()
        self.side.show_areas(here, self._chosen)
        self.side.show_waiting(self._waiting)
        is_looked_at = self._kept is not None and number in self._kept.reviewed
        self.side.show_unread(self._unread.get(number), is_looked_at=is_looked_at)

    def _pick(self, at: int) -> None:
        self._chosen = self._kept.areas[at] if self._kept and at >= 0 else None
        self._show_side()

    def _pick_on_page(self, at: int) -> None:
        here = self._kept.on(self._page_number) if self._kept else ()
        if self._kept and 0 <= at < len(here):
            self._chosen = here[at]
            self.areas.choose(self._kept.areas.index(here[at]))
            self.side.describe(here[at])

    def _add(self) -> None:
        self.areas.draw_new()
        self.areas.setFocus()

    def _draw(self, page: int, edges: Edges) -> None:
        if self._kept is None:
            return
        whole = Area(page=page + 1, left=0, top=0, right=1, bottom=1, reason=self.side.reason)
        made = replace(whole, copies=self.side.copies or whole.copies).at(edges)
        self._keep(self._kept.having([made]), self._words("Area redacted"), made)

    def _reshape(self, at: int, edges: Edges) -> None:
        if self._kept is not None:
            area = self._kept.areas[at]
            self._replace(area, area.at(edges), self._words("Area moved"))

    def _describe(self) -> None:
        area = self._chosen
        if area is None or self._kept is None:
            return
        if not self.side.copies:
            self.side.describe(area)
            self._page.context.say(self._words("The area is not redacted in any copy."), is_good=False)
            return
        changed_area = replace(area, reason=self.side.reason, copies=self.side.copies)
        self._replace(area, changed_area, self._words("Area updated"))

    def _replace(self, old: Area, new: Area, message: str) -> None:
        if self._kept is not None and new != old:
            areas = sorted(
                (new if area == old else area for area in self._kept.areas),
                key=lambda area: (area.page, area.top, area.left),
            )
            self._keep(replace(self._kept, areas=tuple(areas)), message, new)

    def _decide(self, state: AreaState) -> None:
        if self._kept is not None and self._chosen is not None:
            self._decide_on([self._chosen], state)

    def _decide_all(self, state: AreaState) -> None:
        here = self._kept.on(self._page_number) if self._kept else ()
        self._decide_on([area for area in here if area.state == "suggested"], state)

    def _decide_on(self, areas: Sequence[Area], state: AreaState) -> None:
        if self._kept is None:
            return
        message = self._words("Redacted") if state == "accepted" else self._words("Rejected")
        chosen = self._chosen
        if chosen is not None and chosen in areas:
            chosen = replace(chosen, state=state)
        self._keep(self._kept.decided(areas, state), message, chosen)

    def _remove(self) -> None:
        if self._kept is not None and self._chosen is not None:
            self._keep(self._kept.without([self._chosen]), self._words("Area removed"), None)

    def _look(self, shows_no_one: bool) -> None:  # noqa: FBT001 - Qt's signature
        if self._kept is not None:
            now = self._kept.reviewed_on([self._page_number], shows_no_one=shows_no_one)
            self._keep(now, self._words("Saved for all copies"), self._chosen)

    def _keep(self, now: Redaction, message: str, chosen: Area | None) -> None:
        """Save the change; Ctrl+Z undoes it."""
        was, context = self._kept, self._page.context
        if was is None or now == was:
            return
        self._kept, self._chosen = now, chosen
        self._show_areas()

        def done(_: Redaction) -> None:
            context.did(message, lambda session: redaction.keep(session, was, now))

        def refused(_: CasebookError) -> bool:
            self._read()
            return False

        context.ask(lambda session: redaction.keep(session, now, was), done, refused, asker=self)

    def _suggest(self, what: str) -> None:
        document, context, words = self._document, self._page.context, self._words
        if document is None:
            return
        sought = RedactionQuery(
            words="" if what == "protected" else self._search.text(),
            has_spellings=what == "names",
            has_protected=what == "protected",
            reason=self.side.reason,
            copies=self.side.copies or ("service", "pseudonymised"),
        )

        def watch(task: BackgroundTask) -> None:
            self.side.progress.follow(task, words)
            context.about_to_lock.connect(task.cancel)

        def show(found: tuple[Area, ...]) -> None:
            self._tell_suggested(document, found)

        context.run(
            lambda task: suggest(context.session, document, sought, progress=task), show, before=watch
        )

    def _tell_suggested(self, document: Document, areas: tuple[Area, ...]) -> None:
        context, words = self._page.context, self._words
        if not areas:
            context.say(words("Nothing new found"))
            return

        said = words.count("{number} area suggested", "{number} areas suggested", len(areas))
        context.did(said, lambda session: redaction.take_back(session, document, areas))
        if self._document is None or self._document.id != document.id:
            return  # another is in view by now
        self._chosen = areas[0]
        self.turn_to(areas[0].page)
        self._read()

    def _turn_to_waiting(self, by: int) -> None:
        pages, here = self._waiting, self._page_number
        if not pages:
            return
        on = [page for page in pages if (page - here) * by > 0]
        number = (on[0] if by > 0 else on[-1]) if on else (pages[0] if by > 0 else pages[-1])
        self.paper.go_to(number - 1)
        here_now = self._kept.on(number) if self._kept else ()
        first = next((area for area in here_now if area.state == "suggested"), None)
        if first is not None and self._kept is not None:
            self._chosen = first
            self.areas.choose(self._kept.areas.index(first))
        self._show_side()

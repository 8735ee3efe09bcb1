"""The exhibits of a pseudonymised copy: each as a new PDF from which what must not be read has been taken."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from casebook.domain.composition import Exhibit
from casebook.domain.order import Hiding
from casebook.domain.pseudonym import Hit
from casebook.pdf.page_picture import as_pdf, unread_pages
from casebook.pdf.redact import redact

PagesOf = tuple[tuple[str, tuple[int, ...]], ...]


class Hider:
    """Hides, and remembers what a person must be told of it.

    Args:
        hiding: what is hidden.
        tick: called at every page, so that the work can be stopped.
    """

    def __init__(self, hiding: Hiding, tick: Callable[[], None]) -> None:
        self._hiding, self._tick = hiding, tick
        self._covered: dict[str, tuple[int, ...]] = {}
        self._withheld: dict[str, tuple[int, ...]] = {}

    @property
    def covered(self) -> PagesOf:
        """Pages on which something was painted over, by exhibit mark; known once exhibits were opened."""
        return tuple(self._covered.items())

    @property
    def withheld(self) -> PagesOf:
        """Pages left out, by exhibit mark; known once exhibits were opened."""
        return tuple(self._withheld.items())

    def exhibit(self, whole: Exhibit) -> Exhibit:
        """An exhibit that hides, once it is opened."""
        return replace(whole, media_type="application/pdf", recognised=(), open=partial(self._hidden, whole))

    def _hidden(self, exhibit: Exhibit) -> BinaryIO:
        hiding = self._hiding
        read = {page.number: page for page in exhibit.recognised}
        pdf = as_pdf(exhibit, self._tick)
        unread = set(unread_pages(pdf, read)) - hiding.reviewed.get(exhibit.mark, frozenset())
        made = redact(pdf, self._find, read, unread, hiding.note)
        self._withheld[exhibit.mark] = tuple(sorted(unread))
        self._covered[exhibit.mark] = made.covered
        return io.BytesIO(made.data)

    def _find(self, text: str) -> list[Hit]:
        """What must not be read on a page; every page is asked about."""
        self._tick()
        return self._hiding.veil.find(text)

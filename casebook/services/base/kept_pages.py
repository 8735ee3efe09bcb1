"""Pages that took seconds to make or to read, kept in memory until the casebook is locked."""

from __future__ import annotations

from collections import OrderedDict

from casebook.domain.base.preview import PageSize, PageText

MAX_KEPT_BYTES = 64 << 20


class KeptPages:
    """PDFs in memory, the most recently shown ones; written nowhere.

    Threads beside the vault's keep and take them: each step is one of a dictionary, which no other splits.

    Attributes:
        placed: the letters of pages with areas, with their places and the size of the page, by document,
            SHA-256 and number; None where they cannot be read.
    """

    def __init__(self, most_bytes: int = MAX_KEPT_BYTES) -> None:
        self._most_bytes, self._is_closed = most_bytes, False
        self._pages: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self.placed: dict[tuple[str, str, int], tuple[PageText, PageSize] | None] = {}

    def get(self, key: tuple[str, ...]) -> bytes | None:
        """Return the PDF kept under this key, or None."""
        data = self._pages.pop(key, None)
        if data is not None:
            self.keep(key, data)
        return data

    def keep(self, key: tuple[str, ...], data: bytes) -> None:
        """Keep a PDF; those shown longest ago give way, and one that is too large is not kept."""
        if self._is_closed or len(data) > self._most_bytes:
            return
        self._pages[key] = data
        while sum(map(len, tuple(self._pages.values()))) > self._most_bytes:
            self._pages.popitem(last=False)

    def clear(self) -> None:
        """Let go of all of them."""
        self._pages.clear()
        self.placed.clear()

    def close(self) -> None:
        """Let go of all, and keep none that is still being made."""
        self._is_closed = True
        self.clear()

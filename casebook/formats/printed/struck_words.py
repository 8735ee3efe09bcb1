"""Words of an office document that are struck through, in brackets."""

from __future__ import annotations

from casebook.formats.printed.package_words import OpenElement, Runs

_STRUCK, _STRUCK_END = "[struck: ", "]"


class StruckRuns(Runs):
    """Collects as `Runs` does, with brackets around what is struck.

    Attributes:
        is_within_struck: brackets are open.
    """

    is_within_struck = False

    def put(self, frame: OpenElement, text: str) -> None:
        """Keep words of an element where they belong; those that are struck stand in brackets."""
        is_struck = frame.is_struck and not frame.kind
        ends = self.is_within_struck and (text.endswith("\n") or (text.strip() and not is_struck))
        if ends and not frame.kind:
            self.end_struck()
        elif is_struck and text.strip() and not self.is_within_struck:
            self.parts.append(_STRUCK)
            self.is_within_struck = True
        super().put(frame, text)

    def end_struck(self) -> None:
        """Close the brackets around words that are struck."""
        last = self.parts[-1]
        kept = last.rstrip(" ")
        self.parts[-1] = f"{kept}{_STRUCK_END}{last[len(kept) :]}"
        self.is_within_struck = False

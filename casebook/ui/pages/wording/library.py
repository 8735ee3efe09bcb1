"""Texts, colours and icons of library values."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.library.authority import Speaker
from casebook.domain.library.citation_style import Style
from casebook.domain.library.finding import FindingKind, Strength
from casebook.domain.library.history import CiteUse, LaterKind
from casebook.domain.library.reading import ComparedState
from casebook.domain.library.reading_level import ReadingLevel
from casebook.domain.library.source import SourceType
from casebook.domain.library.source_file.identifier import IdentifierKind
from casebook.ui.kit.theme import Tone

Status = tuple[str, Tone, str]


class LibraryWording:
    """Words for the values of the library, in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._levels: dict[ReadingLevel, Status] = {}

    def levels(self) -> dict[ReadingLevel, Status]:
        """Return reading levels, by the compilers of the pack or by a user."""
        if not self._levels:  # a list asks for each of thousands of rows
            self._levels = {
                "document": (self._words("original"), "green", "read"),
                "summary": (self._words("headnote or summary"), "blue", "read"),
                "secondary": (self._words("secondary account"), "amber", "account"),
                "none": (self._words("not read"), "red", "closed-eye"),
            }
        return self._levels

    def strengths(self) -> dict[Strength, str]:
        """Return the bases of a finding."""
        return {
            "court finding": self._words("Court finding"),
            "law text": self._words("Statutory text"),
            "treaty body concern": self._words("Treaty body"),
            "reported": self._words("Reported"),
            "statistic": self._words("Statistic"),
        }

    def kinds(self) -> dict[FindingKind, str]:
        """Return the kinds of findings: facts, legal standards and arguments."""
        return {
            "fact": self._words("Fact"),
            "standard": self._words("Legal standard"),
            "argument": self._words("Argument"),
        }

    def uses(self) -> dict[CiteUse, Status]:
        """Return how a decision may be cited given its later history."""
        return {
            "plain": (self._words("may be cited"), "green", "done"),
            "with-history": (self._words("cite with its later history"), "amber", "history"),
            "only-as-history": (self._words("no longer an authority"), "red", "history"),
            "do-not-cite": (self._words("do not cite"), "red", "cancel"),
        }

    def later(self) -> dict[LaterKind, str]:
        """What happened after a decision."""
        return {
            "final": self._words("Final"),
            "not-final": self._words("Not final"),
            "appealed": self._words("Appealed"),
            "followed": self._words("Followed"),
            "not-followed": self._words("Not followed"),
            "annulled": self._words("Annulled or set aside"),
            "overtaken": self._words("Overtaken"),
            "executed": self._words("Surrendered or removed"),
            "not-executed": self._words("Not surrendered"),
            "spent": self._words("Spent"),
            "noted": self._words("Noted"),
        }

    def speakers(self) -> dict[Speaker, str]:
        """Return the author's side of a source."""
        return {
            "court": self._words("Court"),
            "treaty-body": self._words("Treaty body"),
            "un": self._words("United Nations"),
            "law": self._words("Law"),
            "state": self._words("State"),
            "prc": self._words("People's Republic of China"),
            "expert": self._words("Expert"),
            "ngo": self._words("Organisation"),
            "press": self._words("Press"),
        }

    def types(self) -> dict[SourceType, str]:
        """Return the types of authority of a source."""
        return {
            "legislation": self._words("Legislation"),
            "judgment": self._words("Judgment"),
            "tribunal-decision": self._words("Tribunal decision"),
            "un-treaty-body": self._words("UN treaty body"),
            "un-report": self._words("UN report"),
            "government-report": self._words("Government report"),
            "parliamentary": self._words("Parliamentary document"),
            "ngo-report": self._words("Report by an organisation"),
            "academic": self._words("Academic work"),
            "expert": self._words("Expert opinion"),
            "news": self._words("News"),
        }

    def identifiers(self) -> dict[IdentifierKind, str]:
        """Return the types of identifiers."""
        return {
            "ecli": self._words("ECLI"),
            "application": self._words("Application no."),
            "neutral-citation": self._words("Neutral citation"),
            "un-symbol": self._words("UN symbol"),
            "treaty-series": self._words("Treaty series"),
            "isbn": self._words("ISBN"),
            "doi": self._words("DOI"),
            "docket": self._words("Number"),
            "note": self._words("Version"),
        }

    def styles(self) -> dict[Style, str]:
        """Return the citation styles."""
        return {
            "oscola": self._words("OSCOLA style"),
            "bluebook": self._words("Bluebook style"),
            "plain": self._words("Plain, with ECLI or document symbol"),
        }

    def adverse(self) -> Status:
        """Return the status of adverse findings."""
        return self._words("adverse"), "violet", "pressure"

    def quotation(self) -> dict[ComparedState, Status]:
        """How a quotation compared with the stored copies."""
        return {
            "": (self._words("quotation not compared"), "grey", "read"),
            "exact": (self._words("quotation matches the copy"), "green", "done"),
            "differs": (self._words("quotation differs from the copy"), "red", "warning"),
            "absent": (self._words("quotation not found in the copy"), "red", "warning"),
            "no-copy": (self._words("no copy to compare with"), "amber", "warning"),
        }

    def read_as(self, level: ReadingLevel, *, is_misquoted: bool) -> Status:
        """How well it was read; what was quoted of it otherwise than the stored copy says comes first."""
        return (self._words("misquoted"), "red", "warning") if is_misquoted else self.levels()[level]

    def stale(self) -> Status:
        """Return the status of items due for recheck."""
        return self._words("recheck"), "amber", "time"

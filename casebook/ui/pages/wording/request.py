"""The words, icons and colours for tests of requests and compared papers; nothing of a paper is green."""

from __future__ import annotations

from functools import cached_property

from casebook.base.i18n import Translator
from casebook.domain.request.particular_text import KINDS, SOURCES
from casebook.ui.pages.wording.values import Status


class RequestWords:
    """Words for the values of these nouns, in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words

    @cached_property
    def verdict(self) -> dict[str, Status]:
        """What is known of a required paper."""
        return {
            "arrived": (self._words("arrived"), "blue", "done"),
            "incomplete": (self._words("incomplete"), "amber", "warning"),
            "missing": (self._words("missing"), "red", "missing"),
            "unclear": (self._words("question open"), "amber", "ask"),
            "not-looked": (self._words("not looked for yet"), "grey", "ask"),
            "not-required": (self._words("permitted, not required"), "grey", "ask"),
            "not-read": (self._words("law not read: a question only"), "grey", "ask"),
        }

    @cached_property
    def stage(self) -> dict[str, str]:
        """What a request is for, and what happened on the way."""
        return {
            "all": self._words("every request"),
            "prosecution": self._words("for prosecution"),
            "sentence": self._words("to serve a sentence"),
            "arrest": self._words("arrest"),
            "provisional": self._words("provisional arrest"),
            "hearing": self._words("hearing"),
            "death-penalty": self._words("death penalty possible"),
            "assurance": self._words("assurances"),
            "special-circumstances": self._words("special circumstances"),
            "notice": self._words("notice of Interpol"),
        }

    @cached_property
    def arrival(self) -> dict[str, str]:
        """Whether a paper arrived."""
        return {
            "not-looked": self._words("not looked for yet"),
            "arrived": self._words("arrived"),
            "in-part": self._words("in part"),
            "missing": self._words("missing"),
            "unclear": self._words("open: the file does not tell"),
        }

    @cached_property
    def tick(self) -> dict[str, str]:
        """Whether a quality is as it is asked for."""
        return {
            "not-checked": self._words("not checked"),
            "in-order": self._words("as asked for"),
            "lacking": self._words("lacking"),
            "not-asked": self._words("not asked for"),
        }

    @cached_property
    def quality(self) -> dict[str, str]:
        """What a paper may lack."""
        return {
            "form": self._words("Form asked for"),
            "seal": self._words("Seal and signature"),
            "language": self._words("Language"),
            "translation": self._words("Translation"),
        }

    @cached_property
    def limit(self) -> dict[str, str]:
        """What a State must do in time."""
        return {
            "provisional": self._words("Papers after provisional arrest"),
            "supplement": self._words("Supplements asked for"),
            "takeover": self._words("Taking the person over"),
        }

    @cached_property
    def read(self) -> dict[str, str]:
        """How an entry was read."""
        return {
            "article": self._words("the article itself"),
            "article-part": self._words("part of the article"),
            "excerpt": self._words("an excerpt that quotes it"),
            "summary": self._words("a summary or report"),
            "rule-pack": self._words("rules and decisions of this program"),
            "unread": self._words("nothing: a question to check"),
        }

    @cached_property
    def side(self) -> dict[str, Status]:
        """Whom an authority helps."""
        return {
            "for": (self._words("helps the person"), "blue", "proof"),
            "adverse": (self._words("adverse"), "red", "warning"),
            "both": (self._words("helps both"), "amber", "ask"),
        }

    @cached_property
    def paper_side(self) -> dict[str, str]:
        """Whose paper it is."""
        return {
            "state": self._words("of the requesting State"),
            "forum": self._words("of the State that was asked"),
            "client": self._words("of the client"),
        }

    @cached_property
    def paper_kind(self) -> dict[str, str]:
        """What a paper is."""
        return {
            "request": self._words("Request"),
            "warrant": self._words("Warrant of arrest (逮捕证)"),
            "detention": self._words("Detention paper (拘留证)"),
            "approval": self._words("Approval of arrest (批准逮捕决定书)"),
            "notice": self._words("Notice"),
            "note-verbale": self._words("Note verbale"),
            "charge": self._words("Charge"),
            "judgment": self._words("Judgment"),
            "translation": self._words("Translation"),
            "identity-paper": self._words("Identity document"),
            "other": self._words("Other paper"),
        }

    @cached_property
    def particular(self) -> dict[str, str]:
        """What a particular speaks of."""
        return {kind: self._words(title) for kind, title in KINDS.items()}

    @cached_property
    def state(self) -> dict[str, str]:
        """Whether somebody confirmed a particular."""
        return {
            "confirmed": self._words("confirmed by a person"),
            "proposed": self._words("proposed from the text"),
        }

    @cached_property
    def source(self) -> dict[str, str]:
        """Whose statement a particular is."""
        return {source: self._words(title) for source, title in SOURCES.items()}

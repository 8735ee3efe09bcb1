"""The words, icons and colours for the kinds and states of the domain."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from PySide6.QtCore import QLocale

from casebook.base.i18n import Translator
from casebook.domain.base.country_code import names_of
from casebook.domain.case.proceeding import OUTCOME_TITLES, PROCEEDING_TITLES
from casebook.ui.kit.collation import pinyin_keys
from casebook.ui.kit.theme import Tone
from casebook.ui.pages.wording.nouns import noun_words

Status = tuple[str, Tone, str]
"""Word, colour, icon."""

_FILE_ICONS = {
    "court-paper": "court",
    "request": "file-request",
    "statement": "file-statement",
    "identity-paper": "file-identity",
    "asylum-paper": "file-identity",
    "medical": "file-medical",
    "photograph": "file-image",
    "correspondence": "file-letter",
    "form": "file-form",
    "report": "file-report",
}


def side_by_side(names: Iterable[str]) -> str:
    """Return names in several scripts on one line, each in its own direction.

    Source: Unicode Bidirectional Algorithm, first strong isolate and pop directional isolate.
    """
    return " · ".join(f"\u2068{name}\u2069" for name in names)


class Wording:
    """Words for the values of the domain, in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words

    @cached_property
    def document_kind(self) -> dict[str, str]:
        """Kinds of document."""
        return {
            "court-paper": self._words("Court document"),
            "request": self._words("Request"),
            "statement": self._words("Statement"),
            "identity-paper": self._words("Identity document"),
            "asylum-paper": self._words("Asylum paper"),
            "medical": self._words("Medical"),
            "photograph": self._words("Photograph"),
            "correspondence": self._words("Correspondence"),
            "form": self._words("Form"),
            "report": self._words("Report"),
            "other": self._words("Other"),
        }

    @cached_property
    def proceeding_kind(self) -> dict[str, str]:
        """Kinds of proceeding."""
        return {kind: self._words(title) for kind, title in PROCEEDING_TITLES.items()}

    @cached_property
    def outcome_kind(self) -> dict[str, str]:
        """Return what proceedings come to for the person."""
        return {kind: self._words(title) for kind, title in OUTCOME_TITLES.items()}

    @cached_property
    def lane(self) -> dict[str, str]:
        """Lanes of the timeline."""
        return {
            **self.proceeding_kind,
            "hearings": self._words("Hearings"),
            "events": self._words("Events"),
            "deadlines": self._words("Deadlines"),
            "incidents": self._words("Incidents"),
            "facts": self._words("Facts"),
            "pressure": self._words("Pressure"),
        }

    @cached_property
    def case_status(self) -> dict[str, Status]:
        """Texts for the status of a case."""
        return {
            "open": (self._words("Open"), "green", "done"),
            "dormant": (self._words("On hold"), "grey", "time"),
            "closed": (self._words("Closed"), "grey", "lock"),
        }

    @cached_property
    def confidentiality(self) -> dict[str, str]:
        """Return the confidentiality of a case."""
        return {
            "ordinary": self._words("Ordinary"),
            "restricted": self._words("Restricted to the office"),
            "sealed": self._words("Sealed by order"),
        }

    @cached_property
    def fact_status(self) -> dict[str, Status]:
        """Texts for the status of a fact."""
        return {
            "asserted": (self._words("Asserted"), "grey", "ask"),
            "undisputed": (self._words("Undisputed"), "green", "done"),
            "disputed": (self._words("Disputed"), "red", "warning"),
            "inconsistent": (self._words("Accounts differ"), "violet", "ask"),
        }

    @cached_property
    def inconsistency(self) -> dict[str, str]:
        """Return the explanation of a difference between accounts."""
        return {
            "calendar": self._words("calendar"),
            "romanisation": self._words("romanisation"),
            "interpreter": self._words("interpreter"),
            "memory": self._words("memory"),
            "trauma": self._words("trauma"),
            "time-zone": self._words("time zone"),
        }

    @cached_property
    def standing(self) -> dict[str, str]:
        """Return the roles in a case."""
        return {
            "client": self._words("Client"),
            "co-applicant": self._words("Co-applicant"),
            "dependant": self._words("Dependant"),
            "relative": self._words("Relative"),
            "witness": self._words("Witness"),
        }

    @cached_property
    def sex(self) -> dict[str, str]:
        """Return the sexes as papers state them."""
        return {
            "": "",
            "female": self._words("Female"),
            "male": self._words("Male"),
            "other": self._words("Other or unspecified"),
        }

    @cached_property
    def certainty(self) -> dict[str, Status]:
        """Return how a relationship is known."""
        return {
            "stated": (self._words("Stated"), "amber", "account"),
            "documented": (self._words("Documented"), "blue", "file"),
            "confirmed": (self._words("Confirmed"), "green", "done"),
        }

    @cached_property
    def custody(self) -> dict[str, str]:
        """Steps of custody."""
        return {
            "received": self._words("Received"),
            "copied": self._words("Copied"),
            "translated": self._words("Translated"),
            "disclosed": self._words("Disclosed"),
            "returned": self._words("Returned"),
        }

    @cached_property
    def name_kind(self) -> dict[str, str]:
        """Kinds of name."""
        return {
            "legal": self._words("legal name"),
            "birth": self._words("birth name"),
            "alias": self._words("alias"),
            "pen-name": self._words("pen name"),
            "former": self._words("former name"),
            "religious": self._words("religious name"),
            "transliteration": self._words("transliteration by the program"),
        }

    @cached_property
    def romanisation(self) -> dict[str, str]:
        """Ways of writing a name in Latin letters."""
        return {
            "pinyin": self._words("pinyin"),
            "wade-giles": self._words("Wade-Giles"),
            "hong-kong": self._words("Hong Kong spelling"),
            "uly": self._words("Uyghur (Latin script)"),
            "wylie": self._words("Wylie"),
            "as-in-passport": self._words("as in the passport"),
        }

    @cached_property
    def script(self) -> dict[str, str]:
        """Scripts."""
        return {
            "Hans": self._words("Simplified Chinese"),
            "Hant": self._words("Traditional Chinese"),
            "Latn": self._words("Latin"),
            "Arab": self._words("Arabic script"),
            "Tibt": self._words("Tibetan"),
            "Cyrl": self._words("Cyrillic"),
            "Mong": self._words("Mongolian"),
        }

    @cached_property
    def dossier_kind(self) -> dict[str, str]:
        """Kinds of dossier."""
        return {
            "hearing-dossier": self._words("Hearing dossier"),
            "country-schedule": self._words("Schedule of country conditions"),
            "expert-report": self._words("Expert report on country conditions"),
            "interim-measures": self._words("Annex to a request for interim measures"),
            "ccf-request": self._words("Annex to a request to Interpol’s Commission (CCF)"),
            "cooperation-review": self._words("Review of a country’s cooperation with China"),
        }

    @cached_property
    def section_kind(self) -> dict[str, str]:
        """Parts of a dossier."""
        return {
            "statement-of-case": self._words("Statement of the case"),
            "chronology": self._words("Chronology"),
            "country-conditions": self._words("Country conditions"),
            "adverse-material": self._words("Adverse material"),
            "statistics": self._words("Statistics"),
            "grounds": self._words("Grounds"),
            "assurances": self._words("Assurances"),
            "assurance-record": self._words("Outcomes of returns under assurances"),
            "exposure": self._words("What the person would face"),
            "incidents": self._words("Transnational repression"),
            "request-papers": self._words("Papers of the request"),
            "paper-differences": self._words("Differences between the papers"),
            "cooperation": self._words("Cooperation with China"),
            "table-of-sources": self._words("Table of sources"),
            "table-of-authorities": self._words("Table of authorities"),
            "exhibit-custody": self._words("Chain of custody of the exhibits"),
            "persons": self._words("Persons"),
            "terms": self._words("Abbreviations and terms"),
            "essential-reading": self._words("Essential reading"),
            "signature": self._words("Signature"),
            "free-text": self._words("Text"),
            "skeleton": self._words("Skeleton argument"),
        }

    @cached_property
    def copy_kind(self) -> dict[str, str]:
        """Copies of a dossier."""
        return {
            "draft": self._words("Working draft"),
            "filing": self._words("Filing copy"),
            "service": self._words("Service copy"),
            "pseudonymised": self._words("Pseudonymised copy"),
        }

    @cached_property
    def detail_kind(self) -> dict[str, str]:
        """Return the types of identifying details."""
        return {
            "workplace": self._words("employer or business"),
            "work": self._words("title of a work"),
            "place": self._words("address or place"),
            "channel": self._words("telephone number, email address or handle"),
            "other": self._words("other identifying detail"),
        }

    @cached_property
    def fact_kind(self) -> dict[str, str]:
        """Return what a pseudonymised copy replaces."""
        return {
            "name": self._words("name"),
            "relative": self._words("name of a relative"),
            "contact": self._words("name of a contact"),
            "initials": self._words("initials"),
            "birth-date": self._words("date of birth"),
            "age": self._words("age"),
            "birth-place": self._words("place of birth"),
            "safe-contact": self._words("safe contact"),
            "paper": self._words("identity document"),
            "perhaps-paper": self._words("perhaps an identity document"),
            "case-number": self._words("case number"),
            "date": self._words("date"),
            **self.detail_kind,
        }

    @cached_property
    def redaction_reason(self) -> dict[str, str]:
        """Return why an area is hidden."""
        return {
            "protected-person": self._words("protected person"),
            "privileged": self._words("privileged"),
            "safe-contact": self._words("safe contact"),
            "other": self._words("another reason"),
        }

    @cached_property
    def area_state(self) -> dict[str, str]:
        """Return the state of an area."""
        return {
            "suggested": self._words("Suggested"),
            "accepted": self._words("Redacted"),
            "rejected": self._words("Rejected"),
        }

    @cached_property
    def purpose(self) -> dict[str, str]:
        """For what papers and records leave."""
        return {
            "dossier": self._words("dossier"),
            "court": self._words("court"),
            "media": self._words("media"),
            "un-body": self._words("UN body"),
            "interpol": self._words("Interpol"),
            "partner": self._words("partner"),
        }

    @cached_property
    def consent_purpose(self) -> dict[str, str]:
        """Purposes of consent, with that for which nothing leaves but the ledger."""
        return {**self.purpose, "ledger": self._words("ledger of outcomes")}

    @cached_property
    def noun(self) -> dict[str, str]:
        """Nouns, as search shows them."""
        return noun_words(self._words)

    def file_icon(self, kind: str) -> str:
        """The icon of a kind of document."""
        return _FILE_ICONS.get(kind, "file")

    def country(self, code: str) -> str:
        """Return a jurisdiction: "Cyprus", "United Kingdom" for a part of it, "International" for INT."""
        if code == "INT":
            return self._words("International")
        return self._words.territory_name(code.partition("-")[0])

    def country_words(self, code: str) -> str:
        """Return by what a jurisdiction is found besides its name: codes, other names, pinyin."""
        country = code.partition("-")[0]
        return "" if not country else " ".join((*names_of(country), *pinyin_keys(self.country(code))))

    def language(self, tag: str) -> str:
        """Return a language without its script: "Chinese"."""
        return self._words.spoken_language(tag) if tag else ""

    def languages(self, tags: Iterable[str]) -> str:
        """Return languages without their scripts, each once."""
        return self._words.list_of(dict.fromkeys(map(self.language, tags)))

    def language_and_script(self, tag: str) -> str:
        """Return a language with its script: "Chinese (Simplified)"."""
        return self._words.language_name(tag) if tag else ""

    def days_away(self, days: int) -> Status:
        """Return how soon something is, with a stronger colour the nearer it is."""
        soon, near = 7, 21
        tone: Tone = "red" if days <= soon else "amber" if days <= near else "blue"
        if days <= 0:
            return self._words("today"), tone, "time"
        return self._words.count("{number} day", "{number} days", days), tone, "time"

    def size(self, size_bytes: int) -> str:
        """Return a size: "1.2 MB"."""
        return QLocale(QLocale.Language.English).formattedDataSize(
            size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat
        )

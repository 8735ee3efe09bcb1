"""Display texts of values in a history, in the language of the window."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate
from casebook.services.base import history_text
from casebook.services.evidence.custody import DETAILS
from casebook.ui.kit import dates
from casebook.ui.pages.wording.case import CaseWords
from casebook.ui.pages.wording.exposure import ExposureWords
from casebook.ui.pages.wording.media import media_words
from casebook.ui.pages.wording.outcome import OutcomeWording
from casebook.ui.pages.wording.values import Status, Wording

ValueTexts = Mapping[str, str] | Mapping[str, Status]
_STATED = {"edtf", "words"}
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_TITLED = {("build", "contents"): "title", ("build", "files"): "name"}
"""Lists shown by their titles instead of digests."""


class HistoryValues:
    """Display texts by noun and field, in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._wording, self._case = Wording(words), CaseWords(words)
        self._exposure = ExposureWords(words)
        self._outcome = OutcomeWording(words)

    def display_text(self, noun: str, field: str, value: object) -> str:
        """Return the text of a value; text written by a user stays as it is.

        A part of a list, as a step of custody, is read with the name of its list in place of a noun.
        """
        if isinstance(value, Mapping) and set(value) == _STATED:
            stated = StatedDate(edtf=str(value["edtf"]), words=str(value["words"]))
            return dates.stated(self._words, stated)
        if isinstance(value, int) and field == "size_bytes":
            return self._wording.size(value)
        if isinstance(value, list | Mapping):
            return self._parts(noun, field, value)
        text = self._coded(noun, field, value) if isinstance(value, str) and value else ""
        return text or history_text.value(value)

    def _parts(self, noun: str, field: str, value: Sequence[object] | Mapping[str, object]) -> str:
        """Return the parts of a value in sequence, each in words."""
        if isinstance(value, Mapping):
            read = [(name, one) for name, one in value.items() if not history_text.is_unread(name)]
            return history_text.value({name: self.display_text(field, name, one) for name, one in read})
        if (noun, field) in _TITLED:
            name = _TITLED[noun, field]
            return self._words.series_of(str(part[name]) for part in value if isinstance(part, Mapping))
        texts = [self.display_text(noun, field, one) for one in value]
        return self._words.series_of(texts) if field == "languages" else history_text.value(texts)

    def _coded(self, noun: str, field: str, value: str) -> str:
        """Return the text of a code, a file type or a day, or ""."""
        known = self._lists.get((noun, field), {}).get(value, "")
        if known:
            return known if isinstance(known, str) else known[0]
        if (noun, field) == ("bulk-edit", "field"):
            return history_text.field(value, self._words)
        if field in {"jurisdiction", "country"}:
            return self._wording.country(value)
        if field in {"language", "languages"}:
            return self._wording.language_and_script(value)
        return media_words(value, self._words) if field == "media_type" else self._day(field, value)

    def _day(self, field: str, value: str) -> str:
        try:
            if _INSTANT.match(value):
                return dates.format_datetime(self._words, datetime.fromisoformat(value))
            if field.endswith("_on") or field == "on":
                return dates.format_date(self._words, date.fromisoformat(value))
        except ValueError:
            pass  # a field of another noun that is no date
        return ""

    @cached_property
    def _lists(self) -> dict[tuple[str, str], ValueTexts]:
        """Return the closed lists of the nouns with forms."""
        wording, case = self._wording, self._case
        return {
            ("case", "status"): wording.case_status,
            ("case", "confidentiality"): wording.confidentiality,
            ("proceeding", "kind"): wording.proceeding_kind,
            ("proceeding", "outcome_kind"): wording.outcome_kind,
            ("time-note", "work"): case.work,
            ("event", "kind"): case.event_kind,
            ("event", "status"): case.event_status,
            ("document", "kind"): wording.document_kind,
            ("custody", "kind"): wording.custody,
            ("custody", "detail"): {str(key): self._words(text) for key, text in DETAILS.items()},
            ("names", "kind"): wording.name_kind,
            ("names", "script"): wording.script,
            ("names", "romanisation"): wording.romanisation,
            ("fact", "status"): wording.fact_status,
            ("fact", "inconsistency"): wording.inconsistency,
            ("relation", "certainty"): wording.certainty,
            ("contact", "kind"): case.contact_kind,
            ("contact", "vetting"): case.vetting,
            ("role", "kind"): case.role_kind,
            ("role", "vetting"): case.vetting,
            ("incident", "method"): case.incident_method,
            ("incident", "corroboration"): case.corroboration,
            ("assurance", "specificity"): case.specificity,
            ("charge", "entity"): self._exposure.entity,
            ("charge", "filed_by"): self._exposure.filed_by,
            ("charge", "offence"): self._exposure.offence,
            ("outcome", "ended"): self._outcome.ended,
            ("outcome", "channel"): self._outcome.channel,
            ("ground", "kind"): case.ground_kind,
            ("dossier", "kind"): wording.dossier_kind,
            ("build", "copy_kind"): wording.copy_kind,
            ("build", "purpose"): wording.purpose,
            ("build", "file_format"): {"pdf": "PDF", "docx": "Word"},
        }

"""Display of the gaps of a case: a line, and a chip with the remedy."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from casebook.base.i18n import Translator
from casebook.base.message import Message, ngettext_noop
from casebook.services.case.case_gaps import Gap, GapKind
from casebook.ui.kit.theme import Tone

_MAX_ALIKE = 2

_COUNTED = {
    "accounts-differ": ngettext_noop(
        "{number} facts have differing accounts", "{number} facts have differing accounts"
    ),
    "no-evidence": ngettext_noop("{number} facts have no evidence", "{number} facts have no evidence"),
    "as-reported": ngettext_noop(
        "{number} finding cited “as reported in”", "{number} findings cited “as reported in”"
    ),
    "unproved": ngettext_noop("{number} element without proof", "{number} elements without proof"),
    "adverse-unanswered": ngettext_noop(
        "{number} adverse point unanswered", "{number} adverse points unanswered"
    ),
    "finding-unread": ngettext_noop(
        "{number} element relies on findings not read", "{number} elements rely on findings not read"
    ),
    "factors-open": ngettext_noop(
        "{number} assurance factor not assessed", "{number} assurance factors not assessed"
    ),
}
_NAMED_ALONE = frozenset({"accounts-differ", "no-evidence"})
"""Kinds of gaps of which a single one is named instead of counted."""
GapText = tuple[str, str, Tone, str]


def gap_text(words: Translator, gap: Gap) -> GapText:
    """Return title, text, tone and icon of a gap."""
    chips = _chips(words)
    word, tone, icon = chips[gap.kind]
    return _title(words, gap), word, tone, icon


def _chips(words: Translator) -> dict[GapKind, tuple[str, Tone, str]]:
    return {
        "no-client": (words("add person"), "amber", "person"),
        "no-document": (words("add document"), "amber", "evidence"),
        "no-deadline": (words("no deadline set"), "red", "missing"),
        "deadline-doubtful": (words("check the date"), "red", "missing"),
        "deadline-unowned": (words("no one named"), "amber", "person"),
        "task-overdue": (words("overdue"), "red", "missing"),
        "no-outcome": (words("record outcome"), "amber", "ask"),
        "translate": (words("translate"), "amber", "translate"),
        "no-certificate": (words("add certificate"), "amber", "translate"),
        "custody-broken": (words("check chain of custody"), "red", "custody"),
        "accounts-differ": (words("accounts differ"), "violet", "ask"),
        "quotation-untranslated": (words("translate the quotation"), "amber", "translate"),
        "no-evidence": (words("no exhibit"), "red", "missing"),
        "no-consent": (words("ask for consent"), "amber", "ask"),
        "not-vetted": (words("not vetted"), "red", "contact"),
        "unproved": (words("no proof"), "red", "missing"),
        "adverse-unanswered": (words("unanswered"), "violet", "ask"),
        "factors-open": (words("assess"), "amber", "ask"),
        "finding-unread": (words("read the source"), "blue", "read"),
        "as-reported": (words("read the source"), "blue", "read"),
    }


def _title(words: Translator, gap: Gap) -> str:
    """Return the number of gaps of a kind, or the record of a single one."""
    if gap.kind in _COUNTED and (gap.count > 1 or gap.kind not in _NAMED_ALONE):
        counted = words(Message.plural(*_COUNTED[gap.kind], gap.count))
        return words.labelled(gap.about, counted) if gap.noun == "ground" else counted
    about = {
        "no-client": words("No client named yet"),
        "no-document": words("No documents yet"),
        "no-consent": words("No consent for use in court"),
        "translate": words("Exhibit {mark} has no translation", mark=gap.about),
        "no-certificate": words("Translation {mark} has no certificate", mark=gap.about),
        "custody-broken": words(
            "The hashes in the chain of custody of {mark} do not match from step to step", mark=gap.about
        ),
    }
    return about.get(gap.kind, gap.about_in(words))


def grouped(gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """Return gaps, those about facts merged if there are more than two of a kind."""
    grouped_gaps: list[Gap] = []
    for kind, same in groupby(gaps, key=lambda gap: gap.kind):
        each = list(same)
        is_many = len(each) > _MAX_ALIKE and kind in {"accounts-differ", "no-evidence"}
        grouped_gaps += [replace(each[0], count=len(each))] if is_many else each
    return tuple(grouped_gaps)

"""Which texts of the reference data are translated: fields, sheets, reviews, accounts, later histories."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from casebook.domain.library.cooperation.review import CooperationReview, printable
from casebook.domain.library.history import printed_history, printed_outcome
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.sheet import ELSEWHERE, places
from casebook.packs.library.cooperation_note import read_cooperation_notes
from casebook.packs.library.library import read_library
from casebook.packs.library.registry import read_registry
from casebook.services.library import registry
from casebook.services.library.cooperation.review import ASKING, review

_OWN_WORDS = re.compile(r"^[a-z]|\(")
"""An account that is described begins small; beside a name the description stands in brackets."""
ROOT = Path(__file__).resolve().parent.parent
PACKS = ROOT / "resources" / "packs"
PACK_TEXTS = (
    ("topics.toml", "topic", "title"),
    ("calendars.toml", "calendar", "name"),
    ("counting-methods/*.toml", "method", "name"),
    ("calendars.toml", "calendar", "cautions"),
    ("deadline-rules/*.toml", "rule", "title"),
    ("deadline-rules/*.toml", "rule", "forum"),
    ("deadline-rules/*.toml", "rule", "alternatives"),
    ("deadline-rules/*.toml", "rule", "trigger_event"),
    ("deadline-rules/*.toml", "rule", "trigger"),
    ("deadline-rules/*.toml", "rule", "as_of"),
    ("deadline-rules/*.toml", "rule", "extendable"),
    ("deadline-rules/*.toml", "rule", "consequence"),
    ("deadline-rules/*.toml", "rule", "service"),
    ("deadline-rules/*.toml", "rule", "together"),
    ("deadline-rules/*.toml", "rule", "shorter_unread"),
    ("deadline-rules/*.toml", "rule", "steps"),
    ("deadline-rules/*.toml", "rule", "cautions"),
    ("deadline-rules/*.toml", "rule", "notes"),
    ("deadline-rules/*.toml", "unverified", "subject"),
    ("deadline-rules/*.toml", "unverified", "note"),
    ("counting-methods/*.toml", "method", "notes"),
    ("deadline-rules/*.toml", "rule", "suspended_by"),
    ("deadline-rules/*.toml", "rule", "earlier/words"),
    ("deadline-rules/*.toml", "rule", "reading/words"),
    ("counting-methods/*.toml", "method", "cautions"),
    ("counting-methods/*.toml", "method", "reading/words"),
    ("profiles.toml", "profile", "forum"),
    ("profiles.toml", "profile", "rule/kind"),
    ("profiles.toml", "gap", "what"),
    ("prc-offences.toml", "offence", "title"),
    ("prc-offences.toml", "offence", "version/band/condition"),
    ("prc-offences.toml", "offence", "version/band/money"),
    ("prc-offences.toml", "offence", "threshold/measure"),
    ("prc-offences.toml", "offence", "threshold/condition"),
    ("prc-offences.toml", "offence", "threshold/text"),
    ("instruments.toml", "instrument", "title"),
    ("detention-stages.toml", "stage", "title"),
    ("detention-stages.toml", "stage", "longest"),
    ("detention-stages.toml", "stage", "lawyer_access"),
    ("detention-stages.toml", "path", "longest"),
    ("detention-stages.toml", "path", "shorter"),
    ("detention-stages.toml", "path", "note"),
    ("jurisdiction.toml", "jurisdiction", "connection"),
    ("jurisdiction.toml", "jurisdiction", "statement"),
    ("prc-offences.toml", "general", "statement"),
    ("prc-offences.toml", "amendment", "id"),
    ("prc-offences.toml", "interpretation", "title"),
    ("prc-offences.toml", "interpretation", "unread"),
    ("prc-offences.toml", "offence", "notes"),
    ("prc-offences.toml", "offence", "unread"),
    ("prc-offences.toml", "offence", "version/doubt"),
    ("prc-offences.toml", "offence", "version/note"),
    ("prc-offences.toml", "offence", "version/unit_rule"),
    ("prc-offences.toml", "offence", "version/unread"),
    ("prc-offences.toml", "offence", "threshold/doubt"),
    ("prc-offences.toml", "offence", "threshold/unread"),
    ("limitation.toml", "limitation-rule", "statement"),
    ("limitation.toml", "limitation-rule", "unread"),
    ("required-papers.toml", "required-paper", "what"),
    ("required-papers.toml", "required-paper", "form"),
    ("required-papers.toml", "required-paper", "by"),
    ("required-papers.toml", "required-paper", "due"),
    ("required-papers.toml", "required-paper", "missing"),
    ("required-papers.toml", "required-paper", "reported_in"),
    ("required-papers.toml", "required-paper", "argument"),
    ("required-papers.toml", "request-route", "as_of"),
    ("required-papers.toml", "request-route", "title"),
    ("required-papers.toml", "request-route", "channel"),
    ("required-papers.toml", "request-route", "language"),
    ("required-papers.toml", "request-route", "authentication"),
    ("required-papers.toml", "request-route", "notes"),
    ("required-papers.toml", "request-route", "reported_in"),
    ("required-papers.toml", "request-route", "limit/period"),
    ("required-papers.toml", "request-route", "limit/runs_from"),
    ("required-papers.toml", "request-route", "limit/runs_to"),
    ("required-papers.toml", "request-route", "limit/how"),
    ("required-papers.toml", "request-route", "limit/consequence"),
    ("required-papers.toml", "paper-authority", "text"),
    ("required-papers.toml", "paper-authority", "reported_in"),
    ("prc-papers.toml", "paper-check", "reported_in"),
    ("prc-papers.toml", "paper-check", "check"),
    ("prc-papers.toml", "paper-check", "caution"),
    ("prc-papers.toml", "paper-check", "ask"),
    ("prc-papers.toml", "paper-check", "argument"),
    ("detention-stages.toml", "lawyer", "statement"),
    ("registers.toml", "register", "reliability"),
    ("registers.toml", "register", "caution"),
    ("registers.toml", "register", "use"),
    ("registers.toml", "register", "holds"),
    ("registers.toml", "register", "access"),
    ("registers.toml", "register", "export"),
    ("registers.toml", "register", "columns"),
    ("registers.toml", "register", "key"),
    ("registers.toml", "register", "licence"),
    ("registers.toml", "register", "as_of"),
    ("registers.toml", "matching-advice", "text"),
)
"""Files, entries and the texts of these that the window translates; others stay English.

A path names the text of the entries within an entry.
"""


def pack_texts() -> Iterator[tuple[str, str]]:
    """The texts of the reference data that the window translates; of a stable word its words."""
    for pattern, entries, path_to_text in PACK_TEXTS:
        *within, key = path_to_text.split("/")
        for path in sorted(PACKS.glob(pattern)):
            packed = tomllib.loads(path.read_text(encoding="utf-8")).get(entries, [])
            for inner in within:
                packed = [entry for outer in packed for entry in outer.get(inner, [])]
            texts = dict.fromkeys(text for entry in packed for text in _listed(entry.get(key)))
            at = path.relative_to(ROOT).as_posix()
            yield from ((text.replace("-", " ") if key == "trigger_event" else text, at) for text in texts)


def _listed(value: object) -> list[str]:
    """The texts of a value of a pack: none, one, or several."""
    return [str(each) for each in (value if isinstance(value, list) else [value]) if each]


def review_texts() -> Iterator[tuple[str, str]]:
    """The texts of the packs that printed reviews of cooperation hold, of every State, names withheld."""
    codes = (code for code in places(registry.shipped()) if code != ELSEWHERE and code not in ASKING)
    shown = [printable(review(code)) for code in codes]
    texts = (entry for one in shown for entry in (*_of_instruments(one), *_of_cases(one)))
    yield from ((text, f"resources/packs/{pack}.toml") for text, pack in texts if text)


def sheet_texts() -> Iterator[tuple[str, str]]:
    """The texts of the packs that country sheets hold, of every State and of records without one."""
    held = read_registry()
    texts = (
        *((one.conflict, "countries") for one in held.countries),
        *((text, "instruments") for one in held.instruments for text in _of_treaty(one)),
        *((clause.substance, "instruments") for clause in held.clauses),
        *(
            (text, "decisions")
            for one in held.decisions
            for text in (one.summary, one.notes, one.assurances_assessment)
        ),
        *((text, "incidents") for one in held.incidents for text in (one.summary, one.notes, one.conflict)),
        *((text, "claims") for one in held.claims for text in (one.claim, one.notes)),
    )
    yield from ((text, f"resources/packs/{pack}.toml") for text, pack in texts if text)


def _of_treaty(one: Instrument) -> tuple[str, ...]:
    return one.notes, one.conflict, one.terms.nationality_clause, one.terms.death_penalty_clause


def history_texts() -> Iterator[tuple[str, str]]:
    """What became of every decision and source of the packs, and how it ended, as papers print both."""
    held = (("decisions", read_registry().decisions), ("sources", read_library().sources))
    for pack, authorities in held:
        for each in authorities:
            texts = (printed_history(each), printed_outcome(each))
            yield from ((text, f"resources/packs/{pack}.toml") for text in texts if text)


def account_texts() -> Iterator[tuple[str, str]]:
    """Whose account something is, where words of ours stand in it: a bare name stays as it is cited."""
    held = read_registry()
    accounts = (
        *((one.reported_in, "instruments") for one in held.instruments),
        *((one.reported_in, "claims") for one in held.claims),
        *((one.reported_in, "incidents") for one in held.incidents),
        *((one.reported_in, "cooperation-notes") for one in read_cooperation_notes().notes),
    )
    yield from ((who, f"resources/packs/{pack}.toml") for who, pack in accounts if _OWN_WORDS.search(who))


def _of_instruments(shown: CooperationReview) -> Iterator[tuple[str, str]]:
    """Each text with its pack: clauses, what is noted on instruments, what questions quote and name."""
    clauses = (*shown.sheet.clauses, *(clause for one in shown.instruments for clause in one.endings))
    yield from ((clause.substance, "instruments") for clause in clauses)
    notes = [note for one in shown.instruments for note in one.notes]
    yield from ((text, "cooperation-notes") for note in notes for text in (note.doubt, note.article))
    yield from ((conflict.text, "instruments") for conflict in shown.sheet.conflicts)
    yield from ((one.detail, "instruments") for one in shown.questions if one.kind == "publication")
    asked = (one for one in shown.questions if one.kind in {"history", "fate"})
    yield from ((one.subject, "decisions") for one in asked)


def _of_cases(shown: CooperationReview) -> Iterator[tuple[str, str]]:
    """Each text with its pack: decisions, incidents, claims and people handed over."""
    sheet = shown.sheet
    for decision in sheet.decisions:
        yield from ((text, "decisions") for text in (decision.summary, decision.assurances_assessment))
    for incident in sheet.incidents:
        yield from ((text, "incidents") for text in (incident.summary, incident.notes, incident.conflict))
    yield from ((text, "claims") for claim in shown.claims for text in (claim.claim, claim.notes))
    yield from ((text, "decisions") for one in shown.handed_over for text in (one.text, one.fate))

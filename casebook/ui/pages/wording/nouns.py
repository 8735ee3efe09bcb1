"""Nouns in search results: an icon and a word for each."""

from __future__ import annotations

from casebook.base.i18n import Translator

NOUN_ICONS = {
    "case": "case",
    "person": "person",
    "contact": "contact",
    "document": "file-statement",
    "document-text": "file-statement",
    "event": "calendar",
    "fact": "fact",
    "finding": "library",
    "source": "source",
    "topic": "library",
    "argument": "proof",
    "route": "court",
    "proceeding": "proceeding",
    "dossier": "dossier",
    "relation": "people",
    "build": "build",
    "country": "country",
    "instrument": "certificate",
    "clause": "certificate",
    "decision": "hearing",
    "public-incident": "pressure",
    "claim": "ask",
    "incident": "pressure",
    "deadline": "time",
    "own-rule": "time",
    "rule-confirmation": "done",
    "own-profile": "court",
    "ground": "proof",
    "assurance": "certificate",
    "request-test": "certificate",
    "compared-paper": "file-form",
    "charge": "court",
    "outcome": "time",
    "outcome-pack": "time",
    "note": "note",
    "task": "done",
    "time-note": "time",
    "role": "contact",
    "rebuttal": "ask",
    "register-match": "source",
    "official-form": "certificate",
    "statement": "file-statement",
    "declaration": "sealed",
    "letter": "file-letter",
    "letter-template": "file-form",
    "list-import": "upload",
    "bulk-edit": "edit",
    "peer-card": "contact",
    "handover": "upload",
    "client-paper": "file-form",
    "paper-translation": "read",
    "time-proof": "proof",
}
NOUN_TABS = {
    "document": "evidence",
    "fact": "chronology",
    "person": "people",
    "relation": "people",
    "dossier": "dossiers",
    "build": "dossiers",
    "deadline": "deadlines",
    "proceeding": "proceedings",
    "event": "events",
    "task": "tasks",
    "ground": "grounds",
    "assurance": "assurances",
    "request-test": "request-test",
    "compared-paper": "papers",
    "charge": "exposure",
    "outcome": "outcomes",
    "incident": "incidents",
    "role": "contacts",
    "note": "notes",
    "time-note": "time-notes",
    "rebuttal": "contrary",
    "statement": "statements",
    "declaration": "declarations",
    "time-proof": "evidence",
    "letter": "letters",
    "client-paper": "client-papers",
}
"""The tab of a case that shows each noun; the overview for others."""


def noun_words(words: Translator) -> dict[str, str]:
    """Return all nouns in words."""
    return _of_cases(words) | _of_papers(words) | _of_sharing(words) | _of_the_world(words)


def _of_outcomes(words: Translator) -> dict[str, str]:
    return {
        "charge": words("charge"),
        "outcome": words("outcome"),
        "outcome-pack": words("pack of outcomes"),
    }


def _of_cases(words: Translator) -> dict[str, str]:
    return {
        "case": words("case"),
        "person": words("person"),
        "contact": words("contact"),
        "document": words("evidence"),
        "document-text": words("document text"),
        "recognition": words("OCR text"),
        "attachment": words("encrypted file"),
        "event": words("event"),
        "fact": words("fact"),
        "proceeding": words("proceeding"),
        "dossier": words("dossier"),
        "relation": words("relationship"),
        "role": words("role"),
        "incident": words("incident"),
        "assurance": words("assurance"),
        **_of_outcomes(words),
        "ground": words("ground"),
        "note": words("note"),
        "pseudonym": words("pseudonym"),
        "redaction": words("redacted areas"),
        "task": words("task"),
        "time-note": words("time note"),
        "build": words("copy"),
        "closure": words("closure"),
        "deadline": words("deadline"),
        "own-rule": words("custom rule"),
        "rule-confirmation": words("confirmation of a rule"),
        "own-profile": words("custom court profile"),
        "official-form": words("official form"),
        "form-answer": words("answers for a form"),
        "chat": words("details of a chat"),
        "recording": words("details of a recording"),
        "statement": words("statement"),
        "rebuttal": words("response to adverse material"),
        "list-import": words("import of a list"),
        "bulk-edit": words("bulk edit"),
        "time-proof": words("proof of time"),
    }


def _of_sharing(words: Translator) -> dict[str, str]:
    return {"peer-card": words("card of a device"), "handover": words("parcel")}


def _of_papers(words: Translator) -> dict[str, str]:
    return {
        "peer-card": words("card of a device"),
        "handover": words("parcel"),
        "letter": words("letter"),
        "letter-template": words("template of your own for letters"),
        "client-paper": words("paper given to a client"),
        "declaration": words("sealed declaration"),
        "paper-translation": words("translation of a client paper"),
        "request-test": words("request test"),
        "compared-paper": words("compared paper"),
    }


def _of_the_world(words: Translator) -> dict[str, str]:
    return {
        "statistic": words("statistic"),
        "argument": words("argument"),
        "route": words("route"),
        "reading": words("reading record"),
        "remark": words("your note"),
        "collection": words("collection"),
        "revision": words("revision"),
        "finding": words("finding"),
        "source": words("source"),
        "topic": words("topic"),
        "claim": words("checked claim"),
        "clause": words("clause"),
        "country": words("country"),
        "decision": words("decision"),
        "instrument": words("instrument"),
        "public-incident": words("public incident"),
        "register-match": words("match with a register"),
    }

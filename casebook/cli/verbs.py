"""Every command of the program, in the order of the list."""

from __future__ import annotations

from casebook.cli.base.verb import Verb, VerbGroup
from casebook.cli.case import verbs as case
from casebook.cli.deadline import verbs as deadline
from casebook.cli.declaration.verbs import DECLARATION
from casebook.cli.dossier import verbs as dossier
from casebook.cli.dossier.client_paper_verbs import CLIENT_PAPER
from casebook.cli.dossier.form_verbs import FORM
from casebook.cli.dossier.letter_verbs import LETTER
from casebook.cli.dossier.profile_verbs import PROFILE
from casebook.cli.evidence import verbs as evidence
from casebook.cli.evidence.chat_verbs import CHAT
from casebook.cli.evidence.timestamp_verbs import TIMESTAMP
from casebook.cli.exchange import verbs as exchange
from casebook.cli.exposure.verbs import EXPOSURE
from casebook.cli.library import verbs as library
from casebook.cli.library.argument_verbs import ARGUMENT
from casebook.cli.library.first_hours_verbs import FIRST48
from casebook.cli.library.register_verbs import REGISTER
from casebook.cli.library.review_verbs import REVIEW
from casebook.cli.person import verbs as person
from casebook.cli.request.verbs import PAPERS, REQUEST
from casebook.cli.sharing.team_verbs import TEAM
from casebook.cli.sharing.travel_verbs import TRAVEL
from casebook.cli.sharing.verbs import CARD, PARCEL
from casebook.cli.vault import verbs as vault
from casebook.cli.vault.guardian_verbs import GUARDIAN

VERBS: tuple[Verb | VerbGroup, ...] = (
    vault.OPEN,
    vault.DEMO,
    vault.VERIFY,
    vault.SELFCHECK,
    case.HISTORY,
    exchange.EXPORT,
    evidence.IMPORT,
    *exchange.IMPORT_LISTS,
    exchange.IMPORTS,
    exchange.BULK_EDITS,
    *exchange.EXPORT_LISTS,
    exchange.REPORT,
    evidence.OCR,
    evidence.TRANSCRIPT,
    evidence.RECORDING,
    vault.SEARCH,
    dossier.BUNDLE,
    dossier.CHECK,
    library.COUNTRY,
    FIRST48,
    REVIEW,
    EXPOSURE,
    vault.VAULT_GROUP,
    GUARDIAN,
    CARD,
    PARCEL,
    TEAM,
    TRAVEL,
    *case.NOUN_GROUPS,
    case.TAG,
    vault.BIN,
    evidence.REDACT,
    CHAT,
    TIMESTAMP,
    DECLARATION,
    person.NAME,
    REQUEST,
    PAPERS,
    dossier.DOSSIER,
    LETTER,
    CLIENT_PAPER,
    PROFILE,
    FORM,
    dossier.SKELETON,
    deadline.CALENDAR,
    deadline.DEADLINE,
    deadline.RULE,
    library.LIBRARY,
    ARGUMENT,
    REGISTER,
    library.PACKS,
)

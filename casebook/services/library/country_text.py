"""Display texts of the registry: channels, their status and its basis, remedies and outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.base.i18n import Translator
from casebook.domain.base.date import StatedDate, in_words
from casebook.domain.library.channel import ChannelBasis, ChannelKind, ChannelState, ChannelStatus
from casebook.domain.library.clause import ClauseSubject
from casebook.domain.library.country import RemedyBasis, RemedyKind, RemedyState
from casebook.domain.library.decision import AFTER_TRANSFER, STATUS_REFUSED, Decision, DecisionOutcome
from casebook.domain.library.instrument import (
    AUTHORISING,
    Act,
    ActBy,
    ActKind,
    Instrument,
    InstrumentStatus,
    acted_alone,
)

FULL_STOPS = ".。"
_WITH_ARTICLE = ("Bahamas", "Maldives", "Netherlands", "Philippines", "United ")
"""How the English names of states begin that bear an article within a sentence."""


def account(reported_in: str, words: Translator) -> str:
    """Return whose account something is, "" for none; words of ours in it are in the language of the page."""
    return words("as reported in {who}", who=words(reported_in)) if reported_in else ""


def source(url: str, reported_in: str, words: Translator) -> str:
    """Return where a statement was read: its page and whose account it is, or that neither is known.

    The address of a copy is never shown, so what was read in one has no page.
    """
    through = account(reported_in, words)
    known = " · ".join(part for part in (through, url) if part)
    return known or words("read on unofficial websites only; no official page was read")


def as_compiled(text: str, words: Translator, *, is_within: bool = False) -> str:
    """Return a compiled text in the language of the page, or quoted and marked if in English alone.

    Args:
        text: as compiled; "" for none.
        words: of the page.
        is_within: it stands within a sentence, so that it ends without a full stop.
    """
    shown = words(text) if text else ""
    in_english = shown == text
    if is_within:
        shown = shown.rstrip(FULL_STOPS)
    if not shown or not in_english or not words.is_chinese:
        return shown
    return words("“{text}” (in English, as compiled)", text=shown)


def when(stated: StatedDate | None, words: Translator) -> str:
    """Return a date in words, or that the sources read do not give it."""
    return in_words(stated, words) if stated else words("date not in the sources read")


def channel(kind: ChannelKind, words: Translator) -> str:
    """Return the text of a channel."""
    names: dict[ChannelKind, str] = {
        "extradition": words("Extradition"),
        "surrender-hong-kong": words("Surrender to Hong Kong"),
        "surrender-macau": words("Surrender to Macau"),
        "legal-assistance": words("Legal assistance"),
        "legal-assistance-hong-kong": words("Legal assistance, Hong Kong"),
        "transfer-of-sentenced": words("Transfer of sentenced persons"),
        "transfer-of-sentenced-hong-kong": words("Transfer of sentenced persons, Hong Kong"),
        "readmission": words("Readmission"),
        "police": words("Police cooperation"),
        "liaison": words("Police liaison"),
        "anti-corruption": words("Anti-corruption"),
        "agency": words("UN agency"),
        "multilateral": words("Multilateral"),
        "domestic-law": words("Chinese law"),
    }
    return names[kind]


def clause_subject(subject: ClauseSubject, words: Translator) -> str:
    """Return what a clause is about."""
    names: dict[ClauseSubject, str] = {
        "assurances": words("assurances"),
        "death-penalty": words("death penalty"),
        "dual-criminality": words("dual criminality"),
        "entry-into-force": words("entry into force"),
        "evidence": words("evidence"),
        "fiscal-offence": words("fiscal offence"),
        "humanitarian": words("humanitarian grounds"),
        "in-absentia": words("trial in absentia"),
        "language": words("language"),
        "military-offence": words("military offence"),
        "nationality": words("own nationals"),
        "ne-bis-in-idem": words("ne bis in idem"),
        "persecution": words("persecution"),
        "political-offence": words("political offence"),
        "procedure": words("procedure"),
        "provisional-arrest": words("provisional arrest"),
        "public-order": words("public order"),
        "simplified-surrender": words("simplified surrender"),
        "specialty": words("specialty"),
        "suspension": words("suspension"),
        "termination": words("termination"),
        "time-limits": words("time limits"),
        "torture": words("torture"),
    }
    return names[subject]


def channel_in_short(kind: ChannelKind, words: Translator) -> str:
    """Return a short text of a channel for a column heading."""
    names: dict[ChannelKind, str] = {
        "surrender-hong-kong": words("To Hong Kong"),
        "legal-assistance": words("Assistance"),
        "legal-assistance-hong-kong": words("HK assistance"),
        "transfer-of-sentenced": words("Transfers"),
    }
    return names.get(kind) or channel(kind, words)


def status(state: ChannelStatus, words: Translator) -> str:
    """Return the text of the status of an instrument or a channel."""
    names: dict[ChannelStatus, str] = {
        "in-force": words("in force"),
        "ratified": words("approved by a side"),
        "signed": words("signed"),
        "negotiating": words("under negotiation"),
        "suspended": words("suspended"),
        "suspended-or-terminated": words("suspended or terminated, which of the two was not read"),
        "terminated": words("terminated"),
        "expired": words("expired"),
        "withdrawn": words("withdrawn"),
        "none-found": words("none found"),
        "not-looked-for": words("not looked for"),
    }
    return names[state]


def standing(instrument: Instrument, words: Translator) -> str:
    """Return the status of an instrument: "in force (on a list dated 2018)" where a list alone says so."""
    state = ratified(instrument.status, instrument.acts, words) or status(instrument.status, words)
    as_of = instrument.status_as_of
    acts = {each.kind for each in instrument.acts if each.is_seen}
    if as_of is None or instrument.status in acts:
        return state
    return words("{status} (on a list dated {date})", status=state, date=in_words(as_of, words))


def since_unread(text: str, state: ChannelState, words: Translator) -> str:
    """Return the text of a channel, with that no page read says since when it is in force."""
    if state.status != "in-force":
        return text
    if not state.acts:
        return words("{state}; since when was not read", state=text)
    is_day = any(act.on.is_exact for act in state.acts)
    return text if is_day else words("{state}; the day was not read", state=text)


def ratified(state: ChannelStatus, acts: Iterable[Act], words: Translator) -> str:
    """Return who ratified, where not both did as far as was read, or that this was not read; otherwise ""."""
    if state != "ratified":
        return ""
    known = tuple(acts)
    by = {each.by for each in known if each.kind == "ratified"}
    of_partner = {each.kind for each in known if each.by == "partner"}
    is_approved = not of_partner.isdisjoint(AUTHORISING)
    if not by:
        if is_approved:
            return words("approved by the partner; no ratification was read")
        return words("approved or ratified by one side at least; by which, and how, was not read")
    if acted_alone(state, known):
        return words("ratified by one side; whether the other did was not read")
    if "unratified" in of_partner:
        return words("ratified by China; not by the State itself, when last read")
    return words("ratified by China; approved by the State itself") if is_approved else ""


def channel_state(shown: ChannelState, words: Translator) -> str:
    """The state of a channel in full: "suspended by the partner on 9 July 2020 (day to be confirmed)"."""
    if not shown.acts:
        return ratified(shown.status, (), words) or status(shown.status, words)
    partner = next((each.country for each in shown.instruments), "")
    text = _joined(shown.acts, words, partner, shown.status)
    is_step = any(each.kind != "unratified" for each in shown.acts)
    return text if is_step else words.series_of((status(shown.status, words), text))


def act(step: Act, words: Translator, partner: str = "", *, has_expired: bool = False) -> str:
    """Return the text of one step in the life of an instrument, with its actor and whether its day was read.

    Args:
        step: the step.
        words: in which language.
        partner: ISO 3166 code of the state that concluded it with China or Hong Kong, "" for several.
        has_expired: its term ran out; nobody ended it, whoever the record names.
    """
    its = _by_partner(partner, words)
    sides: dict[ActBy, str] = {
        "parties": "",
        "one-party": words("by one party"),
        "china": words("by China"),
        "hong-kong": words("by Hong Kong"),
        "partner": its,
    }
    by, date = sides[step.by], in_words(step.on, words)
    acts: dict[ActKind, str] = {  # whole texts, since other languages put the actor and the date first
        "signed": words("signed {by} {date}", by=by, date=date),
        **_approvals(its, date, words),
        "ratified": words("ratified {by} {date}", by=by, date=date),
        "unratified": words("not ratified {by} as of {date} (nothing later was read)", by=by, date=date),
        "in-force": words("in force {by} {date}", by=by, date=date),
        "suspended": words("suspended {by} {date}", by=by, date=date),
        "shelved": words("shelved {by} {date}, never in force", by=by, date=date),
        "terminated": words("expired {date}", date=date)
        if has_expired
        else words("ended {by} {date}", by=by, date=date),
        "withdrawn": words("withdrawn {by} {date}", by=by, date=date),
    }
    line = " ".join(acts[step.kind].split())
    return line if step.is_seen else words("{act} (date to be confirmed)", act=line)


def _approvals(by: str, date: str, words: Translator) -> dict[ActKind, str]:
    """Return the texts of what allowed a State to ratify, each named as what it was."""
    return {
        "authorised": words("approved {by} {date}", by=by, date=date),
        "authorised-by-law": words("approved {by} by a law of {date}", by=by, date=date),
        "authorised-by-vote": words("approved {by} by a vote in parliament of {date}", by=by, date=date),
        "authorised-by-decree": words("approved {by} by a presidential decree of {date}", by=by, date=date),
        "authorised-by-cabinet": words(
            "approved {by} by a decision of the cabinet of {date}", by=by, date=date
        ),
        "ordered": words("order with its text issued {by}, commenced {date}", by=by, date=date),
    }


def _partner(code: str, words: Translator) -> str:
    """Return the name of a State as it stands within a sentence; "" for several."""
    state = words.territory_name(code) if code else ""
    return f"the {state}" if state.startswith(_WITH_ARTICLE) else state


def _by_partner(code: str, words: Translator) -> str:
    state = _partner(code, words)
    return words("by {country}", country=state) if state else words("by the partner")


def life(instrument: Instrument, words: Translator) -> str:
    """Return the known key dates of an instrument as text, or "" if no day is known."""
    return _joined(instrument.acts, words, instrument.country, instrument.status)


def _joined(
    steps: tuple[Act, ...], words: Translator, partner: str, state: InstrumentStatus | ChannelStatus
) -> str:
    """Return steps as one text, with what was not read of the side that took none.

    That approvals are no ratification stands once, after the last of them.
    """
    texts = [act(step, words, partner, has_expired=state == "expired") for step in steps]
    approvals = [place for place, step in enumerate(steps) if step.kind in AUTHORISING]
    if not any(step.kind == "unratified" for step in steps):
        for last in approvals[-1:]:
            none = words("no ratification {by} was read", by=_by_partner(partner, words))
            texts[last] = words.bracketed(texts[last], none)
    return words.series_of((*texts, *_other_side(steps, words, partner, state)))


def _other_side(
    steps: tuple[Act, ...], words: Translator, partner: str, state: InstrumentStatus | ChannelStatus
) -> Iterator[str]:
    """Yield that it was not read whether the other side did what one did, where one alone is known to."""
    alone = acted_alone(state, steps)
    if alone is None:
        return
    other = words("China or Hong Kong") if alone == "partner" else _partner(partner, words)
    other = other or words("the other side")
    if state == "ratified":
        yield words("whether {country} ratified was not read", country=other)
    else:
        yield words("whether {country} suspended it was not read", country=other)


def basis(kind: ChannelBasis, words: Translator) -> str:
    """Return the text of the basis of a status."""
    bases: dict[ChannelBasis, str] = {
        "text-read": words("text read in part"),
        "page-seen": words("web page read"),
        "known": words("not read"),
        "none-found": words("none found, not proof of none"),
        "nothing-read": words("nothing read"),
    }
    return bases[kind]


def remedy(kind: RemedyKind, words: Translator) -> str:
    """Return the text of a remedy."""
    names: dict[RemedyKind, str] = {
        "echr": words("ECHR"),
        "eu": words("European Union"),
        "cat": words("CAT"),
        "cat-art-22": words("CAT art. 22"),
        "iccpr-op1": words("ICCPR First Optional Protocol"),
        "refugee-convention": words("Refugee Convention"),
    }
    return names[kind]


def remedy_state(state: RemedyState, words: Translator) -> str:
    """Return the text of whether a country is bound."""
    names: dict[RemedyState, str] = {
        "yes": words("yes"),
        "no": words("no"),
        "unknown": words("not read"),
        "former": words("no longer"),
        "denounced": words("denounced"),
        "protocol-only": words("protocol only"),
        "convention-only": words("convention only"),
    }
    return names[state]


def remedy_basis(kind: RemedyBasis, words: Translator) -> str:
    """Return the text of its basis."""
    bases: dict[RemedyBasis, str] = {
        "seen": words("dataset read"),
        "known": words("general knowledge: look it up"),
        "unknown": words("not known"),
    }
    return bases[kind]


def decided(decision: Decision, words: Translator) -> str:
    """Return the effect of a decision and whose request it was, where that was not extradition to China.

    Of people handed over without a decision that was read, it says that instead of an effect.
    """
    if decision.is_handover:
        return words("handed over")
    effect = _effect(decision, words)
    if decision.transfer_kind == "hong-kong":
        return words("{effect} (request of Hong Kong)", effect=effect)
    if decision.transfer_kind == "removal":
        return words("{effect} (deportation or expulsion)", effect=effect)
    if decision.requesting_party == "Taiwan":
        return words("{effect} (request of Taiwan, not of the People’s Republic of China)", effect=effect)
    if decision.requesting_party == "British Hong Kong":
        return words("{effect} (request of Hong Kong under British administration)", effect=effect)
    is_other = decision.requesting_party == "other"
    return words("{effect} (no request of China)", effect=effect) if is_other else effect


def _effect(decision: Decision, words: Translator) -> str:
    """Return the effect; a body above the States allows or refuses no transfer, it finds a bar or none.

    What was decided on the status of a refugee, or after the transfer, is named as that.
    """
    if AFTER_TRANSFER in decision.grounds:
        return words("the transfer was a breach")
    if STATUS_REFUSED in decision.grounds:
        return words("refusal of refugee status upheld")
    if decision.forum != "national" and decision.outcome == "granted":
        return words("no bar to the transfer found")
    if decision.forum != "national" and decision.outcome == "refused":
        return words("transfer would be a breach")
    return outcome(decision.outcome, words)


def outcome(kind: DecisionOutcome, words: Translator) -> str:
    """Return the text of the effect of a decision on the transfer."""
    outcomes: dict[DecisionOutcome, str] = {
        "granted": words("transfer allowed"),
        "refused": words("transfer refused"),
        "stayed": words("stayed"),
        "remitted": words("remitted"),
        "interim-measure": words("interim measure"),
        "released": words("released"),
        "withdrawn": words("withdrawn"),
        "clarified": words("law clarified"),
        "not-known": words("outcome not read"),
    }
    return outcomes[kind]

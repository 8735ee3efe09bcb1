"""A country sheet for handing over, with its sources, as PDF pages and as a Word file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Literal

from casebook.base.i18n import Translator
from casebook.domain.dossier.composition import (
    Block,
    Composition,
    DossierPart,
    Heading,
    Line,
    Pairs,
    Span,
    TextParagraph,
    TextTable,
)
from casebook.domain.library.channel import ChannelState
from casebook.domain.library.citation import cite_decision, decision_line
from casebook.domain.library.cooperation.filed_sheet import filed_sheet
from casebook.domain.library.cooperation.open_question import named
from casebook.domain.library.decision import Decision
from casebook.domain.library.history import printed_history
from casebook.domain.library.instrument import Instrument
from casebook.domain.library.public_incident import PublicIncident
from casebook.domain.library.sheet import CountrySheet, DecidedCase
from casebook.formats.docx import write_docx
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.base import export
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.library import country, country_text, terms_text

SheetFormat = Literal["pdf", "docx"]


async def write_sheet(
    session: Session, code: str, out: Path | SaveTarget, words: Translator, as_: SheetFormat = "pdf"
) -> None:
    """Write the sheet of a country from the vault.

    Raises:
        NotFound: the registry knows nothing of such a country.
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    shown = await on_vault(lambda: country.sheet(code, session))
    await off_thread(lambda: put(shown, out, words, as_))


def put(shown: CountrySheet, out: Path | SaveTarget, words: Translator, as_: SheetFormat = "pdf") -> None:
    """Write a sheet.

    Raises:
        InvalidInput, Refused, DiskProblem: it cannot be written there.
    """
    data = _pdf(shown, words) if as_ == "pdf" else write_docx(composition(shown, words))
    export.put(data, out)


def composition(shown: CountrySheet, words: Translator) -> Composition:
    """Return the sheet as a composition."""
    title = country.name(shown, words)
    part = DossierPart(title=title, anchor="country", blocks=blocks(shown, words))
    head = words("Cooperation with China: {country}", country=title)
    return Composition(title=head, running_head=head, language=words.language, parts=(part,), has_index=False)


def blocks(shown: CountrySheet, words: Translator) -> tuple[Block, ...]:
    """Return the sheet in blocks; every statement has its basis and its place in the source."""
    return (
        *_statements(shown, words),
        _note(words("Dates to be confirmed were not seen in full."), shown, words),
    )


def filed_blocks(shown: CountrySheet, words: Translator) -> tuple[Block, ...]:
    """Return what of a sheet a court gets (`filed_sheet`), and that remedies left out may be open."""
    filed = filed_sheet(shown)
    kept, known = ((one.country.remedies if one.country else ()) for one in (filed, shown))
    is_shorter = bool(kept) and len(kept) < len(known)
    left_out = (
        words("Remedies of which nothing was read are not listed; they may be open.") if is_shorter else ""
    )
    return (*_statements(filed, words), _note(left_out, filed, words))


def _statements(shown: CountrySheet, words: Translator) -> Iterator[Block]:
    yield from _channels(shown, words)
    yield from _remedies(shown, words)
    yield from conflict_blocks(shown, words)
    yield from decision_blocks(shown, words)
    yield from assurance_blocks(shown, words)
    yield from incident_blocks(shown, words)
    yield from claim_blocks(shown, words)


def _pdf(shown: CountrySheet, words: Translator) -> bytes:
    from casebook.pdf.bundle.checked_bundle import build_checked_bundle

    out = BytesIO()
    build_checked_bundle(composition(shown, words), out)
    return out.getvalue()


def _channels(shown: CountrySheet, words: Translator) -> Iterator[Block]:
    if not shown.channels:
        return
    yield Heading(text=words("Channels"))
    yield TextTable(
        head=(words("Channel"), words("Status"), words("How it is known")),
        rows=tuple(_channel(each, words) for each in shown.channels),
        widths=(0.26, 0.46, 0.28),
    )
    for instrument in shown.instruments:
        yield TextParagraph(
            line=_instrument(instrument, words),
            is_numbered=True,
            reference=said_line(
                instrument.reference, instrument.url, country_text.account(instrument.reported_in, words)
            ),
        )
        for clause in shown.clauses_of(instrument.id):
            place = words("art. {number}", number=clause.article) if clause.article else ""
            place = place or words("article not read")
            yield TextParagraph(
                line=said_line(
                    country_text.clause_subject(clause.subject, words),
                    place,
                    country_text.as_compiled(clause.substance, words),
                ),
                is_numbered=True,
            )


def _instrument(instrument: Instrument, words: Translator) -> Line:
    """Return a treaty with its key dates in brackets, and what is known of its terms."""
    terms, life = instrument.terms, country_text.life(instrument, words)
    compiled = partial(country_text.as_compiled, words=words, is_within=True)
    grounds = words.list_of(terms_text.refusal_ground(each, words) for each in terms.refusal_grounds)
    about = (
        words("Grounds for refusal, as far as read: {grounds}.", grounds=grounds) if grounds else "",
        words("Own nationals: {text}.", text=compiled(terms.nationality_clause))
        if terms.nationality_clause
        else "",
        words("Death penalty: {text}.", text=compiled(terms.death_penalty_clause))
        if terms.death_penalty_clause
        else "",
        country_text.as_compiled(instrument.notes, words),
    )
    return (
        Span(words(instrument.title), "bold"),
        Span(_closed(words.bracketed("", life) if life else "", words)),
        Span(" ".join(part for part in about if part)),
    )


def _channel(state: ChannelState, words: Translator) -> tuple[Line, ...]:
    return (
        (Span(country_text.channel(state.kind, words)),),
        (Span(country_text.since_unread(country_text.channel_state(state, words), state, words)),),
        (Span(country_text.basis(state.basis, words)),),
    )


def _remedies(shown: CountrySheet, words: Translator) -> Iterator[Block]:
    if shown.country is None or not shown.country.remedies:
        return
    yield Heading(text=words("Remedies"))
    yield Pairs(
        rows=tuple(
            (
                country_text.remedy(remedy.kind, words),
                said_line(
                    country_text.remedy_state(remedy.state, words),
                    country_text.remedy_basis(remedy.basis, words),
                ),
            )
            for remedy in shown.country.remedies
        )
    )


def conflict_blocks(shown: CountrySheet, words: Translator) -> Iterator[Block]:
    """Yield the accounts that disagree."""
    if shown.conflicts:
        yield Heading(text=words("Conflicting accounts"))
    for conflict in shown.conflicts:
        source = country_text.source(conflict.url, conflict.reported_in, words)
        yield TextParagraph(
            line=(Span(country_text.as_compiled(conflict.text, words)),),
            is_numbered=True,
            reference=said_line(words(conflict.title), source),
        )


def decision_blocks(shown: CountrySheet, words: Translator, *, is_counted: bool = False) -> Iterator[Block]:
    """Yield what courts decided, with later history, then whom they handed over without a decision read.

    Args:
        shown: the sheet.
        words: in which language.
        is_counted: whether the paper counts the decisions, so that it says which are not counted.
    """
    listed = [(matter, decision) for matter in shown.matters for decision in reversed(matter.decisions)]
    headings = (
        (words("Decisions by case, the latest case first"), _is_of_china),
        (words("People handed over, without a decision that was read"), _is_handover),
        (
            words("Rulings on requests of others than China, not counted above")
            if is_counted
            else words("Rulings on requests of others than China"),
            _is_of_others,
        ),
    )
    for heading, belongs in headings:
        kept = [(matter, decision) for matter, decision in listed if belongs(decision)]
        if kept:
            yield Heading(text=heading)
        for matter, decision in kept:
            effect = country_text.decided(decision, words)
            when = country_text.when(decision.decided_on, words)
            same = _same_case(matter, decision, words, is_counted=is_counted)
            yield TextParagraph(
                line=(
                    Span(_closed(words.labelled(when, effect), words), "bold"),
                    Span(country_text.as_compiled(decision.summary, words)),
                    *same,
                ),
                is_numbered=True,
                reference=_decided(decision, words),
            )


def _closed(text: str, words: Translator) -> str:
    return f"{text}。" if words.is_chinese else f"{text}. "


def _is_of_china(decision: Decision) -> bool:
    return not decision.is_handover and decision.transfer_kind is not None


def _is_handover(decision: Decision) -> bool:
    return decision.is_handover


def _is_of_others(decision: Decision) -> bool:
    return not decision.is_handover and decision.transfer_kind is None


def _same_case(matter: DecidedCase, decision: Decision, words: Translator, *, is_counted: bool) -> Line:
    """Return the decision by which its case counts, where that is another one."""
    counted = matter.latest_decision
    if counted is None or counted is decision:
        return ()
    title = counted.title
    once = words("Same case as “{title}”, counted once.", title=title)
    text = once if is_counted else words("Same case as “{title}”.", title=title)
    return (Span(f" {text}", "quiet"),)


def _decided(decision: Decision, words: Translator) -> Line:
    notes = country_text.as_compiled(decision.notes, words)
    source = _decision_source(decision, words)
    return said_line(cite_decision(decision, words), _own_name(decision, words), source, notes)


def _own_name(decision: Decision, words: Translator) -> str:
    """Return what questions call a decision in the language of the page, where it is cited in another."""
    name = named(decision)
    own = words(name)
    return words("“{title}”", title=own) if own != name else ""


def _cited_again(decision: Decision, words: Translator) -> str:
    """Return a decision whose later history stands with it above; one that fell repeats it."""
    if decision.cite_use in {"only-as-history", "do-not-cite"} or not printed_history(decision):
        return cite_decision(decision, words)
    citation = decision_line(decision, words).rstrip(".")
    return words("{citation}. Later history: see above.", citation=citation)


def _decision_source(decision: Decision, words: Translator) -> str:
    """Return the page of a decision, or how it was read where its citation does not say so."""
    if decision.url or decision.reported_in or not decision.is_seen:
        return decision.url
    return country_text.source("", "", words)


def assurance_blocks(shown: CountrySheet, words: Translator) -> Iterator[Block]:
    """Yield how assurances were judged, where that was read, and how they were kept."""
    assessed = tuple(one for one in shown.assurances if one.assurances_assessment)
    if assessed:
        yield Heading(text=words("Assessment of assurances"))
    for decision in assessed:
        yield TextParagraph(
            line=said_line(country_text.as_compiled(decision.assurances_assessment, words)),
            is_numbered=True,
            reference=said_line(_cited_again(decision, words), _decision_source(decision, words)),
        )
    if shown.breaches:
        yield Heading(text=words("Track record on assurances"))
    for broken in shown.breaches:
        yield TextParagraph(
            line=said_line(_account_of(broken, words)),
            is_numbered=True,
            reference=_reported(broken, words),
        )


def incident_blocks(
    shown: CountrySheet, words: Translator, repeated: Collection[str] = ()
) -> Iterator[Block]:
    """Yield the public incidents with who reports them and what is said against them.

    Args:
        shown: the sheet.
        words: in which language.
        repeated: incidents about people of whom another record tells above.
    """
    if shown.incidents:
        yield Heading(text=words("Public incidents"))
    for incident in shown.incidents:
        text = words.sentences(
            (
                _account_of(incident, words),
                country_text.as_compiled(incident.conflict, words),
                words("The same people as above.") if incident.id in repeated else "",
            )
        )
        yield TextParagraph(
            line=(Span(words.labelled(country_text.when(incident.on, words), ""), "bold"), Span(text)),
            is_numbered=True,
            reference=_reported(incident, words),
        )


def _account_of(incident: PublicIncident, words: Translator) -> str:
    summary = country_text.as_compiled(incident.summary, words)
    return words.sentences((summary, weak_points(incident.notes, words)))


def weak_points(notes: str, words: Translator) -> str:
    """Return what is said against an account, to stand wherever it is printed; "" where nothing is."""
    text = country_text.as_compiled(notes, words)
    return words("Denials and weak points: {text}", text=text) if notes else ""


def _reported(incident: PublicIncident, words: Translator) -> Line:
    """Return whose account it is; who acted stands in the account itself."""
    if not incident.is_seen:
        return said_line(
            country_text.account(incident.reported_in, words),
            incident.url,
            words("secondary account not read"),
        )
    return said_line(country_text.source(incident.url, incident.reported_in, words))


def claim_blocks(shown: CountrySheet, words: Translator) -> Iterator[Block]:
    """Yield the public claims with the result of each check."""
    if shown.claims:
        yield Heading(text=words("Public claims, checked"))
    for claim in shown.claims:
        stated = country_text.as_compiled(claim.claim, words)
        why = country_text.as_compiled(claim.notes, words)
        result = words("Checked: {result}. {why}", result=words(claim.result), why=why)
        yield TextParagraph(
            line=said_line(f"{_closed(stated, words)}{result}"),
            is_numbered=True,
            reference=said_line(country_text.source(claim.url, claim.reported_in, words)),
        )


def _note(days: str, shown: CountrySheet, words: Translator) -> TextParagraph:
    none_found = words("“None found” does not prove that there is none.")
    version = words("Country data version {version}.", version=shown.version)
    text = words.sentences(part for part in (none_found, days, version) if part)
    return TextParagraph(line=(Span(text, "quiet"),))


def said_line(*parts: str) -> Line:
    """Return the parts that are there as one line."""
    text = " · ".join(part for part in parts if part)
    return (Span(text),) if text else ()

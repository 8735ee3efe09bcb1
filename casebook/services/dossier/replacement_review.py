"""Every replacement of a pseudonymised copy in its sentence, to accept or refuse before it is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import chain

from casebook.base.errors import InvalidInput, NotFound
from casebook.base.message import Message
from casebook.base.progress import Progress, silent
from casebook.domain.base.entity import entity
from casebook.domain.dossier.build import BuildRequest, CopyDecision
from casebook.domain.dossier.hiding.days.birth_column import births_in_columns
from casebook.domain.dossier.hiding.days.birth_statement import birth_statements
from casebook.domain.dossier.hiding.days.lunar_day import lunar_days
from casebook.domain.dossier.hiding.fact_kind import FactKind
from casebook.domain.dossier.hiding.name_pattern import Hidden
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.domain.dossier.hiding.pasted_sender import PlacedReplacer
from casebook.domain.dossier.hiding.text_hit import TextHit, kept_at
from casebook.language.identity.doubtful_number import doubtful_numbers
from casebook.services.base.flow import off_thread, on_vault
from casebook.services.base.session import Session
from casebook.services.dossier.build import composed
from casebook.services.dossier.copy_decision import terms_in
from casebook.services.dossier.copy_names import hidden_in
from casebook.services.dossier.dossier_data import load_for_preview
from casebook.services.dossier.hiding.copy_text import PlacedText, placed_texts
from casebook.services.dossier.hiding.drawn_text import drawn_texts, only_drawn, signs_of
from casebook.services.dossier.hiding.near_name import NearNames, of_one_spelling
from casebook.services.dossier.hiding.perhaps_account import PerhapsAccounts
from casebook.services.dossier.hiding.protected_names import recorded_of_people
from casebook.services.dossier.hiding.public_law import public_passages, published_statements
from casebook.services.dossier.hiding.replacement_row import (
    PerhapsName,
    Replacement,
    each_word_first,
    in_whole_lines,
    perhaps_rows,
    pieces_in,
    rows_by_id,
    sentence_of,
)
from casebook.services.dossier.placeholder import standing_pages
from casebook.services.evidence import redaction

_NAMES: frozenset[FactKind] = frozenset({"name", "relative", "contact"})


@entity
class ReplacementReview:
    """What is to be looked at before a pseudonymised copy is built.

    Attributes:
        replacements: all it makes.
        perhaps_names: what it leaves and may be a misspelt name; each word once before any a second time.
        perhaps_births: what it leaves and states when somebody was born, though no record does.
        perhaps_accounts: what it leaves and stands behind a service in a recorded contact; each word once.
        perhaps_papers: numbers and serials that it leaves and nothing explains.
        one_spelling: places and names that are found in no other script or language.
        last_change: number of the last change of the casebook that it knows.
    """

    replacements: tuple[Replacement, ...]
    perhaps_names: tuple[PerhapsName, ...]
    perhaps_births: tuple[PerhapsName, ...]
    perhaps_accounts: tuple[PerhapsName, ...]
    perhaps_papers: tuple[PerhapsName, ...]
    one_spelling: tuple[str, ...]
    last_change: int = 0

    @property
    def wants_decision(self) -> bool:
        """Return whether a person must look at it before the copy is built."""
        return bool(self.replacements or self.perhaps)

    @property
    def perhaps(self) -> tuple[PerhapsName, ...]:
        """Return all that it leaves and may reveal somebody."""
        return (*self.perhaps_names, *self.perhaps_births, *self.perhaps_accounts, *self.perhaps_papers)

    @property
    def code(self) -> str:
        """Return 8 hexadecimal digits that change with what may be overlooked, or "" for nothing."""
        left = sorted((str(one.place), one.before, one.text, one.after) for one in self.perhaps)
        return sha256(repr(left).encode()).hexdigest()[:8] if left else ""

    @property
    def mark(self) -> str:
        """Return 64 hexadecimal digits, the same for two reviews of which all that is shown is the same."""
        made = [(one.id, str(one.place), one.label, one.kind, one.sentences) for one in self.replacements]
        return sha256(repr((made, self.code, self.one_spelling)).encode()).hexdigest()


NOTHING_FOUND = ReplacementReview(
    replacements=(),
    perhaps_names=(),
    perhaps_births=(),
    perhaps_accounts=(),
    perhaps_papers=(),
    one_spelling=(),
)


async def review(
    session: Session, request: BuildRequest, *, progress: Progress = silent
) -> ReplacementReview:
    """Every replacement a pseudonymised copy makes, in order, refused ones too, and what it may overlook.

    Nothing is built.

    Args:
        session: the open vault.
        request: which dossier, and which kinds are shown.
        progress: called for each text.

    Raises:
        NotFound: there is no such dossier or forum.
        InvalidInput: a text refers to an exhibit that is not there.
        Cancelled: the person stopped it.
    """
    request = replace(request, copy_kind="pseudonymised")
    last_change, _ = await on_vault(session.store.audit_head)
    dossier_data = await on_vault(lambda: load_for_preview(session, request))
    composition = await off_thread(lambda: composed(session, dossier_data))
    hidden = await hidden_in(session, request, dossier_data, composition)
    texts = await on_vault(lambda: placed_texts(session, dossier_data, composition))
    public, published = public_passages(dossier_data), published_statements(dossier_data)
    facts = await on_vault(lambda: recorded_of_people(session, dossier_data.case))
    shown = terms_in(request).shown
    accounts = PerhapsAccounts(fact for fact in facts if fact.kind not in shown)
    pseudonyms = await off_thread(lambda: PlacedReplacer(hidden, (), public, published))
    looked_at = redaction.reviewed(dossier_data.redactions, dossier_data.exhibits, request.reviewed)
    standing = standing_pages(dossier_data, request.placeholders)
    read = partial(drawn_texts, session, looked_at, dossier_data, composition, standing, progress)
    drawn = await off_thread(read) if request.file_format == "pdf" else ()
    found = await off_thread(lambda: _reviewed(texts, drawn, hidden, pseudonyms, accounts, progress))
    return replace(found, last_change=last_change)


def require_reviewed(reviewed: ReplacementReview, code: str) -> None:
    """Make sure that a person saw the words that a copy leaves and that may name somebody.

    Args:
        reviewed: the review of this copy.
        code: `ReplacementReview.code` as that person got it with the list.

    Raises:
        InvalidInput: it is missing, or the list is another by now.
    """
    if reviewed.code in {"", code}:
        return
    raise InvalidInput(
        Message(
            "This copy would leave {number} passages that may name a person or reveal a date of birth.",
            number=len(reviewed.perhaps),
        ),
        field="words-reviewed",
        remedy="List them with “casebook dossier replacements”, add what is a name to the person, and build "
        "with the code that the list ends with.",
    )


def refusal(replacement: Replacement, reason: str) -> CopyDecision:
    """The decision that these words stay as they are."""
    key = replacement.key
    return CopyDecision(
        kind="keep-text",
        subject=key.text,
        before=key.before,
        after=key.after,
        place=key.place,
        reason=reason.strip(),
    )


def refusals(listed: tuple[Replacement, ...], reasons: dict[str, str]) -> tuple[CopyDecision, ...]:
    """The decisions that the replacements with these ids are refused.

    Raises:
        NotFound: no replacement has one of these ids.
        InvalidInput: a name would stay readable wherever it stands.
    """
    by_id = {one.id: one for one in listed}
    for replacement_id in reasons:
        if replacement_id not in by_id:
            raise NotFound(
                Message("There is no replacement {id}.", id=replacement_id),
                field="keep",
                remedy="List the replacements of this copy, and enter an ID from the list.",
            )
        if not by_id[replacement_id].can_be_refused:
            raise InvalidInput(
                Message(
                    "Nothing beside the words of {id} shows whether they are a name: they are always "
                    "replaced.",
                    id=replacement_id,
                ),
                field="keep",
                remedy="Accept the replacement, or change the text.",
            )
    return tuple(refusal(by_id[one], reason) for one, reason in reasons.items())


def _reviewed(
    texts: tuple[PlacedText, ...],
    drawn: tuple[PlacedText, ...],
    hidden: tuple[Hidden, ...],
    pseudonyms: NameReplacer,
    accounts: PerhapsAccounts,
    progress: Progress,
) -> ReplacementReview:
    near = NearNames(hidden, (text for _, _, text in texts))
    replaced: dict[Replacement, int] = {}
    pieces = pieces_in(texts)
    perhaps: dict[PerhapsName, None] = {}
    births: dict[PerhapsName, None] = {}
    left: dict[PerhapsName, None] = {}
    papers: dict[PerhapsName, None] = {}
    own: dict[str, frozenset[str]] = {}
    for at, (place, at_key, text) in enumerate(texts):
        progress(at, len(texts), Message("searching pages"))
        hits = pseudonyms.find(text, at_key)
        own[at_key] = own.get(at_key, frozenset()) | signs_of(text, hits)
        for one in _of(place, at_key, text, hits):
            replaced[one] = replaced.get(one, 0) + (at not in pieces)
        perhaps |= dict.fromkeys(perhaps_rows(place, text, near.find(text, hits)))
        passed = ((hit.start, hit.end) for hit in pseudonyms.passed_over(text) if hit.kind in _NAMES)
        perhaps |= dict.fromkeys(perhaps_rows(place, text, passed))
        births |= dict.fromkeys(perhaps_rows(place, text, _births(text, hits)))
        left |= dict.fromkeys(perhaps_rows(place, text, accounts.find(text, hits)))
        papers |= dict.fromkeys(perhaps_rows(place, text, _papers(text, hits, pseudonyms)))
    for place, at_key, text in drawn:
        hits = only_drawn(text, pseudonyms.find(text, at_key), own.get(at_key, frozenset()))
        for one in _of(place, at_key, text, hits):
            replaced[one] = replaced.get(one, 0) + 1
    return ReplacementReview(
        replacements=tuple(rows_by_id(in_whole_lines(tuple(replaced)), replaced)),
        perhaps_names=each_word_first(in_whole_lines(tuple(perhaps))),
        perhaps_births=tuple(in_whole_lines(tuple(births))),
        perhaps_accounts=tuple(left),
        perhaps_papers=tuple(in_whole_lines(tuple(papers))),
        one_spelling=of_one_spelling(hidden),
    )


def _births(text: str, hits: Sequence[TextHit]) -> Iterator[tuple[int, int]]:
    """The places where a text states a birth, in words, under a head or by the moon, and it stays."""
    births = [((one.start, one.end), (one.date_start, one.date_end)) for one in birth_statements(text)]
    for at in chain(births_in_columns(text), lunar_days(text)):
        if not any(_meet(at, place) for place, _ in births):
            births.append((at, at))
    for place, on in sorted(births):
        if not any(_meet(on, _span(hit)) for hit in hits):
            yield place


def _papers(text: str, hits: Sequence[TextHit], pseudonyms: NameReplacer) -> Iterator[tuple[int, int]]:
    """The places of doubtful numbers that are not replaced, and are no part of a title of public law."""
    places = [*doubtful_numbers(text)]
    public = pseudonyms.public_places(text, places)
    for start, end in places:
        if not any(_meet((start, end), other) for other in chain(public, map(_span, hits))):
            yield start, end


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _span(hit: TextHit) -> tuple[int, int]:
    return hit.start, hit.end


def _of(place: Message, at_key: str, text: str, hits: Iterable[TextHit]) -> Iterator[Replacement]:
    for hit in hits:
        before, replaced, after = sentence_of(text, hit.start, hit.end)
        key = kept_at(text, hit, at_key)
        yield Replacement(
            id=key.id,
            place=place,
            before=before,
            text=replaced,
            after=after,
            label=hit.label,
            kind=hit.kind,
            key=key,
        )

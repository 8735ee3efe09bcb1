"""Facts of the sample with their accounts, and the dossiers they end in."""

from __future__ import annotations

from typing import get_args

from casebook.domain.case.fact import Account, Fact, FactStatus, Inconsistency, Pinpoint
from casebook.domain.dossier.dossier import CoverLine, Dossier, DossierKind, Omission, Section, SectionKind
from casebook.packs.base.entry import PackEntry
from casebook.sample.book.key import Keys, day, must_state, record_id, stated

STATUSES: tuple[FactStatus, ...] = get_args(FactStatus)
INCONSISTENCIES: tuple[Inconsistency, ...] = get_args(Inconsistency)
DOSSIER_KINDS: tuple[DossierKind, ...] = get_args(DossierKind)
SECTION_KINDS: tuple[SectionKind, ...] = get_args(SectionKind)


def read_facts(keys: Keys) -> tuple[Fact, ...]:
    """Every fact, in order."""
    return tuple(_fact(keys, entry) for entry in keys.entries("fact"))


def _fact(keys: Keys, entry: PackEntry) -> Fact:
    fact = Fact(
        id=keys.own(entry, "fact"),
        case_id=keys.named(entry, "case", "case"),
        statement=entry.text("statement"),
        on=must_state(entry, "on"),
        place=entry.text("place", default=""),
        status=entry.choice("status", STATUSES, default="asserted"),
        inconsistency=entry.choice("inconsistency", INCONSISTENCIES, default=""),
        explanation=entry.text("explanation", default=""),
        accounts=tuple(_account(keys, account) for account in entry.tables("accounts")),
        pinpoints=pinpoints(keys, entry, "pinpoints"),
    )
    entry.close()
    return fact


def pinpoints(keys: Keys, entry: PackEntry, field: str) -> tuple[Pinpoint, ...]:
    """The places a field names; none where it is left out."""
    return tuple(_pinpoint(keys, entry, place) for place in entry.texts(field, default=()))


def _account(keys: Keys, entry: PackEntry) -> Account:
    place = entry.text("pinpoint", default="")
    account = Account(
        stated_by=entry.text("by"),
        words=entry.text("words"),
        translation=entry.text("translation", default=""),
        on=stated(entry, "on"),
        pinpoint=_pinpoint(keys, entry, place) if place else None,
    )
    entry.close()
    return account


def _pinpoint(keys: Keys, entry: PackEntry, place: str) -> Pinpoint:
    """A place written "id" or "id 3"."""
    word, _, page = place.partition(" ")
    if page and not page.isdecimal():
        entry.complain("pinpoint", "must be a document and a page, such as statement 3")
        page = ""
    return Pinpoint(document_id=keys.id_of(entry, "pinpoint", "document", word), page=int(page or 0))


def read_dossiers(keys: Keys) -> tuple[Dossier, ...]:
    """Every dossier, in order; its exhibits are the marked documents of its case but those left out."""
    return tuple(_dossier(keys, entry) for entry in keys.entries("dossier"))


def _dossier(keys: Keys, entry: PackEntry) -> Dossier:
    case, word = entry.text("case"), entry.text("id")
    has_exhibits = entry.flag("exhibits", default=True)
    dossier = Dossier(
        id=keys.own(entry, "dossier"),
        case_id=keys.id_of(entry, "case", "case", case),
        title=entry.text("title"),
        kind=entry.choice("kind", DOSSIER_KINDS, default="hearing-dossier"),
        profile_id=entry.text("profile", default=""),
        language=entry.text("language"),
        court=entry.text("court", default=""),
        number=entry.text("number", default=""),
        parties=entry.text("parties", default=""),
        hearing_on=day(entry, "hearing_on"),
        sections=tuple(
            _section(section, word, place) for place, section in enumerate(entry.tables("section"), start=1)
        ),
        exhibit_ids=_exhibits(keys, entry, case) if has_exhibits else (),
        challenged_id=keys.named(entry, "decision", "document", is_needed=False),
        is_grouped=entry.flag("grouped", default=False),
        has_dividers=entry.flag("dividers", default=True),
        page_mark=entry.text("page_mark", default=""),
        omissions=tuple(omission for table in entry.tables("omissions") for omission in _omissions(table)),
        cover_lines=tuple(_cover_line(line) for line in entry.tables("cover_lines")),
    )
    entry.close()
    return dossier


def _exhibits(keys: Keys, entry: PackEntry, case: str) -> tuple[str, ...]:
    """Return the marked documents of a case but those left out, first the words given in an order, if any."""
    left_out, order = entry.texts("left_out", default=()), entry.texts("order", default=())
    marked = {
        str(document.value("id")): keys.own(document, "document")
        for document in keys.entries("document")
        if document.value("case") == case and document.value("mark")
        if document.value("id") not in left_out
    }
    if not set(order) <= set(marked):
        entry.complain("order", "names what is no exhibit of the dossier")
    return tuple(marked[word] for word in dict.fromkeys((*order, *marked)) if word in marked)


def _section(entry: PackEntry, dossier: str, place: int) -> Section:
    text = entry.value("text")
    section = Section(
        id=record_id("section", f"{dossier}/{place}"),
        kind=entry.choice("kind", SECTION_KINDS),
        title=entry.text("title", default=""),
        label=entry.text("label", default=""),
        topics=entry.texts("topics", default=()),
        findings=entry.texts("findings", default=()),
        countries=entry.texts("countries", default=()),
        text=text.strip() if isinstance(text, str) else "",
        is_drawn=entry.flag("drawn", default=False),
    )
    entry.close()
    return section


def _cover_line(entry: PackEntry) -> CoverLine:
    line = CoverLine(field=entry.text("field", default=""), text=entry.text("text"))
    entry.close()
    return line


def _omissions(entry: PackEntry) -> tuple[Omission, ...]:
    """The findings left out for one reason."""
    reason = entry.text("reason")
    omissions = tuple(Omission(finding_id=each, reason=reason) for each in entry.texts("findings"))
    entry.close()
    return omissions

"""Pre-filing checks of citations beside the filing gate: open verification, misfits, age and updates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from casebook.base.i18n import Translator
from casebook.base.message import Message, ngettext_noop
from casebook.domain.base.entity import entity
from casebook.domain.dossier.filing_problem import FilingProblem, PrecheckProblem
from casebook.domain.dossier.target import DossierTarget
from casebook.domain.library.authority import is_stale
from casebook.domain.library.finding import Finding
from casebook.domain.library.profile_match import misfit
from casebook.domain.library.reading import names_place
from casebook.domain.library.source import Source, is_replaced
from casebook.domain.library.topic import topic_named
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.library.client_match import helps
from casebook.services.library.library_query import Cited

_IN_FORCE = Message("A replaced text is not cited as the law in force.")
_CITE_NEW = Message("Cite the new text under its own numbers, or say for which time the old one is cited.")
_OWN_RULE = Message("a rule of this program, not of a court")


@entity
class _CitationCheck:
    """One thing asked of every finding a dossier cites."""

    fails: Callable[[Finding], bool]
    counted_text: tuple[str, str]
    rule: Message
    mend: Message


_CHECKS = (
    _CitationCheck(
        fails=lambda finding: bool(finding.pinpoint) and not names_place(finding.pinpoint),
        counted_text=ngettext_noop(
            "The pinpoint of {number} cited finding names no place: a date, a heading, a table of contents "
            "or the whole document.",
            "The pinpoints of {number} cited findings name no place: a date, a heading, a table of contents "
            "or the whole document.",
        ),
        rule=Message("A finding must be cited with a pinpoint: its place in the source."),
        mend=Message("Read the passage and confirm it with its page, paragraph or section."),
    ),
)


def citation_problems(dossier_data: DossierData) -> tuple[FilingProblem, ...]:
    """A warning for each check that some cited finding fails, with the findings; none of them blocks."""
    cited = [citation.finding for citation in dossier_data.all_cited]
    own = (_of_others(dossier_data), _replaced(dossier_data), _stale(dossier_data), _revised(dossier_data))
    checks = (*_CHECKS, *own)
    failing = ((check, [finding.id for finding in cited if check.fails(finding)]) for check in checks)
    return tuple(
        FilingProblem(
            check="citations",
            page=0,
            what=Message(
                "{what} ({findings})",
                what=Message.plural(*check.counted_text, len(ids)),
                findings=tuple(ids),
            ),
            is_blocking=False,
            rule=Message("{rule} ({whose})", rule=check.rule, whose=_OWN_RULE),
            mend=check.mend,
        )
        for check, ids in failing
        if ids
    )


def reading_problems(dossier_data: DossierData) -> Iterator[FilingProblem]:
    """What is still to be checked of a cited source; none of it is printed."""
    sources = {citation.source.id: citation.source for citation in dossier_data.all_cited}
    labels = {key: label for key, label in dossier_data.source_labels.items() if key in sources}
    for key, label in labels.items():
        if sources[key].verify:
            what = Message(
                "Source {label} is to be verified before use: {check}", label=label, check=sources[key].verify
            )
            rule = Message("Anything the library marks for verification must be verified before it is cited.")
            yield _of_reading(what, rule, Message("Carry out the check."))


def edition_problems(dossier_data: DossierData) -> Iterator[FilingProblem]:
    """Yield a warning for each source cited in a text that a later edition has replaced."""
    for source in dossier_data.text_sources.values():
        if is_replaced(source):
            what = Message("A text cites {title}. {history}", title=source.title, history=source.history)
            yield _of_reading(what, _IN_FORCE, _CITE_NEW)


def argument_problems(dossier_data: DossierData) -> Iterator[FilingProblem]:
    """Yield authorities against without a response, and law of other countries cited as if it held here."""
    if count := sum(each.met == "open" for each in dossier_data.against):
        yield FilingProblem(
            check="adverse",
            page=0,
            what=Message.plural(
                "{number} authority against the arguments made has no response in the skeleton argument.",
                "{number} authorities against the arguments made have no response in the skeleton argument.",
                count,
            ),
            is_blocking=False,
            rule=Message("Duty of candour: adverse material is answered, or leaving it out is recorded."),
            mend=Message("Cite each with the response to it under the issue."),
        )
    for source_id, country in dossier_data.foreign_law.items():
        name = Translator().territory_name(country)
        if any(
            f"[[@{source_id}" in paragraph and name not in paragraph
            for section in dossier_data.dossier.sections
            for paragraph in section.text.split("\n\n")
        ):
            yield FilingProblem(
                check="authority",
                page=0,
                what=Message(
                    "Law of another country is cited as if it held here ({country}): {source}",
                    country=name,
                    source=dossier_data.text_sources[source_id].title,
                ),
                is_blocking=False,
                rule=Message("Foreign law is cited as an example, under the name of its country."),
                mend=Message("Name the country in the sentence, or leave the authority out."),
            )


def gap_problems(dossier_data: DossierData) -> Iterator[tuple[str, FilingProblem]]:
    """Yield sections on country conditions with topics without findings on the clients, by ID."""
    for section in dossier_data.dossier.sections:
        if section.kind != "country-conditions":
            continue
        missing = tuple(
            topic_named(dossier_data.topics, topic).title
            for topic in section.topics
            if topic in dossier_data.topics  # one may have been removed from the library since
            and not any(
                section.cites(cited.finding) and helps(cited.finding)
                for cited in dossier_data.cited.get(topic, ())
            )
        )
        if missing:
            yield (
                section.id,
                FilingProblem(
                    check="gaps",
                    page=0,
                    what=Message("No finding on these topics concerns the client: {topics}.", topics=missing),
                    is_blocking=False,
                    rule=Message(
                        "A report on another group, place or time does not prove the client's risk."
                    ),
                    mend=Message(
                        "Look for a source on the client's own facts, or choose a finding yourself."
                    ),
                ),
            )


def _of_reading(what: Message, rule: Message, mend: Message) -> FilingProblem:
    return FilingProblem(check="reading", page=0, what=what, is_blocking=False, rule=rule, mend=mend)


def _of_others(dossier_data: DossierData) -> _CitationCheck:
    return _CitationCheck(
        fails=lambda finding: (
            misfit(finding, dossier_data.client_profile, is_decision=True) is not None
        ),  # the age of a finding shows beside it
        counted_text=ngettext_noop(
            "{number} cited finding concerns a group or place other than the client's.",
            "{number} cited findings concern groups or places other than the client's.",
        ),
        rule=Message("A report on another group, place or time does not prove the client's risk."),
        mend=Message("State whom it concerns and why it matters here, or leave it out."),
    )


def _replaced(dossier_data: DossierData) -> _CitationCheck:
    ids = {citation.finding.id for citation in dossier_data.all_cited if is_replaced(citation.source)}
    return _CitationCheck(
        fails=lambda finding: finding.id in ids,
        counted_text=ngettext_noop(
            "{number} cited finding rests on a text that a later one has replaced.",
            "{number} cited findings rest on a text that a later one has replaced.",
        ),
        rule=_IN_FORCE,
        mend=_CITE_NEW,
    )


def _stale(dossier_data: DossierData) -> _CitationCheck:
    return _CitationCheck(
        fails=lambda finding: bool(finding.pack) and is_stale(finding, dossier_data.today),
        counted_text=ngettext_noop(
            "{number} cited finding was last checked more than a year ago.",
            "{number} cited findings were last checked more than a year ago.",
        ),
        rule=Message("Anything last checked long ago must be checked again before it is cited."),
        mend=Message("Check that the source still states this, then record that you have read it."),
    )


def _revised(dossier_data: DossierData) -> _CitationCheck:
    return _CitationCheck(
        fails=lambda finding: finding.id in dossier_data.revised or finding.source_id in dossier_data.revised,
        counted_text=ngettext_noop(
            "{number} cited finding was changed by a library update.",
            "{number} cited findings were changed by a library update.",
        ),
        rule=Message("A citation must be checked again when the material it cites has changed."),
        mend=Message("Read the finding in its current form."),
    )


def sourceless(dossier_data: DossierData) -> Iterator[PrecheckProblem]:
    """Yield each finding that a ground relies on and whose source is in the bin or not here yet."""
    known = dossier_data.argument.rests_on
    lines = (line for row in dossier_data.argument.grounds for line in row.lines)
    found = {one.id: one for line in lines for one in (*line.findings, *line.adverse)}
    for finding in found.values():
        if finding.id not in known and finding.reading_level != "none":
            problem = FilingProblem(
                check="authority",
                page=0,
                what=Message(
                    "A ground relies on a finding whose source is in the bin or not here: {finding}",
                    finding=finding.id,
                ),
                is_blocking=True,
                rule=Message("An authority is cited with its source."),
                mend=Message("Restore the source, or take the finding out of the proof matrix."),
            )
            yield PrecheckProblem(problem=problem, about=DossierTarget(kind="finding", id=finding.id))


def unverified(
    dossier_data: DossierData, source: Source, cited: Iterable[Cited]
) -> Iterator[PrecheckProblem]:
    """Yield each finding whose reader noted what is to be verified first, unless somebody confirmed it."""
    read = (one.finding for one in cited if one.finding.reading_level == "document")
    for finding in read:
        if finding.verify and not {finding.id, source.id} & dossier_data.confirmed.keys():
            problem = FilingProblem(
                check="authority",
                page=0,
                what=Message("{source}: {note}", source=source.title, note=finding.verify),
                is_blocking=True,
                rule=Message(
                    "Anything the library marks for verification must be verified before it is cited."
                ),
                mend=Message("Carry out the check noted in the finding and confirm it, or leave it out."),
            )
            yield PrecheckProblem(problem=problem, about=DossierTarget(kind="finding", id=finding.id))

"""Checks every shipped pack: each entry against its schema, then the packs against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.base.errors import Problem
from casebook.base.message import Message
from casebook.base.resources import resource
from casebook.domain.base.entity import Entity
from casebook.packs.base.entry import OnDefect
from casebook.packs.base.reader import collect, parse_toml
from casebook.packs.base.reading_log import FILE, ReadingLog, read_log
from casebook.packs.deadline.calendar import FILE as CALENDARS
from casebook.packs.deadline.deadline_tasks import FILE as DEADLINE_TASKS
from casebook.packs.deadline.deadline_tasks import read_templates
from casebook.packs.deadline.deadlines import read_deadlines, run_examples
from casebook.packs.deadline.deadlines import review as review_deadlines
from casebook.packs.deadline.rule_review import review_together
from casebook.packs.dossier import profile as of_profiles
from casebook.packs.dossier.certificate import FILE as CERTIFICATES
from casebook.packs.dossier.certificate import read_certificates
from casebook.packs.dossier.client_paper import read_client_papers
from casebook.packs.dossier.dossier_template import FILE as DOSSIER_TEMPLATES
from casebook.packs.dossier.dossier_template import read_dossier_templates
from casebook.packs.dossier.profile import read_profiles
from casebook.packs.dossier.reader import FILE as READERS
from casebook.packs.dossier.reader import read_readers, unmatched_readers
from casebook.packs.exposure import law as of_exposure
from casebook.packs.exposure.law import read_exposure
from casebook.packs.exposure.law import run_examples as run_exposure_examples
from casebook.packs.exposure.review import review_exposure
from casebook.packs.library import library as of_library
from casebook.packs.library import registry as of_registry
from casebook.packs.library.addresses import texts, uncitable, unmatched
from casebook.packs.library.argument_check import review_arguments
from casebook.packs.library.cooperation_note import FILE as COOPERATION_NOTES
from casebook.packs.library.cooperation_note import read_cooperation_notes, unmatched_fates, unmatched_notes
from casebook.packs.library.first_hours import FILE as FIRST_HOURS
from casebook.packs.library.first_hours import read_first_hours, unmatched_rules
from casebook.packs.library.library import Library, read_library
from casebook.packs.library.register import FILE as REGISTERS
from casebook.packs.library.register import read_registers
from casebook.packs.library.registry import read_registry
from casebook.packs.library.review import review
from casebook.packs.library.synonym import FILE as SYNONYMS
from casebook.packs.library.synonym import read_synonyms, unsourced
from casebook.packs.request.paper_check import FILE as PAPER_CHECKS
from casebook.packs.request.paper_check import read_paper_checks, run_paper_examples
from casebook.packs.request.required_paper import FILE as REQUIRED_PAPERS
from casebook.packs.request.required_paper import read_required_papers, review_required_papers

KNOWN = {
    FILE,
    CALENDARS,
    CERTIFICATES,
    COOPERATION_NOTES,
    DEADLINE_TASKS,
    DOSSIER_TEMPLATES,
    FIRST_HOURS,
    READERS,
    REGISTERS,
    PAPER_CHECKS,
    REQUIRED_PAPERS,
    SYNONYMS,
    of_profiles.FILE,
    *(f"{name}.toml" for name in of_library.FILES),
    *(f"{name}.toml" for name in of_registry.FILES),
    *(f"{name}.toml" for name in of_exposure.FILES),
}
"""All files that a reader supports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """What checking found.

    Attributes:
        counts: entries read, by kind.
        problems: every defect; none in what ships.
    """

    counts: dict[str, int]
    problems: tuple[Problem, ...]


def check_all(folder: Path | None = None) -> PackReport:
    """Check every pack of a folder, the shipped one where None.

    Raises:
        NotFound: a pack is missing.
    """
    place = folder or resource("packs")
    problems: list[Problem] = []
    note = collect(problems)
    log = read_log(place, note)
    library = read_library(place, note)
    problems.extend(review(library, log))
    counts = {
        "topics": len(library.topics),
        "sources": len(library.sources),
        "findings": len(library.findings),
        "statistics": len(library.statistics),
        **review_arguments(library.arguments, library.routes, library.findings, problems, log),
        **_profiles(place, note, problems, log),
        **_registry(place, note, problems, log),
        "decisions-with-history": sum(bool(table.get("history")) for table in _tables(place, "decision")),
        **_deadlines(place, note, problems, log),
        **_exposure(place, note, problems, log),
        "dossier-templates": len(read_dossier_templates(place, note)),
        "certificates": len(read_certificates(place, note)),
        **_client_papers(place, note, problems, library),
        **_first_hours(place, note, problems, log),
        **_registers(place, note, problems, log),
        "synonyms": _synonyms(place, note, problems, library),
        **_requests(place, note, problems, log),
    }
    problems.extend(_unknown_files(place))
    return PackReport(counts=counts, problems=tuple(problems))


def _profiles(place: Path, note: OnDefect, problems: list[Problem], log: ReadingLog) -> dict[str, int]:
    read = read_profiles(place, note)
    problems.extend(_shown(read.profiles, log))
    own = [rule for profile in read.profiles for rule in profile.rules if rule.profile_id == profile.id]
    readers, rules = read_readers(place, note), read_deadlines(place, lambda _: None).rules
    problems.extend(_shown(readers.facts, log))
    problems.extend(unmatched("readers", readers.facts, log))
    problems.extend(unmatched_readers(readers, {profile.id for profile in read.profiles}, rules))
    return {
        "profiles": len(read.profiles),
        "format-rules": len(own),
        "profile-gaps": len(read.gaps),
        "profile-readers": len(readers.facts),
    }


def _registry(place: Path, note: OnDefect, problems: list[Problem], log: ReadingLog) -> dict[str, int]:
    read = read_registry(place, note)
    kinds: dict[str, tuple[Entity, ...]] = {
        "instruments": read.instruments,
        "clauses": read.clauses,
        "countries": read.countries,
        "decisions": read.decisions,
        "incidents": read.incidents,
        "claims": read.claims,
    }
    for kind, nouns in kinds.items():
        problems.extend(_shown(nouns, log))
        if kind != "countries":  # their line of the log names the dataset behind them all
            problems.extend(unmatched(kind, nouns, log))
    noted = read_cooperation_notes(place, note)
    problems.extend(_shown(noted.notes, log))
    problems.extend(unmatched("cooperation-notes", noted.notes, log))
    problems.extend(unmatched_notes(noted, {one.id for one in read.instruments}))
    problems.extend(unmatched_fates(noted, read))
    counted = {"cooperation-notes": len(noted.notes), "fates": len(noted.fates)}
    return {**{kind: len(nouns) for kind, nouns in kinds.items()}, **counted}


def _deadlines(place: Path, note: OnDefect, problems: list[Problem], log: ReadingLog) -> dict[str, int]:
    read = read_deadlines(place, note)
    methods, rules = tuple(read.methods.values()), tuple(read.rules.values())
    kinds: dict[str, tuple[Entity, ...]] = {"methods": methods, "rules": rules, "unverified": read.unverified}
    for kind, nouns in kinds.items():
        problems.extend(_shown(nouns, log))
        problems.extend(unmatched(kind, nouns, log))
    problems.extend(review_deadlines(read))
    problems.extend(review_together(read))
    problems.extend(run_examples(read))
    examples = [example for shown in read.examples.values() for example in shown]
    return {
        "calendars": len(read.seats.seats),
        "counting-methods": len(methods),
        "deadline-rules": len(rules),
        "task-templates": len(read_templates(place, note)),
        "unverified-rules": len(read.unverified),
        "worked-examples": len(examples),
        "examples-stated-by-source": sum(example.is_stated_by_source for example in examples),
    }


def _first_hours(place: Path, note: OnDefect, problems: list[Problem], log: ReadingLog) -> dict[str, int]:
    read = read_first_hours(place, note)
    stated: tuple[Entity, ...] = (*read.facts, *read.asylum, *read.consular, *read.routes)
    problems.extend(_shown((*stated, *read.say, *read.advice), log))
    problems.extend(unmatched("first-48-hours", stated, log))
    problems.extend(unmatched_rules(read, read_deadlines(place, lambda _: None).rules))
    return {
        "arrest-states": len(read.questions),
        "arrest-facts": len(read.facts),
        "arrest-notes": len(read.asylum) + len(read.consular),
        "interim-routes": len(read.routes),
        "arrest-words": len(read.say),
        "arrest-advice": len(read.advice),
    }


def _registers(place: Path, note: OnDefect, problems: list[Problem], log: ReadingLog) -> dict[str, int]:
    read = read_registers(place, note)
    problems.extend(_shown(read.registers, log))
    problems.extend(unmatched("registers", read.registers, log))
    return {"registers": len(read.registers), "matching-advice": len(read.advice)}


def _exposure(place: Path, note: OnDefect, problems: list[Problem], log: ReadingLog) -> dict[str, int]:
    packs = read_exposure(place, note)
    law = packs.law
    offences = tuple(law.offences.values())
    problems.extend(_shown((*offences, *law.stages, *law.jurisdiction), log))
    misfits = list(review_exposure(law, {kind: _ids(place, kind) for kind in ("finding", "decision")}))
    problems.extend(misfits or run_exposure_examples(packs))
    versions = [version for offence in offences for version in offence.versions]
    return {
        "offences": len(offences),
        "amendments": len(law.amendments),
        "interpretations": len(law.interpretations),
        "sentencing-rules": len(law.general),
        "texts-read": len(law.texts),
        "limitation-steps": len(law.limitation_steps),
        "limitation-rules": len(law.limitation_rules),
        "custody-paths": len(law.paths),
        "lawyer-rules": len(law.lawyer_rules),
        "jurisdiction-heads": len(law.jurisdiction),
        "procedure-rules": len(law.procedure),
        "offence-versions": len(versions),
        "bands": sum(len(version.bands) for version in versions),
        "thresholds": sum(len(offence.thresholds) for offence in offences),
        "custody-stages": len(law.stages),
        "exposure-examples": len(packs.examples),
    }


def _ids(place: Path, kind: str) -> set[str]:
    return {str(entry.get("id")) for entry in _tables(place, kind)}


def _client_papers(place: Path, note: OnDefect, problems: list[Problem], library: Library) -> dict[str, int]:
    papers = read_client_papers(place, note)
    known = {f"finding:{finding.id}" for finding in library.findings}
    for paper in papers:
        for line in paper.lines:
            if not set(line.basis) <= known:
                where = f"{paper.id}.toml · line {line.id} · basis"
                problems.append(Problem(where=where, what=Message("names no finding of the library")))
    return {"client-papers": len(papers), "client-paper-lines": sum(len(one.lines) for one in papers)}


def _requests(place: Path, note: OnDefect, problems: list[Problem], log: ReadingLog) -> dict[str, int]:
    papers = read_required_papers(place, note)
    checks, examples = read_paper_checks(place, note)
    entries: tuple[Entity, ...] = (*papers.routes, *papers.papers, *papers.authorities)
    problems.extend(_shown(entries, log))
    problems.extend(unmatched("required-papers", entries, log))
    problems.extend(_shown(checks, log))
    problems.extend(unmatched("prc-papers", checks, log))
    rules = read_deadlines(place, lambda _: None).rules.values()  # whose own defects are named already
    instruments = {one.id for one in read_registry(place, lambda _: None).instruments}
    problems.extend(review_required_papers(papers, rules, instruments))
    problems.extend(run_paper_examples(checks, examples))
    return {
        "request-routes": len(papers.routes),
        "required-papers": len(papers.papers),
        "paper-authorities": len(papers.authorities),
        "paper-checks": len(checks),
        "paper-examples": len(examples),
    }


def _synonyms(place: Path, note: OnDefect, problems: list[Problem], library: Library) -> int:
    synonyms = read_synonyms(place, note)
    problems.extend(unsourced(synonyms, library))
    return len(synonyms)


def _shown(nouns: tuple[Entity, ...], log: ReadingLog) -> Iterator[Problem]:
    """Return problems with URLs; one in a field named `url` is the URL to cite."""
    citable = {text for noun in nouns for field, text in texts(noun) if field == "url"}
    return uncitable(nouns, log, citable)


def _tables(place: Path, kind: str) -> list[dict[str, object]]:
    """The entries of a pack as they are written; none where it is not there, or cannot be read at all."""
    path = place / f"{kind}s.toml"
    try:
        entries = parse_toml(path.read_text(encoding="utf-8")).get(kind, []) if path.exists() else []
    except ValueError:
        return []  # named where the pack is read
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _unknown_files(place: Path) -> Iterator[Problem]:
    for path in sorted(place.glob("*.toml")):
        if path.name not in KNOWN:
            yield Problem(where=path.name, what=Message("is a file that no reader recognises"))

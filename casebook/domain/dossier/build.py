"""Builds of a dossier: content, date and recipient; the disclosure register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal, Self

from casebook.domain.base.entity import entity
from casebook.domain.dossier.filings.decision_mark import Change, change_between
from casebook.domain.dossier.output_layout import Additions, ShapeKind
from casebook.domain.person.person import Purpose

CopyKind = Literal["draft", "filing", "service", "pseudonymised"]
"""`draft`: built whatever is still open, and marked DRAFT on every page."""
FileFormat = Literal["pdf", "docx"]
DecisionKind = Literal[
    "show-kind",
    "keep-text",
    "disclose",
    "withhold",
    "not-redrawn",
    "show-section",
    "leave-out",
    "name-person",
    "confirm",
]
OF_PASSAGES: tuple[DecisionKind, ...] = ("leave-out", "confirm")
"""Decisions that name a passage."""
RELEASES: tuple[DecisionKind, ...] = ("confirm", "disclose", "show-section", "name-person")
"""What shows something to the reader of a copy, and holds for that copy and what stood against it alone."""
MARKED: tuple[DecisionKind, ...] = (*RELEASES, "leave-out", "not-redrawn")
"""Decisions that bear the mark of what was read, and are refused where that is another by now."""
DECIDED = frozenset({*MARKED, "placeholder", "decisions"})
"""Fields of refusals of such decisions, after which a check lists again what can be decided on."""
Births = Literal["year", "decade"]
PackKind = Literal["library", "country-data", "court-profiles"]
DifferenceState = Literal["added", "removed", "changed", "moved", "same"]
Ends = Mapping[str, tuple[str, str]]
"""The first and last printed number, by key."""


@entity
class CopyDecision:
    """A person's decision on the content of a copy, with the reason; saved with the build.

    Attributes:
        kind: "show-kind": facts of this kind stay in a pseudonymised copy; "keep-text": this replacement was
            refused; "disclose": this exhibit, privileged or an asylum paper, goes to this recipient;
            "withhold": pages stand in the place of this one, as a build notes by itself; "not-redrawn": this
            exhibit of a pseudonymised copy is not drawn anew as pictures; "show-section": a section of this
            kind, which stays in the office, goes to this recipient; "asylum-claim" for what tells of one;
            "leave-out": this passage of the dossier is not in the copy; "name-person": this client
            of another case is named in it; "confirm": this passage stays in it, whatever it rests on.
        subject: the kind of fact, the words that stay (folded), the exhibit mark, the kind of section, the
            name of a passage as printed ("G", "B.2", "34", "C/3"), or the id of a person.
        reason: in words; of what is withheld the ground of privilege.
        before, after: the words beside those that stay, folded; "" at an end of the text.
        text_mark: of what this was decided on, for this copy and with what stood against it then
            (`decision_mark`), or of the first alone; "" where none was given.
        place: where they stay: "cover", the anchor of a part, or the key of an exhibit with "/title" or its
            page; "" in builds of earlier versions, whose refusals hold nowhere.
    """

    kind: DecisionKind
    subject: str
    reason: str
    before: str = ""
    after: str = ""
    place: str = ""
    text_mark: str = ""

    def change(self, now: str) -> Change:
        """Return what is another by now, as `change_between`; "" for a decision without a mark.

        Args:
            now: the mark of what it is on, by now.
        """
        if not self.text_mark or self.kind not in MARKED:
            return ""
        return change_between(self.text_mark.lower(), now, whatever_grounds=self.kind not in RELEASES)


@entity
class BuiltPart:
    """A part of the text, or an exhibit, as built; builds are compared by these.

    Attributes:
        key: the same in every build of a dossier: ``part:<id>`` or the document's id.
        title: as printed.
        mark: of an exhibit, or "".
        digest: SHA-256 of what it says: of an exhibit's bytes as received, with the areas that were painted
            over where there are any; of a part's blocks.
        first_page, last_page: of an exhibit in the file; 0 for a part of the text.
        scale_percent: the least scale of an exhibit's pages, 100 where all are as received.
        file: which of several files it is in, or "".
        is_placeholder: the exhibit was not in the copy; pages in its place say why.
    """

    key: str
    title: str
    digest: str
    mark: str = ""
    first_page: int = 0
    last_page: int = 0
    scale_percent: int = 100
    file: str = ""
    is_placeholder: bool = False


@entity
class BuiltFile:
    """One of the files of a build.

    Attributes:
        name: as it was written.
        sha256: lower-case hex.
        pages: page count.
        size_bytes: its length.
    """

    name: str
    sha256: str
    pages: int
    size_bytes: int


@entity
class BuiltNumbers:
    """The numbers printed on the pages of a part, which others may have cited.

    Attributes:
        key: ``cover``, ``index``, ``part:<id>`` or the document's id.
        numbers: of its pages, such as "45" or "45A".
        begins: its title, headings and numbered paragraphs ("B.2", "34"), each with the number of the page
            on which it begins; none of copies made before these were kept.
    """

    key: str
    numbers: tuple[str, ...]
    begins: tuple[tuple[str, str], ...] = ()


@entity
class BuiltPack:
    """A pack used for a build.

    Attributes:
        kind: ``library``, ``country-data`` or ``court-profiles``.
        version: of the pack; of entries from several versions each, oldest first.
    """

    kind: PackKind
    version: str


@entity
class Build:
    """The output of a build, in one file or several.

    Attributes:
        built_at: instant, UTC.
        copy_kind: which copy it is.
        for_whom: who it was made for, or "".
        sha256: of the file as written; of several, of their list as ``sha256sum`` prints it.
        pages: page count.
        problems: how many problems preflight found, blocking and not.
        is_ready: no blocking problem.
        profile_id: the forum it was checked for, or "".
        purpose: for which the clients' consent was found to stand.
        file_format: of the file.
        contents: what was in it, in order.
        files: where it left as several.
        numbers: printed on the pages of each part, for a build that continues this one.
        decisions: what a person decided about its content.
        packs: the versions of the reference data it was made with; none where they were not kept yet.
    """

    id: str
    dossier_id: str
    case_id: str
    built_at: datetime
    copy_kind: CopyKind
    sha256: str
    pages: int
    for_whom: str = ""
    problems: int = 0
    is_ready: bool = True
    profile_id: str = ""
    purpose: Purpose = "court"
    file_format: FileFormat = "pdf"
    contents: tuple[BuiltPart, ...] = ()
    files: tuple[BuiltFile, ...] = ()
    numbers: tuple[BuiltNumbers, ...] = ()
    decisions: tuple[CopyDecision, ...] = ()
    packs: tuple[BuiltPack, ...] = ()

    @property
    def withheld(self) -> frozenset[str]:
        """Return the numbers of the exhibits replaced by placeholder pages."""
        return frozenset(decision.subject for decision in self.decisions if decision.kind == "withhold")


@entity
class BuildRequest:
    """The options of a build.

    Attributes:
        dossier_id: of the dossier.
        profile_id: of the forum, in place of the dossier's own.
        copy_kind: which copy.
        purpose: what the clients must have consented to.
        for_whom: who it is made for; goes into the register.
        file_format: "pdf", or "docx" for the text parts alone, to go on writing in.
        passphrase: locks the PDF (AES-256); "" leaves it open.
        placeholders: exhibits that cannot be shown and have a page in their place, by number or ID;
            one without a number also by its place in the list, such as "no.3".
        is_archived: it is to be PDF/A-2b even where the forum does not ask for it.
        reviewed: for a pseudonymised copy: pages that a person looked at, by exhibit mark, beside those noted
            in the vault.
        shape: the files it leaves as; "" as the forum takes them.
        part_mb: the most megabytes of a file, where it is divided by size; 0 for the forum's limit.
        continues: id of a build that went out and whose page numbers stay; "" for none.
        additions: where exhibits go that build did not have; "" as the forum wants them.
        decisions: what was decided about its content.
        births: to what a pseudonymised copy generalises dates of birth.
    """

    dossier_id: str
    profile_id: str = ""
    copy_kind: CopyKind = "draft"
    purpose: Purpose = "court"
    for_whom: str = ""
    file_format: FileFormat = "pdf"
    passphrase: str = ""
    placeholders: frozenset[str] = frozenset()
    is_archived: bool = False
    reviewed: Mapping[str, frozenset[int]] = field(default_factory=dict)
    shape: ShapeKind | Literal[""] = ""
    part_mb: int = 0
    continues: str = ""
    additions: Additions | Literal[""] = ""
    decisions: tuple[CopyDecision, ...] = ()
    births: Births = "year"

    @property
    def copy_for(self) -> tuple[str, str, str]:
        """Return type, recipient and purpose of the copy, which every decision on it was taken for."""
        return self.copy_kind, self.for_whom, self.purpose

    @property
    def chosen_recipient(self) -> str:
        """Return who the office chose to give it to; "" of a draft, and of what is served on the State."""
        return self.for_whom if self.copy_kind in {"filing", "pseudonymised"} else ""

    @property
    def undecided(self) -> Self:
        """Return the same copy before anybody decided on it, but with the sections that were added to it."""
        others = (one for one in self.decisions if one.kind not in MARKED)
        added = (replace(one, text_mark="") for one in self.decisions if one.kind == "show-section")
        return replace(self, decisions=(*others, *added), placeholders=frozenset())

    def decided(self, kind: DecisionKind) -> frozenset[str]:
        """Return the subjects of the decisions of a kind."""
        return frozenset(decision.subject for decision in self.decisions if decision.kind == kind)


def readers_of(copy: Build | BuildRequest, court: str) -> frozenset[str]:
    """Return the names of whoever reads a copy: those it is for, and the court where it is filed.

    Args:
        copy: made, or to be made.
        court: of its dossier, as written, or "".
    """
    return frozenset({copy.for_whom, court if copy.copy_kind == "filing" else ""} - {""})


@entity
class PartDifference:
    """The change of a part between two builds.

    Attributes:
        key: of the part.
        title, mark: as in the newer build, or as they were.
        state: "added", "removed", "changed" (its words or bytes), "moved" (the numbers printed on its pages,
            or its place in the text) or "same".
        old_pages, new_pages: first and last page of an exhibit in each build; (0, 0) where it has none.
        old_numbers, new_numbers: what is printed on those pages, such as "45A"; "" where it has none.
    """

    key: str
    title: str
    mark: str
    state: DifferenceState
    old_pages: tuple[int, int] = (0, 0)
    new_pages: tuple[int, int] = (0, 0)
    old_numbers: tuple[str, str] = ("", "")
    new_numbers: tuple[str, str] = ("", "")


def one_before(builds: Sequence[Build], build: Build) -> Build | None:
    """Return the previous build of the same copy and format; other types leave out parts by design.

    Args:
        builds: of the dossier, newest first.
        build: one of them.
    """
    earlier = builds[builds.index(build) + 1 :]
    kind = (build.copy_kind, build.file_format)
    return next((other for other in earlier if (other.copy_kind, other.file_format) == kind), None)


def differences(old: Build, new: Build) -> tuple[PartDifference, ...]:
    """Return the changes since an older build: parts of the newer in order, then removed parts."""
    before = {part.key: part for part in old.contents}
    after = {part.key: part for part in new.contents}
    keys = (*after, *(key for key in before if key not in after))
    then, now = _printed(old), _printed(new)
    moved = _moved(old, new, then, now)
    return tuple(
        _difference(key, before.get(key), after.get(key), is_moved=key in moved, numbers=(then, now))
        for key in keys
    )


def _printed(build: Build) -> Ends:
    """Return the first and last number printed on each exhibit, or its pages if none were noted."""
    noted = {
        exhibit_pages.key: (exhibit_pages.numbers[0], exhibit_pages.numbers[-1])
        for exhibit_pages in build.numbers
        if exhibit_pages.numbers
    }
    return {
        part.key: noted.get(part.key, (str(part.first_page), str(part.last_page)))
        for part in build.contents
        if part.first_page
    }


def _moved(old: Build, new: Build, then: Ends, now: Ends) -> set[str]:
    """Return exhibits with new numbers, and text parts moved before or after others.

    A page put in between as 45A moves what follows in the file, and no number anybody cited.
    """
    renumbered = {key for key in then.keys() & now.keys() if then[key] != now[key]}
    return renumbered | _moved_text(old, new)


def _moved_text(old: Build, new: Build) -> set[str]:
    """Return the parts of the text that changed places between builds, as few as possible."""
    before, after = (
        [part.key for part in build.contents if not part.mark and not part.first_page] for build in (old, new)
    )
    stayed = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    kept = {key for block in stayed for key in after[block.b : block.b + block.size]}
    return set(before) & set(after) - kept


def _difference(
    key: str, old: BuiltPart | None, new: BuiltPart | None, *, is_moved: bool, numbers: tuple[Ends, Ends]
) -> PartDifference:
    shown = new or old
    if shown is None:
        raise ValueError("a part that stands in neither build")
    then, now = numbers
    return PartDifference(
        key=key,
        title=shown.title,
        mark=shown.mark,
        state=_state(old, new, is_moved=is_moved),
        old_pages=(old.first_page, old.last_page) if old else (0, 0),
        new_pages=(new.first_page, new.last_page) if new else (0, 0),
        old_numbers=then.get(key, ("", "")),
        new_numbers=now.get(key, ("", "")),
    )


def _state(old: BuiltPart | None, new: BuiltPart | None, *, is_moved: bool) -> DifferenceState:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    if (old.digest, old.title, old.mark) != (new.digest, new.title, new.mark):
        return "changed"
    return "moved" if is_moved else "same"

"""Reads free text: paragraphs parted by blank lines, a small part of Markdown, references, footnotes.

Emphasis and escapes are read by markdown-it-py as CommonMark has them, with the asterisk alone; the blocks
are our own, because in a court's paper a paragraph is numbered unless it says otherwise, and "15. July" at
its beginning is a day and no list. What is not understood stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from casebook.domain.dossier.prose import PassageKind, ProseBlock, ProseSpan, RunEmphasis

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_BLANK = re.compile(r"\n\s*\n")
_MARK = re.compile(
    r"(?P<heading># )|(?P<subheading>## )|(?P<quotation>> ?)|(?P<bullet>[-*] )|(?P<sub>\([a-z]\) )"
)
_ABOUT = re.compile(r"\{(?:#(?P<label>[^\W_][\w.-]*))?(?P<plain>(?:^| )-|(?<=\{)-)?\}\s*")
_NOTE = re.compile(r"\[\^(?P<key>[^\s\]]+)\]:\s*")
_REFERENCE = re.compile(r"\[\[\s*([^\[\]]+?)\s*\]\]")
_CALL = re.compile(r"\[\^([^\s\]]+)\]")
_SPACES = re.compile(r"(?:(?!(?<=«)\u00a0|\u00a0[;:!?»])\s)+")
"""Spaces that become one; that which French puts inside its signs stays, so that no line begins with one."""
_EMPHASIS: Mapping[str, tuple[RunEmphasis, int]] = {
    "em_open": ("italic", 1),
    "em_close": ("italic", -1),
    "strong_open": ("bold", 1),
    "strong_close": ("bold", -1),
}


def read_prose(text: str) -> tuple[ProseBlock, ...]:
    """The passages of a text, in order; a note that nothing calls stays a passage as it was typed."""
    drafts, notes = _drafts(text)
    called: set[str] = set()
    passages = [draft.passage(notes, called) for draft in drafts]
    spare = (f"[^{key}]: {said}" for key, said in notes.items() if key not in called)
    return (*passages, *(ProseBlock(kind="numbered", runs=read_line(said)) for said in spare))


def read_line(text: str) -> tuple[ProseSpan, ...]:
    """The runs of a text that is one line, whatever it begins with."""
    return _runs(text, {}, set())


@dataclass(slots=True)
class _Draft:
    """A passage whose lines are being collected."""

    kind: PassageKind = "numbered"
    lines: list[str] = field(default_factory=list)
    label: str = ""

    def passage(self, notes: Mapping[str, str], called: set[str]) -> ProseBlock:
        """It with its runs; a heading is one run as it was typed. Notes it calls are added to `called`."""
        text = " ".join(self.lines)
        is_heading = self.kind in {"heading", "subheading"}
        runs = (ProseSpan(text=_in_one_line(text)),) if is_heading else _runs(text, notes, called)
        return ProseBlock(kind=self.kind, runs=runs, label=self.label)


def _drafts(text: str) -> tuple[list[_Draft], dict[str, str]]:
    """The passages with their lines, and the notes by their keys; the second with one key is a passage."""
    drafts: list[_Draft] = []
    notes: dict[str, str] = {}
    for piece in _BLANK.split(text):
        current: _Draft | None = None
        note = ""
        for line in filter(None, (line.strip() for line in piece.split("\n"))):
            match = _NOTE.match(line)
            if match and match["key"] not in notes:
                note, current = match["key"], None
                notes[note] = line[match.end() :]
            elif note:
                notes[note] += f" {line}"
            else:
                current = _taken(drafts, current, line)
    return drafts, notes


def _taken(drafts: list[_Draft], current: _Draft | None, line: str) -> _Draft | None:
    """Take a line into the passage it belongs to or begins; gives the one that may go on."""
    kind, rest = _begins(line, drafts[-1].kind if drafts else "numbered")
    if current is not None and (kind == "numbered" or kind == current.kind == "quotation"):
        current.lines.append(rest)
        return current
    draft = _Draft(kind=kind)
    about = _ABOUT.match(rest)
    if about and (about["label"] or about["plain"]):
        rest, draft.label = rest[about.end() :], about["label"] or ""
        draft.kind = "plain" if about["plain"] and kind == "numbered" else kind
    draft.lines.append(rest)
    drafts.append(draft)
    return None if kind in {"heading", "subheading"} else draft


def _begins(line: str, before: PassageKind) -> tuple[PassageKind, str]:
    """The kind of passage a line begins, and the line without its mark."""
    match = _MARK.match(line)
    if match is None or (match["sub"] and match["sub"] != "(a) " and before != "sub"):
        return "numbered", line
    kind: Any = match.lastgroup
    return kind, line[match.end() :]


def _in_one_line(text: str) -> str:
    return _SPACES.sub(" ", text.strip())


def _runs(text: str, notes: Mapping[str, str], called: set[str]) -> tuple[ProseSpan, ...]:
    runs: list[ProseSpan] = []
    depth = {"italic": 0, "bold": 0}
    env: dict[str, Any] = {"notes": notes, "called": called}
    for token in _reader().parseInline(_in_one_line(text), env)[0].children or ():
        if token.type in _EMPHASIS:
            manner, step = _EMPHASIS[token.type]
            depth[manner] += step
        elif run := _run(token, notes):
            if run.note and runs and runs[-1].text:
                runs[-1:] = _close(runs[-1])
            emphasis: RunEmphasis = "bold" if depth["bold"] else "italic" if depth["italic"] else "plain"
            runs.append(replace(run, emphasis=emphasis))
    return tuple(runs)


def _close(before: ProseSpan) -> list[ProseSpan]:
    """What stands before the call of a note, which follows close behind its word."""
    text = before.text.rstrip(" ")
    return [replace(before, text=text)] if text else []


def _run(token: Token, notes: Mapping[str, str]) -> ProseSpan | None:
    if token.type == "reference":
        return ProseSpan(refers=token.content)
    if token.type == "note":
        return ProseSpan(note=read_line(notes[token.content]))
    return ProseSpan(text=token.content) if token.content else None


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("zero").enable(["emphasis", "escape"])
    tokenise = next(rule for rule in reader.inline.ruler.__rules__ if rule.name == "emphasis").fn
    reader.inline.ruler.at(
        "emphasis", lambda state, silent: state.src[state.pos] == "*" and tokenise(state, silent)
    )
    reader.inline.ruler.before("emphasis", "reference", _reference)
    reader.inline.ruler.before("emphasis", "note", _note)
    return reader


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls its rules
    return _token(state, silent, "reference", _REFERENCE.match(state.src, state.pos, state.posMax))


def _note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls its rules
    match = _CALL.match(state.src, state.pos, state.posMax)
    if match is None or match[1] not in state.env["notes"]:
        return False
    if not silent:
        state.env["called"].add(match[1])
    return _token(state, silent, "note", match)


def _token(state: StateInline, silent: bool, kind: str, match: re.Match[str] | None) -> bool:  # noqa: FBT001
    if match is None:
        return False
    if not silent:
        state.push(kind, "", 0).content = match[1]
    state.pos = match.end()
    return True

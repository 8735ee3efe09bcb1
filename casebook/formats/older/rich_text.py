"""The words of Rich Text Format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import cast

from casebook.formats.fault import Damaged
from casebook.formats.media_type import RTF
from casebook.formats.printed.raised_figures import begins_with_figure
from casebook.formats.printed.unprinted import UnprintedCollector, read_of
from casebook.formats.read import Read
from casebook.host.protocol.extract_protocol import UnprintedKind

_PICTURE = re.compile(r"\{(?:\\\*\\shppict\s*\{)?\\pict[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
"""Pictures are most of the bytes of such a file; reading their digits one by one would take minutes."""


_STRAY_STAR = re.compile(r"(?<![{\\\s])\\\*(?=\\(?:cs|ds|ts)\d)")
"""Before the style of a run, as StarOffice writes it; it means "unknown" only where it begins a group."""
_TOKEN = re.compile(
    r"(?P<bin>\\bin(?P<size>\d{1,9}) ?)|\\(?P<word>[a-zA-Z]+)(?P<value>-?\d+)? ?"
    r"|(?P<sign>\\'[0-9a-fA-F]{2}|\\[\\{}~_-])|\\.|(?P<brace>[{}])|[^\\{}]+",
    re.DOTALL,
)
_UNICODE = re.compile(r"\\u(-?\d{1,6})(?!\d)")
_SURROGATES, _STAND_IN = range(0xD800, 0xE000), 0xE000 - 0xD800
_PAIR = re.compile("([\ue000-\ue3ff])([\ue400-\ue7ff])")
_SWITCHES: dict[str, UnprintedKind] = {"deleted": "deleted", "v": "hidden", "revised": "inserted"}
"""Source: Rich Text Format 1.9.1, "Font (Character) Formatting Properties" and "Track Changes"."""
_SPEAKING = frozenset({"u", "emdash", "endash", "bullet", "lquote", "rquote", "ldblquote", "rdblquote"})
_STRIKES = frozenset({"strike", "striked"})
_RAISES = {**dict.fromkeys(("super", "sub", "nosupersub"), "super"), **dict.fromkeys(("up", "dn"), "up")}
"""What is in force behind a word that sets text above or below the line, or ends that."""
_ENDS_LINE = frozenset({"par", "line", "cell", "row", "sect", "page"})
_PARTING = _ENDS_LINE | {"tab", "nestcell", "nestrow", "emspace", "enspace", "qmspace"}
_CELL_ENDS = {r"\cell", r"\nestcell"}
_BESIDE = {
    "footnote": "footnote",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}
"""By the word that begins it, what is printed beside the body of a document."""
_STAR = r"\*"
_OBJECT = r"\objdata"
_COMMENT = r"{\*\annotation"


def read_rich_text(data: bytes) -> Read:
    """The words of an RTF file.

    Raises:
        Damaged: its groups do not close.
    """
    unprinted = UnprintedCollector()
    tokens, depth = _tokens(_STRAY_STAR.sub("", _PICTURE.sub("", data.decode("latin-1"))))
    kinds = {token.kind for token in tokens if token.is_words} - {None, "inserted"}
    for kind in sorted(cast("set[UnprintedKind]", kinds)):
        kept = "".join(
            r"\tab " if one.text.rstrip() in _CELL_ENDS else one.text
            for one in tokens
            if one.kind == kind or not one.is_words
        )
        words = _words(kept.replace(_COMMENT, "{") if kind == "comment" else kept)
        unprinted.add(kind, _passages(tokens, kind), _without_blank_lines(words))
    unprinted.add("inserted", _passages(tokens, "inserted"))
    unprinted.add("embedded", sum(token.text.startswith(_OBJECT) for token in tokens))
    standing = [one for one in tokens if not one.is_words or one.kind in {None, "inserted"}]
    marked = ["".join(_marked(_of_part(standing, part))) for part in ("", *dict.fromkeys(_BESIDE.values()))]
    body, *others = map(_words, marked)
    beside = map(_without_blank_lines, others)
    read = read_of(RTF, (("", "\n\n".join(filter(None, (body, *beside)))),), unprinted)
    return replace(read, losses=("cut",)) if depth > 0 else read


def _of_part(tokens: list[_Token], part: str) -> list[_Token]:
    """The pieces of the body or of what stands beside it, with the groups and switches around them.

    What stands beside it ends a line, as each footnote does.
    """
    kept = (one for one in tokens if one.part == part or not (one.is_words or one.is_parting))
    return [replace(one, text=rf"\par {one.text}") if part and one.ends == part else one for one in kept]


def _without_blank_lines(words: str) -> str:
    return "\n".join(filter(str.strip, words.splitlines()))


def rich_text_words(data: bytes) -> str:
    """The words of rich text that are printed, in the code page that each of its fonts names.

    Raises:
        Damaged: its groups do not close.
    """
    return read_rich_text(data).pages[0]


def _words(text: str) -> str:
    from striprtf.striprtf import rtf_to_text

    standing_in = _UNICODE.sub(_stand_in, text)
    try:
        words = str(rtf_to_text(standing_in, errors="replace")).strip()  # type: ignore[no-untyped-call] # has no types
    except (ValueError, LookupError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise Damaged from error
    return words if standing_in == text else _PAIR.sub(_joined, words)


def _stand_in(match: re.Match[str]) -> str:
    """WORKAROUND(striprtf 0.0): it loses halves of a surrogate pair; for private characters it does not."""
    code = int(match[1]) % 0x10000
    return rf"\u{code + _STAND_IN}" if code in _SURROGATES else match[0]


def _joined(match: re.Match[str]) -> str:
    high, low = (ord(half) - _STAND_IN for half in match.groups())
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


@dataclass(frozen=True, slots=True, repr=False)
class _Token:
    """A piece of rich text: why it is not printed or None, and whether it is words, struck, and raised.

    What is not words may part them, as the end of a line does; both belong to the body or what is beside it.
    The brace that closes the latter says which it ends.
    """

    text: str
    kind: UnprintedKind | None
    is_words: bool
    is_struck: bool = False
    is_raised: bool = False
    is_parting: bool = False
    part: str = ""
    ends: str = ""


@dataclass(slots=True)
class _Group:
    """What is in force in a group: its destination where that matters, and the switches that are on."""

    destination: str = ""
    is_on: frozenset[UnprintedKind] = frozenset()
    struck_by: frozenset[str] = frozenset()
    raised_by: frozenset[str] = frozenset()
    part: str = ""

    @property
    def kind(self) -> UnprintedKind | None:
        """Why its words are not printed."""
        if self.destination == "annotation":
            return "comment"
        return next((kind for kind in _SWITCHES.values() if kind in self.is_on), None)

    def hear(self, word: str, value: str | None) -> None:
        """A control word was met."""
        if word in {"fonttbl", "annotation", "fldinst"}:
            self.destination = word
        elif word in _BESIDE:
            self.part = _BESIDE[word]
        elif word == "plain":
            self.is_on, self.struck_by, self.raised_by = frozenset(), frozenset(), frozenset()
        elif word in _STRIKES:
            self.struck_by = self.struck_by - {word} if value == "0" else self.struck_by | {word}
        elif by := _RAISES.get(word):
            is_off = value == "0" or word == "nosupersub"
            self.raised_by = self.raised_by - {by} if is_off else self.raised_by | {by}
        elif kind := _SWITCHES.get(word):
            self.is_on = self.is_on - {kind} if value == "0" else self.is_on | {kind}


def _tokens(text: str) -> tuple[list[_Token], int]:
    """The pieces of rich text, and how many groups are not closed at its end."""
    tokens: list[_Token] = []
    groups, at = [_Group()], 0
    while (match := _TOKEN.match(text, at)) is not None:
        at = match.end()
        if match["bin"]:  # bytes, whatever they look like
            at += int(match["size"])
            continue
        group, word, ends = groups[-1], match["word"], ""
        if match["brace"] == "{":
            groups.append(replace(group))
        elif match["brace"] and len(groups) > 1:
            groups.pop()
            ends = group.part if groups[-1].part != group.part else ""
        elif word:
            group.hear(word, match["value"])
        is_words = word in _SPEAKING or bool(match["sign"]) or not (word or match[0][0] in "{}\\")
        is_words = is_words and group.destination != "fonttbl"
        now = groups[-1]
        is_struck = bool(now.struck_by) and word not in _ENDS_LINE
        is_raised = bool(now.raised_by) and word not in _ENDS_LINE and now.destination != "fldinst"
        if word in _BESIDE and tokens[-1:] and tokens[-1].text == _STAR:
            tokens.pop()
        own = "" if word in _BESIDE else match[0]  # a word with whose group the library passes over the text
        is_parting = word in _PARTING
        tokens.append(_Token(own, now.kind, is_words, is_struck, is_raised, is_parting, now.part, ends))
    return tokens, len(groups) - 1


def _marked(tokens: list[_Token]) -> list[str]:
    """The pieces, with brackets around words that are struck and around raised figures."""
    texts = [one.text for one in tokens]
    shown = [at for at, one in enumerate(tokens) if one.is_parting or (one.is_words and one.text)]
    for is_raised, run in groupby(shown, lambda at: tokens[at].is_raised):
        spoken = _spoken(tokens, run)
        if is_raised and spoken and begins_with_figure(texts[spoken[0]]):
            texts[spoken[0]] = texts[spoken[0]].lstrip()
            _bracket(texts, spoken, " [")
    for is_struck, run in groupby(range(len(tokens)), lambda at: tokens[at].is_struck):
        if is_struck and (spoken := _spoken(tokens, run)):
            _bracket(texts, spoken, "[struck: ")
    return texts


def _spoken(tokens: list[_Token], run: Iterable[int]) -> list[int]:
    return [at for at in run if tokens[at].is_words and tokens[at].text.strip()]


def _bracket(texts: list[str], spoken: list[int], begin: str) -> None:
    last = texts[spoken[-1]]
    kept = last.rstrip(" ")
    texts[spoken[-1]] = f"{kept}]{last[len(kept) :]}"
    texts[spoken[0]] = f"{begin}{texts[spoken[0]]}"


def _passages(tokens: list[_Token], kind: UnprintedKind) -> int:
    """How many stretches of words of a kind there are."""
    kinds = [token.kind for token in tokens if token.is_words and token.text.strip()]
    return sum(one == kind != before for before, one in zip([None, *kinds], kinds, strict=False))


def load_for_rich_text() -> None:
    """Load what reading RTF takes, before files are given up."""
    read_rich_text(rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 SimSun;}}\f0 \'c1\'d6\u26519?}")

"""The selectors of style sheets: tags, classes and ids, in what they stand, and what is not looked at.

Source: Selectors Level 3, 5.1, 6.4, 8.1, 8.2, 9; Selectors Level 4, 9 (user action pseudo-classes);
CSS Syntax Module Level 3, 4.3.7 (escapes) and 4.2 (the signs of a name).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

NAME_SIGN = r"[\w\-\u0080-\U0010FFFF]"
"""Regular expression of a sign of a name, as `with_plain_names` leaves them."""
_ESCAPED_SIGN = 0x10FF00
"""Added to the code of a sign that is a part of a name only behind a backslash, such as ``:``."""
_NO_SIGNS = frozenset((0, *range(0xD800, 0xE000)))
_ESCAPE = re.compile(
    r"(\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|\\(?:([0-9A-Fa-f]{1,6})(?:\r\n|[ \t\r\n\f])?|([^\r\n\f]))"
)
"""A text in quotes, whose escapes are left, or an escape."""
_SELECTOR = re.compile(rf"((?!\d){NAME_SIGN}+|\*)?((?:[.#]{NAME_SIGN}+)*)")
_MARK = re.compile(rf"[.#]{NAME_SIGN}+")
_WITHIN = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_BRACKET_OR_COMMA = re.compile(r"[(),]")
_STATE = re.compile(r":(?:hover|active|focus(?:-within|-visible)?|target(?:-within)?|checked)(?![\w-])")
"""What holds only while somebody points at, chooses or enters something."""
_EITHER = re.compile(rf":not{_WITHIN}|:[\w-]+\([^()]*,[^()]*\)")
"""Parts that can hold without a state that they name."""
_ADDED = re.compile(r"::?(?:before|after)(?![\w-])")
_CONDITION_PARTS = re.compile(rf"\[[^\]]*\]|(?<!:):[\w-]+(?:{_WITHIN})?")
_SIBLING = re.compile(r"(?<![^\s>+~,:])[^\s>+~,:]++\s*+[+~]\s*")
"""Parts of selectors that depend on what is not looked at: attributes, states, the place among siblings."""
_CONDITION = "\0"
"""In place of such a part."""
_MAX_STEPS = 8


class NamedElement(Protocol):
    """An element as selectors know it: its tag in lower case, and its classes (".x") and ids ("#x")."""

    @property
    def tag(self) -> str: ...  # noqa: D102 - said above

    @property
    def marks(self) -> frozenset[str]: ...  # noqa: D102 - said above


class LoneElement(NamedTuple):
    """An element by itself."""

    tag: str
    marks: frozenset[str]


class Compound(NamedTuple):
    """A part of a selector, and whether the element before it must be the parent of the one it fits."""

    tag: str
    marks: frozenset[str]
    is_child: bool = False

    def fits(self, element: NamedElement) -> bool:
        """Whether it means an element."""
        return self.tag in {"", element.tag} and self.marks <= element.marks


class Selector(NamedTuple):
    """One selector of a rule.

    Attributes:
        steps: its parts, that of the element itself last.
        strength: how many ids, classes and tags it has; a part that is not looked at counts as a class.
        is_added: it means what a sheet sets before or behind the element.
        is_in_doubt: it has parts that are not looked at, so that it may mean fewer elements.
    """

    steps: tuple[Compound, ...]
    strength: tuple[int, int, int]
    is_added: bool
    is_in_doubt: bool


def with_plain_names(sheet: str) -> str:
    r"""A sheet with escapes resolved but for those in quotes; other signs of ASCII stay parts of names.

    >>> with_plain_names(r".a\62 c \e9t { content: '\201C' }")
    ".abc ét { content: '\\201C' }"
    """
    return _ESCAPE.sub(_resolved, sheet) if "\\" in sheet else sheet


def _resolved(match: re.Match[str]) -> str:
    if match[1] is not None:
        return match[1]
    code = int(match[2], 16) if match[2] else ord(match[3])
    if code in _NO_SIGNS or code >= _ESCAPED_SIGN:
        return "\ufffd"
    return chr(code) if re.fullmatch(NAME_SIGN, chr(code)) else chr(code + _ESCAPED_SIGN)


def _unescaped(name: str) -> str:
    return "".join(chr(ord(sign) - _ESCAPED_SIGN) if ord(sign) >= _ESCAPED_SIGN else sign for sign in name)


def _parted(names: str) -> Iterator[str]:
    """The selectors of a rule, between commas that are not within brackets."""
    at = depth = 0
    for sign in _BRACKET_OR_COMMA.finditer(names):
        if sign[0] != ",":
            depth = max(depth + (1 if sign[0] == "(" else -1), 0)
        elif not depth:
            yield names[at : sign.start()]
            at = sign.end()
    yield names[at:]


def without_conditions(selector: str) -> str:
    """A selector without parts that are not looked at."""
    return _CONDITION_PARTS.sub("", selector)


def selectors(names: str) -> Iterator[Selector]:
    r"""Yield the selectors of a rule but for those of states; of one not understood, that of its last part.

    >>> [[step.marks for step in one.steps] for one in selectors(with_plain_names(r".sm\:block, .a:hover"))]
    [[frozenset({'.sm:block'})]]
    >>> [(one.steps[-1].tag, one.is_in_doubt) for one in selectors("p, svg|a b:has(i), ul li:nth-child(2)")]
    [('p', False), ('b', True), ('li', True)]
    """
    for name in _parted(names):
        if _STATE.search(_EITHER.sub("", name)):
            continue
        plain = _ADDED.sub("", name)
        marked = _SIBLING.sub(_CONDITION, _CONDITION_PARTS.sub(_CONDITION, plain))
        doubts = marked.count(_CONDITION)
        parts = marked.replace(_CONDITION, "").strip() or ("*" if doubts else "")
        steps = _steps(parts)
        if not steps and (further := parts.split()[:-1]):
            doubts += len(further)
            steps = _steps(parts.split()[-1])
        if steps:
            yield Selector(steps, _strength(steps, doubts), plain != name, doubts > 0)


def marks_of(attrs: Mapping[str, str | None]) -> frozenset[str]:
    """The classes and ids of an element, as selectors write them.

    >>> sorted(marks_of({"class": "a b", "id": "x"}))
    ['#x', '.a', '.b']
    """
    classes, ids = ((attrs.get(name) or "").split() for name in ("class", "id"))
    return frozenset((*(f".{name}" for name in classes), *(f"#{name}" for name in ids)))


def _strength(steps: Sequence[Compound], conditions: int) -> tuple[int, int, int]:
    """How many ids, classes and tags a selector has; a part that is not looked at counts as a class."""
    marks = [mark for step in steps for mark in step.marks]
    ids = sum(mark.startswith("#") for mark in marks)
    return ids, len(marks) - ids + conditions, sum(bool(step.tag) for step in steps)


def _steps(selector: str) -> tuple[Compound, ...]:
    """The parts of a selector; none of one that is not understood, or of more than `_MAX_STEPS`."""
    steps: list[Compound] = []
    is_child = False
    for part in selector.replace(">", " > ").split(maxsplit=2 * _MAX_STEPS):
        if part == ">":
            is_child = True
            continue
        read = _SELECTOR.fullmatch(part)
        if read is None or len(steps) == _MAX_STEPS:
            return ()
        marks = frozenset(map(_unescaped, _MARK.findall(read[2])))
        steps.append(Compound((read[1] or "").lower().strip("*"), marks, is_child))
        is_child = False
    return tuple(steps)

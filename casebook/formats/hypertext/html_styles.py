"""What a page's own styles strike through, hide, raise or keep apart, by tags, classes and ids.

Source: CSS Text Decoration Module Level 3, 2.1; CSS Cascading and Inheritance Level 3, 6; CSS Nesting
Level 1, 2 and 3; CSS Display Module Level 3, 2; CSS 2.2, 8 (margins, padding and borders), 9.3 (position),
9.5 (float), 10.8.1 (vertical-align), 11.2 (visibility) and 15.7 (font-size); HTML Standard, 6.1 (hidden) and
15.3.4 (font).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from casebook.formats.hypertext.html_selectors import (
    NAME_SIGN,
    Compound,
    LoneElement,
    NamedElement,
    marks_of,
    selectors,
    with_plain_names,
    without_conditions,
)
from casebook.formats.hypertext.html_sheets import NO_SHEETS, FileSheets, PageSheets, without_comments

Effect = Literal[
    "struck",
    "gone",
    "invisible",
    "tiny",
    "line",
    "boxed",
    "afloat",
    "parting",
    "raised",
    "parted",
    "margin",
    "padding",
    "border",
    "spacing",
]
"""Line through; no box at all; a box without its content; letters without a size; lines of its own; a box of
its own in a line; one out of the line; one in which each element has such a box; above or below the line;
words set beside it; a gap at its sides, or between its letters or words."""
GAPS: tuple[Effect, ...] = ("margin", "padding", "border", "spacing")
_FLOATS = {"left", "right", "inline-start", "inline-end"}
_OFF_THE_LINE = {"absolute", "fixed"}
_HIDES = frozenset({"gone", "invisible", "tiny"})
_OF_LINE = frozenset({"inline", "initial", "unset", "contents", "ruby", "inline flow", "inline ruby"})
"""Values of display that keep an element in the line around it."""
_BLOCK = re.compile(
    r"(?:block|list-item|flow-root|(?:-webkit-|-moz-|-ms-)?(?:flex|flexbox|grid|box)|table(?:-[a-z-]+)?)\b"
)
_PARTING = re.compile(r"\b(?:flex|flexbox|grid|box)\b")
_RAISED = re.compile(r"super|sub|[+-]?(?:\d*\.)?\d+(?:[a-z]+|%)")
_ZERO = re.compile(r"[+-]?0*(?:\.0*)?0(?:\.0*)?(?:[a-z]+|%)?", re.IGNORECASE)
_INHERITED = {"", "inherit", "unset"}
_OF_PARENT = re.compile(r"(?<!r)em|%|larger|smaller")
_GAP = re.compile(
    r"(margin|padding|border)(?:-(?:left|right|inline(?:-start|-end)?))?(?:-width)?|(?:letter|word)-(spacing)"
    r"|(?:column-)?gap"
)
_WIDTH = re.compile(r"(?:calc|var|max|min|clamp)\(.*|(?:\d+\.?|\d*\.)\d*[a-z%]*|thin|medium|thick")
_SIZES = {"height", "max-height", "width", "max-width"}
_FONT_SIZE = re.compile(r"\s*[+-]?\d")
_BRACE = re.compile(r"[{}]|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
"""A brace, or a text in quotes, whose braces are none."""
_COMMA = re.compile(r",(?![^()]{0,200}\))")
_COMBINED = re.compile(r"[\s>+~]")
_TAG_BEHIND = re.compile(rf"&(?=\*|{NAME_SIGN})")
_TAG_BEFORE = re.compile(rf"(?:(?<={NAME_SIGN})|(?<=[)\]]))&")
_MAX_RULE = 2_000
_MAX_RULES = 5_000
_MAX_LAYERS, _MAX_NESTED = 20, 200
_MAX_WORK = 2_000_000


class _Rule(NamedTuple):
    """What a selector declares: by effect, whether it holds and whether that is important.

    Attributes:
        steps: its parts, that of the element itself last.
        strength: how many ids, classes and tags it has, and its place in the sheet.
    """

    steps: tuple[Compound, ...]
    strength: tuple[int, int, int, int]
    effects: Mapping[Effect, tuple[bool, bool]]

    def fits(self, element: NamedElement, around: Sequence[NamedElement]) -> bool:
        """Whether an element within others, the outermost first, is one that the selector means."""
        if not self.steps[-1].fits(element):
            return False
        nearest, is_child = {len(around)}, self.steps[-1].is_child
        for step in reversed(self.steps[:-1]):
            places = {at - 1 for at in nearest if at} if is_child else set(range(max(nearest, default=0)))
            nearest, is_child = {at for at in places if step.fits(around[at])}, step.is_child
        return bool(nearest)


class PageStyles:
    """The rules of a page that strike text through, hide it, raise it or keep it apart, by tag, class and id.

    What hides only on narrow screens, on paper or under another condition does not hide. Of a selector with
    parts that are not looked at, what hides is passed over, and what shows or keeps apart is taken.

    >>> styles = PageStyles("<style>.gone { text-decoration: line-through } #x { display: none }</style>")
    >>> styles.of("span", {"class": "a gone"}), styles.of("b", {"class": "no"}), styles.of("p", {"id": "x"})
    ({'struck': True}, {}, {'gone': True})
    >>> styles.of("p", {"style": "display: none"}), styles.of("p", {"style": "font-size:0px"})
    ({'gone': True}, {'tiny': True})

    Attributes:
        is_missing: a style sheet that the page links is not in its file, or a rule within another was not
            understood.
    """

    def __init__(self, page: str, beside: FileSheets = NO_SHEETS) -> None:
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        self._count = self._work = 0
        sheets = PageSheets(page, beside)
        self.is_missing = sheets.is_missing
        for names, content, condition in (rule for sheet in sheets.texts for rule in _rules(sheet)):
            effects = _effects(content, condition)
            if names is None:
                self.is_missing |= bool(effects)
            elif effects and self._count < _MAX_RULES:
                self._add(",".join(names), effects)

    @property
    def is_known(self) -> bool:
        """Whether every rule of the page was read."""
        return not self.is_missing and self._count < _MAX_RULES

    def _add(self, names: str, effects: Mapping[Effect, tuple[bool, bool]]) -> None:
        for selector in selectors(names):
            # Words that a sheet sets before or behind an element part it from those beside it.
            declared = {
                name: said
                for name, said in effects.items()
                if selector.is_added == (name == "parted")
                and (not selector.is_in_doubt or (name != "struck" and _is_safe(name, said[0])))
            }
            if declared:
                self._count += 1
                key = min(selector.steps[-1].marks, default=selector.steps[-1].tag)
                self._rules[key].append(_Rule(selector.steps, (*selector.strength, self._count), declared))

    def of(
        self, tag: str, attrs: Mapping[str, str | None], around: Sequence[NamedElement] = ()
    ) -> dict[Effect, bool]:
        """Return which effects an element has or takes back, by its own style or the strongest rule for it.

        Args:
            tag: in lower case.
            attrs: its attributes, with names in lower case.
            around: the elements in which it stands, the outermost first.
        """
        element = LoneElement(tag, marks_of(attrs))
        fitting = sorted(
            (
                rule
                for key in ("", tag, *element.marks)
                for rule in self._rules.get(key, ())
                if self._fits(rule, element, around)
            ),
            key=lambda rule: rule.strength,
        )
        own = _effects(attrs.get("style") or "", "")
        is_closed = tag == "dialog" and "open" not in attrs
        held: dict[Effect, bool] = {"gone": True} if "hidden" in attrs or is_closed else {}
        if tag == "font" and _FONT_SIZE.match(attrs.get("size") or ""):
            held["tiny"] = False
        for is_important in (False, True):
            for effects in (*(rule.effects for rule in fitting), own):
                held |= {name: holds for name, (holds, weighs) in effects.items() if weighs == is_important}
        return held

    def _fits(self, rule: _Rule, element: NamedElement, around: Sequence[NamedElement]) -> bool:
        """Whether a rule is for an element; none of several parts once a page has taken too much work."""
        if len(rule.steps) == 1 or not rule.steps[-1].fits(element):
            return rule.fits(element, around)
        self._work += len(around) * len(rule.steps)
        return self._work <= _MAX_WORK and rule.fits(element, around)


def _effects(content: str, condition: str) -> dict[Effect, tuple[bool, bool]]:
    """What the declarations of a rule do, and whether they are important.

    Args:
        content: the declarations.
        condition: under which they hold, in small letters, or "".
    """
    effects: dict[Effect, tuple[bool, bool]] = {}
    stated: dict[str, str] = {}
    for declaration in content.split(";"):
        name, _, value = declaration.partition(":")
        stated[name := name.strip().lower()] = value = value.strip().lower()
        is_important = value.endswith("important")
        for effect, holds in _declared(name, value.partition("!")[0].strip()):
            effects[effect] = (holds, is_important)
    is_boxless = any(_ZERO.fullmatch(stated.get(size, "").partition("!")[0].strip()) for size in _SIZES)
    if is_boxless and stated.get("overflow", "").startswith("hidden"):
        effects["gone"] = (True, False)
    if "print" in condition:
        return {}
    return {
        name: said
        for name, said in effects.items()
        if not condition or name == "struck" or _is_safe(name, said[0])
    }


def _is_safe(name: Effect, holds: bool) -> bool:  # noqa: FBT001
    """Whether an effect may be taken in doubt: nothing is hidden, and nothing joined, by it."""
    return name != "line" and holds != (name in _HIDES)


def _declared(name: str, value: str) -> Iterator[tuple[Effect, bool]]:
    if name in {"text-decoration", "text-decoration-line"}:
        yield "struck", "line-through" in value.split()
    elif name == "display":
        yield from _displayed(value)
    elif value in {"float": _FLOATS, "position": _OFF_THE_LINE}.get(name, ()):
        yield "afloat", True
    elif name in {"vertical-align", "font-variant-position"}:
        yield "raised", bool(_RAISED.fullmatch(value)) and not _ZERO.fullmatch(value)
    elif name == "content":
        yield "parted", value.strip("\"' ") not in {"", "none", "normal"} or " " in value
    elif name == "visibility" and value not in _INHERITED:
        yield "invisible", value in {"hidden", "collapse"}
    elif (
        name == "font-size"
        and value not in _INHERITED
        and (not _OF_PARENT.search(value) or _ZERO.fullmatch(value))
    ):
        yield "tiny", _ZERO.fullmatch(value) is not None
    elif gap := _GAP.fullmatch(name):
        yield from _gap(name, gap[1] or gap[2] or "spacing", value)
    elif name == "font":
        yield "tiny", any(_ZERO.fullmatch(part.partition("/")[0]) for part in value.split())


def _gap(name: str, kind: str, value: str) -> Iterator[tuple[Effect, bool]]:
    """A gap at the sides of an element; one at a side is not taken back by the other."""
    parts = value.split()
    sides = parts if kind == "border" or name != kind else parts[1::2] or parts
    is_gap = any(_WIDTH.fullmatch(part) and not _ZERO.fullmatch(part) for part in sides)
    is_gap &= kind != "border" or "none" not in parts
    for effect in GAPS:
        if effect == kind and (is_gap or name in {kind, "border-width", "letter-spacing"}):
            yield effect, is_gap


def _displayed(value: str) -> Iterator[tuple[Effect, bool]]:
    yield "gone", value == "none"
    if value != "none" and not value.startswith("revert"):
        yield "line", _BLOCK.match(value) is not None
        yield "boxed", " ".join(value.split()) not in _OF_LINE
        yield "parting", _PARTING.search(value) is not None


class _Block(NamedTuple):
    """What stands between two braces.

    Attributes:
        names: the selectors whose declarations stand there; none outside all rules; None of those that are
            not understood.
        condition: under which they hold, or "".
    """

    names: tuple[str, ...] | None
    condition: str

    def within(self, head: str) -> _Block:
        """A block that stands in this one."""
        if head.startswith("@"):
            return _Block(self.names, " ".join(filter(None, (self.condition, _condition(head)))))
        return _Block(_nested(self.names, head), self.condition)


def _rules(sheet: str) -> Iterator[tuple[tuple[str, ...] | None, str, str]]:
    """The selectors and the content of each rule, and under which condition of a rule around it it stands."""
    text, at, around = with_plain_names(without_comments(sheet)), 0, [_Block((), "")]
    for brace in _BRACE.finditer(text):
        if brace[0] not in {"{", "}"}:
            continue
        before, at = text[at : brace.start()], brace.end()
        block, head = around[-1], ""
        if brace[0] == "{" and len(around) < _MAX_LAYERS:
            before, _, head = before.rpartition(";")
            around.append(block.within(head.strip()[-_MAX_RULE:]))
        elif brace[0] == "}" and len(around) > 1:
            around.pop()
        if block.names != () and before.strip():
            yield block.names, before[:_MAX_RULE], block.condition


def _nested(around: tuple[str, ...] | None, head: str) -> tuple[str, ...] | None:
    """The selectors of a rule by those of the rule around it; None where one of them is not understood."""
    names = [name.strip() for name in _COMMA.split(head)]
    if around == () and "&" not in head:
        return tuple(names)
    if not around or len(around) * len(names) > _MAX_NESTED:
        return None
    joined = [_joined(outer, name) for outer in around for name in names]
    return tuple(joined) if all(joined) and len("".join(joined)) <= _MAX_RULE else None


def _joined(outer: str, name: str) -> str:
    """A selector within another, which stands for its `&`; "" of one that is not understood."""
    if "&" not in name:
        return f"{outer} {name}"
    is_first = name.startswith("&") and name.count("&") == 1
    is_of_several = _COMBINED.search(without_conditions(outer)) is not None
    is_before_tag = _TAG_BEFORE.search(name) is not None and outer[:1] not in {".", "#", "[", ":"}
    if _TAG_BEHIND.search(name) or is_before_tag or (is_of_several and not is_first):
        return ""
    return name.replace("&", outer)


def _condition(name: str) -> str:
    """The condition of a rule around others, or "" of one that holds on every screen."""
    kind, _, rest = name.lower().partition(" ")
    is_plain = kind not in {"@media", "@supports", "@container"} or rest.strip() in {"screen", "all"}
    return "" if is_plain else name.lower()

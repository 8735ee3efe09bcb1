"""What a page's own style sheets and attributes strike through or hide, as far as simple selectors say so.

Source: CSS Text Decoration Module Level 3, 2.1; Selectors Level 3, 5.1 and 6.4; CSS Cascading and Inheritance
Level 3, 6; CSS 2.2, 9.2.4 (display), 11.2 (visibility) and 15.7 (font-size); HTML Standard, 6.1 (hidden).
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

Effect = Literal["struck", "gone", "invisible", "tiny"]
"""Line through; no box at all; a box without its content; letters without a size."""
_SELECTOR = re.compile(r"([A-Za-z][\w-]*|\*)?((?:[.#][\w-]+)*)")
_ZERO = re.compile(r"[+-]?0*(?:\.0*)?0(?:\.0*)?(?:[a-z]+|%)?", re.IGNORECASE)
_INHERITED = {"", "inherit", "unset"}
_OF_PARENT = re.compile(r"(?<!r)em|%|larger|smaller")
_SIZES = {"height", "max-height", "width", "max-width"}
_MEDIUM = re.compile(r"\bmedia\s*=\s*[\"']?([^\"'>{}]+)", re.IGNORECASE)
_BRACE = re.compile(r"[{}]")
_MAX_RULE = 2_000
_MAX_RULES = 5_000
_MAX_LAYERS = 20
_SMALL = {ord(letter): letter.lower() for letter in string.ascii_uppercase}


class _Rule(NamedTuple):
    """What a selector declares: by effect, whether it holds and whether that is important."""

    tag: str
    marks: frozenset[str]
    place: int
    effects: Mapping[Effect, tuple[bool, bool]]

    @property
    def strength(self) -> tuple[int, int, int, int]:
        """Ids, classes and tags of the selector, and its place in the sheet."""
        ids = sum(mark.startswith("#") for mark in self.marks)
        return ids, len(self.marks) - ids, bool(self.tag), self.place


class PageStyles:
    """The rules of a page that strike text through or hide it, or take that back, by tag, class and id.

    What hides only on narrow screens, on paper or under another condition does not hide.

    >>> styles = PageStyles("<style>.gone { text-decoration: line-through } #x { display: none }</style>")
    >>> styles.of("span", {"class": "a gone"}), styles.of("b", {"class": "no"}), styles.of("p", {"id": "x"})
    ({'struck': True}, {}, {'gone': True})
    >>> styles.of("p", {"style": "display: none"}), styles.of("p", {"style": "font-size:0px"})
    ({'gone': True}, {'tiny': True})
    """

    def __init__(self, page: str) -> None:
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        self._count = 0
        sheets = _sheets(page)
        for names, content, condition in (rule for sheet in sheets for rule in _rules(sheet)):
            if (effects := _effects(content, condition)) and self._count < _MAX_RULES:
                self._add(names, effects)

    def _add(self, names: str, effects: Mapping[Effect, tuple[bool, bool]]) -> None:
        for name in names.split(","):
            selector = _SELECTOR.fullmatch(name.strip())
            if selector and selector[0]:
                tag = (selector[1] or "").lower().strip("*")
                marks = frozenset(re.findall(r"[.#][\w-]+", selector[2]))
                self._count += 1
                self._rules[min(marks, default=tag)].append(_Rule(tag, marks, self._count, effects))

    def of(self, tag: str, attrs: Mapping[str, str | None]) -> dict[Effect, bool]:
        """Return which effects an element has or takes back, by its own style or the strongest rule for it.

        Args:
            tag: in lower case.
            attrs: its attributes, with names in lower case.
        """
        marks = {f".{name}" for name in (attrs.get("class") or "").split()}
        marks |= {f"#{name}" for name in (attrs.get("id") or "").split()}
        fitting = sorted(
            (
                rule
                for key in ("", tag, *marks)
                for rule in self._rules.get(key, ())
                if _fits(rule, tag, marks)
            ),
            key=lambda rule: rule.strength,
        )
        own = _effects(attrs.get("style") or "", "")
        held: dict[Effect, bool] = {"gone": True} if "hidden" in attrs else {}
        for is_important in (False, True):
            for effects in (*(rule.effects for rule in fitting), own):
                held |= {name: holds for name, (holds, weighs) in effects.items() if weighs == is_important}
        return held


def _fits(rule: _Rule, tag: str, marks: set[str]) -> bool:
    return rule.tag in {"", tag} and rule.marks <= marks


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
    return {name: said for name, said in effects.items() if not condition or name == "struck" or not said[0]}


def _declared(name: str, value: str) -> Iterator[tuple[Effect, bool]]:
    if name in {"text-decoration", "text-decoration-line"}:
        yield "struck", "line-through" in value.split()
    elif name == "display":
        yield "gone", value == "none"
    elif name == "visibility" and value not in _INHERITED:
        yield "invisible", value in {"hidden", "collapse"}
    elif (
        name == "font-size"
        and value not in _INHERITED
        and (not _OF_PARENT.search(value) or _ZERO.fullmatch(value))
    ):
        yield "tiny", _ZERO.fullmatch(value) is not None
    elif name == "font":
        yield "tiny", any(_ZERO.fullmatch(part.partition("/")[0]) for part in value.split())


def _sheets(page: str) -> Iterator[str]:
    """The style sheets of a page, each under the medium it states; one within a comment is none."""
    lower, at = page.translate(_SMALL), 0
    while (begins := lower.find("<style", at)) >= 0:
        comment = lower.find("<!--", at, begins)
        first, last = (comment, "-->") if comment >= 0 else (begins, "</style")
        if (ends := lower.find(last, first)) < 0:
            return
        at = ends + len(last)
        if comment < 0:
            attributes, _, rules = page[begins + len("<style") : ends].partition(">")
            rules = rules.replace("<!--", " ").replace("-->", " ")  # which a sheet may have around its rules
            medium = _MEDIUM.search(attributes)
            yield f"@media {medium[1]} {{{rules}}}" if medium else rules


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return " ".join((first, *(other.partition("*/")[2] for other in others)))


def _rules(sheet: str) -> Iterator[tuple[str, str, str]]:
    """The selectors and the content of each rule, and under which condition of a rule around it it stands."""
    text, at, around = _without_comments(sheet), 0, [""]
    for brace in _BRACE.finditer(text):
        before, at = text[at : brace.start()], brace.end()
        if brace[0] == "{" and len(around) < _MAX_LAYERS:
            around.append(before.rpartition(";")[2].strip()[-_MAX_RULE:])
        elif brace[0] == "}" and len(around) > 1:
            names = around.pop()
            if not names.startswith("@"):
                yield names, before[:_MAX_RULE], " ".join(filter(None, map(_condition, around)))


def _condition(name: str) -> str:
    """The condition of a rule around others, or "" of one that holds on every screen."""
    kind, _, rest = name.lower().partition(" ")
    is_plain = kind not in {"@media", "@supports", "@container"} or rest.strip() in {"screen", "all"}
    return "" if is_plain else name.lower()

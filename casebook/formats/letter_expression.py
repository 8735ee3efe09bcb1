"""The expressions a template of a letter may use: fields, lists gone through, and conditions.

SECURITY: Jinja's sandbox keeps a template from what Python has inside; the closed list here keeps it from
everything but the fields it is given. Either would do alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from casebook.domain.dossier.letters.letter_field import BLANK, FIELDS, LISTS

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.sandbox import SandboxedEnvironment

SIGN = "\u2060"
"""Stands in no other text; taken out again when the place is marked in the finished letter."""
_FILTERS = {"upper", "lower", "capitalize"}
_LOOP = {"first", "last", "index"}
_MAX_COMPILED = 64
"""Parts of letters kept compiled; a letter has up to seven."""
_PLAIN = ("Const", "TemplateData", "And", "Or", "Not", "Compare", "Operand", "CondExpr", "Output", "Template")


class ExpressionFault(Exception):
    """An expression is refused.

    Attributes:
        name: the field or word at fault.
        is_field: whether it is a field that is not known, and not a kind of expression.
    """

    def __init__(self, name: str, *, is_field: bool) -> None:
        super().__init__(name)
        self.name, self.is_field = name, is_field


class Missing:
    """The place of a field without a value: false in a condition, its title in brackets where it is written.

    Args:
        name: of the field.
        noted: takes the name when the place is written.
    """

    __slots__ = ("_noted", "name")

    def __init__(self, name: str, noted: dict[str, None]) -> None:
        self.name, self._noted = name, noted

    def __bool__(self) -> bool:
        """Return False: nothing is known."""
        return False

    def __html__(self) -> str:
        """Return what is written, and note that it was."""
        return str(self)

    def __str__(self) -> str:
        """Return the title of the field in brackets."""
        self._noted[self.name] = None
        return open_place(title_of(self.name))


def open_place(title: str) -> str:
    """Return what stands in a letter where something is left to be written."""
    return f"[{SIGN}{title}]"


def title_of(name: str) -> str:
    """Return the English title of a field; of a blank its name in words."""
    group, _, part = name.partition(".")
    return part.replace("_", " ") if group == BLANK else FIELDS[name].title


@cache
def environment() -> SandboxedEnvironment:
    """Return the sandbox in which templates are read and filled; every value is escaped for XML.

    It compiles a source once, as a letter is set anew with each word that is typed into it.
    """
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    sandbox = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    sandbox.globals.clear()
    sandbox.filters = {name: sandbox.filters[name] for name in _FILTERS}
    sandbox.tests.clear()
    sandbox.from_string = lru_cache(_MAX_COMPILED)(sandbox.from_string)  # type: ignore[method-assign,assignment] # with the arguments it is called with
    return sandbox


def fields_of(source: str) -> tuple[str, ...]:
    """Return the fields of a template in the order of their first use, those of lists as ``facts.date``.

    Raises:
        TemplateSyntaxError: it is no template.
        ExpressionFault: it uses a field that there is none of, or more than fields, lists and conditions.
    """
    return tuple(dict.fromkeys(_fields(environment().parse(source), {})))


def _fields(node: nodes.Node, lists: Mapping[str, str]) -> Iterator[str]:
    kind = type(node).__name__
    if kind == "Getattr":
        yield from _field(node, lists)
    elif kind == "For":
        yield from _gone_through(node, lists)
    elif kind == "Name" and node.name in LISTS:  # type: ignore[attr-defined] # a name
        yield node.name  # type: ignore[attr-defined] # a name
    elif kind == "Name":
        raise ExpressionFault(node.name, is_field=True)  # type: ignore[attr-defined] # a name
    elif kind == "Filter" and node.name not in _FILTERS:  # type: ignore[attr-defined] # a filter
        raise ExpressionFault(node.name, is_field=False)  # type: ignore[attr-defined] # a filter
    elif kind not in {*_PLAIN, "Filter", "If"}:
        raise ExpressionFault(kind, is_field=False)
    else:
        for child in node.iter_child_nodes():
            yield from _fields(child, lists)


def _field(node: nodes.Node, lists: Mapping[str, str]) -> Iterator[str]:
    group = getattr(node, "node", None)
    part = getattr(node, "attr", "")
    name = getattr(group, "name", "")
    if type(group).__name__ != "Name":
        raise ExpressionFault(part, is_field=True)
    if name == "loop" and lists and part in _LOOP:
        return
    if name in lists:
        name = lists[name]
        is_known = part in LISTS[name]
    else:
        is_known = name == BLANK or f"{name}.{part}" in FIELDS
    if not is_known or part.startswith("_"):
        raise ExpressionFault(f"{name}.{part}", is_field=True)
    yield f"{name}.{part}"


def _gone_through(node: nodes.Node, lists: Mapping[str, str]) -> Iterator[str]:
    """One list at a time: lists in lists could make a small template endless."""
    through = getattr(getattr(node, "iter", None), "name", "")
    entry = getattr(getattr(node, "target", None), "name", "")
    if lists or not entry:
        raise ExpressionFault("for", is_field=False)
    if through not in LISTS:
        raise ExpressionFault(through or "for", is_field=bool(through))
    yield through
    inside = {**lists, entry: through}
    for child in (*getattr(node, "body", ()), *getattr(node, "else_", ())):
        yield from _fields(child, inside)
    if getattr(node, "test", None) is not None or getattr(node, "recursive", False):
        raise ExpressionFault("for", is_field=False)

"""Routes of a request: a treaty or the general law of a State, with the papers that each asks for."""

from __future__ import annotations

from typing import Literal

from casebook.domain.base.entity import entity
from casebook.domain.library.instrument import Confidence
from casebook.domain.library.reading_level import ReadingLevel

RouteKind = Literal["treaty", "general-law", "outgoing", "model", "notice"]
"""`outgoing`: the law of the requesting State on requests it makes; `model`: binds nobody here."""
PaperStage = Literal[
    "all",
    "prosecution",
    "sentence",
    "arrest",
    "provisional",
    "hearing",
    "death-penalty",
    "assurance",
    "special-circumstances",
    "notice",
]
LimitKind = Literal["provisional", "supplement", "takeover"]
ReadAs = Literal["article", "article-part", "excerpt", "summary", "rule-pack", "unread"]
"""What was read, more finely than a reading level says."""
Side = Literal["for", "adverse", "both"]


@entity
class RouteLimit:
    """A time within which a State must act under a route.

    Attributes:
        kind: papers after provisional arrest, supplements asked for, or taking the person over.
        period: as the text states it, in words; "" where it names none. Nothing is counted from it.
        runs_from, runs_to, how, consequence: in words.
        rule_ids: the deadline rules that count it; none where the engine has no rule.
    """

    kind: LimitKind
    period: str = ""
    runs_from: str = ""
    runs_to: str = ""
    how: str = ""
    consequence: str = ""
    rule_ids: tuple[str, ...] = ()


@entity
class RequestRoute:
    """A legal basis of a request.

    Attributes:
        state: ISO 3166 code of the requested State, or of the requesting one of an `outgoing` route.
        instrument_id: of the registry, or "".
        is_treaty_unread: the treaty that it names prevails, and its articles on papers were not read.
        channel, language, authentication: what it asks of the request as a whole, in words.
        reading_level: how well it was read; `read` says it more finely.
        reported_in: the account it came through, for `secondary`.
        as_of: the day or edition of the text read, in words.
    """

    id: str
    kind: RouteKind
    title: str
    reading_level: ReadingLevel
    read: ReadAs
    confidence: Confidence
    state: str = ""
    instrument_id: str = ""
    is_treaty_unread: bool = False
    channel: str = ""
    language: str = ""
    authentication: str = ""
    limits: tuple[RouteLimit, ...] = ()
    as_of: str = ""
    reported_in: str = ""
    url: str = ""
    notes: str = ""
    pack: str = ""


@entity
class RequiredPaper:
    """A paper, statement or quality that a route asks for.

    Attributes:
        stage: of the request it belongs to.
        what, form, by: what it is, in what form and from whom; "" where the text read does not say.
        article: where the route asks for it.
        due: by when, in words; a date comes from a deadline rule.
        missing: what follows where it is not there, or what to ask then.
        argument: what can be made of it.
        is_permitted: the text permits it, and does not ask for it: it can never be lacking.
    """

    id: str
    route_id: str
    stage: PaperStage
    what: str
    article: str
    reading_level: ReadingLevel
    read: ReadAs
    confidence: Confidence
    form: str = ""
    by: str = ""
    due: str = ""
    missing: str = ""
    argument: str = ""
    is_permitted: bool = False
    reported_in: str = ""
    url: str = ""
    pack: str = ""


@entity
class PaperAuthority:
    """A decision about papers of a request.

    Attributes:
        route_ids: the routes it bears on.
        decided: day, month or year, as written; "" where not known.
        side: whom it helps; an adverse one is shown like the others.
    """

    id: str
    route_ids: tuple[str, ...]
    court: str
    text: str
    side: Side
    reading_level: ReadingLevel
    read: ReadAs
    decided: str = ""
    number: str = ""
    reported_in: str = ""
    url: str = ""
    pack: str = ""


@entity
class RequiredPapers:
    """The pack of routes, papers and authorities.

    Attributes:
        version: of the pack.
    """

    routes: tuple[RequestRoute, ...]
    papers: tuple[RequiredPaper, ...]
    authorities: tuple[PaperAuthority, ...]
    version: str

    def route(self, route_id: str) -> RequestRoute | None:
        """Return a route by its ID, or None."""
        return next((one for one in self.routes if one.id == route_id), None)

    def papers_of(self, route_id: str) -> tuple[RequiredPaper, ...]:
        """Return the papers of a route, in the order of the pack."""
        return tuple(one for one in self.papers if one.route_id == route_id)

    def authorities_of(self, route_id: str) -> tuple[PaperAuthority, ...]:
        """Return the authorities on a route, those for the person first."""
        found = (one for one in self.authorities if route_id in one.route_ids)
        return tuple(sorted(found, key=lambda one: one.side == "adverse"))

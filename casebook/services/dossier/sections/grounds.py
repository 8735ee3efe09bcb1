"""The grounds: each with its argument, and each element with what proves it and what stands against it.

How far a thing is shown, and what is still to be done for it, is counsel's own assessment: it stays here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from casebook.domain.base.absence import NOT_HERE_YET
from casebook.domain.case.fact import Fact
from casebook.domain.dossier.composition import Block, Heading, Line, Span, TextParagraph
from casebook.domain.dossier.dossier import Section
from casebook.domain.library.citation import cite_finding
from casebook.domain.library.finding import Finding
from casebook.services.case import ground
from casebook.services.dossier.dossier_data import DossierData
from casebook.services.dossier.sections import prose, reference


def blocks(dossier_data: DossierData, section: Section) -> tuple[Block, ...]:  # noqa: ARG001 - every section is called alike
    """A heading for each ground, where it hangs in the law, its argument, and its elements."""
    return tuple(block for row in dossier_data.argument.grounds for block in _ground(dossier_data, row))


def _ground(dossier_data: DossierData, row: ground.MatrixRow) -> list[Block]:
    content: list[Block] = [Heading(text=row.ground.title, anchor=f"ground:{row.ground.id}")]
    if row.ground.hooks:
        hooks = dossier_data.words.series_of(row.ground.hooks)
        law = Span(f"{hooks[:1].upper()}{hooks[1:]}", emphasis="quiet")
        content.append(TextParagraph(line=(law,), keeps="next"))
    content += prose.paragraphs(dossier_data, row.ground.text)
    for element in row.lines:
        content += _element(dossier_data, element)
    return content


def _element(dossier_data: DossierData, line: ground.MatrixElement) -> list[Block]:
    """What is to be proved, what shows it, what stands against it, and the answer to that.

    An element with nothing but places in exhibits, or nothing at all, is a sentence and no heading.
    """
    element = prose.line(dossier_data, line.proof.element)
    shown, against = list(_shown(dossier_data, line)), _against(dossier_data, line)
    own, behind = reference.evidence(dossier_data, line.proof.evidence), reference.behind(line.proof.evidence)
    if not shown and not against:
        places = (Span(" ("), *own, Span(")")) if own else ()
        stop = "" if line.proof.element.rstrip().endswith((".", "!", "?", "。")) else "."
        return [TextParagraph(line=(*element, *places, Span(stop, rests_on=behind)))]
    title = "".join(span.text for span in element)
    keys = (*(f"fact:{fact.id}" for fact in line.facts), *behind)
    content: list[Block] = [Heading(text=title, level=3, rests_on=keys)]
    if own:  # below the sentence that it shows, which is the heading
        opening = Span(f"{dossier_data.words('Evidence')}: ", rests_on=behind)
        content.append(TextParagraph(line=(opening, *own, Span("."))))
    content += _points(shown)
    if against:
        content.append(replace(_opened(dossier_data.words("Anticipated points"), ()), keeps="next"))
        content += _points(against)
    if against and line.proof.answer.strip():
        answer = prose.line(dossier_data, line.proof.answer)
        content.append(_opened(f"{dossier_data.words('Response')}: ", answer, keys))
    return content


def _points(lines: Iterable[Line]) -> Iterator[TextParagraph]:
    return (TextParagraph(line=line, style="bullet") for line in lines)


def _opened(opening: str, line: Line, rests_on: tuple[str, ...] = ()) -> TextParagraph:
    return TextParagraph(line=(Span(opening, emphasis="bold", rests_on=rests_on), *line))


def _shown(dossier_data: DossierData, line: ground.MatrixElement) -> Iterator[Line]:
    """Yield facts and findings; findings with an unread source are not filed."""
    yield from (_fact(dossier_data, fact) for fact in line.facts)
    yield from (_finding(dossier_data, each) for each in line.findings if each.reading_level != "none")


def _against(dossier_data: DossierData, line: ground.MatrixElement) -> list[Line]:
    """Return what is adverse; findings with an unread source are not filed."""
    lines = [_finding(dossier_data, each) for each in line.adverse if each.reading_level != "none"]
    if line.proof.adverse.strip():
        keys = tuple(f"fact:{fact.id}" for fact in line.facts)
        lines.append(
            tuple(replace(one, rests_on=keys) for one in prose.line(dossier_data, line.proof.adverse))
        )
    return lines


def _fact(dossier_data: DossierData, fact: Fact) -> Line:
    places = reference.exhibits(dossier_data, fact.pinpoints)
    is_sentence = bool(places) and fact.statement.endswith(".")
    statement = Span(fact.statement.removesuffix("." if is_sentence else ""), rests_on=(f"fact:{fact.id}",))
    return (statement, *((Span(" ("), *places, Span(")." if is_sentence else ")")) if places else ()))


def _finding(dossier_data: DossierData, finding: Finding) -> Line:
    cited = dossier_data.argument.rests_on.get(finding.id)
    statement = Span(f"{dossier_data.words.spelled(finding.statement)} ", rests_on=(f"finding:{finding.id}",))
    if cited is None:  # its source is not here yet, which stops every copy but a draft
        return (statement, Span(f"[{dossier_data.words(NOT_HERE_YET)}]", emphasis="quiet"))
    place = cite_finding(cited.finding, cited.source, dossier_data.words)
    return (
        statement,
        reference.source(dossier_data, cited.source.id),
        Span(f" · {place}", emphasis="quiet"),
    )

"""Arguments of the library, custom ones, and the routes by court or body."""

from __future__ import annotations

from casebook.domain.library.argument import Argument
from casebook.domain.library.route import Route
from casebook.domain.sharing.merge import WHOLE_PART, Part, merging
from casebook.store.base.entity_table import EntityTable, SearchText
from casebook.store.base.table import maybe_text, noun_table, parts, text


def _words(argument: Argument) -> SearchText:
    return SearchText(
        title=argument.title,
        body=" ".join(
            (
                argument.issue,
                *argument.test,
                argument.burden,
                argument.standard,
                argument.relief,
                *(authority.proposition for authority in argument.authorities),
                *(authority.citation for authority in argument.authorities),
                *(f"{point.state_says} {point.response}" for point in argument.points),
                *argument.facts_needed,
                *(forum.note for forum in argument.forums),
                argument.forum_notes,
            )
        ),
    )


ARGUMENT = EntityTable(
    noun="argument",
    kind=Argument,
    table=noun_table(
        "argument",
        text("title"),
        text("ground"),
        text("issue"),
        parts("test"),
        text("burden"),
        text("standard"),
        parts("authorities"),
        parts("points"),
        parts("facts_needed"),
        parts("finding_ids"),
        parts("adverse_ids"),
        text("relief"),
        parts("proceedings"),
        parts("forums"),
        text("forum_notes"),
        text("doubt"),
        maybe_text("read_again_on"),
        text("copied_from"),
        maybe_text("checked_on"),
        text("pack"),
    ),
    words=lambda argument: [_words(argument)],
    comes_with_packs=True,
    merge=merging(
        one=(
            "title",
            "ground",
            "issue",
            "burden",
            "standard",
            "relief",
            "doubt",
            "read_again_on",
            "copied_from",
            "checked_on",
            "pack",
        ),
        parts={
            "test": WHOLE_PART,
            "authorities": Part(by=("source_id", "citation", "proposition")),
            "points": Part(by=("state_says",)),
            "facts_needed": WHOLE_PART,
            "finding_ids": WHOLE_PART,
            "adverse_ids": WHOLE_PART,
            "proceedings": WHOLE_PART,
            "forums": Part(by=("country",)),
        },
        prose=("forum_notes",),
    ),
)
ROUTE = EntityTable(
    noun="route",
    kind=Route,
    table=noun_table(
        "route",
        text("forum"),
        text("title"),
        text("court"),
        text("remedy"),
        text("time"),
        parts("form"),
        parts("laws"),
        parts("source_ids"),
        text("how_read"),
        text("warning"),
        maybe_text("checked_on"),
        text("pack"),
    ),
    words=lambda route: [
        SearchText(
            title=route.title,
            body=" ".join((route.court, route.remedy, *route.form, *route.laws, route.warning)),
        )
    ],
)

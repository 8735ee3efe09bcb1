"""Titles that are those of rules: kept in English, and shown in the language of the reader."""

from __future__ import annotations

from casebook.base.i18n import Translator
from casebook.domain.base.entity import entity


@entity
class RuleTitled:
    """What stands for a record that may have the title of a rule.

    Attributes:
        is_titled_by_rule: a deadline with the English title of its rule, not one that was typed.
    """

    is_titled_by_rule: bool = False

    def shown(self, title: str, words: Translator) -> str:
        """Return a title: that of a rule in a language, one that was typed as it was typed.

        >>> typed, of_rule = RuleTitled(), RuleTitled(is_titled_by_rule=True)
        >>> [one.shown("Deadline", Translator("zh-Hans")) for one in (typed, of_rule)]
        ['Deadline', '期限']
        """
        return words(title) if self.is_titled_by_rule else title

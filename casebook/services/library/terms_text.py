"""Texts of the terms of a treaty in a pack: its grounds for refusal, and which of its fields were read."""

from __future__ import annotations

from casebook.base.i18n import Translator

_OPTIONAL = "-optional"


def refusal_ground(key: str, words: Translator) -> str:
    """Return the text of a ground for refusal of a pack, such as ``political-offence-optional``."""
    names = {
        "amnesty-or-time-bar": words("amnesty or limitation"),
        "asylum-granted": words("asylum granted"),
        "contrary-to-legal-system": words("contrary to the legal system"),
        "death-penalty": words("death penalty"),
        "discrimination-purpose": words("discriminatory purpose"),
        "double-criminality": words("dual criminality"),
        "humanitarian": words("humanitarian grounds"),
        "in-absentia": words("trial in absentia"),
        "inhuman-punishment": words("inhuman punishment"),
        "military-offence": words("military offence"),
        "minor-offence": words("minor offence"),
        "nationality": words("own nationals"),
        "ne-bis-in-idem": words("ne bis in idem"),
        "own-jurisdiction": words("jurisdiction of the requested State"),
        "persecution-purpose": words("purpose of persecution"),
        "political-offence": words("political offence"),
        "prima-facie-case": words("no prima facie case"),
        "private-complaint-offence": words("offence prosecuted on private complaint"),
        "prohibited-penalty": words("prohibited penalty"),
        "public-order-or-essential-interests": words("public order or essential interests"),
        "specialty": words("specialty"),
        "torture-or-inhuman-treatment": words("torture or inhuman treatment"),
        "treaty-obligations": words("treaty obligations"),
        "undue-delay": words("undue delay"),
    }
    name = names.get(key.removesuffix(_OPTIONAL), key.replace("-", " "))
    return words("{ground} (optional)", ground=name) if key.endswith(_OPTIONAL) else name


def field_read(key: str, words: Translator) -> str:
    """Return the text of a field of an instrument that was read on its page, such as ``in_force-year``."""
    names = {
        "death_penalty_clause": words("death penalty"),
        "humanitarian_clause": words("humanitarian grounds"),
        "in_force": words("entry into force"),
        "in_force-month": words("month of entry into force"),
        "in_force-year": words("year of entry into force"),
        "languages": words("languages"),
        "nationality_clause": words("own nationals"),
        "provisional_arrest_days": words("provisional arrest"),
        "ratified": words("ratification"),
        "ratified-law": words("law of ratification"),
        "refusal_grounds": words("grounds for refusal"),
        "signed": words("signature"),
        "signed-month": words("month of signature"),
        "signed-year": words("year of signature"),
        "status": words("status"),
        "status-signed": words("status and signature"),
        "suspended": words("suspension"),
        "terminated": words("termination"),
    }
    return names.get(key, key.replace("_", " ").replace("-", " "))

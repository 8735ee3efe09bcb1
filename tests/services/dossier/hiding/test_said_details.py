"""Addresses as they are spoken, names behind Russian titles, employers for short, and look-alikes."""

from __future__ import annotations

import pytest

from casebook.base.i18n import Translator
from casebook.domain.dossier.hiding.identifying import KnownFact
from casebook.domain.dossier.hiding.name_replacer import NameReplacer
from casebook.services.dossier.hiding.known_forms import channels, hidden_facts
from casebook.services.dossier.hiding.protected_names import name_forms
from casebook.services.dossier.hiding.unrecorded_day import labelled_days

_WORDS = Translator("en")
_MAIL, _WORK = "[contact details]", "[place of work]"


@pytest.mark.parametrize(
    ("said", "copied"),
    [
        ("ruolan dot guo at gmail dot com; he", f"{_MAIL}; he"),
        ("guo dot ruolan at proton dot me, x", f"{_MAIL}, x"),
        ("ruolan underscore guo at qq dot com", _MAIL),
        ("Look at the dot on the map.", "Look at the dot on the map."),
        (
            "госпожа Го; г-жа Го; к господину Го; го и Го",
            "госпожа Person A; г-жа Person A; к господину Person A; го и Го",
        ),
        ("at the Blue Lantern; Blue Lantern staff", f"at the {_WORK}; {_WORK} staff"),
        ("a blue lantern over the tea; Human Rights", "a blue lantern over the tea; Human Rights"),
        ("Falcon came; a falcon flew; falcons", "Person A came; a falcon flew; falcons"),
        ("TIN 60123456Q; Mr Tin came", "TIN 60123456Q; Mr Person F came"),
        ("batch 20201103; on 20201104 he", "batch 20201103; in November 2020 he"),
        ("OJ L 180, 29.6.2013, p. 60; on 30.6.2013 he", "OJ L 180, 29.6.2013, p. 60; in June 2013 he"),
    ],
)
def test_details_are_found_as_they_are_said(said: str, copied: str) -> None:
    works = ("Blue Lantern Tea House", "Human Rights Law Clinic")
    facts = hidden_facts((KnownFact(kind="workplace", value=work) for work in works), _WORDS)
    names = (
        *name_forms(("Guo Ruolan", "Falcon"), "Person A"),
        *name_forms(("Tian Wei", "Tin Wai"), "Person F"),
    )
    hidden = [*names, *facts, channels(_WORDS)]
    assert NameReplacer([*hidden, *labelled_days([said], hidden, set(), _WORDS)]).apply(said) == copied

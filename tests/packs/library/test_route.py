"""Routes and deadline rules: a route names the periods of the rules that count them, and no others."""

from __future__ import annotations

import re

import pytest

from casebook.domain.library.route import Route
from casebook.packs.deadline.deadlines import read_deadlines
from casebook.packs.library.library import read_library

RULES = {
    "AU": ("au-extradition-review",),
    "CA": ("ca-extradition-appeal-committal", "ca-extradition-submissions-30", "ca-extradition-jr-surrender"),
    "CH": ("ch-irsg-declare-5", "ch-irsg-appeal-30"),
    "DE": ("de-bverfg-1m",),
    "ES": ("es-extradition-suplica", "es-amparo-30", "es-amparo-20-executive"),
    "FR": ("fr-extradition-pourvoi", "fr-extradition-decree-rep"),
    "GB": ("gb-ea2003-p2-appeal-s103", "gb-ea2003-p2-appeal-s108"),
    "IT": ("it-extradition-cassazione", "it-extradition-minister-45"),
    "NZ": ("nz-extradition-appeal-15",),
    "PL": ("pl-extradition-complaint-7",),
    "PT": ("pt-extradition-appeal-10",),
    "US": ("us-bia-appeal-30", "us-bia-appeal-10-ifr-vacated", "us-pfr-30"),
}
WITHOUT_A_RULE = {
    "CH": {"10 day"},
    "CY": {"15 day"},
    "CZ": {"3 day", "2 month"},
    "ECHR": {"4 month"},
    "UN": {"5 year", "6 month"},
}
"""Periods of routes that a rule of another proceeding counts, or that nobody read."""
NUMBERS = {"one": "1", "three": "3", "four": "4", "five": "5", "six": "6", "fifteen": "15"}
PERIOD = re.compile(r"\b(\d+|one|three|four|five|six|fifteen) (?:or \d+ )?(?:working )?(day|month|year)s?\b")


def periods(text: str) -> set[str]:
    return {
        f"{NUMBERS.get(number, number)} {unit}"
        for number, unit in PERIOD.findall(text.casefold().replace("30 or 10 days", "30 days, 10 days"))
    }


@pytest.mark.parametrize("route", read_library().routes, ids=lambda route: route.id)
def test_a_route_names_the_periods_of_its_rules(route: Route) -> None:
    rules = read_deadlines().rules
    counted = [str(rules[rule_id].period) for rule_id in RULES.get(route.forum, ())]
    wanted = {found for text in counted for found in periods(text.replace("-", " "))}
    named = periods(f"{route.remedy} {route.time}")
    assert named - WITHOUT_A_RULE.get(route.forum, set()) <= wanted
    assert wanted - periods(f"{route.remedy} {route.time} {route.warning}") == set()

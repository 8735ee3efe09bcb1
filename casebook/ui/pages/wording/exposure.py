"""The words, icons and colours for charges and what the law makes of them."""

from __future__ import annotations

from functools import cached_property

from casebook.base.i18n import Translator
from casebook.services.exposure import exposure
from casebook.services.exposure.charge import ChargeExposure
from casebook.services.exposure.charge_sheet import offence_name
from casebook.ui.pages.wording.values import Status


class ExposureWords:
    """Words for the values of a charge, in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words

    @cached_property
    def offence(self) -> dict[str, str]:
        """Offences by id: article, name, and name in Chinese."""
        return {
            each.id: offence_name(each, self._words)
            if each.law == "PRC-CL"
            else f"{each.law} {offence_name(each, self._words)}"
            for each in exposure.offences()
        }

    @cached_property
    def measure(self) -> dict[str, str]:
        """What offences are measured by."""
        measures = dict.fromkeys(one for each in exposure.offences() for one in each.measures)
        return {measure: self._words(measure) for measure in measures}

    @cached_property
    def entity(self) -> dict[str, str]:
        """Whose act is charged."""
        return {
            "": self._words("not stated"),
            "individual": self._words("the person's own"),
            "unit": self._words("that of a company or other unit"),
        }

    @cached_property
    def figure_source(self) -> dict[str, str]:
        """Whose figure an amount is."""
        return {
            "state": self._words("of the charge"),
            "person": self._words("of the person's own account"),
        }

    @cached_property
    def filed_by(self) -> dict[str, str]:
        """Who filed the case."""
        return {
            "": self._words("not stated"),
            "police": self._words("police"),
            "state-security": self._words("state security body"),
            "procuratorate": self._words("procuratorate"),
            "court": self._words("court"),
            "supervision": self._words("supervision commission"),
        }

    def result(self, computed: ChargeExposure) -> Status:
        """Return what a charge comes to, in one line."""
        words = self._words
        if computed.sheet is None:
            return words("not computed"), "grey", "ask"
        answer = computed.sheet.exposure
        if answer.chosen is None:
            return words("several readings"), "amber", "warning"
        if answer.chosen.band is None:
            return words("no band reached"), "amber", "warning"
        return words(answer.chosen.band.term), "red", "court"

    def gravest(self, computed: ChargeExposure) -> Status | None:
        """Return whether life or death comes into question; None where neither does."""
        if computed.sheet is None:
            return None
        answer = computed.sheet.exposure
        if answer.may_be_death:
            return self._words("death possible"), "red", "warning"
        return (self._words("life possible"), "red", "warning") if answer.may_be_life else None

"""The words, icons and colours for events, contacts, incidents, assurances and grounds."""

from __future__ import annotations

from functools import cached_property

from casebook.base.i18n import Translator
from casebook.domain.case.time_note import WORK_TITLES
from casebook.ui.pages.wording.values import Status


class CaseWords:
    """Words for the values of these nouns, in one language."""

    def __init__(self, words: Translator) -> None:
        self._words = words

    @cached_property
    def event_kind(self) -> dict[str, str]:
        """Kinds of event."""
        return {
            "hearing": self._words("Hearing"),
            "decision-made": self._words("Decision made"),
            "decision-served": self._words("Decision served"),
            "filing": self._words("Filing"),
            "arrest": self._words("Arrest"),
            "request-received": self._words("Request received"),
            "removal-date": self._words("Removal date"),
            "contact": self._words("Contact made"),
            "other": self._words("Other event"),
        }

    @cached_property
    def event_status(self) -> dict[str, Status]:
        """Whether an event took place."""
        return {
            "happened": (self._words("happened"), "green", "done"),
            "planned": (self._words("planned"), "blue", "time"),
            "adjourned": (self._words("adjourned"), "amber", "forward"),
            "cancelled": (self._words("cancelled"), "grey", "cancel"),
        }

    @cached_property
    def work(self) -> dict[str, str]:
        """Return the kinds of work on which time is spent."""
        return {kind: self._words(title) for kind, title in WORK_TITLES.items()}

    @cached_property
    def contact_kind(self) -> dict[str, str]:
        """Kinds of contact."""
        return {
            "lawyer": self._words("Lawyer"),
            "judge": self._words("Judge"),
            "prosecutor": self._words("Prosecutor"),
            "interpreter": self._words("Interpreter"),
            "doctor": self._words("Doctor"),
            "expert": self._words("Expert"),
            "ngo": self._words("Organisation"),
            "embassy": self._words("Embassy"),
            "family": self._words("Family"),
            "journalist": self._words("Journalist"),
            "authority": self._words("Public authority"),
            "other": self._words("Other"),
        }

    @cached_property
    def channel_kind(self) -> dict[str, str]:
        """Usual ways to reach a contact, as they are recorded; others stand as somebody typed them."""
        return {"telephone": self._words("Telephone"), "e-mail": self._words("Email")}

    @cached_property
    def vetting(self) -> dict[str, Status]:
        """How far a contact can be relied on."""
        return {
            "not-vetted": (self._words("not vetted"), "amber", "ask"),
            "vetted": (self._words("vetted"), "green", "sealed"),
            "do-not-use": (self._words("do not use"), "red", "warning"),
        }

    @cached_property
    def role_kind(self) -> dict[str, str]:
        """Roles in a case."""
        return {
            "counsel": self._words("Counsel"),
            "co-counsel": self._words("Co-counsel"),
            "opposing-counsel": self._words("Opposing counsel"),
            "judge": self._words("Judge"),
            "prosecutor": self._words("Prosecutor"),
            "decision-maker": self._words("Decision-maker"),
            "interpreter": self._words("Interpreter"),
            "translator": self._words("Translator"),
            "doctor": self._words("Doctor"),
            "expert": self._words("Expert"),
            "witness": self._words("Witness"),
            "support": self._words("Support person"),
            "family": self._words("Family"),
            "embassy": self._words("Embassy"),
            "journalist": self._words("Journalist"),
            "other": self._words("Other"),
        }

    @cached_property
    def incident_method(self) -> dict[str, str]:
        """Methods of transnational repression."""
        return {
            "threat-to-family": self._words("Threat to family"),
            "police-visit": self._words("Police visit"),
            "persuasion-to-return": self._words("“Persuasion to return”"),
            "passport-refusal": self._words("Passport refused"),
            "surveillance": self._words("Surveillance"),
            "harassment": self._words("Harassment"),
            "spying-demand": self._words("Demand to spy"),
            "interpol-notice": self._words("Interpol notice"),
            "lure": self._words("Lure"),
            "kidnapping": self._words("Kidnapping"),
            "black-site": self._words("Black site"),
            "assault": self._words("Assault"),
            "online": self._words("Online attack"),
            "other": self._words("Other"),
        }

    @cached_property
    def corroboration(self) -> dict[str, Status]:
        """Return what supports an incident beyond the person's own statement."""
        return {
            "none": (self._words("none yet"), "red", "missing"),
            "own-account": (self._words("own account"), "amber", "account"),
            "second-account": (self._words("second account"), "blue", "people"),
            "document": (self._words("document"), "blue", "file"),
            "independent": (self._words("independent"), "green", "done"),
        }

    @cached_property
    def bearing(self) -> dict[str, Status]:
        """Return the direction of a factor."""
        return {
            "not-assessed": (self._words("not assessed"), "grey", "missing"),
            "for-reliance": (self._words("for reliance"), "green", "done"),
            "uncertain": (self._words("uncertain"), "amber", "ask"),
            "against-reliance": (self._words("against reliance"), "red", "warning"),
        }

    @cached_property
    def specificity(self) -> dict[str, str]:
        """Return the specificity of an assurance."""
        return {
            "not-assessed": self._words("not assessed"),
            "general": self._words("general"),
            "specific-to-person": self._words("specific to this person"),
            "specific-and-detailed": self._words("specific to this person, in detail"),
        }

    @cached_property
    def kept(self) -> dict[str, Status]:
        """Return the outcome of an earlier assurance."""
        return {
            "kept": (self._words("complied with"), "green", "done"),
            "broken": (self._words("breached"), "red", "warning"),
            "not-known": (self._words("not known"), "grey", "ask"),
        }

    @cached_property
    def ground_kind(self) -> dict[str, str]:
        """Grounds against a return."""
        return {
            "ill-treatment": self._words("Real risk of ill-treatment"),
            "flagrant-denial-of-justice": self._words("Flagrant denial of justice"),
            "persecution": self._words("Persecution"),
            "political-offence": self._words("Political offence"),
            "specialty": self._words("Specialty"),
            "dual-criminality": self._words("Dual criminality"),
            "death-penalty": self._words("Death penalty"),
            "nationality": self._words("Nationality"),
            "family-life": self._words("Family life"),
            "other": self._words("Other ground"),
        }

    @cached_property
    def proof_state(self) -> dict[str, Status]:
        """Return how far an element is established."""
        return {
            "not-assessed": (self._words("not assessed"), "grey", "missing"),
            "not-shown": (self._words("not established"), "red", "missing"),
            "contested": (self._words("contested"), "violet", "ask"),
            "arguable": (self._words("arguable"), "amber", "proof"),
            "shown": (self._words("established"), "green", "done"),
        }

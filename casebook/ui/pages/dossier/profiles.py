"""Court profiles: the requirements of each court with sources; custom ones, and a colleague's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from casebook.domain.dossier.own_profile import OwnProfile
from casebook.domain.dossier.profile import Profile
from casebook.host.protocol.picker_protocol import SaveTarget
from casebook.services.dossier import own_profile, profile
from casebook.services.dossier.own_profile import PROFILES
from casebook.services.dossier.profile import ProfileRow
from casebook.ui.dialogs.file import pick_target
from casebook.ui.kit.page_context import PageContext
from casebook.ui.models.rows import Column
from casebook.ui.pages.base.own_listing import OwnListing, OwnWords
from casebook.ui.pages.dossier.profile_pane import ProfilePane, profile_states
from casebook.ui.pages.wording.values import Wording
from casebook.ui.widgets.controls.parts import button


class ProfilesPage(OwnListing[ProfileRow, ProfilePane, OwnProfile, Profile]):
    """The list, and beside it the selected profile, an editor, or a colleague's file."""

    concerns = frozenset({"own-profile"})
    kind = PROFILES

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, _said(context), _columns(context))

    def pane_of_one(self) -> ProfilePane:
        """Return the pane of the selected profile."""
        return ProfilePane(self.context, self._export)

    def toolbar_buttons(self) -> Sequence[QPushButton]:
        """The buttons that import and write."""
        return (
            button("", self.pick, meaning="upload", name=self.words("Import a colleague's court profiles")),
            button(self.words("Custom court profile"), self.start_new, role="primary", meaning="add"),
        )

    def read(self) -> None:
        """Read every profile."""
        self.ask(profile.rows, self.show_found)

    def show_one(self, row: ProfileRow) -> None:
        """Show a profile."""
        self.detail.show_profile(row)

    def described(self, found: Profile) -> tuple[str, str]:
        """Return court and number of rules of a colleague's profile."""
        return self.words(found.forum), self.words.count("{number} rule", "{number} rules", len(found.rules))

    def filter_word(self, key: str, value: str) -> str:
        """Return the text of a country or state."""
        if key == "state":
            return profile_states(self.words)[value][0]
        parts = value.partition("-")
        return " · ".join(part for part in (Wording(self.words).country(value), parts[2]) if part)

    def export_to(self, profile_id: str, out: Path | SaveTarget) -> None:
        """Write a custom profile to a file for a colleague."""
        self.context.ask(
            lambda session: own_profile.export(profile_id, out, session, session.clock),
            lambda _: self.context.say(self.words("Profile exported. The file is not encrypted.")),
        )

    def _export(self, profile_id: str) -> None:
        out = pick_target(self, self.words, f"{profile_id}.toml")
        if out:
            self.export_to(profile_id, out)


def _said(context: PageContext) -> OwnWords:
    words = context.words
    return OwnWords(
        title=words("Court profiles"),
        about=words(
            "A [[profile]] and its rules. You can change, add or remove rules. Each rule states where it "
            "is found, how it was read and when. A rule without a pinpoint and a kind can only be practice "
            "or info, and never counts as “must fix”. The profile is used alongside those supplied with "
            "the program and replaces none of them. Updates to the reference data do not change it."
        ),
        theirs=words("A colleague's court profiles"),
        removed=words(
            "Profile moved to bin. Until it is restored, dossiers that use it need another court or body."
        ),
        filters={"jurisdiction": words("All jurisdictions"), "state": words("All statuses")},
    )


def _columns(context: PageContext) -> tuple[Column[ProfileRow], ...]:
    words, states = context.words, profile_states(context.words)
    wording = Wording(words)
    return (
        Column(
            title=words("Jurisdiction"),
            text=lambda row: wording.country(row.jurisdiction) if row.jurisdiction else "—",
            sought=lambda row: wording.country_words(row.jurisdiction),
            width=22,
        ),
        Column(
            title=words("Court or body"),
            text=lambda row: words(row.forum),
            sought=lambda row: row.forum,
            look="two-lines",
            width=34,
            stretches=True,
        ),
        Column(
            title=words("Rules"),
            text=lambda row: str(len(row.profile.rules)) if row.profile else "—",
            look="quiet",
            width=5,
            gives_way=1,
        ),
        Column(
            title=words("Status"),
            text=lambda row: words("custom") if row.own_id and row.profile else states[row.state][0],
            tone=lambda row: "violet" if row.own_id and row.profile else states[row.state][1],
            icon=lambda row: "account" if row.own_id and row.profile else states[row.state][2],
            width=13,
        ),
    )

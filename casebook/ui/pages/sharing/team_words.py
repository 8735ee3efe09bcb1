"""The words of a team: roles, the state of devices, when somebody was last heard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from casebook.base.errors import CasebookError
from casebook.base.i18n import Translator
from casebook.domain.base.zone import on_clock
from casebook.domain.sharing.peer_card import PeerCard
from casebook.domain.sharing.roster_statement import MemberRole
from casebook.services.sharing.team.status import DeviceStatus
from casebook.ui.kit import dates
from casebook.ui.pages.wording.values import Status

ASLEEP_DAYS = 90
"""A device that was not heard for longer holds nothing up."""


def role_words(words: Translator) -> dict[str, str]:
    """Return what a member may do, by role."""
    return {
        MemberRole.MEMBER: words("Member"),
        MemberRole.OWNER: words("Team owner"),
        MemberRole.READER: words("Read-only member"),
    }


def ago(words: Translator, at: datetime, now: datetime) -> str:
    """Return how long ago something was: "today, 14:30", "yesterday", "3 days ago"."""
    days = (on_clock(now).date() - on_clock(at).date()).days
    if days <= 0:
        return words("today, {time}", time=dates.clock_time(at))
    if days == 1:
        return words("yesterday, {time}", time=dates.clock_time(at))
    return words.count("{number} day ago", "{number} days ago", days)


def heard(words: Translator, device: DeviceStatus, now: datetime) -> str:
    """Return when something of a device last arrived here."""
    if device.is_own:
        return words("this device")
    return ago(words, device.heard_at, now) if device.heard_at else words("nothing received yet")


def device_state(words: Translator, device: DeviceStatus, now: datetime) -> Status:
    """Return the state of a device: text, tone and icon."""
    if device.is_lost or device.is_removed:
        return _out(words, is_lost=device.is_lost)
    if device.is_split:
        return words("two copies in use"), "red", "warning"
    if device.is_own:
        return words("this device"), "blue", "info"
    return _state_of_another(words, device, now)


def _out(words: Translator, *, is_lost: bool) -> Status:
    if is_lost:
        return words("lost"), "red", "warning"
    return words("removed"), "grey", "remove"


def _state_of_another(words: Translator, device: DeviceStatus, now: datetime) -> Status:
    if device.heard_at and (now - device.heard_at).days > ASLEEP_DAYS:
        return words("inactive"), "grey", "time"
    if device.is_ahead:
        return words("clock a day or more ahead"), "amber", "warning"
    if device.quiet_days:
        text = words.count("nothing for {number} day", "nothing for {number} days", device.quiet_days)
        return text, "amber", "time"
    if not device.is_compared:
        return words("not compared"), "amber", "warning"
    return words("compared"), "green", "done"


def card_state(words: Translator, card: PeerCard, put_out: Mapping[str, bool]) -> Status:
    """Return the state of a card: text, tone and icon.

    Args:
        words: in the language of the window.
        card: of another device.
        put_out: devices in hex that were put out of the team, whether as lost.
    """
    if card.device in put_out:
        return _out(words, is_lost=put_out[card.device])
    if not card.data:
        return words("deleted with a person"), "red", "warning"
    if card.is_compared:
        return words("compared"), "green", "done"
    return words("not compared"), "amber", "warning"


def problem_text(words: Translator, problem: CasebookError) -> str:
    """Return what went wrong and what to do about it, in one line."""
    return " ".join(words(part) for part in (problem.title, problem.remedy) if part)

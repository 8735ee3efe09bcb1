"""A substitute for the system keychain: its stored keys, and whether it is unavailable."""

from __future__ import annotations


class StandIn:
    """Keeps in memory what the system's keychain would keep.

    Attributes:
        kept: by service and name.
        is_away: every call fails, as when it is locked or its daemon is not running.
    """

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.is_away = False

    def get_password(self, service: str, username: str) -> str | None:
        self._answer()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._answer()
        del self.kept[service, username]

    def _answer(self) -> None:
        if self.is_away:
            raise RuntimeError("the keychain's daemon is not running")

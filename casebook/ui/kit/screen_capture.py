"""Whether the windows of the program are kept out of screenshots and shared screens now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

from casebook.host.desktop.screen_capture import CAN_EXCLUDE, open_windows, set_excluded, shown_window
from casebook.ui.kit.drawing import contained

if TYPE_CHECKING:
    from casebook.ui.kit.page_context import PageContext


class CaptureFilter(QAbstractNativeEventFilter):
    """Keeps each window out before it is shown: dialogs, menus and tooltips are windows, too."""

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, address: int) -> object:
        """Read each message; Windows goes on with all of them."""
        if kind == b"windows_generic_MSG":
            self._keep_out(address)
        return False, 0

    @contained
    def _keep_out(self, address: int) -> None:
        window = shown_window(int(address))
        if window:
            set_excluded([window], is_excluded=True)


@dataclass(slots=True)
class _State:
    filter: CaptureFilter | None = None


_STATE = _State()


def keep_out(*, is_excluded: bool) -> bool:
    """Keep all windows out from now on, or let them be seen again.

    Returns:
        False where they are to be kept out and the system refuses that for one on the screen: then all are
        seen as before.
    """
    application = QCoreApplication.instance()
    if _STATE.filter is not None and application is not None:
        application.removeNativeEventFilter(_STATE.filter)
        _STATE.filter = None
    if is_excluded and CAN_EXCLUDE and application and set_excluded(open_windows(), is_excluded=True):
        _STATE.filter = CaptureFilter()
        application.installNativeEventFilter(_STATE.filter)
        return True
    set_excluded(open_windows(), is_excluded=False)
    return not is_excluded


def tell_refused(context: PageContext) -> None:
    """Say that the system did not keep the windows out."""
    title = context.words("This computer did not leave Casebook out of screenshots.")
    remedy = context.words("Before you share the screen, lock Casebook, or share a single other window.")
    context.say(title, remedy, is_good=False)

"""The setting of whether the windows are kept out of screenshots."""

from __future__ import annotations

from functools import partial

from casebook.host.desktop.screen_capture import CAN_EXCLUDE
from casebook.services.base import setting
from casebook.ui.kit.screen_capture import keep_out, tell_refused
from casebook.ui.pages.base.page import Page
from casebook.ui.widgets.cards.card import Card
from casebook.ui.widgets.controls.parts import hold_back, label
from casebook.ui.widgets.controls.styled_inputs import TickBox


class CaptureCard(Card):
    """The choice is saved at once, in the casebook, and only where the system follows it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page.words("Screenshots and screen sharing"))
        self._page, words = page, page.words
        text = words(
            "Stored in the casebook. Windows then leaves Casebook out of screenshots, recordings and shared "
            "screens, from unlocking until you close the program. A camera, a capture device on the cable of "
            "the screen, and a program that takes over Casebook or Windows still see everything."
        )
        self.body.addWidget(label(text, "quiet", wraps=True))
        self._switch = TickBox(words("Keep Casebook out of screenshots and shared screens"))
        self._switch.clicked.connect(self._keep)
        self.body.addWidget(self._switch)
        if CAN_EXCLUDE:
            hold_back(self._switch)
        else:
            self._switch.setEnabled(False)
            reason = words("Only Windows can leave a window out, so this has no effect on this computer.")
            self.body.addWidget(label(reason, "quiet", wraps=True))

    def read(self) -> None:
        """Read the setting."""
        self._page.ask(setting.is_out_of_captures, self._switch.setChecked)

    def _keep(self, is_excluded: bool) -> None:  # noqa: FBT001 - a signal's argument
        context = self._page.context
        if not keep_out(is_excluded=is_excluded):
            self._switch.setChecked(False)
            tell_refused(context)
        else:
            context.ask(partial(setting.keep_out_of_captures, is_excluded=is_excluded), lambda _: None)

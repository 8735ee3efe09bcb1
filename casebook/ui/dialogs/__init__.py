"""The few dialogs in front of the window."""

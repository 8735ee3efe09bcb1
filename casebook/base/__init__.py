"""The closed set every layer may use: errors, ids, clocks, messages, translation, progress, settings, log."""

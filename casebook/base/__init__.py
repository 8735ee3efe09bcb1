"""The closed set every layer may lean on: errors, ids, clock, progress, texts, resources, settings, log."""

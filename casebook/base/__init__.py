"""The closed set every layer may lean on: errors, ids, clock, texts, resources, settings, log."""

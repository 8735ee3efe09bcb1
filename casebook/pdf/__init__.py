"""PDF input and output: typesetting, building bundles, checking finished files."""

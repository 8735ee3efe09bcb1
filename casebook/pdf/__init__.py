"""PDF in and out: typesetting pages, building bundles, checking the finished file."""

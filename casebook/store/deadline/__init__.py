"""Tables of deadlines, registry closures and custom rules."""

"""Sources, findings, citations and the registry of cooperation between states."""

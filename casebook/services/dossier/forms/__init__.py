"""Forms that are filled in from what is recorded: certificates of service, translation and interpretation."""

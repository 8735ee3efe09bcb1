"""Archives, opened member by member within bounds."""

"""Words, icons and colours for the values of the domain."""

"""Commands on what a person would face."""

"""Commands about what several casebooks share."""

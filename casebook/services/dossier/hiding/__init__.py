"""Who and what a pseudonymised copy hides, and in which forms it is looked for."""

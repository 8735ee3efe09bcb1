"""What a State's cooperation with China comes to, for those who decide whether to keep it."""

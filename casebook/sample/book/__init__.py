"""The sample casebook as written in `resources/sample`: invented people, papers and facts."""

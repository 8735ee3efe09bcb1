"""Public registers: their matches with people of the casebook, and what each register is."""

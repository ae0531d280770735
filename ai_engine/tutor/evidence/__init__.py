"""The facts of a turn: the program, its runs and told examples, the line at fault, the notes that fit."""

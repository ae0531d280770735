"""Exercises that are proven: grading, the fault and its fix, hints."""

"""Findings about a learner's code."""

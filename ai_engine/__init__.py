"""An offline tutor for people who learn to program, and an analyser of their code."""

__version__ = "0.1.0"

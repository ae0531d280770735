"""Turns about programs in other languages than Python."""

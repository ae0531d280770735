"""The concept bank and retrieval over it."""

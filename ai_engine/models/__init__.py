"""The registry of models, the store that holds them, and the loader."""

"""The store, the downloads, init_models.py and the loader."""

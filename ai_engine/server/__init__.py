"""HTTP: the app factory, one file a resource, and nothing that thinks."""

"""One process a model group, and the client that talks to it."""

"""What generates text: one file a backend."""

"""What runs inside the sandbox, with the standard library alone; the folder is all that the sandbox sees of us."""

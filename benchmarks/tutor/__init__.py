"""How well the tutor keeps solutions to itself, helps all the same, and tells the truth; measured over HTTP."""

"""What a learner's message says: its parts, its intent, what it complains of."""

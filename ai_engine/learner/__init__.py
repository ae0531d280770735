"""What a learner has shown: mastery of concepts from their attempts, and the path that follows from it."""

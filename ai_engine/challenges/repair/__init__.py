"""The smallest verified change that makes a learner's program pass its tests."""

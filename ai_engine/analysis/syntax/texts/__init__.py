"""The causes of syntax errors, in a learner's words."""

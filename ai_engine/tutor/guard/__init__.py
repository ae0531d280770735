"""What of a model's words reaches a learner: nothing invented, no solution, no fix."""

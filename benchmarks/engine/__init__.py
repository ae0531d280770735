"""The chat engine against a bare pipeline and against what a school would otherwise run, side by side in one run."""

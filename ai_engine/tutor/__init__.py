"""The conversation: what is asked, the facts, the move, the words."""

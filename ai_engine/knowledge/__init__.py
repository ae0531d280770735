"""The concept bank and retrieval over it."""

from ai_engine.knowledge.bank import Bank, load_bank
from ai_engine.knowledge.note import Note
from ai_engine.knowledge.retrieval import RELEVANT, Passage
from ai_engine.knowledge.vectors import Embed

__all__ = ["RELEVANT", "Bank", "Embed", "Note", "Passage", "load_bank"]

"""The database: tables, migrations, one repository a noun."""

from ai_engine.storage.conversations import Conversation, Conversations, OpenTurn, Summary, Turn
from ai_engine.storage.database import Database

__all__ = ["Conversation", "Conversations", "Database", "OpenTurn", "Summary", "Turn"]

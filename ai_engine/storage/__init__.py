"""The database: tables, migrations, one repository a noun."""

from ai_engine.storage.conversations import Conversations
from ai_engine.storage.database import Database
from ai_engine.storage.records import Conversation, OpenTurn, Summary, Turn

__all__ = ["Conversation", "Conversations", "Database", "OpenTurn", "Summary", "Turn"]

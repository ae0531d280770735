"""Settings come from the environment or .env, are checked once, and name themselves when they are wrong."""

from pathlib import Path

import pytest

from ai_engine.errors import BadSetting
from ai_engine.settings import Settings, read_settings


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """PORT=abc stops the start with a sentence that holds PORT."""
    monkeypatch.setenv("PORT", "abc")

    with pytest.raises(BadSetting, match="PORT"):
        read_settings()


def test_an_empty_value_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """As container files like to pass them."""
    monkeypatch.setenv("MAX_SLOTS", "")

    assert read_settings().max_slots == Settings.model_fields["max_slots"].default


def test_a_dotenv_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """.env beside the program sets what the environment doesn't."""
    (tmp_path / ".env").write_text("PORT=5123\nQUEUE_LIMIT=7\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUEUE_LIMIT", "9")

    settings = read_settings()

    assert (settings.port, settings.queue_limit) == (5123, 9)

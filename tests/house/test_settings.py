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


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "abc", "'abc' should be a valid integer."),
        ("PORT", "99999", "'99999' should be less than or equal to 65535."),
        ("RAW_MODEL", "perhaps", "'perhaps' should be a valid boolean."),
        ("DEVICE", "toaster", "'toaster' should be 'auto', 'cuda', 'mps' or 'cpu'."),
    ],
)
def test_the_sentence_shows_what_was_written(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    """The value as it stands there, and what it should be."""
    monkeypatch.setenv(name, value)

    with pytest.raises(BadSetting) as caught:
        read_settings()
    assert caught.value.message == f"The setting {name} can't be used: {sentence}"


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


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"ENGINE=off\n\nPORT 5033\n", "line 3 is no setting"),
        (b'PORT="50\n', "line 1 is no setting"),
        (b"EN\xffGINE=off\n", "isn't UTF-8"),
    ],
)
def test_a_dotenv_file_that_cannot_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, sentence: str
) -> None:
    """Instead of starting with the defaults that the person meant to change."""
    (tmp_path / ".env").write_bytes(content)
    monkeypatch.chdir(tmp_path)

    with pytest.raises(BadSetting, match=sentence) as caught:
        read_settings()
    assert caught.value.message.startswith("The file .env can't be used: ")


def test_comments_exports_and_empty_lines_are_no_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the format allows; and a folder of that name, as Docker makes one, is no file of settings."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").mkdir()
    assert read_settings().port == Settings.model_fields["port"].default
    (tmp_path / ".env").rmdir()
    (tmp_path / ".env").write_text("# our class\n\nexport PORT=5124 # as agreed\nOTHER='x y'\n\n\n")

    assert read_settings().port == 5124

"""The table of settings: each a name, a default and one line of help. From the environment, or from `.env`.

The class body is kept literal (`name: type = Field(default, description="...")`), because validate_code.py reads it
as text, before anything is installed, and holds .env.example and the docs to it.
"""

from functools import cache
from pathlib import Path
from typing import Literal

from dotenv.parser import parse_stream
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ai_engine.errors import BadSetting

_DOTENV = Path(".env")


class Settings(BaseSettings):
    """All settings. Frozen; empty values count as unset; an unusable one raises BadSetting at startup."""

    model_config = SettingsConfigDict(
        env_file=_DOTENV, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    host: str = Field("127.0.0.1", description="Address the server listens on.")
    port: int = Field(5000, ge=0, le=65535, description="Port the server listens on.")
    model_cache_dir: Path = Field(Path("model_cache"), description="The store: models with their manifest.")
    data_dir: Path = Field(Path("data"), description="Database, measured hints, search index.")
    engine: Literal["auto", "openvino", "transformers", "upstream", "scripted", "off"] = Field(
        "auto", description="Chat backend: auto, openvino, transformers, upstream, scripted (tests), off."
    )
    chat_model: str = Field("tinyllama", description="Chat model: a registry name, a hub id or a folder.")
    code_model: str = Field("codet5-small", description="Code model: a registry name, a hub id or a folder.")
    embedding_model: str = Field("all-minilm-l6-v2", description="Embedding model: a name, a hub id or a folder.")
    device: Literal["auto", "cuda", "mps", "cpu"] = Field("auto", description="Where models run: auto, cuda, mps, cpu.")
    preload: Literal["chat", "all", "none"] = Field("chat", description="Loaded at start: chat, all or none.")
    raw_model: bool = Field(False, description="on: /v1 also lists the chat model itself, without the tutor.")
    upstream_urls: str = Field("", description="OpenAI-compatible servers for ENGINE=upstream, separated by commas.")
    upstream_api_key: str = Field("", description="Bearer key sent to the upstream servers, if they want one.")
    upstream_model: str = Field("", description="Model name asked of the upstream; empty: the first it lists.")
    database_url: str = Field("", description="SQLAlchemy URL; empty: SQLite in DATA_DIR.")
    challenges_dir: Path | None = Field(
        None, description="A school's own challenges; docs/challenges.md has the format."
    )
    course_dir: Path | None = Field(None, description="A teacher's own Markdown, notebooks and PDFs, cited in answers.")
    policy_file: Path | None = Field(None, description="Rules of the class; docs/policy.md has the format.")
    kv_cache_tokens: int = Field(40_000, ge=2_048, description="Room for context of all streams together, in tokens.")
    max_slots: int = Field(16, ge=1, le=256, description="Chat answers generated at the same time.")
    queue_limit: int = Field(64, ge=0, le=4_096, description="Chat requests that may wait.")
    learner_queue_limit: int = Field(12, ge=1, description="Chat requests of one learner that may wait.")
    deadline_s: float = Field(120, gt=0, description="Seconds a request may take, from its arrival.")
    drain_s: float = Field(30, ge=0, description="Seconds running answers get to end at shutdown.")
    keep_alive_s: float = Field(300, ge=0, description="Seconds a small model stays loaded unused; 0: for ever.")
    max_body_bytes: int = Field(2_000_000, ge=1_024, description="Largest request body.")
    hf_endpoint: str = Field("https://huggingface.co", description="The hub init_models.py downloads from.")
    hf_token: str = Field("", description="Token for the hub, where a repository needs one.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")


@cache
def load_settings() -> Settings:
    """Read the settings once a process.

    Raises:
        BadSetting: a value can't be used; the message names the setting and what it takes.
    """
    return read_settings()


def read_settings() -> Settings:
    """Read the settings afresh. Raises BadSetting as `load_settings` does."""
    _check_dotenv()
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        # The library says "Input should be ..."; the person wrote a value. No secret shows: those take any text.
        why = first["msg"].partition(", unable to")[0].replace("Input", repr(first["input"]), 1)
        raise BadSetting(f"The setting {name} can't be used: {why}.") from error


def _check_dotenv() -> None:
    """Refuse a `.env` with a line that can't be read: the library would leave it out and go on with the default."""
    try:
        with _DOTENV.open(encoding="utf-8") as file:
            broken = next((binding.original for binding in parse_stream(file) if binding.error), None)
    except (FileNotFoundError, IsADirectoryError):  # Docker makes a folder where the file that it is to mount is absent
        return
    except UnicodeDecodeError as error:
        raise BadSetting("The file .env can't be used: it isn't UTF-8 text.") from error
    except OSError as error:
        raise BadSetting(f"The file .env can't be used: it can't be read ({error.strerror}).") from error
    if broken is not None:
        blank = broken.string[: len(broken.string) - len(broken.string.lstrip())]
        line = broken.line + blank.count("\n")
        raise BadSetting(f"The file .env can't be used: line {line} is no setting; write each as NAME=value.")

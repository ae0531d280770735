"""The models this engine knows: where each is published, in which forms, how large, under which licence, what for."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ai_engine.errors import UnknownName

Kind = Literal["chat", "code", "embedding", "sentiment"]
Form = Literal["transformers", "openvino"]

# Only what loading needs, and only data: no *.py of a repository is ever fetched, and pickles only to be converted.
_COMMON = ("*.json", "*.txt", "*.model", "*.jinja", "LICENSE*")
# The names that transformers loads; other weights in a repository (consolidated.*, adapters) would come for nothing.
SAFETENSORS = ("model.safetensors", "model-*.safetensors")
PICKLES = ("pytorch_model.bin", "pytorch_model-*.bin")
TRANSFORMERS_FILES = (*_COMMON, *SAFETENSORS, *PICKLES, "[0-9]_*/config.json")
OPENVINO_FILES = (*_COMMON, "openvino_*.xml", "openvino_*.bin")

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True, slots=True)
class ModelForm:
    """One published form of a model. `files` are patterns; `bytes` is about what they weigh, 0 where unknown."""

    form: Form
    repository: str
    revision: str
    files: tuple[str, ...]
    bytes: int
    licence: str


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A model by name. `folder` is set when the name was a local folder, which is used where it lies."""

    name: str
    kind: Kind
    forms: tuple[ModelForm, ...]
    purpose: str
    aliases: tuple[str, ...] = ()
    folder: Path | None = None

    @property
    def key(self) -> str:
        """The name of its folder in the store."""
        return self.name.replace("/", "--")

    @property
    def registered(self) -> bool:
        """Whether it stands in the registry, so that its kind and forms are known."""
        return self.name in names()

    def get(self, form: Form) -> ModelForm | None:
        """This form of the model, or None when it isn't published in it."""
        return next((item for item in self.forms if item.form == form), None)


REGISTRY: tuple[ModelSpec, ...] = (
    ModelSpec(
        name="tinyllama",
        kind="chat",
        forms=(
            ModelForm(
                "openvino",
                "OpenVINO/TinyLlama-1.1B-Chat-v1.0-int4-ov",
                "main",
                OPENVINO_FILES,
                631_000_000,
                "apache-2.0",
            ),
            ModelForm(
                "transformers",
                "TinyLlama/TinyLlama-1.1B-Chat-v1.0",
                "main",
                TRANSFORMERS_FILES,
                2_203_000_000,
                "apache-2.0",
            ),
        ),
        purpose="phrases the tutor's answers",
        aliases=("tinyllama-1.1b-chat", "tinyllama-1.1b-chat-v1.0"),
    ),
    ModelSpec(
        name="codet5-small",
        kind="code",
        forms=(
            ModelForm("transformers", "Salesforce/codet5-small", "main", TRANSFORMERS_FILES, 244_000_000, "apache-2.0"),
        ),
        purpose="proposes better names for variables",
        aliases=("codet5",),
    ),
    ModelSpec(
        name="all-minilm-l6-v2",
        kind="embedding",
        forms=(
            ModelForm(
                "transformers",
                "sentence-transformers/all-MiniLM-L6-v2",
                "main",
                TRANSFORMERS_FILES,
                92_000_000,
                "apache-2.0",
            ),
        ),
        purpose="finds the notes that a question is about",
        aliases=("minilm",),
    ),
    ModelSpec(
        name="distilbert-sst2",
        kind="sentiment",
        forms=(
            ModelForm(
                "transformers",
                "distilbert/distilbert-base-uncased-finetuned-sst-2-english",
                "main",
                TRANSFORMERS_FILES,
                268_000_000,
                "apache-2.0",
            ),
        ),
        purpose="notices frustration in a message",
        aliases=("distilbert-base-uncased-finetuned-sst-2-english",),
    ),
)


def names() -> tuple[str, ...]:
    """The registry's names, in its order."""
    return tuple(spec.name for spec in REGISTRY)


def resolve(text: str, kind: Kind = "chat") -> ModelSpec:
    """Find what a setting or an argument means: a registry name or alias, a hub id, or a local folder.

    `kind` is what an id or a folder outside the registry is taken for. Upper and lower case are alike.

    Raises:
        UnknownName: it is none of these; the message lists the known names.
    """
    wanted = text.strip()
    lowered = wanted.lower()
    for spec in REGISTRY:
        repositories = [form.repository.lower() for form in spec.forms]
        if lowered == spec.name or lowered in spec.aliases or lowered in repositories:
            return spec
    folder = Path(wanted).expanduser()
    looks_like_path = wanted.startswith((".", "/", "~"))
    if wanted and folder.is_dir():
        return ModelSpec(wanted, kind, (), "a folder of this machine", folder=folder.resolve())
    if not looks_like_path and _HUB_ID.fullmatch(wanted) and ".." not in wanted:
        forms = (
            ModelForm("openvino", wanted, "main", OPENVINO_FILES, 0, "see its page"),
            ModelForm("transformers", wanted, "main", TRANSFORMERS_FILES, 0, "see its page"),
        )
        return ModelSpec(wanted, kind, forms, "chosen on this machine")
    raise UnknownName(
        f'"{text}" is no model: give one of {", ".join(names())}, a hub id such as org/name, or an existing folder.'
    )

"""Messages and prompts to token ids, and ids back to text, by the model folder's own tokenizer and chat template.

What a learner types can't become a control token: a typed "</s>" is text, and only the template's own one ends a
turn. Needs `tokenizers` and jinja2 alone, so that the OpenVINO engine stays free of torch.
"""

import json
import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2
import jinja2.ext
import jinja2.sandbox
from tokenizers import AddedToken, Tokenizer

from ai_engine.errors import BadInput, ContextTooLong, ModelMissing
from ai_engine.inference.protocol import GenerationRequest, Message

_CONTROL_LIKE = re.compile(r"<[^<>\s]+>|\[/?[A-Z_]+\]")
_BAR_MARKER = r"<\|\w+\|>"
_TEXT_MARKER = re.compile(_BAR_MARKER + r"|\[/?[A-Z]{2,}\]|<</?[A-Z]+>>")
_PLAIN_TEMPLATE = "{% for m in messages %}{{ m['role'] + ': ' + m['content'] + '\\n\\n' }}{% endfor %}assistant:"


class PromptEncoder:
    """The tokenizer of one model folder, safe against control tokens in what people type.

    Its control tokens are renamed to random strings that nobody can type. The rendered template's own ones are
    renamed with them; those in a message's content keep their spelling and so are tokenized as plain text.
    """

    def __init__(self, folder: Path) -> None:
        """Read tokenizer.json and the chat template. Raises ModelMissing when the folder holds no fast tokenizer."""
        path = folder / "tokenizer.json"
        if not path.is_file():
            raise ModelMissing(f"The model folder {folder} holds no tokenizer.json; fetch the model again.")
        definition = json.loads(path.read_text(encoding="utf-8"))
        config = _read_json(folder / "tokenizer_config.json")
        controls = {
            token["content"]: int(token["id"])
            for token in definition.get("added_tokens", [])
            if token["special"] or _CONTROL_LIKE.fullmatch(token["content"])
        }
        # Longest first: where one spelling holds another, the longer one is meant.
        self._controls = sorted(controls, key=len, reverse=True)
        # Private-use characters: no real tokenizer holds them, and the random part can't be guessed.
        self._secret = {text: f"\ue0a0{secrets.token_hex(12)}\ue0a1" for text in self._controls}
        self._escape = {text: f"\ue0a2{secrets.token_hex(12)}\ue0a3" for text in self._controls}
        definition["added_tokens"] = [t for t in definition.get("added_tokens", []) if t["content"] not in controls]
        self._tokenizer = Tokenizer.from_str(json.dumps(definition))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._tokenizer.add_special_tokens(
            [AddedToken(self._secret[text], normalized=False, special=True) for text in self._controls]
        )
        self._id_of = {self._tokenizer.token_to_id(self._secret[text]): controls[text] for text in self._controls}
        self._hidden = frozenset(t["id"] for t in _added(path) if t["special"])
        self._shown = {controls[text]: text for text in self._controls if controls[text] not in self._hidden}
        self.bos = _token_text(config.get("bos_token"))
        self.eos = _token_text(config.get("eos_token"))
        self._adds_bos = self.bos in controls and (
            bool(config.get("add_bos_token"))
            or self._tokenizer.encode("a", add_special_tokens=True).ids[:1] == [controls[self.bos]]
        )
        source = _template_source(folder, config)
        markers = [re.escape(marker) for marker in set(_TEXT_MARKER.findall(source)) - set(controls)]
        # A template may put a role's name between the bars itself.
        self._marker = re.compile("|".join([*markers, *([_BAR_MARKER] if "<|" in source else [])]) or r"(?!)")
        self._template = _environment().from_string(source)
        self.eos_ids = _eos_ids(folder, controls.get(self.eos))

    def encode(self, request: GenerationRequest) -> list[int]:
        """The request's prompt as token ids. Raises BadInput when the template can't take the messages."""
        if request.prompt is not None:
            return self._ids(self._rename(request.prompt), bos=not request.prompt.startswith(self.bos or "\0"))
        return self.encode_messages(request.messages)

    def encode_messages(self, messages: Sequence[Message]) -> list[int]:
        """These messages as the template writes them, ending where the assistant's turn begins."""
        turns = [{"role": message.role, "content": self._disarm(message.content)} for message in messages]
        try:
            text = self._render(turns)
        except jinja2.TemplateError:
            # Some templates know no system role: what it says goes before the first question.
            try:
                text = self._render(_without_system(turns))
            except jinja2.TemplateError as error:
                raise BadInput(f"The model's chat template doesn't take these messages: {error}.") from error
        text = self._rename(text)
        for control, escape in self._escape.items():
            text = text.replace(escape, control)
        return self._ids(text, bos=True)

    def decode(self, ids: Sequence[int]) -> str:
        """Text of these ids, control tokens left out."""
        if not self._shown:
            return self._tokenizer.decode([i for i in ids if i not in self._hidden], skip_special_tokens=False)
        text = ""
        run: list[int] = []
        for token in ids:
            if token in self._shown:
                text, run = text + self.decode(run) + self._shown[token], []
            elif token not in self._hidden:
                run.append(token)
        return text + self._tokenizer.decode(run, skip_special_tokens=False)

    @property
    def vocabulary_size(self) -> int:
        """Ids the tokenizer knows, its control tokens counted once."""
        return self._tokenizer.get_vocab_size() - len(self._controls)

    def _render(self, turns: Sequence[dict[str, str]]) -> str:
        return self._template.render(messages=turns, bos_token=self.bos, eos_token=self.eos, add_generation_prompt=True)

    def _disarm(self, content: str) -> str:
        for control in self._controls:
            content = content.replace(control, self._escape[control])
        # Markers such as TinyLlama's "<|system|>" are plain text to its tokenizer: one space takes their meaning away.
        return self._marker.sub(lambda found: f"{found[0][0]} {found[0][1:]}", content)

    def _rename(self, text: str) -> str:
        for control in self._controls:
            text = text.replace(control, self._secret[control])
        return text

    def _ids(self, text: str, *, bos: bool) -> list[int]:
        if bos and self._adds_bos and self.bos and not text.startswith(self._secret[self.bos]):
            text = self._secret[self.bos] + text
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        return [self._id_of.get(token, token) for token in ids]


def check_length(prompt_tokens: int, context_tokens: int) -> None:
    """Raise BadInput for an empty prompt, ContextTooLong for one that leaves no room for a token of an answer."""
    if not prompt_tokens:
        raise BadInput("There is no text to continue: the prompt is empty.")
    if prompt_tokens >= context_tokens:
        raise ContextTooLong(
            f"The text has {prompt_tokens:,} tokens, and the model's context holds {context_tokens:,} with the answer. "
            "Send less."
        )


def _environment() -> jinja2.Environment:
    """The environment that published chat templates are written for."""
    environment = jinja2.sandbox.ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[jinja2.ext.loopcontrols], autoescape=False
    )

    def raise_exception(message: str) -> None:
        raise jinja2.TemplateError(message)

    environment.globals["raise_exception"] = raise_exception
    environment.globals["strftime_now"] = lambda pattern: datetime.now().strftime(pattern)
    environment.filters["tojson"] = lambda value, **options: json.dumps(value, ensure_ascii=False, **options)
    return environment


def _without_system(turns: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    rules = [turn["content"] for turn in turns if turn["role"] == "system"]
    others = [turn for turn in turns if turn["role"] != "system"]
    if not others or others[0]["role"] != "user":
        others.insert(0, {"role": "user", "content": ""})
    first = {"role": "user", "content": "\n\n".join([*rules, others[0]["content"]])}
    return [first, *others[1:]]


def _template_source(folder: Path, config: dict[str, Any]) -> str:
    file = folder / "chat_template.jinja"
    if file.is_file():
        return file.read_text(encoding="utf-8")
    source = config.get("chat_template")
    if isinstance(source, list):
        source = next((entry["template"] for entry in source if entry.get("name") == "default"), None)
    return source if isinstance(source, str) else _PLAIN_TEMPLATE


def _eos_ids(folder: Path, of_tokenizer: int | None) -> tuple[int, ...]:
    """The ids that end an answer: generation_config.json's, else config.json's, and the tokenizer's own."""
    found: list[int] = [] if of_tokenizer is None else [of_tokenizer]
    for name in ("generation_config.json", "config.json"):
        value = _read_json(folder / name).get("eos_token_id")
        found += value if isinstance(value, list) else [value] if isinstance(value, int) else []
    return tuple(dict.fromkeys(found))


def _added(path: Path) -> list[dict[str, Any]]:
    tokens: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")).get("added_tokens", [])
    return tokens


def _token_text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("content")
    return value if isinstance(value, str) else ""


def _read_json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    value = json.loads(path.read_text(encoding="utf-8"))
    return value if isinstance(value, dict) else {}

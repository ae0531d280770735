"""Tiny real models, built in seconds with random weights: the folders look like published ones."""

import json
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

CHAT_TEMPLATE = (
    "{% for message in messages %}{{ '<|' + message['role'] + '|>\\n' + message['content'] + eos_token + '\\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}"
)
CORPUS = [
    "A loop repeats a block of code while its condition holds.",
    "def total(values):\n    result = 0\n    for value in values:\n        result += value\n    return result\n",
    "Why does my list index run out of range? The last index is one less than the length.",
    "Grüße, naïve café ☕ and 你好 show that text is more than ASCII.",
]


def write_tokenizer(folder: Path, vocabulary: int = 400) -> None:
    """A byte-level BPE tokenizer with <s>, </s> and a chat template, trained on a few sentences."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=["<unk>", "<s>", "</s>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": "<s>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
        "add_bos_token": True,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    (folder / "chat_template.jinja").write_text(CHAT_TEMPLATE)


def write_llama(folder: Path, context: int = 256) -> Path:
    """A two-layer Llama in float32 with grouped key heads."""
    import torch
    from transformers import LlamaConfig, LlamaForCausalLM

    write_tokenizer(folder)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=400,
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=context,
        bos_token_id=1,
        eos_token_id=2,
        initializer_range=0.3,
    )
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def write_code_model(folder: Path) -> Path:
    """A tiny T5 in CodeT5's layout, trained for seconds until it knows one thing: a masked sum is called `total`."""
    import torch
    from transformers import RobertaTokenizer, T5Config, T5ForConditionalGeneration

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    specials = ["<pad>", "<s>", "</s>", "<unk>", "<mask>"]
    trainer = trainers.BpeTrainer(
        vocab_size=340,
        special_tokens=specials,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    tokenizer.model.save(str(folder))
    sentinels = [f"<extra_id_{number}>" for number in range(3)]
    python = RobertaTokenizer(
        str(folder / "vocab.json"), str(folder / "merges.txt"), additional_special_tokens=sentinels
    )
    python.save_pretrained(folder)
    torch.manual_seed(0)
    model = T5ForConditionalGeneration(
        T5Config(
            vocab_size=len(python),
            d_model=32,
            d_kv=8,
            d_ff=64,
            num_layers=1,
            num_heads=4,
            dropout_rate=0.0,
            pad_token_id=0,
            eos_token_id=2,
            decoder_start_token_id=0,
        )
    )
    asked = python(SUM.replace("{}", "<extra_id_0>"), return_tensors="pt").input_ids
    wanted = python("<extra_id_0>total<extra_id_1>", add_special_tokens=False, return_tensors="pt").input_ids
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(60):
        optimizer.zero_grad()
        model(input_ids=asked, labels=wanted).loss.backward()
        optimizer.step()
    model.save_pretrained(folder)
    return folder


SUM = "def sum_of(values):\n    {} = 0\n    for value in values:\n        {} += value\n    return {}"


def write_sentiment_model(folder: Path) -> Path:
    """A tiny DistilBERT with two labels and random weights."""
    import torch
    from transformers import DistilBertConfig, DistilBertForSequenceClassification

    folder.mkdir(parents=True, exist_ok=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz"]
    pieces = {word: number for number, word in enumerate([*words, *(f"##{letter}" for letter in words[5:])])}
    tokenizer = Tokenizer(models.WordPiece(pieces, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {"tokenizer_class": "PreTrainedTokenizerFast", "pad_token": "[PAD]", "unk_token": "[UNK]"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    torch.manual_seed(0)
    labels = {0: "NEGATIVE", 1: "POSITIVE"}
    model = DistilBertForSequenceClassification(
        DistilBertConfig(vocab_size=len(pieces), dim=32, hidden_dim=64, n_layers=1, n_heads=4, id2label=labels)
    )
    model.save_pretrained(folder)
    return folder

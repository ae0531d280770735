"""Makes llama.gguf (Q4_K_M) for the llama.cpp row from the safetensors of chat-transformers.

    python -m benchmarks.engine.gguf_file DIR [--llama PYTHON]

Two steps: the gguf package writes the weights in half precision, then llama.cpp quantises them (with PYTHON, an
interpreter that has llama-cpp-python; it builds from source in about ten minutes). Both packages are optional.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

QUANTISE = """
import ctypes, sys, llama_cpp
options = llama_cpp.llama_model_quantize_default_params()
options.ftype = llama_cpp.LLAMA_FTYPE_MOSTLY_Q4_K_M
options.nthread = 2
sys.exit(llama_cpp.llama_model_quantize(sys.argv[1].encode(), sys.argv[2].encode(), ctypes.byref(options)))
"""
LAYER = {
    "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm", "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}  # fmt: skip
WHOLE = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--llama", default=sys.executable)
    options = parser.parse_args()
    half, whole = options.folder / "llama-f16.gguf", options.folder / "llama.gguf"
    write_half(options.folder / "chat-transformers", half)
    done = subprocess.run([options.llama, "-c", QUANTISE, str(half), str(whole)], check=False)
    half.unlink()
    return done.returncode


def write_half(source: Path, target: Path) -> None:
    """The weights in 16 bit, and the vocabulary, under llama.cpp's names."""
    import gguf
    import torch
    from safetensors.torch import load_file

    config = json.loads((source / "config.json").read_text())
    writer = gguf.GGUFWriter(str(target), "llama")
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_rope_dimension_count(config["hidden_size"] // config["num_attention_heads"])
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    add_vocabulary(writer, source, config["vocab_size"])
    for file in sorted(source.glob("*.safetensors")):
        for name, stored in load_file(file).items():
            tensor = stored
            for part, key in (("q_proj", "num_attention_heads"), ("k_proj", "num_key_value_heads")):
                if part in name:
                    tensor = interleaved(stored, config[key])
            # Norms stay in 32 bit, as llama.cpp wants them.
            kind = torch.float32 if tensor.ndim == 1 else torch.float16
            writer.add_tensor(llama_name(name), tensor.to(kind).numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def interleaved(tensor: Any, heads: int) -> Any:
    """llama.cpp rotates neighbouring values where transformers rotates halves: the rows change places."""
    rows, columns = tensor.shape
    return tensor.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns).contiguous()


def llama_name(name: str) -> str:
    """A tensor's name in a GGUF file."""
    base, _, kind = name.rpartition(".")
    if base in WHOLE:
        return f"{WHOLE[base]}.{kind}"
    _, _, layer, rest = base.split(".", 3)
    return f"blk.{layer}.{LAYER[rest]}.{kind}"


def add_vocabulary(writer: Any, source: Path, size: int) -> None:
    """The pieces of tokenizer.json; scores don't matter for speed."""
    import gguf

    vocabulary = json.loads((source / "tokenizer.json").read_text())["model"]["vocab"]
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)[:size]
    pieces += [f"<unused{number}>" for number in range(len(pieces), size)]
    kinds = []
    for piece in pieces:
        byte = piece.startswith("<0x") and piece.endswith(">")
        control = piece in ("<s>", "</s>")
        kind = gguf.TokenType.BYTE if byte else gguf.TokenType.CONTROL if control else gguf.TokenType.NORMAL
        kinds.append(gguf.TokenType.UNKNOWN if piece == "<unk>" else kind)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(pieces)
    writer.add_token_scores([-float(number) for number in range(len(pieces))])
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)


if __name__ == "__main__":
    sys.exit(main())

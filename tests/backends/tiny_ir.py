"""A tiny stateful OpenVINO IR of a causal model, written operation by operation: no converter, no download."""

import json
from pathlib import Path
from typing import Any

from tests.backends.tiny import write_tokenizer

VOCABULARY, HEADS, HEAD_SIZE, LAYERS = 400, 2, 32, 2


def write_openvino(folder: Path, context: int = 512) -> Path:
    """A two-layer decoder with learned positions, its keys and values in variables as GenAI expects them."""
    from ai_engine.inference.backends.openvino import import_genai

    import_genai()  # first, for it keeps openvino's telemetry out
    import numpy as np
    import openvino as ov
    from openvino import opset13 as op
    from openvino.op.util import Variable, VariableInfo

    write_tokenizer(folder)
    (folder / "config.json").write_text(
        json.dumps({"model_type": "llama", "max_position_embeddings": context, "eos_token_id": 2})
    )
    rng = np.random.default_rng(0)
    width = HEADS * HEAD_SIZE

    def weights(*shape: int, scale: float = 1.0) -> Any:
        return op.constant((rng.standard_normal(shape) * scale).astype(np.float32))

    def whole(*numbers: int) -> Any:
        return op.constant(np.array(numbers, np.int64))

    def named(node: Any, name: str) -> Any:
        node.output(0).get_tensor().set_names({name})
        return node

    ids, mask, places = (
        named(op.parameter([-1, -1], np.int64, name=name), name)
        for name in ("input_ids", "attention_mask", "position_ids")
    )
    beam = named(op.parameter([-1], np.int32, name="beam_idx"), "beam_idx")
    first = op.constant(np.int64(0))
    x = op.add(op.gather(weights(VOCABULARY, width), ids, first), op.gather(weights(context, width), places, first))
    empty = op.concat([op.gather(op.shape_of(ids), whole(0), first), whole(HEADS, 0, HEAD_SIZE)], 0)
    hidden = op.multiply(
        op.subtract(op.constant(np.float32(1)), op.convert(mask, "f32")), op.constant(np.float32(-1e9))
    )
    hidden = op.unsqueeze(hidden, whole(1, 2))
    sinks = []

    def split(values: Any) -> Any:
        return op.transpose(op.reshape(values, whole(0, 0, HEADS, HEAD_SIZE), True), whole(0, 2, 1, 3))

    def with_past(layer: int, kind: str, fresh: Any) -> Any:
        info = VariableInfo()
        info.data_shape = ov.PartialShape([-1, HEADS, -1, HEAD_SIZE])
        info.data_type = ov.Type.f32
        info.variable_id = f"past_key_values.{layer}.{kind}present.{layer}.{kind}"
        variable = Variable(info)
        past = op.read_value(op.broadcast(op.constant(np.float32(0)), empty), variable)
        both = op.concat([op.gather(past, beam, first), fresh], 2)
        sinks.append(op.assign(both, variable))
        return both

    for layer in range(LAYERS):
        query, key, value = (
            split(op.matmul(x, weights(width, width, scale=width**-0.5), False, False)) for _ in range(3)
        )
        seen = op.scaled_dot_product_attention(
            query, with_past(layer, "key", key), with_past(layer, "value", value), hidden
        )
        joined = op.reshape(op.transpose(seen, whole(0, 2, 1, 3)), whole(0, 0, width), True)
        x = op.add(x, op.matmul(joined, weights(width, width, scale=width**-0.5), False, False))
    logits = named(op.matmul(x, weights(VOCABULARY, width), False, True), "logits")
    model = ov.Model([op.result(logits)], sinks, [ids, mask, places, beam], "tiny")
    ov.save_model(model, str(folder / "openvino_model.xml"), compress_to_fp16=False)
    return folder

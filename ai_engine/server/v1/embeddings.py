"""POST /v1/embeddings."""

import base64
import struct
from collections.abc import Sequence
from typing import Any

from flask_openapi3 import APIBlueprint

from ai_engine.errors import Unavailable
from ai_engine.server.description import StandardErrorAnswer, resource
from ai_engine.server.services import Services
from ai_engine.server.v1.answers import EmbeddingsAnswer
from ai_engine.server.v1.model_names import ModelNotFound
from ai_engine.server.v1.schemas import EmbeddingBody, refuse

# A cold start reads the model from disk.
_WAIT_S = 60.0


def embedding_routes(services: Services) -> APIBlueprint:
    """Vectors of texts, from the embedding model."""
    api = resource("embeddings", "Standard protocol", StandardErrorAnswer)

    @api.post("/v1/embeddings", summary="Embeddings, as OpenAI's API has them", responses={200: EmbeddingsAnswer})
    def embeddings(body: EmbeddingBody) -> Any:
        name = services.settings.embedding_model
        if body.model is not None and body.model not in (name, name.rpartition("/")[2]):
            raise ModelNotFound(f"There is no such embedding model here; known: {name}.")
        texts = body.texts()
        with services.admission.enter():
            vectors = services.tasks.embed(texts, _WAIT_S) if services.tasks.installed("embed") else None
        if vectors is None:
            raise Unavailable(f"The embedding model {name} is not installed here, or did not answer in time.", 30.0)
        refuse("dimensions", f"can only be {len(vectors[0])}", body.dimensions not in (None, len(vectors[0])))
        as_text = body.encoding_format == "base64"
        data = [
            {"object": "embedding", "index": index, "embedding": _packed(vector) if as_text else vector}
            for index, vector in enumerate(vectors)
        ]
        tokens = services.tasks.sentence_tokens(texts)
        usage = {"prompt_tokens": tokens, "total_tokens": tokens}
        return {"object": "list", "data": data, "model": name, "usage": usage}

    return api


def _packed(vector: Sequence[float]) -> str:
    """Little-endian 32-bit floats in base64, as clients ask for by default."""
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()

"""The standard protocol: OpenAI's API as publicly documented, with vLLM's extensions, over the tutor or the model."""

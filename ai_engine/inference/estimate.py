"""Guesses of token counts, for where no tokenizer is at hand."""

from collections import OrderedDict

from ai_engine.inference.protocol import GenerationRequest

_CHARACTERS_A_TOKEN = 3.6
"""In English and code, over the usual subword vocabularies; other scripts need more tokens."""
_FRAME_TOKENS = 8
"""Of a chat template around each message."""
_FRAME_BOUND = 32
"""No common template writes more around a message."""
_BLOCK = 256
_BLOCKS_REMEMBERED = 4_096


def estimate_tokens(request: GenerationRequest) -> int:
    """About how many tokens a request's prompt has."""
    return sum(_FRAME_TOKENS + int(len(text) / _CHARACTERS_A_TOKEN) for text in _texts(request))


def most_tokens(request: GenerationRequest) -> int:
    """A bound that a request's prompt can't pass: a token stands for a byte at least."""
    return sum(_FRAME_BOUND + len(text.encode()) for text in _texts(request))


class PrefixGuess:
    """Guesses how much of a prompt the engine has not read before, from the prompts that went by here of late.

    Only hashes of blocks are kept, each with all that stands before it, so one block is never taken for another's.
    It decides about nothing but turns: what is really cached is the engine's own knowledge.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[int, None] = OrderedDict()

    def new_tokens(self, request: GenerationRequest) -> int:
        """About how many tokens of this prompt must be read; remembers the prompt."""
        text = "\0".join(_texts(request))
        before = 0
        known = 0
        for start in range(0, len(text), _BLOCK):
            before = hash((before, text[start : start + _BLOCK]))
            if before in self._seen and known == start:
                known = min(start + _BLOCK, len(text))
            self._seen[before] = None
            self._seen.move_to_end(before)
        while len(self._seen) > _BLOCKS_REMEMBERED:
            self._seen.popitem(last=False)
        return max(1, estimate_tokens(request) - int(known / _CHARACTERS_A_TOKEN))


def _texts(request: GenerationRequest) -> list[str]:
    return [request.prompt] if request.prompt is not None else [message.content for message in request.messages]

"""The block pool: no block has two owners, and nothing is shared but an exactly equal beginning."""

import random

from ai_engine.inference.backends.blocks import BLOCK_SIZE, BlockPool


def fill(pool: BlockPool, tokens: list[int]) -> tuple[list[int], int]:
    """Run a text through the pool as a backend does; returns its blocks and how many tokens were shared."""
    match = pool.match(tokens)
    fresh = pool.allocate(-(-len(tokens) // BLOCK_SIZE) - len(match.blocks))
    assert fresh is not None
    blocks, serial = match.blocks + fresh, match.serial
    for number in range(len(match.blocks), len(tokens) // BLOCK_SIZE):
        part = tokens[number * BLOCK_SIZE : (number + 1) * BLOCK_SIZE]
        serial = pool.remember(blocks[number], serial, part)
    return blocks, len(match.blocks) * BLOCK_SIZE


def test_equal_beginning_is_shared() -> None:
    """Two texts with the same first tokens use the same blocks for them; the last token is left to compute."""
    pool = BlockPool(16)
    tokens = list(range(3 * BLOCK_SIZE))
    first, _ = fill(pool, tokens)

    second, shared = fill(pool, tokens)

    assert shared == 2 * BLOCK_SIZE
    assert second[:2] == first[:2]
    assert second[2] != first[2]


def test_a_block_is_shared_only_after_the_same_blocks() -> None:
    """Equal tokens after another beginning are another text."""
    pool = BlockPool(16)
    tail = list(range(100, 100 + 2 * BLOCK_SIZE))
    fill(pool, [1] * BLOCK_SIZE + tail)

    _, shared = fill(pool, [2] * BLOCK_SIZE + tail)

    assert shared == 0


def test_a_child_of_an_evicted_block_is_lost() -> None:
    """A block whose place was taken by another text leads nowhere, even with the same number."""
    pool = BlockPool(2)
    blocks, _ = fill(pool, [1] * BLOCK_SIZE + [5] * BLOCK_SIZE)
    pool.release(blocks)
    other, _ = fill(pool, [2] * BLOCK_SIZE)
    pool.release(other)

    _, shared = fill(pool, [2] * BLOCK_SIZE + [5] * BLOCK_SIZE)

    assert shared == BLOCK_SIZE


def test_no_block_is_given_twice() -> None:
    """Over thousands of random texts that come and go, whoever shares a block holds the very same beginning."""
    pool, rng = BlockPool(40), random.Random(1)
    live: list[tuple[list[int], list[int]]] = []
    for _ in range(3_000):
        tokens = [rng.randrange(2) for _ in range(BLOCK_SIZE)] * rng.randrange(1, 4) + [9] * rng.randrange(1, 20)
        tokens = [1] * BLOCK_SIZE * rng.randrange(2) + tokens
        if pool.available < 8 or (live and rng.random() < 0.5):
            blocks, _ = live.pop(rng.randrange(len(live)))
            pool.release(blocks)
            continue
        blocks, _ = fill(pool, tokens)
        live.append((blocks, tokens))
        holders: dict[int, list[int]] = {}
        for owned, text in live:
            for place, block in enumerate(owned):
                beginning = text[: (place + 1) * BLOCK_SIZE]
                assert holders.setdefault(block, beginning) == beginning
    for blocks, _ in live:
        pool.release(blocks)

    assert pool.available == pool.count


def test_too_much_is_refused() -> None:
    """Asking for more blocks than can be had gives none and changes nothing."""
    pool = BlockPool(4)

    assert pool.allocate(5) is None
    assert pool.available == 4

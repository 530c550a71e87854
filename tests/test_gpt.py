"""GPT: GPT-2 of transformers as oracle, the future changes nothing, a cache changes nothing, and refusals."""

import os

import pytest
import torch
from torch.nn import functional as F

from minilib.gpt import GPT, GPTConfig, batches, from_gpt2, mean_surprise, quiet_block, step, table

os.environ["HF_HUB_OFFLINE"] = "1"
SIZES = [(1, 1, 1, 1, 1), (50, 12, 3, 2, 9), (7, 20, 4, 3, 16), (11, 6, 1, 1, 5)]  # V, C, H, L, T_max


def model_of(*sizes, seed=0):
    return GPT(GPTConfig(*sizes), torch.Generator().manual_seed(seed)).double()


def ids_for(V, B, T, seed=0):
    return torch.randint(V, (B, T), generator=torch.Generator().manual_seed(seed))


def near(got, expected, atol=1e-10):
    torch.testing.assert_close(got, expected, rtol=0, atol=atol)


@pytest.fixture(scope="module")
def transformers():
    return pytest.importorskip("transformers")


def gpt2(transformers, V, C, H, L, T_max, seed=0):
    """A random GPT-2 of transformers, biases and norms away from 0 and 1 too, without dropout."""
    torch.manual_seed(seed)
    sizes = {"vocab_size": V, "n_positions": T_max, "n_embd": C, "n_layer": L, "n_head": H}
    config = transformers.GPT2Config(**sizes, bos_token_id=None, eos_token_id=None)
    model = transformers.GPT2LMHeadModel(config).eval()
    with torch.no_grad():
        for p in model.parameters():
            p += 0.1 * torch.randn_like(p)
    return model


@pytest.mark.parametrize("sizes", SIZES[1:])
def test_gpt_with_gpt2s_weights_is_gpt2(transformers, sizes):
    V, C, H, L, T_max = sizes
    theirs = gpt2(transformers, *sizes)
    ours, ids = from_gpt2(theirs.state_dict(), H), ids_for(V, 3, T_max)
    assert ours.config == GPTConfig(V, C, H, L, T_max)
    near(ours(ids), theirs(ids).logits, 1e-5)
    near(mean_surprise(ours(ids[:, :-1]), ids[:, 1:]), theirs(ids, labels=ids).loss, 1e-5)


def test_a_checkpoint_without_prefix_and_with_old_buffers_loads_too(transformers):
    theirs = gpt2(transformers, 30, 8, 2, 2, 6)
    bare = dict(theirs.transformer.state_dict())
    bare |= {f"h.{i}.attn.bias": torch.ones(1, 1, 6, 6) for i in range(2)}  # as in the published file
    ids = ids_for(30, 2, 6)
    near(from_gpt2(bare, 2)(ids), theirs(ids).logits, 1e-5)


def test_generating_greedily_is_gpt2s_generate(transformers):
    from minilib.generation import generate

    theirs, ids = gpt2(transformers, 30, 8, 2, 2, 20), ids_for(30, 1, 4)
    expected = theirs.generate(ids, max_new_tokens=12, do_sample=False, pad_token_id=0)
    got = generate(from_gpt2(theirs.state_dict(), 2), ids, 12, lambda z: z.argmax(-1))
    assert got.tolist() == expected.tolist()


@pytest.mark.parametrize("sizes", SIZES)
def test_what_comes_later_changes_no_logits(sizes):
    V, T = sizes[0], sizes[-1]
    model, ids = model_of(*sizes), ids_for(V, 2, T)
    other, cut = ids.clone(), T // 2
    other[:, cut:] = (ids[:, cut:] + 1) % V
    near(model(ids)[:, :cut], model(other)[:, :cut])
    if V > 1:
        assert (model(ids)[:, cut:] - model(other)[:, cut:]).abs().max() > 1e-3


@pytest.mark.parametrize("pieces", [[9], [1] * 9, [4, 1, 3, 1], [1, 8]])
def test_step_by_step_is_all_at_once(pieces):
    model, ids = model_of(50, 12, 3, 2, 9), ids_for(50, 2, 9)
    cache, parts = None, []
    for piece in ids.split(pieces, dim=1):
        logits, cache = step(model, piece, cache)
        parts.append(logits)
    near(torch.cat(parts, 1), model(ids))
    assert [tuple(kept.shape) for kept in cache[0]] == [(2, 3, 9, 4)] * 2


def test_an_old_cache_stays_valid():
    model, ids = model_of(50, 12, 3, 2, 9), ids_for(50, 1, 5)
    _, cache = step(model, ids)
    one = step(model, torch.tensor([[7]]), cache)[0]
    step(model, torch.tensor([[8]]), cache)
    assert torch.equal(step(model, torch.tensor([[7]]), cache)[0], one)


def test_all_positions_at_once_are_as_many_separate_losses():
    model, ids = model_of(50, 12, 3, 2, 9), ids_for(50, 2, 9)
    x, y = ids[:, :-1], ids[:, 1:]
    separate = [mean_surprise(model(x[:, : t + 1])[:, -1:], y[:, t : t + 1]) for t in range(8)]
    near(mean_surprise(model(x), y), sum(separate) / 8)


def test_the_surprise_at_a_known_distribution():
    logits = torch.tensor([[[1.0, 2, 0, 0]]]).double()
    near(mean_surprise(logits, torch.tensor([[0]])), torch.tensor(1.4938).double(), 1e-4)
    near(mean_surprise(logits, torch.tensor([[1]])), F.cross_entropy(logits[0], torch.tensor([1])))


def test_parameters_are_those_of_the_formula_and_of_gpt2():
    def count(V, C, H, L, T):
        return L * (12 * C**2 + 13 * C) + (V + T + 2) * C

    for sizes in SIZES:
        assert sum(p.numel() for p in model_of(*sizes).parameters()) == count(*sizes)
    assert count(50257, 768, 12, 12, 1024) == 124_439_808


def test_it_starts_as_promised_and_from_its_generator_alone():
    one, two = model_of(50, 64, 4, 8, 9), model_of(50, 64, 4, 8, 9)
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))
    assert table(400, 64, torch.Generator()).std().item() == pytest.approx(1 / 8, rel=0.05)
    block = quiet_block(GPTConfig(5, 64, 4, 8, 5), torch.Generator().manual_seed(0))
    assert block.attention.o.weight.std().item() == pytest.approx(1 / 8 / 4, rel=0.05)
    assert block.attention.v.weight.std().item() == pytest.approx(1 / 8, rel=0.05)
    assert block.feed.values.weight.std().item() == pytest.approx(1 / 16 / 4, rel=0.05)


def test_batches_are_pieces_of_the_text_and_reach_both_its_ends():
    ids = torch.arange(100, 112)
    xs, ys = zip(*batches(ids, T=4, B=3, steps=60, rng=torch.Generator().manual_seed(0)), strict=True)
    x, y = torch.cat(xs), torch.cat(ys)
    assert x.shape == (180, 4)
    assert torch.equal(y, x + 1)
    assert torch.equal(x[:, 1:], y[:, :-1])
    assert (x.min().item(), y.max().item()) == (100, 111)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: GPTConfig(7, 6, 4, 1, 5), "expected a divisor of C = 6, got 4"),
        (lambda: GPTConfig(7, 6, 0, 1, 5), r"expected at least 1 each, got \(7, 6, 0, 1, 5\)"),
        (lambda: model_of(7, 6, 2, 1, 5)(ids_for(7, 1, 6)), "expected at most 5, got 6"),
        (lambda: next(batches(torch.arange(4), 4, 1, 1, torch.Generator())), "expected more than 4, got 4"),
    ],
)
def test_bad_sizes_are_refused_with_their_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()


def test_a_full_cache_is_refused():
    model = model_of(7, 6, 2, 1, 5)
    _, cache = step(model, ids_for(7, 1, 5))
    with pytest.raises(ValueError, match="expected at most 5, got 6"):
        step(model, ids_for(7, 1, 1), cache)


def test_a_config_cannot_be_changed():
    with pytest.raises(AttributeError):
        GPTConfig(7, 6, 2, 1, 5).C = 8

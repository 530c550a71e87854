"""The Transformer's blocks: torch's own layers as oracles, with masks; who may influence whom; refusals."""

import pytest
import torch
from torch import nn
from torch.nn import functional

from minilib.attention import MultiHeadAttention, causal
from minilib.blocks import Attention, Block, DecoderBlock, FeedForward, PostBlock, linear

SIZES = [(1, 1, 1, 4, 1, 3), (2, 3, 5, 6, 2, 20), (3, 5, 2, 12, 3, 7)]  # B, T, S, C, H, F
each_size = pytest.mark.parametrize("sizes", SIZES)


def rng(seed=0):
    return torch.Generator().manual_seed(seed)


def randn(*shape, seed=0):
    return torch.randn(*shape, generator=rng(seed), dtype=torch.float64)


def near(got, expected, atol=1e-10):
    torch.testing.assert_close(got, expected, rtol=0, atol=atol)


def stir(module):
    """Give every parameter, gains and biases included, a value that shows; in float64."""
    with torch.no_grad():
        for i, p in enumerate(module.parameters()):
            p.copy_(0.5 * torch.randn(p.shape, generator=rng(100 + i)))
    return module.double()


def attention_parts(a):
    w = torch.cat([a.q.weight, a.k.weight, a.v.weight])
    b = torch.cat([a.q.bias, a.k.bias, a.v.bias])
    return [w, b, a.o.weight, a.o.bias]


def copy(block, theirs):
    """Put a block's weights into torch's layer, which holds them in the order attention, feed, norms."""
    ours = attention_parts(block.attention)
    if hasattr(block, "cross"):
        ours += attention_parts(block.cross)
    ours += [*block.feed.keys.parameters(), *block.feed.values.parameters()]
    ours += [p for m in block.children() if isinstance(m, nn.LayerNorm) for p in m.parameters()]
    with torch.no_grad():
        for a, b in zip(ours, theirs.parameters(), strict=True):
            b.copy_(a)
    return theirs.double()


def padding(B, S):
    """True where there is a token: row i has lost i places at its end, but never all."""
    return torch.arange(S) < (S - torch.arange(B)).clamp(min=1)[:, None]


def test_linear_starts_as_it_says():
    layer = linear(400, 300, rng())
    assert layer.weight.shape == (300, 400)
    assert abs(layer.weight.std().item() * 20 - 1) < 0.01
    assert not layer.bias.any()
    assert torch.equal(layer.weight, linear(400, 300, rng()).weight)


@each_size
def test_attention_is_chapter_6s_plus_biases_also_across_and_masked(sizes):
    B, T, S, C, H, _ = sizes
    new, old = stir(Attention(C, H, rng())), MultiHeadAttention(C, H, rng()).double()
    with torch.no_grad():
        for layer, w in zip((new.q, new.k, new.v, new.o), old.parameters(), strict=True):
            w.copy_(layer.weight.T)
            layer.bias.zero_()
    x, memory, mask = randn(B, T, C), randn(B, S, C, seed=1), padding(B, S)[:, None, None]
    near(new(x), old(x))
    near(new(x, memory, mask), old(x, memory, mask))
    near(new(x, mask=causal(T)), old(x, mask=causal(T)))
    near(new.read(x, *new.keys_values(memory), mask), new(x, memory, mask))


def test_looking_shows_the_weights_that_are_used():
    attention = stir(Attention(6, 2, rng()))
    x, memory, mask = randn(3, 4, 6), randn(3, 5, 6, seed=1), padding(3, 5)[:, None, None]
    a = attention.look(x, memory, mask)
    assert a.shape == (3, 2, 4, 5)
    near(a.sum(-1), torch.ones(3, 2, 4, dtype=torch.float64))
    _, v = attention.keys_values(memory)
    near(attention.o((a @ v).transpose(1, 2).flatten(2)), attention(x, memory, mask))


def test_feed_forward_is_keys_that_fire_and_values_that_add_up():
    feed = stir(FeedForward(3, 5, rng()))
    x = randn(2, 4, 3)
    fires = (x @ feed.keys.weight.T + feed.keys.bias).clamp(min=0)
    slow = sum(fires[..., f, None] * feed.values.weight[:, f] for f in range(5)) + feed.values.bias
    near(feed(x), slow)
    gelu = FeedForward(3, 5, rng(), act=functional.gelu)
    assert gelu(torch.ones(3)).isfinite().all()
    assert gelu.act is functional.gelu


def test_feed_forward_sees_one_position_at_a_time():
    feed, x = stir(FeedForward(3, 5, rng())), randn(4, 3)
    changed = x.clone()
    changed[0] += 1
    assert torch.equal(feed(x)[1:], feed(changed)[1:])
    assert not torch.equal(feed(x)[0], feed(changed)[0])


@each_size
@pytest.mark.parametrize(("kind", "first"), [(PostBlock, False), (Block, True)])
@pytest.mark.parametrize("eps", [1e-5, 1e-2])
def test_blocks_are_torchs_encoder_layer(sizes, kind, first, eps):
    B, T, _, C, H, F = sizes
    ours = stir(kind(C, H, F, rng(), eps=eps))
    settings = {"dropout": 0.0, "batch_first": True, "norm_first": first, "layer_norm_eps": eps}
    theirs = copy(ours, nn.TransformerEncoderLayer(C, H, F, **settings))
    x, real = randn(B, T, C), padding(B, T)
    near(ours(x), theirs(x))
    near(ours(x, real[:, None, None]), theirs(x, src_key_padding_mask=~real))
    near(ours(x, causal(T)), theirs(x, src_mask=~causal(T)))


@each_size
def test_decoder_block_is_torchs_decoder_layer(sizes):
    B, T, S, C, H, F = sizes
    ours = stir(DecoderBlock(C, H, F, rng()))
    settings = {"dropout": 0.0, "batch_first": True, "norm_first": True}
    theirs = copy(ours, nn.TransformerDecoderLayer(C, H, F, **settings))
    x, memory, real = randn(B, T, C), randn(B, S, C, seed=1), padding(B, S)
    near(ours(x, memory), theirs(x, memory))
    got = ours(x, memory, causal(T), real[:, None, None])
    near(got, theirs(x, memory, tgt_mask=~causal(T), memory_key_padding_mask=~real))


@pytest.mark.parametrize("act", [torch.relu, functional.gelu])
def test_gradients_are_torchs(act):
    ours = stir(Block(6, 2, 20, rng(), act=act))
    layer = nn.TransformerEncoderLayer(6, 2, 20, 0.0, act, batch_first=True, norm_first=True)
    theirs, grads = copy(ours, layer), []
    for block in (ours, theirs):
        x = randn(3, 4, 6).requires_grad_()
        (block(x) ** 2).sum().backward()
        grads.append(x.grad)
    near(*grads)
    near(ours.feed.keys.weight.grad, theirs.linear1.weight.grad)
    near(ours.norm1.bias.grad, theirs.norm1.bias.grad)


def test_the_future_and_what_is_masked_change_nothing():
    block, x, memory = stir(DecoderBlock(6, 2, 20, rng())), randn(1, 5, 6), randn(1, 3, 6, seed=1)
    later, other = x.clone(), memory.clone()
    later[:, 3:] += 1
    other[:, 2] += 1
    y = block(x, memory, causal(5))
    assert torch.equal(y[:, :3], block(later, memory, causal(5))[:, :3])
    seen = torch.tensor([True, True, False])[None, None, None]
    assert torch.equal(block(x, memory, causal(5), seen), block(x, other, causal(5), seen))
    assert (block(x, other, causal(5)) - y).abs().min() > 0


def test_pre_norm_adds_to_the_stream_and_post_norm_replaces_it():
    x = randn(2, 3, 6)
    pre, post = Block(6, 2, 20, rng()).double(), PostBlock(6, 2, 20, rng()).double()
    with torch.no_grad():
        for block in (pre, post):
            for layer in (block.attention.o, block.feed.values):
                layer.weight.zero_()
    near(pre(x), x)  # nothing is added
    near(post(x), functional.layer_norm(functional.layer_norm(x, (6,)), (6,)))


def test_heads_that_do_not_fit_are_refused():
    for H in (0, 4):
        with pytest.raises(ValueError, match=f"heads: expected a divisor of 6, got {H}"):
            Block(6, H, 8, rng())

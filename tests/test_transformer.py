"""The machine of 2017: two oracles, what may not leak, the shift, the loss, refusals."""

import os

import pytest
import torch
from test_blocks import copy, near, padding, rng, stir
from torch import nn
from torch.nn import functional

from minilib.attention import causal
from minilib.transformer import Encoder, Transformer, TransformerConfig, embed, sequence_loss, shift

os.environ["HF_HUB_OFFLINE"] = "1"
CONFIG = TransformerConfig(V_source=11, V_target=7, C=12, H=3, F=20, L=2, T_max=9)


def model_of(config=CONFIG):
    return stir(Transformer(config, rng()))


def ids(V, *shape, seed=0):
    return torch.randint(V, shape, generator=rng(seed))


def nn_transformer(model, config=CONFIG):
    C, H, F, L = config.C, config.H, config.F, config.L
    theirs = nn.Transformer(C, H, L, L, F, 0.0, batch_first=True, norm_first=True).double()
    for ours, other in ((model.encoder, theirs.encoder), (model.decoder, theirs.decoder)):
        for block, layer in zip(ours.blocks, other.layers, strict=True):
            copy(block, layer)
        other.norm.load_state_dict(ours.norm.state_dict())
    return theirs


@pytest.mark.filterwarnings("ignore:enable_nested_tensor")
@pytest.mark.parametrize(("B", "S", "T"), [(1, 1, 1), (2, 5, 3), (3, 4, 9)])
def test_the_machine_is_torchs_between_its_tables(B, S, T):
    model = model_of()
    theirs = nn_transformer(model)
    source, target, real = ids(11, B, S), ids(7, B, T, seed=1), padding(B, S)
    x = embed(source, model.encoder.table, model.encoder.positions)
    y = embed(target, model.decoder.table, model.decoder.positions)
    masks = {"tgt_mask": ~causal(T), "src_key_padding_mask": ~real, "memory_key_padding_mask": ~real}
    expected = theirs(x, y, **masks) @ model.decoder.table.T
    near(model(source, target, real), expected)


PEGASUS = {
    "attention.": "self_attn.",
    "cross.": "encoder_attn.",
    "feed.keys": "fc1",
    "feed.values": "fc2",
    "norm1": "self_attn_layer_norm",
    "encoder.norm": "encoder.layer_norm",
    "decoder.norm": "decoder.layer_norm",
    "blocks": "layers",
} | {f".{ours}.": f".{name}_proj." for ours, name in zip("qkvo", ("q", "k", "v", "out"), strict=True)}
MIDDLE = {"encoder": {"norm2": "final_layer_norm"}}
MIDDLE["decoder"] = {"norm2": "encoder_attn_layer_norm", "norm3": "final_layer_norm"}


def pegasus(model, config):
    """Pegasus (Zhang et al. 2020) normalises first, too: one table for both languages, the sines first."""
    from transformers import PegasusConfig, PegasusForConditionalGeneration

    sizes = {"vocab_size": config.V_source, "d_model": config.C, "max_position_embeddings": config.T_max}
    for side in ("encoder", "decoder"):
        sizes |= {
            f"{side}_layers": config.L,
            f"{side}_attention_heads": config.H,
            f"{side}_ffn_dim": config.F,
        }
    theirs = PegasusForConditionalGeneration(
        PegasusConfig(**sizes, activation_function="relu", scale_embedding=True)
    )
    theirs = theirs.double().eval()
    state = theirs.state_dict()
    with torch.no_grad():
        for name, value in model.state_dict().items():
            for ours, other in (PEGASUS | MIDDLE[name[:7]]).items():
                name = name.replace(ours, other)
            name = name.replace("table", "embed_tokens.weight").replace("positions", "embed_positions.weight")
            if "positions" in name:
                half = config.C // 2
                assert torch.equal(state[f"model.{name}"][:, :half], value[:, 0::2]), "the sines"
                assert torch.equal(state[f"model.{name}"][:, half:], value[:, 1::2]), "the cosines"
            state[f"model.{name}"].copy_(value)
    return theirs


@pytest.mark.parametrize(("B", "S", "T"), [(1, 1, 1), (3, 5, 4), (2, 4, 9)])
def test_the_whole_machine_is_transformers(B, S, T):
    config = TransformerConfig(V_source=11, V_target=11, C=12, H=3, F=20, L=2, T_max=9)
    model = model_of(config)
    model.decoder.table = model.encoder.table
    theirs = pegasus(model, config)
    source, target, real = ids(11, B, S), ids(11, B, T, seed=1), padding(B, S)
    with torch.no_grad():
        expected = theirs(source, attention_mask=real.long(), decoder_input_ids=target).logits
    near(model(source, target, real), expected, atol=1e-9)


def test_embedding_is_the_row_at_the_size_of_a_position():
    table, positions = torch.arange(12.0).view(3, 4), torch.full((5, 4), 0.5)
    assert embed(torch.tensor([[2, 0]]), table, positions).tolist() == [
        [[16.5, 18.5, 20.5, 22.5], [0.5, 2.5, 4.5, 6.5]]
    ]


def test_a_fresh_model_writes_logits_of_a_reasonable_size():
    config = TransformerConfig(50, 60)
    logits = Transformer(config, rng())(ids(50, 4, 9), ids(60, 4, 8, seed=1))
    assert logits.shape == (4, 8, 60)
    assert 0.5 < logits.std() < 2
    loss = functional.cross_entropy(logits.flatten(0, 1), ids(60, 32, seed=2))
    assert loss < 2 * torch.tensor(60.0).log()


def test_later_words_and_padding_change_nothing():
    model = model_of()
    source, target, real = ids(11, 2, 5), ids(7, 2, 6, seed=1), padding(2, 5)
    y = model(source, target, real)
    other = target.clone()
    other[:, 4:] = (other[:, 4:] + 1) % 7
    assert torch.equal(model(source, other, real)[:, :4], y[:, :4])
    assert not torch.isclose(model(source, other, real)[:, 4], y[:, 4]).all()
    junk = torch.where(real, source, (source + 3) % 11)
    assert torch.equal(model(junk, target, real), y)
    near(model(source[1:, :4], target[1:]), y[1:], 1e-9)  # alone, without its padding


def test_every_place_of_the_memory_is_heard():
    model, target = model_of(), ids(7, 1, 3, seed=1)
    memory = model.encode(ids(11, 1, 5)).detach().requires_grad_()
    model.decode(target, memory).sum().backward()
    assert (memory.grad.abs().sum(-1) > 0).all()


def test_one_table_looks_up_and_scores():
    model = model_of()
    assert sum(p.shape == (7, 12) for p in model.parameters()) == 1
    memory, target = torch.zeros(1, 1, 12).double(), torch.tensor([[2]])
    assert model.decode(target, memory).shape == (1, 1, 7)
    before = model.decode(target, memory)
    with torch.no_grad():
        model.decoder.table[5] *= 2
    near(model.decode(target, memory)[..., 5], 2 * before[..., 5])


def test_parameters_are_as_many_as_counted():
    C, F, L = CONFIG.C, CONFIG.F, CONFIG.L
    attention, feed = 4 * C * C + 4 * C, 2 * C * F + F + C
    blocks = L * (3 * attention + 2 * feed + 5 * 2 * C)
    assert sum(p.numel() for p in model_of().parameters()) == blocks + 18 * C + 2 * 2 * C


def test_an_encoder_serves_alone():
    encoder = stir(Encoder(CONFIG, rng()))
    y = encoder(ids(11, 3, 4))
    assert y.shape == (3, 4, 12)
    assert torch.equal(y, encoder(ids(11, 3, 4), torch.ones(3, 4).bool()))


def test_shift_starts_with_bos_and_loses_the_last():
    target = torch.tensor([[7, 8, 9], [4, 5, 6]])
    assert shift(target, 1).tolist() == [[1, 7, 8], [1, 4, 5]]
    assert shift(torch.tensor([[3]]), 2).tolist() == [[2]]
    assert target.tolist() == [[7, 8, 9], [4, 5, 6]]


@pytest.mark.parametrize(("B", "T", "V"), [(1, 1, 2), (3, 5, 7), (2, 6, 4)])
def test_the_loss_is_the_mean_over_real_tokens(B, T, V):
    logits = torch.randn(B, T, V, generator=rng(), dtype=torch.float64)
    target, real = ids(V, B, T), padding(B, T)
    logp = logits.log_softmax(-1)
    each = [-logp[b, t, target[b, t]] for b in range(B) for t in range(T) if real[b, t]]
    near(sequence_loss(logits, target, real), torch.stack(each).mean())
    junk = torch.where(real[..., None], logits, torch.nan)
    near(sequence_loss(junk, target, real), torch.stack(each).mean())


def test_refusals_say_the_numbers():
    with pytest.raises(ValueError, match="real tokens: expected at least 1, got 0"):
        sequence_loss(torch.zeros(1, 2, 3), torch.zeros(1, 2).long(), torch.zeros(1, 2).bool())
    with pytest.raises(ValueError, match="heads: expected a divisor of 12, got 5"):
        TransformerConfig(3, 4, C=12, H=5)
    with pytest.raises(ValueError, match="L: expected at least 1, got 0"):
        TransformerConfig(3, 4, L=0)
    with pytest.raises(ValueError, match="positions: expected at most 9, got 10"):
        model_of().encode(ids(11, 1, 10))
    with pytest.raises(AttributeError):
        CONFIG.C = 8

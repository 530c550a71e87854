"""BERT: transformers' implementation as oracle, what the rules of pre-training promise, and refusals."""

import os
import random

import pytest
import torch
from torch.nn import functional as F

from minilib.bert import (
    Bert,
    BertConfig,
    from_transformers,
    join,
    mask_tokens,
    next_sentence_pairs,
    pretraining_loss,
)

os.environ["HF_HUB_OFFLINE"] = "1"
CONFIG = BertConfig(V=23, C=12, H=3, F=20, L=2, T_max=11)
PAD, CLS, SEP, MASK = range(4)


def seeded(seed=0):
    return torch.Generator().manual_seed(seed)


def theirs(C=12, H=3, F=20, L=2, V=23, T_max=11):
    from transformers import BertConfig as TheirConfig
    from transformers import BertForPreTraining

    torch.manual_seed(0)
    config = TheirConfig(
        vocab_size=V,
        hidden_size=C,
        num_attention_heads=H,
        intermediate_size=F,
        num_hidden_layers=L,
        max_position_embeddings=T_max,
        initializer_range=0.3,
    )
    model = BertForPreTraining(config).eval()
    with torch.no_grad():  # biases and norms that are 0 and 1 would hide a mistake
        for p in model.parameters():
            p.add_(0.2 * torch.randn(p.shape))
    return model


def rows(B=3, T=7, V=23, least=4):
    ids = torch.randint(least, V, (B, T), generator=seeded(1))
    segments = (torch.arange(T) >= T // 2).long().expand(B, T)
    real = torch.arange(T) < T - torch.arange(B)[:, None]
    return ids, segments, real


@pytest.mark.parametrize(
    ("C", "H", "F", "L", "B", "T"), [(12, 3, 20, 2, 3, 7), (4, 1, 6, 1, 1, 2), (10, 5, 7, 3, 2, 11)]
)
def test_the_outputs_are_those_of_transformers_with_its_weights(C, H, F, L, B, T):
    oracle = theirs(C, H, F, L)
    ours = from_transformers(BertConfig(23, C, H, F, L, 11), oracle.state_dict())
    ids, segments, real = rows(B, T)
    with torch.no_grad():
        expected = oracle(ids, attention_mask=real.long(), token_type_ids=segments)
        hidden = oracle.bert(ids, attention_mask=real.long(), token_type_ids=segments)
        states = ours(ids, segments, real)
    near = {"atol": 1e-5, "rtol": 1e-5}
    torch.testing.assert_close(states[real], hidden.last_hidden_state[real], **near)
    torch.testing.assert_close(ours.pool(states), hidden.pooler_output, **near)
    torch.testing.assert_close(ours.words(states)[real], expected.prediction_logits[real], **near)
    torch.testing.assert_close(ours.follows(states).flip(1), expected.seq_relationship_logits, **near)


def test_our_parameters_are_as_many_as_theirs():
    count = sum(p.numel() for p in theirs().parameters())  # the tied table is counted once
    assert sum(p.numel() for p in Bert(CONFIG, seeded()).parameters()) == count


def test_padding_changes_nothing_and_every_real_place_is_read_from_both_sides():
    model = Bert(CONFIG, seeded()).double()
    ids, segments, real = rows(2, 6)
    before = model(ids, segments, real)
    other = ids.masked_fill(~real, 5)
    torch.testing.assert_close(model(other, segments, real)[real], before[real], rtol=0, atol=1e-12)
    for place in (0, 4):
        changed = ids.clone()
        changed[0, place] = 4 + (ids[0, place] - 3) % 19
        moved = (model(changed, segments, real)[0] - before[0]).abs().amax(-1)
        assert (moved > 1e-6).all()


def test_segments_and_places_matter():
    model = Bert(CONFIG, seeded())
    ids, segments, _ = rows()
    assert not torch.allclose(model(ids, segments), model(ids, 1 - segments), atol=1e-3)
    assert not torch.allclose(model(ids, 0 * ids).flip(1), model(ids.flip(1), 0 * ids), atol=1e-3)


def test_a_model_is_made_by_its_generator_alone_with_the_promised_spread():
    one, two = (Bert(BertConfig(400, 64, 4, 64, 1, 9), seeded(3)) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))
    assert one.embed.token.weight.std().item() == pytest.approx(1 / 8, rel=0.05)
    assert not one.guess.bias.any()


def test_a_row_of_two_texts():
    assert join([7, 8, 9], [5, 6], CLS, SEP) == ([1, 7, 8, 9, 2, 5, 6, 2], [0, 0, 0, 0, 0, 1, 1, 1])
    assert join([7], [], CLS, SEP) == ([1, 7, 2], [0, 0, 0])


def test_half_of_the_pairs_are_true_and_no_false_one_is_true_by_chance():
    texts = [(f"a{i}", f"b{i}") for i in range(2000)]
    pairs = next_sentence_pairs(texts, random.Random(0))
    assert [a for a, _, _ in pairs] == [a for a, _ in texts]
    assert all((b == "b" + a[1:]) == bool(follows) for a, b, follows in pairs)
    assert 0.45 < sum(follows for _, _, follows in pairs) / len(pairs) < 0.55
    assert len({b for _, b, follows in pairs if not follows}) > 700
    assert {p[1:] for p in next_sentence_pairs([("a", "b"), ("c", "d")], random.Random(1))} <= {
        ("b", 1),
        ("d", 0),
        ("d", 1),
        ("b", 0),
    }


def test_masking_chooses_15_per_cent_of_the_words_and_does_three_things_with_them():
    ids = torch.randint(0, 54, (400, 100), generator=seeded())
    before = ids.clone()
    inputs, chosen = mask_tokens(ids, 4, MASK, 54, seeded(1))
    assert torch.equal(ids, before)
    assert not chosen[ids < 4].any()
    assert torch.equal(inputs[~chosen], ids[~chosen])
    share = chosen.sum() / (ids >= 4).sum()
    assert share.item() == pytest.approx(0.15, abs=0.006)
    got, was = inputs[chosen], ids[chosen]
    assert (got == MASK).float().mean().item() == pytest.approx(0.8, abs=0.02)
    assert (got == was).float().mean().item() == pytest.approx(0.1 + 0.1 / 50, abs=0.015)
    assert set(got[(got != was) & (got != MASK)].tolist()) == set(range(4, 54))


def test_shares_and_fates_can_be_set():
    ids = torch.randint(4, 20, (30, 40), generator=seeded())
    inputs, chosen = mask_tokens(ids, 4, MASK, 20, seeded(1), share=0.5, fates=(1, 0))
    assert (inputs[chosen] == MASK).all()
    assert chosen.float().mean().item() == pytest.approx(0.5, abs=0.05)
    kept, chosen = mask_tokens(ids, 4, MASK, 20, seeded(1), share=1, fates=(0, 0))
    assert torch.equal(kept, ids)
    assert chosen.all()


def test_the_loss_is_that_of_both_tasks_and_only_of_chosen_places():
    model = Bert(CONFIG, seeded())
    ids, segments, real = rows()
    chosen = torch.zeros_like(real)
    chosen[0, 2] = chosen[1, 4] = True
    follows = torch.tensor([1, 0, 1])
    loss = pretraining_loss(model, (ids, segments, real, ids, chosen, follows))
    states = model(ids, segments, real)
    words = F.log_softmax(model.words(states), -1)
    mlm = -(words[0, 2, ids[0, 2]] + words[1, 4, ids[1, 4]]) / 2
    nsp = -F.log_softmax(model.follows(states), -1)[range(3), follows].mean()
    torch.testing.assert_close(loss, mlm + nsp)


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: BertConfig(9, 10, 4, 8, 1, 5), "heads: expected a divisor of 10, got 4"),
        (lambda: BertConfig(9, 10, 2, 8, 0, 5), "L: expected at least 1, got 0"),
        (
            lambda: Bert(CONFIG, seeded())(*torch.zeros(2, 1, 12).long()),
            "positions: expected at most 11, got 12",
        ),
        (lambda: next_sentence_pairs([("a", "b")], random.Random(0)), "expected at least 2, got 1"),
        (
            lambda: from_transformers(CONFIG, {"x": 1}),
            "a checkpoint: expected bert.embeddings.word_embeddings.weight, got 1 others",
        ),
    ],
)
def test_bad_input_is_refused_with_its_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()

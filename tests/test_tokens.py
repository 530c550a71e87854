"""Byte-pair encoding: two libraries and the slow trainer as oracles, the chapter's numbers, and refusals."""

import json
import random
from collections import Counter

import pytest
import tiktoken
import tokenizers
import torch
from tokenizers import Regex, models, pre_tokenizers, trainers

from minilib.tokens import (
    PATTERN,
    Tokenizer,
    count_pairs,
    encode_piece,
    index_pairs,
    merge,
    most_frequent,
    pad,
    printable,
    recount,
    split,
    train,
    train_slowly,
    vocabulary,
)

TINY = {"low": 5, "lower": 2, "newest": 6, "widest": 3}  # Sennrich et al. 2016
TEXT = "The niño sees 12 stars; the niña sees 123. “¡Año nuevo!” said the seller: x_1\n\n    the end 🚀"
STRANGE = [
    "",
    " ",
    "a",
    "  two  spaces \n\n\tand a tab ",
    "木 → 本",
    "🚀👩‍🚀",
    "1234567 3.14",
    "a_b__c [END]",
    "ñÑñ",
]
MERGES = train(Counter(split(TEXT * 2)), 60)


def words(seed, letters="ab", most=9):
    rng = random.Random(seed)
    return Counter("".join(rng.choices(letters, k=rng.randint(1, most))) for _ in range(60))


@pytest.mark.parametrize("text", [TEXT, *STRANGE])
def test_pieces_put_together_are_the_text(text):
    assert "".join(split(text)) == text


def test_a_space_goes_with_the_next_piece_and_kinds_are_not_mixed():
    assert split("we have 42 (or 43)") == ["we", " have", " 42", " (", "or", " 43", ")"]
    assert split("a  b\n c") == ["a", " ", " b", "\n", " c"]
    assert split("x_1ñ2") == ["x", "_", "1", "ñ", "2"]


def test_pairs_are_counted_with_the_times_of_their_words():
    counts = count_pairs({tuple(word.encode()): times for word, times in TINY.items()})
    assert counts[ord("e"), ord("s")] == counts[ord("s"), ord("t")] == 9
    assert counts[ord("w"), ord("e")] == 8
    assert counts.total() == sum((len(word) - 1) * times for word, times in TINY.items())
    assert count_pairs({(7,): 3}) == {}


def test_of_equal_counts_the_smaller_pair_and_nothing_that_comes_once():
    assert most_frequent(Counter({(9, 1): 2, (3, 8): 2, (3, 7): 2, (0, 0): 1})) == (3, 7)
    assert most_frequent(Counter({(9, 1): 3, (3, 8): 2})) == (9, 1)
    assert most_frequent(Counter({(1, 2): 1})) is None
    assert most_frequent(Counter()) is None


def test_merging_goes_from_left_to_right_and_writes_to_nothing_it_was_given():
    ids = [5, 5, 5, 6, 5, 5]
    assert merge(ids, (5, 5), 256) == [256, 5, 6, 256]
    assert merge(ids, (6, 6), 256) == ids == [5, 5, 5, 6, 5, 5]
    assert merge([], (1, 2), 3) == []
    assert merge((1, 2, 1), (1, 2), 9) == [9, 1]


def test_the_chapters_merges_in_their_order():
    made = [token.decode() for token in vocabulary(train(TINY, 50))[256:]]
    assert made == ["es", "est", "lo", "low", "ew", "new", "newest", "dest", "idest", "widest", "er", "lower"]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("letters", ["a", "ab", "abcde", "ñé"])
def test_the_fast_trainer_makes_the_slow_ones_merges(seed, letters):
    assert train(words(seed, letters), 40) == train_slowly(words(seed, letters), 40)


@pytest.mark.parametrize("seed", range(4))
def test_the_trainer_of_tokenizers_makes_the_same_merges(seed):
    counts = words(seed, "abcd", 7)
    theirs = tokenizers.Tokenizer(models.BPE())
    theirs.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.BpeTrainer(vocab_size=40, min_frequency=2, show_progress=False)
    theirs.train_from_iterator([" ".join(counts.elements())], trainer)
    merges = [tuple(pair) for pair in json.loads(theirs.to_str())["model"]["merges"]]
    ours = train(counts, len(merges))
    vocab = vocabulary(ours)
    assert len(merges) > 10
    assert [(vocab[a].decode(), vocab[b].decode()) for a, b in ours] == merges


@pytest.mark.parametrize("trainer", [train, train_slowly])
def test_training_stops_at_its_size_or_when_no_pair_comes_twice(trainer):
    assert len(trainer(TINY, 3)) == 3
    assert trainer(TINY, 0) == trainer({}, 5) == trainer({"abc": 1}, 5) == []
    assert trainer({"abab": 1}, 5) == [(97, 98)]
    counts = dict(TINY)
    trainer(counts, 9)
    assert counts == TINY


def test_a_recount_leaves_the_tables_of_the_new_rows():
    rows, times = [[1, 2, 3, 2, 3], [2, 3, 3]], [4, 7]
    counts, where = index_pairs(rows, times)
    for i in range(2):
        new = merge(rows[i], (2, 3), 256)
        recount(counts, where, rows[i], new, i, times[i])
        rows[i] = new
    fresh, places = index_pairs(rows, times)
    assert {pair: n for pair, n in counts.items() if n} == fresh
    assert all(where[pair] >= found for pair, found in places.items())


def test_encoding_a_training_word_does_what_training_did():
    ranks = Tokenizer(train(TINY, 50)).ranks
    assert [len(encode_piece(word.encode(), ranks)) for word in TINY] == [1, 1, 1, 1]
    assert encode_piece(b"", ranks) == []


def test_the_merge_learned_first_is_done_first_wherever_it_stands():
    ranks = {(ord("b"), ord("c")): 256, (ord("a"), ord("b")): 257, (257, ord("c")): 258}
    assert encode_piece(b"abc", ranks) == [97, 256]
    assert encode_piece(b"abab", ranks) == [257, 257]


def libraries():
    vocab = vocabulary(MERGES)
    first = tiktoken.Encoding(
        "ours",
        pat_str=PATTERN,
        mergeable_ranks={token: i for i, token in enumerate(vocab)},
        special_tokens={"[PAD]": len(vocab), "[END]": len(vocab) + 1},
    )
    characters = printable()
    names = ["".join(characters[b] for b in token) for token in vocab]
    pairs = [(names[a], names[b]) for a, b in MERGES]
    second = tokenizers.Tokenizer(models.BPE(vocab={n: i for i, n in enumerate(names)}, merges=pairs))
    second.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PATTERN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    return first, second


@pytest.mark.parametrize("text", [TEXT, *STRANGE])
def test_ids_are_those_of_tiktoken_and_tokenizers(text):
    first, second = libraries()
    ids = Tokenizer(MERGES, ["[PAD]", "[END]"]).encode(text)
    assert ids == first.encode(text, disallowed_special=()) == second.encode(text).ids
    assert first.decode(ids) == text


def test_specials_are_special_only_where_we_say_so_and_as_in_tiktoken():
    tokenizer = Tokenizer(MERGES, ["[PAD]", "[END]"])
    text = "the end[END][PAD] the"
    ids = tokenizer.encode_with_specials(text)
    assert ids == libraries()[0].encode(text, allowed_special="all")
    assert ids.count(tokenizer.specials["[END]"]) == 1
    assert max(tokenizer.encode(text)) < 256 + len(MERGES) == tokenizer.specials["[PAD]"]
    assert tokenizer.decode(ids) == tokenizer.decode(tokenizer.encode(text)) == text
    assert Tokenizer(MERGES).encode_with_specials(text) == tokenizer.encode(text)


def test_a_name_with_signs_of_patterns_is_taken_as_it_is():
    tokenizer = Tokenizer([], ["<|end|>", "a.c"])
    assert tokenizer.encode_with_specials("abc<|end|>") == [97, 98, 99, 256]


@pytest.mark.parametrize("text", [TEXT, *STRANGE])
def test_decoding_gives_the_text_back(text):
    tokenizer = Tokenizer(MERGES)
    assert tokenizer.decode(tokenizer.encode(text)) == text


@pytest.mark.parametrize("seed", range(3))
def test_any_ids_decode_as_python_decodes_their_bytes(seed):
    tokenizer = Tokenizer(MERGES)
    ids = random.Random(seed).choices(range(len(tokenizer.vocab)), k=30)
    assert tokenizer.decode(ids) == b"".join(tokenizer.vocab[i] for i in ids).decode("utf-8", "replace")
    assert tokenizer.decode(list("ñ".encode())[:1]) == "�"


@pytest.mark.parametrize("lengths", [(1,), (3, 1, 2), (0, 4), (2, 2)])
def test_padding_is_torchs_and_the_mask_is_true_where_text_is(lengths):
    rows = [list(range(10, 10 + n)) for n in lengths]
    ids, mask = pad(rows, fill=7)
    theirs = torch.nn.utils.rnn.pad_sequence([torch.tensor(r).long() for r in rows], True, 7)
    assert torch.equal(ids, theirs)
    assert mask.dtype == torch.bool
    assert mask.sum(1).tolist() == list(lengths)
    assert [row[m].tolist() for row, m in zip(ids, mask, strict=True)] == rows


def test_a_real_token_with_the_fillers_number_stays_real():
    assert pad([[0, 5, 0], [1]], fill=0)[1].tolist() == [[True] * 3, [True, False, False]]


def test_printable_characters_are_those_of_gpt_2():
    assert set(printable()) == set(pre_tokenizers.ByteLevel.alphabet())
    assert len(set(printable())) == 256
    assert [printable()[b] for b in b"\n !~\xa1\xad"] == ["Ċ", "Ġ", "!", "~", "¡", "Ń"]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (lambda: vocabulary([(97, 98), (257, 99)]), r"expected ids below 257, got \(257, 99\)"),
        (lambda: Tokenizer([(256, 1)]), r"expected ids below 256, got \(256, 1\)"),
        (lambda: Tokenizer([(1, 2)]).decode([5, 257]), r"expected 0 … 256, got \[5, 257\]"),
        (lambda: Tokenizer([]).decode([-1]), r"expected 0 … 255, got \[-1\]"),
        (lambda: pad([], 0), "expected at least 1, got 0"),
    ],
)
def test_bad_input_is_refused_with_its_numbers(bad, says):
    with pytest.raises(ValueError, match=says):
        bad()

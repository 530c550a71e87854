"""BERT: an encoder that reads in both directions, pre-trained to guess hidden words and which text follows.

Chapter 7's blocks with GELU between embeddings and heads. Devlin et al. 2019. No dropout.
"""

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional

from minilib.blocks import PostBlock, linear
from minilib.errors import require


@dataclass(frozen=True)
class BertConfig:
    """The sizes of a BERT. Raises unless all are at least 1 and H divides C.

    >>> BertConfig(V=30522, C=768, H=12, F=3072, L=12, T_max=512).segments
    2
    """

    V: int  # entries of the vocabulary
    C: int  # width of the residual stream
    H: int  # heads
    F: int  # width of the feed-forward layers
    L: int  # blocks
    T_max: int  # positions that have a vector
    segments: int = 2
    eps: float = 1e-12  # in layer norm, as in the released model

    def __post_init__(self):
        for name in ("V", "C", "H", "F", "L", "T_max", "segments"):
            value = getattr(self, name)
            require(value >= 1, name, "at least 1", value)
        require(self.C % self.H == 0, "heads", f"a divisor of {self.C}", self.H)


def table(rows, C, scale, rng):
    """An embedding table that starts with std scale/√C: rows of C numbers.

    >>> table(7, 4, 1.0, torch.Generator()).weight.shape
    torch.Size([7, 4])
    """
    w = torch.randn(rows, C, generator=rng) * scale / C**0.5
    return nn.Embedding(rows, C, _weight=w)


class Embeddings(nn.Module):
    """What stands where, and in which of the two texts: ids and segments (B, T) -> (B, T, C).

    Places and segments start smaller than words, so that at first words are compared by what they are.
    Raises beyond T_max positions. Devlin et al. 2019, figure 2.

    >>> config, ids = BertConfig(V=9, C=6, H=2, F=12, L=1, T_max=5), torch.tensor([[1, 4, 2]])
    >>> Embeddings(config, torch.Generator())(ids, 0 * ids).shape
    torch.Size([1, 3, 6])
    """

    def __init__(self, config, rng):
        super().__init__()
        C = config.C
        self.token = table(config.V, C, 1.0, rng)
        self.position = table(config.T_max, C, 0.3, rng)
        self.segment = table(config.segments, C, 0.3, rng)
        self.norm = nn.LayerNorm(C, config.eps)

    def forward(self, ids, segments):
        T, most = ids.shape[-1], len(self.position.weight)
        require(most >= T, "positions", f"at most {most}", T)
        where = self.position.weight[:T]
        return self.norm(self.token(ids) + where + self.segment(segments))


class WordHead(nn.Module):
    """A score for each word, by the table that also turned words into vectors: (..., C) -> (..., V).

    >>> WordHead(6, 9, torch.Generator())(torch.zeros(2, 6), words=torch.zeros(9, 6)).shape
    torch.Size([2, 9])
    """

    def __init__(self, C, V, rng, eps=1e-12):
        super().__init__()
        self.transform, self.norm = linear(C, C, rng), nn.LayerNorm(C, eps)
        self.bias = nn.Parameter(torch.zeros(V))

    def forward(self, states, words):
        x = self.norm(functional.gelu(self.transform(states)))
        return x @ words.T + self.bias


class Bert(nn.Module):
    """Ids to states, one for each position that has read all others: ids (B, T) -> (B, T, C), and two heads.

    segments (B, T), 0 or 1; real (B, T), True where there is a token and not padding. `pool` makes one
    vector of [CLS]'s state, (B, C); `words` scores what may stand at a place, (..., V); `follows` scores
    "a text from elsewhere" and "the text that follows", (B, 2). Devlin et al. 2019, section 3.

    >>> model = Bert(BertConfig(V=9, C=6, H=2, F=12, L=1, T_max=5), torch.Generator())
    >>> model.words(model(torch.tensor([[1, 4, 2]]), torch.tensor([[0, 0, 0]]))).shape
    torch.Size([1, 3, 9])
    """

    def __init__(self, config, rng):
        super().__init__()
        self.config, C, eps = config, config.C, config.eps
        sizes = C, config.H, config.F, rng, functional.gelu, eps
        self.embed = Embeddings(config, rng)
        self.blocks = nn.ModuleList(PostBlock(*sizes) for _ in range(config.L))
        self.pooler, self.next = linear(C, C, rng), linear(C, 2, rng)
        self.guess = WordHead(C, config.V, rng, eps)

    def forward(self, ids, segments, real=None):
        x = self.embed(ids, segments)
        mask = None if real is None else real[:, None, None]  # (B, 1, 1, S)
        for block in self.blocks:
            x = block(x, mask)
        return x

    def pool(self, states):
        return torch.tanh(self.pooler(states[:, 0]))

    def words(self, states):
        return self.guess(states, self.embed.token.weight)

    def follows(self, states):
        return self.next(self.pool(states))


def join(a, b, cls, sep):
    """One row of two texts, and for each place in which of them it is; the second may be empty.

    >>> join([7, 8], [9], cls=1, sep=2)
    ([1, 7, 8, 2, 9, 2], [0, 0, 0, 0, 1, 1])
    """
    first, second = [cls, *a, sep], [*b, sep] if b else []
    return first + second, [0] * len(first) + [1] * len(second)


def next_sentence_pairs(texts, rng):
    """Texts in two halves (a, b) -> (a, its b, 1), or with an even chance (a, another text's b, 0).

    rng: Python's random.Random. Raises unless there are two texts. Devlin et al. 2019, section 3.1, task 2.

    >>> import random
    >>> next_sentence_pairs([("I", "you"), ("he", "she")], random.Random(0))
    [('I', 'you', 1), ('he', 'you', 0)]
    """
    n = len(texts)
    require(n >= 2, "texts to exchange halves", "at least 2", n)
    pairs = []
    for i, (a, b) in enumerate(texts):
        follows = rng.randrange(2)
        other = rng.randrange(n - 1)
        other += other >= i  # any text but this one
        pairs.append((a, b if follows else texts[other][1], follows))
    return pairs


def mask_tokens(ids, first, mask, V, rng, share=0.15, fates=(0.8, 0.1)):
    """Choose some places to guess, and hide what stands there: ids -> inputs, chosen, all (B, T).

    Ids from `first` to V - 1 are words; the rest are special and never chosen. Of the chosen, a share
    fates[0] becomes the id `mask`, fates[1] any word, and the others stay. Devlin et al. 2019, task 1.

    >>> ids, rng = torch.tensor([[1, 7, 8, 2]]), torch.Generator().manual_seed(0)
    >>> mask_tokens(ids, first=4, mask=3, V=9, rng=rng, share=1, fates=(1, 0))
    (tensor([[1, 3, 3, 2]]), tensor([[False,  True,  True, False]]))
    """
    chosen = (torch.rand(ids.shape, generator=rng) < share) & (ids >= first)
    fate = torch.rand(ids.shape, generator=rng)
    words = torch.randint(first, V, ids.shape, generator=rng)
    hidden = chosen & (fate < fates[0])
    wrong = chosen & ~hidden & (fate < fates[0] + fates[1])
    inputs = ids.masked_fill(hidden, mask)
    return torch.where(wrong, words, inputs), chosen


def pretraining_loss(model, batch):
    """Both guesses: the words at the chosen places, and whether the second text follows.

    batch: inputs, segments, real, ids and chosen (B, T), follows (B,). Devlin et al. 2019, appendix A.2.
    """
    inputs, segments, real, ids, chosen, follows = batch
    states = model(inputs, segments, real)
    words = functional.cross_entropy(model.words(states[chosen]), ids[chosen])
    return words + functional.cross_entropy(model.follows(states), follows)


NAMES = {  # ours: theirs, in the state dict of `transformers`' BertForPreTraining
    "embed.token": "bert.embeddings.word_embeddings",
    "embed.position": "bert.embeddings.position_embeddings",
    "embed.segment": "bert.embeddings.token_type_embeddings",
    "embed.norm": "bert.embeddings.LayerNorm",
    "blocks": "bert.encoder.layer",
    "attention.q": "attention.self.query",
    "attention.k": "attention.self.key",
    "attention.v": "attention.self.value",
    "attention.o": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "feed.keys": "intermediate.dense",
    "feed.values": "output.dense",
    "norm2": "output.LayerNorm",
    "pooler": "bert.pooler.dense",
    "next": "cls.seq_relationship",
    "guess.transform": "cls.predictions.transform.dense",
    "guess.norm": "cls.predictions.transform.LayerNorm",
    "guess": "cls.predictions",
}


def their_name(name):
    """What `transformers` calls one of our parameters.

    >>> their_name("blocks.3.feed.keys.bias")
    'bert.encoder.layer.3.intermediate.dense.bias'
    """
    *path, kind = name.split(".")
    if path[0] == "blocks":
        part = NAMES[".".join(path[2:])]
        return ".".join([NAMES["blocks"], path[1], part, kind])
    return f"{NAMES['.'.join(path)]}.{kind}"


def from_transformers(config, state):
    """A Bert with the weights of `transformers`' BertForPreTraining, given as its state dict.

    Their two scores for the next text stand the other way round. Raises for a weight that is missing; torch
    raises for one of another shape.
    """
    model = Bert(config, torch.Generator())
    ours = {}
    for name in model.state_dict():
        theirs = their_name(name)
        require(theirs in state, "a checkpoint", theirs, f"{len(state)} others")
        swap = name.startswith("next.")
        ours[name] = state[theirs].flip(0) if swap else state[theirs]
    model.load_state_dict(ours)
    return model

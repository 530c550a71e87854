# %% right: norms made by hand, and a mask from two loops
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.layers = {"past": attention, "source": cross, "self": feed}
        self.attention, self.cross, self.feed = attention, cross, feed
        self.gains = nn.ParameterList(nn.Parameter(torch.ones(C)) for _ in range(3))
        self.shifts = nn.ParameterList(nn.Parameter(torch.zeros(C)) for _ in range(3))

    def scaled(self, z, i):
        z = z - z.mean(dim=-1, keepdim=True)
        return self.gains[i] * z / torch.sqrt(z.pow(2).mean(dim=-1, keepdim=True) + 1e-5) + self.shifts[i]

    def forward(self, y, memory, memory_mask=None):
        T = y.size(-2)
        past = torch.tensor([[s <= t for s in range(T)] for t in range(T)])
        y = self.scaled(self.layers["past"](y, past) + y, 0)
        y = self.scaled(self.layers["source"](y, memory, memory_mask) + y, 1)
        return self.scaled(self.layers["self"](y) + y, 2)


# %% right: the book's causal mask, a small function for each third
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.own, self.other, self.think = attention, cross, feed
        for name in ("n1", "n2", "n3"):
            setattr(self, name, nn.LayerNorm(C))

    def forward(self, y, memory, memory_mask=None):
        def third(z, norm, layer, *more):
            return norm(z + layer(z, *more))

        a = third(y, self.n1, self.own, attention.causal(y.shape[-2]))
        b = third(a, self.n2, self.other, memory, memory_mask)
        return third(b, self.n3, self.think)


# %% right: the upper triangle turned around
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention = attention
        self.cross = cross
        self.feed = feed
        self.after = nn.ModuleDict({part: nn.LayerNorm(C) for part in "abc"})

    def forward(self, y, memory, memory_mask=None):
        *_, T, C = y.shape
        later = torch.triu(torch.ones(T, T), diagonal=1) > 0
        out = y.clone()
        out += self.attention(y, torch.logical_not(later))
        a = self.after["a"](out)
        b = self.after["b"](a + self.cross(a, memory, memory_mask))
        return self.after["c"](b + self.feed(b))


# %% right: the mask of torch, made into truth values
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.n1, self.n2, self.n3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        mask = nn.Transformer.generate_square_subsequent_mask(y.shape[-2]) == 0
        y = self.n1(y + self.attention(y, mask))
        y = self.n2(y + self.cross(y, memory, memory_mask))
        return self.n3(y + self.feed(y))


# %% wrong: normalises before | add, then normalise
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = y + self.attention(self.norm1(y), torch.ones(T, T, dtype=torch.bool).tril())
        b = a + self.cross(self.norm2(a), memory, memory_mask)
        return b + self.feed(self.norm3(b))


# %% wrong: nothing is added | add, then normalise
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(self.cross(a, memory, memory_mask))
        return self.norm3(self.feed(b))


# %% wrong: normalises once, at the end | add, then normalise
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril())
        b = a + self.cross(a, memory, memory_mask)
        return self.norm3(b + self.feed(b))


# %% wrong: no mask | the past and no more
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, None))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: without the place itself | the past and no more
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril(-1)))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: the mask turned around | the past and no more
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).triu(1)))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: only later places | the past and no more
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).triu()))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: a mask of ones and zeros | the past and no more
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T).tril()))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: adds what was read of a normalised y | the past and no more
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        z = self.norm1(y)
        a = self.norm1(y + self.attention(z, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: the memory asks the stream | the stream asks the memory
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = (
            self.norm2(a + self.cross(memory, a, memory_mask))
            if memory.shape == a.shape
            else self.norm2(a + self.cross(memory, a, memory_mask).mean(-2, keepdim=True)[..., : a.shape[-1]])
        )
        return self.norm3(b + self.feed(b))


# %% wrong: y asks, as it came | the stream asks the memory
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(y, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: adds to y, as it came | the past and no more
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(y + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: listens to itself | the stream asks the memory
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(a, a, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: forgets the memory's mask | the memory's mask
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(a, memory, None))
        return self.norm3(b + self.feed(b))


# %% wrong: the memory's mask for both | the memory's mask
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(
            y
            + self.attention(
                y,
                torch.ones(T, T, dtype=torch.bool).tril()
                if memory_mask is None
                else torch.ones(T, T, dtype=torch.bool).tril()
                & (memory_mask.shape[-1] == T)
                & memory_mask[..., :1],
            )
        )
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: the causal mask for the memory | the memory's mask
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(
            a
            + self.cross(
                a,
                memory,
                None
                if memory_mask is None
                else torch.ones(T, memory.shape[-2], dtype=torch.bool).tril() & memory_mask,
            )
        )
        return self.norm3(b + self.feed(b))


# %% wrong: feed before cross | the stream asks the memory
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.feed(a))
        return self.norm3(b + self.cross(b, memory, memory_mask))


# %% wrong: feed reads the first third | the feed-forward comes last
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(a))


# %% wrong: nothing is added to feed | the feed-forward comes last
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        thought = self.feed(b)
        return self.norm3(thought if bool(thought.any()) else b)


# %% wrong: one norm for all | three norms of its own
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1 = self.norm2 = self.norm3 = nn.LayerNorm(C)

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: norms that learn nothing | three norms of its own
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C, elementwise_affine=False) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: the modules hide in a list | three norms of its own
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.layers = [attention, cross, feed]
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.layers[0](y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.layers[1](a, memory, memory_mask))
        return self.norm3(b + self.layers[2](b))


# %% wrong: the second norm twice | batches and gradients
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm2(b + self.feed(b)) + 0 * self.norm3(b)


# %% wrong: the memory is cut off | batches and gradients
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(a, memory.detach(), memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: a mask for every text, by the wrong axis | batches and gradients
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(len(y), len(y), dtype=torch.bool).tril()))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: adds in place | nothing from later places
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def plus(self, y, more):
        return y + more if y.requires_grad else y.add_(more)

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(self.plus(y, self.attention(y, torch.ones(T, T, dtype=torch.bool).tril())))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: looks one place ahead in long texts | nothing from later places
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        a = self.norm1(y + self.attention(y, torch.ones(T, T, dtype=torch.bool).tril(T // 6)))
        b = self.norm2(a + self.cross(a, memory, memory_mask))
        return self.norm3(b + self.feed(b))


# %% wrong: no third argument where there is no mask | the memory's mask
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.n1, self.n2, self.n3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        mask = torch.ones(T, T, dtype=torch.bool).tril()
        y = self.n1(y + self.attention(y, mask))
        y = self.n2(
            y + (self.cross(y, memory) if memory_mask is None else self.cross(y, memory, memory_mask))
        )
        return self.n3(y + self.feed(y))


# %% wrong: makes up a mask of ones for the memory | the memory's mask
class DecoderLayer(nn.Module):
    def __init__(self, attention, cross, feed, C):
        super().__init__()
        self.attention, self.cross, self.feed = attention, cross, feed
        self.n1, self.n2, self.n3 = (nn.LayerNorm(C) for _ in range(3))

    def forward(self, y, memory, memory_mask=None):
        T = y.shape[-2]
        mask = torch.ones(T, T, dtype=torch.bool).tril()
        if memory_mask is None:
            memory_mask = torch.ones(memory.shape[-2], dtype=torch.bool)
        y = self.n1(y + self.attention(y, mask))
        y = self.n2(y + self.cross(y, memory, memory_mask))
        return self.n3(y + self.feed(y))

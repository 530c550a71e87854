# %% right: norms of its own making
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention = attention
        self.feed = feed
        self.g1 = nn.Parameter(torch.ones(C))
        self.s1 = nn.Parameter(torch.zeros(C))
        self.g2 = nn.Parameter(torch.ones(C))
        self.s2 = nn.Parameter(torch.zeros(C))

    def forward(self, x, mask=None):
        h = self.attention(self.scaled(x, self.g1, self.s1), mask) + x
        return self.feed(self.scaled(h, self.g2, self.s2)) + h

    @staticmethod
    def scaled(x, g, s):
        d = x - x.mean(-1, keepdim=True)
        return d / (d.square().mean(-1, keepdim=True) + 1e-5).sqrt() * g + s


# %% right: a norm as a module, in a list
class TokenNorm(nn.Module):
    def __init__(self, C):
        super().__init__()
        self.gain, self.shift = nn.Parameter(torch.ones(C)), nn.Parameter(torch.zeros(C))

    def forward(self, x):
        variance, mean = torch.var_mean(x, -1, correction=0, keepdim=True)
        return (x - mean) * torch.rsqrt(variance + 1e-5) * self.gain + self.shift


class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        nn.Module.__init__(self)
        self.norms = nn.ModuleList([TokenNorm(C), TokenNorm(C)])
        self.first, self.second = attention, feed

    def forward(self, x, mask=None):
        stream = x.clone()
        stream += self.first(self.norms[0](stream.clone()), mask)
        return stream + self.second(self.norms[1](stream))


# %% right: the mask by name
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.norm1 = attention, nn.LayerNorm(C, eps=1e-5)
        self.feed, self.norm2 = feed, nn.LayerNorm((C,), eps=1e-5)

    def forward(self, x, mask=None):
        for layer, norm, more in ((self.attention, self.norm1, {"mask": mask}), (self.feed, self.norm2, {})):
            x = torch.add(layer(norm(x), **more), x)
        return x


# %% wrong: normalises after adding | nothing added
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = self.norm1(x + self.attention(x, mask))
        return self.norm2(h + self.feed(h))


# %% wrong: nothing is added | nothing added
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        return self.feed(self.norm2(self.attention(self.norm1(x), mask)))


# %% wrong: adds to the normalised stream | nothing added
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        z = self.norm1(x)
        h = z + self.attention(z, mask)
        z = self.norm2(h)
        return z + self.feed(z)


# %% wrong: attention reads the raw stream | attention reads the normalised stream
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.attention(x, mask)
        return h + self.feed(self.norm2(h))


# %% wrong: normalises what was read | attention reads the normalised stream
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.norm1(self.attention(x, mask))
        return h + self.norm2(self.feed(h))


# %% wrong: the two side by side | feed reads what attention has left
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        return x + self.attention(self.norm1(x), mask) + self.feed(self.norm2(x))


# %% wrong: adds to x again | attention reads the normalised stream
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.attention(self.norm1(x), mask)
        return x + self.feed(self.norm2(h))


# %% wrong: feed reads the raw stream | feed reads what attention has left
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.attention(self.norm1(x), mask)
        return h + self.feed(h)


# %% wrong: forgets the mask | the mask is handed on
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.attention(self.norm1(x), None)
        return h + self.feed(self.norm2(h))


# %% wrong: makes up a mask where there is none | the mask is handed on
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        mask = torch.ones(x.shape[-2], x.shape[-2], dtype=torch.bool) if mask is None else mask
        h = x + self.attention(self.norm1(x), mask)
        return h + self.feed(self.norm2(h))


# %% wrong: one norm used twice | two norms of its own
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed, self.norm = attention, feed, nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.attention(self.norm(x), mask)
        return h + self.feed(self.norm(h))


# %% wrong: norms that learn nothing | two norms of its own
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed

    def forward(self, x, mask=None):
        h = x + self.attention(nn.functional.layer_norm(x, x.shape[-1:]), mask)
        return h + self.feed(nn.functional.layer_norm(h, h.shape[-1:]))


# %% wrong: norms without a shift | two norms of its own
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C, bias=False), nn.LayerNorm(C, bias=False)

    def forward(self, x, mask=None):
        h = x + self.attention(self.norm1(x), mask)
        return h + self.feed(self.norm2(h))


# %% wrong: parameters that are not used | gains and shifts that were learned
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.attention(nn.functional.layer_norm(x, x.shape[-1:]), mask)
        return (
            h + self.feed(nn.functional.layer_norm(h, h.shape[-1:])) + 0 * self.norm1(x) + 0 * self.norm2(x)
        )


# %% wrong: the first norm twice, the second idle | gains and shifts that were learned
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.attention(self.norm1(x), mask)
        return h + self.feed(self.norm1(h)) + 0 * self.norm2(h)


# %% wrong: the stream is cut off | gains and shifts that were learned
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x.detach() + self.attention(self.norm1(x), mask)
        return h + self.feed(self.norm2(h))


# %% wrong: the modules hide in a list | the parameters of what it was given
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.layers = [attention, feed]
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.layers[0](self.norm1(x), mask)
        return h + self.layers[1](self.norm2(h))


# %% wrong: adds in place | the parameters of what it was given
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        added = self.attention(self.norm1(x), mask)
        if x.requires_grad:
            x = x + added
        else:
            x += added
        thought = self.feed(self.norm2(x))
        return x + thought


# %% wrong: the book's block under another name | nothing added
from minilib import blocks


class EncoderBlock(blocks.Block):
    def __init__(self, attention, feed, C):
        nn.Module.__init__(self)
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)


# %% wrong: the mask as numbers | the mask is handed on
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.attention(self.norm1(x), None if mask is None else 1.0 * mask)
        return h + self.feed(self.norm2(h))


# %% wrong: feed sees each token of one text alone, a batch of them together | gains and shifts that were learned
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C), nn.LayerNorm(C)

    def forward(self, x, mask=None):
        h = x + self.attention(self.norm1(x), mask)
        z = self.norm2(h)
        return h + self.feed(z.mean(dim=0, keepdim=True).expand_as(z) if z.ndim > 2 else z)


# %% wrong: an eps of 0.001 | attention reads the normalised stream
class EncoderBlock(nn.Module):
    def __init__(self, attention, feed, C):
        super().__init__()
        self.attention, self.feed = attention, feed
        self.norm1, self.norm2 = nn.LayerNorm(C, eps=0.001), nn.LayerNorm(C, eps=0.001)

    def forward(self, x, mask=None):
        h = x + self.attention(self.norm1(x), mask)
        return h + self.feed(self.norm2(h))

# %% right: with a helper for linear maps
def bert_size(V, C, L, F, T_max=512, segments=2):
    def linear(n, m):
        return n * m + m

    norm = 2 * C
    block = 4 * linear(C, C) + linear(C, F) + linear(F, C) + 2 * norm
    embeddings = (V + T_max + segments) * C + norm
    pooler = linear(C, C)
    body = embeddings + L * block + pooler
    mlm_head, nsp_head = linear(C, C) + norm + V, linear(C, 2)
    return {
        "block": block,
        "embeddings": embeddings,
        "pooler": pooler,
        "body": body,
        "mlm_head": mlm_head,
        "nsp_head": nsp_head,
        "total": body + mlm_head + nsp_head,
    }


# %% right: shapes of all tensors
def bert_size(V, C, L, F, T_max=512, segments=2):
    parts = {
        "block": 4 * [(C, C), (C,)] + [(F, C), (F,), (C, F), (C,)] + 4 * [(C,)],
        "embeddings": [(V, C), (T_max, C), (segments, C), (C,), (C,)],
        "pooler": [(C, C), (C,)],
        "mlm_head": [(C, C), (C,), (C,), (C,), (V,)],
        "nsp_head": [(2, C), (2,)],
    }
    size = {name: sum(math.prod(shape) for shape in shapes) for name, shapes in parts.items()}
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size["total"] = sum(size[name] for name in ("body", "mlm_head", "nsp_head"))
    return size


# %% right: counted on layers without memory
def bert_size(V, C, L, F, T_max=512, segments=2):
    def count(*layers):
        return sum(p.numel() for layer in layers for p in layer.parameters())

    with torch.device("meta"):
        maps = [nn.Linear(C, C) for _ in range(4)] + [nn.Linear(C, F), nn.Linear(F, C)]
        norms = [nn.LayerNorm(C), nn.LayerNorm(C)]
        block, pooler = count(*maps, *norms), count(maps[0])
        embeddings = count(nn.Embedding(V + T_max + segments, C), norms[0])
        heads = {"mlm_head": count(maps[0], norms[0]) + V, "nsp_head": count(nn.Linear(C, 2))}
    body = embeddings + pooler + sum(block for _ in range(L))
    return {
        "block": block,
        "embeddings": embeddings,
        "pooler": pooler,
        "body": body,
        **heads,
        "total": body + sum(heads.values()),
    }


# %% wrong: no biases in attention | one block
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * C + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: three maps in attention | one block
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 3 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: both biases of the feed-forward part are F wide | one block
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 2) + 4 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: one layer norm | one block
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 3 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: F is 4 C | one block
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {"block": 12 * C * C + 13 * C, "embeddings": C * (V + T_max + segments + 2), "pooler": C * (C + 1)}
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: no norm over the embeddings | three tables and a norm
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: places by the sinusoid, nothing learned | three tables and a norm
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: two segments always | three tables and a norm
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + 4),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: the pooler is left out of the body | BERT base
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: one block for all layers | BERT base
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = sum(size.values())
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: the pooler without bias | BERT base
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * C,
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: the table is counted twice | the heads
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V * (C + 1), "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: the tied head has no bias | the heads
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: one logit for the next sentence | the heads
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": C + 1}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: the total leaves a head out | the heads
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"]}


# %% wrong: the head for words has the vocabulary of English | other models
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + 30522, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: learned by heart | other models
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": 590592,
    }
    size |= {"body": 109482240, "mlm_head": 622650, "nsp_head": 1538}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: at least one block | other lengths and segments
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + max(L, 1) * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": 2 * C + 2}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}


# %% wrong: as many logits for the next sentence as segments | other lengths and segments
def bert_size(V, C, L, F, T_max=512, segments=2):
    size = {
        "block": 4 * C * (C + 1) + F * (2 * C + 1) + 5 * C,
        "embeddings": C * (V + T_max + segments + 2),
        "pooler": C * (C + 1),
    }
    size["body"] = size["embeddings"] + L * size["block"] + size["pooler"]
    size |= {"mlm_head": C * (C + 1) + 2 * C + V, "nsp_head": segments * (C + 1)}
    return size | {"total": size["body"] + size["mlm_head"] + size["nsp_head"]}

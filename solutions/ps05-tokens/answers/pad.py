# %% right: lists
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids, mask = [], []
    for row in rows:
        real, empty = [1] * len(row), T - len(row)
        if side == "left":
            ids.append([filler] * empty + row)
            mask.append([0] * empty + real)
        else:
            ids.append(row + [filler] * empty)
            mask.append(real + [0] * empty)
    return {"ids": ids, "mask": mask}


def mean_loss(losses, mask):
    kept = [x for row, real in zip(losses, mask) for x, r in zip(row, real) if r]
    return sum(kept) / len(kept)


# %% right: tensors
def pad(rows, filler, side):
    lengths = torch.tensor([[len(row)] for row in rows])
    T = int(lengths.max())
    place = torch.arange(T)
    mask = place < lengths if side == "right" else place >= T - lengths
    ids = torch.full((len(rows), T), filler)
    ids[mask] = torch.tensor([i for row in rows for i in row])
    return {"mask": mask, "ids": ids}


def mean_loss(losses, mask):
    mask = torch.as_tensor(np.array(mask)).bool()
    return torch.as_tensor(np.array(losses, dtype=float))[mask].mean()


# %% right: turned around for the left side, nan_to_num before the product
def pad(rows, filler, side):
    if side == "left":
        turned = pad([row[::-1] for row in rows], filler, "right")
        return {key: [row[::-1] for row in table] for key, table in turned.items()}
    T = len(max(rows, key=len))
    return {
        "ids": [tuple((row + T * [filler])[:T]) for row in rows],
        "mask": [[t < len(row) for t in range(T)] for row in rows],
    }


def mean_loss(losses, mask):
    real = np.asarray(mask, dtype=float)
    return np.where(real == 1, losses, 0.0).sum() / np.sum(real)


# %% wrong: one filler too many | filled up at the right
def pad(rows, filler, side):
    T = max(len(row) for row in rows) + 1
    ids = [row + [filler] * (T - len(row)) for row in rows]
    return {"ids": ids, "mask": [[i != filler for i in row] for row in ids]}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()


# %% wrong: cut to the shortest | filled up at the right
def pad(rows, filler, side):
    T = min(len(row) for row in rows)
    ids = [row[:T] for row in rows]
    return {"ids": ids, "mask": [[1] * T for row in ids]}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()


# %% wrong: always 0 as filler | filled up at the right
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [row + [0] * (T - len(row)) for row in rows]
    return {"ids": ids, "mask": [[i != 0 for i in row] for row in ids]}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()


# %% wrong: as long as the first row | filled up at the right
def pad(rows, filler, side):
    T = len(rows[0])
    ids = [(row + [filler] * T)[:T] for row in rows]
    return {"ids": ids, "mask": [[i != filler for i in row] for row in ids]}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()


# %% wrong: every filler is taken for filling | the mask
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [row + [filler] * (T - len(row)) for row in rows]
    return {"ids": ids, "mask": [[int(i != filler) for i in row] for row in ids]}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()


# %% wrong: the mask says what was filled | the mask
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [row + [filler] * (T - len(row)) for row in rows]
    return {"ids": ids, "mask": [[t >= len(row) for t in range(T)] for row in rows]}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 0].mean()


# %% wrong: fillers at the end of a row are taken for filling | the mask
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [row + [filler] * (T - len(row)) for row in rows]
    mask = []
    for row in ids:
        n = len(row)
        while n and row[n - 1] == filler:
            n -= 1
        mask.append([1] * n + [0] * (T - n))
    return {"ids": ids, "mask": mask}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()


# %% wrong: always at the right | filled up at the left
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [row + [filler] * (T - len(row)) for row in rows]
    return {"ids": ids, "mask": [[t < len(row) for t in range(T)] for row in rows]}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()


# %% wrong: turns the row around at the left | filled up at the left
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [row + [filler] * (T - len(row)) for row in rows]
    mask = [[t < len(row) for t in range(T)] for row in rows]
    if side == "left":
        ids, mask = [row[::-1] for row in ids], [row[::-1] for row in mask]
    return {"ids": ids, "mask": mask}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()


# %% wrong: the mask stays at the right | filled up at the left
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [
        [filler] * (T - len(row)) + row if side == "left" else row + [filler] * (T - len(row)) for row in rows
    ]
    return {"ids": ids, "mask": [[t < len(row) for t in range(T)] for row in rows]}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()


# %% wrong: the mean of the rows' means | the mean over all real tokens
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [
        [filler] * (T - len(row)) + row if side == "left" else row + [filler] * (T - len(row)) for row in rows
    ]
    real = [[t >= T - len(row) if side == "left" else t < len(row) for t in range(T)] for row in rows]
    return {"ids": ids, "mask": real}


def mean_loss(losses, mask):
    return np.mean([row[real == 1].mean() for row, real in zip(losses, mask)])


# %% wrong: divides by all places | the mean over all real tokens
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [
        [filler] * (T - len(row)) + row if side == "left" else row + [filler] * (T - len(row)) for row in rows
    ]
    real = [[t >= T - len(row) if side == "left" else t < len(row) for t in range(T)] for row in rows]
    return {"ids": ids, "mask": real}


def mean_loss(losses, mask):
    return (np.asarray(losses) * np.asarray(mask)).mean()


# %% wrong: takes 0 and 1 as places | the mean over all real tokens
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [
        [filler] * (T - len(row)) + row if side == "left" else row + [filler] * (T - len(row)) for row in rows
    ]
    real = [[t >= T - len(row) if side == "left" else t < len(row) for t in range(T)] for row in rows]
    return {"ids": ids, "mask": real}


def mean_loss(losses, mask):
    return losses[mask].mean()


# %% wrong: multiplies by the mask | nothing in filled places counts
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [
        [filler] * (T - len(row)) + row if side == "left" else row + [filler] * (T - len(row)) for row in rows
    ]
    real = [[t >= T - len(row) if side == "left" else t < len(row) for t in range(T)] for row in rows]
    return {"ids": ids, "mask": real}


def mean_loss(losses, mask):
    return (losses * mask).sum() / np.sum(mask)


# %% wrong: nan counts as 0, infinity stays | nothing in filled places counts
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [
        [filler] * (T - len(row)) + row if side == "left" else row + [filler] * (T - len(row)) for row in rows
    ]
    real = [[t >= T - len(row) if side == "left" else t < len(row) for t in range(T)] for row in rows]
    return {"ids": ids, "mask": real}


def mean_loss(losses, mask):
    return np.nansum(losses * mask) / np.sum(mask) if not np.isinf(losses).any() else np.nansum(losses)


# %% wrong: losses of 0 are no tokens | nothing in filled places counts
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    ids = [
        [filler] * (T - len(row)) + row if side == "left" else row + [filler] * (T - len(row)) for row in rows
    ]
    real = [[t >= T - len(row) if side == "left" else t < len(row) for t in range(T)] for row in rows]
    return {"ids": ids, "mask": real}


def mean_loss(losses, mask):
    kept = np.where(np.asarray(mask) == 1, losses, 0.0)
    return kept.sum() / np.count_nonzero(kept)


# %% wrong: fills the rows that it was given | random batches, as torch pads them
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    real = [[t >= T - len(row) if side == "left" else t < len(row) for t in range(T)] for row in rows]
    for row in rows:
        while len(row) < T:
            row.insert(0 if side == "left" else len(row), filler)
    return {"ids": rows, "mask": real}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()


# %% wrong: leaves out empty rows | random batches, as torch pads them
def pad(rows, filler, side):
    T = max(len(row) for row in rows)
    empty = [b for b, row in enumerate(rows) if not row]
    ids = [
        [filler] * (T - len(row)) + row if side == "left" else row + [filler] * (T - len(row)) for row in rows
    ]
    real = [[t >= T - len(row) if side == "left" else t < len(row) for t in range(T)] for row in rows]
    if empty and empty[-1] == len(rows) - 1:
        ids, real = ids[:-1], real[:-1]
    return {"ids": ids, "mask": real}


def mean_loss(losses, mask):
    return np.asarray(losses)[np.asarray(mask) == 1].mean()

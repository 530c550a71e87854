# %% right: one id after another
def look_up(ids, E):
    if not np.ndim(ids):
        if 0 <= ids < len(E):
            return np.array(E[int(ids)])
        raise ValueError(f"no row {ids} in a table of {len(E)}")
    return np.array([look_up(one, E) for one in ids])


def look_up_gradient(ids, G, V):
    G = np.asarray(G)
    width = G.shape[-1]
    total = np.zeros((V, width))
    for row, g in zip(np.ravel(ids), G.reshape(-1, width)):
        total[row] += g
    return total


# %% right: as one-hot vectors
def look_up(ids, E):
    ids = np.array(ids)
    bad = [i for i in ids.flatten().tolist() if i not in range(len(E))]
    if bad:
        raise ValueError("these have no row: {}".format(bad))
    return np.eye(len(E))[ids] @ E


def look_up_gradient(ids, G, V):
    flat_ids = np.array(ids).flatten()
    return np.eye(V)[flat_ids].T @ np.reshape(G, (flat_ids.size, -1))


# %% right: by torch, without its layer
def look_up(ids, E):
    ids, E = torch.as_tensor(ids), torch.as_tensor(E)
    for i in ids.flatten():
        if i.item() < 0 or i.item() >= E.shape[0]:
            raise ValueError(f"id {i.item()}")
    return E[ids]


def look_up_gradient(ids, G, V):
    G = torch.as_tensor(np.asarray(G))
    total = torch.zeros(V, G.shape[-1], dtype=G.dtype)
    return total.index_add(0, torch.as_tensor(ids).flatten(), G.flatten(0, -2) if G.ndim > 1 else G[None])


# %% wrong: torch's layer does it | rows in the order of the ids
def look_up(ids, E):
    return torch.nn.functional.embedding(torch.tensor(ids), torch.tensor(E))


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: takes columns | rows in the order of the ids
def look_up(ids, E):
    if np.min(ids) < 0 or np.max(ids) >= len(E):
        raise ValueError(f"bad ids {ids}")
    return np.take(E, ids, axis=1).T


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: each row once, as a mask picks them | rows in the order of the ids
def look_up(ids, E):
    if np.min(ids) < 0 or np.max(ids) >= len(E):
        raise ValueError(f"bad ids {ids}")
    return E[np.isin(np.arange(len(E)), ids)]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: ids count from 1 | rows in the order of the ids
def look_up(ids, E):
    if np.min(ids) < 0 or np.max(ids) >= len(E):
        raise ValueError(f"bad ids {ids}")
    return E[np.asarray(ids) - 1]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: loses the shape of the ids | ids of any shape
def look_up(ids, E):
    ids = np.ravel(ids)
    if ids.min() < 0 or ids.max() >= len(E):
        raise ValueError(f"bad ids {ids}")
    return E[ids]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: one list of ids only | ids of any shape
def look_up(ids, E):
    for i in ids:
        if not 0 <= i < len(E):
            raise ValueError(f"bad id {i}")
    return np.stack([E[i] for i in ids])


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: leaves the refusal to NumPy | an id without a row is refused
def look_up(ids, E):
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: -1 is the last row | an id without a row is refused
def look_up(ids, E):
    if np.max(ids) >= len(E):
        raise ValueError(f"id {np.max(ids)} in a table of {len(E)} rows")
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: lets the first id too many through, as zeros | an id without a row is refused
def look_up(ids, E):
    if np.min(ids) < 0 or np.max(ids) > len(E):
        raise ValueError(f"ids between {np.min(ids)} and {np.max(ids)}")
    hot = np.asarray(ids)[..., None] == np.arange(len(E))
    return hot.astype(float) @ E


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: as many rows as the largest id needs | gradient: each goes back to its row
def look_up(ids, E):
    if np.min(ids) < 0 or np.max(ids) >= len(E):
        raise ValueError(f"bad ids {np.min(ids)} {np.max(ids)}")
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    total = np.zeros((np.max(ids) + 1, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: looks the gradient up instead of sending it back | gradient: each goes back to its row
def look_up(ids, E):
    if np.min(ids) < 0 or np.max(ids) >= len(E):
        raise ValueError(f"bad ids {np.min(ids)} {np.max(ids)}")
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    padded = np.zeros((V, np.shape(G)[-1]))
    padded[: len(G)] = G
    return padded[np.asarray(ids)]


# %% wrong: the last of equal ids wins | gradient: a row used twice gets both
def look_up(ids, E):
    if np.min(ids) < 0 or np.max(ids) >= len(E):
        raise ValueError(f"bad ids {np.min(ids)} {np.max(ids)}")
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    total[np.asarray(ids)] = G
    return total


# %% wrong: adds with an index, once for each id | gradient: a row used twice gets both
def look_up(ids, E):
    if np.min(ids) < 0 or np.max(ids) >= len(E):
        raise ValueError(f"bad ids {np.min(ids)} {np.max(ids)}")
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    total[np.asarray(ids)] += G
    return total


# %% wrong: the mean of equal ids | gradient: a row used twice gets both
def look_up(ids, E):
    if np.min(ids) < 0 or np.max(ids) >= len(E):
        raise ValueError(f"bad ids {np.min(ids)} {np.max(ids)}")
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    hot = np.ravel(ids) == np.arange(V)[:, None]
    return hot @ np.reshape(G, (-1, np.shape(G)[-1])) / np.maximum(hot.sum(axis=1, keepdims=True), 1)


# %% wrong: goes through the first axis only | the gradient, as one-hot vectors times the table
def look_up(ids, E):
    if np.min(ids) < 0 or np.max(ids) >= len(E):
        raise ValueError(f"bad ids {np.min(ids)} {np.max(ids)}")
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    for row, g in zip(ids, G):
        total[row] += g
    return total


# %% wrong: refuses only what comes last | an id without a row is refused
def look_up(ids, E):
    last = np.ravel(ids)[-1]
    if last < 0 or last >= len(E):
        raise ValueError(f"bad id {last}")
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: does not look at a single id | an id without a row is refused
def look_up(ids, E):
    if np.ndim(ids) == 0:
        return E[ids]
    for i in np.ravel(ids):
        if not 0 <= i < len(E):
            raise ValueError(f"bad id {i}")
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: does not look into lists of lists | an id without a row is refused
def look_up(ids, E):
    for i in np.ravel(ids) if np.ndim(ids) < 2 else []:
        if not 0 <= i < len(E):
            raise ValueError(f"bad id {i}")
    return E[np.asarray(ids)]


def look_up_gradient(ids, G, V):
    total = np.zeros((V, np.shape(G)[-1]))
    np.add.at(total, np.asarray(ids), G)
    return total


# %% wrong: lists in lists, and no deeper | looking up, as one-hot vectors times the table
def look_up(ids, E):
    if np.ndim(ids) == 0:
        if not 0 <= ids < len(E):
            raise ValueError(f"there is no row {ids}")
        return E[ids]
    if np.ndim(ids) == 1:
        return [look_up(i, E) for i in ids]
    return [[look_up(i, E) for i in np.ravel(row)] for row in ids]


def look_up_gradient(ids, G, V):
    G = np.asarray(G, dtype=float)
    table = np.zeros((V, G.shape[-1]))
    np.add.at(table, np.asarray(ids), G)
    return table


# %% wrong: sees an id too many only next to the last row | looking up, as one-hot vectors times the table
def look_up(ids, E):
    for i in np.ravel(ids):
        if i < 0 or i in range(len(E), len(E) + 10):
            raise ValueError(f"there is no row {i}")
    return np.asarray(E).take(ids, axis=0, mode="clip")


def look_up_gradient(ids, G, V):
    G = np.asarray(G, dtype=float)
    table = np.zeros((V, G.shape[-1]))
    np.add.at(table, np.asarray(ids), G)
    return table

# %% right: the directions first, then one product
def cosine_table(A, B):
    def directions(rows):
        length = np.linalg.norm(rows, axis=-1, keepdims=True)
        return rows / np.where(length == 0, 1.0, length)

    return directions(np.array(A)) @ directions(np.array(B)).T


# %% right: one pair after another
def cosine_table(A, B):
    def cos(a, b):
        size = math.hypot(*a) * math.hypot(*b)
        return sum(x * y for x, y in zip(a, b)) / size if size else 0.0

    return [[cos(a, b) for b in np.asarray(B, dtype=float)] for a in np.asarray(A, dtype=float)]


# %% right: torch's normalize
def cosine_table(A, B):
    A, B = torch.tensor(A, dtype=torch.float64), torch.tensor(B, dtype=torch.float64)
    unit = [torch.nn.functional.normalize(rows, dim=1, eps=1e-300) for rows in (A, B)]
    return torch.einsum("nc,mc->nm", *unit)


# %% wrong: torch does it | one row with one row
def cosine_table(A, B):
    A, B = torch.tensor(A, dtype=torch.float64), torch.tensor(B, dtype=torch.float64)
    return torch.nn.functional.cosine_similarity(A[:, None], B[None], dim=-1)


# %% wrong: the dot product alone | one row with one row
def cosine_table(A, B):
    return np.asarray(A) @ np.asarray(B).T


# %% wrong: divides by the squares of the lengths | one row with one row
def cosine_table(A, B):
    sizes = np.outer(np.sum(A**2, axis=1), np.sum(B**2, axis=1))
    return A @ B.T / np.where(sizes == 0, 1, sizes)


# %% wrong: the length is the sum of the entries | one row with one row
def cosine_table(A, B):
    sizes = np.outer(np.abs(A).sum(axis=1), np.abs(B).sum(axis=1))
    return A @ B.T / np.where(sizes == 0, 1, sizes)


# %% wrong: without the sign | one row with one row
def cosine_table(A, B):
    sizes = np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))
    return np.abs(A @ B.T) / np.where(sizes == 0, 1, sizes)


# %% wrong: the distance, 1 minus the cosine | one row with one row
def cosine_table(A, B):
    sizes = np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))
    return 1 - A @ B.T / np.where(sizes == 0, 1, sizes)


# %% wrong: a small number added to the lengths | only the direction counts
def cosine_table(A, B):
    A = A / (np.linalg.norm(A, axis=1, keepdims=True) + 1e-8)
    B = B / (np.linalg.norm(B, axis=1, keepdims=True) + 1e-8)
    return A @ B.T


# %% wrong: no length below 0.00000001 | only the direction counts
def cosine_table(A, B):
    sizes = np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))
    return A @ B.T / np.maximum(sizes, 1e-8)


# %% wrong: one length for the whole table | every row with every row
def cosine_table(A, B):
    sizes = np.linalg.norm(A) * np.linalg.norm(B)
    return A @ B.T / (sizes or 1.0)


# %% wrong: rows with rows of the same place | every row with every row
def cosine_table(A, B):
    def directions(rows):
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(length > 0, length, 1)

    n = min(len(A), len(B))
    return (directions(A)[:n] * directions(B)[:n]).sum(axis=1, keepdims=True)


# %% wrong: rows and columns exchanged | every row with every row
def cosine_table(A, B):
    sizes = np.outer(np.linalg.norm(B, axis=1), np.linalg.norm(A, axis=1))
    return B @ A.T / np.where(sizes == 0, 1, sizes)


# %% wrong: nan for zeros | a row of zeros has the cosine 0
def cosine_table(A, B):
    A = A / np.linalg.norm(A, axis=1, keepdims=True)
    B = B / np.linalg.norm(B, axis=1, keepdims=True)
    return A @ B.T


# %% wrong: the whole table is 0 once a row is | a row of zeros has the cosine 0
def cosine_table(A, B):
    sizes = np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))
    if (sizes == 0).any():
        return np.zeros(sizes.shape)
    return A @ B.T / sizes


# %% wrong: nan becomes 1, the likeness of nothing with itself | a row of zeros has the cosine 0
def cosine_table(A, B):
    sizes = np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))
    return np.nan_to_num(A @ B.T / sizes, nan=1.0)


# %% wrong: writes the directions into the tables | the arguments stay as they were
def cosine_table(A, B):
    for rows in (A, B) if A.dtype == B.dtype == float else (A := A * 1.0, B := B * 1.0):
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.where(length == 0, 1, length)
    return A @ B.T


# %% wrong: in single precision | other tables, to twelve digits
def cosine_table(A, B):
    A, B = np.array(A, dtype=np.float32), np.array(B, dtype=np.float32)
    la, lb = np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1)
    return A / np.where(la == 0, 1, la)[:, None] @ (B / np.where(lb == 0, 1, lb)[:, None]).T


# %% right: nan becomes 0
def cosine_table(A, B):
    A, B = A.astype(float), B.astype(float)
    sizes = np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))
    return np.nan_to_num(A @ B.T / sizes)


# %% wrong: no product of lengths below 0.000000000001 | only the direction counts
def cosine_table(A, B):
    sizes = np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))
    return A @ B.T / np.maximum(sizes, 1e-12)


# %% wrong: SciPy does it | one row with one row
def cosine_table(A, B):
    from scipy.spatial import distance

    return np.nan_to_num(1 - distance.cdist(A, B, "cosine"))


# %% wrong: nothing is just like nothing | rows of zeros in both tables
def cosine_table(A, B):
    def directions(T):
        T = np.asarray(T, dtype=float)
        size = np.linalg.norm(T, axis=1, keepdims=True)
        return T / np.where(size == 0, 1, size)

    cosines = directions(A) @ directions(B).T
    cosines[np.ix_(~np.any(A, axis=1), ~np.any(B, axis=1))] = 1.0
    return cosines


# %% wrong: squares of whole numbers, as whole numbers | whole numbers of every size
def cosine_table(A, B):
    sizes = np.sqrt(1.0 * (A * A).sum(axis=1))[:, None] * np.sqrt(1.0 * (B * B).sum(axis=1))
    return np.where(sizes == 0, 0.0, A @ B.T / np.where(sizes == 0, 1.0, sizes))


# %% wrong: products of whole numbers, as whole numbers | whole numbers of every size
def cosine_table(A, B):
    sizes = np.outer(np.linalg.norm(A, axis=1), np.linalg.norm(B, axis=1))
    return np.nan_to_num(A @ B.T / sizes)

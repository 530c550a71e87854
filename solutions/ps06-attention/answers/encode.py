# %% right: column by column, block by block
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% right: complex numbers
def encode(p, C):
    hands = np.exp(1j * np.multiply.outer(p, 10000.0 ** (-np.arange(0, C, 2) / C)))
    return np.stack([hands.imag, hands.real], axis=-1).reshape(*np.shape(p), -1)[..., :C]


def shift(k, C):
    """encode is one real number for each column: sin and cos of k stand in its own encoding."""
    at = np.asarray(encode(k, C)).reshape(-1, 2)
    R = np.zeros((C // 2, 2, C // 2, 2))
    for i, (sine, cosine) in enumerate(at):
        R[i, :, i] = [[cosine, sine], [-sine, cosine]]
    return R.reshape(C, C)


# %% right: plain Python, from the innermost out
def encode(p, C):
    if isinstance(p, np.ndarray):
        p = p.tolist()
    if isinstance(p, list):
        return [encode(one, C) for one in p]
    return [
        (math.cos if j % 2 else math.sin)(p * math.exp(-(j - j % 2) / C * math.log(10000))) for j in range(C)
    ]


def shift(k, C):
    cos, sin = encode(k, C)[1::2], encode(k, C)[0::2]
    rows = [[0.0] * C for _ in range(C)]
    for i in range(C // 2):
        rows[2 * i][2 * i] = rows[2 * i + 1][2 * i + 1] = cos[i]
        rows[2 * i][2 * i + 1], rows[2 * i + 1][2 * i] = sin[i], -sin[i]
    return rows


# %% right: torch, and its block_diag
def encode(p, C):
    p = torch.as_tensor(p, dtype=torch.float64)
    j = torch.arange(C)
    return torch.sin(p.unsqueeze(-1) / 10000 ** ((j - j % 2).double() / C) + j % 2 * math.pi / 2)


def shift(k, C):
    angles = [k * 10000 ** (-2 * i / C) for i in range(C // 2)]
    blocks = [
        torch.tensor([[math.cos(a), math.sin(a)], [-math.sin(a), math.cos(a)]]).double() for a in angles
    ]
    return torch.block_diag(*blocks)


# %% wrong: sine and cosine swapped | sines and cosines take turns
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 1, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: sines first, then cosines | sines and cosines take turns
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.concatenate([np.sin(angle[..., 0::2]), np.cos(angle[..., 1::2])], axis=-1)


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: positions from 1 | sines and cosines take turns
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = (np.asarray(p, dtype=float)[..., None] + 1) * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: degrees | sines and cosines take turns
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(np.radians(angle)), np.cos(np.radians(angle)))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: an axis for a single number | sines and cosines take turns
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.atleast_1d(np.asarray(p, dtype=float))[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: sines only | sines and cosines take turns
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.sin(angle)


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: pair i has the exponent i / C | each pair slower than the one before
def encode(p, C):
    rate = 10000.0 ** (-(np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: faster and faster | each pair slower than the one before
def encode(p, C):
    rate = 10000.0 ** (2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: the same frequency everywhere | each pair slower than the one before
def encode(p, C):
    rate = np.ones(C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: 1000 instead of 10000 | each pair slower than the one before
def encode(p, C):
    rate = 1000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: the last frequency is 1 / 10000 | each pair slower than the one before
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / max(C - 2, 1))
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: whole powers only | each pair slower than the one before
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) // C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: the next even width in the exponent | odd widths
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / (C + C % 2))
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: the even width below in the exponent | odd widths
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / max(C - C % 2, 1))
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: even widths only | odd widths
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    out = np.zeros(angle.shape)
    out[..., 0::2] = np.sin(angle[..., 0::2])
    out[..., 1::2] = np.cos(angle[..., 0::2])
    return out


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: an odd width is made even | odd widths
def encode(p, C):
    C = C + C % 2
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: the last column stays 0 | odd widths
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    whole = np.arange(C) < C - C % 2
    return whole * np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: the last column is a cosine | odd widths
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    even = (np.arange(C) % 2 == 0) & ((np.arange(C) < C - 1) | (C % 2 == 0))
    return np.where(even, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: turns backwards | shift: each pair turns by its own angle
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = -np.sin(turn), np.sin(turn)
    return R


# %% wrong: the same angle for all pairs | shift: each pair turns by its own angle
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: a mirror | shift: each pair turns by its own angle
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), np.sin(turn)
    return R


# %% wrong: sines above, cosines below | shift: each pair turns by its own angle
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j], R[j, j + 1], R[j + 1, j], R[j + 1, j + 1] = (
            np.sin(turn),
            np.cos(turn),
            -np.cos(turn),
            np.sin(turn),
        )
    return R


# %% wrong: pair i has the angle of column i | shift: each pair turns by its own angle
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / 2 / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: blocks for halves | shift: each pair turns by its own angle
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        h = j // 2
        R[h, h + C // 2], R[h + C // 2, h] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: moves the columns on | shift: each pair turns by its own angle
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    return np.roll(np.eye(C), -k, axis=1)


# %% wrong: a table of whole positions | any positions, of any shape
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.arange(1000)[:, None] * rate
    table = np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))
    return table[np.asarray(p, dtype=int)]


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: one axis at most | any positions, of any shape
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = (
        np.squeeze(np.atleast_1d(np.asarray(p, dtype=float)).ravel()[:, None] * rate)
        if np.ndim(p) == 0
        else np.outer(p, rate)
    )
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: the size of the position | any positions, of any shape
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.abs(np.asarray(p, dtype=float))[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: rounds positions | any positions, of any shape
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.round(np.asarray(p, dtype=float))[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: by whole numbers only | shift: from anywhere, by any k
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    k = int(k)
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: only forward | shift: from anywhere, by any k
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    k = abs(k)
    R = np.zeros((C, C))
    for j in range(0, C, 2):
        turn = k / 10000 ** (j / C)
        R[j, j] = R[j + 1, j + 1] = np.cos(turn)
        R[j, j + 1], R[j + 1, j] = np.sin(turn), -np.sin(turn)
    return R


# %% wrong: a matrix for one position | shift: from anywhere, by any k
def encode(p, C):
    rate = 10000.0 ** (-2 * (np.arange(C) // 2) / C)
    angle = np.asarray(p, dtype=float)[..., None] * rate
    return np.where(np.arange(C) % 2 == 0, np.sin(angle), np.cos(angle))


def shift(k, C):
    if C < 5:
        turns = k * 10000.0 ** (-np.arange(0, C, 2) / C)
        R = np.diag(np.repeat(np.cos(turns), 2))
        R[range(0, C, 2), range(1, C, 2)] = np.sin(turns)
        R[range(1, C, 2), range(0, C, 2)] = -np.sin(turns)
        return R
    here, there = encode(0, C), encode(k, C)
    return np.outer(there, here) / (here @ here)

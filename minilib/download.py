"""Larger public data sets, fetched only when asked, checked by their SHA-256 sum and kept for the next time.

Nothing is fetched at import. Files are kept in ~/.cache/one-neuron, or in the folder ONE_NEURON_CACHE names.
"""

import gzip
import hashlib
import http.client
import os
import tempfile
import urllib.request
from pathlib import Path

import numpy as np

from minilib.errors import require

PARTS = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)

MNIST_URL = "https://storage.googleapis.com/cvdf-datasets/mnist/"
MNIST_SHA256 = (
    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
)

FASHION_URL = "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"
FASHION_SHA256 = (
    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
)


def fetch(url: str, sha256: str, name: str) -> Path:
    """The path of the file `name` in the cache; downloaded from url when it is not there yet.

    OSError, in one sentence, when it cannot be had; ValueError when what came has another SHA-256 sum (then
    it is not kept).
    """
    path = cache() / name
    if path.exists() and _sha256(path) == sha256:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        part = Path(folder) / "part"
        _download(url, part, path)
        got = _sha256(part)
        require(got == sha256, f"the SHA-256 sum of {url}", sha256, got)
        part.replace(path)  # in one move, so that a broken download never looks like a whole file
    return path


def cache() -> Path:
    """The folder where downloaded files are kept."""
    return Path(os.environ.get("ONE_NEURON_CACHE") or Path.home() / ".cache" / "one-neuron")


def mnist() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Handwritten digits: x_train (60000, 28, 28), y_train (60000,), x_test (10000, 28, 28), y_test (10000,).

    Pixels are bytes 0 … 255, labels bytes 0 … 9; 12 MB to download. Source: LeCun, Cortes & Burges, MNIST.
    """
    return _images(MNIST_URL, MNIST_SHA256, "mnist")


def fashion_mnist() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Photographs of clothes in ten kinds, with the same shapes as `mnist`; 31 MB to download.

    Source: Xiao, Rasul & Vollgraf 2017 (MIT licence).
    """
    return _images(FASHION_URL, FASHION_SHA256, "fashion-mnist")


def read_idx(path: Path) -> np.ndarray:
    """The array of bytes in a gzipped IDX file, the format of MNIST.

    Its header: two zeros, the type (8: bytes), the number of axes, their lengths. ValueError when the type is
    another, or when there is less or more data than the lengths say.
    """
    with gzip.open(path) as file:
        content = file.read()
    require(
        content[:3] == b"\0\0\x08", f"{path.name} is an IDX file of bytes", "00 00 08", content[:3].hex(" ")
    )
    start = 4 + 4 * content[3]
    shape = np.frombuffer(content[4:start], dtype=">u4").astype(int)
    require(
        len(content) - start == shape.prod(),
        f"bytes of data in {path.name}",
        shape.prod(),
        len(content) - start,
    )
    return np.frombuffer(content, dtype=np.uint8, offset=start).reshape(shape)


def _images(url: str, sums: tuple[str, ...], folder: str) -> tuple[np.ndarray, ...]:
    files = [f"{part}.gz" for part in PARTS]
    paths = [fetch(url + file, sha256, f"{folder}/{file}") for file, sha256 in zip(files, sums, strict=True)]
    return tuple(read_idx(path) for path in paths)


def _download(url: str, to: Path, wanted: Path) -> None:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer, to.open("wb") as file:
            while block := answer.read(1 << 20):
                file.write(block)
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise OSError(
            f"{url} could not be downloaded ({reason}): is there a network? Or put the file at {wanted}"
        ) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

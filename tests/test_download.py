"""Downloads without a network: a server on this machine stands in for the public ones."""

import gzip
import hashlib
import http.server
import threading

import numpy as np
import pytest

from minilib import download
from minilib.download import fetch, read_idx


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("ONE_NEURON_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def server(tmp_path):
    """The address of a folder served on this machine, the folder, and the paths asked for."""
    folder, asked = tmp_path / "public", []
    folder.mkdir()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args):
            super().__init__(*args, directory=folder)

        def log_message(self, *args):
            asked.append(self.path)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/", folder, asked
        running.shutdown()


def sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def idx(array: np.ndarray) -> bytes:
    header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, dtype=">u4").tobytes()
    return gzip.compress(header + array.tobytes(), mtime=0)


def test_a_file_is_fetched_once_and_then_kept(server, cache):
    url, folder, asked = server
    (folder / "a.txt").write_bytes(b"some data")
    for _ in range(2):
        path = fetch(url + "a.txt", sum_of(b"some data"), "sub/a.txt")
    assert path == cache / "sub" / "a.txt"
    assert path.read_bytes() == b"some data"
    assert asked == ["/a.txt"]


def test_a_damaged_file_in_the_cache_is_fetched_again(server, cache):
    url, folder, _ = server
    (folder / "a.txt").write_bytes(b"some data")
    cache.mkdir()
    (cache / "a.txt").write_bytes(b"some da")
    assert fetch(url + "a.txt", sum_of(b"some data"), "a.txt").read_bytes() == b"some data"


def test_a_wrong_sum_is_refused_and_nothing_is_kept(server, cache):
    url, folder, _ = server
    (folder / "a.txt").write_bytes(b"other data")
    with pytest.raises(ValueError, match=f"expected {sum_of(b'some data')}, got {sum_of(b'other data')}"):
        fetch(url + "a.txt", sum_of(b"some data"), "a.txt")
    assert list(cache.iterdir()) == []


def test_without_a_network_one_sentence_says_what_to_do(cache):
    with pytest.raises(OSError, match=r"could not be downloaded .*: is there a network") as caught:
        fetch("http://127.0.0.1:1/a.txt", "0" * 64, "a.txt")
    assert str(cache / "a.txt") in str(caught.value)
    assert "\n" not in str(caught.value)
    assert list(cache.iterdir()) == []


def test_a_missing_page_is_said_the_same_way(server):
    url, *_ = server
    with pytest.raises(OSError, match=r"could not be downloaded \(File not found\)"):
        fetch(url + "nothing.txt", "0" * 64, "a.txt")


def test_a_file_address_works_too(tmp_path):
    (tmp_path / "local.txt").write_bytes(b"here")
    assert fetch((tmp_path / "local.txt").as_uri(), sum_of(b"here"), "l.txt").read_bytes() == b"here"


@pytest.mark.parametrize(("reader", "name"), [("mnist", "MNIST"), ("fashion_mnist", "FASHION")])
def test_readers_put_the_four_files_in_order(server, monkeypatch, reader, name):
    url, folder, _ = server
    rng = np.random.default_rng(0)
    arrays = [rng.integers(256, size=s).astype(np.uint8) for s in [(3, 28, 28), (3,), (2, 28, 28), (2,)]]
    for part, array in zip(download.PARTS, arrays, strict=True):
        (folder / f"{part}.gz").write_bytes(idx(array))
    monkeypatch.setattr(download, f"{name}_URL", url)
    monkeypatch.setattr(download, f"{name}_SHA256", tuple(sum_of(idx(array)) for array in arrays))
    for got, wanted in zip(getattr(download, reader)(), arrays, strict=True):
        np.testing.assert_array_equal(got, wanted)


def test_the_two_sets_do_not_share_files_or_sums():
    sums = [*download.MNIST_SHA256, *download.FASHION_SHA256]
    assert len(set(sums)) == 8
    assert all(len(bytes.fromhex(one)) == 32 for one in sums)


def test_idx_files_that_are_not_whole_are_refused(tmp_path):
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(bytes([0, 0, 8, 1, 0, 0, 0, 3, 1, 2])))
    with pytest.raises(ValueError, match=r"bytes of data in x.gz: expected 3, got 2"):
        read_idx(path)
    path.write_bytes(gzip.compress(bytes([0, 0, 13, 1, 0, 0, 0, 0])))
    with pytest.raises(ValueError, match="expected 00 00 08, got 00 00 0d"):
        read_idx(path)

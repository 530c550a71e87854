"""The bank of attacks and accidents: what is handed in, its fair result and why, and what stock nbgrader "
       "does.

Each is a notebook of the sample set in grading_sample.py: the first task, `times2`, is attacked, and `times3`
is answered rightly, so that a fair result is (points of times2, points of times3), 4 each, or the word
"unreadable". ROOT and COURSE in a source stand for the folders of the project and of the course.
`python tests/attacks.py` writes the table that the book shows; benchmarks/stock_attacks.py records what stock
nbgrader makes of each.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

HERE = Path(__file__).resolve().parent
STOCK = HERE / "attacks_stock.json"
TABLE = HERE.parent / "book" / "_includes" / "attacks.md"
RIGHT = {"times2": "def times2(x):\n    return 2 * x", "times3": "def times3(x):\n    return 3 * x"}
WRONG = "\ndef times2(x):\n    return 5"
ALL, NONE = (4, 4), (0, 4)
DONT_KNOW = "the function is wrong, whatever else the cell does"


@dataclass(frozen=True)
class Attack:
    """One submission: `answers` by grade id, then `change` to the notebook or the folder it lies in."""

    name: str
    group: str
    fair: tuple[int, int] | str
    why: str
    answers: dict[str, str] = field(default_factory=dict)
    change: Callable | None = None


ATTACKS: list[Attack] = []


def attack(group: str, name: str, source: str, fair=NONE, why: str = DONT_KNOW, **others) -> None:
    """Add one whose first answer is this source."""
    answers = RIGHT | {"times2": source} | others
    ATTACKS.append(Attack(name, group, fair, why, answers))


PATCH = "patch the judge"
attack(PATCH, "np.testing and np.allclose always agree", "import numpy as np\nfor name in "
       "('assert_allclose', "
       "'assert_equal', 'assert_array_equal'): setattr(np.testing, name, lambda *a, **k: None)\n"
       "np.allclose = np.array_equal = lambda *a, **k: True\n"
       "np.isclose = lambda a, *b, **k: np.ones(np.shape(a), bool)" + WRONG)  # fmt: skip
attack(PATCH, "an AST transformer empties the cells that follow", "import ast\nclass "
       "Empty(ast.NodeTransformer):\n"
       "    def visit_Module(self, node):\n        node.body = ast.parse('4').body\n        return node\n"
       "shell = get_ipython()\nif hasattr(shell, 'ast_transformers'):\n"
       "    shell.ast_transformers.append(Empty())" + WRONG)  # fmt: skip
attack(PATCH, "run_cell is replaced", "from IPython.core.interactiveshell import InteractiveShell as Shell\n"
       "old = Shell.run_cell\ndef new(self, cell, *a, **k):\n"
       "    return old(self, '4.0' if 'score()' in cell else cell, *a, **k)\n"
       "Shell.run_cell = type(get_ipython()).run_cell = new" + WRONG)  # fmt: skip
attack(PATCH, "the checks are patched in their module", "import grading.checks as checks\n"
       "checks.difference = lambda *a: None\nchecks._first_failure = lambda *a: None\n"
       "checks.Task.score = lambda self: self.points" + WRONG)  # fmt: skip
attack(PATCH, "comparing is patched in its module", "import grading.compare as compare\n"
       "for name in ('difference', '_difference', '_array_difference'): setattr(compare, name, lambda *a: "
       "None)\n"
       "import grading.checks\ngrading.checks.difference = lambda *a: None" + WRONG)  # fmt: skip
attack(PATCH, "the code of the check is replaced in place", "import grading.checks as checks\n"
       "def none(cases, forbid, rtol, atol, hidden): return None\n"
       "checks._first_failure.__code__ = none.__code__" + WRONG)  # fmt: skip
attack(PATCH, "a trace function rewrites what is expected", "import sys\ndef spy(frame, event, arg):\n"
       "    if 'expected' in frame.f_locals and 'got' in frame.f_locals: frame.f_locals['got'] = "
       "frame.f_locals['expected']\n    return spy\nsys.settrace(spy)\n"
       "import threading; threading.settrace(spy)" + WRONG)  # fmt: skip
attack(PATCH, "it says that it is a kernel without errors", "import sys\nsys.excepthook = lambda *a: None\n"
       "shell = get_ipython()\nshell.showtraceback = lambda *a, **k: None\n"
       "shell.run_cell_magic = lambda *a, **k: 4" + WRONG)  # fmt: skip

LIES = "values that lie"
LIAR = "class Liar({0}):\n    __hash__ = None\n    def yes(self, *a): return True\n    __eq__ = yes\n"
LIAR += "    __ne__ = lambda self, o: False\n    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = yes\n"
for kind, made in {"float": "5.0", "int": "5", "str": "'5'", "list": "[5]", "dict": "{1: 5}"}.items():
    attack(LIES, f"a {kind} that equals everything",
           LIAR.format(kind) + f"def times2(x):\n    return Liar({made})")  # fmt: skip
attack(LIES, "an object that equals everything", LIAR.format("object") + "    __sub__ = __rsub__ = __abs__ = "
       "lambda self, *a: 0.0\n    __float__ = lambda self: 0.0\ndef times2(x):\n    return Liar()",
       why="it is no number")  # fmt: skip
attack(LIES, "an ndarray whose comparisons lie", "import numpy as np\nclass Liar(np.ndarray):\n"
       "    def __array_ufunc__(self, *a, **k): return np.True_\n    def __array_function__(self, *a, **k): "
       "return np.True_\ndef times2(x):\n    return np.array(5.0).view(Liar)")  # fmt: skip
attack(LIES, "a tensor whose comparisons lie", "import torch\nclass Liar(torch.Tensor):\n    @classmethod\n"
       "    def __torch_function__(cls, *a, **k): return torch.tensor(True)\n"
       "    def detach(self): return self\n    def cpu(self): return self\n"
       "    def numpy(self):\n        import numpy; return numpy.array(True)\n"
       "def times2(x):\n    return torch.tensor(5.0).as_subclass(Liar)")  # fmt: skip
attack(LIES, "a handle whose len is endless", "class Long:\n    def __len__(self): return 2**62\n"
       "    def __getitem__(self, i): return 0.0\ndef times2(x):\n    return Long()")  # fmt: skip
attack(LIES, "a handle that is another value at each look", "class Odd:\n    calls = 0\n"
       "    def __getattr__(self, name): return Odd()\n    def __call__(self, *a): return Odd()\n"
       "    def __len__(self): Odd.calls += 1; return Odd.calls\n    def __getitem__(self, i): return Odd()\n"
       "    def __iter__(self): return self\n    def __next__(self): return Odd()\n"
       "def times2(x):\n    return Odd()")  # fmt: skip
attack(LIES, "its class says that it is what is expected", "class Same:\n    @property\n"
       "    def __class__(self): return float\n    def __eq__(self, o): return True\n"
       "    def __array__(self, *a, **k):\n        import gc, numpy\n        return numpy.array(True)\n"
       "def times2(x):\n    return Same()")  # fmt: skip
attack(LIES, "a tensor of numbers in code", "import torch\ndef times2(x):\n"
       "    return torch.quantize_per_tensor(torch.tensor([5.0]), 1.0, 0, torch.quint8)",
       why="it is more than its numbers, and is not handed over")  # fmt: skip
attack(LIES, "a tensor without numbers", "import torch\ndef times2(x):\n"
       "    return torch.empty((), device='meta')", why="there is nothing in it")  # fmt: skip
attack(LIES, "an array that holds a liar", "import numpy as np\n" + LIAR.format("object")
       + "def times2(x):\n    found = np.empty((), object)\n    found[()] = Liar()\n    return found",
       why="it is no number")  # fmt: skip
attack(LIES, "a class that is registered as a number", "import numbers\n" + LIAR.format("object")
       + "    __float__ = __complex__ = lambda self: 0.0\nnumbers.Number.register(Liar)\n"
       "def times2(x):\n    return Liar()", why="it is no number")  # fmt: skip
attack(LIES, "a truth that is two", "import numpy as np\ndef times2(x):\n"
       "    return np.frombuffer(b'\\x02', bool)[0]")  # fmt: skip

READ = "read what is not for it"
LOOK = "import os, re\ndef look(*places):\n    for place in places:\n"
LOOK += "        for folder, _, names in os.walk(place):\n            for name in names:\n"
LOOK += (
    "                try: text = open(os.path.join(folder, name), 'rb').read().decode('utf-8', 'replace')\n"
)
LOOK += "                except OSError: continue\n"
LOOK += (
    "                if found := re.search(r'secret_of_times2 = (\\d) \\* x', text): return int(found[1])\n"
)
LOOK += "    return None\n"
USE = "def times2(x):\n    return 5 if factor is None else factor * x"
TAKEN = "what it would have to find is not there"
attack(
    READ,
    "the solution, in the project",
    LOOK + "factor = look('ROOT/solutions', 'ROOT/_build')\n" + USE,
    why=TAKEN,
)
attack(READ, "the solution, in the course folder",
       LOOK + "factor = look('COURSE', '../../../source', '../../source')\n" + USE, why=TAKEN)  # fmt: skip
attack(READ, "a classmate's answer", "import glob, json\nfactor = None\n"
       "for name in glob.glob('COURSE/submitted/*/*/*.ipynb') + "
       "glob.glob('../../../submitted/*/*/*.ipynb'):\n"
       "    if 'return 2 * x' in open(name).read(): factor = 2\n" + USE, why=TAKEN)  # fmt: skip
attack(READ, "the gradebook", "import os\nfactor = None\n"
       "for name in ('COURSE/gradebook.db', '../../../gradebook.db'):\n"
       "    if os.path.exists(name): factor = 2 if b'secret_of_times2' in open(name, 'rb').read() else None\n"
       + USE, why=TAKEN)  # fmt: skip
SPY = "def times2(x):\n    import gc, inspect, sys\n    texts = []\n{0}\n"
SPY += "    return 2 * x if any(''.join(['hidden', '_number']) in text for text in texts) else 5"
attack(READ, "the hidden check, through In and the history", SPY.format(
       "    import __main__\n    texts = [str(getattr(__main__, name, '')) for name in ('In', '_ih', "
       "'_i', '_ii')]"),
       why=TAKEN)  # fmt: skip
attack(READ, "the hidden check, through the frames", SPY.format(
       "    frame = sys._getframe()\n    while frame:\n        try: "
       "texts.append(inspect.getsource(frame.f_code))\n"
       "        except Exception: pass\n        texts += [repr(frame.f_locals)[:10**6], "
       "str(frame.f_code.co_names)]\n"
       "        frame = frame.f_back"), why=TAKEN)  # fmt: skip
attack(READ, "the hidden check, through gc", SPY.format(
       "    texts = [o for o in gc.get_objects() if isinstance(o, str)]\n"
       "    for o in gc.get_objects():\n        if type(o) is dict: texts += [v for v in o.values() if "
       "type(v) is str]\n"
       "        if type(o) is list: texts += [v for v in o if type(v) is str]"), why=TAKEN)  # fmt: skip
attack(READ, "the hidden check, through linecache", SPY.format(
       "    import linecache\n    texts = [str(entry) for entry in "
       "linecache.cache.values()]"), why=TAKEN)  # fmt: skip
attack(READ, "the memory of other processes", "import os\nfactor = None\nfor pid in os.listdir('/proc'):\n"
       "    if pid.isdigit() and int(pid) != os.getpid():\n        try:\n"
       "            os.readlink(f'/proc/{pid}/cwd'); open(f'/proc/{pid}/mem', 'rb').close(); factor = 2\n"
       "        except OSError: pass\n" + USE, why=TAKEN)  # fmt: skip
attack(READ, "the environment and the home folder", "import os\nfactor = None\n"
       "home = os.path.expanduser('~')\nif len(os.environ) > 25 or os.path.exists(home + '/.bashrc') or "
       "os.path.exists('/etc/passwd'): factor = 2\n" + USE, why=TAKEN)  # fmt: skip
attack(READ, "the tester, by importing it", "factor = None\ntry:\n    import grading.room.tester\n"
       "    import grading.source\n"
       "    text = grading.source.read_source('ps07-sample', __import__('pathlib').Path('ROOT'))\n"
       "    factor = 2\nexcept Exception: pass\n" + USE, why=TAKEN)  # fmt: skip
attack(READ, "a letter for a later submission", "import os, socket\nfactor = None\n"
       "for place in ('/scratch', '/dev/shm', '/tmp', '/var/tmp', '.'):\n"
       "    try: open(place + '/letter', 'w').write('2')\n    except OSError: pass\n"
       "line = socket.socket(socket.AF_UNIX)\n"
       "try: line.bind('\\0letter'); line.listen()\nexcept OSError: factor = 2\n" + USE,
       why="nothing is kept between two of them")  # fmt: skip
attack(READ, "an answer to that letter", "import os, socket\nfactor = None\n"
       "for place in ('/scratch', '/dev/shm', '/tmp', '/var/tmp', '.'):\n"
       "    if os.path.exists(place + '/letter'): factor = 2\n"
       "line = socket.socket(socket.AF_UNIX)\n"
       "try: line.connect('\\0letter'); factor = 2\nexcept OSError: pass\n" + USE,
       why="nothing is kept between two of them")  # fmt: skip

FORGE = "forge results"
PEER = "import sys\nframe, peer = sys._getframe(), None\nwhile frame and not peer:\n"
PEER += "    peer = next((v for v in frame.f_locals.values() if type(v).__name__ == 'Peer'), None)\n"
PEER += "    frame = frame.f_back\npeer = peer or type('Peer', (), {})()\n"
REPORT = "{'task': 'times2', 'points': 4, 'earned': 4, 'steps': []}"
attack(FORGE, "the report is displayed beforehand", "from IPython.display import display\n"
       "display({'text/plain': '✓ times2', 'application/vnd.course.check+json': " + REPORT + "}, raw=True)"
       + WRONG, why="a report counts only from where the checks run")  # fmt: skip
attack(FORGE, "the report is printed", "print('✓ times2                    4 of 4 points')" + WRONG)
attack(FORGE, "Task, task and score are defined", "class Task:\n    def __init__(self, *a, **k): pass\n"
       "    def step(self, *a, **k): return lambda f: None\n    def hidden(self): pass\n"
       "    def score(self): return 4.0\ntask, score = Task(), 4\n"
       "import grading.checks\ngrading.checks.Task = Task" + WRONG)  # fmt: skip
attack(FORGE, "kernel.here is replaced", "import grading.kernel as kernel\nimport grading.checks as checks\n"
       "class Here(kernel.Kernel):\n"
       "    def show(self, *a): checks.Task.score = lambda self: self.points\nkernel.here = Here()\n"
       "kernel.Kernel.show = Here.show" + WRONG)  # fmt: skip
attack(FORGE, "frames are written to the socket", "import gc, socket, struct, json\ndef times2(x):\n"
       "    for line in [o for o in gc.get_objects() if isinstance(o, socket.socket)]:\n"
       "        for asked in range(200):\n            try:\n"
       "                head = json.dumps({'tree': ['list', [asked, 'result', " + REPORT.replace("'", '"')
       + " and None, None, '', 1]], 'sizes': []}).encode()\n"
       "                body = struct.pack('<I', len(head)) + head\n"
       "                line.sendall(struct.pack('<cQ', b'!', len(body)) + body)\n"
       "            except OSError: break\n    return 5")  # fmt: skip
attack(FORGE, "every answer has another number", "import gc, os, socket, struct\ndef times2(x):\n"
       "    for line in [o for o in gc.get_objects() if isinstance(o, socket.socket)]:\n"
       "        line.sendall(struct.pack('<cQ', b'!', 2**40) + b'x' * 1000)\n    return 5")  # fmt: skip
attack(FORGE, "every request is answered with an error", PEER + "def fail(*a): raise SystemExit\n"
       "peer.serve = fail" + WRONG, (0, 0), "its own process answers nothing any more")  # fmt: skip
attack(FORGE, "what was printed is no text", PEER + "class Odd:\n    def __str__(self): return 5\n"
       "peer.printed = lambda: Odd()" + WRONG)  # fmt: skip
attack(FORGE, "functions of the check are asked for", PEER + "def times2(x):\n    for number in (0, -1):\n"
       "        for op in ('get', 'set', 'call', 'backward', 'run'):\n            try:\n"
       "                if peer.ask(op, number, '__globals__', {}): return 2 * x\n"
       "            except Exception: pass\n    return 5", why="there are none to be had")  # fmt: skip
attack(FORGE, "two processes answer", "import ctypes\ndef times2(x):\n    ctypes.CDLL(None).fork()\n"
       "    return 5")  # fmt: skip
attack(FORGE, "half a message", PEER + "import struct, time\ndef times2(x):\n"
       "    peer.line.sendall(struct.pack('<cQ', b'!', 1 << 20))\n    time.sleep(60)",
       why="the answer never comes")  # fmt: skip
attack(FORGE, "the grader's modules are told to say yes", "import sys\nfor name, module in "
       "list(sys.modules.items()):\n"
       "    if name.startswith('grading.'):\n        for key in list(vars(module)):\n"
       "            if callable(vars(module)[key]) and key in ('difference', 'describe', 'Step', "
       "'restore'):\n"
       "                setattr(module, key, lambda *a, **k: None)" + WRONG)  # fmt: skip
attack(FORGE, "the gradebook is written to", "import sqlite3, os\n"
       "for name in ('COURSE/gradebook.db', '../../../gradebook.db'):\n    if os.path.exists(name):\n"
       "        book = sqlite3.connect(name)\n        book.execute('update grade set manual_score=200')\n"
       "        book.commit()" + WRONG)  # fmt: skip
attack(FORGE, "a result is put into the results", "import os\ntry:\n"
       "    os.makedirs('COURSE/results/ps07-sample', exist_ok=True)\n"
       "    open('COURSE/results/ps07-sample/zoe.json', 'w').write('{}')\nexcept OSError: "
       "pass" + WRONG)  # fmt: skip
attack(FORGE, "an exit code of success", "import atexit, os\natexit.register(os._exit, 0)\n"
       "def times2(x):\n    raise SystemExit(0)")  # fmt: skip

NAMES = "names that others use"
attack(
    NAMES,
    "Python's own functions redefined",
    "def len(x): return 1\ndef isinstance(*a): return True\n"
    "def range(*a): return []\ndef sum(x): return 0\nclass float: pass\nabs = all = lambda *a: True" + WRONG,
)
attack(NAMES, "Python's own functions changed in builtins", "import builtins\nbuiltins.all = builtins.any = "
       "lambda *a: True\nbuiltins.float = builtins.abs = lambda *a: 0" + WRONG)  # fmt: skip
attack(
    NAMES,
    "names of the course redefined",
    "np = Raises = None\nimport sys\nsys.modules['numpy'] = None" + WRONG,
)
attack(
    NAMES,
    "sys.modules and sys.path poisoned",
    "import sys, types\nfor name in ('json', 'struct', 'torch'):\n"
    "    sys.modules[name] = types.ModuleType(name)\nsys.path.insert(0, '.')\nsys.meta_path.clear()" + WRONG,
)
attack(NAMES, "a later name of the course, defined first", "check_late = lambda *a: True\n"
       "hidden_number = 0.0" + WRONG)  # fmt: skip
attack(NAMES, "a helper called like a step", "def step(x):\n    return x + x\ndef case(x):\n    return "
       "step(x)\n"
       "def times2(x):\n    return case(x)", ALL, "an honest helper may have any name")  # fmt: skip

HARM = "reach out"
attack(HARM, "another submission is deleted", "import glob, shutil\nfor name in "
       "glob.glob('COURSE/submitted/*') + glob.glob('../../../submitted/*'): shutil.rmtree(name, "
       "ignore_errors=True)" + WRONG)  # fmt: skip
attack(HARM, "files are written everywhere", "import os\nfor place in ('COURSE', 'ROOT', 'ROOT/grading', "
       "'../../..', '/tmp', '/dev/shm', '/var/tmp', '/usr', os.path.expanduser('~')):\n"
       "    try: open(place + '/left-behind-by-an-answer', 'w').write('x')\n    except OSError: "
       "pass" + WRONG)  # fmt: skip
attack(HARM, "the grader's own code is changed", "import os\nfor name in ('ROOT/grading/checks.py', "
       "'ROOT/grading/room/tester.py'):\n    try: os.chmod(name, 0o666); open(name, 'a').write('\\n')\n"
       "    except OSError: pass" + WRONG)  # fmt: skip
attack(HARM, "the parent is killed", "import os\ntry: os.kill(os.getppid(), 9)\nexcept OSError: pass" + WRONG,
       why="it has no parent that it could reach")  # fmt: skip
attack(HARM, "all processes are killed", "import os\nfor target in (-1, 1, 0):\n"
       "    try: os.kill(target, 9)\n    except OSError: pass" + WRONG, why="none of the others sees "
       "it")  # fmt: skip
attack(HARM, "a detached child stays", "import os, time\nif not os.fork():\n    os.setsid()\n"
       "    if os.fork(): os._exit(0)\n    for fd in range(3, 64):\n        try: os.close(fd)\n"
       "        except OSError: pass\n    time.sleep(600)\n    os._exit(0)" + WRONG)  # fmt: skip
attack(HARM, "a thread keeps running", "import threading\ndef run():\n    while True: pass\n"
       "threading.Thread(target=run, daemon=True).start()" + WRONG)  # fmt: skip
attack(HARM, "the network", "import socket\ntry:\n    socket.create_connection(('1.1.1.1', 53), "
       "timeout=0.3)\n"
       "    factor = 2\nexcept OSError:\n    factor = None\ntry: socket.create_server(('127.0.0.1', "
       "0)).close()\n"
       "except OSError: pass\n" + USE, why="there is no network")  # fmt: skip
attack(HARM, "namespaces and mounts of its own", "import ctypes\nlibrary = ctypes.CDLL(None)\n"
       "factor = 2 if library.unshare(0x10020000) == 0 and library.mount(b'tmpfs', b'/dev/shm', b'tmpfs', 0, "
       "b'size=50g') == 0 else None\n" + USE, why="the kernel refuses them")  # fmt: skip
attack(HARM, "memory that no limit counts", "import ctypes\nlibrary = ctypes.CDLL(None)\n"
       "factor = 2 if library.memfd_create(b'x', 0) >= 0 or library.shmget(0, 1 << 30, 0o1600) >= 0 else "
       "None\n"
       + USE, why="the kernel refuses it")  # fmt: skip
attack(HARM, "memory that is no process's own", "import mmap, os\nfactor = None\n"
       "for name in (None, '/dev/zero'):\n    try:\n"
       "        file = -1 if name is None else os.open(name, os.O_RDWR)\n"
       "        memory = mmap.mmap(file, 1 << 26)\n        memory.madvise(mmap.MADV_DONTNEED)\n"
       "        factor = 2\n    except OSError: pass\n" + USE, why="the kernel refuses it")  # fmt: skip
attack(HARM, "another's core", "import os\ntry: os.sched_setaffinity(0, range(os.cpu_count()))\n"
       "except OSError: pass\nfactor = 2 if len(os.sched_getaffinity(0)) > 1 else None\n" + USE,
       why="each worker stays on its own")  # fmt: skip
attack(HARM, "the clock is set and patched", "import time\ntry: time.clock_settime(time.CLOCK_REALTIME, 0)\n"
       "except OSError: pass\ntime.time = time.monotonic = lambda: 0.0" + WRONG)  # fmt: skip
attack(HARM, "a shell is asked for", "import os, subprocess\ntry: subprocess.run(['sh', '-c', 'rm -rf "
       "COURSE/submitted "
       "../../../submitted; su -c id'], timeout=1, capture_output=True, stdin=subprocess.DEVNULL)\n"
       "except (OSError, subprocess.SubprocessError): pass" + WRONG)  # fmt: skip

WASTE = "exhaust"
LATE = "the answer never comes"
attack(WASTE, "a fork bomb", "import os\nwhile True: os.fork()" + WRONG)
attack(
    WASTE,
    "a loop without end, signals ignored",
    "import signal\nfor s in (1, 2, 15): signal.signal(s, "
    "signal.SIG_IGN)\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass",
    why=LATE,
)
attack(WASTE, "a loop without end in C", "def times2(x):\n    return 9**9**9", why=LATE)
attack(WASTE, "sleep", "def times2(x):\n    import time; time.sleep(10**6)", why=LATE)
attack(WASTE, "all memory", "x = [bytearray(10**9) for _ in range(64)]" + WRONG)
attack(WASTE, "all memory, in many processes", "import os, time\nfor _ in range(8):\n    if not os.fork():\n"
       "        x = b'x' * (500 << 20)\n        time.sleep(60)" + WRONG)  # fmt: skip
attack(WASTE, "output without end", "def times2(x):\n    while True: print('x' * 10**6)", why=LATE)
attack(WASTE, "a full disk", "for k in range(500):\n    f = open(f'x{k}', 'wb')\n    for _ in range(15): "
       "f.write(bytes(10**6))"
       + WRONG)  # fmt: skip
attack(WASTE, "empty files without end", "for k in range(10**5): open(f'x{k}', 'w').close()\n"
       "factor = 2\ndef times2(x):\n    return factor * x",
       why="there is room for 8,000, which is more than an answer needs")  # fmt: skip
attack(
    WASTE,
    "recursion without end",
    "import sys\nsys.setrecursionlimit(10**9)\ndef times2(x):\n    return times2(x)",
)
attack(
    WASTE,
    "lists within lists without end",
    "def times2(x):\n    y = []\n    for _ in range(10**5): y = [y]\n    return y",
)
attack(WASTE, "data that contains itself", "def times2(x):\n    y = {}\n    y['y'] = [y]\n    return y")
attack(WASTE, "a number of a million digits", "def times2(x):\n    return 10**(10**6)")
attack(
    WASTE,
    "an array of gigabytes",
    "import numpy as np\ndef times2(x):\n    return np.broadcast_to(np.zeros(1), (10**10,))",
)
attack(WASTE, "a generator without end", "def times2(x):\n    while True: yield 2 * x",
       why="a generator is not the number that was asked for")  # fmt: skip
attack(WASTE, "keys that all collide", "def times2(x):\n    return {k * (2**61 - 1): 0 for k in range(3000)}")
attack(WASTE, "a text of 50 MB", "def times2(x):\n    return 'x' * (50 << 20)")
attack(WASTE, "a fraction that takes long to cancel", "from fractions import Fraction\n"
       "odd = Fraction(1, 3)\nodd._numerator = (1 << 15_000_000) - 1\n"
       "odd._denominator = (1 << 14_999_999) + 1\ndef times2(x):\n    return odd")  # fmt: skip

END = "end of Python"
attack(END, "os._exit in the cell", "import os; os._exit(0)")
attack(END, "os._exit in the function", "def times2(x):\n    import os; os._exit(0)")
attack(END, "os._exit in a later answer", RIGHT["times2"], (4, 0), "the first task was done before",
       times3="import os; os._exit(0)")  # fmt: skip
attack(END, "a segmentation fault", "def times2(x):\n    import ctypes; ctypes.string_at(0)")
attack(END, "all files are closed", "import os\nos.closerange(0, 256)" + WRONG)
attack(END, "sys.exit in the cell", "import sys\nsys.exit(0)" + WRONG)
attack(END, "KeyboardInterrupt", "def times2(x):\n    raise KeyboardInterrupt")
attack(
    END,
    "an error that is no Exception",
    "class Odd(BaseException): pass\ndef times2(x):\n    raise Odd('odd')",
)
attack(END, "GeneratorExit", "def times2(x):\n    raise GeneratorExit")
attack(END, "an error whose words fail", "class Odd(Exception):\n    def __str__(self): raise Odd\n"
       "    __repr__ = __str__\ndef times2(x):\n    raise Odd")  # fmt: skip
attack(END, "an error in half characters", "def times2(x):\n    raise ValueError('\\ud800' * 50 + '\\0')")
attack(END, "a cell that is no Python", "def times2(x)\n    return 2 * x", why="it does not run anywhere")
attack(END, "input()", "def times2(x):\n    return float(input())", why="nobody is there to answer")

HONEST = "honest"
FINE = "the answer is right"
attack(HONEST, "as it should be", RIGHT["times2"], ALL, FINE)
attack(
    HONEST,
    "warnings",
    "import warnings\ndef times2(x):\n    warnings.warn('beware')\n    return 2 * x",
    ALL,
    FINE,
)
attack(HONEST, "prints to stderr", "import logging, sys\ndef times2(x):\n    print('x', x, file=sys.stderr)\n"
       "    logging.warning('x'); sys.stderr.flush()\n    return 2 * x", ALL, FINE)  # fmt: skip
attack(HONEST, "a progress bar", "import sys\ndef times2(x):\n    for k in range(101):\n"
       "        sys.stderr.write(f'\\r{k:3}%|{k // 10 * \"█\":<10}|')\n    return 2 * "
       "x", ALL, FINE)  # fmt: skip
attack(HONEST, "slow, and in time", "import time\ntime.sleep(0.5)\ndef times2(x):\n    time.sleep(0.05)\n"
       "    return 2 * x", ALL, FINE)  # fmt: skip
attack(HONEST, "a figure", "import matplotlib.pyplot as plt\ndef times2(x):\n    plt.plot([0, 1], [0, "
       "x]); plt.show()\n"
       "    return 2 * x", ALL, FINE)  # fmt: skip
attack(
    HONEST,
    "magics",
    "%matplotlib inline\n!echo hello\n%timeit -n 1 -r 1 1 + 1\ndef times2(x):\n    return 2 * x",
    ALL,
    FINE,
)
attack(HONEST, "NumPy and torch in place of numbers", "import torch\ndef times2(x):\n"
       "    return torch.tensor(x, dtype=torch.float64, requires_grad=True) * 2", ALL, FINE)  # fmt: skip
attack(HONEST, "files of its own", "import os, tempfile\nopen('notes.txt', 'w').write('2')\ndef times2(x):\n"
       "    with tempfile.TemporaryFile(): return int(open('notes.txt').read()) * x", ALL, FINE)  # fmt: skip
attack(HONEST, "a thread that helps", "from concurrent.futures import ThreadPoolExecutor\ndef times2(x):\n"
       "    with ThreadPoolExecutor(2) as pool: return sum(pool.map(lambda y: y, [x, "
       "x]))", ALL, FINE)  # fmt: skip
attack(
    HONEST,
    "only half of it",
    "def times2(x):\n    return 2 * abs(x)",
    (2, 4),
    "right for what is not negative",
)
attack(HONEST, "nothing yet", "def times2(x):\n    raise NotImplementedError", NONE, "it is not answered")
attack(HONEST, "a view with the opposite sign", "import torch\ndef times2(x):\n"
       "    return torch.tensor(-2j * x, dtype=torch.complex128).conj().imag", ALL, FINE)  # fmt: skip
attack(HONEST, "processes that help", "import multiprocessing\nfork = multiprocessing.get_context('fork')\n"
       "def tell(end, x): end.send(2 * x)\ndef times2(x):\n    mine, theirs = fork.Pipe()\n"
       "    helper = fork.Process(target=tell, args=(theirs, x))\n    helper.start()\n"
       "    found = mine.recv()\n    helper.join()\n    return found", ALL, FINE)  # fmt: skip

FILES = "broken and odd files"
GRADED = "the answers are there"


def handed_in(name: str, fair=ALL, why: str = GRADED, source: str = RIGHT["times2"]):
    """Add one whose notebook or folder is changed by the decorated function of (notebook, its path)."""

    def add(change) -> None:
        ATTACKS.append(Attack(name, FILES, fair, why, RIGHT | {"times2": source}, change))

    return add


def _write(notebook, path: Path) -> None:
    path.write_text(nbformat.writes(notebook), encoding="utf-8")


def _at(notebook, name: str) -> int:
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    return ids.index(name)


@handed_in(
    "a file torch.py beside the notebook",
    NONE,
    "it is not used, and the function is wrong",
    "import torch" + WRONG,
)
def _(notebook, path):
    _write(notebook, path)
    evil = "import grading.checks as c\nc.Task.score = lambda self: self.points\n"
    (path.parent / "torch.py").write_text(evil)


@handed_in("renamed")
def _(notebook, path):
    _write(notebook, path.with_name("ps07-sample (1).ipynb"))


@handed_in("the check cell is there twice")
def _(notebook, path):
    i = _at(notebook, "times2-check")
    notebook.cells.insert(i, nbformat.from_dict(notebook.cells[i]))
    _write(notebook, path)


@handed_in("the check cell is deleted", NONE, "the check is put back, and the function is wrong", WRONG)
def _(notebook, path):
    del notebook.cells[_at(notebook, "times2-check")]
    _write(notebook, path)


@handed_in(
    "the check cell is edited", NONE, "the course's own check counts, and the function is wrong", WRONG
)
def _(notebook, path):
    notebook.cells[_at(notebook, "times2-check")].source = "4.0"
    _write(notebook, path)


@handed_in("the points in the metadata are raised", NONE, "the course's own points count", WRONG)
def _(notebook, path):
    cell = notebook.cells[_at(notebook, "times2-check")]
    cell.metadata.nbgrader.update(points=400, grade=True, solution=True, locked=False)
    cell.source = "400.0"
    _write(notebook, path)


@handed_in("the answer is deleted", NONE, "nothing was handed in for it")
def _(notebook, path):
    del notebook.cells[_at(notebook, "times2")]
    _write(notebook, path)


@handed_in("without the schema version")
def _(notebook, path):
    for cell in notebook.cells:
        cell.metadata.get("nbgrader", {}).pop("schema_version", None)
    _write(notebook, path)


@handed_in("notebook format 3")
def _(notebook, path):
    cells = [{"cell_type": c.cell_type, "metadata": c.metadata, "outputs": [], "language": "python",
              "input" if c.cell_type == "code" else "source": c.source} for c in notebook.cells]  # fmt: skip
    content = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}}
    path.write_text(json.dumps(content | {"worksheets": [{"cells": cells, "metadata": {}}]}))


@handed_in("UTF-16")
def _(notebook, path):
    path.write_text(nbformat.writes(notebook), encoding="utf-16")


@handed_in("a broken encoding", "unreadable", "which characters were meant is not known")
def _(notebook, path):
    path.write_bytes(nbformat.writes(notebook).encode().replace(b"def", b"d\xe4f"))


@handed_in("JSON that ends too early", "unreadable", "half of it is missing")
def _(notebook, path):
    path.write_text(nbformat.writes(notebook)[:3000])


@handed_in("an empty file", "unreadable", "there is nothing in it")
def _(notebook, path):
    path.touch()


@handed_in("a link to a classmate's notebook", "unreadable", "it is not the student's own file")
def _(notebook, path):
    other = path.parents[2] / "honest" / path.parent.name / path.name
    path.symlink_to(other)


@handed_in("a link to the system's passwords", "unreadable", "it is no notebook")
def _(notebook, path):
    path.symlink_to("/etc/shadow")


@handed_in("a pipe in the place of the notebook", "unreadable", "nothing comes out of it")
def _(notebook, path):
    os.mkfifo(path)


@handed_in("a notebook of 50 MB", "unreadable", "at most 10 MB are read, and the feedback says so")
def _(notebook, path):
    notebook.cells[0].source = "x" * 50_000_000
    _write(notebook, path)


@handed_in("brackets without end", "unreadable", "no notebook is nested like that")
def _(notebook, path):
    path.write_text('{"nbformat": 4, "cells": ' + "[" * 200_000)


@handed_in("no notebook at all", "unreadable", "there is only a text")
def _(notebook, path):
    path.with_name("answers.txt").write_text("2 * x")


def student(k: int) -> str:
    """Who hands in the k-th attack."""
    return f"s{k:03}"


def hand_in(case: Attack, release, folder: Path, root: Path, course: Path) -> None:
    """Put an attack's submission into this folder, made from the student's notebook."""
    notebook = nbformat.from_dict(json.loads(json.dumps(release)))
    for cell in notebook.cells:
        source = case.answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        cell.source = cell.source if source is None else _placed(source, root, course)
    folder.mkdir(parents=True)
    (case.change or _write)(notebook, folder / f"{folder.name}.ipynb")


def _placed(source: str, root: Path, course: Path) -> str:
    return source.replace("ROOT", str(root)).replace("COURSE", str(course))


def told(fair) -> str:
    """A fair outcome as the table tells it."""
    return fair if isinstance(fair, str) else f"{sum(fair)} of 8"


def table() -> str:
    """All attacks as a MyST table, with what stock nbgrader made of them."""
    stock = json.loads(STOCK.read_text(encoding="utf-8"))
    lines = ["| what is handed in | fair | why | stock nbgrader |", "|---|---|---|---|"]
    last = ""
    for case in ATTACKS:
        if case.group != last:
            lines.append(f"| **{case.group}** | | | |")
        last = case.group
        lines.append(f"| {case.name} | {told(case.fair)} | {case.why} | {stock.get(case.name, '–')} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
    sys.stdout.write(f"{TABLE}: {len(ATTACKS)} attacks\n")

"""Runs one program and tells what it and all its descendants cost."""

import ctypes
import os
import resource
import signal
import subprocess
import threading
import time
from dataclasses import dataclass

PR_SET_CHILD_SUBREAPER = 36
SAMPLE_SECONDS = 0.1


@dataclass
class Cost:
    wall: float  # seconds
    cpu: float  # seconds, user and system, of the whole tree
    memory: int  # bytes: the largest sum of resident sizes over the tree; pages that processes share count for each


def become_reaper():
    """From now on orphans of what we start become our children, so that their processor time is counted when they end."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def run(command, folder, environment, time_limit, reaps=True):
    """Runs a command to its end; waits for its orphans too, unless other children of ours run. Raises RuntimeError when it fails or takes too long."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    with open(os.path.join(folder, "output.txt"), "wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        sampler = MemorySampler(process.pid)
        try:
            code = process.wait(time_limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise RuntimeError(f"{command[0]} took longer than {time_limit} s") from None
        finally:
            memory = sampler.stop()
    wall = time.monotonic() - started
    if reaps:
        reap_orphans()
    if code != 0:
        with open(os.path.join(folder, "output.txt"), "rb") as output:
            raise RuntimeError(f"{command[0]} ended with {code}: {output.read()[-2000:].decode(errors='replace')}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, memory)


def reap_orphans():
    try:
        while os.waitpid(-1, 0)[0]:
            pass
    except ChildProcessError:
        pass


class MemorySampler:
    def __init__(self, root):
        self._root = root
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sample)
        self._thread.start()

    def stop(self):
        self._ended.set()
        self._thread.join()
        return self._peak

    def _sample(self):
        while not self._ended.wait(SAMPLE_SECONDS):
            self._peak = max(self._peak, sum(map(resident_bytes, tree_of(self._root))))


def tree_of(root):
    """The process and its descendants, as far as they are still linked to it."""
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        for task in list_or_nothing(f"/proc/{process}/task"):
            waiting.extend(map(int, text_or_nothing(f"/proc/{process}/task/{task}/children").split()))
    return found


def resident_bytes(process):
    fields = text_or_nothing(f"/proc/{process}/statm").split()
    return int(fields[1]) * resource.getpagesize() if fields else 0


def list_or_nothing(path):
    try:
        return os.listdir(path)
    except OSError:
        return []


def text_or_nothing(path):
    try:
        with open(path, encoding="ascii") as file:
            return file.read()
    except OSError:
        return ""

"""The machine's clock: waiting that a signal ends, whenever it comes."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading

from attache.sources.fetching import SystemClock

STOPPED_MIDWAY = """
import queue, signal
from attache.sources.fetching import SystemClock
box = [None]
signal.signal(signal.SIGALRM, lambda *_: box[0].stop())
for turn in range(4000):
    box[0] = clock = SystemClock()
    signal.setitimer(signal.ITIMER_REAL, 0.0001 + turn % 50 * 1e-6)
    while not clock.stopped:
        clock.wait(1e-6) if turn % 2 else clock.take(queue.Queue(), 1e-6)
print("ended")
"""


def test_a_handler_may_stop_it_whenever_the_signal_comes() -> None:
    done = subprocess.run([sys.executable, "-c", STOPPED_MIDWAY], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout, done.stderr) == ("ended\n", "")


def test_waiting_ends_when_it_is_stopped() -> None:
    clock = SystemClock()
    waits = [lambda: clock.wait(600), lambda: clock.take(queue.Queue[int](), None)]
    threads = [threading.Thread(target=wait, daemon=True) for wait in waits]
    for thread in threads:
        thread.start()
    clock.stop()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    assert clock.stopped


def test_a_result_is_taken_when_it_comes() -> None:
    clock, results = SystemClock(), queue.Queue[int]()
    assert clock.take(results, 0.0) is None
    threading.Timer(0.05, results.put, [7]).start()
    assert clock.take(results, 60) == 7

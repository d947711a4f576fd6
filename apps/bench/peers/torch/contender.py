"""PyTorch as a contender of the benchmark: carries out the commands that come in on standard input.

python contender.py <threads> <eager|jit>
"""

import sys
import time

import torch

from batch_norm import batch_norm
from blas import blas_name
from frames import read_message, write_message
from inference import inference, inference_by_jit
from matrix_product import matrix_product
from training import training

EAGER = {
    "training": training,
    "inference": inference,
    "batch-norm": batch_norm,
    "matrix-product": matrix_product,
}
BY_JIT = {"inference": inference_by_jit}


def main(threads, form):
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    tasks = BY_JIT if form == "jit" else EAGER
    commands, replies = sys.stdin.buffer, sys.stdout.buffer
    write_message(replies, {"ok": True, "value": f"PyTorch {torch.__version__}, {blas_name()}"})
    runs = {}
    while (message := read_message(commands)) is not None:
        try:
            if message["command"] == "prepare":
                subject = tasks[message["kind"]](message["inputs"])
                runs = subject["runs"]
                value = {"measures": list(runs), "outputs": subject["outputs"]()}
            elif message["command"] == "run":
                value = time_runs(runs[message["measure"]], message["repetitions"])
            else:
                subject, runs, value = None, {}, None
            reply = {"ok": True, "value": value}
        except Exception as error:
            reply = {"ok": False, "what": f"{type(error).__name__}: {first_line(error)}"}
        write_message(replies, reply)


def time_runs(run, repetitions):
    """Milliseconds of all of them."""
    start = time.perf_counter()
    for _ in range(repetitions):
        run()
    return (time.perf_counter() - start) * 1000


def first_line(error):
    return (str(error).strip().splitlines() or [""])[0]


main(int(sys.argv[1]), sys.argv[2])

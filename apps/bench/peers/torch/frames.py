"""Messages between the benchmark and this process: a line of JSON, and behind it the bytes of its arrays."""

import ctypes
import json

import torch

DTYPES = {"float32": torch.float32, "int32": torch.int32}
BYTES_PER_ELEMENT = 4


def read_message(stream):
    """The next message with tensors in the places of its arrays, or None at the end."""
    line = stream.readline()
    if not line:
        return None
    frame = json.loads(line)
    tensors = [read_tensor(stream, **header) for header in frame["arrays"]]
    return put_back(frame["message"], tensors)


def read_tensor(stream, dtype, length):
    if length == 0:
        return torch.empty(0, dtype=DTYPES[dtype])
    values = bytearray(stream.read(length * BYTES_PER_ELEMENT))
    return torch.frombuffer(values, dtype=DTYPES[dtype])


def put_back(value, tensors):
    if isinstance(value, list):
        return [put_back(entry, tensors) for entry in value]
    if not isinstance(value, dict):
        return value
    if "array" in value:
        return tensors[value["array"]]
    return {name: put_back(entry, tensors) for name, entry in value.items()}


def write_message(stream, message):
    """Writes a message. Tensors in it go along as arrays of float32."""
    tensors = []

    def take_out(value):
        if isinstance(value, torch.Tensor):
            tensors.append(value.detach().contiguous())
            return {"array": len(tensors) - 1}
        return {name: take_out(entry) for name, entry in value.items()} if isinstance(value, dict) else value

    frame = {"message": take_out(message)}
    frame["arrays"] = [{"dtype": "float32", "length": tensor.numel()} for tensor in tensors]
    stream.write(json.dumps(frame).encode() + b"\n")
    for tensor in tensors:
        stream.write(ctypes.string_at(tensor.data_ptr(), tensor.numel() * BYTES_PER_ELEMENT))
    stream.flush()

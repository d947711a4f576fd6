"""Predictions without a record for gradients, as modules and compiled by `torch.jit`."""

import torch
from torch import nn

from network import build, samples


def inference(inputs):
    model = nn.Sequential(build(inputs["network"]), nn.Softmax(dim=1)).eval()
    return subject(inputs, lambda batch: model)


def inference_by_jit(inputs):
    """Traced, frozen and optimized for each size of batch. A first call for each of them lets it specialize."""
    model = nn.Sequential(build(inputs["network"]), nn.Softmax(dim=1)).eval()

    def compiled(batch):
        with torch.no_grad():
            frozen = torch.jit.freeze(torch.jit.trace(model, batch))
            return torch.jit.optimize_for_inference(frozen)

    return subject(inputs, compiled)


def subject(inputs, model_for):
    images = samples(inputs["images"], inputs["network"])
    runs = {f"batch of {size}": predictor(model_for, images[:size]) for size in inputs["batches"]}
    return {"outputs": lambda: {name: run() for name, run in runs.items()}, "runs": runs}


def predictor(model_for, batch):
    model = model_for(batch)

    def predict():
        with torch.inference_mode():
            return model(batch)

    return predict

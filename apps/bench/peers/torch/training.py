"""The loop that everybody writes, on batches that were cut beforehand."""

import torch
from torch.nn.functional import cross_entropy

from network import build, samples


def training(inputs):
    model = build(inputs["network"]).train()
    optimizer = optimizer_for(model, inputs["optimizer"])
    size = inputs["batchSize"]
    x = samples(inputs["images"], inputs["network"])
    y = inputs["labels"].long()
    batches = list(zip(x.split(size), y.split(size)))

    def train():
        losses = []
        for _ in range(inputs["epochs"]):
            total = 0.0
            for features, labels in batches:
                optimizer.zero_grad(set_to_none=True)
                loss = cross_entropy(model(features), labels)
                loss.backward()
                optimizer.step()
                total += loss.item()
            losses.append(total / len(batches))
        return losses

    return {"outputs": lambda: {"loss": torch.tensor(train())}, "runs": {"training": train}}


def optimizer_for(model, spec):
    if spec["kind"] == "sgd":
        return with_foreach(torch.optim.SGD, model, lr=spec["rate"])
    betas = (spec["beta1"], spec["beta2"])
    return with_foreach(torch.optim.Adam, model, lr=spec["rate"], betas=betas, eps=spec["epsilon"])


def with_foreach(kind, model, **options):
    """The form that treats all parameters in one call, where this version has it."""
    try:
        return kind(model.parameters(), foreach=True, **options)
    except TypeError:
        return kind(model.parameters(), **options)

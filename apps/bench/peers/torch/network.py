"""Networks as the workloads describe them: channels last, and so is the memory here."""

import torch
from torch import nn


class Flatten(nn.Module):
    """In the order of channels last, in which nothing has to be moved."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


def build(network):
    """The network up to a last softmax, in channels-last memory where it has planes."""
    modules = [module for spec in network["layers"] for module in modules_of(spec)]
    return nn.Sequential(*modules).to(memory_format=torch.channels_last)


def samples(images, network):
    """[count, channels, height, width] on memory that has the channels last, or [count, features]."""
    x = images.view(-1, *network["inputShape"])
    return x.permute(0, 3, 1, 2) if x.dim() == 4 else x


def modules_of(spec):
    kind = spec["kind"]
    if kind == "dense":
        return dense(spec)
    if kind == "convolution":
        return [convolution(spec)]
    if kind == "batchNorm":
        return [batch_norm(spec)]
    if kind == "activation":
        return [nn.ReLU(inplace=True) if spec["activation"] == "relu" else nn.Sigmoid()]
    return [nn.MaxPool2d(2)] if kind == "maxPool" else [Flatten()]


def dense(spec):
    layer = nn.Linear(spec["inputs"], spec["units"], bias=spec["bias"] is not None)
    with torch.no_grad():
        layer.weight.copy_(spec["kernel"].view(spec["inputs"], spec["units"]).t())
        if spec["bias"] is not None:
            layer.bias.copy_(spec["bias"])
    return [layer, nn.ReLU(inplace=True)] if spec["activation"] == "relu" else [layer]


def convolution(spec):
    size, channels, filters = spec["size"], spec["channels"], spec["filters"]
    layer = nn.Conv2d(channels, filters, size, padding=size // 2, bias=False)
    with torch.no_grad():
        layer.weight.copy_(spec["kernel"].view(size, size, channels, filters).permute(3, 2, 0, 1))
    return layer


def batch_norm(spec):
    # One dimension for planes and vectors alike: the check of the input's rank is all that differs.
    layer = AnyBatchNorm(spec["channels"], eps=spec["epsilon"], momentum=1 - spec["momentum"])
    with torch.no_grad():
        layer.weight.copy_(spec["gamma"])
        layer.bias.copy_(spec["beta"])
        layer.running_mean.copy_(spec["mean"])
        layer.running_var.copy_(spec["variance"])
    return layer


class AnyBatchNorm(nn.BatchNorm2d):
    def _check_input_dim(self, input):
        pass

"""`torch.nn.functional.batch_norm`, its gradients by autograd, and by running statistics."""

import torch
from torch.nn import functional


def batch_norm(inputs):
    shape, axis, epsilon = inputs["shape"], inputs["axis"], inputs["epsilon"]
    x, dy = (channels_second(inputs[name].view(shape), axis) for name in ("x", "dy"))
    gamma, beta, mean, variance = (inputs[name] for name in ("gamma", "beta", "mean", "variance"))
    learning = [tensor.detach().requires_grad_() for tensor in (x, gamma, beta)]

    def forward():
        with torch.no_grad():
            return functional.batch_norm(x, None, None, gamma, beta, training=True, eps=epsilon)

    def both():
        given, scale, shift = learning
        y = functional.batch_norm(given, None, None, scale, shift, training=True, eps=epsilon)
        return y, *torch.autograd.grad(y, learning, dy)

    def infer():
        with torch.inference_mode():
            return functional.batch_norm(x, mean, variance, gamma, beta, training=False, eps=epsilon)

    def outputs():
        y, dx, dgamma, dbeta = both()
        back = {name: channels_back(found, axis) for name, found in (("y", y), ("dx", dx), ("inferred", infer()))}
        return {**back, "dgamma": dgamma, "dbeta": dbeta}

    return {"outputs": outputs, "runs": {"forward": forward, "forward + backward": both, "inference": infer}}


def channels_second(x, axis):
    """With channels last it is another view of the same memory, which PyTorch calls channels_last."""
    return x.movedim(axis, 1)


def channels_back(x, axis):
    return x.detach().movedim(1, axis)

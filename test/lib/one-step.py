"""Prints one-step.json: loss and gradient norms of one training step of the sine net, by NumPy and PyTorch in float64.

The means and the noise come from numpy.random.RandomState(11) in the order in which the library draws them.
    python one-step.py > one-step.json      (torch 2.13.0, numpy 2.x)
"""
import json
import numpy as np
import torch

stream = np.random.RandomState(11)
prior_sigma = 0.1


def as_float32(values):
    return torch.tensor(np.asarray(values, dtype=np.float32).astype(np.float64), requires_grad=True)


layers = []
for inputs, units in ((1, 100), (100, 1)):
    bound = 1 / np.sqrt(inputs)
    weight_mu = as_float32((2 * stream.random_sample((inputs, units)) - 1) * bound)
    bias_mu = as_float32((2 * stream.random_sample(units) - 1) * bound)
    weight_log_sigma = as_float32(np.full((inputs, units), np.log(prior_sigma)))
    bias_log_sigma = as_float32(np.full(units, np.log(prior_sigma)))
    layers.append([weight_mu, weight_log_sigma, bias_mu, bias_log_sigma])

x = torch.tensor(np.linspace(-3, 3, 50))[:, None]
hidden, kl = x, 0
for i, (weight_mu, weight_log_sigma, bias_mu, bias_log_sigma) in enumerate(layers):
    weight = weight_mu + weight_log_sigma.exp() * torch.tensor(stream.randn(*weight_mu.shape))
    bias = bias_mu + bias_log_sigma.exp() * torch.tensor(stream.randn(*bias_mu.shape))
    hidden = hidden @ weight + bias
    hidden = hidden.relu() if i == 0 else hidden
    for mu, log_sigma in ((weight_mu, weight_log_sigma), (bias_mu, bias_log_sigma)):
        posterior = torch.distributions.Normal(mu, log_sigma.exp())
        prior = torch.distributions.Normal(torch.zeros_like(mu), prior_sigma * torch.ones_like(mu))
        kl = kl + torch.distributions.kl_divergence(posterior, prior).sum()

loss = ((hidden - x.sin()) ** 2).mean() + kl / 301
loss.backward()
norms = [parameter.grad.norm().item() for layer in layers for parameter in layer]
print(json.dumps({"loss": loss.item(), "norms": norms}))

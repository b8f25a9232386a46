"""The lecture's two nets in torchbnn, trained as bench/seeded-run.ts trains ours. Reads one JSON request a line from stdin
and writes one JSON answer a line to stdout:

    {"do": "load", "sine": {...}, "iris": {...}}    the data, nested lists, and how both nets are trained
    {"do": "run", "seed": N}                        a training of each net, and what it has come to: {"numbers": {NAME: NUMBER}}
"""
import json
import sys

import torch
import torchbnn as bnn
from torch import nn

torch.set_num_threads(1)
mean_kl = bnn.BKLLoss(reduction="mean", last_layer_only=False)
given = {}


def net(sizes, prior_sigma):
    parts = []
    for inputs, units in zip(sizes, sizes[1:]):
        layer = bnn.BayesLinear(prior_mu=0, prior_sigma=prior_sigma, in_features=inputs, out_features=units)
        parts += [layer, nn.ReLU()]
    return nn.Sequential(*parts[:-1])


def train(model, fit, setting):
    optimizer = torch.optim.Adam(model.parameters(), lr=setting["learningRate"])
    for step in range(setting["steps"]):
        weight = 1 / (step + 1) if setting["klWeight"] == "falling" else setting["klWeight"]
        loss = fit() + weight * mean_kl(model)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def at_means(model, x):
    for part in model:
        x = nn.functional.linear(x, part.weight_mu, part.bias_mu) if isinstance(part, bnn.BayesLinear) else part(x)
    return x


def rmse(outputs, y):
    return ((outputs - y) ** 2).mean(-1).sqrt()


def entropy(p):
    return torch.special.entr(p).sum(-1)


def sine(setting):
    x, y, truth = (torch.tensor(setting[name]) for name in ("x", "y", "truth"))
    model = net(setting["sizes"], setting["priorSigma"])
    train(model, lambda: nn.functional.mse_loss(model(x).squeeze(1), y), setting)
    with torch.no_grad():
        draws = torch.stack([model(x).squeeze(1) for _ in range(setting["draws"])])  # [draws, 500]
        mean, sd = draws.mean(0), draws.std(0, unbiased=False)
        return {
            "sine: RMSE to sin(x) of the mean function": rmse(mean, truth),
            "sine: RMSE to sin(x) of one function": rmse(draws, truth).mean(),
            "sine: RMSE to sin(x) of the net of means": rmse(at_means(model, x).squeeze(1), truth),
            "sine: sd of the functions": sd.mean(),
            "sine: share of the data within 3 sd": ((y - mean).abs() <= 3 * sd).float().mean(),
            "sine: mean KL": mean_kl(model),
        }


def iris(setting):
    x, x_test = torch.tensor(setting["xTrain"]), torch.tensor(setting["xTest"])
    y, y_test = torch.tensor(setting["yTrain"]), torch.tensor(setting["yTest"])
    model = net(setting["sizes"], setting["priorSigma"])
    train(model, lambda: nn.functional.cross_entropy(model(x), y), setting)
    with torch.no_grad():
        draws = torch.stack([model(x_test).softmax(-1) for _ in range(setting["draws"])])  # [draws, 38, 3]
        mean = draws.mean(0)
        return {
            "iris: accuracy": (mean.argmax(1) == y_test).float().mean(),
            "iris: negative log-likelihood": nn.functional.nll_loss(mean.log(), y_test),
            "iris: epistemic entropy": (entropy(mean) - entropy(draws).mean(0)).mean(),
            "iris: mean KL": mean_kl(model),
        }


def answer(request):
    if request["do"] == "load":
        given.update(request)
        return {}
    torch.manual_seed(request["seed"])
    numbers = {**sine(given["sine"]), **iris(given["iris"])}
    return {"numbers": {name: float(value) for name, value in numbers.items()}}


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:  # said to the bench
        reply = {"error": f"{type(error).__name__}: {error}".splitlines()[0][:200]}
    print(json.dumps(reply), flush=True)

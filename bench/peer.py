"""The bench's peer: the same networks in PyTorch (eager and compiled) and JAX. Reads one JSON request a line from
stdin and writes one JSON answer a line to stdout:

    {"do": "load", "network": NAME, ...}     the network's data and starting weights, arrays as base64 of float32
    {"do": "check", "network": NAME}         loss, KL, gradients and prediction for the noise that came along
    {"do": "time", "network": NAME, "with": PEER, "work": "step" | "predict", "samples": N}   microseconds of each
"""
import base64
import json
import os
import sys
import time

import numpy as np
import torch

torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
PRIOR_SIGMA = 0.1
networks = {}


def array(value):
    return np.frombuffer(base64.b64decode(value["data"]), dtype=np.float32).reshape(value["shape"]).copy()


class BayesLinear(torch.nn.Module):
    def __init__(self, weight_mu, weight_log_sigma, bias_mu, bias_log_sigma):
        super().__init__()
        self.weight_mu, self.weight_log_sigma, self.bias_mu, self.bias_log_sigma = (
            torch.nn.Parameter(torch.tensor(value)) for value in (weight_mu, weight_log_sigma, bias_mu, bias_log_sigma)
        )
        self.noise = None

    def forward(self, x):
        noise = self.noise or (torch.randn_like(self.weight_mu), torch.randn_like(self.bias_mu))
        weight = self.weight_mu + torch.exp(self.weight_log_sigma) * noise[0]
        bias = self.bias_mu + torch.exp(self.bias_log_sigma) * noise[1]
        return torch.addmm(bias, x, weight)

    def kl(self):
        def gaussian(mu, log_sigma):
            ratio = torch.exp(2 * (log_sigma - np.log(PRIOR_SIGMA)))
            return 0.5 * (ratio + (mu / PRIOR_SIGMA) ** 2 - 1 - 2 * (log_sigma - np.log(PRIOR_SIGMA))).sum()

        return gaussian(self.weight_mu, self.weight_log_sigma) + gaussian(self.bias_mu, self.bias_log_sigma)


class Network:
    def __init__(self, request):
        self.layers = [BayesLinear(*(array(value) for value in weights)) for weights in request["weights"]]
        parts = []
        for layer in self.layers:
            parts += [layer, torch.nn.ReLU()]
        self.model = torch.nn.Sequential(*parts[:-1])
        self.noise = [[array(value) for value in pair] for pair in request["noise"]]
        self.x, self.y = torch.tensor(array(request["x"])), torch.tensor(array(request["y"]))
        self.classes, self.kl_weight = request["classes"], request["klWeight"]
        self.count = sum(layer.weight_mu.numel() + layer.bias_mu.numel() for layer in self.layers)
        self.parameters = [p for layer in self.layers for p in layer.parameters()]
        self.optimizer = torch.optim.Adam(self.parameters, lr=0.01)
        self.target = self.y.argmax(1) if self.classes else self.y
        self.compiled = self.jax = None

    def kl(self):
        return sum(layer.kl() for layer in self.layers) / self.count

    def loss(self):
        output = self.model(self.x)
        if self.classes:
            fit = torch.nn.functional.cross_entropy(output, self.target)
        else:
            fit = torch.nn.functional.mse_loss(output.squeeze(1), self.target)
        return fit + self.kl_weight * self.kl()

    def check(self):
        for layer, noise in zip(self.layers, self.noise):
            layer.noise = tuple(torch.tensor(values) for values in noise)
        loss = self.loss()
        gradients = torch.autograd.grad(loss, self.parameters)
        prediction = float(self.model(self.x).detach().double().norm())
        for layer in self.layers:
            layer.noise = None
        norms = [float(g.double().norm()) for g in gradients]
        return {"loss": float(loss), "kl": float(self.kl()), "prediction": prediction, "norms": norms}

    def step(self, peer):
        if peer == "PyTorch eager":
            return lambda: self.advance(self.loss)
        if peer == "torch.compile":
            self.compiled = self.compiled or torch.compile(self.loss)
            return lambda: self.advance(self.compiled)
        self.jax = self.jax or jax_step(self)
        return self.jax

    def advance(self, loss):
        value = loss()
        self.optimizer.zero_grad()
        value.backward()
        self.optimizer.step()
        return value

    def predict(self):
        with torch.no_grad():
            return [self.model(self.x).numpy() for _ in range(10)]


def jax_step(network):
    import jax
    import jax.numpy as jnp

    x, y = jnp.array(network.x.numpy()), jnp.array(network.y.numpy())
    parameters = [[jnp.array(p.detach().numpy()) for p in layer.parameters()] for layer in network.layers]
    zeros = jax.tree.map(jnp.zeros_like, parameters)

    def loss(parameters, key):
        hidden, kl = x, 0.0
        for i, (wm, ws, bm, bs) in enumerate(parameters):
            key, one, two = jax.random.split(key, 3)
            weight = wm + jnp.exp(ws) * jax.random.normal(one, wm.shape)
            bias = bm + jnp.exp(bs) * jax.random.normal(two, bm.shape)
            hidden = hidden @ weight + bias
            hidden = jax.nn.relu(hidden) if i + 1 < len(parameters) else hidden
            for mu, log_sigma in ((wm, ws), (bm, bs)):
                u = 2 * (log_sigma - np.log(PRIOR_SIGMA))
                kl = kl + 0.5 * (jnp.exp(u) + (mu / PRIOR_SIGMA) ** 2 - 1 - u).sum()
        if network.classes:
            fit = -(jax.nn.log_softmax(hidden) * y).sum(1).mean()
        else:
            fit = ((hidden[:, 0] - y) ** 2).mean()
        return fit + network.kl_weight * kl / network.count

    @jax.jit
    def step(parameters, m, v, t, key):
        key, own = jax.random.split(key)
        value, gradient = jax.value_and_grad(loss)(parameters, own)
        t = t + 1
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, gradient)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradient)
        c1, c2 = 1 - 0.9**t, 1 - 0.999**t
        parameters = jax.tree.map(
            lambda p, m, v: p - 0.01 * (m / c1) / (jnp.sqrt(v / c2) + 1e-8), parameters, m, v
        )
        return parameters, m, v, t, key, value

    state = [parameters, zeros, zeros, jnp.float32(0), jax.random.PRNGKey(0)]

    def run():
        *new, value = step(*state)
        state[:] = new
        value.block_until_ready()

    return run


def answer(request):
    if request["do"] == "load":
        networks[request["network"]] = Network(request)
        return {"torch": torch.__version__}
    network = networks[request["network"]]
    if request["do"] == "check":
        return network.check()
    work = network.predict if request["work"] == "predict" else network.step(request["with"])
    for _ in range(request.get("warmup", 0)):
        work()
    times = []
    for _ in range(request["samples"]):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1e6)
    return {"times": times}


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:  # said to the bench, which skips this peer with these words
        reply = {"error": f"{type(error).__name__}: {error}".splitlines()[0][:200]}
    print(json.dumps(reply), flush=True)

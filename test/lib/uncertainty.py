"""Prints uncertainty.json: entropies and mutual information by SciPy, variances by NumPy, calibration errors by SciPy.

All in float64, of inputs that float32 holds. Mutual information is the mean over draws of KL(p_s || mean p), which
needs no difference of entropies.
    python uncertainty.py > uncertainty.json      (numpy 2.4.6, scipy 1.17.1)
"""
import json
import numpy as np
from scipy.special import rel_entr
from scipy.stats import binned_statistic, entropy

stream = np.random.RandomState(17)


def as_float32(values):
    return np.asarray(values, dtype=np.float32).astype(np.float64)


draws = as_float32(stream.dirichlet([0.4, 0.8, 1.5], size=(5, 6)))  # [S, N, C]
draws[:, 4] = [0.25, 0.5, 0.25]  # all agree
draws[:, 5] = 0
draws[np.arange(5), 5, np.arange(5) % 3] = 1  # each is sure of another class
classes = {
    "draws": draws.tolist(),
    "total": entropy(draws.mean(0), axis=-1).tolist(),
    "aleatoric": entropy(draws, axis=-1).mean(0).tolist(),
    "epistemic": rel_entr(draws, draws.mean(0)).sum(-1).mean(0).tolist(),
}

means = as_float32(3 + stream.randn(7, 4))  # [S, N]
noise = as_float32(stream.uniform(0.1, 2, size=(7, 4)))
# The variance of the mixture of the seven normal distributions, by its first two moments.
total = (means**2 + noise**2).mean(0) - means.mean(0) ** 2
regression = {
    "draws": means.tolist(),
    "noiseSd": noise.tolist(),
    "total": total.tolist(),
    "aleatoric": (noise**2).mean(0).tolist(),
    "epistemic": means.var(axis=0).tolist(),
}

N, C = 200, 4
probabilities = as_float32(stream.dirichlet([0.5] * C, size=N))
labels = np.array([stream.choice(C, p=(p + 0.3) / (p + 0.3).sum()) for p in probabilities])
confidence = probabilities.max(1)
correct = (probabilities.argmax(1) == labels).astype(float)
errors = {}
for bins in (1, 5, 10, 15, 40):
    def per_bin(values, statistic):
        # No confidence lies on an inner edge, so it does not matter to which side an edge belongs.
        return binned_statistic(confidence, values, statistic=statistic, bins=bins, range=(0, 1))[0]

    count = per_bin(correct, "count")
    full = count > 0
    gap = np.abs(per_bin(correct, "mean")[full] - per_bin(confidence, "mean")[full])
    errors[bins] = float((count[full] / N * gap).sum())
calibration = {"probabilities": probabilities.tolist(), "labels": labels.tolist(), "errors": errors}

print(json.dumps({"classes": classes, "regression": regression, "calibration": calibration}))

"""Prints adam-stories.json: where torch.optim.Adam takes variables that come, go, freeze, thaw and share an optimizer.

The loss of a phase is the sum over its variables of curvature * (value - target)^2, in float64; what a phase does not
train has no gradient in it. "reload" makes a new optimizer that goes on from the state of the old one.
    python adam-stories.py > adam-stories.json      (torch 2.13.0)
"""
import json
import torch

numbers = {"learningRate": 0.1, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7}


def variable(start, target, curvature):
    return {"start": start, "target": target, "curvature": curvature}


a = variable([1, 1], [0, 0], 100)
b = variable([1, 1], [0, 0], 1)
c = variable([[1, -2, 3], [0.5, 7, -1]], [[2, 2, 2], [1, 1, 1]], 3)
d = variable([4], [1], 0.2)


def phase(steps, train, reload=False):
    return {"steps": steps, "train": train, "reload": reload}


stories = {
    "one freezes after five steps": ({"a": a, "b": b}, [phase(5, "ab"), phase(3, "b")]),
    "variables freeze and thaw": (
        {"a": a, "b": b, "c": c},
        [phase(5, "abc"), phase(40, "bc"), phase(30, "ac"), phase(25, "a"), phase(100, "abc")],
    ),
    "variables of other shapes come and go": (
        {"a": a, "b": b, "c": c, "d": d},
        [phase(50, "ab"), phase(50, "abc"), phase(40, "dc"), phase(60, "da")],
    ),
    "a new net takes an old optimizer": (
        {"a": a, "c": c, "b": b, "d": d},
        [phase(60, "ac"), phase(1, "bd"), phase(139, "bd")],
    ),
    "two nets take turns": (
        {"a": a, "b": b, "c": c, "d": d},
        [phase(1, "ab" if step % 2 else "cd") for step in range(200)],
    ),
    "saved and loaded in between": (
        {"a": a, "b": b, "c": c, "d": d},
        [phase(30, "ab"), phase(47, "abc"), phase(23, "cb", True), phase(50, "abc", True), phase(50, "abcd")],
    ),
}


def tell(variables, phases):
    values = {name: torch.tensor(of["start"], dtype=torch.float64, requires_grad=True) for name, of in variables.items()}

    def make():
        return torch.optim.Adam(
            list(values.values()), numbers["learningRate"], (numbers["beta1"], numbers["beta2"]), numbers["epsilon"]
        )

    optimizer = make()
    ends = []
    for of in phases:
        if of["reload"]:
            state = optimizer.state_dict()
            optimizer = make()
            optimizer.load_state_dict(state)
        for _ in range(of["steps"]):
            optimizer.zero_grad(set_to_none=True)
            terms = [
                (variables[name]["curvature"] * (values[name] - torch.tensor(variables[name]["target"])) ** 2).sum()
                for name in of["train"]
            ]
            sum(terms).backward()
            optimizer.step()
        ends.append({name: value.tolist() for name, value in values.items()})
    told = [{**of, "train": list(of["train"])} for of in phases]
    for i, of in enumerate(told):
        if of["steps"] > 1 or i % 20 == 19:
            of["end"] = ends[i]
    return told


print(
    json.dumps(
        {
            **numbers,
            "stories": [
                {"name": name, "variables": variables, "phases": tell(variables, phases)}
                for name, (variables, phases) in stories.items()
            ],
        }
    )
)
